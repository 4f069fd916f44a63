"""The page of promises: each in a sentence, with the tests that show it; `make docs` writes it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parents[1] / "tests" / "promises"

_NAME = re.compile(r"test_([rs]\d\d)_(\w+)")


class Shown(NamedTuple):
    """A test of a promise."""

    id: str
    """`R01`."""
    what: str
    """Its name, as a sentence."""
    file: str
    sentence: str
    """Its docstring; empty where it has none."""


def shown() -> Iterator[Shown]:
    """Yield the tests of all promises, file by file, as they stand there."""
    for path in sorted(TESTS.glob("test_promises_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (name := _NAME.fullmatch(node.name)):
                sentence = " ".join((ast.get_docstring(node) or "").split())
                yield Shown(name[1].upper(), name[2].replace("_", " "), path.name, sentence)


def promises(letter: str) -> str:
    """Return a Markdown table of the promises whose ids begin with `letter`."""
    by_id: dict[str, list[Shown]] = {}
    for test in shown():
        if test.id.startswith(letter):
            by_id.setdefault(test.id, []).append(test)
    lines = ["| id | promise | shown by |", "| --- | --- | --- |"]
    for name, tests in sorted(by_id.items()):
        cells = (name, next((test.sentence for test in tests if test.sentence), ""), _proofs(tests))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _proofs(tests: list[Shown]) -> str:
    """Return what tests show, behind the file they stand in; first the file that says the promise."""
    by_file: dict[str, list[Shown]] = {}
    for test in tests:
        by_file.setdefault(test.file, []).append(test)
    files = sorted(by_file.items(), key=lambda each: not any(test.sentence for test in each[1]))
    return "<br>".join(
        f"[{file.removeprefix('test_promises_').removesuffix('.py')}](../tests/promises/{file}): "
        + "; ".join(test.what for test in of_file)
        for file, of_file in files
    )
