"""`segment --profile` and the sections on seasons: what they add, what they need, and how each is explained."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from clvcli.products.profile import PROFILE

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli, Ran

MODEL = ("--model", "bg-nbd")
NAMES = [column.name for column in PROFILE]


def rows(ran: Ran) -> list[dict[str, str]]:
    assert ran.exit_code == 0, ran.stderr
    return list(csv.DictReader(io.StringIO(ran.text)))


def test_a_profile_stands_behind_the_columns_of_each_customer(clvcli: Cli) -> None:
    plain, profiled = (rows(clvcli("segment", "log.csv", *MODEL, *more)) for more in ((), ("--profile",)))
    assert list(profiled[0]) == [*plain[0], *NAMES]
    assert [{name: row[name] for name in plain[0]} for row in profiled] == plain
    assert {row["season_profile"] for row in profiled} <= {"SS", "AW", "both", ""}


def test_a_likely_purchase_lies_ahead(clvcli: Cli) -> None:
    told = [row for row in rows(clvcli("segment", "log.csv", *MODEL, "--profile")) if row["next_purchase_from"]]
    assert told
    assert all(row["as_of"] < row["next_purchase_from"] <= row["next_purchase_to"] for row in told)


def test_values_alone_have_no_profile(clvcli: Cli) -> None:
    assert clvcli("compute", "log.csv", *MODEL, "-o", "clv.csv").exit_code == 0
    ran = clvcli("segment", "clv.csv", "--profile")
    assert (ran.exit_code, ran.text) == (2, "")
    assert "give the orders, with --profile" in ran.stderr


def test_months_that_leave_no_other_season_are_refused(clvcli: Cli) -> None:
    for months in ("3-2", "0-6", "feb-jul"):
        ran = clvcli("segment", "log.csv", "--spring-summer", months)
        assert (ran.exit_code, ran.text) == (2, "")
        assert "hint: 2-7" in ran.stderr


def test_every_column_of_a_profile_can_be_asked_about(clvcli: Cli) -> None:
    ran = clvcli("explain", "columns")
    assert all(name in ran.text for name in NAMES)
    assert "a column of segment --profile" in clvcli("explain", "next_category").text


def test_sections_on_seasons_say_what_they_lack(clvcli: Cli) -> None:
    assert clvcli("compute", "log.csv", *MODEL, "-o", "clv.csv").exit_code == 0
    ran = clvcli("report", "clv.csv", "--sections", "seasons,planning")
    assert ran.text.count("give the orders instead of what compute wrote") == 2
    bare = clvcli("report", "log.csv", *MODEL, "--sections", "planning")
    assert "--map category=COLUMN" in bare.text
