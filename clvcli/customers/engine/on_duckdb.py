"""DuckDB: one machine, and tables larger than its memory."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import duckdb
import narwhals as nw

from clvcli.errors import EngineFailedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polars as pl

    from clvcli.customers.engine.base import Lazy


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuckDB:
    """An `Engine` in this process."""

    connection: duckdb.DuckDBPyConnection
    numbers: Iterator[int] = field(default_factory=count)
    """For names of tables."""

    def opened(self, paths: Sequence[str]) -> Lazy:
        """Return the rows of Parquet files."""
        return nw.from_native(
            self.connection.read_parquet(list(paths), hive_partitioning=False, union_by_name=True)
        )

    def brought(self, frame: pl.DataFrame) -> Lazy:
        """Return a table of Polars, copied."""
        return self.held(nw.from_native(self.connection.from_arrow(frame.to_arrow())))

    def held(self, frame: Lazy) -> Lazy:
        """Return the rows in a table of this session."""
        name = f"held_{next(self.numbers)}"
        frame.to_native().create(name)
        return nw.from_native(self.connection.table(name))

    def written(self, frame: Lazy, folder: str) -> None:
        """Write Parquet files, one for each thread."""
        frame.to_native().write_parquet(folder, compression="zstd", per_thread_output=True)


@contextmanager
def started(*, memory: int, scratch: Path) -> Iterator[OnDuckDB]:
    """Yield a session that nobody else sees, and that fetches nothing from anywhere."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{memory}B",
        "temp_directory": str(scratch),
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "TimeZone": "UTC",
    }
    try:
        with duckdb.connect(str(scratch / "session.duckdb"), config=settings) as connection:
            yield OnDuckDB(connection=connection)
    except duckdb.Error as fault:
        raise EngineFailedError.said("DuckDB", str(fault)) from fault
