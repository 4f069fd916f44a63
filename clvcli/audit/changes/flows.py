"""Who came and who went between two years of a shop: new, kept, back and lapsed customers, with their money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.windows import Window, is_guest
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

STATES = ("kept", "lapsed", "back", "new", "nothing_kept")
"""Active in both years; in the earlier one only; in the later one and before the earlier one ended, but not in
it; first bought after the earlier one.  Who returned everything is active in neither, but moves money."""

_OLD, _NEW = "customers_before", "customers_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Customers between two years, in one currency; guests are not among them."""

    states: pl.DataFrame
    """`state` (of STATES), `customers_before` and `customers_after` (active), `value_before`, `value_after`,
    `change`: the sums are all known customers and their value in either year."""


def flows(now: Audit, then: Audit, value: str) -> Flows:
    """Return who came and went from the 12 months up to `then` to the 12 up to `now`, as `bridge.bridge`.

    `value` is the column of orders that is summed.  A customer is active in a year with a purchase that he or
    she kept, as known at its end.
    """
    first = now.orders.filter(~is_guest()).map(_first_days)
    both = _active(then, value).beside(_active(now, value), _both).beside(first, _with_first)
    sums = {"value_before": pl.col("value").sum(), "value_after": pl.col("value_after").sum()}
    counts = {_OLD: pl.col("active").sum().cast(pl.Int64), _NEW: pl.col("active_after").sum().cast(pl.Int64)}
    state = _state(then).alias("state")
    found = both.added_up(["state"], lambda part: part.group_by(state).agg(**counts, **sums))
    found = found.with_columns(pl.col([*sums]).cast(MONEY))
    every = pl.DataFrame({"state": STATES}).join(found, on="state", how="left", maintain_order="left")
    every = every.with_columns(pl.exclude("state").fill_null(0))
    return Flows(states=every.with_columns(change=(pl.col("value_after") - pl.col("value_before")).cast(MONEY)))


def _active(audit: Audit, value: str) -> InParts:
    """Return each known customer with an order in the year: whether one was kept, and their value."""
    orders = Window.year_to(audit.as_of).of(audit.orders).filter(~is_guest())
    told = {"active": pl.col("kept").any(), "value": pl.col(value).sum().cast(MONEY)}
    return orders.map(lambda part: part.group_by("customer_key").agg(**told))


def _first_days(orders: pl.LazyFrame) -> pl.LazyFrame:
    return orders.group_by("customer_key").agg(pl.col("first_day").min())


def _both(old: pl.LazyFrame, new: pl.LazyFrame) -> pl.LazyFrame:
    """Return who was active in either year."""
    return old.join(new, on="customer_key", how="full", coalesce=True, suffix="_after").with_columns(
        pl.col("active", "active_after").fill_null(value=False), pl.col("value", "value_after").fill_null(0)
    )


def _with_first(people: pl.LazyFrame, first: pl.LazyFrame) -> pl.LazyFrame:
    return people.join(first, on="customer_key", how="left")


def _state(then: Audit) -> pl.Expr:
    old, new = pl.col("active"), pl.col("active_after")
    return (
        pl.when(old & new)
        .then(pl.lit("kept"))
        .when(old)
        .then(pl.lit("lapsed"))
        .when(new & (pl.col("first_day") > then.as_of))
        .then(pl.lit("new"))
        .when(new)
        .then(pl.lit("back"))
        .otherwise(pl.lit("nothing_kept"))
    )
