"""Costs that cannot be meant of the orders, or say too little, stop the run."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from clvcli.contribution.checked import check_coverage, check_named, without_amount
from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import ByChannel, CostSettings
from clvcli.errors import BadValueError, CostsNotUsableError
from tests.conftest import canonical_lines, order_rows

LINES = canonical_lines(
    [
        *order_rows(
            "A", date(2024, 1, 5), "a", Decimal(100), category="sko", channel="web", cost_amount=Decimal(60)
        ),
        *order_rows("B", date(2024, 1, 6), "b", Decimal(200), category="strik", channel="web"),
        *order_rows("C", date(2024, 1, 7), "c", Decimal(100), category=None, channel="pos"),
    ]
)
EUROS = ("DKK", "EUR")


def margins(*names: str) -> CostSettings:
    return CostSettings(margins=dict.fromkeys(names, 0.5))


@pytest.mark.parametrize("names", [("sko", "pos"), ("web", "other"), ("other",), ()])
def test_a_margin_may_be_of_a_category_a_channel_or_all_others(names: tuple[str, ...]) -> None:
    check_named(LINES.lazy(), margins(*names), ["DKK"])


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Sko", "--margin sko=45%"), ("strk", "--margin strik=45%"), ("hats", "--margin pos=45%,sko=45%,strik=45%,other=45%")],
)  # fmt: skip
def test_a_margin_of_nothing_names_what_is_nearest(name: str, hint: str) -> None:
    with pytest.raises(BadValueError) as raised:
        check_named(LINES.lazy(), margins("sko", name), ["DKK"])
    assert raised.value.hint == hint


def test_an_amount_is_never_put_beside_several_currencies() -> None:
    with pytest.raises(CostsNotUsableError, match="--freight and --return-handling are amounts"):
        check_named(LINES.lazy(), CostSettings(freight=Decimal(39), return_handling=Decimal(0)), EUROS)


def test_a_rate_holds_in_any_currency() -> None:
    check_named(LINES.lazy(), CostSettings(payment_fee=0.015, margin=0.4), EUROS)


def test_goods_that_no_name_gives_a_margin_have_no_cost() -> None:
    table = order_table(LINES.lazy(), margins("strik"), as_of=date(2024, 1, 7))
    assert table.coverage[None].share == 0.75
    check_coverage(table, 0.75)
    with pytest.raises(CostsNotUsableError, match=r"cost is known for 75\.0%"):
        check_coverage(table, 0.76)


def test_the_rest_may_have_a_margin_beside_the_costs_of_the_data() -> None:
    table = order_table(LINES.lazy(), margins("other"), as_of=date(2024, 1, 7))
    assert table.coverage[None].share == 1.0
    costs = dict(table.frame.select("order_id", "goods_cost").iter_rows())
    assert costs == {"A": Decimal(60), "B": Decimal(100), "C": Decimal(50)}


def test_without_any_cost_nothing_is_covered_and_nothing_stops() -> None:
    bare = LINES.with_columns(cost_amount=pl.lit(None, pl.Decimal(18, 4)))
    check_coverage(order_table(bare.lazy(), CostSettings(), as_of=date(2024, 1, 7)), 0.5)


def freight(**amounts: int) -> CostSettings:
    by_channel = ByChannel({name: Decimal(amount) for name, amount in amounts.items()})
    return CostSettings(freight=by_channel, margins={"other": 0.5})


def test_an_order_costs_what_its_channel_does() -> None:
    table = order_table(LINES.lazy(), freight(web=39, pos=0), as_of=date(2024, 1, 7))
    assert dict(table.frame.select("order_id", "freight").iter_rows()) == {"A": 39, "B": 39, "C": 0}
    assert without_amount(table, freight(web=39, pos=0)) == ()


def test_the_same_amount_in_every_channel_is_one_amount() -> None:
    by_channel, one = (
        order_table(LINES.lazy(), costs, as_of=date(2024, 1, 7)).frame
        for costs in (freight(web=39, other=39), CostSettings(freight=Decimal(39), margins={"other": 0.5}))
    )
    assert by_channel.equals(one)


def test_orders_of_a_channel_without_an_amount_cost_none_and_are_said() -> None:
    table = order_table(LINES.lazy(), freight(pos=5), as_of=date(2024, 1, 7))
    assert dict(table.frame.select("order_id", "freight").iter_rows()) == {"A": 0, "B": 0, "C": 5}
    (note,) = without_amount(table, freight(pos=5))
    assert note.text == "--freight names no amount for `web`: 2 of 3 orders are taken to cost none"
    assert note.changes_money


def test_orders_without_a_channel_are_said_too() -> None:
    nowhere = LINES.with_columns(channel=pl.when(pl.col("order_id") != "A").then("channel"))
    (note,) = without_amount(
        order_table(nowhere.lazy(), freight(web=1, pos=1), as_of=date(2024, 1, 7)), freight(web=1, pos=1)
    )
    assert "no amount for orders without a channel: 1 of 3" in note.text


def test_an_amount_of_no_channel_names_what_is_nearest() -> None:
    with pytest.raises(BadValueError, match="`sko` is no channel of the orders"):
        check_named(LINES.lazy(), freight(sko=3), ["DKK"])
    with pytest.raises(BadValueError) as raised:
        check_named(LINES.lazy(), freight(weeb=3), ["DKK"])
    assert raised.value.hint == "--freight web=39"
