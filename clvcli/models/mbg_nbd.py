"""MBG/NBD: BG/NBD in which the first purchase, too, may be the last.

While active, a customer buys as a Poisson process with rate lambda ~ gamma(r, alpha); after every
purchase, the first included, he or she leaves with probability p ~ Beta(a, b).  Where BG/NBD says of
every one-time buyer that he or she is alive, since nobody leaves without a repeat purchase, MBG/NBD
doubts them more the longer they stay away.

Use it as BG/NBD, above all where half of the customers or more have bought once: it lets them have left.
Parameters and units are those of BG/NBD: r and alpha (weeks) for buying, a and b for leaving.  Where
nearly everybody returns the two agree.  It is not for contracts, seasons, or buyers who come every k weeks.

[BDK2007] Batislam, Denizel, Filiztekin (2007), Empirical Validation and Comparison of Models for Customer
Base Analysis, International Journal of Research in Marketing 24(3), 201-209.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from clvcli.models import dropout, dropout_likelihood
from clvcli.models.beta_geometric import interval_pmf
from clvcli.models.dropout import DropoutModel
from clvcli.models.dropout_likelihood import fit_dropout

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Histories, Ints

PARAMETERS = dropout.PARAMETERS

Likelihood = partial(dropout_likelihood.Likelihood, first_may_be_last=True)
"""Of histories: their total log-likelihood and its derivatives in (r, alpha, a, b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MBGNBD(DropoutModel):
    """An MBG/NBD model: four positive parameters and nothing else."""

    FIRST_MAY_BE_LAST: ClassVar[bool] = True

    def interval_pmf(self, n: Ints, start: float, t: float) -> Floats:
        """Return P(n repeat purchases in (start, start + t]) of a new customer, shape of `n`."""
        stays = self._stays_at_first
        none = np.where(np.asarray(n) == 0, 1.0 - stays, 0.0)
        result: Floats = stays * interval_pmf(self._alive, n, start, t) + none
        return result


def fit(histories: Histories) -> Fit[MBGNBD]:
    """Return the maximum-likelihood MBG/NBD model of these customers.

    Raises PurchasesNotModelledError as `bg_nbd.fit`.
    """
    return fit_dropout(histories, MBGNBD, Likelihood)
