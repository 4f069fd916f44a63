"""Two years of a shop side by side: each as it was known at its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from clvcli.audit.changes.bridge import Bridge, bridge
from clvcli.audit.changes.flows import Flows, flows
from clvcli.audit.changes.standing import Standing, standing
from clvcli.contribution.orders import order_table
from clvcli.customers.known import known_at
from clvcli.in_parts import InParts
from clvcli.orders.currency import in_currency

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import polars as pl

    from clvcli.audit.audit import Audit
    from clvcli.contribution.settings import CostSettings

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What changed between two years, in one currency."""

    bridge: Bridge
    flows: Flows
    partly_seen: bool
    """Whether the earlier year began before the first order of the shop."""
    before: Standing
    """Where the shop stood at the end of the earlier year, as known then."""


def audits_then(
    now: Mapping[str | None, Audit], lines: pl.LazyFrame | InParts, costs: CostSettings, day: date
) -> dict[str | None, Audit]:
    """Return each of the audits `now` as it would have been at the end of `day`, from canonical `lines`.

    `lines` may be those of an earlier version of the store; purchases are numbered as known then.
    """
    known = InParts.of(lines).map(lambda part: known_at(part, day))
    table = order_table(known, costs, as_of=day)
    return {
        currency: replace(audit, orders=table.orders.filter(in_currency(currency)), as_of=day, level=table.level)
        for currency, audit in now.items()
    }


def compared(now: Audit, then: Audit) -> Compared:
    """Return what changed from the 12 months up to `then` to the 12 up to `now`, and which customers did it."""
    found = bridge(now, then)
    return Compared(
        bridge=found,
        flows=flows(now, then, found.value),
        partly_seen=now.first_date > found.before.after + ONE_DAY,
        before=standing(then),
    )
