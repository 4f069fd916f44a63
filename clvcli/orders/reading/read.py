"""From what a command line names to raw tables: the one entry to the reading of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from clvcli import scratch
from clvcli.errors import EmptyInputError, StoreVersionError, attempted, raise_all
from clvcli.orders.reading.containers import expanded, kind_of
from clvcli.orders.reading.parquet_tables import read_parquet
from clvcli.orders.reading.sources import Source, resolve
from clvcli.orders.reading.text_tables import read_text
from clvcli.orders.reading.urls import brought_here, is_read_there, read_url
from clvcli.orders.reading.workbook_tables import read_workbook
from clvcli.orders.store.places import is_store, is_store_url
from clvcli.orders.store.read import read_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.errors import ClvError
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import RawTable


def read_tables(inputs: Sequence[str], options: ReadOptions, *, stdin: BinaryIO | None = None) -> list[RawTable]:
    """Return the tables in `inputs`, in order: paths, folders, patterns, `-` for stdin, URLs.

    A file gives one table, a workbook one per sheet with orders.  `stdin` stands in for the process's own.
    Raises the errors of the CLV1xx range, and CLV20x where a text needs `--encoding` or `--separator`.
    """
    tables, errors = readable_tables(inputs, options, stdin=stdin)
    raise_all(errors)
    return tables


def readable_tables(
    inputs: Sequence[str], options: ReadOptions, *, stdin: BinaryIO | None = None
) -> tuple[list[RawTable], list[ClvError]]:
    """Return the tables in `inputs` that can be read, as `read_tables` does, and what is wrong with the others.

    Rows that killed runs left in the folder of temporary files are removed.
    """
    scratch.sweep()
    sources, missing = resolve(inputs, stdin=stdin)
    if options.version is not None and not any(map(_store_of, sources)):
        raise StoreVersionError.no_store()
    found, errors = attempted(sources, lambda source: _tables(source, options))
    return [table for tables in found for table in tables], [*missing, *errors]


def _store_of(source: Source) -> str | None:
    """Return the path or URL of a source that is a store."""
    if source.url is not None:
        return source.url if is_store_url(source.url) else None
    return str(source.path) if source.path is not None and is_store(source.path) else None


def _tables(source: Source, options: ReadOptions) -> list[RawTable]:
    store = _store_of(source)
    if store is not None:
        return [read_store(store, name=source.name, version=options.version)]
    if source.url is not None:
        return [read_url(source, options)] if is_read_there(source) else _tables(brought_here(source), options)
    if source.size() == 0:
        raise EmptyInputError.nothing(source.name)
    match kind_of(source):
        case "gzip" | "zstd" as compression:
            return _tables(expanded(source, compression), options)
        case "parquet":
            return [read_parquet(source)]
        case "workbook":
            return read_workbook(source, options)
        case "text":
            return [read_text(source, options)]
