"""A run that keeps to its memory writes what one writes that does not: the same bytes, the same words."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

IN_PARTS = """
import sys
from clvcli.backtest import in_parts
from clvcli.cli import fitting
from clvcli.cli.app import main
in_parts.AT_ONCE = 0
fitting.BYTES_A_ROW = dict.fromkeys(fitting.BYTES_A_ROW, 2**40)
sys.argv[0] = "clvcli"
main()
"""
"""The tool, as if each row took a tebibyte."""


def log(folder: Path, customers: int = 500) -> None:
    """Write a plain export: lines of orders, some of which come back; one buyer in many has no id."""
    rng = random.Random(7)  # noqa: S311  an invented shop
    rows = ["order_id,customer_id,order_date,sku,quantity,unit_price"]
    for customer in range(customers):
        day, gap, leaves = rng.uniform(0, 600), rng.choice((12.0, 40.0, 110.0)), rng.choice((0.08, 0.3, 0.6))
        spends = rng.gammavariate(3, 900)
        who = f"c{customer:04}" if customer % 50 else ""
        while day < 730:
            for _ in range(rng.randrange(1, 4)):
                pieces = -1 if rng.random() < 0.03 else rng.randrange(1, 3)
                price = max(rng.gammavariate(6, spends / 600), 1.0)
                when = date(2023, 1, 1) + timedelta(days=int(day))
                rows.append(f"o{customer:04}-{int(day)},{who},{when},s{rng.randrange(40)},{pieces},{price:.2f}")
            day += 1 + rng.expovariate(1 / gap)
            if rng.random() < leaves:
                break
    (folder / "log.csv").write_text("\n".join(rows) + "\n")


def run(folder: Path, *args: str, in_parts: bool) -> subprocess.CompletedProcess[bytes]:
    program = ["-c", IN_PARTS] if in_parts else ["-m", "clvcli"]
    environment = {**os.environ, "TMPDIR": str(folder), "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, *program, *args], cwd=folder, env=environment, capture_output=True, check=False
    )


def same_in_parts(folder: Path, *args: str) -> dict[str, bytes]:
    """Return the files in `folder` after a run at once, which one in parts leaves with the same bytes and words."""
    ended = []
    for in_parts in (False, True):
        ran = run(folder, *args, in_parts=in_parts)
        assert ran.returncode == 0, ran.stderr
        assert (b" in 2 parts, as all at once would take" in ran.stderr) is in_parts
        said = [line for line in ran.stderr.splitlines() if b" parts, " not in line]
        ended.append(({path.name: path.read_bytes() for path in folder.iterdir()}, said))
    assert ended[0] == ended[1]
    return ended[0][0]


@pytest.mark.parametrize(
    ("command", "kind", "model"),
    [
        ("compute", "csv", "auto"),
        ("compute", "parquet", "bg-nbd"),
        ("compute", "xlsx", "bg-nbd"),
        ("compute", "json", "bg-nbd"),
        ("backtest", "json", "auto"),
    ],
)
def test_a_result_in_parts_has_the_bytes_of_one_at_once(
    command: str, kind: str, model: str, tmp_path: Path
) -> None:
    log(tmp_path)
    files = same_in_parts(tmp_path, command, "log.csv", "-v", "-o", f"clv.{kind}", "--model", model)
    assert sorted(files) == [f"clv.{kind}", "log.csv"]


def test_a_model_of_customers_in_parts_is_saved_like_one_of_all(tmp_path: Path) -> None:
    log(tmp_path)
    files = same_in_parts(
        tmp_path, "compute", "log.csv", "--model", "bg-nbd", "-v", "-o", "clv.csv", "--save-model", "model.json"
    )
    assert files["model.json"]


@pytest.mark.parametrize("command", ["compute", "backtest"])
def test_what_cannot_be_done_in_parts_is_done_at_once_unless_memory_was_named(command: str, tmp_path: Path) -> None:
    log(tmp_path)
    arguments = (command, "log.csv", "--model", "cohort-curve", "-v", "-o", "clv.csv")
    free = run(tmp_path, *arguments, in_parts=True)
    assert free.returncode == 0
    assert b"clvcli: at once, for " in free.stderr
    assert free.stderr.count(b"clvcli: as of ") == (command == "compute")
    bound = run(tmp_path, *arguments, "--memory", "4GiB", in_parts=True)
    assert bound.returncode == 2
    assert b"CLV541" in bound.stderr


def test_a_saved_model_predicts_customers_of_several_files_in_parts_as_at_once(tmp_path: Path) -> None:
    log(tmp_path)
    made = run(tmp_path, "compute", "log.csv", "--model", "bg-nbd", "--save-model", "model.json", in_parts=False)
    assert made.returncode == 0, made.stderr
    header, *rows = (tmp_path / "log.csv").read_text().splitlines()
    for year in ("2023", "2024"):
        lines = [row for row in rows if f",{year}-" in row]
        (tmp_path / f"{year}.csv").write_text("\n".join([header, *lines, ""]))
    asked = ("--model-file", "model.json", "--horizon", "18m", "-v", "-o", "clv.csv")
    results = []
    for in_parts, inputs in ((False, ["log.csv"]), (True, ["2023.csv", "2024.csv"])):
        ran = run(tmp_path, "compute", *inputs, *asked, in_parts=in_parts)
        assert ran.returncode == 0, ran.stderr
        assert (b"valued in 2 parts, as all at once would take" in ran.stderr) is in_parts
        assert ran.stderr.count(b"model of model.json, learnt from") == 1
        results.append((tmp_path / "clv.csv").read_bytes())
    assert results[0] == results[1]


@pytest.mark.parametrize(("known_by", "place"), [("customer_id", ""), ("customer_email", "@example.com")])
def test_what_orders_and_customers_cost_is_told_in_parts_as_at_once(
    known_by: str, place: str, tmp_path: Path
) -> None:
    log(tmp_path)
    header, *rows = (tmp_path / "log.csv").read_text().splitlines()
    with_emails = [f"{row},{who}@example.com" if (who := row.split(",")[1]) else f"{row}," for row in rows]
    (tmp_path / "log.csv").write_text("\n".join([f"{header},customer_email", *with_emails, ""]))
    spent = [
        f"c{number:04}{place},{number % 9 + 0.5},2023-0{number % 9 + 1}-11" for number in (*range(0, 400, 7), 9999)
    ]
    (tmp_path / "spent.csv").write_text("\n".join([f"{known_by},amount,date", *spent, ""]))
    costs = ("--margin", "40%", "--freight", "3.5", "--return-handling", "9", "--customer-costs", "spent.csv")
    files = same_in_parts(tmp_path, "compute", "log.csv", *costs, "--model", "bg-nbd", "-v", "-o", "clv.csv")
    assert b"contribution 3" in files["clv.csv"]
