"""What `explain` can explain, each kind taken from the place where it is declared; nothing is said twice.

The light sources come first: an error is explained without loading the libraries that a column's table needs.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path
from typing import TYPE_CHECKING

from clvcli import errors, notes
from clvcli.cli import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from typer import Context

WIDTH = 80

TABLES = (
    ("clvcli.valuation.schema", "VALUES", "compute"),
    ("clvcli.segments.schema", "SEGMENTS", "segment"),
    ("clvcli.orders.schema", "CANONICAL", "order lines"),
)
"""Module, declared table, and what people call it; a column of several tables is explained by the first."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of topic."""

    title: str
    load: Callable[[], Mapping[str, str]]
    """Name -> text; called only when the earlier sources do not know a word."""

    def names(self) -> list[str]:
        """Return what can be asked for."""
        return list(self.load())

    def text_of(self, word: str) -> str | None:
        """Return the text of a topic, or None; case and dashes do not matter."""
        found = {_folded(name): text for name, text in self.load().items()}
        return found.get(_folded(word))


def sources(ctx: Context) -> list[Source]:
    """Return all kinds of topic, the cheap ones first."""
    return [
        Source("Errors", error_texts),
        Source("Notes", note_texts),
        Source("Settings", lambda: _setting_texts(ctx)),
        Source("Models", model_texts),
        Source("Formats", _format_texts),
        Source("Columns", column_texts),
    ]


def wrapped(text: str, *, indent: str = "") -> str:
    """Return a text broken to the width of a page."""
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def error_classes() -> dict[str, type[errors.ClvError]]:
    """Return every error of the catalogue by its code."""
    found = (value for value in vars(errors).values() if inspect.isclass(value))
    return {
        value.code: value
        for value in sorted((v for v in found if issubclass(v, errors.ClvError)), key=lambda v: v.code)
        if value.code
    }


def error_texts() -> dict[str, str]:
    """Return what each error code means: its class docstring, and the status it ends with."""
    return {
        code: f"{code}\n\n{inspect.getdoc(error)}\n\nExit status {int(error.exit_code)}."
        for code, error in error_classes().items()
    }


def note_texts() -> dict[str, str]:
    """Return what each note code means: the docstring of the function that makes it."""
    texts: dict[str, str] = {}
    for function in ast.parse(inspect.getsource(notes)).body:
        if isinstance(function, ast.FunctionDef):
            for code in _codes_in(function):
                texts[code] = f"{code}\n\n{ast.get_docstring(function) or ''}"
    return dict(sorted(texts.items()))


def _codes_in(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"CLVN\d+", node.value):
            yield node.value


def model_texts() -> dict[str, str]:
    """Return what each model is: the docstring of its module, read without importing it."""
    spec = util.find_spec("clvcli.models")
    folders = spec.submodule_search_locations if spec and spec.submodule_search_locations else []
    files = sorted(file for folder in folders for file in Path(folder).glob("*.py") if file.stem != "__init__")
    texts = {file.stem.replace("_", "-"): ast.get_docstring(ast.parse(file.read_text("utf-8"))) for file in files}
    return {name: f"{name}\n\n{text}" for name, text in texts.items() if text}


def column_texts() -> dict[str, str]:
    """Return what each column of the declared tables holds."""
    texts: dict[str, str] = {}
    for module, table, title in TABLES:
        for column in getattr(import_module(module), table):
            texts.setdefault(column.name, f"{column.name}  (a column of {title})\n\n{wrapped(column.meaning)}")
    return texts


def _setting_texts(ctx: Context) -> dict[str, str]:
    return {
        key.name: f"--{key.name}  {key.variable}\n\n{wrapped(key.meaning)}\n\n"
        + wrapped("For " + ", ".join(sorted(key.commands)) + "; a key of clvcli.toml.")
        for key in settings.keys_of(ctx).values()
    }


def _format_texts() -> dict[str, str]:
    from clvcli.orders.formats import formats

    texts: dict[str, str] = {}
    for known in formats():
        traps = [textwrap.fill(trap, WIDTH, initial_indent="- ", subsequent_indent="  ") for trap in known.traps]
        parts = (f"{known.name}: {known.title}", wrapped(known.source), "\n".join(traps))
        texts[known.name] = "\n\n".join(part for part in parts if part)
    return texts


def _folded(word: str) -> str:
    return word.lower().strip().lstrip("-").replace("-", "_")
