"""Who has lapsed: silent for longer than others at the same order number took to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.lapse import TIMES, lapse_limits
from clvcli.customers.rhythm import WAITS, rung_of
from clvcli.on_disk import gathered

if TYPE_CHECKING:
    from clvcli.on_disk import Table


def lapsed_now(bought: pl.DataFrame, values: Table | None = None) -> pl.DataFrame:
    """Return one row per rung of `order_ladder.purchases`: of the customers whose last one it was, who is silent.

    `rung`; `waiting` customers, each on one rung; `at_risk_days`, `lapsed_days` (`lapse_limits`); `at_risk`
    those silent for longer than the first and not the second, `lapsed` those for longer than the second, and
    `lapsed_share` of the waiting; null where there is no limit.  `p_buy`: their mean chance to buy within the
    horizon of `values` (`valuation.schema.VALUES`); null without a forecast.
    """
    limits = lapse_limits(bought)
    silence, risk, lapse = (pl.col(name) for name in ("silence", "at_risk_days", "lapsed_days"))
    known, times = lapse.is_not_null().first(), pl.col(TIMES)
    return (
        bought.filter(pl.col("gap").is_null())
        .join(limits, on="rung")
        .group_by("rung")
        .agg(
            waiting=times.sum(),
            at_risk_days=risk.first(),
            lapsed_days=lapse.first(),
            at_risk=pl.when(known).then(times.filter((silence > risk) & (silence <= lapse)).sum()),
            lapsed=pl.when(known).then(times.filter(silence > lapse).sum()),
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


def _chances(values: Table | None) -> pl.DataFrame:
    if values is None:
        return pl.DataFrame(schema={"rung": WAITS["rung"], "p_buy": pl.Float64})
    rung = rung_of(pl.col("repeat_purchases") + 1)
    chance = pl.col("p_buy").cast(pl.Decimal(38, 9)).sum().cast(pl.Float64) / pl.col("p_buy").count()
    buyers = values.lazy().filter(pl.col("orders") > 0)
    return gathered(
        buyers.group_by(rung=rung).agg(pl.when(pl.col("p_buy").count() > 0).then(chance).alias("p_buy"))
    )
