"""Whether a workbook can be read safely: what its parts claim is checked before any of them is."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from clvcli.errors import DamagedInputError, InputTooLargeError, NotATableError
from clvcli.orders.reading.binary_sheets import binary_span
from clvcli.orders.reading.containers import expansion_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clvcli.orders.reading.sources import Source

_WHAT = "a workbook"
_ENCRYPTED = 0x1
_CHUNK = 8 << 20
_OVERLAP = 64
"""Bytes of a chunk seen again with the next, so that no cell reference is cut."""

_PROLOGUE = 64 << 10
"""Where a document type would have to stand."""

_CONTENT = "content.xml"
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_OTHERS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "an OpenDocument text or drawing"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
"""How the member `mimetype` of an OpenDocument workbook begins."""

_MANIFEST = "META-INF/manifest.xml"
_LOCKED_PART = b"encryption-data"
"""What the manifest of an OpenDocument file holds of each part that is locked with a password."""
_LOCKED_WHOLE = "encrypted-package"
"""The one part of an OpenDocument file that is locked as a whole."""

_REPEATED = re.compile(
    rb'<table:table-cell[^>]*(?:columns-repeated="(\d+)"[^>]*value-type|value-type[^>]*columns-repeated="(\d+)")'
    rb'|<table:table-cell[^>]*columns-repeated="(\d+)"[^>]*/>\s*<table:table-cell[^>]*value-type'
    rb'|<table:table-row[^>]*rows-repeated="(\d+)"[^>]*>(?:<table:table-cell[^>]*/>)*<table:table-cell[^>]*value-type'
)
"""How often an OpenDocument sheet repeats a cell that is filled or left of one, or a row that holds one."""

_MOST_REPEATED = 10_000
"""Equal cells or rows in a run: more are no orders, and each would be held in memory."""

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_BINARY_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin")
_ROW = re.compile(rb'<(?:\w+:)?row[^>]*? r="(\d{1,10})"')
_WIDE = re.compile(rb' r="([A-Z]{2,3})\d')

_LARGE_SHEET = 5_000_000
"""Cells a sheet may span whatever is in them; a reader holds every one, filled or not."""

_EMPTY_CELLS = 10
"""Cells spanned per cell filled beyond that."""


def check_workbook(source: Source) -> None:
    """Return where `source` is a workbook that expands, and spans cells, within limits.

    Raises NotATableError for other archives, DamagedInputError for a workbook that is broken, locked or
    declares entities, and InputTooLargeError.
    """
    try:
        with source.opened() as file, zipfile.ZipFile(file) as archive:
            _check_members(source, archive)
            for member in archive.infolist():
                with archive.open(member) as part:
                    if member.filename.endswith((".xml", ".rels")):
                        _check_part(source, member.filename, part)
                    elif _BINARY_SHEET.fullmatch(member.filename):
                        _check_span(source, member.filename, *binary_span(part.read()))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise DamagedInputError.truncated(source.name, _WHAT) from error


def _check_members(source: Source, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if _is_locked_open_document(archive, names):
        raise DamagedInputError.locked(source.name)
    if names.isdisjoint(_WORKBOOKS) and not _is_open_document(archive, names):
        what = next((what for name, what in _OTHERS if name in names), "a zip archive")
        raise NotATableError.but(source.name, what, "save the orders as .xlsx or CSV")
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise DamagedInputError.locked(source.name)
    limit = expansion_limit(source.size())
    if sum(member.file_size for member in members) > limit:
        raise InputTooLargeError.expanded(source.name, limit, "save the sheet as CSV")


def _check_part(source: Source, name: str, part: IO[bytes]) -> None:
    """Read one part to its end: its length and checksum must hold, and its cells lie close together."""
    rows = cells = 0
    wide: set[bytes] = set()
    tail = b""
    is_sheet = _SHEET.fullmatch(name) is not None
    first = True
    while chunk := part.read(_CHUNK):
        if first and (b"<!DOCTYPE" in chunk[:_PROLOGUE] or b"<!ENTITY" in chunk[:_PROLOGUE]):
            raise DamagedInputError.contradicts_itself(source.name, _WHAT, "it declares entities")
        first = False
        seen = tail + chunk
        tail = chunk[-_OVERLAP:]
        if name == _CONTENT:
            _check_repeated(source, seen)
        if is_sheet:
            rows = max(rows, max(map(int, _ROW.findall(seen)), default=0))
            cells += chunk.count(b"</c>") + chunk.count(b"</x:c>")
            wide.update(_WIDE.findall(seen))
    _check_span(source, name, rows, _widest(wide), cells)


def _check_span(source: Source, name: str, rows: int, columns: int, cells: int) -> None:
    """Raise InputTooLargeError where a sheet spans far more than its filled `cells`."""
    if rows * columns > max(_LARGE_SHEET, _EMPTY_CELLS * cells):
        raise InputTooLargeError.cells(source.name, name.rsplit("/", 1)[-1].rpartition(".")[0])


def _is_open_document(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if not {"mimetype", _CONTENT} <= names:
        return False
    with archive.open("mimetype") as kind:
        return kind.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT


def _is_locked_open_document(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if not {"mimetype", _MANIFEST} <= names:
        return False
    with archive.open(_MANIFEST) as manifest:
        return _LOCKED_WHOLE in names or _LOCKED_PART in manifest.read(_PROLOGUE)


def _check_repeated(source: Source, content: bytes) -> None:
    """Raise InputTooLargeError where filled cells or rows are said to stand there more often than orders do."""
    times = (int(number) for groups in _REPEATED.findall(content) for number in groups if number)
    if max(times, default=0) > _MOST_REPEATED:
        raise InputTooLargeError.cells(source.name, _CONTENT)


def _widest(columns: Iterable[bytes]) -> int:
    """Return the largest column number among references such as `AB`; 26 where there are none."""
    numbers = (sum((letter - 64) * 26**place for place, letter in enumerate(reversed(name))) for name in columns)
    return max(numbers, default=26)
