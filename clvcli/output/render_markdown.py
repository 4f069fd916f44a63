"""The report as Markdown: GitHub tables with every row and column, data text escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clvcli.output.document import NUMERIC
from clvcli.output.marks import legends, marked
from clvcli.output.terminal import safe
from clvcli.output.words.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.output.document import Column, Document, Line, Phrase, Section, Table
    from clvcli.output.words.language import Language

SPECIAL = re.compile(r"[\\`*{}\[\]<>#|~$!&]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
"""Characters that Markdown or the HTML behind it would run; an underscore inside a word is harmless."""

BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Control characters and line breaks: a cell is one line, whatever the data hold."""


def render_markdown(document: Document, language: Language = ENGLISH) -> str:
    """Return the document as GitHub Markdown, one newline at the end, no trailing blanks."""
    blocks = [f"# {escaped(language.say(document.title))}"]
    blocks.append(_list(document.context, language))
    for section in document.sections:
        blocks.extend(_section(section, language, named=document.several_currencies))
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line; what turns text round is shown, not done."""
    return SPECIAL.sub(r"\\\g<0>", safe(BREAKS.sub(" ", text))).strip()


def code(text: str) -> str:
    """Return text as inline code, fenced by more backticks than it holds."""
    text = safe(BREAKS.sub(" ", text))
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _section(section: Section, language: Language, *, named: bool) -> Iterator[str]:
    unit = f" ({escaped(section.unit)})" if named and section.unit else ""
    yield f"## {escaped(language.title(section.id))}{unit}"
    if section.missing:
        yield f"_{escaped(language.say(section.missing))}_"
    if section.answer:
        yield "**" + escaped(" ".join(language.say(phrase) for phrase in section.answer)) + "**"
    if section.key_figures:
        yield _key_figures(section, language)
        yield from (escaped(language.term(key)) for key in legends(each.flag for each in section.key_figures))
    if section.lines:
        yield "\n".join(f"{number}. {_line(line, language)}" for number, line in enumerate(section.lines, 1))
    for table in section.tables:
        if table.title:
            yield f"### {escaped(language.say(table.title))}"
        yield _table(table, language)
        yield from (escaped(language.term(key)) for key in legends(table.flags.values()))
    if section.notes:
        yield _list(section.notes, language)


def _list(phrases: tuple[Phrase, ...], language: Language) -> str:
    return "\n".join(f"- {escaped(language.say(phrase))}" for phrase in phrases)


def _line(line: Line, language: Language) -> str:
    proof = f" ({escaped(language.title(line.proof))})" if line.proof else ""
    command = f" {code(line.command)}" if line.command else ""
    return escaped(language.say(line.phrase)) + proof + command


def _key_figures(section: Section, language: Language) -> str:
    """Return the key figures, with what they were before where that is known of any."""
    shown = section.key_figures
    before = [language.show(each.before) if each.before is not None else "" for each in shown]
    values = [marked(language.show(each.figure), each.flag) or language.term("unknown") for each in shown]
    columns = [
        ("key_figure", "---", [language.term(each.id) for each in shown]),
        ("value", "---:", values),
        *([("figure_before", "---:", before)] if any(before) else []),
        ("meaning", "---", [language.say(each.meaning) for each in shown]),
    ]
    heads, rules, cells = zip(*columns, strict=True)
    rows = [[escaped(cell) for cell in row] for row in zip(*cells, strict=True)]
    return _grid([language.term(head) for head in heads], list(rules), rows)


def _table(table: Table, language: Language) -> str:
    head = [escaped(language.heading(column)) for column in table.columns]
    rules = ["---:" if column.kind in NUMERIC else "---" for column in table.columns]
    rows = [
        [_cell(table, number, column, language) for column in table.columns] for number in range(len(table.rows))
    ]
    return _grid(head, rules, rows)


def _cell(table: Table, row: int, column: Column, language: Language) -> str:
    text = language.cell(table.rows[row][table.position(column.key)], column)
    return escaped(marked(text, table.flags.get((row, column.key))))


def _grid(head: list[str], rules: list[str], rows: list[list[str]]) -> str:
    lines = [head, rules, *rows]
    return "\n".join("|" + "|".join(f" {cell} " if cell else " " for cell in line) + "|" for line in lines)
