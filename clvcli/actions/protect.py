"""Whom to protect: customers with value to lose who are silent for longer than usual, and until when to act."""

from __future__ import annotations

import polars as pl

from clvcli.actions.schema import PROTECT
from clvcli.actions.silence import with_silence
from clvcli.customers.next_purchase import next_purchase
from clvcli.segments.summary import value_at_risk
from clvcli.valuation.schema import CENTS


def protect(values: pl.DataFrame, waits: pl.DataFrame) -> pl.DataFrame:
    """Return whom to protect among `values`, as PROTECT; they and `waits` as `silence.with_silence` takes them.

    Who is silent for longer than their usual gap, has not lapsed, and has value at risk; the most value at risk
    first, ties by id.  The range of the next purchase is that of `customers.next_purchase`, after the as-of day.
    """
    silent = with_silence(values, waits).with_columns(value_at_risk=value_at_risk().round(CENTS))
    found = silent.filter(
        pl.col("churn_factor") > 1,
        pl.col("days_silent") <= pl.col("lapsed_after"),
        pl.col("value_at_risk") > 0,
    ).sort("value_at_risk", "customer_id", descending=[True, False])
    return found.hstack(next_purchase(found, waits)).select(column.name for column in PROTECT)
