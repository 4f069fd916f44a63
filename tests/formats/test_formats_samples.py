"""Each declared format reads its own sample: an invented file that holds the traps of the system.

`expected_*.toml` say, format by format, what stands in `samples/` under its name and what comes of it, with the
arithmetic beside the figures.  A new format is a declaration, a sample and a table of figures; nothing here changes.
"""

from __future__ import annotations

import polars as pl
import pytest

from clvcli.orders.formats import formats
from clvcli.orders.ingest import ingest
from tests.formats.formats_samples import EXPECTED, NOT_FIGURES, declared, figures, inputs, options


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_comes_to_the_figures_reckoned_by_hand(name: str) -> None:
    result = ingest(inputs(name), options(name))
    expected = {key: value for key, value in EXPECTED[name].items() if key not in NOT_FIGURES}
    found = figures(result)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_known_by_its_header_unless_the_format_is_never_detected(name: str) -> None:
    result = ingest(inputs(name), options(name))
    assert set(result.formats.values()) == {declared(name).title}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_of_a_sample_is_accounted_for_by_name(name: str) -> None:
    result = ingest(inputs(name), options(name))
    fates = result.reconciliation.fates
    assert result.reconciliation.rows_read == result.rows_read
    excluded = fates.filter(pl.col("fate") == "excluded")
    assert dict(zip(excluded["rule"], excluded["rows"], strict=True)) == EXPECTED[name].get("excluded", {})
    rejected = fates.filter((pl.col("fate") == "rejected") & (pl.col("rule") != "furniture"))
    assert dict(zip(rejected["rule"], rejected["rows"], strict=True)) == EXPECTED[name].get("rejected", {})


@pytest.mark.parametrize("name", EXPECTED)
def test_the_short_way_gives_the_customers_and_money_of_the_long_one(name: str) -> None:
    whole, short = (ingest(inputs(name), options(name), condense=condense) for condense in (False, True))
    for of in ("customers", "orders", "kept_orders", "net_revenue", "tax"):
        assert figures(short)[of] == figures(whole)[of]


def test_every_format_has_a_sample_whose_net_revenue_is_reckoned_by_hand() -> None:
    known = {form.name for form in formats()}
    assert known - {name for name, said in EXPECTED.items() if "net_revenue" in said} == set()
