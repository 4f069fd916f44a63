"""Purchases at every k-th event of a Poisson process: customers who buy more regularly than at random.

Gaps between purchases are k-Erlang.  The events in between are hidden, so a customer's history leaves
open how many have passed since the last purchase.  With R = r + k x, the chance of j of them and of no
purchase in the w weeks waited is proportional to

    T_j = C(R + j - 1, j) q^j,    q = w / (alpha + T),    j = 0, ..., k - 1,

and given j the rate is gamma(R + j, alpha + T).  The sum S of the T_j is 1 for k = 1.

[PR2016] Platzer, Reutterer (2016), Ticking Away the Moments: Timing Regularity Helps to Better Predict
Customer Activity, Marketing Science 35(5), 779-799.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from clvcli.models.histories import Floats

LEAST_SHARE = 1e-300
"""Stands for q = 0, so that q has a logarithm."""


def log_phases(every: int, R: Floats, q: Floats) -> Floats:
    """Return log T_j for j < `every`, shape `(every, n)`."""
    log_q = np.log(np.maximum(q, LEAST_SHARE))
    log_terms = np.zeros((every, *np.broadcast_shapes(np.shape(R), np.shape(q))))
    for j in range(1, every):
        log_terms[j] = log_terms[j - 1] + np.log((R + (j - 1)) / j) + log_q
    return log_terms


def log_no_purchase(every: int, R: Floats, q: Floats) -> Floats:
    """Return log S: how much likelier than no event at all it is that no purchase was due."""
    if every == 1:
        return np.zeros(np.broadcast_shapes(np.shape(R), np.shape(q)))
    total: Floats = np.logaddexp.reduce(log_phases(every, R, q), axis=0)
    return total


def phase_chances(every: int, R: Floats, q: Floats) -> Floats:
    """Return P(j events since the last purchase | still alive), shape `(every, n)`."""
    if every == 1:
        return np.ones((1, *np.broadcast_shapes(np.shape(R), np.shape(q))))
    log_terms = log_phases(every, R, q)
    chances: Floats = np.exp(log_terms - np.logaddexp.reduce(log_terms, axis=0))
    return chances


class Waiting(NamedTuple):
    """log S and its derivatives in r and alpha, shape `(n,)`."""

    log: Floats
    by_r: Floats
    by_alpha: Floats
    by_rr: Floats
    by_r_alpha: Floats
    by_alpha_alpha: Floats


def waiting(every: int, R: Floats, waited: Floats, alpha_T: Floats) -> Waiting:
    """Return log S for `waited` weeks since the last purchase, `alpha_T` being alpha + T.

    Averages over j with weights T_j / S of the derivatives of log T_j: sums of 1 / (R + i) over i < j
    in r, and -j / (alpha + T) in alpha.
    """
    log_terms = log_phases(every, R, waited / alpha_T)
    log = np.logaddexp.reduce(log_terms, axis=0)
    share = np.exp(log_terms - log)
    j = np.arange(every)[:, None]
    factor = 1.0 / (R + np.arange(every - 1)[:, None])
    none = np.zeros((1, R.size))
    slope = np.concatenate([none, np.cumsum(factor, axis=0)])
    curvature = np.concatenate([none, -np.cumsum(factor**2, axis=0)])
    by_r, events = (share * slope).sum(axis=0), (share * j).sum(axis=0)
    return Waiting(
        log=log,
        by_r=by_r,
        by_alpha=-events / alpha_T,
        by_rr=(share * (slope**2 + curvature)).sum(axis=0) - by_r**2,
        by_r_alpha=(by_r * events - (share * slope * j).sum(axis=0)) / alpha_T,
        by_alpha_alpha=((share * (j * j + j)).sum(axis=0) - events**2) / alpha_T**2,
    )
