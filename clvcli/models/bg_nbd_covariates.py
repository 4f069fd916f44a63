"""BG/NBD with covariates: channel, country and the like move how often customers buy and how soon they leave.

No command fits it: it is for Python, `from clvcli.models import bg_nbd_covariates`.

    alpha_i = alpha e^(-g . z_i),    a_i = a e^(h . z_i),    b_i = b e^(k . z_i)

The purchase rate of customers with covariates z is e^(g . z) times that of customers without.  a and
b have coefficients of their own: with one factor for both, the mean dropout probability a / (a + b)
would be the same for all, and the search would run off after it.

[H019] Fader, Hardie (2007), Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
Models, note 019.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from clvcli.models import bg_nbd, covariates
from clvcli.models.bg_nbd import BGNBD
from clvcli.models.covariates import Link, Profiles, WithCovariates

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit

BGNBDCovariates: TypeAlias = WithCovariates[BGNBD]

LINKS = (Link(parameter="alpha", sign=-1.0), Link(parameter="a", sign=1.0), Link(parameter="b", sign=1.0))
"""What covariates move, and the order of the rows of the coefficients: [H019]."""


def fit(profiles: Profiles) -> Fit[BGNBDCovariates]:
    """Return the maximum-likelihood BG/NBD model with covariates of these customers.

    Raises PurchasesNotModelledError as `bg_nbd.fit`, CovariatesNotModelledError as `covariates.fit`.
    """
    return covariates.fit(profiles, bg_nbd.fit(profiles.everybody), bg_nbd.PARAMETERS, bg_nbd.Likelihood, LINKS)
