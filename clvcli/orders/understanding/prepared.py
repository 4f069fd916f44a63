"""The table a format speaks of: with the columns it makes of printed ones, and a row for each line inside a cell.

Both are done before any value is surveyed, so that what is made is read, decided and refused like what is printed.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders import dictionary
from clvcli.orders.formats.base import DayNumber, FirstOf, Joined, Part, Summed
from clvcli.orders.schema import NUMBER
from clvcli.orders.tables import LINE
from clvcli.orders.understanding.columns import headers_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.formats.base import Derived, Format, Packed
    from clvcli.orders.tables import RawTable
    from clvcli.orders.understanding.columns import Understanding

_NEXT = "\x1e"
"""Between the lines of an order while they are told apart; the sign for it, which no export prints."""

_CELL = "__line of cell"

_DECIMAL_COMMA = "^-?[0-9.]+,[0-9]{1,2}$|[.][0-9]{3},"
_NOTHING = r"^\s*[0.,]*\s*$"

_FIRST_ROWS = 1_000
"""Rows that tell whether an order's second row has its date."""


def prepared(table: RawTable, form: Format) -> RawTable:
    """Return `table` with the columns that `form` makes, and one row a line where lines stand in cells.

    A made column whose printed ones are all missing is not made.  Rows of one record share its `LINE`.
    """
    table = _unpacked(table, form.packed) if form.packed else table
    for name, derived in form.derived.items():
        if printed := _printed(table, derived):
            column = _made(derived, printed).alias(name)
            table = dataclasses.replace(
                table, frame=table.frame.with_columns(column), columns=(*table.columns, name)
            )
    return table


def made_of(table: RawTable, form: Format) -> Mapping[str, tuple[str, ...]]:
    """Return made column -> the columns of `table`, as printed, that `form` makes it of."""
    made: dict[str, tuple[str, ...]] = {}
    if form.packed:
        made |= dict.fromkeys(_names(form.packed), tuple(_holding(table, form.packed)))
    for name, derived in form.derived.items():
        parts = _printed(table, derived, also=made)
        made[name] = tuple(column for part in parts for column in made.get(part, (part,)))
    return made


def _sources(derived: Derived) -> tuple[str, ...]:
    return (derived.column,) if isinstance(derived, Part | DayNumber) else derived.columns


def _printed(table: RawTable, derived: Derived, *, also: Mapping[str, object] | None = None) -> list[str]:
    """Return the columns that a made one rests on, as far as the table has them; `also` names made ones."""
    headers = headers_of(table) | {dictionary.key(name): name for name in also or ()}
    keys = [dictionary.key(name) for name in _sources(derived)]
    return [headers[key] for key in keys if key in headers]


def _made(derived: Derived, printed: list[str]) -> pl.Expr:
    texts = [pl.col(column).cast(pl.String) for column in printed]
    if isinstance(derived, FirstOf):
        return pl.coalesce(texts)
    if isinstance(derived, Joined):
        return _filled(pl.concat_str(texts, separator=" ", ignore_nulls=True))
    if isinstance(derived, Part):
        return _filled(texts[0].str.extract(derived.pattern))
    if isinstance(derived, DayNumber):
        day = texts[0].str.strip_chars().str.extract(r"^([0-9]{1,5})(?:\.0*)?$").cast(pl.Int64) - 1
        return (pl.lit(derived.first).str.to_date() + pl.duration(days=day)).cast(pl.String)
    return _sum(derived, texts)


def _sum(summed: Summed, texts: list[pl.Expr]) -> pl.Expr:
    """Add up, as text, the numbers that the pattern finds, with the decimal sign they have.

    Where it finds none in a text, the texts that are not zero are left as they stand, to be refused if several.
    """
    number = pl.element().str.extract(summed.pattern)
    with_comma = number.str.contains(_DECIMAL_COMMA)
    bare = pl.when(with_comma).then(number.str.replace_all(".", "", literal=True)).otherwise(number)
    bare = pl.when(with_comma).then(bare.str.replace(",", ".")).otherwise(bare.str.replace_all(",", ""))
    found = pl.concat_list(text.fill_null("").str.extract_all(summed.pattern) for text in texts)
    total = found.list.eval(bare.cast(NUMBER, strict=False)).list.sum().cast(pl.String).str.replace(r"\.0+$", "")
    comma = found.list.eval(with_comma).list.any()
    read = pl.when(comma).then(total.str.replace(".", ",", literal=True)).otherwise(total)
    strange = pl.any_horizontal(~text.str.contains(summed.pattern) for text in texts)
    filled = [pl.when(~text.str.contains(_NOTHING)).then(text) for text in texts]
    none = pl.all_horizontal(text.is_null() for text in texts)
    return pl.when(strange).then(pl.concat_str(filled, separator=" + ", ignore_nulls=True)).when(~none).then(read)


def _filled(text: pl.Expr) -> pl.Expr:
    bare = text.str.strip_chars()
    return pl.when(bare != "").then(bare)


# --- lines inside cells ----------------------------------------------------------------------


def _holding(table: RawTable, packed: Packed) -> list[str]:
    return [column for column in table.columns if re.fullmatch(packed.columns, column)]


def _names(packed: Packed) -> tuple[str, ...]:
    return tuple(packed.keys.values()) or tuple(re.compile(packed.pattern).groupindex)


def _unpacked(table: RawTable, packed: Packed) -> RawTable:
    holding = _holding(table, packed)
    if not holding:
        return table
    cells = [pl.col(column).cast(pl.String) for column in holding]
    text = pl.concat_str(cells, separator=_NEXT, ignore_nulls=True)
    if packed.between_lines:
        text = text.str.replace_all(rf"{re.escape(packed.between_lines)}\s*({packed.begins})", f"{_NEXT}${{1}}")
    lines = text.str.split(_NEXT).list.eval(pl.element().filter(pl.element().str.contains(r"\S")))
    frame = table.frame.with_columns(lines.alias(_CELL)).explode(_CELL)
    frame = frame.with_columns(_filled(value).alias(name) for name, value in _values(packed).items()).drop(_CELL)
    return dataclasses.replace(table, frame=frame, columns=(*table.columns, *_names(packed)))


def _values(packed: Packed) -> dict[str, pl.Expr]:
    """Return made column -> its text in a line; a value ends where the next key begins."""
    line = pl.col(_CELL)
    if packed.pattern:
        groups = line.str.extract_groups(packed.pattern)
        return {name: groups.struct.field(name) for name in _names(packed)}
    pair, after = re.escape(packed.between_pairs), re.escape(packed.after_key)
    next_key = rf"(?:{pair}\s*(?:{packed.key}){after}|$)"
    return {
        name: line.str.extract(rf"(?s)(?:^|{pair})\s*{re.escape(key)}{after}(.*?){next_key}")
        for key, name in packed.keys.items()
    }


def by_whole_records(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return typed rows whose record is refused where one line of it is: an order is not read in part."""
    faults = ("reject_reason", "reject_column", "reject_text")
    at_fault = pl.col("reject_reason").is_not_null()
    return rows.with_columns(pl.col(name).filter(at_fault).first().over(LINE) for name in faults)


def with_dates_of_orders(table: RawTable, found: Understanding) -> RawTable:
    """Return the table with an order's date on all its rows, if by its first ones the export prints it on one."""
    if found.format.order_fields not in ("once", "decide") or "order_id" not in found.columns:
        return table
    day, order = pl.col(found.columns["order_date"]), found.columns["order_id"]
    if not table.frame.head(_FIRST_ROWS).select(day.is_null().any()).collect(engine="streaming").item():
        return table
    of_order = pl.when(pl.col(order).is_not_null()).then(day.drop_nulls().first().over(order))
    return dataclasses.replace(table, frame=table.frame.with_columns(pl.coalesce(day, of_order)))
