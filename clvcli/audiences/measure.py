"""What an audience brought: the treated against the held out, in what was ordered since.

Customers were drawn, so the difference of the means is what acting on them brought, whoever they are.  Its interval
is Welch's, which needs no equal spread (Welch 1947, Biometrika 34, 28-35; degrees of freedom by Satterthwaite 1946,
Biometrics Bulletin 2, 110-114); segments are put together as strata, weighted by their customers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from scipy.special import stdtrit

from clvcli import config
from clvcli.audiences.schema import CONTROL, FIGURES, TREATED
from clvcli.orders.schema import names
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from clvcli.contribution.orders import Level, OrderTable

TOGETHER = Saying("(all)")
"""Stands for the segments of a currency together."""

CONFIDENCE = 0.8
"""Of the intervals, as of those of forecasts."""

MONEY: Mapping[Level, str] = {"none": "net_revenue", "cm1": "cm1", "cm2": "cm2", "cm3": "cm2"}
"""How far the costs of orders lead -> the column of orders that is compared."""

_LEAST = 2
"""Customers of whom a spread can be told."""

_WHO = ["customer_id", "currency"]

_BOTH = (TREATED, CONTROL)

_KNOWN = pl.all_horizontal(pl.col(_BOTH) >= _LEAST)


def ordered_since(table: OrderTable, customers: pl.DataFrame, made: date) -> pl.DataFrame:
    """Return what each customer ordered after the day `made`: `customer_id`, `currency`, `money` and `bought`.

    `customers` are the columns of `customers.schema.CUSTOMERS`, of the same lines as `table`; who ordered nothing
    is there with nothing.  Money is contribution as far as costs are known, else net revenue; it is of all valid
    orders, and whoever kept something has bought.
    """
    key = ["customer_key", "currency"]
    later = table.frame.filter(pl.col("valid") & (pl.col("day") > made)).group_by(key)
    sums = later.agg(money=pl.col(MONEY[table.level]).sum().cast(pl.Float64), bought=pl.col("kept").any())
    joined = customers.select("customer_key", *_WHO).join(sums, on=key, how="left", nulls_equal=True)
    return joined.group_by(_WHO).agg(pl.col("money").sum(), pl.col("bought").fill_null(value=False).any())


def lifts(members: pl.DataFrame, ordered: pl.DataFrame, segments: Sequence[str]) -> pl.DataFrame:
    """Return the columns of `schema.FIGURES`: a row for each segment, then one for those of a currency together.

    `members` are the columns of `schema.MEMBERS`, `ordered` those of `ordered_since`; a member who is not there
    ordered nothing.  `segments` is their order.  The difference is null where either group has fewer than two, and
    such segments are not among those together; its interval is null where nobody's money differs.
    """
    found = members.join(ordered, on=_WHO, how="left", nulls_equal=True)
    sides = _sides(found.with_columns(pl.col("money").fill_null(0.0), pl.col("bought").fill_null(value=False)))
    alone = sides.with_columns(
        weight=pl.lit(1.0),
        place=pl.col("segment").replace_strict(segments, range(len(segments)), default=None, return_dtype=pl.Int64),
    )
    size = pl.sum_horizontal(_BOTH)
    together = sides.filter(_KNOWN).with_columns(
        segment=pl.lit(TOGETHER),
        weight=size / size.sum().over("currency"),
        place=pl.lit(len(segments), pl.Int64),
    )
    by = ["currency", "place", "segment"]
    rows = (
        pl.concat([alone, together])
        .sort(by, nulls_last=True)
        .group_by(by, maintain_order=True)
        .agg(*_strata_together())
    )
    return _with_intervals(rows)


def _sides(found: pl.DataFrame) -> pl.DataFrame:
    """Return size, buyers, mean, and variance of the mean of both groups of each segment, side by side."""
    money = pl.col("money").sort()  # one order of adding up
    by = ["currency", "segment"]
    figures = [
        found.filter(pl.col("group") == group)
        .group_by(by)
        .agg(
            pl.len().cast(pl.Int64).alias(group),
            pl.col("bought").sum().cast(pl.Int64).alias(f"{group}_buyers"),
            money.mean().alias(f"{group}_mean"),
            (money.var() / pl.len()).alias(f"{group}_variance"),
        )
        for group in _BOTH
    ]
    sides = figures[0].join(figures[1], on=by, how="full", nulls_equal=True, coalesce=True)
    return sides.with_columns(pl.col(TREATED, CONTROL, "treated_buyers", "control_buyers").fill_null(0))


def _strata_together() -> Iterator[pl.Expr]:
    """Yield what the strata of a row come to, by their `weight`: counts, means, `variance` of the difference.

    The square of that over `unsure` is its degrees of freedom.
    """
    parts = {group: pl.col("weight") ** 2 * pl.col(f"{group}_variance") for group in _BOTH}
    for group in _BOTH:
        mean = (pl.col("weight") * pl.col(f"{group}_mean")).sum()
        yield pl.col(group, f"{group}_buyers").sum()
        yield pl.when(pl.col(group).sum() > 0).then(mean).alias(f"{group}_mean")
    yield pl.sum_horizontal(part.sum() for part in parts.values()).alias("variance")
    unsure = (part**2 / (pl.col(group) - 1) for group, part in parts.items())
    yield pl.sum_horizontal(each.sum() for each in unsure).alias("unsure")


def _with_intervals(rows: pl.DataFrame) -> pl.DataFrame:
    varies = pl.when(pl.col("variance") > 0)
    rows = rows.with_columns(freedom=varies.then(pl.col("variance") ** 2 / pl.col("unsure")))
    quantile = pl.Series(stdtrit(rows["freedom"].to_numpy(), (1 + CONFIDENCE) / 2), nan_to_null=True)
    lift = pl.when(_KNOWN).then(pl.col("treated_mean") - pl.col("control_mean"))
    half = varies.then(quantile * pl.col("variance").sqrt())
    rows = rows.with_columns(
        lift=lift,
        lift_low=lift - half,
        lift_high=lift + half,
        lift_total=lift * pl.col(TREATED),
        few=pl.min_horizontal(_BOTH) < config.FEW,
    )
    return rows.select(names(FIGURES))
