"""Customers who go silent and come back, and when it stops paying to write to them: a Markov chain of recency.

A customer bought 1, 2, ... n periods ago or has lapsed.  In each period one who bought i periods ago buys with
probability p_i and is at recency 1 again, or moves on to i + 1, and from n into lapse, for ever.  Whoever is at
recency 1 has just brought NC; everybody who has not lapsed costs M, the contact of the period:

    V = (I - P / (1 + d))^-1 R,      R = (NC - M, -M, ..., -M, 0)

To stop contact after k silent periods is the chain with n = k; the best k is the one whose V at recency 1 is most.

Pfeifer, Carraway (2000), Modeling Customer Relationships as Markov Chains, Journal of Interactive Marketing 14(2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clvcli.errors import LifetimeNeedsDiscountError
from clvcli.models.given_rates import check_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.models.histories import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The best time to stop contact."""

    contacts: int
    """Recencies at which a customer is contacted: 1 to this; 0 where contact never pays."""
    value: float
    """What a customer who has just bought is worth under it, that purchase included."""


def transitions(repurchase: Sequence[float]) -> Floats:
    """Return P, shape `(n + 1, n + 1)`: recency 1 to n, then lapse; `repurchase` is p_1 to p_n.

    Raises FormulaNotUsableError for what is no share of customers.
    """
    for share in repurchase:
        check_share("repurchase", share)
    bought = np.asarray(repurchase, dtype=np.float64)
    chain: Floats = np.diag(1.0 - bought, 1)
    chain[:-1, 0] = bought
    chain[-1, -1] = 1.0
    return chain


def values_by_recency(
    repurchase: Sequence[float], margin: float, retention_cost: float, discount_rate: float
) -> Floats:
    """Return V, shape `(n + 1,)`, in the unit of `margin` (NC); `retention_cost` is M, the rate a period's.

    Raises as `transitions`, and LifetimeNeedsDiscountError without a discount rate.
    """
    if not discount_rate > 0.0:
        raise LifetimeNeedsDiscountError.formula()
    chain = transitions(repurchase)
    reward = np.full(chain.shape[0], -retention_cost)
    reward[0] += margin
    reward[-1] = 0.0
    value: Floats = np.linalg.solve(np.eye(reward.size) - chain / (1.0 + discount_rate), reward)
    return value


def value_after_purchase(
    repurchase: Sequence[float], margin: float, retention_cost: float, discount_rate: float
) -> float:
    """Return V at recency 1: of a customer who has just bought, that purchase included."""
    return float(values_by_recency(repurchase, margin, retention_cost, discount_rate)[0])


def best_policy(repurchase: Sequence[float], margin: float, retention_cost: float, discount_rate: float) -> Policy:
    """Return after which recency contact should stop; whoever is not contacted is taken never to buy again.

    Equal values go to fewer contacts.  Raises as `values_by_recency`.
    """
    lengths = range(1, len(repurchase) + 1)
    worth = [
        margin,
        *(value_after_purchase(repurchase[:n], margin, retention_cost, discount_rate) for n in lengths),
    ]
    best = int(np.argmax(worth))
    return Policy(contacts=best, value=float(worth[best]))
