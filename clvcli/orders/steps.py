"""Money as whole numbers of its last decimal: integers are summed a third faster than decimals, and as exactly."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import polars as pl
from numpy.typing import NDArray  # noqa: TC002  (a signature is resolved by documentation tools)

from clvcli.orders.schema import MONEY

MONEY_STEP = Decimal("0.0001")
"""The last decimal of MONEY."""

STEPS = float(1 / MONEY_STEP)
"""Of one unit of money."""


def steps_of(money: pl.Expr) -> pl.Expr:
    """Return MONEY as a whole number of MONEY_STEP."""
    return money.to_physical().cast(pl.Int64)


def money_of(steps: pl.Expr) -> pl.Expr:
    """Return a whole number of MONEY_STEP as MONEY."""
    return (steps.cast(pl.Decimal(38, 0)) * pl.lit(MONEY_STEP)).cast(MONEY)


def in_steps(money: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return amounts as whole numbers of MONEY_STEP: these add up exactly, and so to the same in any order."""
    return np.rint(money * STEPS)
