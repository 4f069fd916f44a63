"""BG/NBD: customers buy at a steady rate of their own, and may leave for good after any repeat purchase.

While active, a customer buys as a Poisson process with rate lambda; after every repeat purchase he
or she leaves with probability p.  Over the population lambda ~ gamma(r, alpha) and
p ~ Beta(a, b), independently.  Time is in weeks and purchases are days with a purchase, so that
r / alpha is the mean number of purchases a week and a / (a + b) the mean dropout probability.

Use it for shops where people buy when they like, and most who leave do so after a purchase.  It is the
quickest to fit, and its four parameters can be read: r and alpha (weeks) tell how often people buy and
how much they differ, a and b how soon they leave.  It says of everybody who bought once that he or she
is a customer for certain (P(alive) = 1): count on MBG/NBD or Pareto/NBD where that figure is looked
at.  It is not for contracts, seasons, or buyers who come every k weeks, and it cannot tell leaving from
waiting in a log shorter than a few usual gaps.

[FHL2005] Fader, Hardie, Lee, "Counting Your Customers" the Easy Way: An Alternative to the
Pareto/NBD Model, Marketing Science 24(2), 275-284.
[H021] Fader, Hardie, Lee (2008), Computing P(alive) Using the BG/NBD Model.
[H029] Hardie, note 029: BG/NBD purchases in an interval that starts later than the customer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from clvcli.models import dropout, dropout_likelihood
from clvcli.models.beta_geometric import interval_pmf
from clvcli.models.dropout import DropoutModel
from clvcli.models.dropout_likelihood import fit_dropout

if TYPE_CHECKING:
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Histories, Ints

PARAMETERS = dropout.PARAMETERS

Likelihood = partial(dropout_likelihood.Likelihood, first_may_be_last=False)
"""Of histories: their total log-likelihood and its derivatives in (r, alpha, a, b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BGNBD(DropoutModel):
    """A BG/NBD model: four positive parameters and nothing else."""

    FIRST_MAY_BE_LAST: ClassVar[bool] = False

    def interval_pmf(self, n: Ints, start: float, t: float) -> Floats:
        """Return P(n repeat purchases in (start, start + t]) of a new customer, shape of `n`: [H029]."""
        return interval_pmf(self._alive, n, start, t)


def fit(histories: Histories) -> Fit[BGNBD]:
    """Return the maximum-likelihood BG/NBD model of these customers.

    Raises PurchasesNotModelledError where there is nothing to compare: fewer than two customers,
    nobody who came back, or everybody alike.
    """
    return fit_dropout(histories, BGNBD, Likelihood)
