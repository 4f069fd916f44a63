"""Which export a table is, and which of its columns says what: by signature, else by the names of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import ColumnMissingError, HeadlessError, NotOrdersError
from clvcli.orders import dictionary
from clvcli.orders.formats import Format, format_named, formats, not_orders
from clvcli.orders.tables import Decision
from clvcli.orders.understanding.columns import WHO, Understanding, headers_of, mapped, set_columns
from clvcli.orders.understanding.generic import GENERIC, LINE_FIELDS, by_names, by_values
from clvcli.orders.understanding.prepared import prepared
from clvcli.sayings import Saying, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable

OF_ORDERS = LINE_FIELDS | {"order_id"}
"""Fields that, with a date, speak of orders, whoever bought."""


def recognise(table: RawTable, options: ReadOptions) -> Understanding:
    """Choose the format of `table` and map its columns.

    Raises UnknownSourceFormatError, MappingError, NotOrdersError, ColumnMissingError or HeadlessError.
    """
    declared, how = declared_format(table, options)
    if declared is None:
        return _checked(table, _undeclared(table, options))
    because = _because(declared, table, how)
    table = prepared(table, declared)
    headers = headers_of(table)
    columns = _layout(declared, table) if table.headless else {}
    for field, names in declared.columns.items():
        found = next((headers[key] for name in names if (key := dictionary.key(name)) in headers), None)
        if found is not None and not table.headless:
            columns[field] = found
    columns = {**columns, **mapped(table, options)}
    decision = Decision(subject=Saying("format"), value=declared.name, how=how, because=because)
    understanding = Understanding(
        table=table,
        format=declared,
        columns=columns,
        decisions=(decision, *set_columns(options)),
        tax_included=None,
        grain=declared.grain,
    )
    return _checked(table, understanding)


def _undeclared(table: RawTable, options: ReadOptions) -> Understanding:
    """Take `table` for a list of orders of no known system."""
    if table.headless and not options.columns:
        return by_values(table)
    _refuse_known(table)
    return by_names(table, options)


def declared_format(table: RawTable, options: ReadOptions) -> tuple[Format | None, Literal["set", "detected"]]:
    """Return the format the user named or the columns prove, and which; None where the columns' names must do.

    Raises UnknownSourceFormatError.
    """
    if options.source_format:
        named = None if options.source_format == GENERIC.name else format_named(options.source_format)
        return named, "set"
    if table.headless:
        return next((known for known in formats() if _layout(known, table)), None), "detected"
    keys = set(headers_of(table))
    fitting = [
        known
        for known in formats()
        if known.auto_detect and any(keys >= {dictionary.key(n) for n in names} for names in known.signatures)
    ]
    return max(fitting, key=lambda known: _matching(known, keys), default=None), "detected"


def _matching(known: Format, keys: set[str]) -> int:
    return sum(any(dictionary.key(name) in keys for name in names) for names in known.columns.values())


def _layout(known: Format, table: RawTable) -> dict[str, str]:
    """Return field -> column of the layout without column names that the values of `table` fit, or nothing."""
    for fields in known.headless:
        if len(fields) != len(table.columns):
            continue
        columns = {field: column for field, column in zip(fields, table.columns, strict=True) if field}
        if _fits_layout(table, columns):
            return columns
    return {}


def _fits_layout(table: RawTable, columns: Mapping[str, str]) -> bool:
    day = pl.col(columns["order_date"]).cast(pl.String)
    tests = [(day.str.contains(r"^(?:19|20)[0-9]{6}$") & day.str.to_date("%Y%m%d", strict=False).is_not_null())]
    tests += [
        pl.col(column).cast(pl.String).str.contains(r"^-?[0-9]+(?:\.[0-9]+)?$")
        for field, column in columns.items()
        if field != "order_date"
    ]
    return bool(table.frame.select(pl.all_horizontal(tests).all()).collect(engine="streaming").item())


def _because(declared: Format, table: RawTable, how: str) -> str:
    if how == "set":
        return "--source-format"
    if table.headless:
        return Saying(
            "{count} columns of numbers without names, one of them dates as yyyymmdd", count=len(table.columns)
        )
    keys = set(headers_of(table))
    proof = next(names for names in declared.signatures if keys >= {dictionary.key(n) for n in names})
    return Saying("columns {names}", names=joined(", ", proof))


# --- what is no list of orders, and what is missing ------------------------------------------


def _refuse_known(table: RawTable) -> None:
    keys = set(headers_of(table))
    for known in not_orders():
        if keys >= {dictionary.key(name) for name in known.signature}:
            raise NotOrdersError.known(table.source, known.what, known.instead)


def _checked(table: RawTable, found: Understanding) -> Understanding:
    """Return `found` if it says who, when and how much; else raise the error that helps."""
    who = any(field in found.columns for field in WHO) or _of_nobody(found.format)
    when = "order_date" in found.columns
    how_much = _has_money(found)
    if who and when and how_much:
        return found
    if table.headless:
        raise HeadlessError.columns(table.source, len(table.columns))
    speaks_of_orders = when and bool(OF_ORDERS & found.columns.keys())
    if found.format.name == GENERIC.name and who + when + how_much <= 1 and not speaks_of_orders:
        raise NotOrdersError.unknown(table.source, _seems(found.columns, table.columns), table.columns)
    there = {"customer_id": who, "order_date": when, "amount": how_much}
    missing = [field for field, known in there.items() if not known]
    names = _people(table, found)
    if missing == ["customer_id"] and names is not None:
        raise ColumnMissingError.only_names(table.source, names)
    raise ColumnMissingError.fields(table.source, missing, table.columns)


def _of_nobody(form: Format) -> bool:
    """Whether a system's export never says who bought; its orders make totals and no customers."""
    return form.name != GENERIC.name and not any(field in form.columns for field in WHO)


def _has_money(found: Understanding) -> bool:
    if "amount" in found.columns or {"quantity", "unit_price"} <= found.columns.keys():
        return True
    spread = {"subtotal_spread": {"order_subtotal", "order_total"}, "total_spread": {"order_total"}}
    return bool(spread.get(found.format.money, set()) & found.columns.keys())


def _people(table: RawTable, found: Understanding) -> str | None:
    used = set(found.columns.values())
    free = [column for column in table.columns if column not in used]
    named = [column for column in free if dictionary.names_people(column)]
    who = [column for column in free if dictionary.says_only_who(column)]
    return next(iter([*who, *named]), None)


def _seems(columns: Iterable[str], headers: Iterable[str]) -> str:
    """Return what a table that is not orders seems to be, as the end of a sentence."""
    fields = set(columns)
    if fields & set(WHO) or any(dictionary.names_people(header) for header in headers):
        return ": it seems to be a list of people"
    if fields & {"sku", "product", "product_id", "unit_cost"}:
        return ": it seems to be a list of products"
    if "amount" in fields or "order_date" in fields:
        return ": it names no customers"
    return ""
