"""Which rows of a ledger are sales, which are none, and which take back: by the words of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders import dictionary
from clvcli.orders.tables import NOT_A_SALE, ROW_KIND, TAKES_BACK
from clvcli.orders.understanding.columns import headers_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.formats import Format
    from clvcli.orders.tables import RawTable


def row_kind(form: Format, table: RawTable) -> dict[str, pl.Expr]:
    """Return ROW_KIND over the raw columns (NOT_A_SALE, TAKES_BACK, else null); nothing where all rows are sales.

    A rule about a column that the table has not says nothing; an empty cell is the empty text.
    """
    headers = headers_of(table)

    def matches(rules: Mapping[str, str]) -> list[pl.Expr]:
        """Return what holds of rows whose columns match the patterns of `rules`."""
        there = {headers[key]: rule for name, rule in rules.items() if (key := dictionary.key(name)) in headers}
        return [
            pl.col(column).cast(pl.String).fill_null("").str.contains(pattern) for column, pattern in there.items()
        ]

    others = [*(~sale for sale in matches(form.only_rows)), *matches(form.ignored_rows)]
    back = matches(form.refund_rows)
    if not (others or back):
        return {}
    never = pl.lit(value=False)
    kind = (
        pl.when(pl.any_horizontal(never, *others))
        .then(pl.lit(NOT_A_SALE))
        .when(pl.any_horizontal(never, *back))
        .then(pl.lit(TAKES_BACK))
    )
    return {ROW_KIND: kind}


def others_accepted(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return typed rows of which those that are no sales need not be readable."""
    other = pl.col(ROW_KIND).eq_missing(pl.lit(NOT_A_SALE))
    faults = ("reject_reason", "reject_column", "reject_text")
    return rows.with_columns(pl.when(~other).then(name).alias(name) for name in faults)
