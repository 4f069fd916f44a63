"""Whom to protect: customers with value to lose who are silent for longer than usual, and until when to act."""

from __future__ import annotations

import polars as pl

from clvcli.actions.schema import PROTECT
from clvcli.actions.silence import with_silence
from clvcli.customers.next_purchase import next_purchase
from clvcli.segments.summary import value_at_risk
from clvcli.valuation.schema import CENTS

ORDER = {"value_at_risk": True, "customer_id": False}
"""Columns by which they are sorted, and whether descending: the most value at risk first."""


def protect(values: pl.DataFrame, others: pl.Expr, waits: pl.DataFrame) -> pl.DataFrame:
    """Return whom to protect among `values`, as PROTECT, in ORDER.

    They and `others` are as `silence.with_silence` takes them, with the `waits` between all purchases in their
    currency.  Who is silent for longer than their usual gap, has not lapsed, and has value at risk.  The range of
    the next purchase is that of `customers.next_purchase`, after the as-of day.
    """
    silent = with_silence(values, others).with_columns(value_at_risk=value_at_risk().round(CENTS))
    found = silent.filter(
        pl.col("churn_factor") > 1,
        pl.col("days_silent") <= pl.col("lapsed_after"),
        pl.col("value_at_risk") > 0,
    ).sort([*ORDER], descending=[*ORDER.values()], maintain_order=True)
    return found.hstack(next_purchase(found, waits)).select(column.name for column in PROTECT)
