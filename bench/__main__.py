"""Time and memory of clvcli beside the least that the same work costs, and beside lifetimes, in one run.

    python -m bench [--lines N] [--runs N] [--peer]

The log is an invented one (`make_log.py`); the backtest takes the real one of `sample_data/`.  Programs that are
compared take turns, so that a slow moment of the machine hits all; medians are printed.  Only the ratios
mean anything on another machine.  With --peer, lifetimes 0.11.3 is installed into an environment of its
own under `bench/out`, and does the same work.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import peer
from bench.measuring import HEADINGS, PROJECT, Comparison, Contender, line, run

OUT = PROJECT / "bench" / "out"
PYTHON = sys.executable
CLVCLI = str(Path(PYTHON).with_name("clvcli"))
REAL = PROJECT / "sample_data" / "online_retail_ii.parquet"

PROMISED_LINES = 10_000_000
"""The size of log that ratios are promised for: on a smaller one, starting up is most of a run."""

SMALL_LINES = 7_000
"""A small shop's year."""

VALUES_COLUMNS = 33
"""What `compute` writes for a customer, so that the bare query writes as much."""

POINT = ("--model", "bg-nbd", "--no-intervals")


def logs(lines: int) -> tuple[Path, Path, Path]:
    """Return an invented export, its canonical lines and its customers' histories; made when first asked for."""
    names = (f"log-{lines}.csv", f"orders-{lines}.parquet", f"histories-{lines}.csv")
    export, orders, histories = (OUT / name for name in names)
    if not export.exists():
        run([PYTHON, "bench/make_log.py", str(lines), str(export)])
    if not orders.exists():
        run([CLVCLI, "ingest", str(export), "-o", str(orders), "--quiet"])
    if not histories.exists():
        run([PYTHON, "bench/histories.py", str(orders), str(histories)])
    return export, orders, histories


def compute(orders: Path, *options: str) -> list[str]:
    """Return `compute` on a file, its result in a file."""
    return [CLVCLI, "compute", str(orders), "--quiet", "-o", str(OUT / "clv.csv"), *options]


def against_the_engine(export: Path, orders: Path, *, promised: bool) -> list[Comparison]:
    """Return `compute` beside the least that Polars needs to read, group, sort and write the same file."""

    def bar(ratio: float) -> float | None:
        """Return the bar itself where speed is promised, None where it is only looked at."""
        return ratio if promised else None

    def bare(source: Path) -> list[str]:
        """Return the command of the bare query over a file."""
        return [PYTHON, "bench/bare_group_by.py", str(source), str(OUT / "bare.csv"), str(VALUES_COLUMNS)]

    return [
        Comparison(
            reference=bare(orders),
            contenders=[
                Contender(
                    title="compute BG/NBD, no intervals / bare query, Parquet",
                    program=compute(orders, *POINT),
                    time=bar(1.4),
                    memory=bar(1.3),
                ),
                Contender(
                    title="compute auto, no intervals / bare query, Parquet",
                    program=compute(orders, "--no-intervals"),
                    time=bar(3.0),
                ),
                Contender(title="compute, all defaults / bare query, Parquet", program=compute(orders)),
            ],
        ),
        Comparison(
            reference=bare(export),
            contenders=[
                Contender(
                    title="compute BG/NBD, no intervals / bare query, CSV",
                    program=compute(export, *POINT),
                    time=bar(3.0),
                )
            ],
        ),
    ]


def of_steps(orders: Path) -> list[Comparison]:
    """Return what one step costs beside another: intervals beside points, the backtest."""
    valued = [PYTHON, "bench/value.py", str(orders)]
    return [
        Comparison(
            tells_seconds=True,
            reference=[*valued, "points"],
            contenders=[
                Contender(
                    title="values with intervals / without, parameters given",
                    program=[*valued, "intervals"],
                    time=10.0,
                )
            ],
        ),
        Comparison(
            contenders=[
                Contender(
                    title="backtest of the real log, 1.07 million lines",
                    program=[CLVCLI, "backtest", str(REAL), "--quiet"],
                    time=30.0,
                )
            ]
        ),
    ]


def of_segments(orders: Path, lines: int, *, promised: bool) -> list[Comparison]:
    """Return `segment` on a table of values beside reading and writing it, and on orders beside `compute`."""
    compared = []
    for kind in ("csv", "parquet"):
        values = OUT / f"values-{lines}.{kind}"
        if not values.exists():
            run([CLVCLI, "compute", str(orders), "--quiet", "-o", str(values)])
        sort = [CLVCLI, "segment", str(values), "--quiet", "-o", str(OUT / f"segments.{kind}")]
        sort += ["--scheme", "tiers,rfm,grid,groups"]
        copy = [PYTHON, "bench/read_and_write.py"], [str(values), str(OUT / f"copy.{kind}")]
        title = f"segment by four schemes / read and write, {kind.upper() if kind == 'csv' else 'Parquet'}"
        compared += [
            Comparison(
                reference=[*copy[0], "checked", *copy[1]],
                contenders=[
                    Contender(
                        title=title, program=sort, time=2.0 if promised else None, memory=2.0 if promised else None
                    )
                ],
            ),
            Comparison(
                reference=[*copy[0], "bare", *copy[1]],
                contenders=[Contender(title=f"{title}, nothing checked", program=sort)],
            ),
        ]
    cycle = [CLVCLI, "segment", str(orders), "--quiet", "-o", str(OUT / "segments.csv"), "--scheme", "life-cycle"]
    title = "segment by life cycle / compute, from orders"
    return [*compared, Comparison(reference=compute(orders), contenders=[Contender(title=title, program=cycle)])]


def starting_up() -> list[Comparison]:
    """Return what a run costs that has next to nothing to do."""
    small = OUT / f"log-{SMALL_LINES}.csv"
    if not small.exists():
        run([PYTHON, "bench/make_log.py", str(SMALL_LINES), str(small)])
    return [
        Comparison(
            reference=[PYTHON, "bench/bare_typer.py", "--help"],
            contenders=[
                Contender(title="clvcli --help / bare Typer --help", program=[CLVCLI, "--help"], time=1.25)
            ],
        ),
        Comparison(
            reference=[PYTHON, "-c", "import polars, numpy, scipy.special"],
            contenders=[
                Contender(
                    title=f"compute BG/NBD of {SMALL_LINES:,} lines / bare imports",
                    program=compute(small, *POINT),
                    time=2.5,
                )
            ],
        ),
    ]


def against_the_peer(export: Path, histories: Path, python: str, *, promised: bool) -> list[Comparison]:
    """Return clvcli beside lifetimes: the whole job from export to file, and fit and scores alone."""
    whole = [python, "bench/peer_job.py", str(export), str(OUT / "peer.csv")]
    fits = [
        Comparison(
            tells_seconds=True,
            reference=[python, "bench/peer_fit.py", str(histories), model],
            contenders=[
                Contender(
                    title=f"fit and score {title} / lifetimes",
                    program=[PYTHON, "bench/fit.py", str(histories), model],
                    time=0.01 if promised else None,
                )
            ],
        )
        for model, title in (("bg-nbd", "BG/NBD"), ("pareto-nbd", "Pareto/NBD, 20,000 customers at most,"))
    ]
    time, memory = (0.05, 0.4) if promised else (None, None)
    return [
        *fits,
        Comparison(
            reference=whole,
            contenders=[
                Contender(
                    title="whole job, BG/NBD, no intervals / lifetimes",
                    program=compute(export, *POINT),
                    time=time,
                    memory=memory,
                ),
                Contender(
                    title="whole job, all defaults / lifetimes", program=compute(export), time=time, memory=memory
                ),
            ],
        ),
    ]


def main() -> None:
    """Print the table, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1_000_000, help="size of the invented log")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peer", action="store_true", help="compare with lifetimes, too")
    asked = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    export, orders, histories = logs(asked.lines)
    promised = asked.lines >= PROMISED_LINES
    compared = [
        *starting_up(),
        *of_steps(orders),
        *of_segments(orders, asked.lines, promised=promised),
        *against_the_engine(export, orders, promised=promised),
    ]
    said = "lifetimes was not asked for: make bench PEER=1"
    if asked.peer:
        python, said = peer.installed(OUT / "peer")
        compared += against_the_peer(export, histories, python, promised=promised) if python else []
    print(
        f"{asked.lines:,} lines, medians of {asked.runs} runs in turn; whole logs have bars from {PROMISED_LINES:,}"
    )
    print(line("", HEADINGS))
    for comparison in compared:
        for row in comparison.rows(asked.runs):
            print(line(row.title, row.cells()), flush=True)
    print(said)


if __name__ == "__main__":
    main()
