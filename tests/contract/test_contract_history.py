"""`report --history-starts`: since when new customers are new, and what cannot be meant by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli


def test_cohorts_before_the_day_are_left_out_of_the_row_for_all_and_it_is_said(clvcli: Cli) -> None:
    told = ("report", "log.csv", "--model", "bg-nbd", "--sections", "cohorts", "--history-starts")
    assert "may have bought before the data begin" in clvcli(*told, "2022-06-01").text
    assert "may have bought before the data begin" not in clvcli(*told, "2000-01-01").text


def test_a_day_after_all_orders_is_refused_with_one_that_is_not(clvcli: Cli) -> None:
    ran = clvcli("report", "log.csv", "--model", "bg-nbd", "--history-starts", "2099-01-01")
    assert ran.exit_code == 2
    assert ran.stdout == b""
    assert "--history-starts: nothing is known after 2" in ran.stderr
    assert "hint: --history-starts 2" in ran.stderr


def test_values_have_no_history_to_start(clvcli: Cli) -> None:
    assert clvcli("compute", "log.csv", "--model", "bg-nbd", "-o", "clv.csv").exit_code == 0
    ran = clvcli("report", "clv.csv", "--history-starts", "2022-06-01")
    assert ran.exit_code == 2
    assert "--history-starts" in ran.stderr
