"""`report --compare --contracts`: groups and contracts from files beside the orders, whose tables agree with others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

Section = dict[str, Any]


def rows_of(section: Section, name: str) -> list[dict[str, Any]]:
    table = next(each for each in section["tables"] if each["id"] == name)
    return list(table["rows"])


@pytest.fixture
def sections(clvcli: Cli) -> dict[str, Section]:
    """Return the sections by id: every third customer is gold, every third is not in the file."""
    people = [f"{number:03d},{('gold', 'none')[number % 3]}" for number in range(240) if number % 3 < 2]
    clvcli.write("people.csv", "\n".join(["customer_id,membership", *people]) + "\n")
    ends = [f"{number:03d},2022-01-01,{('2022-12-31', '2023-06-30', '')[number % 3]}" for number in range(240)]
    clvcli.write("club.csv", "\n".join(["customer_id,start,end", *ends]) + "\n")
    names = "key_figures,orders,journey,groups,contracts,newest"
    beside = ("--customers", "people.csv", "--compare", "membership", "--contracts", "club.csv")
    ran = clvcli("report", "log.csv", "--model", "bg-nbd", "--format", "json", "--sections", names, *beside)
    assert ran.exit_code == 0
    return {section["id"]: section for section in json.loads(ran.stdout)["sections"]}


def test_groups_bands_and_order_numbers_add_up_to_the_shop(sections: dict[str, Section]) -> None:
    groups = rows_of(sections["groups"], "groups")
    assert {row["group"]: row["customers"] for row in groups} == {"gold": 80, "none": 80, "not_known": 80}
    values = rows_of(sections["orders"], "order_values")
    orders = {row["group"]: row["orders"] for row in values}
    assert orders["all_orders"] == sum(row["orders"] for row in rows_of(sections["orders"], "order_bands"))
    assert orders["all_orders"] == orders["order_first"] + orders["order_returning"]
    assert orders["order_returning"] == orders["order_second"] + orders["order_third_or_later"]


def test_one_sentence_says_whether_a_group_differs_by_more_than_chance(sections: dict[str, Section]) -> None:
    (answer,) = sections["groups"]["answer"]
    assert answer["key"] in {"groups_level_answer", "groups_more_answer", "groups_less_answer"}
    assert "membership" in answer["text"]


def test_contracts_hand_over_from_period_to_period(sections: dict[str, Section]) -> None:
    periods = rows_of(sections["contracts"], "contracts_by_period")
    assert [row["at_end"] for row in periods][-1] == 80
    assert sum(row["churned"] for row in periods) == 160
    assert sections["contracts"]["key_figures"][0]["value"] == 80


def test_a_column_that_the_file_lacks_is_refused_with_the_nearest(clvcli: Cli) -> None:
    clvcli.write("people.csv", "customer_id,membership\n001,gold\n")
    ran = clvcli("report", "log.csv", "--customers", "people.csv", "--compare", "membershp")
    assert ran.exit_code == 65
    assert "no column `membershp`" in ran.stderr
    assert "hint: membership" in ran.stderr


def test_groups_are_made_from_a_file_of_customers(clvcli: Cli) -> None:
    ran = clvcli("report", "log.csv", "--compare", "membership")
    assert ran.exit_code == 2
    assert "--customers FILE" in ran.stderr
