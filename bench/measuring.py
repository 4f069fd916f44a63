"""What a run of a program costs, and how costs compare: whole processes in turn, medians, ratios, bars.

This module imports nothing large: the kernel counts the memory of the process that starts a program into
that program's peak.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PROJECT = Path(__file__).parents[1]
KIB_OF_MAXRSS = 1 if sys.platform != "darwin" else 1024
"""Linux counts the peak in KiB, macOS in bytes."""

TITLE_WIDTH, CELL_WIDTH = 62, 11
HEADINGS = ("clvcli", "reference", "ratio", "bar", "met")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a program took."""

    seconds: float
    mib: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure beside the one it is held against, or beside a bar of its own."""

    title: str
    unit: str
    ours: float
    reference: float | None = None
    bar: float | None = None
    """The largest ratio, or where there is no reference the largest figure, that is good enough; None where
    nothing is promised."""

    @property
    def ratio(self) -> float | None:
        """Ours over the reference."""
        return self.ours / self.reference if self.reference else None

    @property
    def met(self) -> bool | None:
        """Whether the bar is kept; None where there is none."""
        return None if self.bar is None else (self.ratio if self.ratio is not None else self.ours) <= self.bar

    def cells(self) -> tuple[str, ...]:
        """Return the row as text, under HEADINGS."""
        digits = 2 if self.unit == "s" else 0
        reference = "" if self.reference is None else f"{self.reference:.{digits}f} {self.unit}"
        bar = "" if self.bar is None else f"<= {self.bar:g}{'' if self.reference else f' {self.unit}'}"
        met = {True: "yes", False: "NO", None: ""}[self.met]
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}"
        return f"{self.ours:.{digits}f} {self.unit}", reference, ratio, bar, met


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A program of ours, and the ratios to its reference that are good enough."""

    title: str
    program: Sequence[str]
    time: float | None = None
    memory: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Programs of ours beside one that does the same work, or the least of it; they take turns."""

    contenders: Sequence[Contender]
    reference: Sequence[str] | None = None
    tells_seconds: bool = False
    """Whether programs print the seconds of what is compared, so that starting up and reading do not count."""

    def rows(self, runs: int) -> Iterator[Row]:
        """Run all in turn `runs` times, and yield the medians of what they took."""
        programs = [contender.program for contender in self.contenders]
        programs += [self.reference] if self.reference is not None else []
        turns = [[run(program, tells=self.tells_seconds) for program in programs] for _ in range(runs)]
        costs = [median(costs) for costs in zip(*turns, strict=True)]
        beside = costs[-1] if self.reference is not None else None
        for contender, cost in zip(self.contenders, costs, strict=False):
            yield Row(
                title=contender.title,
                unit="s",
                ours=cost.seconds,
                reference=beside.seconds if beside else None,
                bar=contender.time,
            )
            if not self.tells_seconds and beside and contender.memory is not None:
                yield Row(
                    title="  its memory", unit="MiB", ours=cost.mib, reference=beside.mib, bar=contender.memory
                )


def run(program: Sequence[str], *, tells: bool = False) -> Cost:
    """Run a program to its end; where it `tells`, the last line it prints is the seconds it took.

    Raises CalledProcessError where it fails.
    """
    with tempfile.TemporaryFile("w+") as printed:
        began = time.perf_counter()
        process = subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=printed, cwd=PROJECT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, list(program))
        printed.seek(0)
        told = float(printed.read().split()[-1]) if tells else seconds
    return Cost(seconds=told, mib=usage.ru_maxrss / KIB_OF_MAXRSS / 1024)


def median(costs: Iterable[Cost]) -> Cost:
    """Return the median time and the median peak."""
    costs = list(costs)
    return Cost(
        seconds=statistics.median(cost.seconds for cost in costs), mib=statistics.median(cost.mib for cost in costs)
    )


def line(title: str, cells: Iterable[str]) -> str:
    """Return a row of the table."""
    return (title.ljust(TITLE_WIDTH) + "".join(cell.rjust(CELL_WIDTH) for cell in cells)).rstrip()
