"""One row per order: its money from list price to contribution; declared once.

The steps are those of a retailer's ladder, ex tax wherever tax is known:

    gross - discount = net sales        net sales - returns = net revenue
    net revenue - goods cost = cm1
    cm1 + shipping income - freight - packing - handling - payment fee - return cost = cm2
    cm2 - customer cost = cm3

Costs are null, all of them, where nobody named any.
"""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import MONEY, Column, schema_of

ORDERS: tuple[Column, ...] = (
    Column("store", pl.String, "shop or location; part of an order's identity"),
    Column("order_id", pl.String, "order, invoice or receipt number"),
    Column("customer_key", pl.String, "who bought; null for a guest"),
    Column("currency", pl.String, "currency of the money columns; null where the data name none"),
    Column("day", pl.Date, "day of the order"),
    Column("valid", pl.Boolean, "whether something was sold; else goods came back that no known order sold"),
    Column("kept", pl.Boolean, "whether money stayed after returns: what counts as a purchase"),
    Column(
        "purchase_no", pl.Int32, "1..n: which purchase day of the customer; null where not kept, and for guests"
    ),
    Column("first_day", pl.Date, "the customer's first purchase day; null for guests and who kept nothing"),
    Column("first_valid_day", pl.Date, "the customer's first order, kept or not; null for guests"),
    Column("channel", pl.String, "sales channel of the order"),
    Column("country", pl.String, "country of the buyer"),
    Column("lines", pl.Int32, "lines of goods sold"),
    Column("units", MONEY, "units sold, before returns"),
    Column("returned_units", MONEY, "units that came back; null where the data tell money alone"),
    Column("gross", MONEY, "merchandise at list price"),
    Column("discount", MONEY, "discounts on it"),
    Column("net_sales", MONEY, "gross less discounts"),
    Column("returns", MONEY, "merchandise money returned"),
    Column("net_revenue", MONEY, "net sales less returns"),
    Column("shipping_income", MONEY, "shipping charged, less shipping returned"),
    Column("charged", MONEY, "all that was charged before returns, tax and shipping included"),
    Column("goods_cost", MONEY, "cost of goods sold, less that of returned goods put back into stock"),
    Column("cm1", MONEY, "contribution 1: net revenue less goods cost"),
    Column("freight", MONEY, "paid for delivery"),
    Column("packing", MONEY, "paid for packing"),
    Column("handling", MONEY, "paid for picking and service"),
    Column("payment_fee", MONEY, "paid for the payment, on what was charged"),
    Column("return_cost", MONEY, "paid for what came back: freight and handling of the return"),
    Column("cm2", MONEY, "contribution 2: what an order leaves after goods, delivery, payment and returns"),
)
"""The columns of `orders.OrderTable.frame`."""

GOODS: tuple[Column, ...] = (
    Column("currency", pl.String, "currency of the money columns; null where the data name none"),
    Column("category", pl.String, "product group; null where the data name none"),
    Column("product", pl.String, "product name, else its key; null for money returned that names no goods"),
    Column("units", MONEY, "units sold, before returns"),
    Column("returned_units", MONEY, "units that came back; null where the data tell money alone"),
    Column("gross", MONEY, "merchandise at list price"),
    Column("discount", MONEY, "discounts on it"),
    Column("net_sales", MONEY, "gross less discounts"),
    Column("returns", MONEY, "merchandise money returned"),
    Column("net_revenue", MONEY, "net sales less returns"),
    Column("goods_cost", MONEY, "cost of goods sold, less that of returned goods put back into stock"),
    Column("cm1", MONEY, "contribution 1: net revenue less goods cost"),
)
"""The columns of `goods.goods_table`."""

RETURN_DAYS: tuple[Column, ...] = (
    Column("currency", pl.String, "currency of the money returned; null where the data name none"),
    Column("day", pl.Date, "day of the order"),
    Column("delay", pl.Int32, "days from the order to the return; null where the data do not say"),
    Column("returned", MONEY, "merchandise money returned"),
)
"""The columns of `open_returns.return_days`."""


def empty(columns: tuple[Column, ...]) -> pl.DataFrame:
    """Return a declared table without rows."""
    return schema_of(columns).to_frame()


REVENUE_STEPS = ("gross", "discount", "net_sales", "returns", "net_revenue")
GOODS_STEPS = ("goods_cost", "cm1")
DELIVERY_COSTS = ("freight", "packing", "handling", "payment_fee", "return_cost")
STEPS = (*REVENUE_STEPS, *GOODS_STEPS, "shipping_income", *DELIVERY_COSTS, "cm2")
"""The money columns that are summed, in the order of the ladder."""

CUSTOMER_STEPS = ("customer_cost", "cm3")
"""Steps below that customers have and orders have not: what was spent on a customer, and what is left then."""
