"""How sure a forecast is: intervals for customers, for groups of them and for all together.

**A customer's interval** is of what will happen: whether the customer is still there, how often he or she
buys and for how much, and how well the parameters are known.  It is not the doubt about an average.  It
holds 80 % of what may happen, and means: with one chance in ten less than `low`, with one in ten more
than `high`.  Where nothing at all is likelier than one in ten, as with most customers of a shop, there is
no such `low`; the interval then starts at 0 and leaves out the two chances in ten of more than `high`.
What is expected is always inside: where more than eight in ten will bring nothing, the few others are what is
expected, and the interval, which could end at 0, ends there.

**A group's interval** is of the sum: customers go their own ways, so that their luck evens out, but all share
the parameters, whose doubt does not, and the times, which no parameter describes: a good year, a new
competitor.  Of these is known what forecasts of the same kind missed when they were made a quarter ago
and earlier (`missed.missed_by`), where the orders reach back so far.  The variance of the sum is that of all
three, and the interval lies between the 10th and the 90th percentile of the gamma distribution of this mean and
variance, which is near a normal one for large groups and, like the truth, skewed and never negative for small ones.
Where some of a group are worth less than nothing, their purchases costing more than they leave, no side of 0 is
sure, and the distribution is a normal one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import polars as pl
from scipy.special import gammaincinv, ndtri

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Ints, totals
from clvcli.models.nearby import nearby
from clvcli.on_disk import held, slices_of
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.by_history import in_memory
from clvcli.valuation.doubtful_spend import doubtful
from clvcli.valuation.outcomes import Outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Histories
    from clvcli.models.nearby import Nearby
    from clvcli.on_disk import Table
    from clvcli.valuation.by_history import ByHistory, Keep
    from clvcli.valuation.doubtful_spend import DoubtfulSpend
    from clvcli.valuation.spend import Spend

CONFIDENCE = 0.8
"""Of ten customers, eight lie inside: wide enough to be believed, narrow enough to plan with."""

HAIR = 1e-9
"""Share of a sum that is rounding."""

AT_A_TIME = 262_144
"""Histories whose prospects are worked out together: that takes some thirty numbers of each on the way."""

MEAN, VARIANCE, EFFECTS = "doubt mean", "doubt variance", "doubt effects"

BESIDE = pl.Schema([(MEAN, pl.Float64()), (VARIANCE, pl.Float64()), (EFFECTS, pl.List(pl.Float64))])
"""What `Doubt` knows of a customer, in columns beside the customer's values; null without a forecast."""

LIKELY_NOTHING = 0.1
"""Chance of no purchase from which an interval starts at 0."""


class Interval(NamedTuple):
    """Two ends, `low` at most `high`, each shape `(n,)`."""

    low: Floats
    high: Floats


class Moments(NamedTuple):
    """Of sums over groups, each shape `(groups,)`."""

    mean: Floats
    variance: Floats
    size: Floats
    """What the means of the customers add up to regardless of their signs."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Doubt:
    """What is known and not known of the discounted contribution of each of some customers."""

    customers: Interval
    mean: Floats
    """What is expected, shape `(customers,)`."""
    variance: Floats
    """Of what will happen around it, were the parameters known."""
    effects: Floats
    """What a standard error of the parameters changes of `mean`, in each of several independent directions,
    shape `(directions, customers)`; the same for all customers at once."""

    def of_groups(self, at: Ints, groups: int) -> Interval:
        """Return the intervals of the sums over groups 0 to `groups` - 1; `at` says who is in which.

        Shape `(groups,)`; 0 to 0 for a group without customers.
        """
        return _of_sums(self.moments(np.arange(self.mean.size), at, groups))

    def of_all(self) -> tuple[float, float]:
        """Return the interval of the sum over all customers."""
        low, high = self.of_groups(np.zeros(self.mean.size, dtype=np.int64), 1)
        return float(low[0]), float(high[0])

    def moments(self, who: Ints, at: Ints, groups: int) -> Moments:
        """Return the moments of the sums over groups of the customers `who`."""
        effects = (effect[who] for effect in self.effects)
        return Sums.none(groups, len(self.effects)).and_(at, self.mean[who], self.variance[who], effects).moments


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """What is added up over groups of customers who share a forecast, each shape `(groups,)`."""

    mean: Floats
    size: Floats
    """Of the means regardless of their signs."""
    variance: Floats
    effects: tuple[Floats, ...]
    """One of each direction."""

    @classmethod
    def none(cls, groups: int, directions: int) -> Sums:
        """Return the sums before anybody is added."""
        nothing = np.zeros(groups)
        return cls(mean=nothing, size=nothing, variance=nothing, effects=(nothing,) * directions)

    def and_(self, at: Ints, mean: Floats, variance: Floats, effects: Iterable[Floats]) -> Sums:
        """Return the sums with some more customers, who are `at` groups.

        They are added one after the other, so that it does not matter how many come at once.
        """
        groups = self.mean.size
        place = np.append(np.arange(groups), at)

        def added(so_far: Floats, more: Floats) -> Floats:
            """Return sums with `more`."""
            return totals(place, np.append(so_far, more), groups)

        return Sums(
            mean=added(self.mean, mean),
            size=added(self.size, np.abs(mean)),
            variance=added(self.variance, variance),
            effects=tuple(added(*each) for each in zip(self.effects, effects, strict=True)),
        )

    @property
    def moments(self) -> Moments:
        """The moments of the sums."""
        shared = sum((each**2 for each in self.effects), np.zeros(self.mean.size))
        return Moments(self.mean, self.variance + shared, self.size)


class OfSums(Protocol):
    """What tells how sure the sums over groups of customers are."""

    def by(self, rows: Table, groups: pl.DataFrame) -> Interval:
        """Return the intervals of the sums over `groups`, each shape `(groups,)`.

        `rows` are those of the table that the doubt is about, and have the columns of `groups`, which name each
        group once; rows of no group are left out.
        """


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Doubts:
    """The doubt about the rows of a table that was put together from parts, each with a forecast of its own."""

    parts: tuple[Doubt | None, ...]
    """None where nothing is predicted."""
    part: Ints
    """Which part each row belongs to, shape `(rows,)`."""
    place: Ints
    """Where in the part it stands; -1 for a row without a forecast."""

    def by(self, rows: Table, groups: pl.DataFrame) -> Interval:
        """Return the intervals of sums, as `OfSums`; forecasts of different parts are taken as independent."""
        at = _groups_of(held(rows), groups)
        total = Moments(*np.zeros((3, groups.height)))
        for number, part in enumerate(self.parts):
            if part is not None:
                mine = np.flatnonzero((self.part == number) & (self.place >= 0) & (at >= 0))
                of_part = part.moments(self.place[mine], at[mine], groups.height)
                total = Moments(*(so_far + more for so_far, more in zip(total, of_part, strict=True)))
        return _of_sums(total)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DoubtsBeside:
    """The doubt about the rows of a table of any length, in its columns BESIDE; a currency has one forecast."""

    directions: int
    """How many effects a row has, at most."""

    def by(self, rows: Table, groups: pl.DataFrame) -> Interval:
        """Return the intervals of sums, as `OfSums`; one of the columns of `groups` is the currency."""
        sums = Sums.none(groups.height, self.directions)
        for some in slices_of(rows.select([*groups.columns, *BESIDE])):
            known = some.with_columns(at=_groups_of(some, groups)).drop_nulls(MEAN).filter(pl.col("at") >= 0)
            at, mean, variance = (known[name].to_numpy() for name in ("at", MEAN, VARIANCE))
            effects = (
                known[EFFECTS].list.get(direction, null_on_oob=True).fill_null(0.0).to_numpy()
                for direction in range(self.directions)
            )
            sums = sums.and_(at, mean, variance, effects)
        return _of_sums(sums.moments)


def beside(doubt: Doubt | None, place: pl.Series) -> pl.DataFrame:
    """Return the columns BESIDE of rows, each of which stands at a `place` of the doubt, or at -1 and nowhere."""
    if doubt is None:
        return BESIDE.to_frame().clear(place.len())
    found = pl.DataFrame({MEAN: doubt.mean, VARIANCE: doubt.variance, EFFECTS: doubt.effects.T})
    known = place.set(place < 0, None)
    return found.cast(BESIDE).select(pl.all().gather(known))


def _groups_of(rows: pl.DataFrame, groups: pl.DataFrame) -> Ints:
    """Return which of `groups` each row belongs to, -1 for none, shape `(rows,)`."""
    numbered = groups.with_row_index("at")
    found = rows.select(groups.columns).join(
        numbered, on=groups.columns, how="left", nulls_equal=True, maintain_order="left"
    )
    return found["at"].cast(pl.Int64).fill_null(-1).to_numpy()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prospects:
    """What customers alike in their purchases may bring, per unit of money; arrays end in shape `(kinds,)`."""

    discounted: ByHistory
    """What is expected."""
    low: ByHistory
    high: ByHistory
    """Ends of the interval, per unit of own and of shared money, shape `(2, kinds)`."""
    square: ByHistory
    """Root of the mean square."""
    effects: ByHistory
    """Of a standard error of the parameters on `discounted`, as shares of it, shape `(directions, kinds)`."""

    @classmethod
    def together(cls, some: Sequence[Prospects], keep: Keep) -> Prospects:
        """Return the prospects of all kinds, in order, where `keep` takes them."""
        whole = {field.name: [getattr(each, field.name) for each in some] for field in fields(cls)}
        return cls(**{name: keep(np.concatenate(blocks, axis=-1)) for name, blocks in whole.items()})


def doubt(
    buyers: pl.DataFrame,
    *,
    purchases: Fit[Any],
    spend: Spend,
    days: int,
    delta: float = 0.0,
    contribution: Floats | float = 1.0,
    expected: Floats | None = None,
    missed: float = 0.0,
) -> Doubt:
    """Return the doubt about what `buyers` will bring in the next `days`, discounted at `delta` a week.

    `expected` is what is expected of each, shape `(customers,)`, where that is not what the fits alone expect:
    intervals then are those of the fits times expected over that.  `contribution` is the value of one unit of
    net revenue, of each or of all, `missed` the share by which forecasts of this kind miss totals.  Money columns
    are floats.
    """
    histories, position = histories_of_buyers(buyers)
    amounts = doubtful(spend, histories.x[position] + 1.0, buyers["net_sales"].to_numpy())
    prospects = prospects_of(histories, purchases, amounts, days / DAYS_PER_WEEK, delta)
    return about(prospects, position, amounts, contribution=contribution, expected=expected, missed=missed)


def about(
    prospects: Prospects,
    position: Ints,
    amounts: DoubtfulSpend,
    *,
    contribution: Floats | float = 1.0,
    expected: Floats | None = None,
    missed: float = 0.0,
) -> Doubt:
    """Return the doubt about customers whose kinds are at `position` of the prospects; the rest as `doubt`."""
    own, shared = amounts.money()
    alone = prospects.discounted[position] * (own + shared) * contribution
    same = np.ones(position.size)
    times = same if expected is None else np.divide(expected, alone, out=same, where=alone != 0)
    mean, unit = alone * times, contribution * times
    ends = [unit * (end[0, position] * own + end[1, position] * shared) for end in (prospects.low, prospects.high)]
    square = (unit * (own + shared) * prospects.square[position]) ** 2
    common = np.full((1 if missed else 0, position.size), missed)
    shares = np.concatenate([prospects.effects[:, position], amounts.effects(), common])
    return Doubt(
        customers=_around(mean, ends),
        mean=mean,
        variance=np.maximum(square - mean**2, 0.0),
        effects=shares * mean,
    )


def levels(nothing: Floats) -> tuple[Floats, Floats]:
    """Return which quantiles the ends of intervals are, given the chance of `nothing`."""
    likely = nothing > LIKELY_NOTHING
    return (
        np.where(likely, 0.0, (1.0 - CONFIDENCE) / 2.0),
        np.where(likely, CONFIDENCE, (1.0 + CONFIDENCE) / 2.0),
    )


def prospects_of(
    histories: Histories,
    purchases: Fit[Any],
    amounts: DoubtfulSpend,
    weeks: float,
    delta: float,
    keep: Keep = in_memory,
) -> Prospects:
    """Return what customers of each history may bring in so many weeks, discounted at `delta` a week.

    `amounts` may be those of any customers: what is each one's own comes in with `about`.  `keep` takes the result.
    """
    near = nearby(purchases)
    outcomes = Outcomes.of(near, purchases.model.alpha, amounts, histories.repeats, weeks, delta)
    blocks = [
        _prospects(block, purchases.model, near, amounts, outcomes, weeks, delta)
        for block in histories.blocks(AT_A_TIME)
    ]
    return Prospects.together(blocks, keep)


def _prospects(
    histories: Histories,
    model: PurchaseModel,
    near: Nearby[Any],
    amounts: DoubtfulSpend,
    outcomes: Outcomes,
    weeks: float,
    delta: float,
) -> Prospects:
    x, T = histories.x, histories.T
    forecast = model.forecast(histories, weeks)
    discounted = forecast.discounted_purchases(weeks, delta)
    others = np.array([m.forecast(histories, weeks).discounted_purchases(weeks, delta) for m in near.models])
    shares = np.divide(others, discounted, out=np.ones_like(others), where=discounted > 0) - 1.0
    nothing, alive, unit = 1.0 - forecast.p_buy(weeks), forecast.p_alive, amounts.per_unit(x)

    def quantile(level: Floats) -> Floats:
        """Return the worth of what each customer does, that no more than `level` of chances fall below."""
        given_alive = 1.0 - (1.0 - level) / np.maximum(alive, np.finfo(np.float64).tiny)
        return np.where(level > nothing, unit * outcomes.quantile(given_alive, x, T), 0.0)

    low, high = (quantile(level) for level in levels(nothing))
    return Prospects(
        discounted=discounted * unit,
        low=low,
        high=high,
        square=np.sqrt(alive) * unit * outcomes.square(x, T),
        effects=near.effects(shares),
    )


def _of_sums(of: Moments) -> Interval:
    """Return percentiles of gamma distributions with these moments, or of their mirror image below 0.

    Where customers of both signs are added up, of normal ones.
    """
    size, both = np.abs(of.mean), of.size - np.abs(of.mean) > HAIR * of.size
    known = (of.variance > 0) & (size > 0)
    shape = np.divide(size**2, of.variance, out=np.ones_like(size), where=known)
    tails = ((1.0 - CONFIDENCE) / 2.0, (1.0 + CONFIDENCE) / 2.0)
    gamma = [np.sign(of.mean) * np.where(known, size * gammaincinv(shape, tail) / shape, size) for tail in tails]
    normal = [of.mean + ndtri(tail) * np.sqrt(of.variance) for tail in tails]
    return _around(of.mean, [np.where(both, *ends) for ends in zip(normal, gamma, strict=True)])


def _around(mean: Floats, ends: Sequence[Floats]) -> Interval:
    """Return the interval between two ends, with the mean inside."""
    return Interval(np.minimum(np.minimum(*ends), mean), np.maximum(np.maximum(*ends), mean))
