"""A fitted model whose customers behave otherwise from now on: they buy more often, or leave less readily.

What was seen so far stays as likely as it was: P(alive) and what is known of each customer's rate are the fitted
model's.  From T on the rate of purchases is (1 + frequency) lambda.  Leaving changes with `leaving`: the risk of
Pareto/NBD is leaving mu, and the dropout probability of the BG/NBD family follows Beta(leaving a, b) in place of
Beta(a, b).  Nothing has to be worked out anew: N purchases by t of rates c lambda and c mu are N purchases by c t
of lambda and mu, and Pareto/NBD's are proportional to lambda.

Where leaving comes after purchases, more frequent purchases bring it forward, as these models will have it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from clvcli.models.beta_geometric import purchase_counts
from clvcli.models.dropout import DropoutModel
from clvcli.models.erlang import phase_chances
from clvcli.models.pareto_nbd import ParetoNBD

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.family import PurchaseModel
    from clvcli.models.forecasting import Future
    from clvcli.models.histories import Floats, Histories

HISTORIES = 5_000
"""Distinct histories, at about which the share who stay is averaged: their noise is below a tenth of a point."""

UNLIKELY = 1e-6
"""Counts of purchases beyond which not one customer of a million gets are left out."""

MOST_COUNTED = 2_000
"""Purchases in the time looked at; who could make more has left by then."""

HALVINGS = 40
"""Of the range of `leaving`, down to rounding."""

MOST_LEAVING = 1e6
"""Times as ready to leave as the data say: beyond it everybody has gone."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shifted:
    """What customers will do who behave otherwise from now on: what values ask of `forecasting.Forecast`."""

    p_alive: Floats
    """Of the model as fitted, shape `(n,)`."""
    future: Future
    clock: float
    """How many times as fast everything happens as in `future`."""
    more: float
    """How many purchases for one in `future`, beside."""

    def expected_purchases(self, t: float) -> Floats:
        """Return expected purchases in (T, T + t], shape `(n,)`."""
        return self.p_alive * self.more * self.future.purchases(self.clock * t)

    def discounted_purchases(self, horizon: float, delta: float) -> Floats:
        """Return purchases in (T, T + horizon], each worth e^(-delta s) after s weeks, shape `(n,)`."""
        return self.p_alive * self.more * self.future.discounted(self.clock * horizon, delta / self.clock)


def shifted(
    model: PurchaseModel, histories: Histories, furthest: float, *, frequency: float = 0.0, leaving: float = 1.0
) -> Shifted:
    """Return what customers of `model` will do up to `furthest` weeks ahead, for rates times 1 + `frequency`.

    `leaving` scales how readily they leave; a model in which nobody does leaves it unread.
    """
    more, clock = 1.0 + frequency, 1.0
    changed = model
    if isinstance(model, DropoutModel):
        more, clock = 1.0, more
        changed = replace(model, a=leaving * model.a)
    elif isinstance(model, ParetoNBD):
        more, clock = more / leaving, leaving
    future = changed.forecast(histories, clock * furthest).future
    alive = model.p_alive(histories.x, histories.t_x, histories.T)
    return Shifted(p_alive=alive, future=future, clock=clock, more=more)


def may_leave(model: PurchaseModel) -> bool:
    """Tell whether customers of the model ever leave."""
    return isinstance(model, DropoutModel | ParetoNBD)


def share_staying(model: PurchaseModel, histories: Histories, weeks: float, leaving: float = 1.0) -> float:
    """Return the share of those alive at T who will be alive `weeks` later."""
    return _average_staying(model, histories, weeks)(leaving)


def leaving_for(model: PurchaseModel, histories: Histories, weeks: float, points: float) -> float | None:
    """Return the `leaving` that adds `points` (0.01 is one) to the share of those alive who stay for `weeks`.

    None where nobody can leave, or the share would not lie within (0, 1).
    """
    if not may_leave(model):
        return None
    staying = _average_staying(model, histories, weeks)
    target = staying(1.0) + points
    low, high = -np.log(MOST_LEAVING), np.log(MOST_LEAVING)
    if not staying(float(np.exp(high))) < target < staying(float(np.exp(low))):
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if staying(float(np.exp(middle))) > target else (low, middle)
    return float(np.exp((low + high) / 2.0))


def _average_staying(model: PurchaseModel, histories: Histories, weeks: float) -> Callable[[float], float]:
    """Return the share of those alive who stay, as a function of `leaving`; histories are rounded to a few."""
    few = histories if histories.count.size <= HISTORIES else histories.rounded(HISTORIES)
    alive = few.count * model.p_alive(few.x, few.t_x, few.T)
    staying = _staying(model, few, weeks)

    def average(leaving: float) -> float:
        """Return the mean chance to stay, weighted by the chance to be alive."""
        return float(alive @ staying(leaving) / alive.sum())

    return average


def _staying(model: PurchaseModel, histories: Histories, weeks: float) -> Callable[[float], Floats]:
    """Return P(alive at T + weeks | alive at T) of each history, as a function of `leaving`."""
    if isinstance(model, ParetoNBD):
        s, B = model.s, model.beta + histories.T
        return lambda leaving: np.exp(-s * np.log1p(leaving * weeks / B))
    if isinstance(model, DropoutModel):
        return _staying_by_counts(model, histories, weeks)
    return lambda leaving: np.ones(histories.count.size)  # noqa: ARG005  nobody leaves


def _staying_by_counts(model: DropoutModel, histories: Histories, weeks: float) -> Callable[[float], Floats]:
    """Return it where one may leave after each purchase: the sum over n of P(n purchases) E[(1 - p)^n].

    p is Beta(a, b + m) given alive, m the purchases survived, so that the average is a product.
    """
    chances = _chances_of_counts(model, histories, weeks)
    survived = model.b + histories.x + model.FIRST_MAY_BE_LAST

    def staying(leaving: float) -> Floats:
        """Return the chance of each history to stay where dropout is `leaving` times as likely."""
        a, left, total = leaving * model.a, np.ones(survived.size), np.zeros(survived.size)
        for n, chance in enumerate(chances):
            total += chance * left
            left = left * (survived + n) / (a + survived + n)
        return total

    return staying


def _chances_of_counts(model: DropoutModel, histories: Histories, weeks: float) -> list[Floats]:
    """Return P(n purchases in `weeks` of somebody who does not leave) of each history, for n = 0, 1, ..."""
    R, A = model.r + model.every * histories.x, model.alpha + histories.T
    phases = phase_chances(model.every, R, (histories.T - histories.t_x) / A)
    chances: list[Floats] = []
    left = np.ones(R.size)
    while left.max(initial=0.0) > UNLIKELY and len(chances) < MOST_COUNTED:
        n = np.full(R.size, float(len(chances)))
        chance = sum(
            share * purchase_counts(n, weeks, R + phase, A, every=model.every, phase=phase)[0]
            for phase, share in enumerate(phases)
        )
        chances.append(np.asarray(chance))
        left = left - chance
    return chances
