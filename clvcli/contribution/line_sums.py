"""What of each order line is summed, of orders as of goods: whole numbers, so that sums are exact."""

from __future__ import annotations

import polars as pl

from clvcli.orders.kept import SELLS
from clvcli.orders.steps import steps_of

BACK = pl.col("line_type") == "refund"
"""A line that returns goods, or money for them."""


def merchandise() -> dict[str, pl.Expr]:
    """Return units, money and known costs of canonical lines, sold and returned, each in steps of money."""
    costed = pl.col("cost_amount").is_not_null()
    cost, net = steps_of(pl.col("cost_amount")), steps_of(pl.col("net_after_refund"))
    return {
        "units": pl.when(SELLS).then(steps_of(pl.col("quantity"))),
        "returned_units": pl.when(BACK).then(steps_of(pl.col("quantity")).abs()),
        "gross": steps_of(pl.col("gross_amount")),
        "discount": steps_of(pl.col("discount_amount")),
        "net_sales": steps_of(pl.col("net_amount")),
        "returns": steps_of(pl.col("refund_amount")),
        "net_revenue": net,
        "sold_cost": pl.when(~BACK).then(cost),
        "returned_cost": pl.when(BACK).then(-cost),
        "costed_sales": pl.when(costed & ~BACK).then(net),
        "costed_returns": pl.when(costed & BACK).then(-net),
    }


def untold_units() -> pl.Expr:
    """Tell whether a line returns money and not how many units came back."""
    return BACK & pl.col("quantity").is_null() & (pl.col("refund_amount") > 0)
