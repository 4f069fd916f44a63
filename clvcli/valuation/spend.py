"""What a future purchase day is expected to bring: Gamma-Gamma on net sales, then returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli import notes
from clvcli.errors import SpendNotModelledError
from clvcli.models import gamma_gamma
from clvcli.models.independence import Independence, independence
from clvcli.sayings import Saying
from clvcli.valuation.plain_words import OF_SPEND, plainly
from clvcli.valuation.returns import ONE_RATE, returned_share

if TYPE_CHECKING:
    import polars as pl

    from clvcli.models.fitting import Fit
    from clvcli.models.gamma_gamma import GammaGamma
    from clvcli.models.histories import Floats
    from clvcli.notes import Note
    from clvcli.valuation.returns import ReturnTrend

RANK_CORRELATION = 0.2
"""From here spend visibly rises or falls with frequency; a linear correlation of 0.02 can hide 0.25."""

BETWEEN_GROUPS = 0.2
"""A fifth of the variance between purchase counts; CDNOW, where the assumption was first accepted, is below."""


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


def expected_spend(
    buyers: pl.DataFrame, model: SpendModel | None = None, *, returns: ReturnTrend = ONE_RATE
) -> Spend:
    """Return what each of `buyers` is expected to spend on a purchase day: by `model`, or by one fitted to them.

    One that is fitted has `returns` by the number of a purchase.

    Gamma-Gamma takes net sales before returns per kept purchase day over all n = x + 1 days, the
    first included, of those who paid anything.  Where it cannot be fitted, or its mean is infinite, the
    average of all stands in for everybody, and a note says so.  Money columns of `buyers` are floats.
    """
    n = buyers["repeat_purchases"].to_numpy().astype(np.float64) + 1.0
    mean = buyers["net_sales"].to_numpy() / n
    said: list[Note] = []
    if model is None:
        rate = returned_share(float(buyers["net_sales"].sum()), float(buyers["net_revenue_kept"].sum()))
        model, said = _learnt(n, mean, return_rate=rate, returns=returns)
    repeat = n > 1
    together = independence(n[repeat], mean[repeat])
    if _depends(together):
        found = notes.spend_depends_on_frequency(
            correlation=together.pearson,
            rank_correlation=together.spearman,
            between_groups=together.between_groups,
        )
        said.append(found)
    return Spend(
        per_purchase=model.per_purchase(n, mean),
        model=model,
        independence=together,
        notes=tuple(said),
    )


def _learnt(n: Floats, mean: Floats, *, return_rate: float, returns: ReturnTrend) -> tuple[SpendModel, list[Note]]:
    """Return what customers with n purchases of `mean` sales tell of spend, and what is to be said of it."""
    paid = mean > 0
    fit, reason = _fitted(n[paid], mean[paid])
    said = [notes.mean_spend_used(reason)] if reason is not None else []
    said += [notes.paid_nothing(int((~paid).sum()))] if not paid.all() else []
    model = SpendModel(
        fit=fit,
        average=float(n @ mean / n.sum()),
        spread=_spread(mean),
        customers=n.size,
        return_rate=return_rate,
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
