"""The lines of a text that are not simply records: skipped, furniture, parts of a longer record, or rejected.

An open quote may run over several lines, as RFC 4180 allows, unless a line it would swallow is itself a
record of the table: then the quote was never closed, its line is rejected and the next one is read.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clvcli.orders.dictionary import known_name
from clvcli.orders.fields import BY_NAME
from clvcli.orders.reading.cells import TOTAL, is_total
from clvcli.orders.reading.dialect import VALUE, Dialect
from clvcli.orders.reading.records import Broken, Grammar
from clvcli.orders.rejects import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

LONGEST_RECORD = 1 << 20
"""Characters beyond which a record is an accident, e.g. a quote nobody closed: 1 Mi."""

_SHAPE_SAMPLE = 200
"""Regular lines that tell which columns hold values only."""

_VALUE_SHARE = 0.9
"""Share of the filled cells of such a column: a line swallowed by a quote may be in the sample."""

_KEY_KINDS = ("id", "number", "date")

LONGEST_SHOWN = 10_000
"""Characters kept of a line that is too long to be a record."""


@dataclass(frozen=True, slots=True)
class OddLine:
    """A line that is not regular, or looks like furniture."""

    line: int
    text: str
    regular: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """A record left out."""

    line: int
    column: str
    reason: str
    text: str


@dataclass(slots=True)
class Sorted:
    """What became of the odd lines."""

    blank: int = 0
    """Lines with nothing on them."""
    joined: int = 0
    """Lines that continue the record of an earlier one."""
    taken: set[int] = field(default_factory=set)
    """Lines that are not records by themselves."""
    records: list[tuple[int, list[str]]] = field(default_factory=list)
    """Records Polars would misread: the line each starts on, and its cells."""
    rejects: list[Reject] = field(default_factory=list)


def furniture_pattern(grammar: Grammar) -> str:
    """Return the pattern of a line that is blank, holds only separators, or begins with a word for a total."""
    marks = grammar.marks()
    return rf"(?i)^[\s{marks}]*(?:$|{TOTAL}(?:[{marks}]|$))"


def only_skipped(odd: Iterable[OddLine], dialect: Dialect) -> Sorted | None:
    """Return what becomes of `odd` lines where all are blank or furniture, or None."""
    found = Sorted()
    for line in odd:
        if not (_skip(line, dialect, found) or line.regular):
            return None
    return found


def sort_out(
    odd: Sequence[OddLine], dialect: Dialect, bad_lines: Collection[int], lines: Callable[[int, int], list[str]]
) -> Sorted:
    """Return what becomes of the `odd` lines.

    `lines(first, last)` gives the text of any lines of the file, both ends included.
    """
    context = _Context(
        dialect=dialect,
        bad_lines=bad_lines,
        lines=lines,
        uneven=[line.line for line in odd if line.text.count(dialect.grammar.quote) % 2],
        values=_value_columns(dialect, {line.line for line in odd}, lines),
        keys=frozenset(_key_columns(dialect.columns)),
    )
    found = Sorted()
    last = 0
    for line in odd:
        if line.line > last and not _skip(line, dialect, found) and not line.regular:
            last = _settle(line, context, found)
            found.taken.update(range(line.line, last + 1))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What is known of the file while its odd lines are settled."""

    dialect: Dialect
    bad_lines: Collection[int]
    lines: Callable[[int, int], list[str]]
    uneven: list[int]
    """Lines with an odd number of quotes: where a cell over several lines begins or ends."""
    values: frozenset[int]
    """Columns, from 0, that hold numbers, dates or times only."""
    keys: frozenset[int]
    """Columns, from 0, that hold ids, numbers or dates by their name."""


def _skip(line: OddLine, dialect: Dialect, found: Sorted) -> bool:
    """Count a blank line, reject furniture; return whether the line was either."""
    cells = line.text.replace(dialect.grammar.quote, "").split(dialect.grammar.separator)
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        found.blank += 1
    elif line.text == dialect.header or is_total(filled, len(dialect.columns)):
        found.rejects.append(Reject(line.line, "", FURNITURE, line.text))
    else:
        return False
    found.taken.add(line.line)
    return True


def _settle(line: OddLine, context: _Context, found: Sorted) -> int:
    """Make a record or a reject of `line`, and of the lines its quotes enclose; return the last of them."""
    cells = context.dialect.grammar.split(line.text)
    if line.line in context.bad_lines:
        reject = Reject(line.line, "", "bad_bytes", line.text)
    elif len(line.text) > LONGEST_RECORD:
        reject = Reject(line.line, "", "too_long", line.text[:LONGEST_SHOWN])
    elif isinstance(cells, list):
        _file(line.line, cells, line.text, context, found)
        return line.line
    elif cells.fault == "unclosed_quote" and (last := _several_lines(line, context, found)):
        return last
    else:
        reject = Reject(line.line, _name(context.dialect, cells.cell), cells.fault, line.text)
    found.rejects.append(reject)
    return line.line


def _several_lines(line: OddLine, context: _Context, found: Sorted) -> int | None:
    """Join `line` with those up to where its quotes close; return the last, or None where they never do."""
    at = bisect_right(context.uneven, line.line)
    if at == len(context.uneven):
        return None
    last = context.uneven[at]
    if last - line.line > LONGEST_RECORD or any(
        number in context.bad_lines for number in range(line.line, last + 1)
    ):
        return None
    lines = context.lines(line.line, last)
    text = "\n".join(lines)
    cells = context.dialect.grammar.split(text)
    if isinstance(cells, Broken) or len(text) > LONGEST_RECORD:
        return None
    if any(_is_record(swallowed, context) for swallowed in lines[1:]):
        return None
    if any("\n" in cells[key] for key in context.keys | context.values if key < len(cells)):
        return None
    found.joined += last - line.line
    _file(line.line, cells, text, context, found)
    return last


def _file(line: int, cells: list[str], text: str, context: _Context, found: Sorted) -> None:
    """Put a record that is in order apart from its number of cells where it belongs."""
    wanted = len(context.dialect.columns)
    if len(cells) == wanted:
        found.records.append((line, [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]))
    elif len(cells) < wanted:
        column = _name(context.dialect, len(cells))
        found.rejects.append(Reject(line, column, "too_few_fields", text))
    else:
        found.rejects.append(Reject(line, "", "too_many_fields", text))


def _is_record(line: str, context: _Context) -> bool:
    """Whether `line`, its quotes ignored, has all cells, and values where the table has values."""
    cells = line.replace(context.dialect.grammar.quote, "").split(context.dialect.grammar.separator)
    if len(cells) != len(context.dialect.columns):
        return False
    values = [cells[column].strip() for column in context.values]
    return any(values) and all(not value or VALUE.fullmatch(value) for value in values)


def _value_columns(
    dialect: Dialect, odd: Collection[int], lines: Callable[[int, int], list[str]]
) -> frozenset[int]:
    """Return the columns that hold values on nearly all of the first regular lines."""
    first = dialect.first_line
    sample = enumerate(lines(first, first + _SHAPE_SAMPLE + min(len(odd), _SHAPE_SAMPLE)), first)
    records = [
        cells
        for number, line in sample
        if number not in odd and isinstance(cells := dialect.grammar.split(line), list)
    ]
    columns = []
    for column in range(len(dialect.columns)):
        filled = [cell.strip() for record in records if (cell := record[column]).strip()]
        if filled and sum(bool(VALUE.fullmatch(cell)) for cell in filled) >= _VALUE_SHARE * len(filled):
            columns.append(column)
    return frozenset(columns)


def _key_columns(columns: Iterable[str]) -> Iterable[int]:
    for number, name in enumerate(columns):
        known = known_name(name)
        if known in BY_NAME and BY_NAME[known].kind in _KEY_KINDS:
            yield number


def _name(dialect: Dialect, cell: int) -> str:
    return dialect.columns[cell] if cell < len(dialect.columns) else ""
