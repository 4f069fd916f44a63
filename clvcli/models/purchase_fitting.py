"""Fitting a model of purchases: the steps that all of them share, and what the data do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from clvcli.errors import PurchasesNotModelledError
from clvcli.models.fitting import (
    Fit,
    covariance_of,
    first_guess,
    in_logs,
    maximise_likelihood,
    run_off,
    unidentified,
)
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.models.gamma_poisson import GammaPoisson
    from clvcli.models.histories import Floats, Histories
    from clvcli.models.newton import Derivatives

Model = TypeVar("Model")

HISTORIES_FOR_A_FIRST_GUESS = 20_000
"""More than this many are first fitted with times rounded."""

CELLS_FOR_A_FIRST_GUESS = 250_000
"""How many rounded histories may differ; some tenth of them occur."""

BLOCK = 8_192
"""Histories worked on at a time: their intermediate arrays stay in the processor's cache, and BLAS
starts no second thread for them."""


class PurchaseLikelihood(Protocol):
    """The total log-likelihood of purchase histories, as a function of the parameters."""

    purchasing: GammaPoisson

    def __call__(self, parameters: Floats) -> Derivatives:
        """Return the total and its derivatives."""

    def without_dropout(self, parameters: Floats) -> Derivatives:
        """Return the total in (r, alpha) of customers who never leave."""


Likelihood = TypeVar("Likelihood", bound=PurchaseLikelihood)


def fit_purchases(
    histories: Histories,
    model: Callable[..., Model],
    parameters: Sequence[str],
    likelihood: Callable[[Histories], Likelihood],
    starts: Callable[[GammaPoisson], Sequence[Floats]],
) -> Fit[Model]:
    """Return the maximum-likelihood `model` of these customers.

    `likelihood` makes the likelihood of histories in `parameters`, of which r and alpha come first;
    `starts` names parameters to search from.  Raises PurchasesNotModelledError where there is nothing to
    compare: fewer than two customers, nobody who came back, or everybody alike.
    """
    require_variety(histories)
    n = histories.n_customers
    fine = likelihood(histories)
    few = histories.count.size <= HISTORIES_FOR_A_FIRST_GUESS
    rough = fine if few else likelihood(histories.rounded(CELLS_FOR_A_FIRST_GUESS))
    start = first_guess(in_logs(rough, n), starts(fine.purchasing))
    minimum = maximise_likelihood(in_logs(fine, n), start)
    log_likelihood = -minimum.derivatives.value * n
    covariance, condition = covariance_of(minimum, n)
    at_boundary = run_off(minimum, covariance, parameters)
    if len(parameters) > 2:  # noqa: PLR2004  beyond r and alpha: about leaving
        at_boundary = no_dropout(fine, rough, log_likelihood, starts(fine.purchasing)) or at_boundary
    return Fit(
        model=model(**dict(zip(parameters, map(float, np.exp(minimum.point)), strict=True))),
        log_likelihood=log_likelihood,
        n_customers=n,
        status=minimum.status,
        iterations=minimum.iterations,
        gradient_norm=minimum.gradient_norm,
        hessian_condition=condition,
        covariance=covariance,
        at_boundary=at_boundary,
    )


def require_variety(histories: Histories) -> None:
    """Raise PurchasesNotModelledError where customers do not differ."""
    n = histories.n_customers
    if n < 2:  # noqa: PLR2004  one customer differs from nobody
        raise PurchasesNotModelledError.too_few(n)
    if not (histories.x > 0).any():
        raise PurchasesNotModelledError.nobody_came_back(n)
    if all((at == at[0]).all() for at in (histories.x_at, histories.t_x_at, histories.T_at)):
        raise PurchasesNotModelledError.all_alike(n)


def no_dropout(
    likelihood: PurchaseLikelihood, rough: PurchaseLikelihood, log_likelihood: float, starts: Sequence[Floats]
) -> Saying | None:
    """Say so where customers who never leave explain the data as well, else None.

    Without dropout the model has two parameters, and the gain of its likelihood over theirs is the
    evidence.  `rough` is the likelihood of fewer histories, for a first guess.
    """
    n = likelihood.purchasing.customers
    start = first_guess(in_logs(rough.without_dropout, n), [start[:2] for start in starts])
    never = maximise_likelihood(in_logs(likelihood.without_dropout, n), start)
    stay = Saying("customers who never leave explain the data")
    return unidentified(
        Saying("dropout"), stay, log_likelihood=log_likelihood, simpler=-never.derivatives.value * n
    )
