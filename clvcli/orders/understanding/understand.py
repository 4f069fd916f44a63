"""From a raw table to typed rows: recognise the format, survey the values once, decide, read.

One pass of aggregates over all columns decides everything about a clean file; columns that are not clean
get a closer look, by their distinct values.  What is handed on is lazy.
"""

from __future__ import annotations

import dataclasses
import zoneinfo
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import NotDatesError, NotNumbersError, TimeZoneError
from clvcli.orders.currency import CURRENCY, written_currency
from clvcli.orders.fields import BY_NAME, KIND
from clvcli.orders.tables import LINE, Decision, Reading
from clvcli.orders.understanding import date_values, dates, identifiers, numbers
from clvcli.orders.understanding.columns import MOST, Understanding
from clvcli.orders.understanding.dates import DateColumn, DateStyle
from clvcli.orders.understanding.generic import GENERIC
from clvcli.orders.understanding.identifiers import IdColumn, IdStyle
from clvcli.orders.understanding.month_names import has_month_names
from clvcli.orders.understanding.numbers import NumberColumn, NumberStyle
from clvcli.orders.understanding.parsing import read_columns
from clvcli.orders.understanding.prepared import by_whole_records, made_of, with_dates_of_orders
from clvcli.orders.understanding.recognise import recognise
from clvcli.orders.understanding.row_kinds import others_accepted, row_kind
from clvcli.orders.understanding.second_tables import second_table, without_second_table
from clvcli.orders.understanding.written_currency import currencies_beside, with_written_currency
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable

ESSENTIAL = frozenset({"amount", "quantity", "unit_price", "order_date", "order_subtotal"})
"""Fields a reading does not do without, whatever stands in their columns."""

_OFTEN_ONE_THING = frozenset({CURRENCY})
"""Fields of text of which a later room asks whether one thing stands in them throughout."""

_FIRST_ROWS = 1_000
"""Rows that are looked at for an example before all are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """The mapped columns, by how they are read."""

    ids: tuple[IdColumn, ...]
    texts: Mapping[str, str]
    numbers: tuple[NumberColumn, ...]
    dates: tuple[DateColumn, ...]

    def without(self, fields: frozenset[str]) -> _Columns:
        """Return the columns less the numbers and dates of `fields`."""
        return dataclasses.replace(
            self,
            numbers=tuple(column for column in self.numbers if column.field not in fields),
            dates=tuple(column for column in self.dates if column.field not in fields),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    """How the values of the mapped columns are written, by field."""

    ids: Mapping[str, IdStyle]
    numbers: Mapping[str, NumberStyle]
    dates: Mapping[str, DateStyle]
    throughout: Mapping[str, str | None]
    """See `Reading`."""
    currencies: frozenset[str]
    """Currencies written beside amounts."""


def understand(table: RawTable, options: ReadOptions) -> Reading:
    """Read `table` as orders: which format, which columns, how numbers and dates are written.

    Raises the errors CLV210 to CLV233, each with the option that decides.
    """
    _check_options(options)
    found = recognise(table, options)
    plain = with_dates_of_orders(_readable(found), found)
    columns = _columns(plain, found)
    if not options.date_format:
        columns = _with_spelled_months(plain, columns)
    styles, decisions = _decide(plain, columns, options)
    found, on_currency = with_written_currency(found, styles.currencies)
    unused = _unreadable(plain, found, columns, styles)
    rows = _rows(plain, found, columns.without(unused), styles, options)
    if styles.dates["order_date"].share < 1 and (begins := second_table(plain, found.columns)):
        rows = without_second_table(rows, begins)
    if found.format.packed:
        rows = by_whole_records(rows)
    return Reading(
        table=table,
        format=found.format,
        columns={field: column for field, column in found.columns.items() if field not in unused},
        decisions=tuple(
            dataclasses.replace(decision, source=table.source)
            for decision in [*found.decisions, *decisions, *on_currency, *_said_of(unused, found)]
        ),
        made=made_of(table, found.format),
        rows=rows,
        tax_included={"included": True, "excluded": False}.get(options.tax or "", found.tax_included),
        grain=found.grain,
        taxed={} if options.tax else found.taxed,
        throughout={**styles.throughout, **_unprinted(found)},
    )


def understand_beside(
    table: RawTable, columns: Mapping[str, str], options: ReadOptions
) -> tuple[pl.LazyFrame, tuple[Decision, ...]]:
    """Return the rows of a table that stands beside orders, as `Reading.rows`, and what was decided of its values.

    `columns` says which column is which field.  Raises the errors of numbers and dates.
    """
    found = Understanding(
        table=table, format=GENERIC, columns=columns, decisions=(), tax_included=None, grain="line"
    )
    plain = _readable(found)
    read = _with_spelled_months(plain, _columns(plain, found))
    styles, decisions = _decide(plain, read, options)
    said = tuple(dataclasses.replace(decision, source=table.source) for decision in decisions)
    return _rows(plain, found, read, styles, options), said


def _unprinted(found: Understanding) -> dict[str, str | None]:
    """Return what stands throughout in a field that has no column, by the format or because nothing does."""
    form = found.format
    return {
        field: form.constants.get(field)
        for field in _OFTEN_ONE_THING
        if field not in found.columns and not form.currency_in_money
    }


def _check_options(options: ReadOptions) -> None:
    if options.date_format:
        dates.check_format(options.date_format)
    if options.time_zone and options.time_zone not in zoneinfo.available_timezones():
        raise TimeZoneError.among(options.time_zone, sorted(zoneinfo.available_timezones()))


def _readable(found: Understanding) -> RawTable:
    """Return the table with text in place of typed values that their fields cannot be made of, e.g. flags."""
    table = found.table
    schema = table.frame.collect_schema()
    odd = [column for field, column in found.columns.items() if not _fits_field(schema[column], field)]
    return dataclasses.replace(table, frame=table.frame.with_columns(pl.col(odd).cast(pl.String))) if odd else table


def _fits_field(dtype: pl.DataType, field: str) -> bool:
    kind = KIND[field]
    if kind not in {"number", "date"} or dtype.is_numeric() or dtype == pl.String:
        return True
    return kind == "date" and isinstance(dtype, pl.Date | pl.Datetime)


def _columns(table: RawTable, found: Understanding) -> _Columns:
    schema = table.frame.collect_schema()
    by_kind: dict[str, list[tuple[str, str]]] = {"id": [], "text": [], "number": [], "date": []}
    for field, column in found.columns.items():
        by_kind[KIND[field]].append((field, column))
    return _Columns(
        ids=tuple(IdColumn(field=field, column=name, dtype=schema[name]) for field, name in by_kind["id"]),
        texts=dict(by_kind["text"]),
        numbers=tuple(
            NumberColumn(field=field, column=name, dtype=schema[name]) for field, name in by_kind["number"]
        ),
        dates=tuple(DateColumn(field=field, column=name, dtype=schema[name]) for field, name in by_kind["date"]),
    )


def _with_spelled_months(table: RawTable, columns: _Columns) -> _Columns:
    """Return the columns with those of dates marked whose first rows spell a month."""
    texts = [day for day in columns.dates if day.dtype == pl.String]
    spelled = _collected(
        table.frame.head(_FIRST_ROWS), [has_month_names(pl.col(day.column)).alias(day.column) for day in texts]
    )
    marked = (dataclasses.replace(day, spelled=bool(spelled.get(day.column))) for day in columns.dates)
    return dataclasses.replace(columns, dates=tuple(marked))


# --- deciding --------------------------------------------------------------------------------


def _decide(table: RawTable, columns: _Columns, options: ReadOptions) -> tuple[_Styles, list[Decision]]:
    facts = _first_facts(table, columns)
    more, distinct = _closer_look(table, columns, facts)
    facts |= more
    number_styles, said = numbers.decide(columns.numbers, facts, distinct, options.decimal, table.source)
    date_styles, also_said = dates.decide(columns.dates, facts, distinct, options.date_format, table.source)
    id_styles = {column.field: identifiers.decide(column, facts) for column in columns.ids}
    undone = [
        Decision(
            subject=Saying("ids"),
            value=Saying("without `.0`"),
            how="detected",
            because=Saying("all of `{column}` end in it", column=column.column),
        )
        for column in columns.ids
        if id_styles[column.field].point_nought
    ]
    styles = _Styles(
        ids=id_styles,
        numbers=number_styles,
        dates=date_styles,
        throughout=_throughout(columns.texts, facts),
        currencies=currencies_beside(columns.numbers, distinct),
    )
    return styles, [*said, *also_said, *undone]


def _throughout(texts: Mapping[str, str], facts: Mapping[str, object]) -> dict[str, str | None]:
    """Return field -> what stands in it on every row, of the fields of text that one thing stands in."""
    surveyed = {field: column for field, column in texts.items() if field in _OFTEN_ONE_THING}
    return {
        field: identifiers.first_text(column, facts)
        for field, column in surveyed.items()
        if identifiers.is_one_thing(column, facts)
    }


def _first_facts(table: RawTable, columns: _Columns) -> dict[str, object]:
    """Return the aggregates over all columns, in one pass."""
    facts = _collected(
        table.frame,
        [
            *(fact for number in columns.numbers for fact in numbers.survey(number)),
            *(fact for day in columns.dates for fact in dates.survey(day)),
            *(fact for identifier in columns.ids for fact in identifiers.survey(identifier)),
            *(
                fact
                for field, column in columns.texts.items()
                if field in _OFTEN_ONE_THING
                for fact in identifiers.survey_of_text(column)
            ),
        ],
    )
    return facts | _examples(table, [number for number in columns.numbers if numbers.has_points(number, facts)])


def _examples(table: RawTable, pointed: Sequence[NumberColumn]) -> dict[str, object]:
    """Return the first values that tell the sign of decimals; nearly every file has them among its first rows."""
    found = _collected(
        table.frame.head(_FIRST_ROWS), [fact for number in pointed for fact in numbers.examples(number)]
    )
    later = [number for number in pointed if not numbers.has_proof(number, found)]
    return found | _collected(table.frame, [fact for number in later for fact in numbers.examples(number)])


def _closer_look(
    table: RawTable, columns: _Columns, facts: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, pl.DataFrame]]:
    """Return further aggregates and the distinct values of the columns that are not clean."""
    unclear_dates = [day for day in columns.dates if dates.needs_closer_look(day, facts)]
    texts = {
        **{n.column: pl.col(n.column) for n in columns.numbers if n.is_text and not numbers.is_plain(n, facts)},
        **{day.column: dates.heads(day) for day in unclear_dates},
    }
    if not texts:
        return {}, {}
    more = _query(table.frame, [fact for day in unclear_dates for fact in dates.closer_survey(day)])
    frames = pl.collect_all([more, *(_distinct(table, text) for text in texts.values())], engine="streaming")
    known = frames[0].row(0, named=True) if unclear_dates else {}
    return known, dict(zip(texts, frames[1:], strict=True))


def _collected(frame: pl.LazyFrame, facts: Sequence[pl.Expr]) -> dict[str, object]:
    """Return the results of aggregates; of none nothing, and no row is read."""
    return _query(frame, facts).collect(engine="streaming").row(0, named=True) if facts else {}


def _query(frame: pl.LazyFrame, facts: Sequence[pl.Expr]) -> pl.LazyFrame:
    """Return the query of aggregates, each once although two fields may share a column."""
    return frame.select({fact.meta.output_name(): fact for fact in facts}.values())


def _distinct(table: RawTable, text: pl.Expr) -> pl.LazyFrame:
    """Return the query of the distinct texts, with the first line and the number of rows of each."""
    return (
        table.frame.select(text.alias("text"), pl.col(LINE).alias("line"))
        .filter(pl.col("text").is_not_null())
        .group_by("text")
        .agg(pl.col("line").min(), pl.len().cast(pl.Int64).alias("rows"))
    )


def _unreadable(table: RawTable, found: Understanding, columns: _Columns, styles: _Styles) -> frozenset[str]:
    """Return the fields of a generic table whose columns hold something else than their names promise.

    Raises NotNumbersError or NotDatesError where the money or the date of the order is meant.
    """
    for number in columns.numbers:
        if styles.numbers[number.field].share == 0 and number.field in ESSENTIAL:
            raise NotNumbersError.column(table.source, number.field, number.column)
    for day in columns.dates:
        if styles.dates[day.field].share == 0 and day.field in ESSENTIAL:
            raise NotDatesError.column(table.source, day.column)
    if found.format.name != GENERIC.name:
        return frozenset()
    shares = {field: style.share for field, style in styles.numbers.items()}
    shares |= {field: style.share for field, style in styles.dates.items()}
    return frozenset(field for field, share in shares.items() if share < MOST and field not in ESSENTIAL)


def _said_of(unused: frozenset[str], found: Understanding) -> list[Decision]:
    """Return why the columns of fields are not used."""
    return [
        Decision(
            subject=Saying("column `{column}`", column=found.columns[field]),
            value=Saying("not used"),
            how="detected",
            because=_unfit(field),
        )
        for field in sorted(unused)
    ]


def _unfit(field: str) -> Saying:
    return Saying(
        "as {field} it should hold dates, and does not"
        if BY_NAME[field].kind == "date"
        else "as {field} it should hold numbers, and does not",
        field=field,
    )


# --- reading ---------------------------------------------------------------------------------


def _rows(
    table: RawTable, found: Understanding, columns: _Columns, styles: _Styles, options: ReadOptions
) -> pl.LazyFrame:
    parsed = [
        *(identifiers.parse(column, styles.ids[column.field]) for column in columns.ids),
        *(identifiers.text_column(field, column) for field, column in columns.texts.items()),
        *(date_values.parse(column, styles.dates[column.field], options.time_zone) for column in columns.dates),
        *(numbers.parse(column, styles.numbers[column.field]) for column in columns.numbers),
    ]
    form = found.format
    constants = {field: pl.lit(text) for field, text in form.constants.items() if field not in found.columns}
    if form.currency_in_money and "currency" not in found.columns:
        constants |= _currency_beside(columns.numbers)
    kind = row_kind(form, table)
    rows = read_columns(table.frame, LINE, parsed, constants | kind)
    rows = rows.with_columns(-pl.col(field) for field in form.negated if field in found.columns)
    return others_accepted(rows) if kind else rows


def _currency_beside(numbers: Sequence[NumberColumn]) -> dict[str, pl.Expr]:
    """Return the currency that stands beside the prices of a row."""
    texts = [pl.col(number.column) for number in numbers if number.is_text and number.is_price]
    return {CURRENCY: pl.coalesce(written_currency(text) for text in texts)} if texts else {}
