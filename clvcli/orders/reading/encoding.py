"""In which encoding a text was written, proved from its bytes; never lossy.

In this order: `--encoding`; a byte order mark; zero bytes at every second place (UTF-16); strict UTF-8, which may
be UTF-8 that was taken for Windows-1252 and written once more;
Windows-1252 where every byte is defined in it and its letters stand inside words.  A text that is UTF-8
except for some lines stays UTF-8, and those lines are rejected.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.errors import DialectOptionError, EncodingUnclearError, NotATableError
from clvcli.orders.reading.sources import HEAD_BYTES
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.orders.reading.sources import Source

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The longer first: the mark of UTF-32 begins with that of UTF-16."""

_UTF8_NAMES = ("utf-8", "utf-8-sig")

_WESTERN = frozenset("æøåÆØÅäöüÄÖÜßéÉèÈêÊëáÁàÀâÂíîïóÓôúûñÑçÇ")
"""Letters of the Nordic and West-European languages as they occur in names and products."""

_SIGNS = "€£§°´–—‘’“”…«»½²®™·\xa0"
"""Signs of the same encoding that stand beside words and say nothing of the language."""

_WESTERN_SHARE = 0.8
"""Czech or Polish read as Windows-1252 gives mostly other letters and signs inside words."""

_WRITTEN_TWICE = re.compile("Ã[¦¸¥†˜…¤¶¼„–œŸ©]".encode())
"""Nordic and German letters as `Ã¦` and its kin."""

_SAME_IN_ALL = re.compile(rb"\xa0|[\x80\xa3](?=[\s\xa0]?[0-9])|(?<=[0-9])[\s\xa0]?\x80")
"""A no-break space, and the signs of euro and pound beside a number."""

_ASCII_PER_LETTER = 1.0
"""Plain letters per letter beyond ASCII in the words that hold one; Cyrillic and Greek have none."""

_LINE_END = re.compile(rb"\r\n?|\n")
_LETTERS = frozenset(range(0x80, 0x100)) | frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_BETWEEN_WORDS = bytes(code if code in _LETTERS else ord(" ") for code in range(0x100))
"""Maps all that is neither a letter nor beyond ASCII to a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in UTF-8 with lines that end in LF or CRLF."""

    name: str
    content: Path | bytes
    """What Polars scans: the file itself where it is as it should be."""
    head: str
    """The first 256 KiB, without byte order mark."""
    whole: bool
    """Whether `head` is all there is."""
    bad_lines: frozenset[int] = frozenset()
    """Lines, counted from 1, that held bytes which are not UTF-8; these stand escaped in `content`."""
    aligned: bool = False
    """Whether runs of blanks separated the cells; in `content` tabs do."""
    decisions: tuple[Decision, ...] = ()


def as_text(source: Source, encoding: str | None) -> Text:
    """Return `source` as UTF-8, by `encoding` or by the evidence of its first 256 KiB.

    UTF-8 beyond these is proved by whoever scans the text; where it is not, `not_utf8` decides.
    Raises EncodingUnclearError, NotATableError (zero bytes) and DialectOptionError.
    """
    if encoding is not None:
        return _as_set(source, encoding)
    head = source.head()
    for bom, name in _BOMS:
        if head.startswith(bom):
            return _transcoded(source, name, Decision(subject=Saying("encoding"), value=name, how="detected"))
    wide = _utf16_without_mark(head)
    if wide:
        return _transcoded(source, wide, Decision(subject=Saying("encoding"), value=wide, how="detected"))
    if not _is_utf8(head, whole=len(head) >= source.size()):
        return not_utf8(source)
    if _WRITTEN_TWICE.search(head) and (twice := _written_twice(source)):
        return twice
    return _utf8(source, head, Decision(subject=Saying("encoding"), value="utf-8", how="detected"))


def not_utf8(source: Source) -> Text:
    """Return a text that is not UTF-8 throughout: as Windows-1252, or as UTF-8 with bad lines.

    Raises EncodingUnclearError where the bytes prove neither.
    """
    data = source.content()
    first = _first_bad_line(data)
    if _is_western(data):
        proved = Decision(
            subject=Saying("encoding"), value="cp1252", how="detected", because=Saying("line {line}", line=first)
        )
        return _transcoded(source, "cp1252", proved)
    bad = _bad_lines(data)
    foreign = sum(not line.isascii() for line in data.split(b"\n"))
    if foreign <= 2 * len(bad):
        raise EncodingUnclearError.at(source.name, first)
    return _with_bad_lines(source, data, bad, how="detected")


def _as_set(source: Source, encoding: str) -> Text:
    try:
        name = codecs.lookup(encoding).name
        io.TextIOWrapper(io.BytesIO(), encoding=name)  # what is called an encoding may be none of text
    except LookupError as error:
        raise DialectOptionError.encoding(encoding) from error
    decided = Decision(subject=Saying("encoding"), value=name, how="set")
    if name not in _UTF8_NAMES:
        return _transcoded(source, name, decided)
    data = source.content()
    bad = _bad_lines(data)
    return _with_bad_lines(source, data, bad, how="set") if bad else _utf8(source, source.head(), decided)


def _utf8(source: Source, head: bytes, decided: Decision) -> Text:
    whole = len(head) >= source.size()
    text = codecs.getincrementaldecoder("utf-8")().decode(head, final=whole).removeprefix("\ufeff")
    if not _ends_in_carriage_return(head):
        return _made(source, source.scannable(), text, whole=whole, decided=decided)
    content = _with_line_feeds(source.content())
    return _made(source, content, _with_line_feeds(text.encode()).decode(), whole=whole, decided=decided)


def _transcoded(source: Source, encoding: str, decided: Decision) -> Text:
    data = source.content()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingUnclearError.contradicted(source.name, line, encoding) from error
    content = _with_line_feeds(text.removeprefix("\ufeff").encode())
    return _beginning(source, content, decided)


def _written_twice(source: Source) -> Text | None:
    """Return the text that was UTF-8 before a program took it for Windows-1252, or None where not all of it was."""
    try:
        content = source.content().decode("utf-8-sig").encode("cp1252")
        content.decode()
    except UnicodeError:
        return None
    why = Saying("its letters were `Ã¦` and the like")
    decided = Decision(
        subject=Saying("encoding"), value=Saying("utf-8, written twice"), how="detected", because=why
    )
    return _beginning(source, _with_line_feeds(content), decided)


def _with_bad_lines(source: Source, data: bytes, bad: frozenset[int], *, how: str) -> Text:
    content = _with_line_feeds(data.decode("utf-8", "backslashreplace").encode())
    decided = Decision(
        subject=Saying("encoding"),
        value="utf-8",
        how="set" if how == "set" else "detected",
        because=Saying("except line {line}", line=min(bad)),
    )
    return replace(_beginning(source, content, decided), bad_lines=bad)


def _beginning(source: Source, content: bytes, decided: Decision) -> Text:
    """Return a text held in memory; of its last character only the beginning may be in the head."""
    head = content[:HEAD_BYTES].decode(errors="ignore").removeprefix("\ufeff")
    return _made(source, content, head, whole=len(content) <= HEAD_BYTES, decided=decided)


def _made(source: Source, content: Path | bytes, head: str, *, whole: bool, decided: Decision) -> Text:
    if "\0" in head:
        raise NotATableError.nul_byte(source.name, head.count("\n", 0, head.index("\0")) + 1)
    said = replace(decided, source=source.name)
    return Text(name=source.name, content=content, head=head, whole=whole, decisions=(*source.decisions, said))


def _ends_in_carriage_return(data: bytes) -> bool:
    """Whether the first line ends in CR alone, as old Macintosh programs write it."""
    end = _LINE_END.search(data)
    return end is not None and end.group() == b"\r"


def _with_line_feeds(data: bytes) -> bytes:
    """Return `data` with LF where its lines end in CR alone."""
    return _LINE_END.sub(b"\n", data) if _ends_in_carriage_return(data) else data


def _is_utf8(head: bytes, *, whole: bool) -> bool:
    """Whether `head` is UTF-8; where it is not the whole file it may end within a character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(head: bytes) -> str | None:
    """Return the UTF-16 that zero bytes at odd (little endian) or even places prove, or None."""
    if len(head) % 2:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 4 > len(head) and not odd else None


def _first_bad_line(data: bytes) -> int:
    """Return the line of the first byte that is not UTF-8, 0 where there is none."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0


def _bad_lines(data: bytes) -> frozenset[int]:
    return frozenset(number for number, line in enumerate(data.split(b"\n"), 1) if not _is_strict_utf8(line))


def _is_strict_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_western(data: bytes) -> bool:
    """Whether Windows-1252 is proved: defined bytes only, its letters typical and inside plain words.

    Signs that mean the same in all Western encodings are proof enough where there is nothing else.
    """
    if _SAME_IN_ALL.sub(b"", data).isascii():
        return True
    try:
        found = {word for word in data.translate(_BETWEEN_WORDS).split(b" ") if not word.isascii()}
        words = [word.decode("cp1252").strip(_SIGNS) for word in found]
    except UnicodeDecodeError:
        return False
    beyond = [c for word in words for c in word if not c.isascii()]
    western = sum(c in _WESTERN for c in beyond)
    plain = sum(c.isascii() for word in words if not _WESTERN.isdisjoint(word) for c in word)
    return western > 0 and western >= _WESTERN_SHARE * len(beyond) and plain >= _ASCII_PER_LETTER * western
