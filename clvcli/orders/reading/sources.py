"""Which files, streams and URLs a command line names, each once and in order."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit, urlunsplit

from clvcli.errors import InputMissingError, InputUnreadableError, nearest
from clvcli.orders.store.places import is_store
from clvcli.orders.tables import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"

_URL = re.compile(r"(?:https?|s3a?|gs|gcs|az|azure|adl|abfss?|hf)://", re.IGNORECASE)
HEAD_BYTES = 1 << 18
"""What is looked at before anything is decided: 256 KiB, some thousand order lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input, resolved; exactly one of `path`, `data` and `url` is set."""

    name: str
    """As given, without credentials: what messages say."""
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None
    """With credentials; never printed."""
    decisions: tuple[Decision, ...] = ()

    def head(self) -> bytes:
        """Return the first 256 KiB of the file or the data."""
        with self.opened() as file:
            return file.read(HEAD_BYTES)

    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.data or b"") if self.path is None else self.path.stat().st_size

    def content(self) -> bytes:
        """Return all bytes."""
        with self.opened() as file:
            return file.read()

    def opened(self) -> BinaryIO:
        """Open the file or the data for reading; raises InputUnreadableError."""
        if self.path is None:
            return io.BytesIO(self.data or b"")
        try:
            return self.path.open("rb")
        except OSError as error:
            raise InputUnreadableError.file(self.name, error.strerror or "unknown reason") from error

    def scannable(self) -> Path | bytes:
        """Return what Polars scans: a path where there is one, so that nothing is held in memory."""
        return self.path if self.path is not None else self.data or b""


def resolve(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> list[Source]:
    """Return the sources that `inputs` name: existing paths, patterns (sorted), `-`, URLs.

    `stdin` stands in for the process's own.  The same file given twice is one source and carries the decision
    that says so.  Raises InputMissingError and InputUnreadableError.
    """
    times: dict[object, int] = {}
    sources: dict[object, Source] = {}
    for name, path in (found for given in inputs for found in _expanded(given)):
        key = name if path is None else _identity(name, path)
        times[key] = times.get(key, 0) + 1
        if key in sources:
            continue
        if path is not None:
            sources[key] = _of_path(name, path)
        elif name == STDIN:
            sources[key] = Source(name=name, data=_bytes_of_stdin(stdin))
        else:
            sources[key] = Source(name=without_credentials(name), url=name)
    return [_with_repetition(source, times[key]) for key, source in sources.items()]


def without_credentials(url: str) -> str:
    """Return `url` without user, password, query and fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _expanded(given: str) -> Iterator[tuple[str, Path | None]]:
    if given == STDIN or _URL.match(given):
        yield given, None
    elif os.path.lexists(given):
        yield given, Path(given)
    elif glob.has_magic(given):
        matches = glob.glob(given, recursive=True)  # noqa: PTH207  (Path.glob takes no absolute pattern)
        found = sorted(name for name in matches if Path(name).is_file())
        if not found:
            raise InputMissingError.matching(given)
        yield from ((name, Path(name)) for name in found)
    else:
        raise InputMissingError.file(given, _nearest_file(given))


def _nearest_file(given: str) -> str | None:
    wanted = Path(given)
    try:
        names = sorted(entry.name for entry in wanted.parent.iterdir())
    except OSError:
        return None
    near = nearest(wanted.name, names)
    return str(wanted.with_name(near)) if near else None


def _identity(name: str, path: Path) -> tuple[int, int]:
    if path.is_dir() and not is_store(path):
        raise InputUnreadableError.folder(name)
    try:
        status = path.stat()
    except OSError as error:
        raise InputUnreadableError.file(name, error.strerror or "unknown reason") from error
    return status.st_dev, status.st_ino


def _of_path(name: str, path: Path) -> Source:
    """Return a source that can be read more than once: what a pipe or a device gives is kept."""
    if path.is_file() or path.is_dir():
        return Source(name=name, path=path)
    try:
        return Source(name=name, data=path.read_bytes())
    except OSError as error:
        raise InputUnreadableError.file(name, error.strerror or "unknown reason") from error


def _bytes_of_stdin(stdin: BinaryIO | None) -> bytes:
    stream = stdin or (sys.stdin.buffer if sys.stdin is not None else None)
    if stream is None:
        raise InputUnreadableError.stdin()
    try:
        return stream.read()
    except (OSError, ValueError) as error:
        raise InputUnreadableError.stdin() from error


def _with_repetition(source: Source, times: int) -> Source:
    if times == 1:
        return source
    once = Decision(
        subject="input", value="read once", how="default", because=f"given {times} times", source=source.name
    )
    return Source(
        name=source.name, path=source.path, data=source.data, url=source.url, decisions=(*source.decisions, once)
    )
