"""How a text is laid out: its separator, its quotes, and the line its columns are named on.

Decided from a sample by evidence, and said; a line is never skipped unless the header under it is recognised.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.errors import DialectOptionError, HeaderUnclearError, InputTooLargeError, SeparatorUnclearError
from clvcli.orders.dictionary import known_name
from clvcli.orders.reading.cells import MOST_COLUMNS, unique_names
from clvcli.orders.reading.records import NO_QUOTE, Broken, Grammar
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clvcli.orders.reading.encoding import Text

BLANKS = Saying("blanks")
"""`--separator blanks`: columns aligned with runs of blanks."""

_SEPARATORS = (",", ";", "\t", "|")
_NAMES = {"tab": "\t", r"\t": "\t"}
_WORDS = {",": Saying("comma"), ";": Saying("semicolon"), "\t": Saying("tab"), "|": Saying("bar")}

_SAMPLE_RECORDS = 200
_LONGEST_SAMPLE_RECORD = 50
"""Lines that a quoted cell of the sample may run over."""

_HEADER_NAMES = 3
"""Known names that make a line below others the header."""

_DATA_VALUES = 2
"""Values that make a line above a header data: a title or a fact about the export has one at most."""

_HEADER_WITHIN = 30
"""Records within which the header is looked for."""

_LEAST_SHARE = 0.5
"""Share of the sampled records that must have the usual number of cells."""

VALUE = re.compile(r"[-+]?[\d][\d\s.,:/TZ+%-]*")
"""A number, a date or a time: what no column is called and no line break stands in."""

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
"""An address: what no column is called either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The layout of one text."""

    grammar: Grammar
    columns: tuple[str, ...]
    """Unique names, one per cell of a regular line."""
    header: str
    """The line the columns are named on, empty where there is none."""
    first_line: int
    """The line that data begin on, counted from 1."""
    headless: bool
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    last_line: int
    text: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a grammar cuts the sample."""

    grammar: Grammar
    records: list[_Record]
    usual: int
    share: float
    known: int
    """Known names on the best line among the first."""

    @property
    def rank(self) -> tuple[int, float, int]:
        """What the likeliest dialect has most of."""
        return min(self.known, _HEADER_NAMES), round(self.share, 1), self.usual


def recognised(text: Text, separator: str | None) -> Dialect:
    """Return the layout of `text`, by `separator` or by the evidence of its first 256 KiB.

    Raises SeparatorUnclearError, HeaderUnclearError and DialectOptionError.
    """
    fit = _best(text, ("\t",) if text.aligned else _candidates(separator), given=separator is not None)
    at, known = header_place([record.cells for record in fit.records])
    first = fit.records[0].cells
    if at == 0 and len(first) == fit.usual and is_headless(first):
        return _headless(text, fit, separator)
    header = fit.records[at]
    width = _width(text, header, fit.records[at + 1 :])
    decisions = [_separator_decision(text, fit.grammar, separator)]
    if at:
        because = Saying("{count} known names on it; the lines above it left out", count=known)
        decisions.append(
            Decision(
                subject=Saying("header"),
                value=Saying("line {line}", line=header.line),
                how="detected",
                because=because,
                source=text.name,
            )
        )
    return Dialect(
        grammar=fit.grammar,
        columns=unique_names(header.cells, width),
        header=header.text,
        first_line=header.last_line + 1,
        headless=False,
        decisions=tuple(decisions),
    )


def aligned_with_blanks(text: Text, separator: str | None) -> bool:
    """Whether the columns of `text` are aligned with runs of blanks (and nothing else separates them)."""
    if separator is not None:
        return separator == BLANKS
    lines = [line.split() for line in text.head.splitlines()[:_SAMPLE_RECORDS] if line.strip()]
    if any(sign in text.head for sign in (*_SEPARATORS, '"')) or not lines:
        return False
    counts = {len(cells) for cells in lines}
    return len(counts) == 1 and counts.pop() > 1 and sum(map(_is_values, lines)) >= len(lines) - 1


def known_names(cells: Iterable[str]) -> set[str]:
    """Return the fields that `cells` name."""
    return {name for cell in cells if (name := known_name(cell))}


def header_place(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return the place of the header among the first `rows`, and how many known names are on it.

    It is the first row, unless that names fewer than three fields and a later one names three, with no row of
    data above it.  Of several rows of names above the data it is the one that names most.
    """
    rows = rows[:_HEADER_WITHIN]
    known = [len(known_names(cells)) for cells in rows]
    first = next((at for at, names in enumerate(known) if names >= _HEADER_NAMES), 0)
    if any(_is_data(cells, rows[first]) for cells in rows[:first]):
        return 0, known[0]
    names_end = next((at for at in range(first, len(rows)) if _values_in(rows[at])), len(rows))
    place = max(range(first, max(names_end, first + 1)), key=known.__getitem__)
    return place, known[place]


def is_headless(cells: Sequence[str]) -> bool:
    """Whether the first row of a table holds values, and hardly a name of a field."""
    known = len(known_names(cells))
    return known < _HEADER_NAMES and _values_in(cells) > known


def _values_in(cells: Iterable[str]) -> int:
    texts = (cell.strip() for cell in cells)
    return sum(VALUE.fullmatch(text) is not None or EMAIL.fullmatch(text) is not None for text in texts)


def _is_data(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether `cells` fill the columns of `header`, some of them with values."""
    filled, named = (sum(bool(cell.strip()) for cell in row) for row in (cells, header))
    return 2 * filled > named and _values_in(cells) >= _DATA_VALUES


def _is_values(cells: Iterable[str]) -> bool:
    return all(VALUE.fullmatch(cell) for cell in cells)


def _candidates(separator: str | None) -> tuple[str, ...]:
    if separator is None:
        return _SEPARATORS
    given = _NAMES.get(separator, separator)
    if len(given) != 1 or given in "\"'\r\n" or given.isalnum():
        raise DialectOptionError.separator(separator)
    return (given,)


def _best(text: Text, separators: tuple[str, ...], *, given: bool) -> _Fit:
    lines = text.head.split("\n")
    if not text.whole and len(lines) > 1:
        lines.pop()
    lines = [line.removesuffix("\r") for line in lines]
    fits = [_fit(lines, Grammar(separator, _quote(text.head, lines, separator))) for separator in separators]
    if not given:
        fits = [fit for fit in fits if fit.usual > 1 and fit.share >= _LEAST_SHARE]
    if not fits:
        raise SeparatorUnclearError.none(text.name)
    best = max(fits, key=lambda fit: fit.rank)
    if best.usual > MOST_COLUMNS:
        raise InputTooLargeError.columns(text.name, best.usual)
    equal = [fit.grammar.separator for fit in fits if fit.rank == best.rank]
    if len(equal) > 1:
        raise SeparatorUnclearError.several(text.name, [_WORDS.get(sign, sign) for sign in equal])
    return best


def _quote(head: str, lines: list[str], separator: str) -> str:
    """Return the apostrophe where it, and never the double quote, encloses cells of the sample.

    Between tabs, where programs need no quotes, most may stand in the text of cells and break what quotes enclose:
    then nothing quotes.
    """
    around = re.escape(separator)

    def enclosed(quote: str) -> int:
        """Return how many cells of the head a quote encloses."""
        cells = rf"(?:^|{around}){quote}(?:[^{quote}\n]|{quote}{quote})*{quote}(?={around}|\r?$)"
        return len(re.findall(cells, head, re.MULTILINE))

    if separator == "\t" and _stray_quotes(head) > enclosed('"') and _breaks(lines, Grammar(separator, '"')):
        return NO_QUOTE
    return "'" if enclosed("'") > 1 and not enclosed('"') else '"'


def _breaks(lines: list[str], grammar: Grammar) -> bool:
    """Tell whether a record of the sample breaks the grammar."""
    return any(isinstance(grammar.split(record.text), Broken) for record in _records(lines, grammar))


def _stray_quotes(head: str) -> int:
    """Count double quotes that enclose no cell between tabs: inside of one, or at an end that nothing began."""
    inside = len(re.findall(r'[^\t\n"]"(?=[^\t\r\n"])', head))
    begun = len(re.findall(r'(?:^|\t)"[^\t\n"]*\r?$', head, re.MULTILINE))
    ended = len(re.findall(r'(?:^|\t)[^\t\n"]+"(?=\t|\r?$)', head, re.MULTILINE))
    return inside + max(ended - begun, 0)


def _fit(lines: list[str], grammar: Grammar) -> _Fit:
    records = list(_records(lines, grammar))
    counts = Counter(len(record.cells) for record in records)
    usual, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    known = max((len(known_names(record.cells)) for record in records[:_HEADER_WITHIN]), default=0)
    return _Fit(grammar, records, usual, times / max(len(records), 1), known)


def _records(lines: list[str], grammar: Grammar) -> Iterable[_Record]:
    """Yield the records of the sample; a line that breaks the grammar stands for itself."""
    at = 0
    for _ in range(_SAMPLE_RECORDS):
        while at < len(lines) and not lines[at].strip():
            at += 1
        if at >= len(lines):
            return
        for size in range(1, _LONGEST_SAMPLE_RECORD + 1):
            text = "\n".join(lines[at : at + size])
            cells = grammar.split(text)
            if not isinstance(cells, Broken) or text.count(grammar.quote) % 2 == 0:
                break
        if isinstance(cells, Broken):
            size, text = 1, lines[at]
            cells = text.split(grammar.separator)
        yield _Record(at + 1, at + size, text, cells)
        at += size


def _width(text: Text, header: _Record, below: list[_Record]) -> int:
    """Return the number of cells of a regular line: those named, and those that are empty on every line."""
    named = len(header.cells)
    if not below:
        return named
    counts = Counter(len(record.cells) for record in below)
    usual, _ = counts.most_common(1)[0]
    extra = [cell for record in below for cell in record.cells[named:]]
    if usual > named and not any(cell.strip() for cell in extra):
        return usual
    if named not in counts and len(below) > 1:
        raise HeaderUnclearError.at(text.name, header.line, named, usual)
    return named


def _headless(text: Text, fit: _Fit, separator: str | None) -> Dialect:
    none = Decision(
        subject=Saying("header"),
        value=Saying("none"),
        how="detected",
        because=Saying("values on the first line"),
        source=text.name,
    )
    return Dialect(
        grammar=fit.grammar,
        columns=unique_names([], fit.usual),
        header="",
        first_line=1,
        headless=True,
        decisions=(_separator_decision(text, fit.grammar, separator), none),
    )


def _separator_decision(text: Text, grammar: Grammar, separator: str | None) -> Decision:
    return Decision(
        subject=Saying("separator"),
        value=BLANKS if text.aligned else _WORDS.get(grammar.separator, grammar.separator),
        how="detected" if separator is None else "set",
        source=text.name,
    )
