"""When printed amounts agree, how many rows must, and how it is said: what all decisions about money rest on."""

from __future__ import annotations

from typing import Literal

import polars as pl

from clvcli.orders.schema import HALF_A_CENT, NUMBER
from clvcli.orders.tables import Decision

CLEAR_MAJORITY = 0.95
"""Share of rows that must fit a reading of the amounts before it is believed."""


def price() -> pl.Expr:
    """Return quantity x unit price of a line, without its sign."""
    return (pl.col("quantity").fill_null(1) * pl.col("unit_price")).abs()


def agree(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """Whether two printed amounts are the same: they differ by no more than rounding does."""
    return (left - right).abs() <= pl.lit(HALF_A_CENT, NUMBER)


def said(
    subject: str,
    value: str,
    source: str,
    *,
    how: Literal["detected", "set", "default"] = "detected",
    because: str = "",
) -> Decision:
    """Make a decision about the money of one file."""
    return Decision(subject=subject, value=value, how=how, because=because, source=source)
