"""Tables in parts, all that is of one customer in one of them: looked at a part at a time, and put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.scratch import scratch_folder, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    Make = Callable[[pl.LazyFrame], pl.LazyFrame]
    """From the rows of a part to what is told of them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InParts:
    """Rows that lie in parts: one where they are held in memory, else a file each."""

    tables: tuple[pl.LazyFrame, ...]
    """One at least, all of the same columns."""
    on_disk: bool = False
    """Whether what is made of them is laid down as well."""

    @classmethod
    def of(cls, table: pl.DataFrame | pl.LazyFrame | InParts) -> InParts:
        """Return a table as one part."""
        return table if isinstance(table, InParts) else cls(tables=(table.lazy(),))

    @classmethod
    def in_files(cls, paths: Sequence[Path]) -> InParts:
        """Return the table whose parts lie in Parquet files."""
        return cls(tables=tuple(pl.scan_parquet(path, glob=False) for path in paths), on_disk=True)

    @classmethod
    def laid(cls, parts: Iterable[pl.DataFrame], *, on_disk: bool) -> InParts:
        """Return tables as the parts of one, in memory as they are, or in files; raises WriteError."""
        if not on_disk:
            return cls(tables=tuple(part.lazy() for part in parts))
        folder, paths = scratch_folder(), []
        for number, part in enumerate(parts):
            paths.append(folder / f"{number:05}.parquet")
            with writing():
                part.write_parquet(paths[-1], compression="lz4")
        return cls.in_files(paths)

    @classmethod
    def together(cls, tables: Sequence[InParts]) -> InParts:
        """Return tables of the same parts as one, each part of the first before that of the next."""
        parts = zip(*(table.tables for table in tables), strict=True)
        return cls(tables=tuple(map(pl.concat, parts)), on_disk=tables[0].on_disk)

    @property
    def schema(self) -> pl.Schema:
        """The names and types of the columns."""
        return self.tables[0].collect_schema()

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.schema.names()

    def map(self, make: Make) -> InParts:
        """Return what `make` tells of each part, when it is asked for."""
        return replace(self, tables=tuple(map(make, self.tables)))

    def filter(self, *which: pl.Expr | str) -> InParts:
        """Return the rows for which all of `which` holds."""
        return self.map(lambda part: part.filter(*which))

    def beside(self, other: InParts, make: Callable[[pl.LazyFrame, pl.LazyFrame], pl.LazyFrame]) -> InParts:
        """Return what `make` tells of each part and the part of `other` that has the same customers."""
        both = zip(self.tables, other.tables, strict=True)
        return replace(self, tables=tuple(make(own, others) for own, others in both))

    def as_one(self) -> InParts:
        """Return the rows of all parts as those of one."""
        return self if len(self.tables) == 1 else replace(self, tables=(self.lazy(),))

    def lazy(self) -> pl.LazyFrame:
        """Return the rows of all parts, one part after the other."""
        return pl.concat(self.tables)

    def collect(self) -> pl.DataFrame:
        """Return the rows of all parts, one after the other; no more than one is looked at at a time."""
        return pl.concat([part.collect() for part in self.tables])

    def laid_down(self, make: Callable[[pl.LazyFrame], pl.DataFrame]) -> InParts:
        """Return what `make` makes of each part, in memory as they are, or in files; raises WriteError."""
        return InParts.laid(map(make, self.tables), on_disk=self.on_disk)

    def each_laid_down(self, make: Callable[[pl.LazyFrame], Sequence[pl.DataFrame]]) -> tuple[InParts, ...]:
        """Return the tables that `make` makes of each part, each as `laid_down` has it; raises WriteError."""
        made = [
            [InParts.laid([table], on_disk=self.on_disk).tables[0] for table in make(part)] for part in self.tables
        ]
        return tuple(replace(self, tables=tables) for tables in zip(*made, strict=True))

    def added_up(self, by: Sequence[str], make: Make) -> pl.DataFrame:
        """Return the columns that `make` tells of each part, added up by the columns `by`, in any order.

        What no part knows is null.
        """
        told = pl.concat([make(part).collect(engine="streaming") for part in self.tables])
        values = [name for name in told.columns if name not in by]
        sums = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in values]
        return told.group_by(by).agg(sums) if by else told.select(sums)

    def total(self, *values: pl.Expr) -> pl.DataFrame:
        """Return the sums, or counts, that each of `values` tells of a part, added up, in one row; null of none."""
        return self.added_up((), lambda part: part.select(values))
