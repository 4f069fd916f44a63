"""Which files hold the order lines of an input, so that an engine may read them by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clvcli.errors import EngineNotForError
from clvcli.orders.schema import SCHEMA_KEY
from clvcli.orders.store.table import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.config import EngineName
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable

_MAGIC = b"PAR1"

CHANGING = ("currency", "rates", "exclude_customers", "costs", "pseudonym_key")
"""Options, by their names in `ReadOptions`, that make other lines of those that were ingested."""


def files_of(tables: Sequence[RawTable], options: ReadOptions, engine: EngineName) -> tuple[str, ...]:
    """Return the Parquet files in which the lines of the only one of `tables` stand as `options` want them.

    Raises EngineNotForError for anything but one Parquet file or one store of canonical lines, and where an option
    would change them.
    """
    for name in CHANGING:
        if getattr(options, name) is not None:
            raise EngineNotForError.option(engine, _TYPED.get(name, f"--{name.replace('_', '-')}"))
    if len(tables) > 1:
        raise EngineNotForError.several(engine)
    (table,) = tables
    if table.of_store:
        store = open_store(table.source, version=options.version)
        return tuple(f"{store.uri.rstrip('/')}/{file.path}" for file in store.files)
    if SCHEMA_KEY not in table.metadata or not _is_parquet(Path(table.source)):
        raise EngineNotForError.input(engine, table.source)
    return (table.source,)


_TYPED = {"pseudonym_key": "--pseudonymise"}


def _is_parquet(path: Path) -> bool:
    """Tell whether a file is Parquet as it stands there, in no container."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False
