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
NAMES_STDERR = {"output/terminal.py", "output/diagnostics.py"}
"""The one that finds the streams of the process, and the one that writes messages."""

SLOW_TO_IMPORT = {"scipy.stats", "scipy.optimize"}


def room(source: Path) -> str:
    """Return the room of a source file: its path inside the package."""
    return source.relative_to(PACKAGE).as_posix()


TREES = {room(source): ast.parse(source.read_text(encoding="utf-8")) for source in SOURCES}


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return all functions and methods of a module."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def body_lines(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its docstring and signature."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


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


def test_no_module_imports_the_slow_parts_of_scipy() -> None:
    assert [name for name, tree in TREES.items() if imported(tree) & SLOW_TO_IMPORT] == []


def test_only_output_writes_stdout() -> None:
    writers = [name for name, tree in TREES.items() if streams_touched(tree) & {"print", "stdout"}]
    assert [name for name in writers if not name.startswith("output/")] == []


def test_only_diagnostics_writes_stderr() -> None:
    assert {name for name, tree in TREES.items() if "stderr" in streams_touched(tree)} <= NAMES_STDERR


def test_every_module_says_first_what_it_is_for() -> None:
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_no_file_but_a_list_of_words_is_longer_than_about_four_hundred_lines() -> None:
    lines = {room(source): len(source.read_text(encoding="utf-8").splitlines()) for source in SOURCES}
    long = {name: count for name, count in lines.items() if count > 420}
    assert {name: count for name, count in long.items() if not name.startswith("output/words/")} == {}


def test_no_function_is_longer_than_about_forty_lines() -> None:
    lengths = {
        f"{name}: {function.name}": body_lines(function)
        for name, tree in TREES.items()
        for function in functions(tree)
    }
    assert {name: count for name, count in lengths.items() if count > 45} == {}
