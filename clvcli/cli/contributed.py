"""What orders have left, added to customers: in memory, or a file of them at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clvcli.errors import BadValueError

if TYPE_CHECKING:
    from clvcli.cli.valued import Asked
    from clvcli.contribution.orders import OrderTable
    from clvcli.contribution.settings import CostSettings
    from clvcli.customers.contributions import People
    from clvcli.in_parts import InParts
    from clvcli.notes import Note
    from clvcli.orders.attached.customer_costs import CustomerCosts
    from clvcli.orders.attached.tables import Attached


def customer_costs(asked: Asked) -> Attached | None:
    """Return what the file of `--customer-costs` says; None where there is none."""
    if asked.costing.customer_costs is None:
        return None
    from clvcli.orders.attached.customer_costs import read_customer_costs

    return read_customer_costs(asked.costing.customer_costs, asked.reading.options())


def contributed(customers: People, lines: InParts, costs: CostSettings, of_customers: Attached | None) -> People:
    """Add what orders have left, where more is known of costs than one margin, less what was spent on customers.

    `lines` are canonical and lie in the parts of `customers`.
    Raises BadValueError where other costs are named and none of goods: that leaves no contribution; the errors of
    `checked` and `customer_costs`; and WriteError where customers lie in files.
    """
    from clvcli.contribution.checked import check_coverage, check_named, without_amount

    check_named(lines.lazy(), costs, [shop.currency for shop in customers.shop])
    one_by_one = costs.of_orders or of_customers is not None
    if costs.margin is not None and not one_by_one:
        return customers
    if costs.of_delivery and not (customers.costs_known or costs.margin is not None or costs.margins):
        raise BadValueError.of("--freight and the like", "no cost of goods is known beside them", "--margin 45%")
    if not (customers.costs_known or one_by_one):
        return customers
    from clvcli.contribution.orders import order_table
    from clvcli.customers.contributions import with_contributions
    from clvcli.customers.known import known_given, latest_of

    latest = latest_of(lines.lazy())
    known = lines.map(lambda part: known_given(part, latest, customers.as_of))
    table: OrderTable = order_table(known, costs, as_of=customers.as_of)
    check_coverage(table, costs.least_covered)
    if of_customers is not None and table.level == "none":
        raise BadValueError.of("--customer-costs", "no cost of goods is known beside them", "--margin 45%")
    spent = _spent(customers, lines, of_customers)
    found: People = with_contributions(customers, table, None if spent is None else spent.frame)
    of_spent: tuple[Note, ...] = () if spent is None else spent.notes
    return replace(found, notes=(*found.notes, *without_amount(table, costs), *of_spent))


def _spent(customers: People, lines: InParts, of_customers: Attached | None) -> CustomerCosts | None:
    if of_customers is None:
        return None
    from clvcli.orders.attached.customer_costs import costs_of_customers

    return costs_of_customers(of_customers, lines, customers.people, as_of=customers.as_of)
