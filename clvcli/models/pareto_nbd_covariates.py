"""Pareto/NBD with covariates: channel, country and the like move how often customers buy and how soon they leave.

No command fits it: it is for Python, `from clvcli.models import pareto_nbd_covariates`.

    alpha_i = alpha e^(-g . z_i),    beta_i = beta e^(-h . z_i)

The purchase rate of customers with covariates z is e^(g . z) times that of customers without, and
the rate at which they leave is e^(h . z) times theirs.

[H019] Fader, Hardie (2007), Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
Models, note 019.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from clvcli.models import covariates, pareto_nbd
from clvcli.models.covariates import Link, Profiles, WithCovariates
from clvcli.models.pareto_likelihood import Likelihood
from clvcli.models.pareto_nbd import ParetoNBD

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit

ParetoNBDCovariates: TypeAlias = WithCovariates[ParetoNBD]

LINKS = (Link(parameter="alpha", sign=-1.0), Link(parameter="beta", sign=-1.0))
"""What covariates move, and the order of the rows of the coefficients: [H019]."""


def fit(profiles: Profiles) -> Fit[ParetoNBDCovariates]:
    """Return the maximum-likelihood Pareto/NBD model with covariates of these customers.

    Raises PurchasesNotModelledError as `pareto_nbd.fit`, CovariatesNotModelledError as `covariates.fit`.
    """
    without = pareto_nbd.fit(profiles.everybody)
    return covariates.fit(profiles, without, pareto_nbd.PARAMETERS, Likelihood, LINKS)
