"""Whatever the disk refuses and whenever the process dies, a file is the old one or the whole new one (R12 to R14).

A few calls of each kind here; `make test-faults` tries every call of every command that writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.promises import syscalls
from tests.promises.trials import Prepared
from tests.promises.writing import WRITINGS, not_on_disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.promises.faults import Way

pytestmark = pytest.mark.skipif(not syscalls.is_possible(), reason="the system hands over no system calls")

FEW: dict[str, int] = {
    "compute -o csv": 9,
    "compute -o xlsx": 3,
    "compute -o csv, in parts": 4,
    "ingest -o, by month": 4,
    "ingest --into, a new store": 6,
    "ingest --into, a second run": 8,
    "segment --audience": 6,
    "report -o md": 2,
    "config init": 3,
}
"""What is written -> at how many of its calls a fault is tried in every check."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["compute -o csv", "ingest --into, a new store", "ingest --into, a second run"])
def test_r12_a_result_is_the_old_one_or_the_whole_new_one(
    prepared: Callable[[str], Prepared], name: str, record_property: Callable[[str, object], None]
) -> None:
    """A file is the old one or the whole new one at every instant, and a store at one version or the next.

    That holds also where the process is killed in the middle; the next run works and clears away what is left.
    """
    trial = prepared(name)
    tried = trial.try_at("killed", trial.some(5, seed=3))
    record_property("faults", tried.count)
    assert not tried.wrong
    assert tried.count >= 4  # threads may take a call less


@pytest.mark.slow
@pytest.mark.parametrize("name", FEW)
def test_r13_data_are_on_the_disk_before_the_name_changes(prepared: Callable[[str], Prepared], name: str) -> None:
    """Data are on the disk before a file gets its name, and the name is before the program says that it is done."""
    trial = prepared(name)
    assert not not_on_disk(trial.whole, trial.room)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["once", "from then on"])
@pytest.mark.parametrize("name", FEW)
def test_r14_every_failing_system_call_is_reported_and_undone(
    prepared: Callable[[str], Prepared], name: str, way: Way, record_property: Callable[[str, object], None]
) -> None:
    """A disk that is full or fails ends a run with one line and status 73 or 74, and leaves everything as it was."""
    trial = prepared(name)
    count = FEW[name] if way == "once" else FEW[name] // 2
    tried = trial.try_at(way, trial.some(count, seed=len(way)))
    record_property("faults", tried.count)
    assert not tried.wrong
    assert tried.count >= count - 1  # threads may take a call less


SIGNALLED = (
    "compute -o csv",
    "compute -o csv, in parts",
    "ingest -o, by month",
    "ingest --into, a second run",
    "segment --audience",
)

ALIKE = ("tsv", "json", "jsonl", "md", "xlsx, in parts", "--into, by month")
"""Ends of the names of what is written as something else is."""


def ways_of(name: str) -> tuple[Way, ...]:
    """Return what is tried at every call of a command."""
    if name.endswith(ALIKE):
        return ("once", "killed")
    return ("once", "from then on", "killed", *(("terminated",) if name in SIGNALLED else ()))


@pytest.mark.faults
@pytest.mark.parametrize(("name", "way"), [(name, way) for name in WRITINGS for way in ways_of(name)])
def test_whatever_befalls_a_run_at_whichever_call_nothing_is_lost(
    tmp_path: Path, name: str, way: Way, record_property: Callable[[str, object], None]
) -> None:
    trial = Prepared.of(name, tmp_path)
    assert not not_on_disk(trial.whole, trial.room)
    tried = trial.try_at(way, trial.calls())
    record_property("faults", tried.count)
    assert not tried.wrong
    assert tried.count > 0.8 * len(trial.whole.calls)  # threads take some calls more or less
