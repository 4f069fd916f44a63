"""Plain exports whose typed rows are laid down by month: what is theirs in a span of days, with money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.aligned import with_facts
from clvcli.orders.settling.drafts import with_variants
from clvcli.orders.settling.duplicates import LAST_DAY
from clvcli.orders.settling.plain import drafts_of
from clvcli.orders.store.redraft import stored
from clvcli.orders.tables import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.orders.settling.plain import PlainExport, PlainExports
    from clvcli.orders.settling.spans import LaidDown, Span
    from clvcli.orders.settling.tally import Tally
    from clvcli.orders.tables import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidExports:
    """Exports that are plain together, laid down."""

    plain: PlainExports
    rows: LaidDown
    """Their typed rows."""
    currency: str | None
    """Of all lines."""
    decisions: tuple[Decision, ...]
    """What is said of it."""

    def of_span(self, span: Span) -> Iterator[tuple[PlainExport, pl.LazyFrame]]:
        """Yield each export with its typed rows in a span."""
        return self.plain.each_among(self.rows.rows_of(span))

    def drafts(self, export: PlainExport, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return typed rows of an export with buyers, and variants taken from the names of products."""
        drafts = drafts_of(rows, export.reading)
        return with_variants(drafts) if export.reading.format.variant_in_product else drafts

    def priced(self, export: PlainExport, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return typed rows of an export as drafts with money."""
        return export.priced(self.drafts(export, rows))

    def of_files(self, tally: Tally) -> pl.DataFrame:
        """Return what a store keeps of each file beside its lines, one row a FILE; `tally` is of all orders."""
        taxes = [None if money.says == "unknown" else money.says for money in self.plain.moneys]
        tax = pl.DataFrame({FILE: range(len(taxes)), "tax": taxes}, {FILE: pl.Int32, "tax": pl.String})
        last_days = tally.days.group_by(FILE).agg(pl.col("day").max().alias(LAST_DAY))
        return last_days.join(tax, on=FILE)


def documents(settled: pl.DataFrame, of_files: pl.DataFrame) -> pl.DataFrame:
    """Return settled lines, which carry their documents, as a store keeps them; see `LaidExports.of_files`."""
    made = {name: pl.lit(value=False) for name in ("order_grain", "derived_id")}
    return stored(with_facts(settled, of_files, on=FILE).with_columns(**made))
