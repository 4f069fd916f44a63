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
from clvcli.orders.store.layout import MONTH
from clvcli.orders.store.places import options_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    """Where the files of one transaction are written before they are moved to their months."""

    uri: str
    folder: Path | None
    """None for object storage, where a file appears whole."""
    published: list[Path] = field(default_factory=list)

    def write(self, month: str, lines: pl.DataFrame) -> Written:
        """Write the lines of a month as one file; raises WriteError."""
        path = f"{MONTH}={month}/{secrets.token_hex(16)}.parquet"
        with _writing(self.uri):
            content = io.BytesIO()
            lines.rechunk().write_parquet(content, compression="zstd", row_group_size=ROW_GROUP)
            if self.folder is None:
                self._upload(path, content)
            else:
                (self.folder / path).parent.mkdir(exist_ok=True)
                (self.folder / path).write_bytes(content.getbuffer())
        return Written(path=path, month=month, rows=lines.height, size=len(content.getbuffer()))

    def _upload(self, path: str, content: io.BytesIO) -> None:
        from deltalake._internal import DeltaFileSystemHandler  # what writes the log is what writes the files
        from deltalake.exceptions import DeltaError

        try:
            stream = DeltaFileSystemHandler(self.uri, options_of()).open_output_stream(path)
            stream.write(content.getvalue())
            stream.close()  # type: ignore[attr-defined]  # its stub leaves out what every stream has
        except DeltaError as error:
            raise StoreTargetError.refused(self.uri, "object storage does not take files") from error

    def publish(self, files: Sequence[Written]) -> None:
        """Move files to their months, flushed; a version may name them from then on."""
        if self.folder is None:
            return
        root = Path(self.uri)
        with _writing(self.uri):
            for file in files:
                flush(self.folder / file.path)
                (root / file.path).parent.mkdir(exist_ok=True)
                (self.folder / file.path).rename(root / file.path)
                self.published.append(root / file.path)
            for folder in {path.parent for path in self.published} | {root}:
                flush(folder)

    def keep(self) -> None:
        """Say that a version names the files, and see to it that its log is on the disk."""
        self.published.clear()
        if self.folder is not None:
            log = Path(self.uri) / "_delta_log"
            for entry in sorted(log.iterdir())[-3:]:
                flush(entry)
            flush(log)


@contextlib.contextmanager
def staging(uri: str) -> Iterator[Stage]:
    """Yield a stage for a transaction; what did not become part of a version is removed.

    What killed runs left is removed as well.  Raises StoreTargetError where the store may not be written to.
    """
    if "://" in uri:
        yield Stage(uri, None)
        return
    root = Path(uri)
    before = os.umask(PRIVATE)
    stage: Stage | None = None
    try:
        folder = _made(root)
        stage = Stage(uri, folder)
        yield stage
    finally:
        os.umask(before)
        if stage is not None and stage.folder is not None:
            for path in stage.published:
                path.unlink(missing_ok=True)
            shutil.rmtree(stage.folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                stage.folder.parent.rmdir()


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
            if left.name.isdecimal() and not _is_alive(int(left.name)):
                shutil.rmtree(left, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


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
        raise WriteError.failed(uri, reason.lower()) from error
