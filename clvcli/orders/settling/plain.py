"""What makes exports plain: every order can be told by its own lines.

An order of a plain export has a number, one buyer and one day, its lines are products with a price, and what it
returns was bought with it.  The fields, the format and the options say so first, then the orders themselves; what
has to be known of all of them is counted (`tally.py`), so that they may come some at a time.

Several exports, as of ten years, may be plain together: each is read by its own columns, dates and money, and those
that say and count alike are settled as one (`PlainExport`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.config import IDENTITIES
from clvcli.errors import each_of
from clvcli.orders.money import discounts
from clvcli.orders.money.line_money import MoneyReading, decide_money, with_money_of_lines
from clvcli.orders.money.one_currency import are_in_one_currency, in_one_currency
from clvcli.orders.settling.drafts import line_type, rows_of_file, rows_with_buyers, with_all_fields
from clvcli.orders.settling.identity import FIELD
from clvcli.orders.settling.validity import EXCLUDING
from clvcli.orders.tables import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def all_plain(readings: Sequence[Reading], options: ReadOptions) -> bool:
    """Whether exports are declared plain, each by itself, and name their buyers in one way."""
    named_by = {who for reading in readings for who in reading.columns.keys() & WHO}
    return len(named_by) == 1 and all(declared_plain(reading, options) for reading in readings)


def readable(reading: Reading, file_no: int = 0) -> pl.LazyFrame:
    """Return the typed rows whose values can be read, with FILE."""
    rows = rows_of_file(reading, file_no).filter(pl.col("reject_reason").is_null())
    return rows.drop("reject_reason", "reject_column", "reject_text", strict=False)


def rows_together(readings: Mapping[int, Reading]) -> pl.LazyFrame:
    """Return the typed rows of exports by number that can be read, with FILE; null where one has not a field."""
    rows = [readable(reading, number) for number, reading in readings.items()]
    return pl.concat(rows, how="diagonal") if len(rows) > 1 else rows[0]


def drafts_of(rows: pl.LazyFrame, reading: Reading) -> pl.LazyFrame:
    """Return readable rows with who bought, and what their lines are."""
    return rows_with_buyers(rows, reading).with_columns(line_type(reading.format))


def facts_of(rows: pl.LazyFrame, readings: Mapping[int, Reading]) -> dict[int, dict[str, Any]]:
    """Return, of the `rows` of each export, the evidence on discounts, and the first and last currency by alphabet.

    They are read only for what the surveys of the values left open.
    """
    rows = with_all_fields(rows)
    if all("currency" in one.throughout and "line_discount" not in one.columns for one in readings.values()):
        rows = rows.clear()
    currency = pl.col("currency")
    asked = {
        "rows": pl.len(),
        "first_currency": currency.min(),
        "last_currency": currency.max(),
        "unnamed": currency.null_count(),
        **discounts.evidence(PLAIN_FIELDS),
    }
    of_none = rows.clear().select(**asked).collect().row(0, named=True)
    found = rows.group_by(FILE).agg(**asked).collect(engine="streaming")
    by_file = found.rows_by_key(FILE, named=True, unique=True)
    return {
        number: {**of_none, **by_file.get(number, {}), **_throughout(reading)}
        for number, reading in readings.items()
    }


def _throughout(reading: Reading) -> dict[str, Any]:
    """Return what a survey of the values has told of currencies."""
    if "currency" not in reading.throughout:
        return {}
    only = reading.throughout["currency"]
    return {"first_currency": only, "last_currency": only, "unnamed": 0}


def has_several_currencies(facts: Mapping[str, Any]) -> bool:
    """Whether the rows of an export name several currencies, or not all of them one."""
    return bool(facts["first_currency"] != facts["last_currency"] or 0 < facts["unnamed"] < facts["rows"])


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainExport:
    """An export that leaves every order to its own lines, or several with the same fields and kind of money."""

    readings: Mapping[int, Reading]
    """By their number among the inputs."""
    money: MoneyReading
    """What was decided about the amounts of each."""
    options: ReadOptions
    key: tuple[str, ...]
    """What numbers an order."""

    @property
    def reading(self) -> Reading:
        """How their rows are read."""
        return next(iter(self.readings.values()))

    @property
    def is_of_one_file(self) -> bool:
        """Whether there is one."""
        return len(self.readings) == 1

    def rows(self) -> pl.LazyFrame:
        """Return their typed rows."""
        return rows_together(self.readings)

    def among(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return those of typed rows that are theirs."""
        return rows.filter(pl.col(FILE).is_in([*self.readings]))

    def priced(self, drafts: pl.LazyFrame) -> pl.LazyFrame:
        """Return drafts with money."""
        return with_money_of_lines(drafts, self.reading, self.money, self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainExports:
    """Exports that are plain together, in one currency."""

    each: tuple[PlainExport, ...]
    moneys: tuple[MoneyReading, ...]
    """What was decided about the amounts of each file."""
    printed: pl.DataFrame
    """A line of each currency that files name."""
    options: ReadOptions

    @classmethod
    def of(cls, readings: Sequence[Reading], options: ReadOptions, rows: pl.LazyFrame) -> PlainExports | None:
        """Return exports that are `all_plain`, `rows` being all that can be read; None where currencies differ.

        Raises the errors of `decide_money`.
        """
        numbered = dict(enumerate(readings))
        facts = facts_of(rows, numbered)
        printed = lines_in({found["first_currency"]: None for found in facts.values()})
        if any(map(has_several_currencies, facts.values())) or not are_in_one_currency(printed, options):
            return None
        none = rows.clear()
        moneys = each_of(
            numbered.items(), lambda numbered: _money_of(numbered[1], none, options, facts[numbered[0]])
        )
        return cls(
            each=tuple(_alike(numbered, moneys, options)),
            moneys=tuple(moneys),
            printed=printed,
            options=options,
        )

    def each_among(self, rows: pl.LazyFrame) -> Iterator[tuple[PlainExport, pl.LazyFrame]]:
        """Yield each with those of typed rows that are its own."""
        alone = len(self.each) == 1
        return ((export, rows if alone else export.among(rows)) for export in self.each)

    def in_currency(self) -> tuple[str | None, tuple[Decision, ...]]:
        """Return the currency of all lines, and what is said of it; raises the errors of `in_one_currency`."""
        found, decisions, _ = in_one_currency(self.printed, self.options)
        return found["currency"][0], decisions


def lines_in(currencies: Iterable[str | None]) -> pl.DataFrame:
    """Return what `in_one_currency` looks at: one line stands for all of a currency."""
    schema = {"currency": pl.String, "excluded": pl.String}
    return pl.DataFrame([(currency, None) for currency in currencies], schema, orient="row")


def _money_of(reading: Reading, none: pl.LazyFrame, options: ReadOptions, facts: Mapping[str, Any]) -> MoneyReading:
    """Return what is decided about the amounts of an export, of which no more need be known than `facts`."""
    return decide_money(drafts_of(none, reading).collect(), reading, options, on_discount=facts)


def _alike(
    readings: Mapping[int, Reading], moneys: Sequence[MoneyReading], options: ReadOptions
) -> Iterator[PlainExport]:
    """Yield exports, those as one that have the same fields and kind of money."""
    ways: list[tuple[object, list[int]]] = []
    for number, reading in readings.items():
        way = _way_of(reading, moneys[number])
        files = next((files for known, files in ways if known == way), None)
        if files is None:
            ways.append((way, [number]))
        else:
            files.append(number)
    for _, files in ways:
        yield PlainExport(
            readings={number: readings[number] for number in files},
            money=moneys[files[0]],
            options=options,
            key=("store", "order_id") if "store" in readings[files[0]].columns else ("order_id",),
        )


def _way_of(reading: Reading, money: MoneyReading) -> object:
    """Return what the orders and the money of rows follow from."""
    fields, tax = {*reading.columns}, (reading.tax_included, reading.taxed)
    return reading.format, fields, tax, replace(money, decisions=())
