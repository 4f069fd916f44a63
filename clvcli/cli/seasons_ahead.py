"""The seasons of a shop, and what its customers are expected to buy in those to come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.audit.audit import Audit
    from clvcli.cli.auditing import Auditing
    from clvcli.cli.reported import Reported
    from clvcli.cli.valued import Asked
    from clvcli.products.season_plans import Planning
    from clvcli.products.seasonality import Seasonality
    from clvcli.products.seasons import Months


def seasonalities(
    auditing: Auditing, customers: Reported, audits: Mapping[str | None, Audit] | None, spring_summer: Months
) -> dict[str | None, Seasonality]:
    """Return when the customers of each currency buy; nothing without orders, or where nobody asks for it."""
    if audits is None or customers.ingested is None or not auditing.asks_for("seasons"):
        return {}
    from clvcli.orders.currency import in_currency
    from clvcli.products.kept_lines import goods_lines
    from clvcli.products.seasonality import seasonality

    return {
        currency: seasonality(
            customers.lines.filter(in_currency(currency)).map(partial(goods_lines, as_of=audit.as_of)),
            audit.orders,
            currency=currency,
            first_date=audit.first_date,
            as_of=audit.as_of,
            spring_summer=spring_summer,
        )
        for currency, audit in audits.items()
    }


def plans_ahead(
    asked: Asked, auditing: Auditing, customers: Reported, spring_summer: Months
) -> dict[str | None, Planning]:
    """Return the plans for the seasons to come of each currency; nothing without orders, or where nobody asks."""
    if customers.ingested is None or customers.customers is None or customers.valuation is None:
        return {}
    if not auditing.asks_for("planning"):
        return {}
    from clvcli.products.season_plans import plannings

    return plannings(
        customers.lines,
        customers.customers,
        customers.valuation,
        by=asked.reading.groups,
        model=asked.valuing.model if asked.valuing.model_file is None else None,
        spring_summer=spring_summer,
        return_window=asked.costing.costs().return_window_days,
    )
