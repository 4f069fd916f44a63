"""What purchases may bring: the amounts of a customer's future purchases, given the history.

Under Gamma-Gamma a purchase is gamma(p, nu), and the customer's nu given n purchases of mean m is
gamma(p n + q, gamma + n m).  Futures with discount factors w_1 ... w_N then bring

    (gamma + n m) * sum of w_i g_i / y,    g_i ~ gamma(p, 1),  y ~ gamma(p n + q, 1):

money that is the customer's own, times a number whose distribution depends on the history of purchases
alone.  The sum is drawn as (mean of the w_i) * gamma(p N, 1), which has its mean, and its variance to
within the variance of the w_i: under one percent of it at 10 % a year over three years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from clvcli.models.nearby import nearby

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.gamma_gamma import GammaGamma
    from clvcli.models.histories import Floats
    from clvcli.models.nearby import Nearby
    from clvcli.models.simulation import Futures
    from clvcli.valuation.spend import Spend

FEWEST_DEGREES = 0.05
"""Where a level of spend has no variance (p n + q <= 2), it gets a large one, so that sums stay finite."""


class DoubtfulSpend(Protocol):
    """What purchases of customers with a given history may bring, in terms of their money."""

    def drawn(self, futures: Futures, x: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Return what `futures` of customers with x repeats bring per unit of own and of shared money."""

    def squared(self, futures: Futures, x: float) -> Floats:
        """Return the expected square of what `futures` bring, per squared unit of money."""

    def per_unit(self, x: Floats | float) -> Floats | float:
        """Return the expected spend on a purchase of customers with x repeats, per unit of money."""

    def money(self) -> tuple[Floats, Floats]:
        """Return the own and the shared money, each shape `(customers,)`."""

    def effects(self) -> Floats:
        """Return what a standard error of each parameter changes of the expected spend, as a share of it.

        Shape `(directions, customers)`.
        """


def doubtful(spend: Spend, n: Floats, sales: Floats) -> DoubtfulSpend:
    """Return what the future purchases may bring of customers with n purchases of `sales` in total."""
    keep = 1.0 - spend.model.returned(n)
    if spend.fit is not None:
        return PersonalSpend(fit=spend.fit, near=nearby(spend.fit), n=n, sales=np.maximum(sales, 0.0), keep=keep)
    return AverageSpend(per_purchase=spend.per_purchase, spread=spend.model.spread, behind=spend.model.customers)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PersonalSpend:
    """Spend by Gamma-Gamma: own money is n m, shared money gamma."""

    fit: Fit[GammaGamma]
    near: Nearby[GammaGamma]
    n: Floats
    sales: Floats
    """n m."""
    keep: Floats
    """Share of the sales of a purchase that is not returned."""

    def drawn(self, futures: Futures, x: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Return what `futures` bring per unit of own and of shared money; the models nearby take turns."""
        turn = np.arange(futures.number.size) % len(self.near.models)
        p, q, gamma = (np.array([getattr(m, name) for m in self.near.models])[turn] for name in ("p", "q", "gamma"))
        level = rng.standard_gamma(p * (x + 1.0) + q)
        brought = _mean_discount(futures) * rng.standard_gamma(p * futures.number) / level
        return brought, brought * (gamma / self.fit.model.gamma)

    def squared(self, futures: Futures, x: float) -> Floats:
        """Return E[(sum of w g / y)^2]."""
        p, shape = self.fit.model.p, self.fit.model.p * (x + 1.0) + self.fit.model.q
        at_level = p * futures.number * (p * futures.number + 1.0) * _mean_discount(futures) ** 2
        return at_level / ((shape - 1.0) * max(shape - 2.0, FEWEST_DEGREES))

    def per_unit(self, x: Floats | float) -> Floats | float:
        """Return p / (p n + q - 1)."""
        model = self.fit.model
        return model.p / (model.p * (x + 1.0) + model.q - 1.0)

    def money(self) -> tuple[Floats, Floats]:
        """Return n m and gamma, after returns."""
        return self.keep * self.sales, self.keep * self.fit.model.gamma

    def effects(self) -> Floats:
        """Return the changes of p (gamma + n m) / (p n + q - 1)."""

        def expected(model: GammaGamma) -> Floats:
            """Return what a model expects of a purchase of each customer."""
            spend: Floats = model.p * (model.gamma + self.sales) / (model.p * self.n + model.q - 1.0)
            return spend

        here = expected(self.fit.model)
        return self.near.effects(np.array([expected(model) / here - 1.0 for model in self.near.models]))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AverageSpend:
    """Everybody is expected to spend the average; how customers' levels differ is taken from their means."""

    per_purchase: Floats
    """After returns, shape `(customers,)`."""
    spread: float
    """Coefficient of variation of the mean spend of customers."""
    behind: int
    """Customers behind the average."""

    def drawn(self, futures: Futures, x: float, rng: np.random.Generator) -> tuple[Floats, Floats]:  # noqa: ARG002
        """Return discounted purchases times a level: gamma with mean 1 and the spread."""
        if self.spread == 0:
            return futures.discounted, futures.discounted
        shape = self.spread**-2
        brought = futures.discounted * rng.standard_gamma(shape, futures.number.size) / shape
        return brought, brought

    def squared(self, futures: Futures, x: float) -> Floats:  # noqa: ARG002  nobody's history matters
        """Return E[(level * sum of w)^2]."""
        return futures.discounted**2 * (1.0 + self.spread**2)

    def per_unit(self, x: Floats | float) -> Floats | float:  # noqa: ARG002  the same for all
        """Return 1."""
        return 1.0

    def money(self) -> tuple[Floats, Floats]:
        """Return nothing of one's own, and the average."""
        return np.zeros_like(self.per_purchase), self.per_purchase

    def effects(self) -> Floats:
        """Return the standard error of the average."""
        return np.full((1, self.per_purchase.size), self.spread / np.sqrt(self.behind))


def _mean_discount(futures: Futures) -> Floats:
    """Return the mean discount factor of each customer's purchases, 0 without any."""
    none = np.zeros_like(futures.number)
    return np.divide(futures.discounted, futures.number, out=none, where=futures.number > 0)
