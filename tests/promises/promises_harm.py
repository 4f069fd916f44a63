"""What would do harm in a file of the tool, found by reading it as the programs do that people open it with."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import html5lib
import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

EVIL = re.compile(r"evil\.example|calc|1\+1|alert\(")
"""What only the hostile shop would say in a formula, a link or a script."""

_RUN_BY_SPREADSHEETS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER_OR_PHONE = re.compile(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?|\+[0-9][0-9 ()-]*")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

_REFERENCES = frozenset({"href", "src", "srcset", "action", "data", "poster", "{http://www.w3.org/1999/xlink}href"})
_FOREIGN = frozenset({"img", "iframe", "object", "embed", "base", "form", "link", "audio", "video", "input"})

_MARKUP = re.compile(r"(?<!\\)<[A-Za-z/!]|(?<!\\)\]\((?!#)|(?<!\\)!\[")
_CODE = re.compile(r"(`+)(?:(?!\1).)+\1")


def of_csv(content: bytes, *, separator: str = ",") -> Iterator[str]:
    """Yield cells that a spreadsheet would run, and what a terminal obeys."""
    text = content.decode()
    if found := _CONTROL.search(text.replace("\t", "") if separator == "\t" else text):
        yield f"control {found[0]!r}"
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    if len({len(row) for row in rows}) > 1:
        yield "rows of different lengths"
    for cell in (cell for row in rows for cell in row):
        if _RUN_BY_SPREADSHEETS.match(cell) and not _NUMBER_OR_PHONE.fullmatch(cell):
            yield f"formula {cell!r}"


def of_tsv(content: bytes) -> Iterator[str]:
    """Yield the same of cells between tabs."""
    return of_csv(content, separator="\t")


def of_json(content: bytes) -> Iterator[str]:
    """Yield constants that JSON does not know, and what a terminal obeys."""
    text = content.decode()
    yield from _obeyed(text)
    found: list[str] = []
    json.loads(text, parse_constant=found.append)
    yield from found


def of_json_lines(content: bytes) -> Iterator[str]:
    """Yield the same of a value a line."""
    for line in content.splitlines():
        yield from of_json(line)


def of_markdown(content: bytes) -> Iterator[str]:
    """Yield markup that is not ours: elements, links and pictures outside code; and what a terminal obeys."""
    text = content.decode()
    yield from _obeyed(text)
    for line in text.splitlines():
        if found := _MARKUP.search(_CODE.sub("", line)):
            yield f"markup {found[0]!r} in {line[:90]!r}"


def of_screen(content: bytes) -> Iterator[str]:
    """Yield what a terminal obeys but for colours."""
    yield from _obeyed(_COLOUR.sub("", content.decode()).replace("\r\n", "\n"))


def of_page(content: bytes) -> Iterator[str]:
    """Yield what a browser would run, fetch or follow, and where the page is not what the standard asks for."""
    text = content.decode()
    yield from _obeyed(text)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    yield from (f"not valid: {error[1]}" for error in parser.errors)
    scripts = [element for element in tree.iter("script") if EVIL.search(element.text or "")]
    yield from ("script of the data" for _ in scripts)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield "a comment"
            continue
        if element.tag in _FOREIGN:
            yield f"element {element.tag}"
        for name, value in element.attrib.items():
            if str(name).startswith("on"):
                yield f"attribute {name}"
            if name in _REFERENCES and not value.startswith(("#", "data:image/")):
                yield f"{name} to {value[:60]!r}"


def of_workbook(content: bytes) -> Iterator[str]:
    """Yield formulas of the data, links that lead out, parts that are no XML, and what no workbook may hold."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if "external" in name.casefold() or name.endswith(".bin"):
                yield f"part {name}"
            xml = parts.read(name).decode()
            if 'TargetMode="External"' in xml:
                yield f"{name} leads out"
            try:
                ET.fromstring(xml)  # noqa: S314  (written by the tool under test)
            except ET.ParseError as fault:
                yield f"{name}: {fault}"
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f" and EVIL.search(str(cell.value)):
                yield f"formula {cell.value!r} in {sheet.title}"
            if cell.data_type == "e":
                yield f"error {cell.value!r} in {sheet.title}"


def _obeyed(text: str) -> Iterator[str]:
    for pattern in (_CONTROL, _TURNING):
        if found := pattern.search(text):
            yield f"{found[0]!r} after {text[max(0, found.start() - 40) : found.start()]!r}"


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "csv": of_csv,
    "tsv": of_tsv,
    "json": of_json,
    "jsonl": of_json_lines,
    "md": of_markdown,
    "table": of_screen,
    "html": of_page,
    "xlsx": of_workbook,
}
"""Format -> what reads it for harm."""


def harm_in(content: bytes, format_: str) -> list[str]:
    """Return what would do harm in a file of a format, each thing once."""
    return sorted(set(READERS[format_](content)))
