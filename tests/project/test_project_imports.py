"""What a static graph of imports cannot say: what is loaded at run time, and who writes to the streams."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "clvcli"
SOURCES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"polars", "pyarrow", "numpy", "scipy", "rich"}
CATALOGUES = {"errors.py", "orders/dictionary.py"}
"""Files that are one long table of like entries; they are read by looking up, not from top to bottom."""

NAMES_STDERR = {"output/terminal.py", "output/diagnostics.py"}
"""The one that finds the streams of the process, and the one that writes messages."""

SLOW_TO_IMPORT = {"scipy.stats", "scipy.optimize"}


def room(source: Path) -> str:
    """Return the room of a source file: its path inside the package."""
    return source.relative_to(PACKAGE).as_posix()


def imported(tree: ast.Module) -> set[str]:
    """Return the dotted names a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def streams_touched(tree: ast.Module) -> set[str]:
    """Return which of print, stdout and stderr a module names."""
    touched = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            touched.add("print")
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr", "__stdout__", "__stderr__"}:
            touched.add(node.attr.strip("_"))
    return touched | ({"stdout", "stderr"} & {name.rpartition(".")[2] for name in imported(tree)})


def modules_loaded_by(*arguments: str) -> set[str]:
    """Return the top-level modules that a run of clvcli has loaded when it ends."""
    program = (
        "import sys; from clvcli.cli.app import main; sys.argv = ['clvcli', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit as ended: assert not ended.code, ended.code\n"
        "finally: print('\\n' + ' '.join({name.partition('.')[0] for name in sys.modules}))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_first_screens_load_nothing_heavy(option: str) -> None:
    assert not modules_loaded_by(option) & HEAVY


@pytest.mark.parametrize("command", ["ingest", "compute", "segment", "report"])
def test_the_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    assert not modules_loaded_by(command, "--help") & HEAVY


@pytest.mark.parametrize("source", SOURCES, ids=room)
def test_no_module_imports_the_slow_parts_of_scipy(source: Path) -> None:
    assert not imported(ast.parse(source.read_text(encoding="utf-8"))) & SLOW_TO_IMPORT


@pytest.mark.parametrize("source", SOURCES, ids=room)
def test_only_output_writes_stdout_and_only_diagnostics_writes_stderr(source: Path) -> None:
    touched = streams_touched(ast.parse(source.read_text(encoding="utf-8")))
    if not room(source).startswith("output/"):
        assert not touched & {"print", "stdout"}
    if room(source) not in NAMES_STDERR:
        assert "stderr" not in touched


@pytest.mark.parametrize("source", SOURCES, ids=room)
def test_every_module_says_what_it_is_for_first(source: Path) -> None:
    assert ast.get_docstring(ast.parse(source.read_text(encoding="utf-8")))


@pytest.mark.parametrize("source", SOURCES, ids=room)
def test_no_file_is_longer_than_about_four_hundred_lines(source: Path) -> None:
    assert room(source) in CATALOGUES or len(source.read_text(encoding="utf-8").splitlines()) <= 420
