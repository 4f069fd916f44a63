"""The columns of `compute`: the contract with spreadsheets and scripts, only ever appended to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.schema import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

VALUES: tuple[Column, ...] = (
    Column("customer_id", pl.String, "the shop's id of the customer, after identity merge"),
    Column("first_order", pl.Date, "date of the first kept order"),
    Column("last_order", pl.Date, "date of the last kept order"),
    Column("orders", pl.Int64, "kept orders"),
    Column("repeat_purchases", pl.Int64, "purchase days after the first (the papers' x)"),
    Column("active_days", pl.Int64, "days from first to last purchase (t_x)"),
    Column("age_days", pl.Int64, "days from first purchase to the as-of date (T)"),
    Column("days_since_last", pl.Int64, "days since the last kept order"),
    Column("net_revenue", pl.Float64, "ex tax, after discounts and refunds, ex shipping"),
    Column("aov", pl.Float64, "net revenue of kept orders / kept orders"),
    Column("value_to_date", pl.Float64, "contribution so far; net revenue where no cost is known (see basis)"),
    Column("p_alive", pl.Float64, "probability of still being a customer"),
    Column("p_buy", pl.Float64, "probability of buying again within the horizon"),
    Column("expected_orders", pl.Float64, "purchase days expected over the horizon, undiscounted"),
    Column("expected_order_value", pl.Float64, "expected net revenue of one future purchase day, after returns"),
    Column("expected_revenue", pl.Float64, "net revenue expected over the horizon, undiscounted"),
    Column("clv_12m", pl.Float64, "discounted expected contribution of the next 12 months"),
    Column("clv_24m", pl.Float64, "discounted expected contribution of the next 24 months"),
    Column("clv_36m", pl.Float64, "discounted expected contribution of the next 36 months"),
    Column("clv_residual", pl.Float64, "discounted expected contribution over the horizon"),
    Column("clv_low", pl.Float64, "lower end of the 80 % interval of clv_residual"),
    Column("clv_high", pl.Float64, "upper end of the 80 % interval of clv_residual"),
    Column("value_total", pl.Float64, "value to date and to come: value_to_date + clv_residual"),
    Column("currency", pl.String, "unit of the money columns; empty where the data name none"),
    Column("method", pl.String, "the step of the ladder that produced the prediction"),
    Column("note", pl.String, "why a value is missing or unusual"),
    Column("orders_24m", pl.Int64, "kept orders of the last 24 months"),
    Column("net_revenue_24m", pl.Float64, "net revenue of the last 24 months"),
    Column("expected_revenue_12m", pl.Float64, "net revenue expected in the next 12 months, undiscounted"),
    Column("as_of", pl.Date, "the day all figures are known at the end of"),
    Column("basis", pl.String, "contribution, contribution 1 to 3, or net revenue, and what is known of tax"),
    Column("horizon", pl.String, "how far ahead the forecast looks, e.g. 36m"),
    Column("discount_rate", pl.Float64, "annual, effective"),
    Column("revenue_total", pl.Float64, "net revenue to date and expected: net_revenue + expected_revenue"),
    Column("p_buy_12m", pl.Float64, "probability of buying again within 12 months"),
)

VALUES_SCHEMA = pl.Schema({column.name: column.dtype for column in VALUES})

MONEY_COLUMNS = frozenset({
    "net_revenue", "aov", "value_to_date", "expected_order_value", "expected_revenue", "clv_12m", "clv_24m",
    "clv_36m", "clv_residual", "clv_low", "clv_high", "value_total", "net_revenue_24m", "expected_revenue_12m",
    "revenue_total",
})  # fmt: skip
"""Written with the decimals of their currency."""

CENTS = 2
"""Decimals of values, to date and to come, so that value_total is the sum of its parts as printed."""

MONEY_DECIMALS = 4
"""Decimals of other money: those of line money."""

REVENUE_TOTAL = (pl.col("net_revenue") + pl.col("expected_revenue")).round(MONEY_DECIMALS)

APPENDED: Mapping[str, pl.Expr] = {"revenue_total": REVENUE_TOTAL, "p_buy_12m": pl.lit(None, pl.Float64)}
"""Columns that tables of an earlier version lack, made of those they have; null where nothing tells them."""

CHANCE_DECIMALS = 4
"""Decimals of probabilities: as many as are written, so that what rests on them is the same from a file."""

ORDER_DECIMALS = 6
"""Decimals of expected orders: what differs between processors lies far behind them."""
