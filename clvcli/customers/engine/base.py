"""What an engine does for clvcli, and how one is started."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from clvcli.errors import EngineMissingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    import narwhals as nw
    import polars as pl

    from clvcli.config import EngineName

    Lazy: TypeAlias = nw.LazyFrame[Any]


class Engine(Protocol):
    """Tables that are somewhere else, spoken to through Narwhals."""

    def opened(self, paths: Sequence[str]) -> Lazy:
        """Return the rows of Parquet files of the same columns."""

    def brought(self, frame: pl.DataFrame) -> Lazy:
        """Return a table of this process in the engine."""

    def held(self, frame: Lazy) -> Lazy:
        """Return the same rows, worked out once however often they are asked for."""

    def written(self, frame: Lazy, folder: str) -> None:
        """Write rows as Parquet files into a folder, or an address, that is not there yet."""


def engine_of(name: EngineName, *, memory: int, scratch: Path) -> AbstractContextManager[Engine]:
    """Return the engine of that name, started, to be stopped at the end of a `with`.

    It takes about `memory` bytes in this process, and puts what it cannot hold into `scratch`.
    Raises EngineMissingError where it, or what it runs on, is not installed.
    """
    try:
        started = import_module(f"clvcli.customers.engine.on_{name}").started
    except ModuleNotFoundError as missing:
        raise EngineMissingError.library(name) from missing
    return started(memory=memory, scratch=scratch)  # type: ignore[no-any-return]  # found by its name
