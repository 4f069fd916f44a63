"""What money means: contribution where a cost is known, else net revenue, and in words which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.customers.contributions import CONTRIBUTION as CONTRIBUTED

if TYPE_CHECKING:
    from clvcli.contribution.orders import Level
    from clvcli.customers.contributions import Earned
    from clvcli.models.histories import Floats
    from clvcli.orders.money.tax import Tax

CONTRIBUTION = "contribution"

LEVEL_WORDS: dict[Level, str] = {"cm1": f"{CONTRIBUTION} 1", "cm2": f"{CONTRIBUTION} 2", "cm3": f"{CONTRIBUTION} 3"}

MEANINGS = {
    CONTRIBUTION: """
        What is left of net revenue after costs; a number says after which.  Contribution 1: after the cost of goods
        (--costs, or --margin by category or channel).  Contribution 2: after what an order costs beside its goods
        too (--freight, --packing, --handling, --payment-fee, --return-handling).  Contribution 3: after what was
        spent on a customer too (--customer-costs).  Without a number it is net revenue times one --margin for all:
        what a sale leaves after its goods, as the user says, and no cost of an order is looked at.  `clvcli explain
        contribution-2` says more of one.""",
    LEVEL_WORDS["cm1"]: """
        Net revenue less the cost of goods: of goods sold, less that of returned goods that can be sold again
        (--restocked).  Costs stand in the orders, or come from --costs, or from --margin by category or channel;
        goods whose cost nobody names are taken to cost as much per revenue as those that have one.""",
    LEVEL_WORDS["cm2"]: """
        Contribution 1 and shipping income, less what an order costs beside its goods: --freight, --packing,
        --handling, --payment-fee of what is charged, and --return-handling where something comes back.  Of a future
        purchase, what rises with its revenue is a share of it, and the rest is the average of a purchase; so a
        small basket may cost more than it leaves.  Fixed costs and marketing are not in it.""",
    LEVEL_WORDS["cm3"]: """
        Contribution 2 less what was spent on a customer (--customer-costs): rewards, service.  Of future purchases
        the average of a purchase is taken off.""",
}
"""What the first words of a basis say, for `clvcli explain`; without a cost value is net revenue, and says so."""

TAX_WORDS: dict[Tax, str] = {"excluded": "ex tax", "included": "incl. tax", "unknown": "tax unknown"}

NET_REVENUE = "net revenue"

WORDS: tuple[str, ...] = tuple(
    f"{value}, {tax}" for value in (NET_REVENUE, CONTRIBUTION, *LEVEL_WORDS.values()) for tax in TAX_WORDS.values()
)
"""All that a basis is called; tables carry it, so that other languages know it by its English text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a future purchase is worth: a share of the net revenue it brings, and a part whatever it brings."""

    rate: float
    per_purchase: float = 0.0

    def per_revenue(self, spend: Floats) -> Floats:
        """Return the worth of one unit of net revenue of customers who bring `spend` a purchase, shaped alike."""
        paid = spend > 0
        fixed: Floats = np.divide(self.per_purchase, spend, out=np.zeros_like(spend), where=paid)
        return self.rate + fixed


REVENUE = Worth(rate=1.0)
"""A purchase is worth what it brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """How revenue becomes value, for the customers of one currency."""

    words: str
    """`contribution 1, ex tax`, `net revenue, tax unknown`: in every row and heading."""
    to_date: pl.Expr
    """Value so far, from the money columns of the customer table as floats."""
    worth: Worth
    covered: float | None
    """Share of net sales whose cost the data name; None where the basis does not rest on costs."""


def basis_of(*, margin: float | None, earned: Earned | None, tax: Tax) -> Basis:
    """Return the basis of customers whose orders have `earned` contribution, where that is known.

    With a `margin` alone it is contribution per net revenue.  Without either value is net revenue.
    """
    revenue = pl.col("net_revenue")
    if earned is not None:
        return Basis(
            words=f"{LEVEL_WORDS[earned.level]}, {TAX_WORDS[tax]}",
            to_date=pl.col(CONTRIBUTED),
            worth=Worth(rate=earned.rate, per_purchase=earned.per_purchase),
            covered=earned.covered,
        )
    if margin is not None:
        words = f"{CONTRIBUTION}, {TAX_WORDS[tax]}"
        return Basis(words=words, to_date=revenue * margin, worth=Worth(rate=margin), covered=None)
    return Basis(words=f"{NET_REVENUE}, {TAX_WORDS[tax]}", to_date=revenue, worth=REVENUE, covered=None)


def is_contribution(words: str) -> bool:
    """Tell whether the words of a basis, as a stored table carries them, speak of contribution."""
    return words.startswith(CONTRIBUTION)


def is_tax_unknown(words: str) -> bool:
    """Tell whether the words of a basis leave open if amounts hold tax."""
    return words.endswith(TAX_WORDS["unknown"])
