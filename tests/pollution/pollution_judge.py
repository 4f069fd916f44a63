"""Runs clvcli on one polluted input and judges the outcome as a user would."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tests.pollution.pollution_orders import HIT, ROWS, Row, Truth, Worth, truth_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Promise = Literal["right", "refused", "either"]

RESULT = "result.csv"
REJECTS = f"{RESULT}.rejects.csv"

LONGEST_MESSAGE = 3
"""Lines a refusal may take: the error, a blank line, the hint."""

_TELLING = 4
"""Characters of an id that do not stand in a message by chance."""

FURNITURE = "furniture"

_GUARD = re.compile(r"^'(?=[=+\-@\t\r\n＝＋－＠])")
"""What the tool's own CSV puts before a cell that a spreadsheet would run."""

_NOT_A_NUMBER = re.compile(r"(?i)^(?:[-+]?(?:nan|inf|infinity)|none|null)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One polluted input."""

    kind: str
    name: str
    files: Mapping[str, bytes]
    """Name -> content; all of them are given to `compute`."""
    rows: tuple[Row, ...] = tuple(ROWS)
    """The rows that a person would say are in it."""
    at_risk: frozenset[int] = frozenset()
    """Rows, from 0, that may be rejected."""
    lines: tuple[int, ...] = ()
    """The line each row stands on; row 0 on line 2 and so on where nothing is given."""
    promise: Promise = "right"
    """What must come of it: the right table, a refusal, or one of the two."""
    other: Truth | None = None
    """Another table that is right as well."""
    says: str = ""
    """What standard error must contain beside a right table, where the pollution has to be announced."""
    args: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.kind}/{self.name}"


def case(kind: str, name: str, content: bytes, **more: Any) -> Case:
    """Return the case of one file of text."""
    return Case(kind=kind, name=name, files={"orders.csv": content}, **more)


def risky(kind: str, name: str, content: bytes, **more: Any) -> Case:
    """Return the case of one file of text in which the row HIT may be rejected."""
    return case(kind, name, content, **{"at_risk": frozenset({HIT}), **more})


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left behind."""

    status: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """1 right or all losses reported, 0.5 cleanly refused, 0 silent, wrong or crashing."""

    score: float
    why: str
    ran: Ran


def run_inside(names: list[str], folder: Path, args: tuple[str, ...] = ()) -> Ran:
    """Run `compute` in this process, its streams (also what native code writes) kept apart."""
    from clvcli.cli.tree import app

    with _surroundings(folder) as (out, err, native):
        status: object = 0
        try:
            app([*_command(names), *args], prog_name="clvcli")
        except SystemExit as end:
            status = end.code or 0
        sys.stdout.flush()
        sys.stderr.flush()
        native.seek(0)
        said = err.getvalue().decode() + native.read().decode(errors="replace")
        return Ran(status if isinstance(status, int) else 1, out.getvalue().decode(), said)


def run_process(names: list[str], folder: Path, args: tuple[str, ...] = ()) -> Ran:
    """Run `compute` as a user does."""
    command = [sys.executable, "-m", "clvcli", *_command(names), *args]
    environ = {**os.environ, "TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(command, cwd=folder, env=environ, capture_output=True, timeout=60, check=False)
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def _command(names: list[str]) -> list[str]:
    return ["compute", "-o", RESULT, "--model", "none", "--", *names]


@contextlib.contextmanager
def _surroundings(folder: Path) -> Iterator[tuple[io.BytesIO, io.BytesIO, io.BufferedRandom]]:
    """Stand in `folder`, with streams of bytes, and with file descriptor 2 in a file of its own."""
    here, temporary = Path.cwd(), tempfile.tempdir
    out, err = io.BytesIO(), io.BytesIO()
    with tempfile.TemporaryFile() as native:
        kept = os.dup(2)
        os.dup2(native.fileno(), 2)
        os.chdir(folder)
        tempfile.tempdir = str(folder)
        try:
            with (
                contextlib.redirect_stdout(io.TextIOWrapper(out, encoding="utf-8", write_through=True)),
                contextlib.redirect_stderr(io.TextIOWrapper(err, encoding="utf-8", write_through=True)),
            ):
                yield out, err, native
        finally:
            tempfile.tempdir = temporary
            os.chdir(here)
            os.dup2(kept, 2)
            os.close(kept)


def verdict_of(case: Case, folder: Path, *, inside: bool = True) -> Verdict:
    """Lay the files of `case` into the empty `folder`, run, and judge."""
    for name, content in case.files.items():
        (folder / name).write_bytes(content)
    ran = (run_inside if inside else run_process)(list(case.files), folder, case.args)
    return judge(case, ran, folder)


def judge(case: Case, ran: Ran, folder: Path) -> Verdict:
    """Judge what a run left in `folder`."""
    fault = _unclean(ran, case, folder)
    if fault:
        return Verdict(0, fault, ran)
    if ran.status:
        fault = _unclean_refusal(ran, case, folder)
        return Verdict(0, fault, ran) if fault else Verdict(0.5, "refused", ran)
    fault = _wrong(case, ran, folder)
    return Verdict(0, fault, ran) if fault else Verdict(1, "right", ran)


def _unclean(ran: Ran, case: Case, folder: Path) -> str:
    if any(word in ran.stderr for word in ("Traceback", "panicked", "RUST_BACKTRACE")):
        return "traceback"
    if ran.status == 70 or not 0 <= ran.status <= 125:
        return f"crash, status {ran.status}"
    if any("\x1b" in text or "\x9b" in text for text in (ran.stderr, ran.stdout)):
        return "a control character reaches the terminal"
    ids = {row.customer for row in case.rows if len(row.customer) >= _TELLING}
    if any(name in ran.stderr for name in ids if not any(name in file for file in case.files)):
        return "a message holds the id of a customer"
    if ran.stdout:
        return "rows on standard output beside -o"
    changed = [name for name, content in case.files.items() if (folder / name).read_bytes() != content]
    return f"the input {changed[0]!r} was changed" if changed else ""


def _unclean_refusal(ran: Ran, case: Case, folder: Path) -> str:
    if {entry.name for entry in folder.iterdir()} != set(case.files):
        return "refused, and left files behind"
    lines = ran.stderr.splitlines()
    if not lines or len(lines) > LONGEST_MESSAGE:
        return f"refused in {len(lines)} lines"
    shown = [name.translate({10: "\\n", 27: "\\x1b"}) for name in case.files]
    return "" if any(name in ran.stderr for name in shown) else "refused without naming the file"


def _wrong(case: Case, ran: Ran, folder: Path) -> str:
    if not (folder / RESULT).exists():
        return "no result"
    found, odd = _read_result(folder / RESULT)
    rejected = _rejected_lines(folder / REJECTS)
    lost = {row for row, line in enumerate(case.lines or range(2, len(case.rows) + 2)) if line in rejected}
    truth = truth_of(row for number, row in enumerate(case.rows) if number not in lost)
    faults = {
        odd: bool(odd),
        f"rows {sorted(lost)} rejected without a fault of their own": not lost <= case.at_risk,
        "rejects not announced": bool(rejected) and "rejected" not in ran.stderr,
        f"`{case.says}` is not said": case.says not in ran.stderr,
    }
    fault = next((words for words, holds in faults.items() if holds), "")
    return fault or ("" if found in (truth, case.other) else f"wrong: {_difference(found, truth)}")


def _read_result(path: Path) -> tuple[Truth, str]:
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    odd = [cell for row in table for cell in row.values() if cell and _NOT_A_NUMBER.fullmatch(cell)]
    if odd:
        return {}, f"a cell holds {odd[0]}"
    found = {_GUARD.sub("", row["customer_id"]): _worth(row) for row in table}
    return found, "" if len(found) == len(table) else "a customer stands twice"


def _worth(row: Mapping[str, str]) -> Worth:
    first, last = (date.fromisoformat(row[name]) if row[name] else None for name in ("first_order", "last_order"))
    return Worth(int(row["orders"]), Decimal(row["net_revenue"]), first, last)


def _rejected_lines(path: Path) -> set[int]:
    if not path.exists():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        return {int(row["line"]) for row in csv.DictReader(file) if row["reason"] != FURNITURE}


def _difference(found: Truth, truth: Truth) -> str:
    names = sorted({*found, *truth})
    wrong = [name for name in names if found.get(name) != truth.get(name)]
    first = wrong[0]
    return f"{len(wrong)} customers, e.g. {first!r}: {found.get(first)} for {truth.get(first)}"
