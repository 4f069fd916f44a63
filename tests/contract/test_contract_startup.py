"""Help, version, explanation and completion come at once: nothing heavy is imported for them."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("polars", "pyarrow", "numpy", "scipy", "rich", "pydantic", "pandas")

SPY = """
import runpy, sys
sys.argv = ["clvcli", *{args!r}]
try:
    runpy.run_module("clvcli", run_name="__main__")
except SystemExit:
    pass
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("args", "env"),
    [
        (["--help"], {}),
        (["compute", "--help"], {}),
        (["--version"], {}),
        (["explain", "CLV101"], {}),
        (["config", "show"], {}),
        (["compue"], {}),
        *(
            ([], {"_CLVCLI_COMPLETE": "complete_bash", "COMP_WORDS": f"clvcli {begun}", "COMP_CWORD": "2"})
            for begun in ("compute --f", "segment --scheme t", "explain b")
        ),
    ],
)
def test_nothing_heavy_is_imported_before_a_command_needs_it(
    tmp_path: Path, args: list[str], env: dict[str, str]
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SPY.format(args=args)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"HOME": str(tmp_path)} | env,
        check=True,
    )
    loaded = set(ran.stderr.splitlines()[-1].split()) & set(HEAVY)
    assert loaded == set()


BARE = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def first(word: str) -> None: ...
@app.command()
def second(word: str) -> None: ...
app()
"""


def test_help_takes_hardly_longer_than_that_of_a_bare_typer_app(tmp_path: Path) -> None:
    """The best of several runs each, taken in turns, so that a busy machine slows both alike."""
    bare, ours = [], []
    for _ in range(7):
        bare.append(_seconds([sys.executable, "-c", BARE, "--help"], tmp_path))
        ours.append(_seconds([sys.executable, "-m", "clvcli", "--help"], tmp_path))
    assert min(ours) <= 1.25 * min(bare) + 0.02  # the promise, and 20 ms for the clock of a shared machine


def _seconds(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, cwd=folder, check=True)
    return time.perf_counter() - began
