"""Who has lapsed: silent for longer than others at the same order number took to come back.

A shop does not see a customer leave.  The limits are percentiles of the gaps that were seen, so `lapsed` always
goes with its window.
"""

from __future__ import annotations

import polars as pl

from clvcli.audit.retention.order_ladder import LAST_RUNG
from clvcli.customers.months import QUARTER_DAYS

LIMITS = {"at_risk_days": 0.80, "lapsed_days": 0.90}
"""Shares of the observed gaps that were no longer than the limit."""

ENOUGH_GAPS = 30
"""With fewer at an order number, its limits are those of all gaps."""

YEAR_DAYS = 365
RHYTHM = 1.5
"""A yearly rhythm shows where the gaps of about a year are so many times those a quarter shorter."""


def has_yearly_rhythm(bought: pl.DataFrame) -> bool:
    """Tell whether customers of `order_ladder.purchases` come back after a year rather than a little before.

    Left to itself the number of gaps falls with their length; it rises towards a year where people buy by season.
    """
    start = YEAR_DAYS - QUARTER_DAYS // 2
    about = pl.col("gap").is_between(start, start + QUARTER_DAYS - 1)
    before = pl.col("gap").is_between(start - QUARTER_DAYS, start - 1)
    near, sooner = bought.select(about.sum().alias("about"), before.sum().alias("before")).row(0)
    return bool(near >= ENOUGH_GAPS and near > RHYTHM * sooner)


def lapse_limits(bought: pl.DataFrame) -> pl.DataFrame:
    """Return after how many days of silence customers of each rung are at risk and lapsed, sorted by rung.

    `rung`, `at_risk_days`, `lapsed_days`: those percentiles (LIMITS) of its gaps in whole days, of all
    gaps where it has fewer than ENOUGH_GAPS, and no less than a year where a yearly rhythm shows; null where
    all together are fewer.
    """
    yearly = has_yearly_rhythm(bought)
    every = bought.select(_limit(share).alias(name) for name, share in LIMITS.items())
    own = bought.group_by("rung").agg(_limit(share).alias(name) for name, share in LIMITS.items())
    filled = own.with_columns(pl.coalesce(name, pl.lit(every[name][0], pl.Int64)).alias(name) for name in LIMITS)
    return filled.with_columns(pl.col(name).clip(YEAR_DAYS) for name in LIMITS if yearly).sort("rung")


def _limit(share: float) -> pl.Expr:
    enough = pl.col("gap").count() >= ENOUGH_GAPS
    return pl.when(enough).then(pl.col("gap").quantile(share, "linear").ceil().cast(pl.Int64))


def lapsed_now(bought: pl.DataFrame, values: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return one row per rung: of the customers whose last purchase stands there, how many are silent for how long.

    `rung`; `waiting` customers, each on one rung; `at_risk_days`, `lapsed_days` (`lapse_limits`); `at_risk`
    those silent for longer than the first and not the second, `lapsed` those for longer than the second, and
    `lapsed_share` of the waiting; null where there is no limit.  `p_buy`: their mean chance to buy within the
    horizon of `values` (`valuation.schema.VALUES`); null without a forecast.
    """
    limits = lapse_limits(bought)
    silence, risk, lapse = (pl.col(name) for name in ("silence", "at_risk_days", "lapsed_days"))
    known = lapse.is_not_null().first()
    return (
        bought.filter(pl.col("gap").is_null())
        .join(limits, on="rung")
        .group_by("rung")
        .agg(
            waiting=pl.len().cast(pl.Int64),
            at_risk_days=risk.first(),
            lapsed_days=lapse.first(),
            at_risk=pl.when(known).then(((silence > risk) & (silence <= lapse)).sum().cast(pl.Int64)),
            lapsed=pl.when(known).then((silence > lapse).sum().cast(pl.Int64)),
        )
        .with_columns(_lapsed_share())
        .join(_chances(values), on="rung", how="left")
        .sort("rung")
    )


def in_all(lapsed: pl.DataFrame) -> pl.DataFrame:
    """Return `waiting`, `at_risk`, `lapsed` and `lapsed_share` of all customers of `lapsed_now`, in one row.

    A customer is held against the limit of their own order number.
    """
    return lapsed.select(pl.col("waiting").sum(), *(_sum(name) for name in ("at_risk", "lapsed"))).with_columns(
        _lapsed_share()
    )


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _lapsed_share() -> pl.Expr:
    return (pl.col("lapsed") / pl.col("waiting")).alias("lapsed_share")


def _chances(values: pl.DataFrame | None) -> pl.DataFrame:
    if values is None:
        return pl.DataFrame(schema={"rung": pl.Int32, "p_buy": pl.Float64})
    rung = pl.min_horizontal(pl.col("repeat_purchases") + 1, pl.lit(LAST_RUNG)).cast(pl.Int32)
    return values.filter(pl.col("orders") > 0).group_by(rung=rung).agg(pl.col("p_buy").mean())
