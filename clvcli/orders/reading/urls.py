"""From an address (s3, gs, az, https ...) to a raw table, or to a file of this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import polars as pl

from clvcli.errors import EmptyInputError, InputMissingError, InputUnreadableError
from clvcli.orders.reading.parquet_tables import as_table, scan
from clvcli.orders.reading.text_tables import read_text
from clvcli.orders.store.clouds import cloud_of, options_of
from clvcli.orders.store.objects import fetched
from clvcli.orders.store.refusals import refusal_of

if TYPE_CHECKING:
    from clvcli.errors import ClvError
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.reading.sources import Source
    from clvcli.orders.tables import RawTable

_PARQUET = frozenset({".parquet", ".pq"})


def is_read_there(source: Source) -> bool:
    """Tell whether a source is read where it is: Parquet, of which a run needs some columns only, and the web."""
    url = source.url or ""
    return cloud_of(url) is None or _is_parquet(url)


def brought_here(source: Source) -> Source:
    """Return an object of object storage as a private file of this machine, gone when the run ends.

    Raises InputMissingError, WriteError, and what object storage refuses.
    """
    try:
        return replace(source, path=fetched(source.url or ""), url=None)
    except FileNotFoundError as error:
        raise InputMissingError.file(source.name, None) from error


def read_url(source: Source, options: ReadOptions) -> RawTable:
    """Return the table at `source.url`: Parquet lazily where its name says so, otherwise UTF-8 text.

    Raises InputUnreadableError, whose message holds no credentials, and what the readers of files raise.
    """
    url = source.url or ""
    try:
        if _is_parquet(url):
            way_in = options_of(url) if cloud_of(url) else None
            scanned = scan(url, way_in)
            rows = scanned.select(pl.len()).collect(engine="streaming").item()
            if rows == 0:
                raise EmptyInputError.header_only(source.name)
            metadata = pl.read_parquet_metadata(url, storage_options=way_in, credential_provider=None)
            return as_table(source, scanned, rows, metadata)
        text = pl.scan_lines(url, name="text", glob=False).collect(engine="streaming")["text"]
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _reason(source.name, error) from error
    if text.is_empty():
        raise EmptyInputError.nothing(source.name)
    return read_text(replace(source, url=None, data=(text.str.join("\n").item() + "\n").encode()), options)


def _is_parquet(url: str) -> bool:
    return PurePosixPath(urlsplit(url).path.lower()).suffix in _PARQUET


def _reason(name: str, error: Exception) -> ClvError:
    """Return why there is no table at a URL: what its server says, or that there is nothing."""
    refusal = refusal_of(name, error) if cloud_of(name) else None
    if refusal is not None:
        return refusal
    is_missing = isinstance(error, FileNotFoundError)
    return InputMissingError.file(name, None) if is_missing else InputUnreadableError.url(name)
