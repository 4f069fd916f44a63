"""What an input is by its first bytes, and what is inside a compressed one, within limits.

Magic bytes decide, never the suffix of a name.  An archive is never unpacked into files.
"""

from __future__ import annotations

import gzip
import io
import re
import shlex
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from clvcli.errors import DamagedInputError, InputTooLargeError, NotATableError
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.orders.reading.sources import Source

Kind = Literal["text", "parquet", "workbook", "gzip", "zstd"]

ALWAYS_EXPANDED = 64 << 20
"""Bytes any compressed input may expand to: 64 MiB, half a million order lines."""

LARGEST_EXPANDED = 1 << 30
"""Bytes no compressed input may exceed when expanded: it is held in memory."""

LARGEST_RATIO = 100
"""Expanded to compressed size beyond `ALWAYS_EXPANDED`; order exports reach about 20, gzip bombs 1,000."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Magic:
    """First bytes of a kind of file that holds no table clvcli reads."""

    start: bytes
    what: str
    hint: str = "export the orders as CSV"
    lies_beside: bool = False
    """Whether such a file may lie in a folder of exports; any other may hold orders in a form that is not read."""


_READ: tuple[tuple[bytes, Kind], ...] = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "workbook"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds a workbook locked with a password."""

_NOT_READ: tuple[_Magic, ...] = (
    _Magic(b"%PDF", Saying("a PDF document"), lies_beside=True),
    _Magic(_OLE, "an old Excel or Word file", "save it as .xlsx or CSV"),
    _Magic(b"PK\x05\x06", "an empty zip archive"),
    _Magic(b"\x89PNG", Saying("a PNG image"), lies_beside=True),
    _Magic(b"\xff\xd8\xff", Saying("a JPEG image"), lies_beside=True),
    _Magic(b"GIF8", Saying("a GIF image"), lies_beside=True),
    _Magic(b"II*\x00", Saying("a TIFF image"), lies_beside=True),
    _Magic(b"BZh", "compressed with bzip2", "bunzip2 it"),
    _Magic(b"\xfd7zXZ\x00", "compressed with xz", "unxz it"),
    _Magic(b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    _Magic(b"Rar!", "a RAR archive", "unpack it"),
    _Magic(b"SQLite format 3\x00", "an SQLite database"),
    _Magic(b"ARROW1", "an Arrow file", "save it as Parquet"),
    _Magic(b"\x7fELF", Saying("a program"), lies_beside=True),
    _Magic(b"{\\rtf", Saying("a rich text document"), lies_beside=True),
)

_LONGEST_MAGIC = max(len(magic.start) for magic in _NOT_READ)

_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
    (b"<svg", "an SVG image"),
)
"""Compared without case, after a byte order mark and blanks."""

_JSON = re.compile(rb'(?:\[\s*)*\{\s*"')
"""An object, or the first of a list of them."""


def kind_of(source: Source) -> Kind:
    """Return what `source` is by its first bytes.

    Raises NotATableError for what is no table, and DamagedInputError for a workbook locked with a password.
    """
    head = source.head()
    for start, kind in _READ:
        if head.startswith(start):
            return kind
    if head.startswith(_OLE) and _ENCRYPTED_PACKAGE in source.content():
        raise DamagedInputError.locked(source.name)
    for magic in _NOT_READ:
        if head.startswith(magic.start):
            raise NotATableError.but(source.name, magic.what, magic.hint)
    if head[257:262] == b"ustar":
        raise NotATableError.but(source.name, "a tar archive", "unpack it")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    if _JSON.match(start):
        raise NotATableError.but(source.name, "JSON", "export the orders as CSV")
    for mark, what in _MARKUP:
        if start.startswith(mark):
            raise NotATableError.but(source.name, what, "export the orders as CSV")
    return "text"


def lies_beside(path: Path) -> str | None:
    """Return what a file is that holds no table by its nature, a PDF document; None where it may hold orders."""
    try:
        with path.open("rb") as file:
            head = file.read(_LONGEST_MAGIC)
    except OSError:
        return None
    return next((magic.what for magic in _NOT_READ if magic.lies_beside and head.startswith(magic.start)), None)


def expanded(source: Source, kind: Literal["gzip", "zstd"]) -> Source:
    """Return `source` without its compression, and a decision that says so.

    Raises InputTooLargeError before more than the limit is held, DamagedInputError where the stream breaks off.
    """
    limit = expansion_limit(source.size())
    data = io.BytesIO()
    try:
        with source.opened() as file, _OPENERS[kind](file) as stream:
            while chunk := stream.read(_CHUNK):
                if data.tell() + len(chunk) > limit:
                    by_hand = _EXPAND[kind].format(shlex.quote(source.name))
                    raise InputTooLargeError.expanded(source.name, limit, by_hand)
                data.write(chunk)
    except (EOFError, OSError, zlib.error) as error:
        raise DamagedInputError.truncated(source.name, f"a {kind} file") from error
    found = Decision(subject=Saying("compression"), value=kind, how="detected", source=source.name)
    return replace(source, path=None, data=data.getvalue(), decisions=(*source.decisions, found))


def expansion_limit(size: int) -> int:
    """Return the bytes that an input of `size` compressed bytes may expand to."""
    return min(LARGEST_EXPANDED, max(ALWAYS_EXPANDED, LARGEST_RATIO * size))


def _open_gzip(file: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=file))


def _open_zstd(file: BinaryIO) -> BinaryIO:
    import pyarrow as pa

    return cast("BinaryIO", pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd"))


_OPENERS: dict[str, Callable[[BinaryIO], BinaryIO]] = {"gzip": _open_gzip, "zstd": _open_zstd}
_EXPAND = {"gzip": "gunzip {}", "zstd": "unzstd {}"}
