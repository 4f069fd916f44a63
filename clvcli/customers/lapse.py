"""When silence means that a customer has lapsed: it is longer than most waits after as many purchases.

A shop does not see a customer leave.  The limits are percentiles of the waits of those who came back, so `lapsed`
always goes with its window.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.customers.months import QUARTER_DAYS
from clvcli.customers.rhythm import LAST_RUNG, WAITS
from clvcli.customers.survival import product_limit

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIMITS = {"new_days": 0.50, "at_risk_days": 0.80, "lapsed_days": 0.90}
"""Shares of those who come back that have done so by the limit."""

OF_SILENCE = ("at_risk_days", "lapsed_days")
"""Those that say how long is too long."""

ENOUGH_GAPS = 30
"""With fewer waits that ended at an order number, its limits are those of all waits."""

STILL_WATCHED = 10
"""Where fewer have been watched for so long, one who comes back late would move a limit by far."""

YEAR_DAYS = 365
RHYTHM = 1.5
"""A yearly rhythm shows where the gaps of about a year are so many times those a quarter shorter."""


TIMES = "times"
"""How often a wait was seen, where waits are counted."""


def times_seen(waits: pl.DataFrame) -> pl.DataFrame:
    """Return `waits` with TIMES, once where they are not counted."""
    return waits if TIMES in waits.columns else waits.with_columns(pl.lit(1, pl.Int64).alias(TIMES))


def tallied(waits: pl.DataFrame) -> pl.DataFrame:
    """Return `waits` counted, in any order: each once, with the TIMES it was seen; those that are may be several.

    Takes columns of `rhythm.WAITS`, `gap` and `silence` among them.  `silence` is null where a wait is over.
    """
    columns = [name for name in WAITS if name in waits.columns]
    times = pl.col(TIMES).sum() if TIMES in waits.columns else pl.len().cast(pl.Int64)
    return (
        waits.with_columns(silence=pl.when(pl.col("gap").is_null()).then("silence"))
        .group_by(columns)
        .agg(times.alias(TIMES))
    )


def has_yearly_rhythm(waits: pl.DataFrame) -> bool:
    """Tell whether customers come back after a year rather than a little before, from their `waits`.

    Left to itself the number of gaps falls with their length; it rises towards a year where people buy by season.
    """
    start = YEAR_DAYS - QUARTER_DAYS // 2
    about = pl.col("gap").is_between(start, start + QUARTER_DAYS - 1)
    before = pl.col("gap").is_between(start - QUARTER_DAYS, start - 1)
    times = pl.col(TIMES)
    near, sooner = tallied(waits).select(about=times.filter(about).sum(), before=times.filter(before).sum()).row(0)
    return bool(near >= ENOUGH_GAPS and near > RHYTHM * sooner)


def lapse_limits(waits: pl.DataFrame) -> pl.DataFrame:
    """Return after how many days customers of every rung are new no more, at risk and lapsed, sorted by rung.

    Takes `rung`, `gap` and `silence` of `rhythm.WAITS`, of one currency, row by row or counted (`tallied`).
    Returns `rung` and the names of LIMITS, in whole days (`limits_of`): of all waits where fewer than ENOUGH_GAPS
    of its own have ended, null where fewer have of all.  Those OF_SILENCE are no less than a year where a yearly
    rhythm shows.
    """
    counted = tallied(waits)
    of_all = limits_of(counted)
    rungs = range(1, LAST_RUNG + 1)
    own = {rung: limits_of(counted.filter(pl.col("rung") == rung)) or of_all for rung in rungs}
    rows = [{"rung": rung, **(own[rung] or dict.fromkeys(LIMITS))} for rung in rungs]
    limits = pl.DataFrame(rows, schema={"rung": WAITS["rung"], **dict.fromkeys(LIMITS, pl.Int64)})
    return limits.with_columns(pl.col(OF_SILENCE).clip(YEAR_DAYS)) if has_yearly_rhythm(counted) else limits


def limits_of(waits: pl.DataFrame) -> dict[str, int] | None:
    """Return the days by which the shares LIMITS of those who come back have done so; None below ENOUGH_GAPS.

    Long gaps are still open, so that the gaps that are seen are short, the shorter the log: who has not come back
    counts for as long as they have been silent (Kaplan and Meier).  Who would come back later than STILL_WATCHED
    customers have been watched is taken not to.  A limit is never below that share of the gaps that are seen.
    """
    counted = tallied(waits)
    happened, seen = counted["gap"].is_not_null().to_numpy(), counted[TIMES].to_numpy()
    if seen[happened].sum() < ENOUGH_GAPS:
        return None
    days = counted.select(pl.coalesce("gap", "silence")).to_series().to_numpy().astype(np.int64)
    still = product_limit(days, happened, seen)
    watched = still.at_risk >= STILL_WATCHED
    back, times = 1.0 - still.waiting[watched], still.times[watched]
    return {
        name: max(
            int(times[np.searchsorted(back, share * back[-1])]),
            math.ceil(quantile(days[happened], seen[happened], share)),
        )
        for name, share in LIMITS.items()
    }


def quantile(days: NDArray[np.int64], seen: NDArray[np.int64], share: float) -> float:
    """Return the day by which a share of `days`, each `seen` so often, is over: `np.quantile` of all."""
    rising = np.argsort(days)
    until = np.cumsum(seen[rising])
    place = share * float(until[-1] - 1)
    below = int(place)
    around = days[rising][np.searchsorted(until, [below, min(below + 1, until[-1] - 1)], side="right")]
    return float(np.quantile(around, place - below))
