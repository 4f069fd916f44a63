"""Where a store may lie: a folder of this machine, or an address of object storage."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

LOG = "_delta_log"
"""The folder by which a Delta table is known."""

_NO_TABLES = frozenset({"http", "https", "hf"})
"""Schemes of single files."""

_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".gz", ".zst", ".parquet", ".pq", ".xlsx", ".json"})
"""Of single files."""


def options_of() -> dict[str, str]:
    """Return what the environment says of object storage; the library reads the variables of the large clouds."""
    return {name: value for name, value in os.environ.items() if name.startswith(("AWS_", "AZURE_", "GOOGLE_"))}


def is_store(name: str | Path) -> bool:
    """Tell whether a path is the folder of a Delta table."""
    return Path(name, LOG).is_dir()


def is_store_url(url: str) -> bool:
    """Tell whether an address of object storage is that of a Delta table; one of a file is not asked for."""
    parts = urlsplit(url)
    if parts.scheme.lower() in _NO_TABLES or PurePosixPath(parts.path).suffix in _SUFFIXES:
        return False
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    try:
        return bool(DeltaTable.is_deltatable(url, storage_options=options_of()))
    except (DeltaError, OSError, ValueError):
        return False
