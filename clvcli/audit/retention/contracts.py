"""Contracts: where a customer who leaves says so, retention is a fact, and the rate rises with tenure by itself.

A contract that begins within GRACE_DAYS after the one before ended goes on with it: both are one relationship,
and so are contracts of one customer that overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.customers.survival import product_limit
from clvcli.errors import SurvivalNotModelledError
from clvcli.models import sbg

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Ints

GRACE_DAYS = 31
"""Days between two contracts of one customer that a late payment can explain."""

PERIODS = (12, 6, 3)
"""Months of a period that ends of contracts may show; 1 where they show none of them."""

ON_TIME = 0.8
"""Share of ended contracts that must end with a period of this length."""

NEAR_DAYS = 3
"""A contract ends with a period on its last day, the day after, or this much off."""

AHEAD = 5
"""Periods projected."""

CONFIDENCE = 0.8
DRAWS = 400
"""Of parameters and of who leaves, for the interval of the projection; always the same ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contracts:
    """The contracts of a shop as known at the end of a day."""

    as_of: date
    period_months: int
    """Between two decisions to renew."""
    relationships: pl.DataFrame
    """`customer`, `start`, `end` (null: runs on), `renewals` and `left`; sorted by customer and start."""
    by_tenure: pl.DataFrame
    """`decision` (1, 2, ...), `at_risk`, `churned`, `retention`, `survival` (Kaplan and Meier) and, where there is
    a `fit`, `fitted_retention` and `fitted_survival`; as far as anybody was asked."""
    by_period: pl.DataFrame
    """`period` (first day of a calendar year where decisions are yearly, else of a quarter), `at_risk` contracts
    running at its start, `churned` of them, `new`, `at_end`, `retention`, `complete`."""
    fit: Fit[sbg.SBG] | None
    unfitted: str | None
    """Why there is no `fit`."""
    ahead: pl.DataFrame
    """`ahead` periods, `expected` of today's contracts to be left, their `share` with `low` and `high`, the ends
    of an 80 % interval of what may happen, null where the parameters are not settled; empty without `fit`."""

    @property
    def yearly(self) -> bool:
        """Whether periods of the calendar are years; else they are quarters."""
        return self.period_months == PERIODS[0]

    @property
    def running(self) -> int:
        """Contracts that run on at the as-of day."""
        return self.relationships.height - int(self.relationships["left"].sum())


def contracts(agreed: pl.DataFrame, as_of: date) -> Contracts:
    """Return what `agreed` contracts (`customer`, `start`, `end`, `renewals`, `months`) say at the end of `as_of`.

    `end` is null, or later than `as_of`, where a contract runs on; `renewals` and `months` (of a period) are null
    where the data do not say.  Those that begin later are not there.
    """
    known = agreed.filter(pl.col("start") <= as_of)
    related = _related(known.with_columns(end=pl.when(pl.col("end") <= as_of).then("end")))
    months = _period_months(known, related)
    people = _decided(related, months, as_of)
    renewals, left = people["renewals"].to_numpy(), people["left"].to_numpy()
    fit, unfitted = _fitted(renewals, left)
    return Contracts(
        as_of=as_of,
        period_months=months,
        relationships=people,
        by_tenure=_by_tenure(renewals, left, fit),
        by_period=_by_period(people, as_of, "1y" if months == PERIODS[0] else "1q"),
        fit=fit,
        unfitted=unfitted,
        ahead=_ahead(renewals[~left], fit),
    )


def _related(known: pl.DataFrame) -> pl.DataFrame:
    """Join contracts that follow one another or overlap: `customer`, `start`, `end`, `given` renewals."""
    until = pl.col("end").fill_null(date.max).cum_max().shift(1).over("customer")
    apart = (pl.col("start") - until).dt.total_days() > GRACE_DAYS
    ordered = known.sort("customer", "start", "end", nulls_last=True)
    numbered = ordered.with_columns(number=apart.fill_null(value=True).cum_sum().over("customer"))
    given = pl.col("renewals")
    return (
        numbered.group_by("customer", "number", maintain_order=True)
        .agg(
            pl.col("start").min(),
            end=pl.when(pl.col("end").null_count() == 0).then(pl.col("end").max()),
            given=pl.when(given.null_count() == 0).then(given.sum() + pl.len() - 1).cast(pl.Int64),
        )
        .drop("number")
    )


def _period_months(known: pl.DataFrame, related: pl.DataFrame) -> int:
    """Return the months between decisions: what most contracts say, else the longest that their ends keep to."""
    said = known["months"].drop_nulls()
    if said.len():
        return int(said.mode().max())  # type: ignore[arg-type]  # an Int64 column has an int maximum
    ended = related.filter(pl.col("end").is_not_null())
    for months in PERIODS:
        share = ended.select(_on_time(months).mean()).item()
        if share is not None and share >= ON_TIME:
            return months
    return 1


def _decided(related: pl.DataFrame, months: int, as_of: date) -> pl.DataFrame:
    left = pl.col("end").is_not_null()
    begun = _months(pl.col("end")) // months + 1
    at_the_end = pl.when(_on_time(months)).then(_periods_near(months)).otherwise(begun) - 1
    renewals = pl.when(left).then(at_the_end).otherwise(_months(pl.lit(as_of)) // months)
    return related.select(
        "customer",
        "start",
        "end",
        renewals=pl.coalesce("given", renewals).clip(lower_bound=0).cast(pl.Int64),
        left=left,
    )


def _months(day: pl.Expr) -> pl.Expr:
    """Return the whole calendar months from `start` to `day`."""
    start = pl.col("start")
    apart = (day.dt.year() - start.dt.year()) * 12 + day.dt.month().cast(pl.Int32) - start.dt.month().cast(pl.Int32)
    return (apart - (day.dt.day() < start.dt.day()).cast(pl.Int32)).cast(pl.Int64)


def _periods_near(months: int) -> pl.Expr:
    return _months(pl.col("end") + timedelta(days=NEAR_DAYS + 1)) // months


def _on_time(months: int) -> pl.Expr:
    """Tell whether a contract ends with a period."""
    periods = _periods_near(months)
    over = pl.col("start").dt.offset_by(pl.concat_str((periods * months).cast(pl.String), pl.lit("mo")))
    off = (pl.col("end") - over).dt.total_days()
    return (periods >= 1) & off.is_between(-NEAR_DAYS - 1, NEAR_DAYS)


def _fitted(renewals: Ints, left: np.ndarray) -> tuple[Fit[sbg.SBG] | None, str | None]:
    try:
        return sbg.fit(sbg.decisions_of_customers(renewals, left)), None
    except SurvivalNotModelledError as error:
        return None, error.message


def _by_tenure(renewals: Ints, left: np.ndarray, fit: Fit[sbg.SBG] | None) -> pl.DataFrame:
    decisions = sbg.decisions_of_customers(renewals, left)
    asked = (decisions.renewed + decisions.left).astype(np.int64)
    churned = decisions.left.astype(np.int64)
    waiting = product_limit(renewals + left, left)
    number = np.arange(1, asked.size + 1)
    before = np.searchsorted(waiting.times, number, side="right")
    table = pl.DataFrame(
        {
            "decision": number,
            "at_risk": asked,
            "churned": churned,
            "survival": np.concatenate([[1.0], waiting.waiting])[before],
        }
    ).with_columns(retention=1 - pl.col("churned") / pl.col("at_risk"))
    if fit is not None:
        table = table.with_columns(
            fitted_retention=fit.model.retention(number), fitted_survival=fit.model.survival(number)
        )
    return table.filter(pl.col("at_risk") > 0)


def _by_period(people: pl.DataFrame, as_of: date, every: str) -> pl.DataFrame:
    """Count by calendar period; a contract is at risk in a period it began before and did not end before."""
    first = people["start"].min()
    periods = (
        pl.date_range(first, as_of, "1mo", eager=True) if isinstance(first, date) else pl.Series([], dtype=pl.Date)
    )
    frame = pl.DataFrame({"period": periods.dt.truncate(every).unique().sort()})
    frame = frame.with_columns(last=pl.col("period").dt.offset_by(every).dt.offset_by("-1d"))
    begun, ended = _per_period(people, "start", every), _per_period(people, "end", every)
    within = people.filter(pl.col("start").dt.truncate(every) == pl.col("end").dt.truncate(every))
    counted = frame.join(begun, on="period", how="left").join(ended, on="period", how="left")
    counted = counted.join(_per_period(within, "start", every, "within"), on="period", how="left").fill_null(0)
    at_end = (pl.col("start") - pl.col("end")).cum_sum()
    return (
        counted.with_columns(at_end=at_end, churned=pl.col("end") - pl.col("within"), new=pl.col("start"))
        .with_columns(at_risk=pl.col("at_end").shift(1, fill_value=0), complete=pl.col("last") <= as_of)
        .with_columns(
            retention=pl.when(pl.col("at_risk") > 0).then(1 - pl.col("churned") / pl.col("at_risk")),
        )
        .select("period", "at_risk", "churned", "new", "at_end", "retention", "complete")
    )


def _per_period(people: pl.DataFrame, day: str, every: str, name: str | None = None) -> pl.DataFrame:
    dated = people.filter(pl.col(day).is_not_null())
    return dated.group_by(period=pl.col(day).dt.truncate(every)).agg(pl.len().cast(pl.Int64).alias(name or day))


def _ahead(renewals: Ints, fit: Fit[sbg.SBG] | None) -> pl.DataFrame:
    """Project the contracts that run on; their times are taken to be as those of the past."""
    schema = {"ahead": pl.Int64, "expected": pl.Float64, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    if fit is None or not renewals.size:
        return pl.DataFrame(schema=schema)
    expected = fit.model.project(AHEAD, renewals)
    settled = fit.covariance is not None and fit.at_boundary is None
    low, high = _between(fit, renewals) if settled else (np.full(AHEAD, np.nan),) * 2
    return pl.DataFrame(
        {
            "ahead": np.arange(1, AHEAD + 1),
            "expected": expected,
            "share": expected / renewals.size,
            "low": low,
            "high": high,
        },
        schema=schema,
    ).with_columns(pl.col("low", "high").fill_nan(None))


def _between(fit: Fit[sbg.SBG], renewals: Ints) -> tuple[Floats, Floats]:
    """Return the ends of the interval of the share left, by draws of who leaves and of the parameters in logs."""
    point = np.array([fit.model.alpha, fit.model.beta])
    in_logs = fit.covariance / np.outer(point, point)
    chance = np.random.default_rng(0)
    draws = np.exp(chance.multivariate_normal(np.log(point), in_logs, size=DRAWS, method="cholesky"))
    tenures, count = np.unique(renewals, return_counts=True)
    left = [chance.binomial(count[:, None], _staying(alpha, beta, tenures)).sum(axis=0) for alpha, beta in draws]
    low, high = np.quantile(left, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2], axis=0) / renewals.size
    return low, high


def _staying(alpha: float, beta: float, tenures: Ints) -> Floats:
    """Return the chances of each tenure to be there after 1 to AHEAD decisions, shape `(tenures, AHEAD)`."""
    model, steps = sbg.SBG(alpha=alpha, beta=beta), np.arange(1, AHEAD + 1)
    return np.array([model.after(int(tenure)).survival(steps) for tenure in tenures])
