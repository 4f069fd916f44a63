"""What the orders of each customer have left: the tiny shop by hand, and sums that must agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.contributions import CONTRIBUTION, with_contributions
from clvcli.customers.known import known_at
from clvcli.customers.summary import Customers, summarise

END = date(2024, 6, 30)
DELIVERY = CostSettings(freight=Decimal(40), return_handling=Decimal(30), payment_fee=0.015)


def contributed(lines: pl.DataFrame, costs: CostSettings) -> Customers:
    customers = summarise(lines.lazy(), as_of=END)
    return with_contributions(customers, order_table(known_at(lines.lazy(), END), costs, as_of=END))


def of(customers: Customers, key: str) -> Decimal:
    found: Decimal = customers.frame.row(by_predicate=pl.col("customer_key") == key, named=True)[CONTRIBUTION]
    return found


def test_contribution_1_is_net_revenue_less_goods_that_did_not_come_back(tiny_shop: pl.DataFrame) -> None:
    customers = contributed(tiny_shop, CostSettings())
    assert of(customers, "anna@x.dk") == Decimal(2720 - (300 + 260 - 130 + 480 + 190))
    assert customers.earned["DKK"].per_purchase == 0


def test_who_returned_everything_has_cost_money(tiny_shop: pl.DataFrame) -> None:
    assert of(contributed(tiny_shop, DELIVERY), "carl@x.dk") == -40 - 30 - Decimal("14.40")


@pytest.mark.parametrize("costs", [CostSettings(), DELIVERY, CostSettings(margin=0.4, freight=Decimal(40))])
def test_what_future_purchases_are_worth_gives_back_what_past_ones_left(
    tiny_shop: pl.DataFrame, costs: CostSettings
) -> None:
    customers = contributed(tiny_shop, costs)
    earned, sums = customers.earned["DKK"], customers.frame.sum()
    purchases = sums["repeat_purchases"].item() + customers.frame["repeat_purchases"].count()
    worth = float(sums["net_revenue"].item()) * earned.rate + purchases * earned.per_purchase
    assert worth == pytest.approx(float(sums[CONTRIBUTION].item()), abs=1e-9 * 1e4)  # floats of thousands


def test_customers_and_guests_are_the_shop(tiny_shop: pl.DataFrame) -> None:
    table = order_table(known_at(tiny_shop.lazy(), END), DELIVERY, as_of=END)
    customers = with_contributions(summarise(tiny_shop.lazy(), as_of=END), table)
    guests = table.frame.filter(pl.col("customer_key").is_null()).select(pl.col("cm2").sum()).item()
    known = customers.frame.select(pl.col(CONTRIBUTION).sum()).item()
    assert known + guests == table.frame.select(pl.col("cm2").sum()).item()
