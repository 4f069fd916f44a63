"""The shop now beside the shop then, and beside what it might be: what `--compare-to` and `--what-if` ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clvcli.cli.levers import EXAMPLES, moves_of
from clvcli.cli.then import lines_then
from clvcli.errors import BadValueError, OptionsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.audit.acquisition.winning import Winning
    from clvcli.audit.audit import Audit
    from clvcli.audit.changes.compared import Compared
    from clvcli.audit.worth.equity import Equity, NewCustomers
    from clvcli.audit.worth.what_if import Lever, WhatIf
    from clvcli.cli.auditing import Auditing
    from clvcli.cli.reported import Reported
    from clvcli.cli.valued import Asked
    from clvcli.valuation.revalued import Forecasted


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """What customers are worth together, and what changes would be worth, in each currency with a forecast."""

    equities: Mapping[str | None, Equity] = field(default_factory=dict)
    what_ifs: Mapping[str | None, WhatIf] = field(default_factory=dict)
    parts: Mapping[str | None, tuple[Forecasted, ...]] = field(default_factory=dict)
    """The customers that both are made from."""


def compared_shops(
    asked: Asked, auditing: Auditing, customers: Reported, audits: Mapping[str | None, Audit] | None
) -> dict[str | None, Compared]:
    """Return what changed since the day or version of `--compare-to`, by currency.

    Without the option that is since a year before, where the orders reach back two; else nothing, as without
    orders.
    Raises BadValueError for a day that leaves nothing to compare, and where no input is a store that has versions;
    OptionsDisagreeError where the option stands beside what `compute` wrote.
    """
    if not audits or customers.ingested is None or customers.customers is None:
        if "compare-to" in asked.session.given:
            raise OptionsDisagreeError.settled("compare-to")
        return {}
    from clvcli.audit.changes.compared import audits_then, compared
    from clvcli.customers.in_parts import CustomersInParts

    found = lines_then(asked, auditing.compare_to, customers.ingested.lines, customers.customers)
    if found is None:
        return {}
    lines, day = found
    in_parts = isinstance(customers.customers, CustomersInParts)
    then = audits_then(audits, customers.lines if in_parts else lines, asked.costing.costs(), day)
    asked.session.elapsed("compared with before")
    return {currency: compared(audit, then[currency]) for currency, audit in audits.items()}


def prospects(
    asked: Asked,
    auditing: Auditing,
    customers: Reported,
    audits: Mapping[str | None, Audit] | None,
    won: Mapping[str | None, Winning] | None,
) -> Prospects:
    """Return customer equity, and what moving the levers of `--what-if` would be worth, by currency.

    Without the option the usual levers are moved.
    Raises BadValueError for a lever that cannot be moved so far, and OptionsDisagreeError where the option stands
    beside what `compute` wrote.
    """
    if audits is None or customers.valuation is None:
        if "what-if" in asked.session.given:
            raise OptionsDisagreeError.settled("what-if")
        return Prospects()
    from clvcli.audit.worth.equity import equity
    from clvcli.audit.worth.what_if import usual_levers, what_if
    from clvcli.segments.cuts import by_currency
    from clvcli.valuation.revalued import beyond_data

    equities, what_ifs = {}, {}
    known, values = _forecasted(asked, customers, audits), by_currency(customers.table)
    for currency, parts in known.items():
        new = _new_customers(asked, audits[currency], (won or {}).get(currency))
        levers = _asked_for(auditing, asked, parts, new)
        if levers is None:
            levers = usual_levers(parts, new, costs_known=_costs_known(parts))
        what_ifs[currency] = what_if(levers, parts, new)
        equities[currency] = equity(values[currency], beyond_data=beyond_data(parts), new=new)
    asked.session.elapsed("customers valued under other assumptions")
    return Prospects(equities=equities, what_ifs=what_ifs, parts=known)


def _forecasted(
    asked: Asked, customers: Reported, audits: Mapping[str | None, Audit]
) -> Mapping[str | None, tuple[Forecasted, ...]]:
    from clvcli.audit.worth.yearly import yearly
    from clvcli.cli.valued import settings_of
    from clvcli.customers.summary import Customers
    from clvcli.valuation.revalued import forecasted, forecasted_in_parts
    from clvcli.valuation.valued import Valuation

    if customers.customers is None or customers.valuation is None:
        return {}
    settings = settings_of(asked.reading, asked.valuing, asked.costing.costs())
    repurchase = {currency: yearly(audit).retention for currency, audit in audits.items()}
    valuation, people = customers.valuation, customers.customers
    if isinstance(valuation, Valuation) and isinstance(people, Customers):
        return forecasted(people, valuation, settings, repurchase)
    return {} if isinstance(valuation, Valuation) else forecasted_in_parts(valuation, settings, repurchase)


def _costs_known(parts: Sequence[Forecasted]) -> bool:
    from clvcli.valuation.basis import is_contribution

    return all(is_contribution(part.facts.basis.words) for part in parts)


def _new_customers(asked: Asked, audit: Audit, won: Winning | None) -> NewCustomers | None:
    """Return the customers to come; None where nobody knows what they cost, or what one is worth."""
    from clvcli.audit.worth.equity import NewCustomers, new_per_year

    if won is None or not won.acquisition.spend_known:
        return None
    cac, worth = won.acquisition.blended.cac, won.value.total("clv_36m")
    if cac is None or worth is None:
        return None
    return NewCustomers(
        per_year=new_per_year(audit), clv_new=worth, cac=cac, discount_rate=asked.valuing.discount_rate
    )


def _asked_for(
    auditing: Auditing, asked: Asked, parts: Sequence[Forecasted], new: NewCustomers | None
) -> list[Lever] | None:
    """Return the levers of `--what-if`, each known to be movable; None without the option."""
    from clvcli.audit.worth.what_if import Lever, refusal

    if auditing.what_if is None:
        return None
    levers = []
    for move in moves_of(auditing.what_if):
        amount = move.amount - asked.valuing.discount_rate if move.to else move.amount
        lever = Lever(name=move.name.replace("-", "_"), amount=amount, said=move.said)
        if (reason := refusal(lever, parts, new)) is not None:
            raise BadValueError.of("--what-if", f"`{move.name}={move.said}`: {reason}", _hint(move.name))
        levers.append(lever)
    return levers


def _hint(name: str) -> str:
    """Return what to give so that a lever can be moved, or a smaller move."""
    return {"cac": "--spend spend.csv", "margin": "--margin 45%"}.get(name, f"--what-if {name}={EXAMPLES[name]}")
