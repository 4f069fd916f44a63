"""Several files of one export as one table: known again by their columns, joined by key before they are understood.

The rows are those of the file that holds the money; other files only add columns to them, and a key has one row
there, so that a join never adds a row or counts an amount twice.  Files that would (the payments of an order) are
known and put aside.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import CompanionMissingError
from clvcli.orders import dictionary
from clvcli.orders.formats import formats
from clvcli.orders.tables import LINE, Decision, Join, RawTable
from clvcli.orders.understanding.columns import WHO, headers_of
from clvcli.orders.understanding.recognise import declared_format
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.orders.formats.base import Companion, Format
    from clvcli.orders.options import ReadOptions

MONEY = frozenset({"amount", "unit_price", "order_total", "order_subtotal"})
"""Fields that say how much."""

_HERE, _THERE = "__key here {}", "__key there {}"


@dataclass(slots=True, kw_only=True)
class _Set:
    """The files of one export among the inputs."""

    format: Format
    companions: dict[str, list[RawTable]] = field(default_factory=dict)
    """Name of the companion -> its files."""


def with_companions(tables: Sequence[RawTable], options: ReadOptions) -> list[RawTable]:
    """Return `tables` less those that only say more of the rows of another, joined to that other by key.

    A file goes with every table of its export; the order of the inputs does not matter.  Raises
    CompanionMissingError where a file of the export is missing without which the answer is wrong.
    """
    own = [declared_format(table, options)[0] for table in tables]
    sets = {form.name: _Set(format=form) for form in own if form is not None and form.companions}
    rows: list[tuple[RawTable, _Set | None]] = []
    for table, form in zip(tables, own, strict=True):
        found = next((each for each in sets.values() if _role(table, each.format)), None)
        role = _role(table, found.format) if found else None
        if found and role:
            found.companions.setdefault(role.name, []).append(table)
        else:
            if form is None and not options.source_format:
                _refuse_alone(table)
            rows.append((table, sets.get(form.name) if form else None))
    return [_joined(table, found) if found else table for table, found in rows]


def _role(table: RawTable, form: Format) -> Companion | None:
    """Return the companion of `form` that `table` is by its columns: of several the one that asks for most."""
    keys = set(headers_of(table))
    if any(keys >= {dictionary.key(name) for name in names} for names in form.signatures):
        return None
    fitting = [known for known in form.companions if keys >= {dictionary.key(name) for name in known.signature}]
    return max(fitting, key=lambda known: len(known.signature), default=None)


def _refuse_alone(table: RawTable) -> None:
    """Raise CompanionMissingError for a file that only says more of the rows of another, which is not there."""
    if _has_all_of_orders(table):
        return
    for form in formats():
        role = _role(table, form) if form.auto_detect else None
        if role:
            raise CompanionMissingError.alone(table.source, form.title, role.name, form.file)


def _has_all_of_orders(table: RawTable) -> bool:
    """Whether a table says by itself who bought, when, and for how much, whatever else its columns are called."""
    fields = {dictionary.known_name(column) for column in table.columns}
    return bool(fields.intersection(WHO)) and "order_date" in fields and bool(fields & MONEY)


# --- joining ---------------------------------------------------------------------------------


def _joined(table: RawTable, found: _Set) -> RawTable:
    """Join the files of the set to `table`, in the order of the declaration."""
    title = found.format.title
    for companion in found.format.companions:
        files = found.companions.get(companion.name, [])
        if files:
            table = _with(table, companion, files) if companion.columns else _aside(table, companion, files)
        elif companion.needed and not _is_there(table, companion):
            raise CompanionMissingError.needed(
                table.source, title, companion.name, companion.needed, companion.file
            )
    return _without_inner_keys(table, found.format)


def _without_inner_keys(table: RawTable, form: Format) -> RawTable:
    """Drop the columns that were taken to join the next file by, and say nothing themselves."""
    wanted = {name for names in form.columns.values() for name in names}
    inner = {name for companion in form.companions for name in companion.on if "." in name} - wanted
    return dataclasses.replace(
        table,
        columns=tuple(column for column in table.columns if column not in inner),
        frame=table.frame.drop(inner & set(table.columns)),
    )


def _is_there(table: RawTable, companion: Companion) -> bool:
    """Whether the columns of a companion stand in the table already: somebody joined the files before."""
    return {dictionary.key(name) for name in companion.columns} <= set(headers_of(table))


def _aside(table: RawTable, companion: Companion, files: Sequence[RawTable]) -> RawTable:
    """Put files of the export aside, and say so."""
    rows = sum(file.rows_read for file in files)
    join = Join(name=companion.name, source=_named(files), key="", rows=rows)
    because = Saying("none of it is needed for the money, the day or the buyer of an order")
    said = Decision(
        subject=companion.name, value=Saying("put aside"), how="detected", because=because, source=join.source
    )
    return dataclasses.replace(table, joins=(*table.joins, join), decisions=(*table.decisions, said))


def _with(table: RawTable, companion: Companion, files: Sequence[RawTable]) -> RawTable:
    """Join one companion, which may be several files one after the other, and count what did not match."""
    sides = _alike([_side(file, companion) for file in files])
    taken = {name: f"{companion.name}.{name}" for name in companion.columns}
    side = pl.concat(sides, how="diagonal").collect(engine="streaming")
    keys = [_THERE.format(name) for name in companion.on.values()]
    side = side.drop_nulls(keys).unique()
    one_each = side.sort(side.columns).unique(keys, keep="last")
    contradicted = side.filter(side.select(keys).is_duplicated()).select(keys).n_unique() if side.height else 0
    headers = headers_of(table)
    here = [_text(table.frame, headers[dictionary.key(name)], _HERE.format(name)) for name in companion.on]
    frame = table.frame.with_columns(here)
    names = [_HERE.format(name) for name in companion.on]
    asked = frame.group_by(names).agg(rows=pl.len()).collect(engine="streaming")
    without = asked.join(one_each, left_on=names, right_on=keys, how="anti")
    idle = one_each.join(asked, left_on=keys, right_on=names, how="anti")
    columns = tuple(name for name in taken.values() if name in one_each.columns)
    joined = frame.join(one_each.lazy(), left_on=names, right_on=keys, how="left").select(
        *table.columns, *columns, LINE
    )
    join = Join(
        name=companion.name,
        source=_named(files),
        key=", ".join(companion.on.values()),
        rows=sum(file.rows_read for file in files),
        without=int(without["rows"].sum()),
        idle=idle.height,
        loses_money=companion.has_money and idle.height > 0,
        contradicted=contradicted,
        unused=_unused(files, companion),
    )
    return _account(table, joined, columns, files, join)


def _account(
    table: RawTable, joined: pl.LazyFrame, columns: tuple[str, ...], files: Sequence[RawTable], join: Join
) -> RawTable:
    """Return the joined table, with what was decided about the files and the records of theirs that are broken."""
    broken = [file.rejects for file in files if file.rejects is not None]
    ours = [] if table.rejects is None else [table.rejects]
    said = Decision(
        subject=join.name,
        value=Saying("joined"),
        how="detected",
        because=Saying("by {key}, {rows:,} rows", key=join.key, rows=join.rows),
        source=join.source,
    )
    return dataclasses.replace(
        table,
        columns=(*table.columns, *columns),
        frame=joined,
        rows_read=table.rows_read + sum(rejects.height for rejects in broken),
        rejects=pl.concat([*ours, *broken]) if broken else table.rejects,
        decisions=(*table.decisions, *(decision for file in files for decision in file.decisions), said),
        joins=(*table.joins, join),
    )


def _side(file: RawTable, companion: Companion) -> pl.LazyFrame:
    """Return the key, as text, and the columns taken of one file."""
    headers = headers_of(file)
    keys = [_text(file.frame, headers[dictionary.key(name)], _THERE.format(name)) for name in companion.on.values()]
    columns = [
        pl.col(headers[dictionary.key(name)]).alias(f"{companion.name}.{name}")
        for name in companion.columns
        if dictionary.key(name) in headers
    ]
    return file.frame.select(*keys, *columns)


def _alike(sides: Sequence[pl.LazyFrame]) -> list[pl.LazyFrame]:
    """Return files of one kind with the columns that they type differently as text."""
    schemas = [side.collect_schema() for side in sides]
    types = {name: {schema[name] for schema in schemas if name in schema} for schema in schemas for name in schema}
    differing = [name for name, found in types.items() if len(found) > 1]
    return [side.with_columns(pl.col(name).cast(pl.String) for name in differing) for side in sides]


def _text(frame: pl.LazyFrame, column: str, name: str) -> pl.Expr:
    """Return a key as it is compared: as text, a whole number without its decimals."""
    whole = (
        pl.col(column).cast(pl.Int64, strict=False) if frame.collect_schema()[column].is_float() else pl.col(column)
    )
    return whole.cast(pl.String).alias(name)


def _unused(files: Sequence[RawTable], companion: Companion) -> tuple[str, ...]:
    taken = {dictionary.key(name) for name in (*companion.on.values(), *companion.columns)}
    columns = dict.fromkeys(column for file in files for column in file.columns)
    return tuple(column for column in columns if dictionary.key(column) not in taken)


def _named(files: Sequence[RawTable]) -> str:
    return ", ".join(file.source for file in files)
