"""What an audience brought: the treated against the held out, in what was ordered since.

Customers were drawn, so the difference of the means is what acting on them brought, whoever they are.  Its interval
is Welch's, which needs no equal spread (Welch 1947, Biometrika 34, 28-35; degrees of freedom by Satterthwaite 1946,
Biometrics Bulletin 2, 110-114); segments are put together as strata, weighted by their customers.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import polars as pl
from scipy.special import stdtrit

from clvcli import config
from clvcli.audiences.schema import CONTROL, LIFT, TREATED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clvcli.contribution.orders import Level, OrderTable

TOGETHER = "(all)"
"""Stands for the segments of a currency together."""

CONFIDENCE = 0.8
"""Of the intervals, as of those of forecasts."""

MONEY: Mapping[Level, str] = {"none": "net_revenue", "cm1": "cm1", "cm2": "cm2", "cm3": "cm2"}
"""How far the costs of orders lead -> the column of orders that is compared."""

_LEAST = 2
"""Customers of whom a spread can be told."""

_WHO = ["customer_id", "currency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The treated, or the held out, of a segment."""

    customers: int
    buyers: int
    mean: float
    variance: float
    """Of the mean."""


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


def lifts(members: pl.DataFrame, ordered: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of `schema.LIFT`: a row for each segment, then one for those of a currency together.

    `members` are the columns of `schema.MEMBERS`, `ordered` those of `ordered_since`; a member who is not there
    ordered nothing.  The difference is null where either group has fewer than two, its interval where besides
    nobody's money differs; such segments are not in the row of all together.
    """
    found = members.join(ordered, on=_WHO, how="left", nulls_equal=True)
    groups = _groups(found.with_columns(pl.col("money").fill_null(0.0), pl.col("bought").fill_null(value=False)))
    nobody = _Group(customers=0, buyers=0, mean=0.0, variance=0.0)
    rows = []
    for currency in groups["currency"].unique().sort(nulls_last=True):
        mine = groups.filter(pl.col("currency").eq_missing(pl.lit(currency, pl.String)))
        pairs = {segment: [nobody, nobody] for segment in mine["segment"].unique(maintain_order=True)}
        for _, segment, group, *figures in mine.iter_rows():
            pairs[segment][group == CONTROL] = _Group(
                **dict(zip(("customers", "buyers", "mean", "variance"), figures, strict=True))
            )
        named = {"currency": currency}
        rows += [named | {"segment": segment} | _difference([pair]) for segment, pair in pairs.items()]
        rows += [named | {"segment": TOGETHER} | _difference([pair for pair in pairs.values() if _is_known(pair)])]
    return pl.DataFrame(rows, schema={column.name: column.dtype for column in LIFT})


def _groups(found: pl.DataFrame) -> pl.DataFrame:
    """Return the figures of each currency, segment and group, sorted."""
    by = ["currency", "segment", "group"]
    money = pl.col("money").sort()
    return (
        found.filter(pl.col("group").is_in([TREATED, CONTROL]))
        .group_by(by)
        .agg(
            customers=pl.len().cast(pl.Int64),
            buyers=pl.col("bought").sum().cast(pl.Int64),
            mean=money.mean(),
            variance=(money.var() / pl.len()).fill_null(0.0),
        )
        .sort(by, nulls_last=True)
    )


def _is_known(pair: Sequence[_Group]) -> bool:
    return all(group.customers >= _LEAST for group in pair)


def _difference(pairs: Sequence[Sequence[_Group]]) -> dict[str, float | bool | None]:
    """Return the figures of the treated and the held out of some segments, weighted by their customers."""
    treated, control = ([pair[which] for pair in pairs] for which in (0, 1))
    sizes = [sum(group.customers for group in pair) for pair in pairs]
    weights = [size / (sum(sizes) or 1) for size in sizes]
    row: dict[str, float | bool | None] = {}
    for name, groups in (("treated", treated), ("control", control)):
        row[name] = sum(group.customers for group in groups)
        row[f"{name}_buyers"] = sum(group.buyers for group in groups)
        mean = sum(weight * group.mean for weight, group in zip(weights, groups, strict=True))
        row[f"{name}_mean"] = mean if row[name] else None
    row["few"] = any(group.customers < config.FEW for group in (*treated, *control)) or not pairs
    if not pairs or not all(map(_is_known, pairs)):
        return row
    lift = sum(weight * (t.mean - c.mean) for weight, t, c in zip(weights, treated, control, strict=True))
    half = _half_width(
        [
            (weight**2 * group.variance, group.customers - 1)
            for weight, pair in zip(weights, pairs, strict=True)
            for group in pair
        ]
    )
    ends = (
        {"lift_low": None, "lift_high": None}
        if half is None
        else {"lift_low": lift - half, "lift_high": lift + half}
    )
    return row | ends | {"lift": lift, "lift_total": lift * sum(group.customers for group in treated)}


def _half_width(parts: Sequence[tuple[float, int]]) -> float | None:
    """Return half the interval of a sum of means, from the variance and degrees of freedom of each."""
    variance = sum(part for part, _ in parts)
    if variance <= 0:
        return None
    freedom = variance**2 / sum(part**2 / free for part, free in parts)
    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2)) * sqrt(variance)
