from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.products.affinity import with_lift
from clvcli.products.sizes import units_to_buy, with_size_shares

few = settings(derandomize=True, max_examples=80, deadline=None)

CURVES = st.dictionaries(st.text("SMLX", min_size=1, max_size=4), st.floats(0.001, 1.0), min_size=1, max_size=8)


@few
@given(CURVES, st.integers(0, 5000))
def test_pieces_add_up_and_no_size_is_off_by_a_piece(curve: dict[str, float], units: int) -> None:
    bought = units_to_buy(curve, units)
    assert sum(bought.values()) == units
    whole = sum(curve.values())
    assert all(abs(bought[size] - share / whole * units) < 1 + 1e-6 for size, share in curve.items())


@few
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=6))
def test_shares_add_up_to_one_where_anything_was_sold(units: list[tuple[int, int]]) -> None:
    sizes = pl.DataFrame({"sold": [a + b for a, b in units], "returned": [b for _, b in units]})
    found = with_size_shares(sizes)
    for name, total in (("sold_share", sum(a + b for a, b in units)), ("kept_share", sum(a for a, _ in units))):
        shares = found[name].drop_nulls()
        assert shares.sum() == pytest.approx(1.0) if total else shares.is_empty()


def test_a_size_that_was_never_sold_has_no_return_rate() -> None:
    found = with_size_shares(pl.DataFrame({"sold": [0, 4], "returned": [0, 1]}))
    assert found["return_rate"].to_list() == [None, 0.25]


def test_products_nobody_bought_and_groups_of_nobody_have_no_lift() -> None:
    buyers = pl.DataFrame({"top_buyers": [90, 0], "buyers": [300, 0]})
    assert with_lift(buyers, top=200, base=2000)["lift"].to_list() == [pytest.approx(3.0), None]
    assert with_lift(buyers, top=0, base=2000)["lift"].to_list() == [None, None]
