"""The files of a store: written beside it, flushed to the disk, then moved in; readable by their owner only."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import StoreTargetError, WriteError
from clvcli.orders.store.clouds import options_of
from clvcli.orders.store.layout import MONTH
from clvcli.orders.store.refusals import refusal_of
from clvcli.processes import is_running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deltalake._internal import DeltaFileSystemHandler

STAGING = "_clvcli"
"""Folder of what is being written; engines pass over names that begin with an underscore."""


PRIVATE = 0o077
"""The mask under which a store is made: for its owner only."""

ROW_GROUP = 131_072
"""Fixed, so that the bytes depend neither on threads nor on how the frame was put together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of a month, not yet part of any version."""

    path: str
    """In the table."""
    month: str
    rows: int
    size: int


@dataclass(slots=True)
class Stage:
    """Where the files of one transaction are before a version names them."""

    uri: str
    published: list[str] = field(default_factory=list)
    """Files that stand where a version may name them, by their path in the table."""
    may_be_named: bool = False
    """Whether one does, as far as is known; what none does is removed."""

    def write(self, month: str, lines: pl.DataFrame | Path) -> Written:
        """Write the lines of a month as one file; raises WriteError, and what object storage refuses.

        Lines that stand in a Parquet file already are taken as they stand there.
        """
        path = f"{MONTH}={month}/{secrets.token_hex(16)}.parquet"
        content, rows = _as_file(lines)
        self._put(path, content)
        return Written(path=path, month=month, rows=rows, size=len(content))

    def publish(self, files: Sequence[Written]) -> None:
        """Bring files to where a version may name them."""

    def keep(self) -> None:
        """See to it that the version that names the files outlives a fault of the machine."""

    def clear(self) -> None:
        """Remove what no version names."""
        if not self.may_be_named:
            for path in self.published:
                self._remove(path)

    def _put(self, path: str, content: memoryview) -> None:
        raise NotImplementedError

    def _remove(self, path: str) -> None:
        raise NotImplementedError


@dataclass(slots=True)
class Folder(Stage):
    """Files of a folder of this machine: written beside it, moved in when all are there."""

    folder: Path = field(kw_only=True)

    def _put(self, path: str, content: memoryview) -> None:
        with _writing(self.uri):
            (self.folder / path).parent.mkdir(exist_ok=True)
            (self.folder / path).write_bytes(content)

    def publish(self, files: Sequence[Written]) -> None:
        """Move files to their months, flushed."""
        root = Path(self.uri)
        with _writing(self.uri):
            for file in files:
                flush(self.folder / file.path)
                (root / file.path).parent.mkdir(exist_ok=True)
                (self.folder / file.path).rename(root / file.path)
                self.published.append(file.path)
            for folder in {(root / path).parent for path in self.published} | {root}:
                flush(folder)

    def keep(self) -> None:
        """Flush the log."""
        log = Path(self.uri) / "_delta_log"
        for entry in sorted(log.iterdir())[-3:]:
            flush(entry)
        flush(log)

    def clear(self) -> None:
        """Remove what no version names, and the folder beside."""
        Stage.clear(self)
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.folder.parent.rmdir()

    def _remove(self, path: str) -> None:
        Path(self.uri, path).unlink(missing_ok=True)


@dataclass(slots=True)
class Uploads(Stage):
    """Files of object storage, where each appears whole."""

    storage: DeltaFileSystemHandler = field(kw_only=True)
    """What writes the log writes the files."""

    def _put(self, path: str, content: memoryview) -> None:
        from deltalake.exceptions import DeltaError

        try:
            stream = self.storage.open_output_stream(path)
            stream.write(bytes(content))
            stream.close()  # type: ignore[attr-defined]  # its stub leaves out what every stream has
        except (DeltaError, OSError) as error:
            refusal = refusal_of(self.uri, error)
            raise refusal or StoreTargetError.refused(self.uri, "it does not take files") from error
        self.published.append(path)

    def _remove(self, path: str) -> None:
        from deltalake.exceptions import DeltaError

        with contextlib.suppress(DeltaError, OSError):
            self.storage.delete_file(path)


def _as_file(lines: pl.DataFrame | Path) -> tuple[memoryview, int]:
    """Return the bytes of a Parquet file, and how many lines they hold."""
    if isinstance(lines, Path):
        rows: int = pl.scan_parquet(lines, glob=False).select(pl.len()).collect().item()
        return memoryview(lines.read_bytes()), rows
    content = io.BytesIO()
    lines.rechunk().write_parquet(content, compression="zstd", row_group_size=ROW_GROUP)
    return content.getbuffer(), lines.height


@contextlib.contextmanager
def staging(uri: str) -> Iterator[Stage]:
    """Yield a stage for a transaction; what did not become part of a version is removed.

    What killed runs left is removed as well.  Raises StoreTargetError where the store may not be written to.
    """
    before = os.umask(PRIVATE)
    try:
        stage = _stage_at(uri)
        try:
            yield stage
        finally:
            stage.clear()
    finally:
        os.umask(before)


def _stage_at(uri: str) -> Stage:
    if "://" not in uri:
        return Folder(uri, folder=_made(Path(uri)))
    from deltalake._internal import DeltaFileSystemHandler

    return Uploads(uri, storage=DeltaFileSystemHandler(uri, options_of(uri)))


def _made(root: Path) -> Path:
    try:
        root.mkdir(exist_ok=True)
        _sweep(root / STAGING)
        folder = root / STAGING / str(os.getpid())
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)  # another run may remove the empty folder above at any time
    except FileNotFoundError as error:
        raise StoreTargetError.no_folder(str(root.parent)) from error
    except OSError as error:
        raise StoreTargetError.refused(str(root), (error.strerror or "unknown reason").lower()) from error
    return folder


def _sweep(staging: Path) -> None:
    """Remove what killed runs left."""
    with contextlib.suppress(FileNotFoundError):
        for left in staging.iterdir():
            if left.name.isdecimal() and not is_running(int(left.name)):
                shutil.rmtree(left, ignore_errors=True)


def flush(path: Path) -> None:
    """Wait until a file or a folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _writing(uri: str) -> Iterator[None]:
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and error.strerror else "no room, or a fault of the disk"
        )
        raise WriteError.failed(uri, reason.lower(), "--into") from error
