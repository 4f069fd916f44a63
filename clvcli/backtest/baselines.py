"""The naive rules that a model must beat: what a shop would expect without one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.backtest.forecaster import Expected, Forecaster, Told
from clvcli.customers.months import months_after
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clvcli.backtest.split import Known, Part
    from clvcli.models.histories import Floats, Ints

HIATUS_MONTHS = 9
"""Silent for longer is gone: Wübben and von Wangenheim, Journal of Marketing 72(3), 2008."""


def same_as_last_window(part: Part, days: int) -> Expected:
    """Expect of everybody what he or she did in the `days` days up to the cut."""
    done = _last_window(part, days)
    orders = done["purchases"].to_numpy().astype(np.float64)
    return Expected(orders=orders, spend=done["net_revenue"].to_numpy(), p_buy=(orders > 0).astype(np.float64))


def rate_so_far(part: Part, days: int) -> Expected:
    """Expect x / T purchases a day from everybody, each worth what his or her purchases were worth so far.

    Buying again has the probability that a Poisson process of that rate gives it.
    """
    orders = _rate(part) * days
    return Expected(orders=orders, spend=orders * _worth(part), p_buy=-np.expm1(-orders))


def hiatus(part: Part, days: int) -> Expected:
    """Expect the rate so far of whoever bought in the last nine months, and nothing of the others."""
    active = (part.buyers["last_order"] > months_after(part.cut, -HIATUS_MONTHS)).to_numpy()
    orders = np.where(active, _rate(part) * days, 0.0)
    return Expected(orders=orders, spend=orders * _worth(part), p_buy=active.astype(np.float64))


def past_spend(part: Part, days: int) -> Expected:  # noqa: ARG001  (a ranking holds for any window)
    """Rank customers by what they have spent so far; expect nothing in particular."""
    return Expected(rank=part.buyers["net_revenue"].to_numpy())


def cohort_mean(past: Known, days: int) -> Told:
    """Expect of everybody what customers one window older did on average at the same age.

    Ages are counted in windows; the oldest customers are given the mean of the oldest age that was seen.
    Nothing is expected where nobody is a window old.
    """
    did = (
        pl.concat([_done_by_age(part, days) for part in past.parts()])
        .group_by("age")
        .agg(pl.all().sum())
        .sort("age")
    )
    if did.is_empty():
        return lambda _: Expected()
    seen, customers = did["age"].to_numpy(), did["customers"].to_numpy()
    orders, spend, p_buy = (
        did[name].cast(pl.Float64).to_numpy() / customers for name in ("purchases", "net_revenue", "bought")
    )

    def told(part: Part) -> Expected:
        """Return the means of the ages of the customers of a part."""
        at = np.maximum(np.searchsorted(seen, _age(part, days), side="right") - 1, 0)
        return Expected(orders=orders[at], spend=spend[at], p_buy=p_buy[at])

    return told


def _done_by_age(part: Part, days: int) -> pl.DataFrame:
    """Return what customers did in the last window, added up by their `age` before it, those new in it left out."""
    return (
        _last_window(part, days)
        .with_columns(age=pl.Series(_age(part, days) - 1))
        .filter(pl.col("age") >= 0)
        .group_by("age")
        .agg(
            customers=pl.len().cast(pl.Int64),
            purchases=pl.col("purchases").sum(),
            net_revenue=pl.col("net_revenue").cast(MONEY).sum(),
            bought=(pl.col("purchases") > 0).sum().cast(pl.Int64),
        )
    )


def by_itself(rule: Callable[[Part, int], Expected]) -> Forecaster:
    """Return a rule that looks at each customer alone as a forecaster, which has nothing to learn from all."""

    def forecaster(_: Known, days: int) -> Told:
        """Return the rule for a window of so many days."""
        return lambda part: rule(part, days)

    return forecaster


NAIVE: Mapping[str, Forecaster] = {
    "last-window": by_itself(same_as_last_window),
    "rate-so-far": by_itself(rate_so_far),
    "hiatus": by_itself(hiatus),
    "cohort-mean": cohort_mean,
    "past-spend": by_itself(past_spend),
}
"""Name -> rule."""


def _last_window(part: Part, days: int) -> pl.DataFrame:
    """Return what each customer did in the `days` days up to the cut."""
    return part.window(part.cut - timedelta(days=days - 1), part.cut)


def _age(part: Part, days: int) -> Ints:
    """Return how many windows of `days` days ago each customer first bought."""
    age: Ints = part.buyers["age_days"].to_numpy() // days
    return age


def _rate(part: Part) -> Floats:
    """Return repeat purchases per day observed; nothing for whoever came on the last day."""
    x = part.buyers["repeat_purchases"].to_numpy().astype(np.float64)
    rate: Floats = x / np.maximum(part.buyers["age_days"].to_numpy(), 1)
    return rate


def _worth(part: Part) -> Floats:
    """Return the net revenue of a purchase day so far, per customer."""
    n = part.buyers["repeat_purchases"].to_numpy() + 1.0
    worth: Floats = part.buyers["net_revenue_kept"].to_numpy() / n
    return worth
