"""What makes an export plain: every order can be told by its own lines.

An order of a plain export has a number, one buyer and one day, its lines are products with a price, and what it
returns was bought with it.  The fields, the format and the options say so first, then the orders themselves; what
has to be known of all of them is counted (`Tally`), so that they may come some at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.config import IDENTITIES
from clvcli.orders.money import discounts
from clvcli.orders.money.line_money import MoneyReading, decide_money, with_money_of_lines
from clvcli.orders.money.one_currency import in_one_currency
from clvcli.orders.settling.drafts import line_type, rows_with_buyers
from clvcli.orders.settling.identity import FIELD
from clvcli.orders.settling.validity import EXCLUDING, isolated_days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

PLAIN_FIELDS = frozenset({
    "order_id", "order_date", "store", "customer_id", "customer_email", "customer_phone", "customer_type",
    "currency", "channel", "source", "discount_code", "country", "region", "payment_method", "tags",
    "quantity", "unit_price", "line_discount", "sku", "product_id", "product", "variant", "size", "color",
    "category", "brand", "season",
})  # fmt: skip
"""Fields that make a line's money and its order, or change neither."""

WHO = frozenset(FIELD.values())
"""Fields that name the buyer."""

MOST_RETURNS_ONLY = 0.1
"""Share of orders that only return goods up to which they are worth settling apart."""


def declared_plain(reading: Reading, options: ReadOptions) -> bool:
    """Whether the fields, the format and the options leave every order to its own lines."""
    form, fields = reading.format, reading.columns.keys()
    return (
        fields <= PLAIN_FIELDS
        and fields >= {"order_id", "unit_price"}
        and len(fields & WHO) == 1
        and fields & WHO <= {FIELD[name] for name in options.identity or IDENTITIES}
        and reading.grain == "line"
        and form.money in ("decide", "quantity_x_price")
        and form.order_fields == "each_row"
        and not (form.order_kinds or form.test_marks or form.packed)
        and not (form.only_rows or form.ignored_rows or form.refund_rows)
        and not (form.negated or form.currency_in_money)
        and form.statuses.get("", "paid") not in EXCLUDING
        and form.constants.keys() <= {"currency"}
        and not (options.statuses or options.rates or options.exclude_customers)
        and not (options.costs or options.products)
    )


def readable(reading: Reading) -> pl.LazyFrame:
    """Return the typed rows whose values can be read."""
    return reading.rows.filter(pl.col("reject_reason").is_null())


def facts_of(drafts: pl.LazyFrame, reading: Reading) -> Mapping[str, Any]:
    """Return the evidence on discounts, and the first and last currency by alphabet.

    The lines are read only for what the survey of the values left open.
    """
    named = pl.col("currency")
    first, last, unnamed = named.min(), named.max(), named.null_count()
    if "currency" in reading.throughout:
        first = last = pl.lit(reading.throughout["currency"], pl.String)
        unnamed = pl.lit(0)
        drafts = drafts if "line_discount" in reading.columns else drafts.clear()
    facts = drafts.select(
        rows=pl.len(),
        first_currency=first,
        last_currency=last,
        unnamed=unnamed,
        **discounts.evidence(reading.columns),
    )
    return facts.collect(engine="streaming").row(0, named=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainExport:
    """An export whose fields, format, options and currency leave every order to its own lines."""

    reading: Reading
    options: ReadOptions
    money: MoneyReading
    printed_currency: str | None
    key: tuple[str, ...]
    """What numbers an order."""

    @classmethod
    def of(cls, reading: Reading, options: ReadOptions, rows: pl.LazyFrame) -> PlainExport | None:
        """Return an export that is declared plain, `rows` being its readable ones, or None where currencies differ.

        Raises the errors of `decide_money`.
        """
        drafts = drafts_of(rows, reading)
        facts = facts_of(drafts, reading)
        if facts["first_currency"] != facts["last_currency"] or 0 < facts["unnamed"] < facts["rows"]:
            return None
        return cls(
            reading=reading,
            options=options,
            money=decide_money(drafts.clear().collect(), reading, options, on_discount=facts),
            printed_currency=facts["first_currency"],
            key=("store", "order_id") if "store" in reading.columns else ("order_id",),
        )

    def priced(self, drafts: pl.LazyFrame) -> pl.LazyFrame:
        """Return drafts with money."""
        return with_money_of_lines(drafts, self.reading, self.money, self.options)

    def in_currency(self) -> tuple[str | None, tuple[Decision, ...]]:
        """Return the currency of all lines, and what is said of it; raises the errors of `in_one_currency`."""
        found, decisions, _ = in_one_currency(a_line_in(self.printed_currency), self.options)
        return found["currency"][0], decisions


def drafts_of(rows: pl.LazyFrame, reading: Reading) -> pl.LazyFrame:
    """Return readable rows with who bought, and what their lines are."""
    return rows_with_buyers(rows, reading, file_no=0).with_columns(line_type(reading.format))


def a_line_in(currency: str | None) -> pl.DataFrame:
    """Return what `in_one_currency` looks at: one line stands for all where all are in one."""
    return pl.DataFrame(
        {"currency": [currency], "excluded": [None]}, {"currency": pl.String, "excluded": pl.String}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted of some of the orders."""

    days: pl.DataFrame
    """`day` and `rows`, one row a day."""
    orders: int
    returns_only: int
    """Orders that only return goods."""
    copies: int = 0
    """Lines that stand in their order already."""

    @classmethod
    def of_all(cls, tallies: Sequence[Tally]) -> Tally:
        """Add up what was counted of orders that came some at a time."""
        return cls(
            days=pl.concat([tally.days for tally in tallies]).group_by("day").agg(pl.col("rows").sum()),
            orders=sum(tally.orders for tally in tallies),
            returns_only=sum(tally.returns_only for tally in tallies),
            copies=sum(tally.copies for tally in tallies),
        )

    def tells_by_themselves(self) -> bool:
        """Whether no order day lies far from the others, and few orders only return goods."""
        return (
            self.orders > 0
            and not isolated_days(self.days["day"].to_list())
            and self.returns_only / self.orders <= MOST_RETURNS_ONLY
        )

    def is_perhaps_repeated(self) -> bool:
        """Whether identical lines are enough for a second delivery of a whole day (`duplicates.repeated_parts`)."""
        return self.copies > 0 and int(self.days["rows"].min()) <= 2 * self.copies  # type: ignore[arg-type]  # counts
