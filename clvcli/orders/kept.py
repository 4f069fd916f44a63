"""Which orders are kept: something was sold, and of its money something stayed after returns."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import HALF_A_CENT

SELLS = (pl.col("net_amount") > 0) & (pl.col("line_type") == "product")
"""A line that makes its document an order: a product sold."""


_SHIPPING_BACK = (pl.col("line_type") == "shipping") & (pl.col("other_amount") < 0)

GIVES_BACK = (pl.col("line_type") == "refund") | _SHIPPING_BACK
"""A line that returns money, of goods or of shipping; it happened on its `refunded_at`."""


def is_kept() -> pl.Expr:
    """Tell, as an aggregate over the counted lines of one order, whether it is kept.

    Less than the smallest coin is what rounding leaves of an order that was returned whole.
    """
    return SELLS.any() & (pl.col("net_after_refund").sum() >= HALF_A_CENT)
