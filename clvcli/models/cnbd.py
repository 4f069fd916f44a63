"""BG/CNBD-k and MBG/CNBD-k: BG/NBD and MBG/NBD for customers who buy more regularly than at random.

Events come as a Poisson process, but only every k-th is a purchase, so that gaps between purchases are
k-Erlang: for k = 1 at random, for larger k ever nearer to the same.  Everything else is as in BG/NBD
(nobody leaves before a repeat purchase) or MBG/NBD (the first purchase may be the last).  r / alpha is
the mean number of events a week, k of them to a purchase.

Exact, to rounding: the likelihood, P(alive), the distribution of the number of purchases to come, their
expectation and its discounted sum, each of one customer and independent of all others.  Nothing is
approximated: [PR2016] and [RPS2021] give an approximate conditional expectation, which the programs
that use it rescale to the cohort, so that a customer's depends on the company.  Here, given that he or
she is alive, the events since the last purchase have a finite distribution, given each of them the rate
is gamma and the dropout probability beta distributed, and purchases are every k-th event from there.

Use them where people buy at intervals: contact lenses, coffee, pet food.  A regular buyer who is late
is missed sooner, which sharpens P(alive).  k is a whole number found from the gaps; r and alpha (weeks)
tell of events, a and b of leaving.  With k = 1 they are BG/NBD and MBG/NBD.  They need customers with
three purchases and more; where offers or seasons make the gaps, these look irregular and k stays 1.

[PR2016] Platzer, Reutterer (2016), Ticking Away the Moments: Timing Regularity Helps to Better Predict
Customer Activity, Marketing Science 35(5), 779-799.
[RPS2021] Reutterer, Platzer, Schröder (2021), Leveraging Purchase Regularity for Predicting Customer
Behavior the Easy Way, International Journal of Research in Marketing 38(1), 194-215.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from scipy.special import gammaln

from clvcli.models.dropout import PARAMETERS, DropoutModel
from clvcli.models.dropout_likelihood import Likelihood, fit_dropout

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Histories

__all__ = ["BGCNBD", "MBGCNBD", "MOST_REGULAR", "PARAMETERS", "fit", "fit_most_likely", "log_density_of_gaps"]

MOST_REGULAR = 12
"""No k beyond this is tried: gaps would vary by less than three tenths of their mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BGCNBD(DropoutModel):
    """A BG/CNBD-k model: four positive parameters and a whole k."""

    FIRST_MAY_BE_LAST: ClassVar[bool] = False

    k: int

    @property
    def every(self) -> int:
        """k: every k-th event is a purchase."""
        return self.k


@dataclass(frozen=True, slots=True, kw_only=True)
class MBGCNBD(BGCNBD):
    """An MBG/CNBD-k model: four positive parameters and a whole k."""

    FIRST_MAY_BE_LAST: ClassVar[bool] = True


Model = TypeVar("Model", bound=BGCNBD)


def log_density_of_gaps(k: int, x: Floats | float, log_gaps: Floats | float) -> Floats:
    """Return the part of the log-likelihood that the gaps between purchases add, shape of `x`.

    `log_gaps` sums the logarithms of the weeks from each purchase to the next, over the x repeat
    purchases of a customer, or of all.  It has no parameters but k, so that it matters to the choice of
    k alone, and is 0 for k = 1.
    """
    density: Floats = (k - 1) * log_gaps - gammaln(k) * x
    return density


def fit(histories: Histories, model: type[Model], *, k: int, log_gaps: float) -> Fit[Model]:
    """Return the maximum-likelihood `model`, BGCNBD or MBGCNBD, with the given k.

    `log_gaps` is the sum over all customers that `log_density_of_gaps` wants.  Raises
    PurchasesNotModelledError as `bg_nbd.fit`.
    """
    likelihood = partial(Likelihood, first_may_be_last=model.FIRST_MAY_BE_LAST, every=k)
    fitted = fit_dropout(histories, partial(model, k=k), likelihood)
    gaps = float(log_density_of_gaps(k, float(histories.count @ histories.x), log_gaps))
    return replace(fitted, log_likelihood=fitted.log_likelihood + gaps)


def fit_most_likely(histories: Histories, model: type[Model], *, log_gaps: float) -> Fit[Model]:
    """Return the maximum-likelihood `model` and k, which is raised for as long as the likelihood rises.

    Models with different k have the same number of parameters, so their likelihoods compare as they
    are.  Raises PurchasesNotModelledError as `bg_nbd.fit`.
    """
    best = fit(histories, model, k=1, log_gaps=log_gaps)
    for k in range(2, MOST_REGULAR + 1):
        next_best = fit(histories, model, k=k, log_gaps=log_gaps)
        if next_best.log_likelihood <= best.log_likelihood:
            break
        best = next_best
    return best
