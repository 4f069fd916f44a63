"""When a customer is likely to buy next: a range of days, from how long others took who had waited as long."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from clvcli.customers.lapse import ENOUGH_GAPS, TIMES, times_seen
from clvcli.customers.survival import product_limit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

WINDOW = (0.25, 0.75)
"""Half of those who come back after so long a silence do so within these quantiles of their waits."""

ROUNDING = 1e-12
"""A product of shares misses the share it stands for by less."""


def next_purchase(customers: pl.DataFrame, waits: pl.DataFrame) -> pl.DataFrame:
    """Return `next_purchase_from` and `next_purchase_to`, dates, one row per row of `customers` in their order.

    Takes `currency`, `last_order`, `repeat_purchases` and `days_since_last` of the customers, and `waits` as in
    `rhythm.WAITS`: `currency`, `rung` (the number of the purchase before, the last rung for all later ones), `gap`
    in days, null where the wait is not over, and then `silence`, the days it has lasted; perhaps counted.  Of those
    who waited longer than this customer has, after as many purchases, and come back: by when a quarter and three
    quarters have done so, open waits counted for as long as they were watched (Kaplan and Meier).  So the range
    always lies after the as-of day.  It says when those who come back do: whether a customer does is in `p_buy`.
    Where fewer than ENOUGH_GAPS came back later than that, waits after any number of purchases are asked; null
    where these are too few as well, and without a purchase.
    """
    days = np.full((2, customers.height), np.nan)
    open_for = pl.col("silence") if "silence" in waits.columns else pl.lit(None, pl.Int64)
    known = times_seen(waits).select(
        "currency", "rung", TIMES, days=pl.coalesce("gap", open_for), over=pl.col("gap").is_not_null()
    )
    known = known.drop_nulls("days")
    silent = customers.with_row_index("row").filter(pl.col("days_since_last").is_not_null())
    for part in silent.partition_by("currency"):
        here = known.filter(pl.col("currency").eq_missing(pl.lit(part["currency"][0], pl.String)))
        days[:, part["row"].to_numpy()] = _waits(part, here)
    whole = pl.DataFrame({"low": days[0], "high": days[1]}).fill_nan(None).cast(pl.Int64)
    last = customers["last_order"]
    return whole.select(
        next_purchase_from=last + pl.duration(days="low"), next_purchase_to=last + pl.duration(days="high")
    )


def _waits(customers: pl.DataFrame, waits: pl.DataFrame) -> Floats:
    """Return the quantiles WINDOW of the waits of each customer of one currency, shape `(2, customers)`."""
    silence = customers["days_since_last"].to_numpy()
    days, over, rungs, seen = (waits[name].to_numpy() for name in ("days", "over", "rung", TIMES))
    found = _longer_than(silence, days, over, seen)
    rung = np.minimum(customers["repeat_purchases"].to_numpy() + 1, rungs.max(initial=0))
    for each in np.unique(rung):
        rows, same = np.flatnonzero(rung == each), rungs == each
        own = _longer_than(silence[rows], days[same], over[same], seen[same])
        found[:, rows] = np.where(np.isnan(own), found[:, rows], own)
    return found


def _longer_than(silence: Ints, days: Ints, over: Truths, seen: Ints) -> Floats:
    """Return the quantiles WINDOW of the waits that end later than each silence, shape `(2, silence.size)`.

    Waits lasted `days`, to their end where they are `over`, and were `seen` so often.  NaN where fewer than
    ENOUGH_GAPS ended later.
    """
    found = np.full((2, silence.size), np.nan)
    if int(seen[over].sum()) < ENOUGH_GAPS:
        return found
    still = product_limit(days, over, seen)
    waiting, ended = np.append(1.0, still.waiting), np.append(0, np.cumsum(still.events))
    first = np.searchsorted(still.times, silence, side="right")
    told = ended[-1] - ended[first] >= ENOUGH_GAPS
    now, last = waiting[first[told]], waiting[-1]
    for row, share in enumerate(WINDOW):
        reached = now - share * (now - last)
        found[row, told] = still.times[np.searchsorted(-waiting[1:], -reached - ROUNDING)]
    return found
