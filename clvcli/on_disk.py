"""Tables of any length in private files: read a stretch at a time, and sorted without holding them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from pyarrow.parquet import ParquetFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ROWS_AT_A_TIME = 65_536
"""Rows that are looked at together: some megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDisk:
    """A table in Parquet files, one after the other."""

    paths: tuple[Path, ...]
    schema: pl.Schema
    height: int

    @classmethod
    def of(cls, paths: Sequence[Path]) -> OnDisk:
        """Return the table in one or more files of the same columns."""
        height = sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in paths)
        return cls(paths=tuple(paths), schema=pl.Schema(pl.read_parquet_schema(paths[0])), height=height)

    def lazy(self) -> pl.LazyFrame:
        """Return all rows, in order."""
        return pl.scan_parquet([*self.paths], glob=False, hive_partitioning=False)

    def slices(self, rows: int = ROWS_AT_A_TIME) -> Iterator[pl.DataFrame]:
        """Yield the rows, `rows` at once whatever the files hold; one slice without rows where there are none."""
        waiting, sent = self.schema.to_frame(), 0
        for path in self.paths:
            with ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=rows):
                    waiting = pl.concat([waiting, pl.DataFrame(batch).match_to_schema(self.schema)])
                    while waiting.height >= rows:
                        yield waiting.head(rows)
                        waiting, sent = waiting.slice(rows), sent + 1
        if waiting.height or not sent:
            yield waiting
