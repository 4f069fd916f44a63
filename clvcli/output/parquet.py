"""Rows as Parquet: the declared types, zstd, and what was computed from what in the key-value metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

import polars as pl
from polars.io.plugins import register_io_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clvcli.output.settled import Fact, Settled
    from clvcli.output.terminal import Sink

METADATA_PREFIX = "clvcli."

_ROW_GROUP = 131_072
"""Fixed, so that the bytes depend neither on threads nor on how the rows were put together."""


def write_parquet(settled: Settled, sink: Sink) -> None:
    """Write every row with the types its columns declare."""
    declared = pl.Schema({column.name: column.dtype for column in settled.rows.columns})

    def typed(*_: object) -> Iterator[pl.DataFrame]:
        """Return the rows in the types that are declared, a slice at a time, whatever Polars asks for."""
        return (
            part.select(pl.col(name).cast(dtype) for name, dtype in declared.items()) for part in settled.parts()
        )

    through = _Through(sink)
    try:
        register_io_source(typed, schema=declared).sink_parquet(
            cast("IO[bytes]", through),  # all that Polars uses of a file is `write`
            compression="zstd",
            row_group_size=_ROW_GROUP,
            metadata=_metadata(settled.rows.about),
        )
    except pl.exceptions.ComputeError as error:
        raise (through.refused or error) from None


@dataclass(slots=True)
class _Through:
    """Takes bytes to a sink, and keeps in mind why it refuses them, which Polars only puts into words."""

    sink: Sink
    refused: Exception | None = None

    def write(self, data: bytes) -> int:
        """Take all of `data`."""
        try:
            self.sink.write(data)
        except Exception as refused:
            self.refused = self.refused or refused
            raise
        return len(data)


def _metadata(about: Mapping[str, Fact]) -> dict[str, str]:
    texts = {key: "\n".join(fact) if isinstance(fact, tuple) else str(fact) for key, fact in about.items()}
    return {f"{METADATA_PREFIX}{key}": text for key, text in texts.items()}
