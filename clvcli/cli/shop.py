"""The shop as a whole: what the report asks of it, from the orders and the files beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clvcli.cli.buying import products_bought
from clvcli.cli.changing import Prospects, compared_shops, prospects
from clvcli.cli.comparing import contracts_of, groups_by_currency
from clvcli.cli.cycles import cycles, moved_since
from clvcli.cli.seasons_ahead import plans_ahead, seasonalities
from clvcli.cli.winning import winnings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.audit.acquisition.winning import Winning
    from clvcli.audit.audit import Audit
    from clvcli.audit.buying.groups_compared import GroupsCompared
    from clvcli.audit.changes.compared import Compared
    from clvcli.audit.retention.contracts import Contracts
    from clvcli.cli.auditing import Auditing
    from clvcli.cli.reported import Reported
    from clvcli.cli.valued import Asked
    from clvcli.orders.attached.spend import Spend
    from clvcli.products.products import Products
    from clvcli.products.season_plans import Planning
    from clvcli.products.seasonality import Seasonality
    from clvcli.products.seasons import Months
    from clvcli.segments.life_cycle import LifeCycle
    from clvcli.segments.migration import Moved
    from clvcli.segments.schemes import Segmented


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """What was found of a shop, by currency where it is money; None where the run had no input for it."""

    audits: Mapping[str | None, Audit] | None
    winnings: Mapping[str | None, Winning] | None
    groups: Mapping[str | None, GroupsCompared] | None
    contracts: Contracts | None
    compared: Mapping[str | None, Compared]
    prospects: Prospects
    products: Mapping[str | None, Products]
    seasonalities: Mapping[str | None, Seasonality]
    plannings: Mapping[str | None, Planning]
    cycles: Mapping[str | None, LifeCycle]
    moved: Mapping[str | None, Moved]

    def by_currency(self) -> dict[str, Mapping[str | None, Any] | None]:
        """Return what was found, by the name that an analysis of the report has for it."""
        return {
            "audit": self.audits,
            "winning": self.winnings,
            "groups": self.groups,
            "compared": self.compared,
            "what_if": self.prospects.what_ifs,
            "equity": self.prospects.equities,
            "products": self.products,
            "seasonality": self.seasonalities,
            "planning": self.plannings,
            "cycle": self.cycles,
            "moved": self.moved,
        }


def shop_of(
    asked: Asked,
    auditing: Auditing,
    customers: Reported,
    found: Segmented,
    spend: Spend | None,
    spring_summer: Months,
) -> Shop:
    """Return what is known of the shop whose customers were valued."""
    session, reading = asked.session, asked.reading
    audits = customers.audits(asked.costing.costs(), auditing.history_starts, reading.refund_date)
    won = winnings(session, asked.inputs, customers, audits, spend, auditing=auditing, reading=reading)
    return Shop(
        audits=audits,
        winnings=won,
        groups=groups_by_currency(customers, audits, auditing),
        contracts=contracts_of(session, auditing, reading, customers),
        compared=compared_shops(asked, auditing, customers, audits),
        prospects=prospects(asked, auditing, customers, audits, won),
        products=products_bought(auditing, customers, audits, found),
        seasonalities=seasonalities(auditing, customers, audits, spring_summer),
        plannings=plans_ahead(asked, auditing, customers, spring_summer),
        cycles=cycles(found),
        moved=moved_since(asked, auditing, customers, found),
    )
