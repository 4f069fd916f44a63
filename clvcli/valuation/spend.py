"""What a future purchase day is expected to bring: Gamma-Gamma on net sales, then returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli import notes
from clvcli.errors import SpendNotModelledError
from clvcli.models import gamma_gamma
from clvcli.models.independence import Independence, independence
from clvcli.orders.steps import STEPS, in_steps
from clvcli.sayings import Saying
from clvcli.valuation.plain_words import OF_SPEND, plainly
from clvcli.valuation.returns import ONE_RATE, returned_share

if TYPE_CHECKING:
    import polars as pl

    from clvcli.models.fitting import Fit
    from clvcli.models.gamma_gamma import GammaGamma
    from clvcli.models.histories import Floats, Ints
    from clvcli.notes import Note
    from clvcli.valuation.returns import ReturnTrend

RANK_CORRELATION = 0.2
"""From here spend visibly rises or falls with frequency; a linear correlation of 0.02 can hide 0.25."""

BETWEEN_GROUPS = 0.2
"""A fifth of the variance between purchase counts; CDNOW, where the assumption was first accepted, is below."""


MOST_CUSTOMERS = 1_000_000
"""Customers that spend is learnt from; of more as many are drawn, which leaves a thousandth of it open."""

SEED = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpendModel:
    """What some customers tell of spend; it can be asked about others."""

    fit: Fit[GammaGamma] | None
    """None where everybody gets the average."""
    average: float
    """Net sales per purchase day of all, before returns."""
    spread: float
    """Coefficient of variation of customers' mean spend."""
    customers: int
    return_rate: float
    """Share of net sales of kept orders that is returned, of all purchases together."""
    returns: ReturnTrend = ONE_RATE
    """How that changes with the number of a purchase."""

    def sales(self, n: Floats, mean: Floats) -> Floats:
        """Return the expected net sales, before returns, of a purchase of customers with n of `mean` sales."""
        if self.fit is None:
            return np.full(n.size, self.average)
        expected: Floats = self.fit.model.expected_spend(n, np.maximum(mean, 0.0))
        return expected

    def returned(self, n: Floats) -> Floats:
        """Return the share of net sales that is expected back of the next purchase of customers with n so far."""
        return np.minimum(self.return_rate * self.returns.times(n), 1.0)

    def per_purchase(self, n: Floats, mean: Floats) -> Floats:
        """Return the expected net revenue, after returns, of a purchase of customers with n of `mean` sales."""
        return self.sales(n, mean) * (1.0 - self.returned(n))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """Expected net revenue of one future purchase day, per customer, and where it comes from."""

    per_purchase: Floats
    """After expected returns, shape `(customers,)`."""
    model: SpendModel
    independence: Independence
    """Of purchase days and mean spend, among customers with two or more."""
    notes: tuple[Note, ...]

    @property
    def fit(self) -> Fit[GammaGamma] | None:
        """The fitted Gamma-Gamma; None where everybody gets the average."""
        return self.model.fit

    @property
    def return_rate(self) -> float:
        """Share of net sales of kept orders that is returned, of all purchases together."""
        return self.model.return_rate


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spent:
    """What some customers have spent, as far as a model of spend is learnt from it."""

    n: Floats
    """Purchases of at most MOST_CUSTOMERS of them, in the order of their keys, shape `(customers,)`."""
    mean: Floats
    """What they brought, before returns, the same."""
    customers: int
    """All of them."""
    purchases: float
    sales: float
    """Before returns."""
    revenue: float
    """After returns."""
    paid_nothing: int

    @classmethod
    def of(cls, n: Floats, sales: Floats, revenue: Floats) -> Spent:
        """Return it of all customers, each with n purchases."""
        mean = sales / n
        few = drawn_of(n.size, MOST_CUSTOMERS, SEED)
        return cls(
            n=n[few],
            mean=mean[few],
            customers=n.size,
            purchases=float(n.sum()),
            sales=added_up(sales),
            revenue=added_up(revenue),
            paid_nothing=int((mean <= 0).sum()),
        )

    @classmethod
    def of_buyers(cls, buyers: pl.DataFrame) -> Spent:
        """Return it of all `buyers`, their money columns as floats."""
        return cls.of(*bought_by(buyers), buyers["net_revenue_kept"].to_numpy())


def bought_by(buyers: pl.DataFrame) -> tuple[Floats, Floats]:
    """Return how often each of `buyers` has bought, and for how much before returns."""
    return buyers["repeat_purchases"].to_numpy().astype(np.float64) + 1.0, buyers["net_sales"].to_numpy()


def per_purchase(model: SpendModel, buyers: pl.DataFrame) -> Floats:
    """Return what a purchase of each of `buyers` is expected to bring by a model."""
    n, sales = bought_by(buyers)
    return model.per_purchase(n, sales / n)


def added_up(money: Floats) -> float:
    """Return the sum of amounts of money, the same in any order."""
    return float(in_steps(money).sum() / STEPS)


def drawn_of(customers: int, most: int, seed: int) -> Ints | slice:
    """Return the places of at most so many of some customers, ascending, the same at every run."""
    if customers <= most:
        return slice(None)
    return np.sort(np.random.default_rng(seed).choice(customers, most, replace=False))


def expected_spend(
    buyers: pl.DataFrame, model: SpendModel | None = None, *, returns: ReturnTrend = ONE_RATE
) -> Spend:
    """Return what each of `buyers` is expected to spend on a purchase day: by `model`, or by one fitted to them.

    One that is fitted has `returns` by the number of a purchase.  Money columns of `buyers` are floats.
    """
    n, sales = bought_by(buyers)
    return learn(Spent.of_buyers(buyers), model, returns).of(n, sales / n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A model of spend, and what is to be said of it."""

    model: SpendModel
    independence: Independence
    notes: tuple[Note, ...]

    def per_purchase(self, buyers: pl.DataFrame) -> Floats:
        """Return what a purchase of each of `buyers` is expected to bring."""
        return per_purchase(self.model, buyers)

    def of(self, n: Floats, mean: Floats) -> Spend:
        """Return what customers with n purchases of `mean` sales are expected to spend."""
        return Spend(
            per_purchase=self.model.per_purchase(n, mean),
            model=self.model,
            independence=self.independence,
            notes=self.notes,
        )


def learn(spent: Spent, model: SpendModel | None, returns: ReturnTrend) -> Learnt:
    """Return what customers tell of spend, or what is to be said of them where there is a `model` already.

    Gamma-Gamma takes net sales before returns per kept purchase day over all n = x + 1 days, the
    first included, of those who paid anything.  Where it cannot be fitted, or its mean is infinite, the
    average of all stands in for everybody, and a note says so.
    """
    said: list[Note] = []
    if model is None:
        model, said = _learnt(spent, returns=returns)
    repeat = spent.n > 1
    together = independence(spent.n[repeat], spent.mean[repeat])
    if _depends(together):
        found = notes.spend_depends_on_frequency(
            correlation=together.pearson,
            rank_correlation=together.spearman,
            between_groups=together.between_groups,
        )
        said.append(found)
    return Learnt(model=model, independence=together, notes=tuple(said))


def _learnt(spent: Spent, *, returns: ReturnTrend) -> tuple[SpendModel, list[Note]]:
    """Return what customers tell of spend, and what is to be said of it."""
    paid = spent.mean > 0
    fit, reason = _fitted(spent.n[paid], spent.mean[paid])
    said = [notes.mean_spend_used(reason)] if reason is not None else []
    said += [notes.paid_nothing(spent.paid_nothing)] if spent.paid_nothing else []
    model = SpendModel(
        fit=fit,
        average=spent.sales / spent.purchases,
        spread=_spread(spent.mean),
        customers=spent.customers,
        return_rate=returned_share(spent.sales, spent.revenue),
        returns=returns,
    )
    return model, said


def _fitted(n: Floats, mean: Floats) -> tuple[Fit[GammaGamma] | None, str | None]:
    """Return a usable fit, or None and the reason."""
    try:
        fit = gamma_gamma.fit(n, mean)
    except SpendNotModelledError as error:
        return None, error.message
    if not fit.converged:
        return None, Saying("the search for a spend model did not settle")
    return (fit, None) if fit.at_boundary is None else (None, plainly(fit.at_boundary, OF_SPEND))


def _spread(means: Floats) -> float:
    average = float(means.mean())
    return float(means.std()) / average if average > 0 else 0.0


def _depends(together: Independence) -> bool:
    ranks, between = together.spearman, together.between_groups
    return (ranks is not None and abs(ranks) > RANK_CORRELATION) or (
        between is not None and between > BETWEEN_GROUPS
    )
