"""The models of purchases that the data may choose from, each with its name, its fit and its parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from clvcli.models import bg_nbd, cnbd, mbg_nbd, nbd, pareto_nbd
from clvcli.models.bg_nbd import BGNBD
from clvcli.models.cnbd import BGCNBD, MBGCNBD
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.nbd import NBD
from clvcli.models.pareto_nbd import ParetoNBD

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.fitting import Fit
    from clvcli.models.forecasting import Forecast
    from clvcli.models.histories import Floats, Histories, Ints
    from clvcli.models.simulation import Purchases


class PurchaseModel(Protocol):
    """What every model of the family can do; x, t_x, T as BG/NBD takes them, times in weeks."""

    def log_likelihood(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the log-likelihood of each history, in nats."""

    def p_alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(alive at T)."""

    def p_buy(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""

    def forecast(self, histories: Histories, furthest: float) -> Forecast:
        """Return what these customers will do, for all horizons up to `furthest` weeks, at one cost."""

    def expected_purchases(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + t] given the history."""

    def discounted_purchases(self, horizon: float, delta: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + horizon], discounted to T."""

    def new_customer_expectation(self, t: Floats) -> Floats:
        """Return expected repeat purchases in the first `t` weeks."""

    def pmf(self, n: Ints, t: float) -> Floats:
        """Return P(n repeat purchases in the first `t` weeks), shape of `n`."""

    def future_pmf(self, n: Ints, t: float, x: float, t_x: float, T: float) -> Floats:
        """Return P(n purchases in (T, T + t]) of one customer, shape of `n`."""

    def simulate(self, ages: Floats, rng: np.random.Generator) -> Purchases:
        """Return the repeat purchases of new customers who are observed for `ages` weeks."""


FitTo: TypeAlias = "Callable[[Histories, float], Fit[PurchaseModel]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A model of the family."""

    name: str
    """As typed."""
    title: str
    """As read."""
    model: type[PurchaseModel]
    """Its module says what it assumes, and where it comes from."""
    free: int
    """Parameters that the data decide."""
    fit: FitTo
    """From histories and the sum of the logarithms of all gaps between purchases, in weeks.

    The gaps matter where they are regular, and elsewhere not.  Raises PurchasesNotModelledError.
    """


MEMBERS = (
    Member(name="nbd", title="NBD", model=NBD, free=2, fit=lambda histories, _: nbd.fit(histories)),
    Member(name="bg-nbd", title="BG/NBD", model=BGNBD, free=4, fit=lambda histories, _: bg_nbd.fit(histories)),
    Member(name="mbg-nbd", title="MBG/NBD", model=MBGNBD, free=4, fit=lambda histories, _: mbg_nbd.fit(histories)),
    Member(
        name="pareto-nbd",
        title="Pareto/NBD",
        model=ParetoNBD,
        free=4,
        fit=lambda histories, _: pareto_nbd.fit(histories),
    ),
    Member(
        name="bg-cnbd",
        title="BG/CNBD-k",
        model=BGCNBD,
        free=5,
        fit=lambda histories, log_gaps: cnbd.fit_most_likely(histories, BGCNBD, log_gaps=log_gaps),
    ),
    Member(
        name="mbg-cnbd",
        title="MBG/CNBD-k",
        model=MBGCNBD,
        free=5,
        fit=lambda histories, log_gaps: cnbd.fit_most_likely(histories, MBGCNBD, log_gaps=log_gaps),
    ),
)


def bic(fit: Fit[PurchaseModel], free: int) -> float:
    """Return Schwarz's criterion, -2 ln L + ln(customers) times `free` parameters: smaller is better."""
    return float(np.log(fit.n_customers)) * free - 2.0 * fit.log_likelihood
