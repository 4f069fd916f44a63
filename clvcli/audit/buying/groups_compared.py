"""Customers by something that is known of them: what each group is worth, and how much of that is when they came.

Members, the satisfied and those who agreed to be written to differ from others before they are it, so a
difference is an association; nothing here says that one thing makes the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from scipy.special import ndtri

from clvcli.audit.buying.grouping import Scale, grouped
from clvcli.audit.changes.windows import Window
from clvcli.customers.month_columns import month_of

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit

CONFIDENCE = 0.8
"""Of the intervals, as of those of forecasts."""

BY_CHANCE = 0.05

Z = float(ndtri((1 + CONFIDENCE) / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsCompared:
    """The customers of one currency by group."""

    column: str
    """What they are grouped by, as the file calls it."""
    scale: Scale
    measure: str
    """The column that is compared: `value_total`, or `value_to_date` where there is no forecast."""
    groups: pl.DataFrame
    """`group`, `customers`, the means of `value_to_date`, `clv_residual` and `value` (`measure`), with `low` and
    `high`, the ends of its 80 % interval (normal, by the spread within the group); `before` and `again`, who bought
    in the year before last and of them in the last, `repurchase_12m`; `matched`, customers who first bought in a
    month in which others did too, `difference` of their mean to that of all others, each month weighted by the
    customers who came in it, with `difference_low` and `difference_high` (normal, by the spread within group and
    month), and `beyond_chance`: whether it is so large that among as many groups of equal customers one like it
    would be seen once in twenty times at most (Bonferroni).  Null where nobody can be compared, or the orders do
    not reach back two years.
    """


def groups_compared(audit: Audit, values: pl.DataFrame, told: pl.Series, column: str) -> GroupsCompared:
    """Return the customers of `values` by what `told` says of each, null where it says nothing.

    `values` has the columns of `valuation.schema.VALUES` and `customer_key`, one row per customer of `audit`.
    """
    grouping = grouped(told)
    measure = "value_total" if values["value_total"].count() else "value_to_date"
    people = values.select(
        "customer_key",
        "value_to_date",
        "clv_residual",
        group=grouping.labels,
        value=pl.col(measure).fill_null(pl.col("value_to_date")),
        month=month_of(pl.col("first_order")),
    ).sort("customer_key")
    order = pl.DataFrame({"group": grouping.order}, schema={"group": pl.String})
    groups = (
        order.join(_means(people), on="group", how="left", maintain_order="left")
        .join(_repurchase(audit, people), on="group", how="left", maintain_order="left")
        .join(_matched(people), on="group", how="left", maintain_order="left")
        .with_columns(pl.col("matched").fill_null(0))
    )
    groups = groups.with_columns(beyond_chance=_beyond_chance(groups["difference"].count()))
    return GroupsCompared(column=column, scale=grouping.scale, measure=measure, groups=groups)


def _means(people: pl.DataFrame) -> pl.DataFrame:
    reach = Z * pl.col("value").std() / pl.len().sqrt()
    return people.group_by("group", maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("customers"),
        pl.col("value_to_date", "clv_residual", "value").mean(),
        low=pl.col("value").mean() - reach,
        high=pl.col("value").mean() + reach,
    )


def _repurchase(audit: Audit, people: pl.DataFrame) -> pl.DataFrame:
    last = Window.year_to(audit.as_of)
    year_before = Window.year_to(last.after)
    kept = audit.orders.filter("kept")
    who = people.select("customer_key", "group")
    buyers = [
        window.of(kept).map(lambda part: part.select("customer_key").unique()).collect()
        for window in (year_before, last)
    ]
    active = [who.join(bought, on="customer_key", how="semi") for bought in buyers]
    before = active[0].group_by("group").agg(before=pl.len().cast(pl.Int64))
    again = active[0].join(active[1], on="customer_key", how="semi").group_by("group").agg(again=pl.len())
    found = people.select("group").unique().join(before, on="group", how="left").join(again, on="group", how="left")
    observed = pl.lit(audit.first_date <= year_before.after)
    counts = [pl.when(observed).then(pl.col(name).fill_null(0).cast(pl.Int64)).alias(name) for name in _COUNTS]
    rate = pl.when(pl.col("before") > 0).then(pl.col("again") / pl.col("before"))
    return found.with_columns(counts).with_columns(repurchase_12m=rate)


_COUNTS = ("before", "again")


def _matched(people: pl.DataFrame) -> pl.DataFrame:
    """Return how each group differs from all others who first bought in the same months."""
    value = pl.col("value")
    sums = {"n": pl.len().cast(pl.Float64), "total": value.sum(), "squares": (value**2).sum()}
    everybody = people.group_by("month").agg(**{f"all_{name}": each for name, each in sums.items()})
    others = {f"other_{name}": pl.col(f"all_{name}") - pl.col(name) for name in sums}
    cells = people.group_by("group", "month", maintain_order=True).agg(**sums).join(everybody, on="month")
    both = cells.with_columns(**others).filter(pl.col("other_n") > 0).sort("group", "month")
    weight = pl.col("all_n") / pl.col("all_n").sum()
    difference = weight * (pl.col("total") / pl.col("n") - pl.col("other_total") / pl.col("other_n"))
    variance = sum(
        (_within(part) * (weight**2 / pl.col(f"{part}n")).sum() for part in ("", "other_")), start=pl.lit(0.0)
    )
    found = both.group_by("group").agg(
        matched=pl.col("n").sum().cast(pl.Int64), difference=difference.sum(), reach=Z * variance.sqrt()
    )
    return found.select(
        "group",
        "matched",
        "difference",
        difference_low=pl.col("difference") - pl.col("reach"),
        difference_high=pl.col("difference") + pl.col("reach"),
    )


def _beyond_chance(compared: int) -> pl.Expr:
    """Return whether a difference is significant among as many as were `compared`."""
    least = float(ndtri(1 - BY_CHANCE / (2 * max(compared, 1)))) / Z
    reach = pl.col("difference_high") - pl.col("difference")
    return (pl.col("difference").abs() > least * reach).fill_null(value=False)


def _within(part: str) -> pl.Expr:
    """Return the variance within the months of a group, pooled; null where no month has two customers."""
    n, total, squares = (pl.col(f"{part}{name}") for name in ("n", "total", "squares"))
    freedom = (n - 1).sum()
    spread = (squares - total**2 / n).clip(lower_bound=0).sum()
    return pl.when(freedom > 0).then(spread / freedom)
