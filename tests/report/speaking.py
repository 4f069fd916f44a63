"""What there is to say: templates of sayings in the code, columns of rows, and a language that marks what it says."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import clvcli
from clvcli.cli.topics import TABLES
from clvcli.output.figures import Manner
from clvcli.output.words.language import MEANING, Language
from clvcli.output.words.languages import ENGLISH
from clvcli.valuation import basis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.orders.schema import Column

SHOWN = (
    *((module, table) for module, table, _ in TABLES),
    ("clvcli.audiences.schema", "FIGURES"),
    ("clvcli.audiences.schema", "MEMBERS"),
    ("clvcli.audiences.schema", "REASONS"),
    ("clvcli.cli.moving", "MOVES"),
    ("clvcli.cli.moving", "CROSSED"),
    ("clvcli.cli.tables", "SUMMARY"),
    ("clvcli.cli.tables", "AT_A_GLANCE"),
    ("clvcli.cli.tables", "FATES"),
    ("clvcli.cli.tables", "LADDER"),
    ("clvcli.cli.tables", "PEOPLE"),
    ("clvcli.cli.tables", "REJECTS"),
    ("clvcli.cli.tables", "FORMATS"),
)
"""Declared tables of rows that people see: module and name."""

MADE_OF_SIGNS = {"separator.join((f'{{{name}}}' for name in figures))"}
"""Templates of sayings that are no words but the signs between others (`sayings.joined`)."""


def fields(template: str) -> set[tuple[str, str]]:
    """Return what a template has room for: names with the form of the figure."""
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None}


def letters(template: str) -> bool:
    """Tell whether a template says something by itself."""
    return any(char.isalpha() for literal, *_ in Formatter().parse(template) for char in literal)


@cache
def said_in_code() -> frozenset[str]:
    """Return the template of every `Saying` that is made below `output/`."""
    return frozenset(template for call in calls() for template in templates(call.args[0]))


def calls() -> Iterator[ast.Call]:
    """Yield every place where a saying is made of words."""
    for path in sorted(Path(clvcli.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Saying" and not of_signs(node):
                yield node


def of_signs(made: ast.Call) -> bool:
    """Tell whether a saying has no words but those of its parts."""
    return ast.unparse(made.args[0]) in MADE_OF_SIGNS


def templates(said: ast.expr) -> Iterator[str]:
    """Yield the texts an argument may be: it is written out, or one of two that are."""
    if isinstance(said, ast.IfExp):
        yield from (*templates(said.body), *templates(said.orelse))
    else:
        assert isinstance(said, ast.Constant), f"line {said.lineno}: no translator can find {ast.unparse(said)}"
        yield str(said.value)


def columns() -> dict[tuple[str, str], Column]:
    """Return the columns of rows that people see, by name and meaning; the first of a name comes first."""
    tables: list[tuple[Column, ...]] = [getattr(import_module(module), name) for module, name in SHOWN]
    return {(column.name, column.meaning): column for table in tables for column in table}


def further_meanings() -> set[str]:
    """Return what a column means in tables after the first that has its name: looked up by their English text."""
    first: dict[str, str] = {}
    return {meaning for name, meaning in columns() if first.setdefault(name, meaning) != meaning}


def looked_up() -> set[str]:
    """Return every English text that is looked up in `SAYINGS`."""
    return {text for text in said_in_code() if letters(text)} | further_meanings() | set(basis.WORDS)


OPEN, CLOSE = "⟦", "⟧"


WORDS = re.compile(r"\w.*\w|\w", re.DOTALL)
"""From the first letter or digit to the last."""


def marked(template: str) -> str:
    """Return a template whose words stand in ⟦brackets⟧; what is filled in does not, nor signs around it."""
    parts = []
    for literal, name, spec, _ in Formatter().parse(template):
        escaped = literal.replace("{", "{{").replace("}", "}}")
        said = any(map(str.isalpha, literal))
        parts.append(WORDS.sub(rf"{OPEN}\g<0>{CLOSE}", escaped) if said else escaped)
        if name is not None:
            parts.append(f"{{{name}:{spec}}}" if spec else f"{{{name}}}")
    return "".join(parts)


@cache
def probe() -> Language:
    """Return a language that has a word for everything, each in ⟦brackets⟧; its figures have no letters."""
    labels = {f"column.{name}": name for name, _ in columns()}
    meanings = {f"column.{name}{MEANING}": meaning for name, meaning in columns()}
    words = {**labels, **meanings, **ENGLISH.words}
    return Language(
        code="da",
        words={key: marked(text) for key, text in words.items()},
        manner=Manner(locale="da", day="dd-MM-y", month="MM/y"),
        sayings={text: marked(text) for text in looked_up()},
    )
