"""What the orders of each customer have left: the tiny shop by hand, and sums that must agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.contribution.checked import without_amount
from clvcli.contribution.ladder import GUEST, KNOWN, PART, ladder
from clvcli.contribution.orders import order_table
from clvcli.contribution.schema import GOODS, empty
from clvcli.contribution.settings import ByChannel, CostSettings
from clvcli.customers.contributions import CONTRIBUTION, SPENT, with_contributions
from clvcli.customers.in_parts import summarise_in_parts
from clvcli.customers.known import known_at
from clvcli.customers.summary import Customers, summarise
from clvcli.in_parts import InParts
from clvcli.orders.schema import CANONICAL_SCHEMA, MONEY
from clvcli.orders.settling.by_buyer import lines_by_buyer

if TYPE_CHECKING:
    from pathlib import Path

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


def summed(customers: Customers, column: str) -> Decimal:
    found: Decimal = customers.frame.select(pl.col(column).sum()).item()
    return found


def spent_on(**amounts: int) -> pl.DataFrame:
    rows = [{"customer_key": f"{name}@x.dk", "currency": "DKK", SPENT: amount} for name, amount in amounts.items()]
    return pl.DataFrame(rows).with_columns(pl.col(SPENT).cast(MONEY))


@pytest.mark.parametrize("costs", [CostSettings(), DELIVERY, CostSettings(margin=0.4)])
def test_what_was_spent_on_customers_comes_off_and_future_purchases_bear_it(
    tiny_shop: pl.DataFrame, costs: CostSettings
) -> None:
    table = order_table(known_at(tiny_shop.lazy(), END), costs, as_of=END)
    people = summarise(tiny_shop.lazy(), as_of=END)
    before = with_contributions(people, table)
    after = with_contributions(people, table, spent_on(anna=50, bo=20))
    assert of(before, "anna@x.dk") - of(after, "anna@x.dk") == 50
    assert of(before, "dina@x.dk") == of(after, "dina@x.dk")
    assert summed(before, CONTRIBUTION) - summed(after, CONTRIBUTION) == 70
    earned, sums = after.earned["DKK"], after.frame.sum()
    assert earned.level == "cm3"
    purchases = sums["repeat_purchases"].item() + after.frame["repeat_purchases"].count()
    assert earned.per_purchase == pytest.approx(before.earned["DKK"].per_purchase - 70 / purchases)
    worth = float(sums["net_revenue"].item()) * earned.rate + purchases * earned.per_purchase
    assert worth == pytest.approx(float(sums[CONTRIBUTION].item()), abs=1e-9 * 1e4)  # floats of thousands


def test_customers_less_what_was_spent_and_guests_are_the_shop(tiny_shop: pl.DataFrame) -> None:
    table = order_table(known_at(tiny_shop.lazy(), END), DELIVERY, as_of=END)
    customers = with_contributions(summarise(tiny_shop.lazy(), as_of=END), table, spent_on(anna=50, carl=15))
    found = ladder(table.frame, empty(GOODS), customer_cost=summed(customers, SPENT))
    buyers = {row[PART]: row for row in found.buyers.iter_rows(named=True)}
    shop = found.shop.row(0, named=True)
    assert buyers[KNOWN]["cm3"] == summed(customers, CONTRIBUTION)
    assert buyers[GUEST]["customer_cost"] == 0
    assert buyers[GUEST]["cm3"] == buyers[GUEST]["cm2"]
    assert buyers[KNOWN]["cm3"] + buyers[GUEST]["cm3"] == shop["cm3"] == shop["cm2"] - 65


def test_contribution_3_follows_contribution_1_where_no_delivery_is_named(tiny_shop: pl.DataFrame) -> None:
    table = order_table(known_at(tiny_shop.lazy(), END), CostSettings(), as_of=END)
    shop = ladder(table.frame, empty(GOODS), customer_cost=Decimal(65)).shop.row(0, named=True)
    assert shop["cm2"] is None
    assert shop["cm3"] == shop["cm1"] - 65
    assert ladder(table.frame, empty(GOODS)).shop["cm3"].to_list() == [None]


@pytest.mark.parametrize("spent", [False, True])
@pytest.mark.parametrize(
    "costs",
    [
        CostSettings(),
        DELIVERY,
        CostSettings(margins={"dresses": 0.4, "other": 0.3}),
        CostSettings(freight=ByChannel(amounts={"web": Decimal(20)})),
    ],
    ids=["goods", "delivery", "margins", "freight by channel"],
)
def test_what_orders_of_customers_in_files_have_left_is_what_those_of_all_have(
    costs: CostSettings, spent: bool, tiny_shop: pl.DataFrame, tmp_path: Path
) -> None:
    beside = spent_on(anna=50, bo=20) if spent else None
    table = order_table(known_at(tiny_shop.lazy(), END), costs, as_of=END)
    whole = with_contributions(summarise(tiny_shop.lazy(), as_of=END), table, beside)
    files = lines_by_buyer(tiny_shop.lazy(), 3, [*CANONICAL_SCHEMA])
    people = summarise_in_parts(files, as_of=END, folder=tmp_path)
    lines = InParts.in_files(files).map(lambda part: known_at(part, END))
    in_parts = order_table(lines, costs, as_of=END)
    found = with_contributions(people, in_parts, beside)
    assert len(found.paths) > 1
    assert found.people.collect().sort("customer_key", "currency").equals(whole.frame)
    assert found.earned == whole.earned
    assert without_amount(in_parts, costs) == without_amount(table, costs)
