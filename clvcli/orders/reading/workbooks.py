"""Whether a workbook can be read safely: what its parts claim is checked before any of them is."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from copy import copy
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from clvcli.errors import DamagedInputError, InputTooLargeError, NotATableError
from clvcli.orders.reading.binary_sheets import binary_span
from clvcli.orders.reading.containers import expansion_limit
from clvcli.orders.reading.open_document_sheets import open_document_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clvcli.orders.reading.sources import Source

_WHAT = "a workbook"
_ENCRYPTED = 0x1
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CHUNK = 8 << 20

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

_BINARY = "xl/workbook.bin"
_BINARY_SHEET = re.compile(r"(?i)xl/worksheets/[^/]+\.bin")
_TARGET = re.compile(rb"""Target\s*=\s*["'](?:[^"']*/)?([^"'/]+)["']""")
"""The last part of the name of what a workbook is made of."""

_PLACE = re.compile(rb"""r(?<=[\s"']r)\s*=\s*["']([A-Za-z]{0,9}[0-9]{1,20})["']""")
"""Where a row or a cell is said to stand, however the attribute is written."""
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS = b"0123456789"

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b")
"""What names a sheet in a workbook."""

_MOST_REPEATED = 10_000
"""Equal cells or rows in a run of an OpenDocument sheet: more are no orders."""

_LARGE = 5_000_000
"""Cells the sheets of a workbook may span whatever is in them; a reader holds every one, filled or not."""

_EMPTY_CELLS = 10
"""Cells spanned per cell filled beyond that, as in lists of many columns few of which are filled ..."""

_LARGEST_EMPTY = 20_000_000
"""... up to so many; a larger workbook is full."""

_EMPTY_CELLS_OF_FULL = 2


@dataclass(slots=True)
class _Spanned:
    """What the sheets of a workbook span, added up part by part."""

    source: Source
    cells: int = 0
    filled: int = 0

    def add(self, part: str, rows: int, columns: int, filled: int) -> None:
        """Add a sheet; raise InputTooLargeError where all of them span far more than is filled."""
        self.cells += rows * columns
        self.filled += filled
        few = min(_EMPTY_CELLS * self.filled, _LARGEST_EMPTY)
        if self.cells > max(_LARGE, few, _EMPTY_CELLS_OF_FULL * self.filled):
            raise InputTooLargeError.cells(self.source.name, part.rsplit("/", 1)[-1].rpartition(".")[0])


def check_workbook(source: Source) -> None:
    """Return where `source` is a workbook that expands, and spans cells, within limits.

    Every part is looked at, whatever its name: which of them are sheets is said inside the workbook.
    Raises NotATableError for other archives, DamagedInputError for a workbook that is broken, locked or
    declares entities, and InputTooLargeError.
    """
    spanned = _Spanned(source)
    try:
        with source.opened() as file, zipfile.ZipFile(file) as archive:
            _check_members(source, archive)
            binary = _binary_sheets(archive)
            for member in archive.infolist():
                with archive.open(_to_its_end(member)) as part:
                    if member.filename.lower() in binary or _BINARY_SHEET.fullmatch(member.filename):
                        spanned.add(member.filename, *binary_span(part.read()))
                    elif member.filename == _CONTENT:
                        _check_open_document(spanned, part)
                    else:
                        _check_part(spanned, member.filename, part, parts=len(archive.infolist()))
                    if part.tell() > member.file_size:
                        raise DamagedInputError.contradicts_itself(
                            source.name, _WHAT, "a part is longer than it says"
                        )
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError, ValueError, struct.error) as error:
        raise DamagedInputError.truncated(source.name, _WHAT) from error


def _to_its_end(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a member that is read one byte beyond what it says it holds, where it holds more."""
    longer = copy(member)
    longer.file_size += 1
    return longer


def _binary_sheets(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the parts, in small letters, that a binary workbook says it is made of, itself left out."""
    names = archive.namelist()
    if _BINARY not in names:
        return frozenset()
    relations = (archive.read(name) for name in names if name.lower() == "xl/_rels/workbook.bin.rels")
    targets = {target.decode(errors="replace").lower() for each in relations for target in _TARGET.findall(each)}
    known = ("sharedstrings.bin", "styles.bin", "workbook.bin")
    return frozenset(
        name.lower() for name in names if (last := name.lower().rsplit("/", 1)[-1]) in targets and last not in known
    )


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
    if any(member.compress_type not in _COMPRESSIONS for member in members):
        raise DamagedInputError.contradicts_itself(source.name, _WHAT, "it is compressed as no workbook is")
    limit = expansion_limit(source.size())
    if sum(member.file_size for member in members) > limit:
        raise InputTooLargeError.expanded(source.name, limit, "save the sheet as CSV")


def _check_part(spanned: _Spanned, name: str, part: IO[bytes], *, parts: int) -> None:
    """Read one part to its end: its length and checksum must hold, and its cells lie close together."""
    source = spanned.source.name
    places: set[bytes] = set()
    cells = sheets = 0
    tag = b""
    first = True
    while chunk := part.read(_CHUNK):
        if first and (b"<!DOCTYPE" in chunk[:_PROLOGUE] or b"<!ENTITY" in chunk[:_PROLOGUE]):
            raise DamagedInputError.contradicts_itself(source, _WHAT, "it declares entities")
        first = False
        seen = tag + chunk
        tag = seen[seen.rfind(b"<") :]
        if len(tag) > _CHUNK:
            raise DamagedInputError.contradicts_itself(source, _WHAT, "a cell of it does not end")
        places.update(_parts_of(_PLACE.findall(seen)))
        cells += chunk.count(b"</c>") + chunk.count(b"</x:c>")
        sheets += len(_SHEET.findall(chunk))
    if sheets > parts:
        raise DamagedInputError.contradicts_itself(source, _WHAT, "it names more sheets than it holds")
    rows, columns = _furthest(places)
    spanned.add(name, rows, columns, cells)


def _check_open_document(spanned: _Spanned, part: IO[bytes]) -> None:
    """Raise InputTooLargeError where filled cells or rows are said to stand there more often than orders do."""
    *span, most = open_document_span(part)
    if most > _MOST_REPEATED:
        raise InputTooLargeError.cells(spanned.source.name, _CONTENT)
    spanned.add(_CONTENT, *span)


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


def _parts_of(places: Iterable[bytes]) -> set[bytes]:
    """Return the numbers of rows and the letters of columns among `places`, each once."""
    distinct = set(places)
    return {place.lstrip(_LETTERS) for place in distinct} | {place.rstrip(_DIGITS) for place in distinct}


def _furthest(places: Iterable[bytes]) -> tuple[int, int]:
    """Return the largest row and the largest column among numbers and letters; 26 columns where all are less."""
    rows, columns = 0, 26
    for place in places:
        if place.isdigit():
            rows = max(rows, int(place))
        else:
            letters = enumerate(reversed(place.upper()))
            columns = max(columns, sum((letter - 64) * 26**at for at, letter in letters))
    return rows, columns
