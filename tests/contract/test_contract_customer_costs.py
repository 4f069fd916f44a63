"""`--customer-costs` through the command line: contribution 3 of every customer, and of the shop."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.contract.test_contract_tiny_shop import COLUMNS, COST_OPTIONS, CUSTOMERS, READ_AS, TINY_SHOP

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

SPENT = """\
email,month,amount,kind
anna@x.dk,2024-03,50,reward
Bo@x.dk,2024-02,20,service
carl@x.dk,2024-03,15,service
nobody@x.dk,2024-03,99,reward
"""

OF_WHOM = {"anna@x.dk": 50, "bo@x.dk": 20, "carl@x.dk": 15}

ASKED = ("tiny_shop.csv", *READ_AS, *COST_OPTIONS, "--customer-costs", "spent.csv")


@pytest.fixture
def shop(clvcli: Cli) -> Cli:
    """The tool in a folder with the export and what was spent on customers."""
    clvcli.write("tiny_shop.csv", f"{','.join(COLUMNS)}\n{TINY_SHOP}")
    clvcli.write("spent.csv", SPENT)
    return clvcli


def test_what_was_spent_on_a_customer_comes_off_what_orders_left(shop: Cli) -> None:
    ran = shop("compute", *ASKED, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.text)))
    assert {row["basis"] for row in rows} == {"contribution 3, ex tax"}
    assert {row["customer_id"]: Decimal(row["value_to_date"]) for row in rows} == {
        name: Decimal(left) - OF_WHOM.get(name, 0) for name, (_, _, left) in CUSTOMERS.items()
    }
    assert "1 of 4 rows are of nobody who has ordered; 99.00 is left out" in ran.stderr


def test_the_shop_ends_at_contribution_3_and_its_channels_at_2(shop: Cli) -> None:
    ran = shop("report", *ASKED, "--sections", "contribution", "--format", "md")
    assert "| - spent on customers | 85 |" in ran.text
    assert "| = contribution 3 | 3,443 |" in ran.text  # 3527.95 - 85
    assert "channels and categories end before it" in ran.text


def test_an_account_shows_what_was_spent_on_the_customer(shop: Cli) -> None:
    ran = shop("explain", "--customer", "anna@x.dk", *ASKED, "--format", "md")
    assert "| less spent on the customer | DKK 50.00 |" in ran.text
    assert "| value to date | DKK 1,362.85 | contribution 3, ex tax |" in ran.text


def test_without_a_cost_of_goods_there_is_no_contribution_3(shop: Cli) -> None:
    shop.write("sales.csv", "order_id,date,email,amount\n1,2024-01-05,anna@x.dk,100\n2,2024-01-06,bo@x.dk,50\n")
    ran = shop("compute", "sales.csv", "--customer-costs", "spent.csv")
    assert ran.exit_code != 0
    assert "--customer-costs: no cost of goods is known beside them" in ran.stderr
