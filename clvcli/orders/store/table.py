"""The Delta table of a store: opened at a version, read lazily, changed in one transaction or not at all."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from clvcli.errors import (
    NotAStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreTargetError,
    StoreVersionError,
)
from clvcli.orders.schema import CANONICAL_SCHEMA, SCHEMA_NAME
from clvcli.orders.store import files
from clvcli.orders.store.clouds import options_of
from clvcli.orders.store.layout import MONTH, STORED_SCHEMA, TABLE_SCHEMA, conforming, description, facts_of
from clvcli.orders.store.places import is_store
from clvcli.orders.store.refusals import refusal_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deltalake import DeltaTable

    from clvcli.errors import StoreError

HISTORY = {"delta.logRetentionDuration": "interval 3650 days"}
"""How long versions can be named: ten years, so that any month's run can be made again."""


_READER_VERSION = 1
"""Of Delta's protocol: a later one means that lines are marked as deleted elsewhere, or columns renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """One file of a version."""

    path: str
    """In the table."""
    month: str
    rows: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A store at one version; a store that is not there yet has the version -1 and no files."""

    uri: str
    version: int
    facts: Mapping[str, str] = field(default_factory=dict)
    """What its metadata say: SCHEMA_KEY, PSEUDONYMS_KEY."""
    files: tuple[StoredFile, ...] = ()
    """By month."""

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept in it."""
        return self.version >= 0

    @property
    def rows(self) -> int:
        """Lines of this version."""
        return sum(file.rows for file in self.files)

    def lines(self, months: Sequence[str] | None = None) -> pl.LazyFrame:
        """Return the lines of some months, or all, lazily and in canonical order: the columns of STORED."""
        wanted = [file for file in self.files if months is None or file.month in months]
        if not wanted:
            return STORED_SCHEMA.to_frame(eager=False)
        paths = [f"{self.uri.rstrip('/')}/{file.path}" for file in wanted]
        scanned = pl.scan_parquet(
            paths, glob=False, hive_partitioning=False, missing_columns="insert", extra_columns="ignore",
            schema=STORED_SCHEMA, storage_options=options_of(self.uri), credential_provider=None,
        )  # fmt: skip
        return conforming(scanned)


def is_local(uri: str) -> bool:
    """Tell whether a store is a folder of this machine."""
    return "://" not in uri


def open_store(uri: str, *, version: int | None = None) -> Store:
    """Return the store at `uri`, at its latest version or an earlier one.

    Raises NotAStoreError for a folder of other things, StoreVersionError for a version that it never had or has no
    more, StoreDamagedError where files of the latest are missing, and NewerSchemaError.
    """
    if is_local(uri) and not is_store(uri):
        if Path(uri).exists() and (not Path(uri).is_dir() or _holds_something(Path(uri))):
            raise StoreTargetError.other_things(uri)
        return Store(uri=uri, version=-1)
    table = _opened(uri, version)
    if table is None:
        return Store(uri=uri, version=-1)
    facts = facts_of(table.metadata().description, uri)
    if facts is None:
        raise NotAStoreError.other_table(uri)
    protocol = table.protocol()
    if protocol.min_reader_version > _READER_VERSION:
        raise StoreDamagedError.features(uri, sorted(protocol.reader_features or ["column mapping"]))
    try:
        found = _files_of(table, uri)
    except StoreDamagedError as error:
        if version is None:
            raise
        raise StoreVersionError.gone(uri, version) from error
    return Store(uri=uri, version=table.version(), facts=facts, files=found)


def _holds_something(folder: Path) -> bool:
    """Tell whether a folder without a log holds more than what a first run puts in, or one left that was killed."""
    names = {entry.name for entry in folder.iterdir()} - {files.STAGING}
    begun = (folder / files.STAGING).is_dir()
    return any(not (begun and name.startswith(f"{MONTH}=")) for name in names)


def _opened(uri: str, version: int | None) -> DeltaTable | None:
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError, TableNotFoundError

    try:
        table = DeltaTable(uri, storage_options=options_of(uri))
        latest = table.version()
        if version is not None:
            if version > latest:
                raise StoreVersionError.later(uri, version, latest)
            table.load_as_version(version)
    except TableNotFoundError:
        return None
    except (DeltaError, OSError, ValueError) as error:
        refusal = refusal_of(uri, error)
        if refusal is not None:
            raise refusal from error
        if version is not None and isinstance(error, DeltaError):
            raise StoreVersionError.gone(uri, version) from error
        raise StoreDamagedError.log(uri) from error
    return table


def _files_of(table: DeltaTable, uri: str) -> tuple[StoredFile, ...]:
    """Return the files of a version; raises StoreDamagedError where they are not there, or not as the log says."""
    added = pl.DataFrame(table.get_add_actions(flatten=True))
    if added.is_empty():
        return ()
    rows = added.select("path", f"partition.{MONTH}", "num_records", "size_bytes").sort(
        f"partition.{MONTH}", "path"
    )
    found = tuple(StoredFile(path=p, month=m, rows=int(n or 0), size=int(s)) for p, m, n, s in rows.iter_rows())
    if not all(_lies_inside(file.path) for file in found):
        raise StoreDamagedError.outside(uri)
    if is_local(uri):
        missing = sum(not Path(uri, file.path).is_file() for file in found)
        if missing:
            raise StoreDamagedError.files(uri, missing, len(found))
        changed = sum(not _is_as_written(Path(uri, file.path), file) for file in found)
        if changed:
            raise StoreDamagedError.changed(uri, changed, len(found))
    return found


def _lies_inside(path: str) -> bool:
    """Tell whether the path of a file stays in the folder of its table."""
    parts = path.split("/")
    return not path.startswith("/") and ":" not in parts[0] and ".." not in parts and "\0" not in path


def _is_as_written(path: Path, said: StoredFile) -> bool:
    """Tell whether a file is as long, and holds as many lines, as the log says."""
    if path.stat().st_size != said.size:
        return False
    try:
        return bool(pq.read_metadata(path).num_rows == said.rows)
    except (pa.ArrowException, OSError):
        return False


def commit(
    store: Store,
    months: Mapping[str, pl.DataFrame | Path],
    *,
    pseudonyms: str | None = None,
    same_lines: bool = False,
) -> Store:
    """Replace the lines of some months (canonical order, STORED columns) in one transaction, and return the store.

    Lines may stand in a file already.  A month without lines goes.  `same_lines` says that only their files change.
    Raises StoreBusyError where another run changed the store since it was opened; nothing is then changed.
    """
    with files.staging(store.uri) as stage:
        held = {
            month: lines for month, lines in months.items() if not isinstance(lines, pl.DataFrame) or lines.height
        }
        added = [stage.write(month, lines) for month, lines in held.items()]
        return commit_files(store, stage, added, months, pseudonyms=pseudonyms, same_lines=same_lines)


def commit_files(
    store: Store,
    stage: files.Stage,
    added: Sequence[files.Written],
    months: Mapping[str, object] | Sequence[str],
    *,
    pseudonyms: str | None = None,
    same_lines: bool = False,
) -> Store:
    """Put files that were written into the place of all files of `months`; raises as `commit` does."""
    from deltalake.exceptions import DeltaError

    replaced = [file for file in store.files if file.month in months]
    stage.publish(added)
    stage.may_be_named = True
    try:
        _enter(store, added, replaced, pseudonyms=pseudonyms, changes=not same_lines)
    except (DeltaError, OSError) as error:
        if not _was_done(store, added):
            stage.may_be_named = False
            raise _undone(store, error) from error
    stage.keep()
    return open_store(store.uri)


def _enter(
    store: Store,
    added: Sequence[files.Written],
    replaced: Sequence[StoredFile],
    *,
    pseudonyms: str | None,
    changes: bool,
) -> None:
    """Write the log entry that names `added` in place of `replaced`, once, against the version that was read.

    It `changes` what a reader who follows the table must look at again.
    """
    from deltalake import CommitProperties, Schema
    from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

    now = int(time.time() * 1000)
    schema = Schema.from_arrow(TABLE_SCHEMA.to_frame().to_arrow().schema)
    once = CommitProperties(max_commit_retries=0)
    adds = [
        AddAction(file.path, file.size, {MONTH: file.month}, now, changes, json.dumps({"numRecords": file.rows}))
        for file in added
    ]
    if not store.exists:
        create_table_with_add_actions(
            store.uri, schema, adds, mode="error", partition_by=[MONTH], name=SCHEMA_NAME,
            description=description(pseudonyms), configuration=HISTORY, commit_properties=once,
            storage_options=options_of(store.uri),
        )  # fmt: skip
        return
    table = _opened(store.uri, store.version)
    if table is None:
        raise StoreDamagedError.log(store.uri)
    removes = [RemoveAction(file.path, changes, now, file.size, {MONTH: file.month}) for file in replaced]
    table.create_write_transaction([*removes, *adds], "append", schema, [MONTH], commit_properties=once)


def _was_done(store: Store, added: Sequence[files.Written]) -> bool:
    """Tell whether the version after `store` is the one of `added`: only the answer to its transaction was lost."""
    try:
        table = _opened(store.uri, store.version + 1)
    except StoreVersionError:
        return False
    if table is None or not added:
        return False
    return {file.path for file in added} <= {file.path for file in _files_of(table, store.uri)}


def _undone(store: Store, error: Exception) -> StoreError:
    """Return why a transaction was not done: another run, or what the place of the store says."""
    latest = _opened(store.uri, None)
    if latest is not None and latest.version() > store.version:
        return StoreBusyError.overtaken(store.uri)
    return refusal_of(store.uri, error) or StoreTargetError.refused(store.uri, "the transaction was refused")


def canonical_lines(store: Store) -> pl.LazyFrame:
    """Return what commands read: the canonical columns of all lines."""
    return store.lines().select(list(CANONICAL_SCHEMA))
