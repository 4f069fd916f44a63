"""The pollutions of Pollock (Vitagliano et al., PVLDB 16, 2023) on a table of orders, one a file.

A weight is the number of files, of the 3,712 surveyed there, that show the pollution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pollution.pollution_judge import Case, case
from tests.pollution.pollution_orders import HEADER, ROWS, joined, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

WEIGHTS = {
    "empty file": 15,
    "no final newline": 184,
    "two final newlines": 5,
    "no header": 470,
    "several header rows": 94,
    "preamble": 282,
    "second table": 188,
    "header only": 3,
    "one row": 4,
    "separator missing": 338,
    "separator extra": 338,
    "unescaped quote": 8,
    "line feed": 1_691,
    "carriage return": 7,
    "semicolon": 834,
    "tab": 4,
    "blank": 4,
    "comma and blank": 101,
    "row cut by blanks": 12,
    "apostrophe as quote": 11,
    "backslash escape": 1,
    "quote not escaped": 7,
}

HIT = (17, 0, len(ROWS) - 1)
"""Rows that get a fault: one between, the first and the last."""

WIDTH = len(HEADER)


def pollock_cases() -> Iterator[Case]:
    """Yield one case for each pollution, and for those of a row or cell one for each row of HIT and column."""
    yield from _of_file()
    yield from _of_table()
    yield from _of_rows()
    yield from _of_structure()


def _of_file() -> Iterator[Case]:
    lines = lines_of()
    yield case("empty file", "no byte", b"", promise="refused")
    yield case("no final newline", "LF", joined(lines)[:-1])
    yield case("no final newline", "CRLF", joined(lines, "\r\n")[:-2])
    yield case("two final newlines", "LF", joined(lines) + b"\n")
    yield case("two final newlines", "CRLF", joined(lines, "\r\n") + b"\r\n")
    yield case("header only", "with newline", joined(lines[:1]), promise="refused")
    yield case("one row", "first", joined(lines[:2]), rows=tuple(ROWS[:1]))


def _of_table() -> Iterator[Case]:
    header, *lines = lines_of()
    count = len(lines)
    yield case("no header", "values", joined(lines), lines=tuple(range(1, count + 1)))
    groups = "Customer,Order,,Article,,,Money"
    units = ",,yyyy-mm-dd,,,pcs,DKK"
    for name, heads in {
        "groups above": [groups, header],
        "units below": [header, units],
        "header twice": [header, header],
        "groups and units": [groups, header, units],
        "header three times": [header] * 3,
    }.items():
        yield case("several header rows", name, joined([*heads, *lines]), lines=_from(len(heads) + 1))
    for name, above in {
        "title": ["Orders 2023"],
        "title and blank": ["Orders 2023", ""],
        "title cut to width": ["Orders 2023,,,,,,"],
        "facts": ["Shop,Nordlys", "Exported,2024-01-01", ""],
        "comment": ["# exported by kasse 4, all shops"],
    }.items():
        yield case("preamble", name, joined([*above, header, *lines]), lines=_from(len(above) + 2))
    for name, table in {
        "fewer columns": ["shop,city", "Nordlys,Aarhus", "Sydhavn,Odense"],
        "more columns": ["a,b,c,d,e,f,g,h,i", "1,2,3,4,5,6,7,8,9", "1,2,3,4,5,6,7,8,9"],
        "same number of columns": ["shop,city,opened,code,manager,staff,area", "Nordlys,Aarhus,x,1,Ina,4,kr", "Syd,Odense,y,2,Bo,3,kr"],
    }.items():  # fmt: skip
        yield case("second table", name, joined([header, *lines, *table]))
        yield case("second table", f"{name}, after a blank line", joined([header, *lines, "", *table]))


def _of_rows() -> Iterator[Case]:
    for row in HIT:
        for column in range(WIDTH - 1):
            lines = lines_of()
            lines[row + 1] = _without_separator(ROWS[row].cells(), column)
            yield case(
                "separator missing", f"row {row}, after {HEADER[column]}", joined(lines), at_risk=frozenset({row})
            )
        for column in range(WIDTH + 1):
            lines = lines_of()
            cells = [_quoted(cell) for cell in ROWS[row].cells()]
            lines[row + 1] = ",".join([*cells[:column], "", *cells[column:]])
            yield case(
                "separator extra",
                f"row {row}, before {[*HEADER, 'end'][column]}",
                joined(lines),
                at_risk=frozenset({row}),
            )
        for column in range(WIDTH):
            for place in ("begin", "middle", "end") if row == HIT[0] else ("begin",):
                lines = lines_of()
                cells = [_quoted(cell) for cell in ROWS[row].cells()]
                cells[column] = _with_quote(cells[column], place)
                lines[row + 1] = ",".join(cells)
                name = f"row {row}, {place} of {HEADER[column]}"
                yield case("unescaped quote", name, joined(lines), at_risk=frozenset({row}), promise="either")
        lines = lines_of()
        lines[row + 1] = " ".join(_quoted(cell, " ") for cell in ROWS[row].cells())
        yield case("row cut by blanks", f"row {row}", joined(lines), at_risk=frozenset({row}))


def _of_structure() -> Iterator[Case]:
    lines = lines_of()
    yield case("line feed", "throughout", joined(lines))
    yield case("line feed", "CRLF throughout", joined(lines, "\r\n"))
    yield case("line feed", "LF and CRLF mixed", joined(lines[:9]) + joined(lines[9:], "\r\n"))
    yield case("carriage return", "throughout", joined(lines, "\r"))
    for kind, separator in {"semicolon": ";", "tab": "\t", "blank": " "}.items():
        yield case(kind, "throughout", joined(lines_of(separator=separator)), promise="either")
    yield case("semicolon", "bar", joined(lines_of(separator="|")))
    header = lines[0]
    spaced = [", ".join(_quoted(cell) for cell in row.cells()) for row in ROWS]
    yield case("comma and blank", "header too", joined([header.replace(",", ", "), *spaced]))
    yield case("comma and blank", "header plain", joined([header, *spaced]))
    yield case("apostrophe as quote", "where needed", joined(lines_of(quote="'")))
    every = [",".join(f"'{cell}'" for cell in record) for record in _records()]
    yield case("apostrophe as quote", "everywhere", joined(every))
    escaped = [",".join(_backslashed(cell) for cell in record) for record in _records()]
    yield case("backslash escape", "quotes", joined(escaped), at_risk=_with_quotes(), promise="either")
    bare = [",".join(f'"{cell}"' for cell in record) for record in _records()]
    yield case("quote not escaped", "all cells quoted", joined(bare), at_risk=_with_quotes(), promise="either")


def _records() -> list[list[str]]:
    return [list(HEADER), *(row.cells() for row in ROWS)]


def _with_quotes() -> frozenset[int]:
    return frozenset(number for number, row in enumerate(ROWS) if '"' in row.product)


def _backslashed(cell: str) -> str:
    escaped = cell.replace('"', '\\"')
    return f'"{escaped}"' if escaped != cell or "," in cell else cell


def _quoted(cell: str, separator: str = ",") -> str:
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in (separator, '"')) else cell


def _without_separator(cells: list[str], column: int) -> str:
    merged = [*cells[:column], cells[column] + cells[column + 1], *cells[column + 2 :]]
    return ",".join(_quoted(cell) for cell in merged)


def _with_quote(cell: str, place: str) -> str:
    if place == "begin":
        return f'"{cell}'
    return f'{cell}"' if place == "end" else f'{cell[:2]}"{cell[2:]}'


def _from(line: int) -> tuple[int, ...]:
    return tuple(range(line, line + len(ROWS)))
