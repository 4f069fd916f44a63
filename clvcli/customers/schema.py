"""One row per customer: what the purchase history says, before any model; declared once."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import MONEY, Column

CUSTOMERS: tuple[Column, ...] = (
    Column("customer_key", pl.String, "identity key of the canonical lines"),
    Column("customer_id", pl.String, "id of the cluster's earliest order; the e-mail where there is no id"),
    Column("currency", pl.String, "currency of the money columns; null where the data name none"),
    Column("first_order", pl.Date, "first kept order; first valid one where none is kept"),
    Column("last_order", pl.Date, "last kept order"),
    Column("orders", pl.Int32, "kept orders"),
    Column("valid_orders", pl.Int32, "valid orders, fully returned ones included"),
    Column("repeat_purchases", pl.Int32, "purchase days after the first: x of the papers"),
    Column("active_days", pl.Int32, "days from first to last purchase: t_x"),
    Column("age_days", pl.Int32, "days from first purchase to the as-of date: T"),
    Column("days_since_last", pl.Int32, "days from last kept purchase to the as-of date"),
    Column("net_sales", MONEY, "merchandise before returns of kept orders; Gamma-Gamma's total spend"),
    Column("net_revenue_kept", MONEY, "merchandise after returns of kept orders"),
    Column("net_revenue", MONEY, "merchandise after returns of all valid orders"),
    Column("orders_24m", pl.Int32, "kept orders of the last 24 months"),
    Column("net_revenue_24m", MONEY, "net revenue of the last 24 months"),
)

MONEY_COLUMNS = tuple(column.name for column in CUSTOMERS if column.dtype == MONEY)
"""Those that hold money."""

ATTRIBUTES: tuple[Column, ...] = (
    Column("channel", pl.String, "sales channel of the first purchase"),
    Column("country", pl.String, "country of the buyer at the first purchase"),
)
"""Columns that `customers.attributes` adds where somebody asks for them."""
