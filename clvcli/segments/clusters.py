"""Clusters of points by k-means: as many as are found again when customers are drawn anew.

Figures of customers have no gaps between them: on the logs of three shops the variance inside of clusters fell with
each that was added much as it does where points lie evenly, the BIC of Gaussian mixtures fell to the last number
tried, and silhouettes mostly said two.  So no number is the true one; it is the most clusters each of which is
found again (Hennig, 2007, cluster-wise assessment of cluster stability), and no more than tell nearly all.  With
four fifths of the customers the same numbers came out nearly always.  Mixtures were found again less often: halves
of the customers agreed about 3 by an adjusted Rand index of 0.36 to 0.94, about 3 of k-means by 0.60 to 0.99.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Ints

MOST_CLUSTERS = 8
"""Nobody treats more groups of customers apart."""

LEAST_CUSTOMERS = 50
"""Of fewer, clusters are a handful of people."""

MOST_CUSTOMERS = 10_000
"""To learn from: centres of more are the same, and take longer."""

DRAWS = 20
"""Times that customers are drawn anew."""

FOUND_AGAIN = 0.85
"""Customers that a cluster shares with the one nearest to it among customers drawn anew, of those in either (the
Jaccard index), on the average: from here on Hennig calls a cluster highly stable."""

ENOUGH = 0.85
"""Share of the variance between customers that centres tell: more of them would tell little more."""

STARTS = 5
"""Of k-means, the best of which counts."""

SEED = 8

DECIMALS = 6
"""Of centres: what differs between processors lies far behind them."""


def centres_of(points: Floats, customers: Ints) -> Floats:
    """Return the centres of clusters, shape `(clusters, figures)`, one where nothing can be told apart.

    `points`, shape `(points, figures)`, are distinct, in an order of their own and on scales that compare;
    `customers` says how many there are of each.
    """
    import sklearn.cluster  # noqa: F401  (limits hold for libraries that are loaded)
    from threadpoolctl import threadpool_limits

    random = np.random.default_rng(SEED)
    if customers.sum() > MOST_CUSTOMERS:
        customers = random.multivariate_hypergeometric(customers, MOST_CUSTOMERS)
    with threadpool_limits(1):
        for centres in reversed(_tried(points, customers)):
            if _found_again(points, customers, centres, random):
                return centres.round(DECIMALS)
    return np.average(points, axis=0, weights=customers)[np.newaxis].round(DECIMALS)


def nearest(points: Floats, centres: Floats) -> Ints:
    """Return the centre that each point is nearest to, the first of equally near ones, shape `(points,)`.

    A figure of a point or a centre that is not known says nothing.
    """
    apart = (np.nan_to_num(points - centre) for centre in centres)
    found: Ints = np.stack([(each * each).sum(axis=1) for each in apart]).argmin(axis=0)
    return found


def _tried(points: Floats, customers: Ints) -> list[Floats]:
    """Return the centres of two clusters, of three, and so on until they tell enough."""
    found: list[Floats] = []
    most = min(MOST_CLUSTERS, int(np.count_nonzero(customers))) if customers.sum() >= LEAST_CUSTOMERS else 1
    for clusters in range(2, most + 1):
        found.append(_fitted(points, customers, clusters))
        if _told(points, customers, found[-1]) >= ENOUGH:
            break
    return found


def _fitted(points: Floats, customers: Ints, clusters: int) -> Floats:
    """Return the centres of k-means, reckoned from who is in them, in the order of the points."""
    from sklearn.cluster import k_means

    _, cluster, _ = k_means(points, clusters, sample_weight=customers, n_init=STARTS, random_state=SEED)
    among = np.bincount(cluster, customers, clusters)
    return np.stack([np.bincount(cluster, customers * figure, clusters) / among for figure in points.T], axis=1)


def _told(points: Floats, customers: Ints, centres: Floats) -> float:
    """Return the share of the variance of the points that lies between the centres."""

    def around(middle: Floats) -> float:
        """Return the squared distances of all customers from their `middle`, added up."""
        return float(customers @ ((points - middle) ** 2).sum(axis=1))

    whole = around(np.average(points, axis=0, weights=customers))
    return 1.0 - around(centres[nearest(points, centres)]) / whole


def _found_again(points: Floats, customers: Ints, centres: Floats, random: np.random.Generator) -> bool:
    """Tell whether each cluster is found again when customers are drawn anew, with replacement."""
    ours, clusters = nearest(points, centres), len(centres)
    likeness = np.zeros(clusters)
    for _ in range(DRAWS):
        drawn = random.multinomial(customers.sum(), customers / customers.sum())
        seen = drawn > 0
        if seen.sum() < clusters:
            return False
        theirs = nearest(points, _fitted(points[seen], drawn[seen], clusters))
        both = np.bincount(ours * clusters + theirs, customers, clusters**2).reshape(clusters, clusters)
        either = both.sum(axis=1, keepdims=True) + both.sum(axis=0) - both
        likeness += (both / either).max(axis=1) / DRAWS
    return bool(likeness.min() >= FOUND_AGAIN)
