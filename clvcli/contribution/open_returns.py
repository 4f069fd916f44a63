"""Orders of which goods may still come back: what they brought is provisional; a reserve says how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from clvcli.contribution.schema import RETURN_DAYS
from clvcli.in_parts import InParts
from clvcli.orders.kept import SELLS
from clvcli.orders.schema import ONE_ORDER

LEAST_DATED = 0.5
"""Share of returns, by value, that must say their day; of fewer the days may be those of an unusual kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReturns:
    """Orders younger than the return window, in one currency; None is what the data cannot tell."""

    since: date
    """The first day whose orders are open."""
    orders: int
    """Valid ones."""
    net_sales: Decimal
    returned: Decimal
    """Of it, what has come back already."""
    return_rate: float | None
    """Of older orders: money returned per net sales."""
    dated: float | None
    """Share of what was returned of older orders that says on which day; None where nothing was."""
    late: float | None
    """Of that, the share that came back after the window had ended."""
    reserve: float | None
    """What is expected to come back yet, at net sales."""

    @property
    def net_revenue(self) -> Decimal:
        """What of it is left so far: provisional."""
        return self.net_sales - self.returned


def return_days(lines: pl.LazyFrame | InParts) -> pl.DataFrame:
    """Return how long after the orders among canonical `lines` their goods came back: `schema.RETURN_DAYS`.

    What came back of no known order is left out.
    """
    by = ["currency", "day", "delay"]
    found = InParts.of(lines).added_up(by, _return_days)
    return found.sort(by, nulls_last=True).select(pl.col(column.name).cast(column.dtype) for column in RETURN_DAYS)


def _return_days(lines: pl.LazyFrame) -> pl.LazyFrame:
    order = [*ONE_ORDER, "currency"]
    sold = lines.filter(SELLS).select(order).unique()
    back = lines.filter(pl.col("refund_amount") > 0).select(*order, "order_date", "refunded_at", "refund_amount")
    delay = (pl.col("refunded_at") - pl.col("order_date")).dt.total_days().clip(0).cast(pl.Int32)
    return (
        back.join(sold, on=order, how="semi", nulls_equal=True)
        .group_by("currency", day="order_date", delay=delay)
        .agg(returned=pl.col("refund_amount").sum())
    )


def open_returns(
    orders: pl.DataFrame | InParts, days: pl.DataFrame, *, as_of: date, window_days: int
) -> OpenReturns:
    """Return what is open of the `orders` (`schema.ORDERS`) of one currency, by the `days` its returns took.

    Of an order of age a is expected back yet: its net sales, times the return rate of older orders, times the share
    of their returns that came after a days (Bornhuetter and Ferguson 1972, with one pattern for all days).
    """
    closed = as_of - timedelta(days=window_days)
    by_day = _by_day(InParts.of(orders))
    young, old = by_day.filter(pl.col("day") > closed), by_day.filter(pl.col("day") <= closed)
    history = days.filter(pl.col("day") <= closed)
    told = history.drop_nulls("delay")
    all_back, dated_back = _sum(history, "returned"), _sum(told, "returned")
    sales = _sum(old, "net_sales")
    rate = _sum(old, "returns") / sales if sales > 0 else None
    dated = dated_back / all_back if all_back > 0 else None
    return OpenReturns(
        since=closed + timedelta(days=1),
        orders=int(young["orders"].sum()),
        net_sales=_money(young, "net_sales"),
        returned=_money(young, "returns"),
        return_rate=rate,
        dated=dated,
        late=_sum(told.filter(pl.col("delay") > window_days), "returned") / dated_back if dated_back > 0 else None,
        reserve=_reserve(young, told, rate, as_of) if _enough(dated, rate) else None,
    )


def _by_day(orders: InParts) -> pl.DataFrame:
    """Return the valid `orders` of each day, and their money."""
    sums = pl.len().cast(pl.Int64).alias("orders"), pl.col("net_sales", "returns").sum()
    return orders.added_up(["day"], lambda part: part.filter("valid").group_by("day").agg(sums))


def _enough(dated: float | None, rate: float | None) -> bool:
    """Tell whether history says what to expect: that nothing came back at all says so too."""
    return rate == 0 or (rate is not None and dated is not None and dated >= LEAST_DATED)


def _reserve(young: pl.DataFrame, told: pl.DataFrame, rate: float | None, as_of: date) -> float:
    if not rate or not young.height:
        return 0.0
    open_sales = young.group_by(age=(pl.lit(as_of) - pl.col("day")).dt.total_days().cast(pl.Int32)).agg(
        sales=pl.col("net_sales").sum().cast(pl.Float64)
    )
    whole = _sum(told, "returned")
    by_age = told.group_by(age="delay").agg(back=pl.col("returned").sum().cast(pl.Float64)).sort("age")
    arrived = by_age.select("age", arrived=pl.col("back").cum_sum() / whole)
    to_come = (
        open_sales.sort("age")
        .join_asof(arrived, on="age")
        .select((pl.col("sales") * (1.0 - pl.col("arrived").fill_null(0.0))).sum())
    )
    return rate * float(to_come.item())


def _sum(frame: pl.DataFrame, column: str) -> float:
    return float(frame[column].sum())


def _money(frame: pl.DataFrame, column: str) -> Decimal:
    return Decimal(frame[column].sum())
