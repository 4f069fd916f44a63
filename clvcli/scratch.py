"""Private folders for rows on their way: for their owner only, and gone when the process ends."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import WriteError
from clvcli.processes import is_running

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"clvcli-rows-(\d+)-")

_folders: set[Path] = set()

_FULL = ("No space left", "quota exceeded", "File too large", "thrift: transport error")
"""What Polars says of a place that takes nothing more; the last where it was about to write the end of a file."""

_TRIES = 100
"""How often a folder is removed into which a query writes new files all the while."""


def scratch_folder() -> Path:
    """Return a new folder where TMPDIR says.  Raises WriteError."""
    with writing():
        folder = Path(tempfile.mkdtemp(prefix=f"clvcli-rows-{os.getpid()}-", dir=_place()))
    _folders.add(folder)
    return folder


def sweep() -> None:
    """Remove what this user's killed runs left where TMPDIR says."""
    with contextlib.suppress(OSError):
        for left in Path(_place()).iterdir():
            found = _NAME.match(left.name)
            if found and left.lstat().st_uid == os.geteuid() and not is_running(int(found[1])):
                shutil.rmtree(left, ignore_errors=True)


@atexit.register
def remove_scratch_folders() -> None:
    """Remove what this process laid down; also for a way out that runs no `finally` (`os._exit`).

    A signal may let two threads come here at once: a folder is forgotten only when it is gone.
    """
    for folder in [*_folders]:
        remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove a scratch folder that nothing reads any more."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
    _folders.discard(folder)


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Raise WriteError where the folder of temporary files takes nothing more."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "no room, or a fault of the disk").lower()
        raise WriteError.temporary(_place(), reason) from error
    except pl.exceptions.ComputeError as error:
        if not any(words in str(error) for words in _FULL):
            raise
        raise WriteError.temporary(_place(), "no room, or a fault of the disk") from error


def _place() -> str:
    """Return where temporary files go: what TMPDIR names is taken at its word, and no other place instead."""
    return os.environ.get("TMPDIR") or "/tmp"  # noqa: S108  (mkdtemp makes the folder, for its owner only)
