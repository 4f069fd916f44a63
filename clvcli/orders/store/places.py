"""Where a store may lie: a folder of this machine, or an address of object storage."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from clvcli.orders.store.clouds import cloud_of, options_of
from clvcli.orders.store.refusals import refusal_of

LOG = "_delta_log"
"""The folder by which a Delta table is known."""

_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".gz", ".zst", ".parquet", ".pq", ".xlsx", ".json"})
"""Of single files."""


def is_store(name: str | Path) -> bool:
    """Tell whether a path is the folder of a Delta table."""
    return Path(name, LOG).is_dir()


def is_store_url(url: str) -> bool:
    """Tell whether an address of object storage is that of a Delta table; one of a file is not asked for.

    Raises StoreCredentialsError, StoreRefusedError and StoreUnreachableError.
    """
    if cloud_of(url) is None or PurePosixPath(urlsplit(url).path).suffix in _SUFFIXES:
        return False
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    try:
        return bool(DeltaTable.is_deltatable(url, storage_options=options_of(url)))
    except (DeltaError, OSError, ValueError) as error:
        refusal = refusal_of(url, error)
        if refusal is None:
            return False
        raise refusal from error
