"""Which Parquet file a run has stumbled over: pages are looked at as they are read, far from who knows their file.

Reading every page before anything else would take as long as the rest of a run; so it is done afterwards, where
something went wrong that a damaged page explains.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from clvcli.errors import ClvError, DamagedInputError, StoreDamagedError
from clvcli.orders.reading.sources import STDIN, resolve
from clvcli.orders.store.places import is_store
from clvcli.orders.store.table import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.orders.reading.sources import Source

_MAGIC = b"PAR1"
_ROWS = 250_000
"""Read at a time."""

_PANIC = "PanicException"
"""What Rust throws where it has no error for what it found; no ancestor of it is a Polars error."""


def may_be_damage(fault: BaseException) -> bool:
    """Whether a damaged page may have raised `fault`."""
    return isinstance(fault, pl.exceptions.PolarsError) or type(fault).__name__ == _PANIC


def damaged_among(inputs: Sequence[str], fault: BaseException) -> ClvError | None:
    """Return the error of the first Parquet file among `inputs` that cannot be read to its end, or None.

    `inputs` are texts of a command line, files among them; what came by standard input cannot be read again, and
    is blamed where `fault` speaks of Parquet.
    """
    sources, _ = resolve([given for given in inputs if given and given != STDIN])
    found = next((error for source in sources for error in _damages(source)), None)
    if found is None and STDIN in inputs and str(fault).startswith("parquet:"):
        return DamagedInputError.truncated(STDIN, "a Parquet file")
    return found


def _damages(source: Source) -> Iterator[ClvError]:
    path = source.path
    if path is None:
        return
    if is_store(path):
        try:
            files = [Path(path, file.path) for file in open_store(str(path)).files]
        except ClvError:
            return
        yield from (StoreDamagedError.file(str(file)) for file in files if not _can_be_read(file))
    elif path.is_file() and source.head().startswith(_MAGIC) and not _can_be_read(path):
        yield DamagedInputError.truncated(source.name, "a Parquet file")


def _can_be_read(path: Path) -> bool:
    """Whether every page of a Parquet file can be read."""
    try:
        rows = pq.read_metadata(path).num_rows
        for first in range(0, rows, _ROWS):
            pl.scan_parquet(path, glob=False).slice(first, _ROWS).collect()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        if may_be_damage(fault) or isinstance(fault, (OSError, ValueError)):
            return False
        raise
    return True
