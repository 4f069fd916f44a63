"""Runs that are stopped, and runs at the same time: nothing is left, nothing is lost (R15, R16 and R23)."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import HEADER
from tests.promises import syscalls
from tests.promises.faults import Fault
from tests.promises.writing import STORE, state_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.promises.faults import Way
    from tests.promises.trials import Prepared

handed_over = pytest.mark.skipif(not syscalls.is_possible(), reason="the system hands over no system calls")

SECOND = "ingest --into, a second run"

AT_ONCE = 2.0
"""Seconds: one is promised, and a machine that does other things as well gets one more."""


@handed_over
@pytest.mark.slow
@pytest.mark.parametrize("way", ["terminated", "interrupted"])
@pytest.mark.parametrize(
    "name", ["compute -o csv", "compute -o csv, in parts", "ingest -o, by month", SECOND, "segment --audience"]
)
def test_r15_nothing_is_left_behind(
    prepared: Callable[[str], Prepared], name: str, way: Way, record_property: Callable[[str, object], None]
) -> None:
    """Temporary files go with the run, also where it fails or is stopped; what kill -9 leaves is private.

    The next run that writes there removes it.
    """
    trial = prepared(name)
    tried = trial.try_at(way, trial.some(2, seed=len(way)))
    record_property("faults", tried.count)
    assert not tried.wrong


@handed_over
@pytest.mark.slow
@pytest.mark.parametrize("name", ["ingest -o, by month", SECOND])
def test_r15_what_a_run_leaves_that_is_killed_at_any_moment_goes_with_the_next(
    prepared: Callable[[str], Prepared], name: str, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(12)  # noqa: S311  (moments, no secret)
    tried = prepared(name).try_after("killed", [chance.uniform(0.05, 0.6) for _ in range(4)])
    record_property("faults", tried.count)
    assert not tried.wrong


def overtaken(trial: Prepared, at: int) -> tuple[int, int, str]:
    """Run the command, and at one of its calls another that brings other orders into the same store, whole.

    Returns how both ended, and what the store holds.
    """
    statuses: list[int] = []
    room = trial.room.furnished(trial.start)
    (room.work / "other.csv").write_text(f"{HEADER}7777,other,2022-04-02,31.00,EUR\n")

    def other() -> None:
        statuses.append(room.run(["ingest", "other.csv", "--into", STORE]).exit_code)

    run = room.run(trial.writing.args, Fault(way="overtaken", at=at), meanwhile=other)
    return run.exit_code, statuses[0], state_of(room.work).get(STORE, "")


@handed_over
@pytest.mark.slow
def test_r16_runs_that_overlap_lose_nothing(
    prepared: Callable[[str], Prepared], record_property: Callable[[str, object], None]
) -> None:
    """Of two runs that write into a store at once both are kept, or one says that it is busy; a dead one is in no way.

    Locks are the kernel's and go with the process.
    """
    trial = prepared(SECOND)
    both = overtaken(trial, at=len(trial.whole.calls))
    assert both[:2] == (0, 0)
    places = [*trial.some(6, seed=2)]
    record_property("faults", len(places))
    for at in places:
        assert overtaken(trial, at) == both, trial.whole.calls[at - 1]


@pytest.mark.faults
@handed_over
@pytest.mark.parametrize("name", ["ingest --into, a new store", SECOND])
def test_a_run_that_is_overtaken_at_whichever_call_loses_nothing(
    prepared: Callable[[str], Prepared], name: str, record_property: Callable[[str, object], None]
) -> None:
    trial = prepared(name)
    count = len(trial.whole.calls)
    both = overtaken(trial, at=count)
    wrong = {at: ended for at in range(1, count) if (ended := overtaken(trial, at)) != both}
    record_property("faults", count)
    assert not wrong
    assert both[:2] == (0, 0)


@handed_over
@pytest.mark.slow
def test_r16_the_lock_of_a_killed_run_stops_nobody(prepared: Callable[[str], Prepared]) -> None:
    trial = prepared(SECOND)
    trial.befall(Fault(way="killed", at=10))
    store = trial.room.work / STORE
    assert [path.name for path in (store / "_clvcli").glob("*/lock")] == ["lock"]
    assert trial.room.run(trial.writing.args).exit_code == 0
    assert not (store / "_clvcli").exists()


def started(folder: Path, *args: str, **options: int) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TMPDIR": str(folder / "tmp")}
    (folder / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "clvcli", *args],
        stdin=options.get("stdin", subprocess.DEVNULL),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=env,
    )


def stopped(run: subprocess.Popen[bytes], number: signal.Signals) -> tuple[int, bytes, float]:
    """Send a signal, and return the status, what was said, and how long it took."""
    began = time.monotonic()
    run.send_signal(number)
    _, said = run.communicate(timeout=30)
    return run.returncode, said, time.monotonic() - began


@pytest.mark.slow
def test_r23_a_run_stops_within_a_second(tmp_path: Path) -> None:
    """Ctrl-C and SIGTERM stop a run within a second, without a traceback, also in the middle of a large file."""
    rows = "".join(f"{n},{n % 5000},2023-0{1 + n % 9}-{10 + n % 19},{n % 90}.50,EUR\n" for n in range(200_000))
    (tmp_path / "large.csv").write_text(HEADER + 8 * rows)
    run = started(tmp_path, "compute", "large.csv", "-o", "clv.csv")
    mapped = Path(f"/proc/{run.pid}/maps")
    while run.poll() is None and "polars" not in mapped.read_text():
        time.sleep(0.01)
    time.sleep(0.5)
    status, said, seconds = stopped(run, signal.SIGTERM)
    assert (status, said) == (143, b"")
    assert seconds < AT_ONCE
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["large.csv", "tmp"]


@pytest.mark.slow
def test_r23_a_run_that_waits_for_its_input_stops_as_soon(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    run = started(tmp_path, "compute", "-", "-o", "clv.csv", stdin=reads)
    os.write(writes, HEADER.encode())
    time.sleep(2.5)
    status, said, seconds = stopped(run, signal.SIGINT)
    os.close(writes)
    os.close(reads)
    assert (status, said) == (130, b"")
    assert seconds < AT_ONCE
