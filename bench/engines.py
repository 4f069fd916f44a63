"""The step from order lines to customers by each engine, in a process of its own: what it took, and what it made.

    python -m bench.engines [--lines N] [polars duckdb spark]

Time is from the engine's start to the table in Polars; memory is that of the process and of those it started, as
they stood together at the worst moment (Linux).  The last column is the same where the tables are.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measuring import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.config import EngineName

PAGE, TICKS = 4096, 100
"""Bytes of memory and parts of a second that Linux counts in."""

EVERY = 0.1
"""Seconds between two looks."""

HEADINGS = ("engine", "seconds", "CPU s", "peak MB", "customers", "table")


def made(engine: EngineName, orders: str) -> tuple[int, int]:
    """Return the customers that an engine makes of order lines: how many, and a hash of all of them."""
    import polars as pl

    from clvcli.budget import Budget
    from clvcli.customers.engine.bigger import opened
    from clvcli.customers.summary import summarise

    if engine == "polars":
        frame = summarise(pl.scan_parquet(orders)).frame
    else:
        with opened(engine, [orders], memory=Budget.of(None).size) as bigger:
            frame = bigger.customers(as_of=None, refund_date="order").frame
    return frame.height, int(frame.hash_rows(seed=0).sum())


def tree(root: int) -> Iterator[tuple[float, int]]:
    """Yield the CPU seconds and the bytes of a process and of all that it started."""
    parents: dict[int, tuple[int, float, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(") ")[2].split()
            parents[int(stat.parent.name)] = (
                int(fields[1]),
                (int(fields[11]) + int(fields[12])) / TICKS,
                int(fields[21]) * PAGE,
            )
    wanted = {root}
    while more := {pid for pid, (parent, _, _) in parents.items() if parent in wanted} - wanted:
        wanted |= more
    yield from (parents[pid][1:] for pid in wanted if pid in parents)


def measured(engine: str, orders: str) -> tuple[str, ...]:
    """Return what an engine took, and what it says it made, under HEADINGS."""
    program = [sys.executable, "-m", "bench.engines", "--one", engine, orders]
    seconds = peak = 0.0
    began = time.perf_counter()
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        while process.poll() is None:
            time.sleep(EVERY)
            now = list(tree(process.pid))
            seconds = max(seconds, sum(cpu for cpu, _ in now))
            peak = max(peak, float(sum(size for _, size in now)))
        said = process.stdout.read().split() if process.stdout else []
    took = time.perf_counter() - began
    return engine, f"{took:.1f}", f"{seconds:.1f}", f"{peak / 2**20:.0f}", *said[-2:]


def main() -> None:
    """Print a row for each engine as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", default=["polars", "duckdb", "spark"])
    parser.add_argument("--lines", type=int, default=10_000_000, help="size of the invented log")
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "ORDERS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(*made(*asked.one))
        return
    from bench.__main__ import logs

    _, orders, _ = logs(asked.lines)
    print("".join(heading.rjust(21 if heading == "table" else 11) for heading in HEADINGS))
    for engine in asked.engines:
        cells = measured(engine, str(orders))
        print(
            "".join(cell.rjust(21 if at == len(HEADINGS) - 1 else 11) for at, cell in enumerate(cells)), flush=True
        )


if __name__ == "__main__":
    main()
