"""Everything to act on in one currency: the lists and plans, from customers who are sorted already."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from functools import partial
from typing import TYPE_CHECKING

import polars as pl  # noqa: TC002  (the same)

from clvcli.actions.budget import budget_split
from clvcli.actions.contact import Contact  # noqa: TC001  (the same)
from clvcli.actions.loyalty import Rewards, loyalty_plan
from clvcli.actions.protect import ORDER as PROTECT_ORDER
from clvcli.actions.protect import protect
from clvcli.actions.silence import usual_gap_of_others
from clvcli.actions.winback import ORDER as SILENT_ORDER
from clvcli.actions.winback import judged, stops, winback
from clvcli.on_disk import Table, listed, slices_of

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
    stops: pl.DataFrame | None
    """How many customers are not to be won back, and why (`winback.stops`)."""
    silent: Table | None
    """Who is silent for longer than usual, with what a contact would gain (`winback.winback`)."""
    protect: Table | None
    loyalty: pl.DataFrame | None
    budget: pl.DataFrame | None


def plans_of(
    customers: Table,
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
    others = None if waits is None else usual_gap_of_others(customers.lazy(), waits)
    judging = None if contact is None or others is None else partial(judged, contact=contact, others=others)
    return Plans(
        terms=terms,
        stops=None if judging is None else stops(judging(some) for some in slices_of(customers)),
        silent=None if judging is None else listed(customers, lambda some: winback(judging(some)), SILENT_ORDER),
        protect=None
        if waits is None or others is None
        else listed(customers, partial(protect, others=others, waits=waits), PROTECT_ORDER),
        loyalty=None if tiers is None else loyalty_plan(customers.lazy(), tiers, terms.rewards),
        budget=budget_split(customers.lazy(), summaries[split_by], split_by, contact, terms.budget)
        if contact is not None and terms.budget is not None
        else None,
    )
