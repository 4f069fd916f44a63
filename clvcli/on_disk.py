"""Tables of any length in private files: read a slice at a time, and sorted without holding them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl
from polars.io.plugins import register_io_source

from clvcli.scratch import scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

ROWS_AT_A_TIME = 65_536
"""Rows that are looked at together: some megabytes."""

ROWS_SORTED = 131_072
"""Rows that are sorted together: with copies on the way, some hundred megabytes."""

ROWS_OF_PART = 2_048
"""Rows of a row group in a file that is to be sorted with others: what is read of it at once."""

_PART = "sorted part"
"""The file a row comes from, of those that are sorted together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDisk:
    """A table in Parquet files, one after the other; what a DataFrame does as well has the same name."""

    paths: tuple[Path, ...]
    heights: tuple[int, ...]
    """Rows of each file."""
    schema: pl.Schema
    """Of the columns that are read."""
    height: int
    """Rows that are read: all, or the first."""
    changes: tuple[tuple[pl.Expr, ...], ...] = ()
    """What is done to each row when it is read, one step after the other; columns and types stay."""

    @classmethod
    def of(cls, paths: Sequence[Path]) -> OnDisk:
        """Return the table in one or more files of the same columns."""
        heights = tuple(_scanned([path]).select(pl.len()).collect().item() for path in paths)
        schema = _scanned(paths[:1]).collect_schema()
        return cls(paths=tuple(paths), heights=heights, schema=schema, height=sum(heights))

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.schema.names()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.schema)

    def is_empty(self) -> bool:
        """Tell whether there is no row."""
        return not self.height

    def select(self, names: Sequence[str]) -> OnDisk:
        """Return some of the columns."""
        return replace(self, schema=pl.Schema({name: self.schema[name] for name in names}))

    def head(self, rows: int) -> OnDisk:
        """Return the first rows."""
        return replace(self, height=min(rows, self.height))

    def with_columns(self, *changes: pl.Expr) -> OnDisk:
        """Return the table in which columns have other values of the same type, each row by itself."""
        return replace(self, changes=(*self.changes, changes))

    def lazy(self) -> pl.LazyFrame:
        """Return all rows, in order."""
        return self._read(_scanned(self.paths).head(self.height))

    def flowing(self) -> pl.LazyFrame:
        """Return all rows, in order, to be written elsewhere: they are read no faster than they are taken."""
        return _read_as_taken(
            self.schema, lambda names, first: (self if first is None else self.head(first)).select(names).slices()
        )

    def slices(self, rows: int = ROWS_AT_A_TIME) -> Iterator[pl.DataFrame]:
        """Yield the rows, at most `rows` of a file at once; one slice without rows where there are none.

        A query of all of them would read ahead, as far as a third of a gigabyte.
        """
        if self.is_empty():
            yield self.schema.to_frame()
        left = self.height
        for path, height in zip(self.paths, self.heights, strict=True):
            for start in range(0, min(height, left), rows):
                yield self._read(_scanned([path]).slice(start, min(rows, left - start))).collect()
            left -= min(height, left)

    def _read(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        for columns in self.changes:
            rows = rows.with_columns(columns)
        return rows.select(self.columns)


def flowing(rows: pl.LazyFrame, height: int) -> pl.LazyFrame:
    """Return the `height` rows of a query of Parquet files as `OnDisk.flowing`; it looks at each row by itself."""

    def slices(names: Sequence[str], first: int | None) -> Iterator[pl.DataFrame]:
        """Yield some columns of the first rows."""
        end = height if first is None else min(first, height)
        for start in range(0, max(end, 1), ROWS_AT_A_TIME):
            yield rows.select(names).slice(start, min(ROWS_AT_A_TIME, end - start)).collect()

    return _read_as_taken(rows.collect_schema(), slices)


def _read_as_taken(
    schema: pl.Schema, slices: Callable[[Sequence[str], int | None], Iterator[pl.DataFrame]]
) -> pl.LazyFrame:
    """Return a query of rows of which `slices` yields some columns, of all or the first so many."""

    def asked_for(
        columns: list[str] | None, which: pl.Expr | None, first: int | None, _at_once: int | None
    ) -> Iterator[pl.DataFrame]:
        """Yield what a query asks for: of the first rows those for which `which` holds, some columns of them."""
        looked_at = (
            {*schema} if columns is None else {*columns, *(which.meta.root_names() if which is not None else ())}
        )
        for some in slices([name for name in schema if name in looked_at], first):
            found = some if which is None else some.filter(which)
            yield found if columns is None else found.select(columns)

    return register_io_source(asked_for, schema=schema)


def _scanned(paths: Sequence[Path]) -> pl.LazyFrame:
    return pl.scan_parquet([*paths], glob=False, hive_partitioning=False)


Table = pl.DataFrame | OnDisk
"""Rows in memory or on disk: `columns`, `schema`, `height`, `width`, `is_empty`, `head`, `lazy`."""


def slices_of(table: Table, rows: int = ROWS_AT_A_TIME) -> Iterator[pl.DataFrame]:
    """Yield the rows of a table, at most `rows` at once; one slice without rows where there are none."""
    if isinstance(table, OnDisk):
        return table.slices(rows)
    return (table.slice(start, rows) for start in range(0, max(table.height, 1), rows))


def held(table: Table) -> pl.DataFrame:
    """Return the rows of a table in memory."""
    return table if isinstance(table, pl.DataFrame) else table.lazy().collect()


def changed(table: Table, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Table:
    """Return a table of which each row is changed by itself, on disk some rows at a time, in new files.

    Raises WriteError where the disk takes nothing more.
    """
    return change(table) if isinstance(table, pl.DataFrame) else OnDisk.of(_laid_down(table, change))


def listed(table: Table, make: Callable[[pl.DataFrame], pl.DataFrame], order: Mapping[str, bool]) -> Table:
    """Return what `make` makes of some rows of a table at a time, all in the order in which it sorts them.

    `order` says by which columns that is, and whether each is descending; nulls come last, and equals stay as they
    were.  Raises WriteError where the disk takes nothing more.
    """
    if isinstance(table, pl.DataFrame):
        return make(table)
    parts = _laid_down(table, make, row_group_size=ROWS_OF_PART)
    return sorted_on_disk(parts, [*order], descending=[*order.values()], folder=scratch_folder())


def stacked(tables: Sequence[Table]) -> Table:
    """Return the rows of tables of the same columns, all in memory or all on disk, one below the other."""
    held_ones = [table for table in tables if isinstance(table, pl.DataFrame)]
    if held_ones:
        return pl.concat(held_ones, how="vertical_relaxed")
    return OnDisk.of([path for table in tables if isinstance(table, OnDisk) for path in table.paths])


def _laid_down(
    table: OnDisk, make: Callable[[pl.DataFrame], pl.DataFrame], row_group_size: int | None = None
) -> list[Path]:
    """Return files of what is made of some rows of a table at a time."""
    folder, paths = scratch_folder(), []
    for number, rows in enumerate(table.slices()):
        paths.append(folder / f"{number:06}.parquet")
        with writing():
            make(rows).write_parquet(paths[-1], compression="lz4", row_group_size=row_group_size)
    return paths


def gathered(rows: pl.LazyFrame) -> pl.DataFrame:
    """Return what a query makes of the rows of a table while they pass by; they come in any order."""
    return rows.collect(engine="streaming")


def figures(table: Table | pl.LazyFrame, *of_all: pl.Expr) -> pl.DataFrame:
    """Return what is said `of_all` rows of a table, such as sums, while they pass by."""
    return gathered(table.lazy().select(of_all))


def sorted_on_disk(
    parts: Sequence[Path], by: Sequence[str], *, descending: Sequence[bool], folder: Path, rows: int = ROWS_SORTED
) -> OnDisk:
    """Return the rows of files, each sorted by the columns `by`, as one sorted table in new files in `folder`.

    Nulls come last, and what stands in the same place by all columns keeps its order.  Between one and two times
    `rows` are held at once, more only where there are more files than `rows` / ROWS_OF_PART; each file is read
    once, in row groups if they are of ROWS_OF_PART rows.  It is quick where each file has rows of all kinds.
    Raises WriteError where the disk takes nothing more.
    """
    paths: list[Path] = []
    order = dict(zip(by, descending, strict=True))
    for stretch in _merged([OnDisk.of([part]) for part in parts], order, rows):
        if stretch.height or not paths:
            paths.append(folder / f"{len(paths):06}.parquet")
            with writing():
                stretch.write_parquet(paths[-1], compression="lz4", row_group_size=ROWS_AT_A_TIME)
    return OnDisk.of(paths)


def _merged(parts: Sequence[OnDisk], order: Mapping[str, bool], rows: int) -> Iterator[pl.DataFrame]:
    """Yield the rows of sorted tables in one order, a stretch at a time.

    Of each table some rows wait.  What waits comes next as far as no unread row comes before it: up to the
    least of the rows that were read last of each table.
    """
    total = {**order, _PART: False}
    at_once = max(rows // len(parts) // ROWS_OF_PART, 1) * ROWS_OF_PART
    unread = {number: _numbered(part, number, at_once) for number, part in enumerate(parts)}
    read_last: dict[int, pl.DataFrame] = {}
    waiting = parts[0].schema.to_frame().with_columns(pl.lit(0, pl.UInt32).alias(_PART))
    while unread or waiting.height:
        lengths = dict(waiting.group_by(_PART).len().iter_rows())
        more = {number: next(unread[number], None) for number in [*unread] if lengths.get(number, 0) < at_once}
        for number, read in more.items():
            if read is None:
                del unread[number]
            else:
                read_last[number] = read.select(*total).tail(1)
        waiting = pl.concat([waiting, *(read for read in more.values() if read is not None)])
        later = pl.lit(value=False)
        if unread:
            ends = pl.concat([read_last[number] for number in unread])
            later = _after(ends.sort([*total], descending=[*total.values()], nulls_last=True).head(1), total)
        ready, waiting = waiting.filter(~later), waiting.filter(later)
        yield ready.sort([*total], descending=[*total.values()], nulls_last=True).drop(_PART)


def _numbered(part: OnDisk, number: int, rows: int) -> Iterator[pl.DataFrame]:
    return (some.with_columns(pl.lit(number, pl.UInt32).alias(_PART)) for some in part.slices(rows) if some.height)


def _after(end: pl.DataFrame, order: Mapping[str, bool]) -> pl.Expr:
    """Tell whether a row comes after the row `end` in an order: columns, descending or not, nulls last."""
    after = pl.lit(value=False)
    for name in reversed([*order]):
        column, value = pl.col(name), end[name].item()
        if value is None:
            after = column.is_null() & after
        else:
            there = pl.lit(value, end.schema[name])
            beyond = column < there if order[name] else column > there
            after = column.is_null() | beyond | ((column == there) & after)
    return after
