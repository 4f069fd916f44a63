"""The samples of `samples/`, what `expected_*.toml` say of them, and what comes of them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.orders.formats import format_named
from clvcli.orders.options import ReadOptions
from clvcli.orders.understanding.generic import GENERIC

if TYPE_CHECKING:
    from clvcli.orders.formats import Format
    from clvcli.orders.ingest import Ingested

HERE = Path(__file__).parent
SAMPLES = HERE / "samples"

EXPECTED: dict[str, dict[str, Any]] = {
    name: said
    for path in sorted(HERE.glob("expected_*.toml"))
    for name, said in tomllib.loads(path.read_text("utf-8")).items()
}
"""Name of a format -> `files` (default: NAME.csv), `options` of reading, `format` where it is another than the name
says, and the figures."""

NOT_FIGURES = {"files", "options", "excluded", "rejected", "format"}


def inputs(name: str) -> list[str]:
    return [str(SAMPLES / file) for file in EXPECTED[name].get("files", [f"{name}.csv"])]


def declared(name: str) -> Format:
    """Return the format that a sample is to be read by: of its name, or the list of orders of no known system."""
    return GENERIC if EXPECTED[name].get("format") == GENERIC.name else format_named(name)


def options(name: str) -> ReadOptions:
    """Return the options of the sample; a format that is never detected is named."""
    given = dict(EXPECTED[name].get("options", {}))
    if not declared(name).auto_detect and declared(name) is not GENERIC:
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
