from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.segments.crossed import crossed

ROWS = {"tier": ("gold", "silver"), "life_cycle": ("active", "new", "lapsed")}
MONEY = st.one_of(st.none(), st.integers(-5000, 5000).map(lambda cents: cents / 100))
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["DKK", "SEK", None]), *(st.sampled_from(names) for names in ROWS.values()), MONEY, MONEY
    ),
    min_size=1,
    max_size=40,
)
SCHEMA = {
    "currency": pl.String,
    **dict.fromkeys(ROWS, pl.String),
    "value_to_date": pl.Float64,
    "clv_12m": pl.Float64,
}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(PEOPLE)
def test_every_pair_is_there_once_and_sums_are_those_of_the_base(people: list[tuple[object, ...]]) -> None:
    frame = pl.DataFrame(people, schema=SCHEMA, orient="row")
    found = crossed(frame, ROWS)
    assert found.select("currency", *ROWS).n_unique() == found.height == 6 * frame["currency"].n_unique()
    assert found["customers"].sum() == frame.height
    assert found["customers_share"].sum() == pytest.approx(frame["currency"].n_unique())
    for name in ("value_to_date", "clv_12m"):
        assert found[name].sum() == pytest.approx(frame[name].sum(), abs=1e-9)  # sums of floats in another order


def test_pairs_stand_in_the_order_of_the_segments() -> None:
    frame = pl.DataFrame([("DKK", "silver", "new", 1.0, None)], schema=SCHEMA, orient="row")
    found = crossed(frame, ROWS)
    assert found["tier"].to_list() == ["gold"] * 3 + ["silver"] * 3
    assert found["life_cycle"].to_list() == ["active", "new", "lapsed"] * 2
    assert found.row(4) == ("DKK", "silver", "new", 1, 1.0, 1.0, None)
