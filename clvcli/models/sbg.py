"""sBG: contracts and subscriptions, renewed or not, where customers differ in how likely they are to leave.

`report --contracts FILE` fits it; in Python it is `from clvcli.models import sbg`.

At each renewal decision a customer leaves for good with a probability theta of his or her own, and
theta ~ Beta(alpha, beta) over the population.  Those likely to leave do so early, so the retention
rate of a cohort rises with tenure although no customer changes; a retention rate taken as constant
undervalues everybody who has stayed.  Decisions are counted 1, 2, ...; what comes after n renewals
follows the same model with beta + n in place of beta.

Use it for contracts, subscriptions and memberships: where a customer who leaves says so.  alpha and beta
are pure numbers and alpha / (alpha + beta) leave at the first decision.  It can be fitted from the
second renewal on.  It is not for shops, where nobody says goodbye, and it knows no price, season or
campaign; cohorts won in another way are fitted apart.

[FH2007] Fader, Hardie, How to Project Customer Retention, Journal of Interactive Marketing 21(1).
[FH2010] Fader, Hardie, Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring
Heterogeneity, Marketing Science 29(1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli.errors import LifetimeNeedsDiscountError, SurvivalNotModelledError
from clvcli.models.fitting import (
    Fit,
    covariance_of,
    first_guess,
    in_logs,
    maximise_likelihood,
    run_off,
    unidentified,
)
from clvcli.models.histories import Floats, Ints, distinct, totals
from clvcli.models.newton import Derivatives
from clvcli.models.quadrature import beta_rule
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PARAMETERS = ("alpha", "beta")

POLARISATIONS = (0.1, 1.0, 30.0)
"""Values of alpha + beta to start a fit from: customers who nearly all leave or stay, and customers alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SBG:
    """A shifted-beta-geometric model: two positive parameters; alpha / (alpha + beta) leave at the first decision.

    Functions take whole numbers of decisions, arrays of shape `(n,)`, and return that shape.
    """

    alpha: float
    beta: float

    def __post_init__(self) -> None:
        if not all(0 < value < np.inf for value in (self.alpha, self.beta)):
            raise ValueError("sBG parameters are positive and finite")

    def after(self, renewals: int) -> SBG:
        """Return the model of those who have renewed `renewals` times: [FH2010], by Bayes' theorem."""
        return SBG(alpha=self.alpha, beta=self.beta + renewals)

    def retention(self, t: Ints) -> Floats:
        """Return the share of those asked for the t-th time who renew, t >= 1: [FH2007] equation (8)."""
        stay = self.beta + np.asarray(t, dtype=np.float64) - 1.0
        rate: Floats = stay / (self.alpha + stay)
        return rate

    def survival(self, t: Ints) -> Floats:
        """Return P(still a customer after t decisions), 1 for t = 0: [FH2007] equation (6)."""
        return np.exp(self._log_survival(t))

    def pmf(self, t: Ints) -> Floats:
        """Return P(leaves at the t-th decision), t >= 1: [FH2007] equation (5)."""
        return self.survival(np.asarray(t) - 1) * (1.0 - self.retention(t))

    def log_likelihood(self, renewals: Ints, left: NDArray[np.bool_]) -> Floats:
        """Return the log-likelihood of each customer, in nats.

        After `renewals` renewals a customer has `left` at the next decision, or has not been asked yet.
        """
        renewals = np.asarray(renewals)
        chance_to_leave = np.log(self.alpha) - np.log(self.alpha + self.beta + renewals)
        result: Floats = self._log_survival(renewals) + np.where(left, chance_to_leave, 0.0)
        return result

    def project(self, ahead: int, renewals: Ints, count: Floats | None = None) -> Floats:
        """Return the customers expected to be left after each of the next `ahead` decisions, shape `(ahead,)`.

        `count` says how many customers of today a row stands for, one each if left out.
        """
        tenures, at = distinct(np.asarray(renewals))
        customers = totals(at, np.ones(at.size) if count is None else np.asarray(count, dtype=float), tenures.size)
        decisions = np.arange(1, ahead + 1)
        staying = np.array([self.after(int(tenure)).survival(decisions) for tenure in tenures])
        expected: Floats = customers @ staying.reshape(tenures.size, ahead)
        return expected

    def lifetime(self, rate: float, payments: float = np.inf) -> float:
        """Return the discounted expected lifetime (DEL) of a new customer, in payments.

        The first of up to `payments` is made now and counts whole, later ones are worth 1 / (1 + rate)
        for each period: [FH2010].  Raises LifetimeNeedsDiscountError for endless payments at a rate of 0.
        """
        if np.isinf(payments):
            if rate <= 0:
                raise LifetimeNeedsDiscountError.endless()
            # over theta, (1 + d) / (d + theta) is what payments by a customer who leaves with theta are worth
            theta, weight = beta_rule(self.alpha, self.beta, decades=float(np.log1p(1.0 / rate)))
            return float(weight @ ((1.0 + rate) / (rate + theta)))
        period = np.arange(int(payments))
        return float(np.exp(-np.log1p(rate) * period) @ self.survival(period))

    def residual_lifetime(self, n: Ints, rate: float, payments: float = np.inf) -> Floats:
        """Return the discounted expected residual lifetime (DERL) of customers about to decide for the n-th time.

        In payments, of which the first is due at the decision itself, if it is a renewal, and counts
        whole: [FH2010], the sum over k >= 0 of S(n + k) / S(n - 1) / (1 + rate)^k, here as the chance
        to renew times the lifetime of those who did.  Raises LifetimeNeedsDiscountError as `lifetime`.
        """
        tenures, at = distinct(np.asarray(n))
        renewed = np.array([self.after(int(tenure)).lifetime(rate, payments) for tenure in tenures])
        result: Floats = (self.retention(tenures) * renewed)[at]
        return result

    def simulate(self, customers: int, decisions: int, rng: np.random.Generator) -> tuple[Ints, NDArray[np.bool_]]:
        """Return renewals of each of `customers` within `decisions`, and who left, each shape `(customers,)`."""
        theta = np.clip(rng.beta(self.alpha, self.beta, customers), _LEAST, _MOST)
        # an exponential time in units of 1 / -log(1 - theta), cut to whole periods, is geometric
        stayed = np.floor(rng.standard_exponential(customers) / -np.log1p(-theta))
        return np.minimum(stayed, decisions).astype(np.int64), stayed < decisions

    def _log_survival(self, t: Ints) -> Floats:
        t = np.asarray(t, dtype=np.int64)
        survivors = self.beta + np.arange(t.max(initial=0))
        logs = np.concatenate([[0.0], -np.cumsum(np.log1p(self.alpha / survivors))])
        result: Floats = logs[t]
        return result


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Decisions:
    """What customers decided when asked for the first, second, ... time: all that the likelihood needs.

    Whoever has not been asked yet is counted in neither, so cohorts of different age add up.
    """

    renewed: Floats
    """Customers who renewed at decision 1, 2, ..., shape `(n,)`."""
    left: Floats
    """Customers who left at decision 1, 2, ..., shape `(n,)`."""
    customers: float
    """Customers in all, those never asked included."""


def decisions_of_cohorts(*survivors: Sequence[float]) -> Decisions:
    """Return the decisions of cohorts, each given as its customers at the start and after each renewal.

    Raises SurvivalNotModelledError where a cohort grows.
    """
    cohorts = [np.asarray(cohort, dtype=np.float64) for cohort in survivors]
    for cohort in cohorts:
        grown = np.flatnonzero(np.diff(cohort) > 0)
        if grown.size:
            raise SurvivalNotModelledError.grows(int(grown[0]) + 1)
    n = max((cohort.size - 1 for cohort in cohorts), default=0)

    def summed(parts: list[Floats]) -> Floats:
        """Return the sum of parts of unequal lengths, by decision."""
        total: Floats = np.sum([np.pad(part, (0, n - part.size)) for part in parts], axis=0, initial=0.0)
        return total

    return Decisions(
        renewed=summed([cohort[1:] for cohort in cohorts]),
        left=summed([-np.diff(cohort) for cohort in cohorts]),
        customers=float(sum(cohort[0] for cohort in cohorts)),
    )


def decisions_of_customers(renewals: Ints, left: NDArray[np.bool_], count: Floats | None = None) -> Decisions:
    """Return the decisions of single customers: how often each renewed, and whether he or she left then.

    Arrays of shape `(customers,)`; `count` says how many customers a row stands for, one each if left out.
    """
    renewals = np.asarray(renewals, dtype=np.int64)
    count = np.ones(renewals.size) if count is None else np.asarray(count, dtype=np.float64)
    n = int(renewals.max(initial=0)) + 1
    stayed = totals(renewals, count, n)
    return Decisions(
        renewed=np.append(np.cumsum(stayed[:0:-1])[::-1], 0.0),
        left=totals(renewals, count * left, n),
        customers=float(count.sum()),
    )


def fit(decisions: Decisions) -> Fit[SBG]:
    """Return the maximum-likelihood sBG model of these decisions.

    Raises SurvivalNotModelledError where there is nothing to compare: fewer than two customers, all
    left or none did, or nobody was asked twice.
    """
    _require_variety(decisions)
    n, renewed, left = decisions.customers, float(decisions.renewed.sum()), float(decisions.left.sum())
    objective = in_logs(Likelihood(decisions), n)
    shares = np.array([left, renewed]) / (left + renewed)
    minimum = maximise_likelihood(objective, first_guess(objective, [size * shares for size in POLARISATIONS]))
    log_likelihood = -minimum.derivatives.value * n
    covariance, condition = covariance_of(minimum, n)
    alpha, beta = (float(value) for value in np.exp(minimum.point))
    return Fit(
        model=SBG(alpha=alpha, beta=beta),
        log_likelihood=log_likelihood,
        n_customers=round(n),
        status=minimum.status,
        iterations=minimum.iterations,
        gradient_norm=minimum.gradient_norm,
        hessian_condition=condition,
        covariance=covariance,
        at_boundary=_all_alike(renewed, left, log_likelihood) or run_off(minimum, covariance, PARAMETERS),
    )


class Likelihood:
    """The total log-likelihood of `decisions` and its derivatives in (alpha, beta).

    Each decision is a draw with the retention rate of its tenure: [FH2007] equation (8) multiplied
    up gives equations (5) and (6), for those who left and those who have not.
    """

    def __init__(self, decisions: Decisions) -> None:
        self.renewed, self.left = decisions.renewed, decisions.left
        self.asked = decisions.renewed + decisions.left
        self.earlier = np.arange(self.asked.size, dtype=np.float64)

    def __call__(self, parameters: Floats) -> Derivatives:
        """Return the total at `parameters`, in the order alpha, beta."""
        alpha, beta = parameters
        stay = beta + self.earlier
        inverse, of_both = 1.0 / stay, 1.0 / (alpha + stay)
        value = -self.renewed @ np.log1p(alpha * inverse) - self.left @ np.log1p(stay / alpha)
        both = self.asked @ of_both
        curved = self.asked @ of_both**2
        left = self.left.sum()
        return Derivatives(
            float(value),
            np.array([left / alpha - both, self.renewed @ inverse - both]),
            np.array([[curved - left / alpha**2, curved], [curved, curved - self.renewed @ inverse**2]]),
        )


def _require_variety(decisions: Decisions) -> None:
    customers = round(decisions.customers)
    if customers < 2:  # noqa: PLR2004  one customer differs from nobody
        raise SurvivalNotModelledError.too_few(customers)
    if not decisions.left.any():
        raise SurvivalNotModelledError.nobody_left(customers)
    if not decisions.renewed.any():
        raise SurvivalNotModelledError.nobody_renewed(customers)
    if not (decisions.renewed + decisions.left)[1:].any():
        raise SurvivalNotModelledError.asked_once(customers)


def _all_alike(renewed: float, left: float, log_likelihood: float) -> Saying | None:
    """Say so where one retention rate for all, the same at every decision, explains the data as well."""
    asked = renewed + left
    constant = float(renewed * np.log(renewed / asked) + left * np.log(left / asked))
    same = Saying(
        "a retention of {share:.1%}, always and everybody's, explains the data", share=float(renewed / asked)
    )
    return unidentified(
        Saying("difference between customers"), same, log_likelihood=log_likelihood, simpler=constant
    )


_LEAST, _MOST = 1e-300, 1.0 - 1e-16
"""Chances to leave that a simulation tells from none and from certainty."""
