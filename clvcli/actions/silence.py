"""How long customers have been silent, held against the rhythm in which they bought."""

from __future__ import annotations

import polars as pl

from clvcli.config import FEW
from clvcli.customers.lapse import TIMES, times_seen
from clvcli.on_disk import figures


def with_silence(values: pl.DataFrame, others: pl.Expr) -> pl.DataFrame:
    """Return `values`, customers of one currency, with their silence beside their rhythm.

    Takes the columns of `valuation.schema.VALUES` and those of the scheme life-cycle, which say how long a silence
    is too long, and the usual gap of `others` in that currency (`usual_gap_of_others`).
    Adds `days_silent`; `usual_gap` in days: the mean of a customer's own gaps and of one usual gap of others, so
    that who bought once is taken to buy as others do; `churn_factor`, the one over the other.  Null without a kept
    order, and where nobody has bought twice.
    """
    own = pl.col("active_days") + others
    usual = pl.when(pl.col("days_since_last").is_not_null()).then(own / (pl.col("repeat_purchases") + 1))
    return values.with_columns(days_silent="days_since_last", usual_gap=usual).with_columns(
        churn_factor=pl.col("days_silent") / pl.col("usual_gap")
    )


def usual_gap_of_others(values: pl.DataFrame | pl.LazyFrame, waits: pl.DataFrame) -> pl.Expr:
    """Return the mean gap of others in days, of each row of `values`; null where there is none.

    Of `values`, all customers of one currency, and the `waits` between their purchases (`customers.rhythm.WAITS`,
    perhaps counted): the mean of the gaps after as many purchases, where there are at least FEW, else of all.
    """
    days, repeats = figures(values.lazy(), pl.col("active_days").sum(), pl.col("repeat_purchases").sum()).row(0)
    of_all = pl.lit(days / repeats if repeats else None, pl.Float64)
    gaps, times = times_seen(waits).drop_nulls("gap"), pl.col(TIMES)
    if gaps.is_empty():
        return of_all
    mean = (pl.col("gap") * times).sum() / times.sum()
    rungs = gaps.group_by("rung").agg(gaps=times.sum(), gap=mean)
    enough = rungs.filter(pl.col("gaps") >= FEW).cast({"rung": pl.Int64})
    rung = pl.min_horizontal(pl.col("repeat_purchases") + 1, pl.lit(gaps["rung"].max(), pl.Int64))
    return pl.coalesce(rung.replace_strict(enough["rung"], enough["gap"], default=None), of_all)
