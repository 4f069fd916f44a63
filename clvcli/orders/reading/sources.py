"""Which files, streams and URLs a command line names, each once and in order."""

from __future__ import annotations

import errno
import glob
import io
import os
import re
import stat
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit, urlunsplit

from clvcli.errors import InputMissingError, InputUnreadableError, attempted, nearest
from clvcli.orders.reading.folders import files_of, is_export
from clvcli.orders.store.clouds import cloud_of
from clvcli.orders.store.objects import Object
from clvcli.orders.store.places import is_store, is_store_url
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.errors import ClvError

STDIN = "-"

_URL = re.compile(r"(?:https?|s3a?|gs|gcs|az|azure|adl|abfss?|hf)://", re.IGNORECASE)
_MOST_OF_A_DEVICE = 64 << 20
"""Bytes: nobody types as much at a terminal."""

HEAD_BYTES = 1 << 18
"""What is looked at before anything is decided: 256 KiB, some thousand order lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input, resolved; exactly one of `path`, `data` and `url` is set."""

    name: str
    """As given, without credentials, and as text: what messages say."""
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


def resolve(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> tuple[list[Source], list[ClvError]]:
    """Return the sources that `inputs` name (paths, folders, patterns, `-`, URLs), and what is wrong with others.

    `stdin` stands in for the process's own.  The same file given twice is one source and carries the decision
    that says so.  The errors are InputMissingError and InputUnreadableError.
    """
    expanded, missing = attempted(inputs, _expanded)
    named = [found for each in expanded for found in each]
    sources: dict[object, Source] = {}
    times: dict[object, int] = {}

    def open_once(found: Source) -> None:
        """Keep a source that is named for the first time, and count how often it is."""
        key = found.url or found.name if found.path is None else _identity(found.name, found.path)
        times[key] = times.get(key, 0) + 1
        if key not in sources:
            sources[key] = _kept(found, stdin)

    _, unreadable = attempted(named, open_once)
    return [_with_repetition(source, times[key]) for key, source in sources.items()], [*missing, *unreadable]


def as_text(name: str) -> str:
    """Return a file name in which bytes that are no UTF-8 stand as escapes: no table and no library holds them."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def without_credentials(url: str) -> str:
    """Return `url` without user, password, query and fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _expanded(given: str) -> list[Source]:
    """Return what an input names, nothing of it opened."""
    if given == STDIN:
        return [Source(name=given)]
    if _URL.match(given):
        return [Source(name=without_credentials(url), url=url) for url in _addresses(given)]
    if os.path.isdir(given) and not is_store(given):  # noqa: PTH112  (what a user typed is text)
        return _of_folder(given)
    if os.path.lexists(given):
        return [Source(name=given, path=Path(given))]
    if glob.has_magic(given):
        matches = glob.glob(given, recursive=True)  # noqa: PTH207  (Path.glob takes no absolute pattern)
        found = sorted(name for name in matches if Path(name).is_file())
        if not found:
            raise InputMissingError.matching(given)
        return [Source(name=name, path=Path(name)) for name in found]
    raise InputMissingError.file(given, _nearest_file(given))


def _addresses(given: str) -> list[str]:
    """Return the objects that an address names: with a pattern, or as a folder with a `/` at its end.

    An object of that very name is meant before a pattern; the web knows neither.
    """
    wanted = Object(given)
    if cloud_of(given) is None or not (given.endswith("/") or glob.has_magic(wanted.key)) or is_store_url(given):
        return [given]
    if given.endswith("/"):
        found = [each.uri for each in wanted.siblings() if is_export(each.uri)]
    else:
        found = [given] if wanted.is_there() else [each.uri for each in wanted.matching()]
    if not found:
        raise InputMissingError.matching(without_credentials(given))
    return found


def _of_folder(given: str) -> list[Source]:
    """Return the exports in a folder, the first of them with what is said of the rest."""
    files, decisions = files_of(given)
    first, *others = (Source(name=str(path), path=path) for path in files)
    return [replace(first, decisions=decisions), *others]


def _nearest_file(given: str) -> str | None:
    wanted = Path(given)
    try:
        names = sorted(entry.name for entry in wanted.parent.iterdir())
    except OSError:
        return None
    near = nearest(wanted.name, names)
    return str(wanted.with_name(near)) if near else None


def _identity(name: str, path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise InputUnreadableError.file(name, error.strerror or "unknown reason") from error
    return status.st_dev, status.st_ino


def _kept(source: Source, stdin: BinaryIO | None) -> Source:
    """Return a source that can be read more than once: what a pipe or a device gives is kept."""
    if source.name == STDIN:
        return replace(source, data=_bytes_of_stdin(stdin))
    if source.path is None:
        return source
    name = as_text(source.name)
    if name == source.name and (source.path.is_file() or source.path.is_dir()):
        return source
    try:
        return replace(source, name=name, path=None, data=_content_of(source.path))
    except OSError as error:
        raise InputUnreadableError.file(name, error.strerror or "unknown reason") from error


def _content_of(path: Path) -> bytes:
    """Return what a pipe or a device gives; raises OSError for a device that never ends."""
    with path.open("rb") as file:
        if not stat.S_ISCHR(os.fstat(file.fileno()).st_mode):
            return file.read()
        content = file.read(_MOST_OF_A_DEVICE)
    if len(content) == _MOST_OF_A_DEVICE:
        raise OSError(errno.EFBIG, "a device that never ends")
    return content


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
        subject=Saying("input"),
        value=Saying("read once"),
        how="default",
        because=Saying("given {times} times", times=times),
        source=source.name,
    )
    return replace(source, decisions=(*source.decisions, once))
