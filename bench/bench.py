"""Time and memory of clvcli beside the least that the same work costs, as whole processes, in one run.

    python bench/bench.py [--lines N] [--runs N]

Without --lines the log is the real one of `sample_data/`; with it, an invented one of that size.  The
programs of a comparison take turns, so that a slow moment of the machine hits both; medians are printed.
Only the ratios mean anything on another machine.  This process imports nothing large: the kernel counts
the memory of the one that starts a program into that program's peak.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
OUT = PROJECT / "bench" / "out"
CLVCLI = str(Path(sys.executable).with_name("clvcli"))
PROMISED_LINES = 10_000_000
KIB_OF_MAXRSS = 1 if sys.platform != "darwin" else 1024
"""Linux counts the peak in KiB, macOS in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a program took."""

    seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A program beside the least that could do its work, and the ratios to stay under."""

    title: str
    program: list[str]
    least: list[str]
    reach_time: float
    reach_memory: float | None = None
    reached_at_lines: int = 0
    """The size of log the ratios are promised for; on a smaller one, starting up is most of a run."""


def run(command: list[str]) -> Cost:
    """Run a program to its end, with nothing on its streams; raises CalledProcessError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=PROJECT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds=seconds, peak_mib=usage.ru_maxrss / KIB_OF_MAXRSS / 1024)


def median(costs: list[Cost]) -> Cost:
    """Return the median time and the median peak."""
    return Cost(
        seconds=statistics.median(cost.seconds for cost in costs),
        peak_mib=statistics.median(cost.peak_mib for cost in costs),
    )


def compare(comparison: Comparison, *, lines: int, runs: int) -> None:
    """Run both programs in turn, once for warmth and then `runs` times, and print one line."""
    turns = [(run(comparison.program), run(comparison.least)) for _ in range(runs + 1)][1:]
    ours, least = median([ours for ours, _ in turns]), median([least for _, least in turns])
    time_ratio, memory_ratio = ours.seconds / least.seconds, ours.peak_mib / least.peak_mib
    promised = lines >= comparison.reached_at_lines
    print(
        f"{comparison.title:<38}{ours.seconds:>8.2f}{least.seconds:>8.2f}{time_ratio:>7.2f}"
        f"{_reach(comparison.reach_time if promised else None):>9}"
        f"{ours.peak_mib:>8.0f}{least.peak_mib:>7.0f}{memory_ratio:>7.2f}"
        f"{_reach(comparison.reach_memory if promised else None):>9}"
    )


def _reach(ratio: float | None) -> str:
    return f"<= {ratio}" if ratio else ""


def canonical_log(lines: int | None) -> Path:
    """Return canonical order lines of the real log, or of an invented one; written when first asked for."""
    orders = OUT / (f"orders-{lines}.parquet" if lines else "orders-real.parquet")
    if not orders.exists():
        export = PROJECT / "sample_data" / "online_retail_ii.parquet"
        if lines:
            export = OUT / f"log-{lines}.parquet"
            run([sys.executable, "bench/make_log.py", str(lines), str(export)])
        run([CLVCLI, "ingest", str(export), "-o", str(orders), "--quiet"])
    return orders


def comparisons(orders: Path) -> list[Comparison]:
    """Return what is compared on a log of canonical order lines."""
    result = OUT / "clv.csv"
    compute = [CLVCLI, "compute", str(orders), "--quiet", "-o", str(result)]
    run(compute)
    with result.open(encoding="utf-8") as file:
        columns = file.readline().count(",") + 1
    bare = [sys.executable, "bench/bare_group_by.py", str(orders), str(OUT / "bare.csv"), str(columns)]
    return [
        Comparison(
            title="compute --model bg-nbd / bare group-by",
            program=[*compute, "--model", "bg-nbd"],
            least=bare,
            reach_time=1.4,
            reach_memory=1.3,
            reached_at_lines=PROMISED_LINES,
        ),
        Comparison(
            title="compute --model auto / bare group-by",
            program=compute,
            least=bare,
            reach_time=3.0,
            reached_at_lines=PROMISED_LINES,
        ),
        Comparison(
            title="clvcli --help / bare Typer --help",
            program=[CLVCLI, "--help"],
            least=[sys.executable, "bench/bare_typer.py", "--help"],
            reach_time=1.25,
        ),
    ]


def main() -> None:
    """Print a table of comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, help="size of an invented log; without it the real one")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    orders = canonical_log(asked.lines)
    print(f"{orders.name}: medians of {asked.runs} runs in turn; reach is for {PROMISED_LINES:,} lines and more")
    print(f"{'':<38}{'s':>8}{'least':>8}{'ratio':>7}{'reach':>9}{'MiB':>8}{'least':>7}{'ratio':>7}{'reach':>9}")
    for comparison in comparisons(orders):
        compare(comparison, lines=asked.lines or 0, runs=asked.runs)


if __name__ == "__main__":
    main()
