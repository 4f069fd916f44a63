"""Each declared format reads its own sample: an invented file that holds the traps of the system.

`expected_*.toml` say, format by format, what stands in `samples/` under its name and what comes of it, with the
arithmetic beside the figures.  A new format is a declaration, a sample and a table of figures; nothing here changes.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clvcli.errors import ClvError
from clvcli.orders.formats import format_named
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"

EXPECTED: dict[str, dict[str, Any]] = {
    name: said
    for path in sorted(HERE.glob("expected_*.toml"))
    for name, said in tomllib.loads(path.read_text("utf-8")).items()
}
"""Name of a format -> `files` (default: NAME.csv), `options` of reading, and the figures, or the `error` code."""

READ = sorted(name for name, said in EXPECTED.items() if "error" not in said)
REFUSED = sorted(EXPECTED.keys() - set(READ))


def inputs(name: str) -> list[str]:
    return [str(SAMPLES / file) for file in EXPECTED[name].get("files", [f"{name}.csv"])]


def options(name: str) -> ReadOptions:
    """Return the options of the sample; a format that is never detected is named."""
    given = dict(EXPECTED[name].get("options", {}))
    if not format_named(name).auto_detect:
        given.setdefault("source_format", name)
    return ReadOptions(**given)


def figures(result: Ingested) -> dict[str, object]:
    """Return what a sample comes to, in the words of `expected_*.toml`."""
    lines = result.lines.filter(pl.col("excluded").is_null()).collect()
    orders = lines.select(pl.struct("store", "order_id", "customer_key").filter(pl.col("line_no") == 1).n_unique())
    kept = lines.filter("order_kept").select(pl.struct("store", "order_id", "customer_key").n_unique())
    return {
        "rows": result.reconciliation.rows_read,
        "customers": lines["customer_key"].drop_nulls().n_unique(),
        "orders": orders.item(),
        "kept_orders": kept.item(),
        "net_revenue": f"{Decimal(lines['net_after_refund'].sum()):.2f}",
        "refunds": f"{Decimal(lines['refund_amount'].sum()):.2f}",
        "other": f"{Decimal(lines['other_amount'].sum()):.2f}",
        "tax": result.tax,
        "currency": ", ".join(lines["currency"].drop_nulls().unique().sort()),
    }


@pytest.mark.parametrize("name", READ)
def test_a_sample_comes_to_the_figures_reckoned_by_hand(name: str) -> None:
    result = ingest(inputs(name), options(name))
    expected = {key: value for key, value in EXPECTED[name].items() if key not in {"files", "options", "excluded"}}
    found = figures(result)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("name", READ)
def test_a_sample_is_known_by_its_header_unless_the_format_is_never_detected(name: str) -> None:
    result = ingest(inputs(name), options(name))
    assert set(result.formats.values()) == {format_named(name).title}


@pytest.mark.parametrize("name", READ)
def test_every_row_of_a_sample_is_accounted_for_by_name(name: str) -> None:
    result = ingest(inputs(name), options(name))
    fates = result.reconciliation.fates
    assert result.reconciliation.rows_read == result.rows_read
    excluded = fates.filter(pl.col("fate") == "excluded")
    assert dict(zip(excluded["rule"], excluded["rows"], strict=True)) == EXPECTED[name].get("excluded", {})
    assert fates.filter(pl.col("fate") == "rejected").select("rule").to_series().to_list() in ([], ["furniture"])


@pytest.mark.parametrize("name", READ)
def test_the_short_way_gives_the_customers_and_money_of_the_long_one(name: str) -> None:
    whole, short = (ingest(inputs(name), options(name), condense=condense) for condense in (False, True))
    for of in ("customers", "orders", "kept_orders", "net_revenue", "tax"):
        assert figures(short)[of] == figures(whole)[of]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_names_no_customers_is_refused_in_words(name: str) -> None:
    with pytest.raises(ClvError) as refusal:
        ingest(inputs(name), options(name))
    assert refusal.value.code == EXPECTED[name]["error"]
    assert EXPECTED[name].get("hint", "") in refusal.value.hint
