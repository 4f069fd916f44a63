"""Customers sorted in parts: the bytes and the words of those sorted at once, or a refusal before any work."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.contract.test_contract_in_parts import log, run, same_in_parts

if TYPE_CHECKING:
    from pathlib import Path

EVERY = ("--scheme", "tiers,rfm,grid,life-cycle,groups")
LEFT = ("--summary", "summary.csv", "--save-cuts", "cuts.json")


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "segments.csv", *EVERY, *LEFT, "--model", "auto"),
        ("--table", "winback", "--contact-cost", "9", "--model", "pareto-nbd", "-o", "winback.csv"),
        ("--table", "protect", "--model", "pareto-nbd", "-o", "protect.md"),
        ("--table", "cross", "--cross", "tiers,life-cycle", "--model", "pareto-nbd", "-o", "segments.json"),
    ],
    ids=["customers", "winback", "protect", "crossed"],
)
def test_customers_sorted_in_parts_have_the_bytes_of_those_sorted_at_once(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    log(tmp_path)
    same_in_parts(tmp_path, "segment", "log.csv", "-v", *arguments)


def test_what_looks_at_all_customers_at_once_is_refused_where_memory_was_named(tmp_path: Path) -> None:
    log(tmp_path, customers=30)
    ran = run(tmp_path, "segment", "log.csv", "--profile", "--memory", "4GiB", in_parts=True)
    assert ran.returncode == 2
    assert b"CLV541" in ran.stderr
    assert b"segment with --profile" in ran.stderr


def test_an_audience_of_customers_in_parts_is_that_of_customers_at_once(tmp_path: Path) -> None:
    log(tmp_path)
    rng = random.Random(3)  # noqa: S311  invented people
    agreed = ("yes", "yes", "no", "")
    rows = [f"c{number:04},c{number}@example.dk,{rng.choice(agreed)},SE" for number in range(0, 500, 2)]
    (tmp_path / "people.csv").write_text("\n".join(["customer_id,email,consent,country", *rows]) + "\n")
    arguments = ("--customers", "people.csv", "--audience", "csv", "--control", "20%", "--model", "pareto-nbd")
    results = []
    for in_parts in (False, True):
        ran = run(tmp_path, "segment", "log.csv", "-v", *arguments, "--audience-to", "lists", in_parts=in_parts)
        assert ran.returncode == 0, ran.stderr
        assert (b"valued in 2 parts, as all at once would take" in ran.stderr) is in_parts
        said = [line for line in ran.stderr.splitlines() if b" parts, " not in line]
        folder = (tmp_path / "lists").rename(tmp_path / f"lists-{in_parts}")
        results.append(({path.name: path.read_bytes() for path in folder.iterdir()}, said, ran.stdout))
    assert results[0] == results[1]
    assert len(results[0][0]) > 3  # lists, and the two files beside them


def test_moves_since_a_file_are_those_of_customers_at_once(tmp_path: Path) -> None:
    log(tmp_path)
    before = ("--as-of", "2024-06-30", "--scheme", "tiers,rfm,life-cycle", "-o", "before.csv")
    assert run(tmp_path, "segment", "log.csv", *before, "--model", "pareto-nbd", in_parts=True).returncode == 0
    arguments = ("--compare-to", "before.csv", "--table", "migration", "--exact-fifths", "--scheme", "tiers,rfm")
    results = []
    for in_parts in (False, True):
        ran = run(tmp_path, "segment", "log.csv", "-v", *arguments, "--model", "pareto-nbd", in_parts=in_parts)
        assert ran.returncode == 0, ran.stderr
        assert (b"valued in 2 parts, as all at once would take" in ran.stderr) is in_parts
        results.append((ran.stdout, [line for line in ran.stderr.splitlines() if b" parts, " not in line]))
    assert results[0] == results[1]
    assert b"new_customer" in results[0][0]
