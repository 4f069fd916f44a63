"""What each column of a list of orders says by its own name: tax, before discount, what was returned."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.errors import AmountMeaningError, TaxUnclearError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.ingest import Ingested

    Ingest = Callable[..., Ingested]

DISCOUNTED = ((100, 10), (200, 0), (300, 30))
"""Amount before discount, discount; two of them of 560 in all after discount."""

TAXED = ("gross", "discount", "shipping", "refund merchandise", "refund shipping")


def orders(**columns: tuple[object, ...]) -> list[dict[str, object]]:
    """Orders of one row each with further columns, whose names have blanks for `_`."""
    rows = zip(*columns.values(), strict=True)
    return [
        {"order_id": f"o{n}", "email": f"c{n}@example.com", "date": f"2024-05-{13 + n}"}
        | {name.replace("_", " "): value for name, value in zip(columns, row, strict=True)}
        for n, row in enumerate(rows)
    ]


GROSS, DISCOUNT = (column for column in zip(*DISCOUNTED, strict=True))


def net_of(result: Ingested) -> Decimal:
    return result.reconciliation.money_of("net_revenue")


def money_of(result: Ingested) -> tuple[object, ...]:
    """Net revenue, and the money of each line that is no merchandise, in order of size."""
    other = result.lines.filter(pl.col("other_amount") != 0).select("other_amount").collect()
    return net_of(result), *sorted(other["other_amount"])


# --- tax, column by column -------------------------------------------------------------------


@pytest.mark.parametrize("holds", [*product((True, False), repeat=len(TAXED))])
def test_a_column_means_the_same_with_tax_and_without(ingested: Ingest, holds: tuple[bool, ...]) -> None:
    ex_tax = {"gross": 400, "discount": 80, "shipping": 40, "refund merchandise": 160, "refund shipping": 20}
    money = {
        f"{name} {'incl.' if tax else 'ex'} VAT": ex_tax[name] * (1.25 if tax else 1)
        for name, tax in zip(TAXED, holds, strict=True)
    }
    row: dict[str, Any] = {"order_id": "o1", "email": "a@example.com", "date": "2024-05-13", **money}
    result = ingested([row], tax_rate=0.25)
    assert result.tax == "excluded"
    assert money_of(result) == (400 - 80 - 160, -20, 40)
    ladder = {step: result.reconciliation.money_of(step) for step in ("gross", "discounts", "net_sales")}
    assert ladder == {"gross": 400, "discounts": -80, "net_sales": 320}


@pytest.mark.parametrize(
    ("amount", "beside"),
    [
        ("amount incl. VAT", "shipping ex VAT"),
        ("beløb ekskl. moms", "fragt inkl. moms"),
        ("belopp exkl. moms", "frakt inkl. moms"),
        ("Betrag inkl. MwSt.", "Versand exkl. MwSt."),
        ("beløp inkl. mva", "frakt ekskl. mva"),
        ("amount_ex_vat", "cogs_incl_vat"),
    ],
)
def test_columns_with_tax_and_without_are_never_added_up(ingested: Ingest, amount: str, beside: str) -> None:
    rows = [{"order_id": "o1", "email": "a@example.com", "date": "2024-05-13", amount: 125, beside: 50}]
    with pytest.raises(TaxUnclearError, match=beside.replace(".", r"\.")):
        ingested(rows)


def test_columns_that_all_hold_tax_stay_as_they_are_without_a_rate(ingested: Ingest) -> None:
    result = ingested(orders(amount_incl_vat=(125, 250), shipping_incl_vat=(50, 0), cogs=(40, 80)))
    assert result.tax == "included"
    assert money_of(result) == (375, 50)


def test_a_column_of_rates_takes_the_tax_out_line_by_line(ingested: Ingest) -> None:
    rates: tuple[tuple[object, ...], ...] = ((25, 12), (0.25, 0.12))
    for printed in rates:
        result = ingested(orders(amount_incl_vat=(125, 112), vat_rate=printed, shipping_incl_vat=(50, 0)))
        assert money_of(result) == (200, 40)


def test_costs_are_without_tax_unless_their_name_says_so(ingested: Ingest) -> None:
    for name, cost in (("cogs", 40), ("cogs_incl_vat", 50)):
        lines = ingested(orders(amount_incl_vat=(125,), **{name: (cost,)}), tax_rate=0.25).lines.collect()
        assert lines["cost_amount"].to_list() == [Decimal(40)]


def test_the_tax_on_shipping_is_what_was_charged_on_top(ingested: Ingest) -> None:
    for rows in (orders(amount_ex_vat=(100,), shipping=(40,)), orders(amount_incl_vat=(125,), shipping=(50,))):
        lines = ingested(rows, tax_rate=0.25).lines.collect().sort("line_no")
        charged = lines.select(pl.sum_horizontal("net_amount", "other_amount", "tax_amount")).to_series()
        assert charged.to_list() == [125, 50]


# --- before discount -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["list_amount", "beløb før rabat", "belopp före rabatt", "Betrag vor Rabatt"])
def test_an_amount_before_discount_is_less_the_discount_beside_it(ingested: Ingest, name: str) -> None:
    assert net_of(ingested(orders(**{name: GROSS}, discount=DISCOUNT))) == 560


@pytest.mark.parametrize("name", ["gross", "brutto"])
def test_a_gross_that_nothing_tells_of_stops_the_run_and_the_option_decides(ingested: Ingest, name: str) -> None:
    rows = orders(**{name: GROSS}, discount=DISCOUNT)
    with pytest.raises(AmountMeaningError):
        ingested(rows)
    with pytest.raises(AmountMeaningError):
        ingested(rows, amount_is="order")
    assert net_of(ingested(rows, columns={"line_gross": name})) == 560
    assert net_of(ingested(rows, columns={"amount": name})) == 600


@pytest.mark.parametrize(
    ("total", "net"),
    [
        ((90, 200, 270), 560),  # gross - discount
        ((95, 205, 275), 560),  # gross - discount + shipping of 5
        ((100, 200, 300), 600),  # gross
        ((105, 205, 305), 600),  # gross + shipping
    ],
)
def test_a_printed_total_tells_whether_gross_is_before_discount(
    ingested: Ingest, total: tuple[int, ...], net: int
) -> None:
    rows = orders(gross=GROSS, discount=DISCOUNT, shipping=(5, 5, 5), order_total=total)
    assert net_of(ingested(rows)) == net


def test_a_total_of_gross_less_discount_and_shipping_leaves_shipping_out(ingested: Ingest) -> None:
    rows = orders(gross=GROSS, discount=DISCOUNT, shipping=(5, 5, 5), total=(95, 205, 275))
    assert net_of(ingested(rows)) == 560


def test_a_gross_without_discounts_is_the_amount(ingested: Ingest) -> None:
    assert net_of(ingested(orders(gross=GROSS, discount=(0, 0, 0)))) == 600


def test_an_amount_before_discount_that_an_order_repeats_stops_the_run(ingested: Ingest) -> None:
    rows = [row | {"sku": sku} for row in orders(list_amount=GROSS, discount=DISCOUNT) for sku in ("a", "b")]
    for options in ({}, {"amount_is": "order"}):
        with pytest.raises(AmountMeaningError, match="before discount"):
            ingested(rows, **options)
    assert net_of(ingested(rows, amount_is="line")) == 2 * 560


# --- what was returned -----------------------------------------------------------------------


def test_a_refund_of_more_than_the_goods_is_of_their_shipping_too(ingested: Ingest) -> None:
    result = ingested(orders(amount_incl_vat=(125, 250), shipping_incl_vat=(50, 50), refund_incl_vat=(175, 125)),
                      tax_rate=0.25)  # fmt: skip
    assert money_of(result) == (100, -40, 40, 40)


def test_a_refund_beside_the_shipping_returned_is_of_both_where_an_order_came_back_whole(ingested: Ingest) -> None:
    both = orders(amount=(100, 200), shipping=(40, 40), refund=(140, 60), refund_shipping=(40, 10))
    assert net_of(ingested(both)) == 300 - 100 - 50
    goods = orders(amount=(100, 200), shipping=(40, 40), refund=(100, 50), refund_shipping=(40, 10))
    assert net_of(ingested(goods)) == 300 - 100 - 50
    unclear = orders(amount=(100, 200), shipping=(40, 40), refund=(50, 50), refund_shipping=(40, 10))
    with pytest.raises(AmountMeaningError, match="shipping"):
        ingested(unclear)


def test_what_is_restocked_lowers_the_cost_of_goods_on_the_refund(ingested: Ingest) -> None:
    rows = orders(amount=(100, 200), refund=(100, 50), cogs=(40, 80), cogs_restocked=(40, None))
    lines = ingested(rows).lines.collect()
    costs = lines.filter(pl.col("line_type") == "refund").sort("order_id")["cost_amount"].to_list()
    assert costs == [Decimal(-40), None]


def test_the_day_of_a_refund_stands_on_what_gives_money_back_alone(ingested: Ingest) -> None:
    rows = orders(amount=(100, 200), shipping=(40, 40), refund=(140, 0), refund_date=("2024-06-01", "2024-06-02"))
    lines = ingested(rows).lines.filter(pl.col("refunded_at").is_not_null()).collect()
    assert sorted(lines.select("line_type", "other_amount", "refund_amount").rows()) == [
        ("refund", Decimal(0), Decimal(100)), ("shipping", Decimal(-40), Decimal(0))
    ]  # fmt: skip
