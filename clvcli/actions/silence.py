"""How long customers have been silent, held against the rhythm in which they bought."""

from __future__ import annotations

import math

import polars as pl

from clvcli.config import FEW

AT_RISK, LAPSED = 0.80, 0.90
"""Of the waits of those who come back, so many are no longer than the limit: one in five, and one in ten, is."""

WINDOW = (0.25, 0.75)
"""Between these shares of the waits lies half of them."""


def with_silence(values: pl.DataFrame, gaps: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return `values`, customers of one currency, with their silence beside their rhythm.

    Adds `days_silent`; `usual_gap` in days: the mean of a customer's own gaps and of one usual gap of others, so
    that who bought once is taken to buy as others do; `churn_factor`, the one over the other; `at_risk_after` and
    `lapsed_after`, the days after which more than AT_RISK and LAPSED of the waits are over.  Null without a kept
    order, and where nobody has bought twice.

    The usual gap of others is the mean of those after as many purchases, where `gaps` (`Material.gaps`) are
    given and at least FEW, else of all.  Limits that stand in `values` already are kept; the others take
    purchases of a customer to come at random in time, as the models of purchases do (Ehrenberg, 1959), so that the
    share q of the waits is over after -ln(1 - q) usual gaps.
    """
    own = pl.col("active_days") + _usual_gap_of_others(values, gaps)
    usual = pl.when(pl.col("days_since_last").is_not_null()).then(own / (pl.col("repeat_purchases") + 1))
    limits = {"at_risk_after": AT_RISK, "lapsed_after": LAPSED}
    return values.with_columns(days_silent="days_since_last", usual_gap=usual).with_columns(
        (pl.col("days_silent") / pl.col("usual_gap")).alias("churn_factor"),
        *(
            pl.coalesce(*({name} & set(values.columns)), days_at(share).ceil().cast(pl.Int64)).alias(name)
            for name, share in limits.items()
        ),
    )


def days_at(share: float) -> pl.Expr:
    """Return the days in which `share` of the waits of a customer with this `usual_gap` are over."""
    return pl.col("usual_gap") * -math.log1p(-share)


def _usual_gap_of_others(values: pl.DataFrame, gaps: pl.DataFrame | None) -> pl.Expr:
    """Return the mean gap of others in days, of each row of `values`; null where there is none."""
    days, waits = values.select(pl.col("active_days").sum(), pl.col("repeat_purchases").sum()).row(0)
    of_all = pl.lit(days / waits if waits else None, pl.Float64)
    if gaps is None or gaps.is_empty():
        return of_all
    rungs = gaps.group_by("rung").agg(pl.col("gap").count().alias("gaps"), pl.col("gap").mean())
    enough = rungs.filter(pl.col("gaps") >= FEW).cast({"rung": pl.Int64})
    rung = pl.min_horizontal(pl.col("repeat_purchases") + 1, pl.lit(gaps["rung"].max(), pl.Int64))
    return pl.coalesce(rung.replace_strict(enough["rung"], enough["gap"], default=None), of_all)
