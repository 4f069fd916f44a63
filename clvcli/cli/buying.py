"""What customers buy: what the report tells of products, from the orders and the tiers of their customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.audit.audit import Audit
    from clvcli.cli.auditing import Auditing
    from clvcli.cli.reported import Reported
    from clvcli.in_parts import InParts
    from clvcli.products.products import Products
    from clvcli.segments.schemes import Segmented

TOLD = ("preferences", "first_products", "sizes")
"""Sections of the report that tell of it."""


def products_bought(
    auditing: Auditing, customers: Reported, audits: Mapping[str | None, Audit] | None, found: Segmented
) -> dict[str | None, Products]:
    """Return what the customers of each currency buy; nothing without orders, or where nobody asks for it."""
    if audits is None or not auditing.asks_for(*TOLD):
        return {}
    from clvcli.in_parts import InParts
    from clvcli.products.products import Bought, products_by_currency

    shop = next(iter(audits.values()))
    return products_by_currency(
        Bought(
            lines=customers.lines,
            orders=InParts.together([audit.orders for audit in audits.values()]),
            people=_people(customers.people, audits),
            top=found.summaries["tiers"]["tier"][0],
            as_of=shop.as_of,
            value=shop.value,
            return_days=shop.return_window_days,
        ),
        credit=auditing.first_credit,
    )


def _people(people: InParts, audits: Mapping[str | None, Audit]) -> InParts:
    """Return who kept something, with the tier and the first day whose first purchases are believed to be first."""
    import polars as pl

    from clvcli.audit.retention.history import believed_from

    days = [(currency, believed_from(audit)) for currency, audit in audits.items()]
    since = pl.LazyFrame(days, schema={"currency": pl.String, "since": pl.Date}, orient="row")
    kept = people.filter(pl.col("orders") > 0).map(lambda part: part.select("customer_key", "currency", "tier"))
    return kept.map(lambda part: part.join(since, on="currency", nulls_equal=True))
