"""The money ladder of a shop and of its parts: every table adds up to the shop, to the last decimal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.contribution.goods import goods_table
from clvcli.contribution.ladder import GUEST, KNOWN, PART, Ladder, ladder
from clvcli.contribution.orders import order_table
from clvcli.contribution.schema import DELIVERY_COSTS, GOODS, STEPS
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at
from clvcli.orders.schema import names
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

END = date(2024, 6, 30)
ALL_COSTS = CostSettings(freight=Decimal(40), payment_fee=0.015, return_handling=Decimal(30))
ONE_MARGIN = CostSettings(margin=0.45)
TABLES = ("months", "channels", "countries", "buyers", "categories", "products")


def ladder_of(lines: pl.DataFrame, costs: CostSettings = ALL_COSTS) -> Ladder:
    known = known_at(lines.lazy(), END)
    table = order_table(known, costs, as_of=END)
    return ladder(table.frame, goods_table(known, costs, table))


def differing(found: Ladder) -> list[tuple[str, str]]:
    """Return the tables and steps that do not add up to the shop."""
    return [
        (name, step)
        for name in TABLES
        for step in STEPS
        if step in (part := getattr(found, name)).columns and not _same(part[step], found.shop[step][0])
    ]


def _same(part: pl.Series, shop: Decimal | None) -> bool:
    return part.null_count() == part.len() if shop is None else bool(part.sum() == shop)


@st.composite
def shops(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw orders with some costs, some returns, some guests and awkward prices."""
    rows: list[dict[str, Any]] = []
    price = st.integers(1, 10**6).map(lambda cents: Decimal(cents) / 300).map(lambda money: round(money, 4))
    for number in range(draw(st.integers(1, 12))):
        net = draw(price)
        lines = order_rows(
            f"O{number}",
            date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 170))),
            draw(st.sampled_from(["a", "b", "c", None])),
            net,
            refund=draw(st.sampled_from([Decimal(0), net, round(net / 3, 4)])),
            currency="DKK",
            channel=draw(st.sampled_from(["web", "shop", None])),
            country=draw(st.sampled_from(["DK", "SE"])),
            category=draw(st.sampled_from(["shoes", "shirts", None])),
            product=draw(st.sampled_from(["p1", "p2", "p3"])),
            cost_amount=draw(st.sampled_from([None, round(net / 3, 4)])),
        )
        rows.extend(lines)
    return rows


@pytest.mark.parametrize("costs", [ALL_COSTS, ONE_MARGIN, CostSettings(margins={"shoes": 0.3}, restocked=0.5)])
@given(rows=shops())
@settings(max_examples=25, derandomize=True, deadline=None)
def test_every_table_adds_up_to_the_shop(rows: list[dict[str, Any]], costs: CostSettings) -> None:
    assert differing(ladder_of(canonical_lines(rows), costs)) == []


def test_the_order_of_lines_changes_nothing(tiny_shop: pl.DataFrame) -> None:
    shuffled = ladder_of(tiny_shop.sample(fraction=1.0, shuffle=True, seed=3))
    found = ladder_of(tiny_shop)
    assert all(getattr(found, name).equals(getattr(shuffled, name)) for name in ("shop", *TABLES))


def test_twice_the_money_leaves_the_shares(tiny_shop: pl.DataFrame) -> None:
    money = pl.col("^(.*_amount|net_after_refund)$")
    doubled = tiny_shop.with_columns((money * 2).cast(pl.Decimal(18, 4)))
    shares = pl.col("^.*_share$").round(9)
    once, twice = (ladder_of(lines, CostSettings()).months for lines in (tiny_shop, doubled))
    assert once.select(shares).equals(twice.select(shares))
    assert twice["cm1"].sum() == once["cm1"].sum() * 2


def test_the_tiny_shop_goes_down_the_ladder(tiny_shop: pl.DataFrame) -> None:
    shop = ladder_of(tiny_shop).shop.row(0, named=True)
    told = {step: shop[step] for step in ("gross", "discount", "net_sales", "returns", "net_revenue", "cm1", "cm2")}
    assert shop["orders"] == 16
    assert told["gross"] - told["discount"] == told["net_sales"]
    assert told["net_sales"] - told["returns"] == told["net_revenue"]
    assert told["returns"] == Decimal(360 + 1200) / Decimal("1.25")
    assert shop["cm2"] == shop["cm1"] - sum(shop[cost] for cost in DELIVERY_COSTS)
    assert shop["freight"] == 16 * 40
    assert shop["return_cost"] == 2 * 30
    assert shop["cm1_share"] == pytest.approx(float(shop["cm1"] / shop["net_revenue"]))


def test_known_customers_and_guests_are_the_shop(tiny_shop: pl.DataFrame) -> None:
    buyers = ladder_of(tiny_shop).buyers
    assert dict(buyers.select(PART, "orders").iter_rows()) == {KNOWN: 15, GUEST: 1}


def test_without_costs_the_ladder_ends_at_net_revenue(tiny_shop: pl.DataFrame) -> None:
    bare = tiny_shop.with_columns(cost_amount=pl.lit(None, pl.Decimal(18, 4)))
    found = ladder_of(bare)
    assert found.shop["goods_cost"].item() is None
    assert found.shop["cm1_share"].item() is None
    assert found.products["cm1"].null_count() == found.products.height
    assert found.shop["net_revenue_share"].item() == 1.0


def test_goods_have_the_declared_columns(tiny_shop: pl.DataFrame) -> None:
    known = known_at(tiny_shop.lazy(), END)
    table = order_table(known, ALL_COSTS, as_of=END)
    assert goods_table(known, ALL_COSTS, table).columns == names(GOODS)


def test_shipping_makes_no_row_of_goods() -> None:
    rows: Sequence[dict[str, Any]] = order_rows("A", date(2024, 1, 5), "a", Decimal(100), product="cap")
    shipping = {**rows[0], "line_no": 2, "line_type": "shipping", "net_amount": Decimal(0), "product": None}
    shipping |= {"gross_amount": Decimal(0), "other_amount": Decimal(39)}
    found = ladder_of(canonical_lines([*rows, shipping]), ONE_MARGIN)
    assert found.products[PART].to_list() == ["cap"]
    assert found.shop["shipping_income"].item() == 39


def test_money_returned_that_names_no_goods_has_a_row_of_its_own() -> None:
    sold, back = order_rows(
        "A", date(2024, 1, 5), "a", Decimal(100), refund=Decimal(40), product="cap", currency="DKK"
    )
    sold["cost_amount"] = Decimal(60)
    back["product"] = None
    found = ladder_of(canonical_lines([sold, back]), CostSettings())
    told = {part: (cost, cm1) for part, cost, cm1 in found.products.select(PART, "goods_cost", "cm1").iter_rows()}
    assert told == {"cap": (Decimal(60), Decimal(40)), None: (Decimal(-24), Decimal(-16))}
    assert differing(found) == []
