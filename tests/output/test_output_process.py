"""A real process with real streams: closed, full, unbuffered, or read by someone who leaves early."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ROWS = 60_000

PROGRAM = f"""
import os, sys
import polars as pl
from clvcli.errors import ClvError
from clvcli.orders.schema import Column
from clvcli.output.diagnostics import Diagnostics
from clvcli.output.rows import Rows, write_rows
from clvcli.output.terminal import discard_stdout, streams_of_process

streams = streams_of_process(os.environ)
frame = pl.DataFrame({{"customer_id": ["Ærø €"] * {ROWS}}})
rows = Rows(frame=frame, columns=(Column("customer_id", pl.String, ""),), title="Customers")
try:
    write_rows(rows, output=sys.argv[2], format=sys.argv[1], streams=streams)
except ClvError as problem:
    Diagnostics(streams=streams).error(problem)
    discard_stdout()
    sys.exit(problem.exit_code)
except BrokenPipeError:
    discard_stdout()
"""

FORMATS = ["csv", "json", "parquet"]


def run(shell: str, *arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as `"$@"` in a shell line."""
    line = ["bash", "-c", shell, "bash", sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(line, env={"PATH": os.environ["PATH"], **environ}, capture_output=True, check=False)


@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_that_leaves_early_causes_no_noise(name: str) -> None:
    ran = run('"$@" | head -c 1; exit ${PIPESTATUS[0]}', name, "-")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert len(ran.stdout) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_standard_output_is_74_and_one_line(name: str) -> None:
    ran = run('"$@" > /dev/full', name, "-")
    assert ran.returncode == 74
    assert ran.stderr.startswith(b"clvcli: error[CLV605]: writing the standard output failed: no space left")
    assert b"Traceback" not in ran.stderr


def test_a_closed_standard_output_is_74_and_one_line() -> None:
    ran = run('"$@" >&-', "csv", "-")
    assert ran.returncode == 74
    assert ran.stderr.startswith(b"clvcli: error[CLV605]: the standard output is closed\n")


def test_closed_streams_do_a_file_no_harm(tmp_path: os.PathLike[str]) -> None:
    target = os.path.join(tmp_path, "clv.csv")  # noqa: PTH118  (an argument of a command line)
    ran = run('"$@" <&- >&- 2>&-', "csv", target)
    assert ran.returncode == 0
    with open(target, encoding="utf-8") as file:  # noqa: PTH123  (the same)
        assert len(file.readlines()) == ROWS + 1


def test_an_unbuffered_pipe_gets_every_row_in_utf_8_whatever_the_locale() -> None:
    usual = run('"$@"', "csv", "-")
    odd = run('"$@" | cat', "csv", "-", PYTHONUNBUFFERED="1", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert usual.stdout == odd.stdout == b"customer_id\n" + "Ærø €\n".encode() * ROWS


def test_standard_output_by_its_name_is_written_through() -> None:
    ran = run('"$@" | cat', "csv", "/dev/stdout")
    assert ran.stdout.count(b"\n") == ROWS + 1
