"""Everything to act on in one currency: the lists and plans, from customers who are sorted already."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING

import polars as pl  # noqa: TC002  (the same)

from clvcli.actions.budget import budget_split
from clvcli.actions.contact import Contact  # noqa: TC001  (the same)
from clvcli.actions.loyalty import Rewards, loyalty_plan
from clvcli.actions.protect import protect
from clvcli.actions.silence import usual_gap_of_others
from clvcli.actions.winback import judged

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What only the user knows, in one currency."""

    rewards: Rewards
    contact: Contact | None = None
    """None where nobody said what a contact costs."""
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """What to do about the customers of one currency; None where what it needs is not known."""

    terms: Terms
    judged: pl.DataFrame | None
    """Each customer with a verdict on winning them back (`winback.judged`)."""
    protect: pl.DataFrame | None
    loyalty: pl.DataFrame | None
    budget: pl.DataFrame | None


def plans_of(
    customers: pl.DataFrame,
    summaries: Mapping[str, pl.DataFrame],
    terms: Terms,
    *,
    split_by: str,
    waits: pl.DataFrame | None,
) -> Plans:
    """Return the plans for sorted `customers` of one currency, whose schemes have the `summaries`.

    The budget is split by the scheme `split_by`; rewards need the scheme tiers.  `waits` are those between
    purchases (`segments.scheme.Material.waits`), of this currency; whom to protect and to win back needs them, and
    the scheme life-cycle.
    """
    contact, tiers = terms.contact, summaries.get("tiers")
    others = None if waits is None else usual_gap_of_others(customers, waits)
    return Plans(
        terms=terms,
        judged=None if contact is None or others is None else judged(customers, contact, others),
        protect=None if waits is None or others is None else protect(customers, others, waits),
        loyalty=None if tiers is None else loyalty_plan(customers, tiers, terms.rewards),
        budget=budget_split(customers, summaries[split_by], split_by, contact, terms.budget)
        if contact is not None and terms.budget is not None
        else None,
    )
