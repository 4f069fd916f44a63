"""The naive rules that a model must beat: what a shop would expect without one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.backtest.forecaster import Expected, Forecaster
from clvcli.customers.months import months_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.backtest.split import Past
    from clvcli.models.histories import Floats

HIATUS_MONTHS = 9
"""Silent for longer is gone: Wübben and von Wangenheim, Journal of Marketing 72(3), 2008."""


def same_as_last_window(past: Past, days: int) -> Expected:
    """Expect of everybody what he or she did in the `days` days up to the cut."""
    done = past.window(past.cut - timedelta(days=days - 1), past.cut)
    orders = done["purchases"].to_numpy().astype(np.float64)
    return Expected(orders=orders, spend=done["net_revenue"].to_numpy(), p_buy=(orders > 0).astype(np.float64))


def rate_so_far(past: Past, days: int) -> Expected:
    """Expect x / T purchases a day from everybody, each worth what his or her purchases were worth so far.

    Buying again has the probability that a Poisson process of that rate gives it.
    """
    orders = _rate(past) * days
    return Expected(orders=orders, spend=orders * _worth(past), p_buy=-np.expm1(-orders))


def hiatus(past: Past, days: int) -> Expected:
    """Expect the rate so far of whoever bought in the last nine months, and nothing of the others."""
    active = (past.buyers["last_order"] > months_after(past.cut, -HIATUS_MONTHS)).to_numpy()
    orders = np.where(active, _rate(past) * days, 0.0)
    return Expected(orders=orders, spend=orders * _worth(past), p_buy=active.astype(np.float64))


def cohort_mean(past: Past, days: int) -> Expected:
    """Expect of everybody what customers one window older did on average at the same age.

    Ages are counted in windows; the oldest customers are given the mean of the oldest age that was seen.
    Nothing is expected where nobody is a window old.
    """
    age = past.buyers["age_days"].to_numpy() // days
    if not (age > 0).any():
        return Expected()
    done = past.window(past.cut - timedelta(days=days - 1), past.cut).with_columns(
        age=pl.Series(age - 1), bought=pl.col("purchases") > 0
    )
    seen = (
        done.filter(pl.col("age") >= 0)
        .group_by("age")
        .agg(pl.col("purchases", "net_revenue", "bought").cast(pl.Float64).mean())
        .sort("age")
    )
    at = np.searchsorted(seen["age"].to_numpy(), age, side="right") - 1
    mean = seen[np.maximum(at, 0)]
    return Expected(
        orders=mean["purchases"].to_numpy(),
        spend=mean["net_revenue"].to_numpy(),
        p_buy=mean["bought"].to_numpy(),
    )


def past_spend(past: Past, days: int) -> Expected:  # noqa: ARG001  (a ranking holds for any window)
    """Rank customers by what they have spent so far; expect nothing in particular."""
    return Expected(rank=past.buyers["net_revenue"].to_numpy())


NAIVE: Mapping[str, Forecaster] = {
    "last-window": same_as_last_window,
    "rate-so-far": rate_so_far,
    "hiatus": hiatus,
    "cohort-mean": cohort_mean,
    "past-spend": past_spend,
}
"""Name -> rule."""


def _rate(past: Past) -> Floats:
    """Return repeat purchases per day observed; nothing for whoever came on the last day."""
    x = past.buyers["repeat_purchases"].to_numpy().astype(np.float64)
    rate: Floats = x / np.maximum(past.buyers["age_days"].to_numpy(), 1)
    return rate


def _worth(past: Past) -> Floats:
    """Return the net revenue of a purchase day so far, per customer."""
    n = past.buyers["repeat_purchases"].to_numpy() + 1.0
    worth: Floats = past.buyers["net_revenue_kept"].to_numpy() / n
    return worth
