"""Draft lines of exports with money, file by file, and what was found in the rows they are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders import pseudonyms
from clvcli.orders import rejects as refused
from clvcli.orders.money.line_money import decide_money, with_money
from clvcli.orders.schema import MONEY
from clvcli.orders.settling import findings
from clvcli.orders.settling.drafts import draft_rows, rows_of_file
from clvcli.orders.settling.duplicates import FIRST_DELIVERY, deliveries_apart, deliveries_together
from clvcli.orders.settling.settle import with_derived
from clvcli.orders.settling.statuses import status_words
from clvcli.orders.settling.validity import EXCLUDING
from clvcli.orders.tables import NOT_A_SALE, ROW_KIND

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.orders.money.line_money import MoneyReading
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading


@dataclass(slots=True)
class Drafts:
    """What the inputs came to, file by file."""

    drafts: list[pl.DataFrame] = field(default_factory=list)
    rejects: list[pl.DataFrame] = field(default_factory=list)
    moneys: list[MoneyReading] = field(default_factory=list)
    not_sales: int = 0
    """Rows that are no sales."""
    statuses: set[str] = field(default_factory=set)
    """Status words, where the user gave the meaning of some."""
    notes: list[Note] = field(default_factory=list)

    def add(self, reading: Reading, options: ReadOptions, *, file_no: int) -> None:
        """Add one file's draft lines, rejects and reading of money; raises DataError and as `decide_money`."""
        source = reading.table.source
        rows = rows_of_file(reading, file_no).collect(engine="streaming")
        unreadable = pl.col("reject_reason").is_not_null()
        self.rejects += [refused.by_structure(reading.table), refused.by_values(rows.filter(unreadable), source)]
        if rows["reject_reason"].null_count() < rows.height:
            rows = rows.filter(~unreadable)
        if options.statuses:
            self.statuses.update(status_words(rows))
        if ROW_KIND in rows.columns:
            self.not_sales += int((rows[ROW_KIND] == NOT_A_SALE).sum())
        drafts = draft_rows(rows, reading, options)
        del rows
        if options.pseudonym_key is not None:
            drafts = pseudonyms.replaced(drafts, options.pseudonym_key)
        drafts = deliveries_apart(drafts, reading)
        money = decide_money(drafts.filter(FIRST_DELIVERY), reading, options)
        self.moneys.append(money)
        drafts = with_money(drafts, reading, money, options)
        self.notes += findings.on_line_types(drafts, source)
        draft = deliveries_together(with_derived(drafts, reading))
        counts = ~pl.col("order_status").is_in(EXCLUDING)
        no_money = pl.col("row").is_not_null() & pl.col("net_amount").is_null() & counts
        unpaid = draft.filter(no_money).unique("row", keep="first", maintain_order=True)
        self.rejects.append(refused.by_money(unpaid, source))
        paid = ~pl.col("row").is_in(unpaid["row"].implode()).fill_null(value=False)
        draft = draft.filter(paid) if unpaid.height else draft
        unsaid = pl.col("net_amount", "gross_amount", "discount_amount")
        self.drafts.append(draft.with_columns(unsaid.fill_null(pl.lit(0, MONEY))))
