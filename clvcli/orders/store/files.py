"""The files of a store: written beside it, flushed to the disk, then put in; readable by their owner only.

What is beside is under a lock of the kernel, which goes with the process: what nobody holds was left by a run that
was killed, and tells by its names which files that run had put in.
"""

from __future__ import annotations

import contextlib
import fcntl
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
from clvcli.orders.store.places import LOG
from clvcli.orders.store.refusals import refusal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deltalake._internal import DeltaFileSystemHandler

STAGING = "_clvcli"
"""Folder of what is being written; engines pass over names that begin with an underscore."""

_LOCK = "lock"

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
    """Files of a folder of this machine: written beside it, put in when all are there."""

    folder: Path = field(kw_only=True)
    lock: int = field(kw_only=True)
    """The handle that holds it."""

    def _put(self, path: str, content: memoryview) -> None:
        with _writing(self.uri):
            (self.folder / path).parent.mkdir(exist_ok=True)
            (self.folder / path).write_bytes(content)

    def publish(self, files: Sequence[Written]) -> None:
        """Put files into their months, flushed; beside it each stays under its name, to tell whose it is."""
        root = Path(self.uri)
        with _writing(self.uri):
            for file in files:
                flush(self.folder / file.path)
                (root / file.path).parent.mkdir(exist_ok=True)
                (root / file.path).hardlink_to(self.folder / file.path)
                self.published.append(file.path)
            for folder in {(root / path).parent for path in self.published} | {root}:
                flush(folder)

    def keep(self) -> None:
        """Flush the log, and the folders that lead to it."""
        log = Path(self.uri, LOG)
        with _writing(self.uri):
            for entry in sorted(log.iterdir())[-3:]:
                flush(entry)
            for folder in (log, log.parent, log.absolute().parent.parent):
                flush(folder)

    def clear(self) -> None:
        """Remove what no version names, and the folder beside."""
        Stage.clear(self)
        _remove_beside(Path(self.uri), self.folder)
        _let_go(self.lock)
        if not self.may_be_named:
            sweep(self.uri)

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

    Raises StoreTargetError where the store may not be written to.
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
        if "://" not in uri:
            _remove_empty(Path(uri))  # a store that did not come about


def _stage_at(uri: str) -> Stage:
    if "://" not in uri:
        folder, lock = _made(Path(uri))
        return Folder(uri, folder=folder, lock=lock)
    from deltalake._internal import DeltaFileSystemHandler

    return Uploads(uri, storage=DeltaFileSystemHandler(uri, options_of(uri)))


def _made(root: Path) -> tuple[Path, int]:
    """Return a new folder beside a store, and the handle that locks it."""
    try:
        root.mkdir(exist_ok=True)
        while True:
            folder = root / STAGING / secrets.token_hex(8)
            try:
                folder.mkdir(parents=True)
                return folder, _locked(folder)
            except (FileNotFoundError, BlockingIOError):
                continue  # another run sweeps what it finds, at any time
            except BaseException:
                _remove_beside(root, folder)
                raise
    except FileNotFoundError as error:
        raise StoreTargetError.no_folder(str(root.parent)) from error
    except OSError as error:
        raise StoreTargetError.refused(str(root), (error.strerror or "unknown reason").lower()) from error


def _locked(folder: Path) -> int:
    """Lock a folder for this process, and return the handle.

    Raises BlockingIOError where another process has it, FileNotFoundError where it is gone.
    """
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        (folder / _LOCK).stat()
    except OSError:
        _let_go(lock)
        raise
    return lock


def _let_go(lock: int) -> None:
    with contextlib.suppress(OSError):
        os.close(lock)


def sweep(uri: str) -> None:
    """Remove what killed runs left of a store in a folder of this machine, unless another run goes on there."""
    root = Path(uri)
    if "://" in uri or not root.is_dir():
        return
    with contextlib.suppress(OSError):
        if (root / STAGING).is_dir():
            for folder in (root / STAGING).iterdir():
                lock = _locked(folder)
                _take_out(root, folder)
                _remove_beside(root, folder)
                _let_go(lock)
        for entry in (root / LOG).glob("*.json#*"):
            entry.unlink(missing_ok=True)
        _remove_empty(root / STAGING, root / LOG, root)


def _take_out(root: Path, folder: Path) -> None:
    """Remove what a killed run had put into a store from `folder` and no version names."""
    log = [entry.read_bytes() for entry in (root / LOG).glob("*.json")]
    for path in folder.glob("*/*.parquet"):
        if not any(path.name.encode() in entry for entry in log):
            (root / path.relative_to(folder)).unlink(missing_ok=True)


def _remove_beside(root: Path, folder: Path) -> None:
    """Remove a folder beside a store, and the months that came to nothing."""
    months = [root / month.name for month in folder.glob("*/")]
    shutil.rmtree(folder, ignore_errors=True)
    _remove_empty(*months, folder.parent, root)


def _remove_empty(*folders: Path) -> None:
    """Remove those folders in which nothing is."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


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
