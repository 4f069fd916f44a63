"""What an order is worth: tax, discounts, shipping, totals once or repeated, refunds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import AmountMeaningError, TaxUnclearError
from clvcli.orders.money.tax import ONLY_ON_TOP, RATIO_ROUNDING

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.ingest import Ingested

    Ingest = Callable[..., Ingested]

SHOPIFY = (
    "Name", "Email", "Financial Status", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Amount",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku", "Cancelled at",
    "Refunded Amount",
)  # fmt: skip


def shopify(name: str, **values: object) -> dict[str, object]:
    """One row of a Shopify export; order fields are given on the first row of an order only."""
    named = {key.replace("_", " "): value for key, value in values.items()}
    row: dict[str, object] = dict.fromkeys(SHOPIFY, "")
    row |= {"Name": name, "Email": f"{name.strip('#')}@shop.example", "Created at": "2024-05-13 10:00:00 +0200"}
    unknown = set(named) - set(SHOPIFY)
    assert not unknown, unknown
    return row | named


def first(name: str, **values: object) -> dict[str, object]:
    """The first row of a Shopify order: carries the order's status and money."""
    order = {
        "Financial_Status": "paid",
        "Currency": "DKK",
        "Shipping": "0.00",
        "Discount_Amount": "0.00",
        "Refunded_Amount": "0.00",
    }
    return shopify(name, **(order | values))


def by_order(result: Ingested) -> dict[str, dict[str, Decimal]]:
    """Money of each order that counts."""
    lines = result.lines.filter(pl.col("excluded").is_null()).collect()
    sums = lines.group_by("order_id").agg(
        pl.col("gross_amount", "discount_amount", "net_amount", "refund_amount", "other_amount").sum()
    )
    return {row.pop("order_id"): row for row in sums.to_dicts()}


TAX_INCLUDED = [
    # 2 x 250 + 1 x 500, tax 25 % inside
    first("#1", Subtotal="1000.00", Taxes="200.00", Total="1000.00", Lineitem_quantity=2, Lineitem_name="Kjole - M", Lineitem_price="250.00", Lineitem_sku="K-M"),
    shopify("#1", Lineitem_quantity=1, Lineitem_name="Strik - L", Lineitem_price="500.00", Lineitem_sku="S-L"),
    # a tip beside the goods
    first("#2", Subtotal="400.00", Taxes="80.00", Total="420.00", Lineitem_quantity=1, Lineitem_name="Bluse - S", Lineitem_price="400.00", Lineitem_sku="B-S"),
    shopify("#2", Lineitem_quantity=1, Lineitem_name="Tip", Lineitem_price="20.00"),
    # a free-shipping code: 49 of shipping, 49 of discount
    first("#3", Subtotal="500.00", Shipping="49.00", Taxes="100.00", Total="500.00", Discount_Amount="49.00", Lineitem_quantity=1, Lineitem_name="Buks - M", Lineitem_price="500.00", Lineitem_sku="P-M"),
    # partly refunded: 250 of 1000 came back, tax included
    first("#4", Financial_Status="partially_refunded", Subtotal="1000.00", Taxes="200.00", Total="1000.00", Refunded_Amount="250.00", Lineitem_quantity=4, Lineitem_name="Sok - M", Lineitem_price="250.00", Lineitem_sku="O-M"),
    # paid, then cancelled
    first("#5", Subtotal="300.00", Taxes="60.00", Total="300.00", Cancelled_at="2024-05-14 09:00:00 +0200", Lineitem_quantity=1, Lineitem_name="Hat - S", Lineitem_price="300.00", Lineitem_sku="H-S"),
    # a discount of 100 on the goods, shipping charged
    first("#6", Subtotal="400.00", Shipping="50.00", Taxes="90.00", Total="450.00", Discount_Amount="100.00", Lineitem_quantity=1, Lineitem_name="Frakke - L", Lineitem_price="500.00", Lineitem_sku="F-L"),
]  # fmt: skip


def test_shopify_prices_with_tax_inside_are_taken_apart_order_by_order(ingested: Ingest) -> None:
    result = ingested(TAX_INCLUDED)
    orders = by_order(result)
    assert result.tax == "excluded"
    assert {name: order["net_amount"] for name, order in orders.items()} == {
        "#1": Decimal(800), "#2": Decimal(320), "#3": Decimal(400), "#4": Decimal(800), "#6": Decimal(320),
    }  # fmt: skip
    assert orders["#4"]["refund_amount"] == Decimal(200)
    assert orders["#2"]["other_amount"] == Decimal(20)
    assert orders["#3"]["other_amount"] == 0
    assert orders["#6"]["other_amount"] == Decimal(40)
    assert orders["#6"]["discount_amount"] == Decimal(80)
    assert result.fates is not None
    assert result.fates.filter(pl.col("rule") == "cancelled")["rows"].item() == 1


TAX_ON_TOP = [
    {**row, "Total": f"{float(str(row['Total'])) + float(str(row['Taxes'])):.2f}"} if row["Total"] else row
    for row in TAX_INCLUDED
]


def test_shopify_prices_with_tax_on_top_stand_as_printed(ingested: Ingest) -> None:
    orders = by_order(ingested(TAX_ON_TOP))
    assert {name: order["net_amount"] for name, order in orders.items()} == {
        "#1": Decimal(1000), "#2": Decimal(400), "#3": Decimal(500), "#4": Decimal(1000), "#6": Decimal(400),
    }  # fmt: skip
    # 250 of 1200 charged came back: 250 x 1000 / 1200
    assert orders["#4"]["refund_amount"] == Decimal("208.3333")


def test_the_parts_of_an_order_add_up_to_its_subtotal_to_the_last_digit(ingested: Ingest) -> None:
    rows = [
        first("#9", Subtotal="100.00", Taxes="0.00", Total="100.00", Lineitem_quantity=1, Lineitem_name="A - S", Lineitem_price="33.33", Lineitem_sku="A"),
        shopify("#9", Lineitem_quantity=1, Lineitem_name="B - S", Lineitem_price="33.33", Lineitem_sku="B"),
        shopify("#9", Lineitem_quantity=1, Lineitem_name="C - S", Lineitem_price="44.44", Lineitem_sku="C"),
    ]  # fmt: skip
    assert by_order(ingested(rows))["#9"]["net_amount"] == Decimal(100)


def lines_of(
    order: str, *amounts: object, customer: str = "c1", day: str = "2024-05-13"
) -> list[dict[str, object]]:
    """Rows of a generic line table."""
    return [
        {"order_id": order, "customer_id": customer, "date": day, "sku": f"s{n}", "amount": amount}
        for n, amount in enumerate(amounts)
    ]


def test_an_amount_repeated_on_the_rows_of_an_order_counts_once(ingested: Ingest) -> None:
    rows = [*lines_of("1", 90, 90), *lines_of("2", 120, 120, 120), *lines_of("3", 50, 50), *lines_of("4", 70)]
    assert {name: order["net_amount"] for name, order in by_order(ingested(rows)).items()} == {
        "1": Decimal(90), "2": Decimal(120), "3": Decimal(50), "4": Decimal(70),
    }  # fmt: skip


def test_an_amount_on_the_first_row_of_an_order_only_is_the_orders(ingested: Ingest) -> None:
    rows = [*lines_of("1", 90, ""), *lines_of("2", 120, "", ""), *lines_of("3", 50, ""), *lines_of("4", 70)]
    result = ingested(rows)
    assert result.rejects.height == 0
    assert result.reconciliation.money_of("net_revenue") == Decimal(330)


def test_amounts_that_differ_inside_an_order_are_of_its_lines(ingested: Ingest) -> None:
    rows = [*lines_of("1", 90, 10), *lines_of("2", 120, 30, 5), *lines_of("3", 50, 50)]
    assert ingested(rows).reconciliation.money_of("net_revenue") == Decimal(355)


def test_a_repeated_amount_too_few_orders_can_prove_stops_the_run(ingested: Ingest) -> None:
    rows = [*lines_of("1", 90, 90), *lines_of("2", 120)]
    with pytest.raises(AmountMeaningError) as stopped:
        ingested(rows)
    assert "--amount-is" in str(stopped.value.hint)
    assert ingested(rows, amount_is="order").reconciliation.money_of("net_revenue") == Decimal(210)
    assert ingested(rows, amount_is="line").reconciliation.money_of("net_revenue") == Decimal(300)


@pytest.mark.parametrize(
    ("price", "quantity", "discount", "amount", "net"),
    [
        pytest.param(100, 2, 20, 180, 180, id="amount is after discount"),
        pytest.param(100, 2, 20, 200, 180, id="amount is before discount"),
    ],
)
def test_the_line_amount_is_held_against_price_and_discount(
    ingested: Ingest, price: int, quantity: int, discount: int, amount: int, net: int
) -> None:
    rows = [
        {"order_id": str(n), "customer_id": "c", "date": f"2024-05-{n + 13}", "sku": "s", "quantity": quantity,
         "unit_price": price + n, "discount": discount, "amount": amount + quantity * n}
        for n in range(4)
    ]  # fmt: skip
    assert ingested(rows).reconciliation.money_of("net_revenue") == sum(net + quantity * n for n in range(4))


def test_tax_named_in_a_header_is_taken_out(ingested: Ingest) -> None:
    rows = [
        {"Ordrenr.": str(n), "Kundenr.": "007", "Ordredato": f"{13 + n}-05-2024", "Varenr.": "v", "Antal": 1,
         "Linjetotal inkl. moms": "125,00", "Heraf moms": "25,00"}
        for n in range(3)
    ]  # fmt: skip
    result = ingested(rows)
    assert result.reconciliation.money_of("net_revenue") == Decimal(300)
    assert result.tax == "excluded"


def test_tax_that_can_be_inside_or_on_top_stops_the_run(ingested: Ingest) -> None:
    rows = [
        {"order_id": str(n), "customer_id": "c", "date": f"2024-05-{13 + n}", "amount": "100.00", "tax": "20.00"}
        for n in range(3)
    ]
    with pytest.raises(TaxUnclearError):
        ingested(rows)
    assert ingested(rows, tax="included").reconciliation.money_of("net_revenue") == Decimal(240)
    assert ingested(rows, tax="excluded").reconciliation.money_of("net_revenue") == Decimal(300)


def test_without_a_tax_column_amounts_stand_as_printed_and_tax_is_unknown(ingested: Ingest) -> None:
    rows = [{"customer": "c", "date": "2024-05-13", "amount": "100.0055"}]
    result = ingested(rows)
    assert result.tax == "unknown"
    assert result.reconciliation.money_of("net_revenue") == Decimal("100.0055")


def test_a_tax_rate_given_is_taken_out_and_rounded_once(ingested: Ingest) -> None:
    rows = [{"customer": "c", "date": "2024-05-13", "amount": "99.99"}]
    result = ingested(rows, tax="included", tax_rate=0.25)
    assert result.reconciliation.money_of("net_revenue") == Decimal("79.992")


def test_a_refunded_order_without_a_refund_column_is_returned_whole(ingested: Ingest) -> None:
    rows = [
        {"order_id": "1", "customer": "c", "date": "2024-05-13", "amount": "100", "status": "refunded"},
        {"order_id": "2", "customer": "c", "date": "2024-05-14", "amount": "50", "status": "paid"},
    ]
    result = ingested(rows)
    assert result.reconciliation.money_of("net_revenue") == Decimal(50)
    kept = result.lines.filter(pl.col("line_no") == 1).select("order_id", "order_kept").collect()
    assert dict(kept.iter_rows()) == {"1": False, "2": True}


@pytest.mark.parametrize(
    ("printed", "product", "variant", "size"),
    [
        ("Kjole - M", "Kjole", "M", "M"),
        ("T-shirt - Rød / XXL", "T-shirt", "Rød / XXL", "XXL"),
        ("Sko - 42", "Sko", "42", "42"),
        ("Taske", "Taske", None, None),
    ],
)
def test_the_variant_behind_a_shopify_product_is_taken_apart(
    ingested: Ingest, printed: str, product: str, variant: str | None, size: str | None
) -> None:
    rows = [
        first(
            "#1",
            Subtotal="10",
            Total="10",
            Taxes="0",
            Lineitem_quantity=1,
            Lineitem_name=printed,
            Lineitem_price="10",
        )
    ]
    line = ingested(rows).lines.filter(pl.col("line_type") == "product").collect()
    assert line.select("product", "variant", "size").row(0) == (product, variant, size)


@pytest.mark.parametrize(
    ("discount", "price", "column", "net"),
    [
        pytest.param("0.25", 100, "discount", 75, id="all below one beside real prices is a share"),
        pytest.param("25", 100, "Rabat %", 75, id="percent by its name"),
        pytest.param("25", 100, "Rabattsatz", 75, id="percent by its German name"),
        pytest.param("25", 100, "discount", 75, id="money"),
        pytest.param("50", 40, "discount", 20, id="more than the price is percent"),
    ],
)
def test_a_discount_is_money_a_share_or_percent_by_its_own_evidence(
    ingested: Ingest, discount: str, price: int, column: str, net: int
) -> None:
    rows = [
        {
            "order_id": str(n),
            "customer_id": "c",
            "date": f"2024-05-{n + 13}",
            "sku": "s",
            "quantity": 1,
            "unit_price": price,
            column: discount,
        }
        for n in range(3)
    ]
    assert ingested(rows, columns={"line_discount": column}).reconciliation.money_of("net_revenue") == 3 * net


def priced(order: str, *prices: int, **columns: object) -> list[dict[str, object]]:
    """Lines of an order with a unit price, and columns of the whole order repeated on each."""
    return [
        {"Bestellnr.": order, "Kundennr.": "k1", "Bestelldatum": "13.05.2024", "Artikelnr.": f"a{n}", "Menge": 1,
         "Einzelpreis": f"{price},00", **columns}
        for n, price in enumerate(prices)
    ]  # fmt: skip


def test_an_order_total_beside_unit_prices_is_known_by_its_sum_however_few_orders(ingested: Ingest) -> None:
    rows = [*priced("1", 100, 200, Gesamtbetrag="300,00"), *priced("2", 300, Gesamtbetrag="300,00")]
    assert ingested(rows).reconciliation.money_of("net_revenue") == Decimal(600)


def test_tax_of_the_order_repeated_on_its_lines_is_taken_out_once(ingested: Ingest) -> None:
    rows = [
        *priced("1", 100, 200, Gesamtbetrag="300,00", MwSt="60,00"),
        *priced("2", 500, 50, Gesamtbetrag="550,00", MwSt="110,00"),
        *priced("3", 30, 45, Gesamtbetrag="75,00", MwSt="15,00"),
        *priced("4", 100, Gesamtbetrag="100,00", MwSt="20,00"),
    ]
    result = ingested(rows, tax="included")
    assert result.reconciliation.money_of("net_revenue") == Decimal(300 + 550 + 75 + 100) * Decimal("0.8")
    assert result.reconciliation.money_of("refunds_of_orders") == 0


def test_a_cost_that_is_the_selling_price_is_no_cost(ingested: Ingest) -> None:
    rows = [
        {
            "order_id": str(n),
            "customer": "c",
            "date": "2024-05-13",
            "sku": "s",
            "quantity": 1,
            "unit_price": 10 + n,
            "unit_cost": 10 + n,
        }
        for n in range(4)
    ]
    result = ingested(rows)
    assert result.lines.collect()["cost_amount"].null_count() == 4
    assert any(decision.subject == "cost" for decision in result.decisions)


RATES_OF_EUROPE = (0.17, 0.18, 0.19, 0.20, 0.21, 0.22, 0.23, 0.24, 0.25, 0.255, 0.27)
"""Standard rates of VAT, January 2026."""


@pytest.mark.parametrize("inside", RATES_OF_EUROPE)
def test_tax_that_is_in_an_amount_is_not_taken_for_tax_on_top(inside: float) -> None:
    ratio = round(inside / (1 + inside), 3)  # as ratios are looked at
    assert all(abs(ratio - rate) >= RATIO_ROUNDING for rate in ONLY_ON_TOP)
