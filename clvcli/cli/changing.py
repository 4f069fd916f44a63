"""The shop now beside the shop then, and beside what it might be: what `--compare-to` and `--what-if` ask for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from clvcli.cli.levers import EXAMPLES, moves_of
from clvcli.errors import BadValueError, OptionsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from clvcli.audit.acquisition.winning import Winning
    from clvcli.audit.audit import Audit
    from clvcli.audit.changes.compared import Compared
    from clvcli.audit.worth.equity import Equity, NewCustomers
    from clvcli.audit.worth.what_if import Lever, WhatIf
    from clvcli.cli.auditing import Auditing
    from clvcli.cli.valued import Asked, Valued
    from clvcli.valuation.revalued import Forecasted

VERSION = "v"
"""Before the number of a version of a store."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """What customers are worth together, and what changes would be worth, in each currency with a forecast."""

    equities: Mapping[str | None, Equity] = field(default_factory=dict)
    what_ifs: Mapping[str | None, WhatIf] = field(default_factory=dict)


def compared_shops(
    asked: Asked, auditing: Auditing, customers: Valued, audits: Mapping[str | None, Audit] | None
) -> dict[str | None, Compared]:
    """Return what changed since the day or version of `--compare-to`, by currency.

    Without the option that is since a year before, where the orders reach back two; else nothing, as without
    orders.
    Raises BadValueError for a day that leaves nothing to compare, and where no input is a store that has versions;
    OptionsDisagreeError where the option stands beside what `compute` wrote.
    """
    if not audits or customers.ingested is None:
        if "compare-to" in asked.session.given:
            raise OptionsDisagreeError.settled("compare-to")
        return {}
    from clvcli.audit.changes.compared import audits_then, compared

    found = _then(asked, auditing.compare_to, customers.ingested.lines, next(iter(audits.values())))
    if found is None:
        return {}
    lines, day = found
    then = audits_then(audits, lines, asked.costing.costs(), day)
    asked.session.elapsed("compared with before")
    return {currency: compared(audit, then[currency]) for currency, audit in audits.items()}


def prospects(
    asked: Asked,
    auditing: Auditing,
    customers: Valued,
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
    from clvcli.orders.currency import in_currency
    from clvcli.valuation.revalued import beyond_data

    equities, what_ifs = {}, {}
    for currency, parts in _forecasted(asked, customers, audits).items():
        new = _new_customers(asked, audits[currency], (won or {}).get(currency))
        levers = _asked_for(auditing, asked, parts, new)
        if levers is None:
            levers = usual_levers(parts, new, costs_known=_costs_known(parts))
        what_ifs[currency] = what_if(levers, parts, new)
        values = customers.frame.filter(in_currency(currency))
        equities[currency] = equity(values, beyond_data=beyond_data(parts), new=new)
    asked.session.elapsed("customers valued under other assumptions")
    return Prospects(equities=equities, what_ifs=what_ifs)


def _then(asked: Asked, since: str | None, lines: pl.LazyFrame, now: Audit) -> tuple[pl.LazyFrame, date] | None:
    """Return the order lines to compare with and the day that they are looked at; None where there are none."""
    from clvcli.cli.values import day
    from clvcli.customers.months import MONTHS_PER_YEAR, months_after

    year_before = months_after(now.as_of, -MONTHS_PER_YEAR)
    if since is None:
        seen = months_after(year_before, -MONTHS_PER_YEAR) >= now.first_date - ONE_DAY
        return (lines, year_before) if seen else None
    if since.startswith(VERSION):
        return _version(asked, int(since.removeprefix(VERSION)))
    then = day(since)
    if not now.first_date <= then < now.as_of:
        reason = f"{then} is not between the first order, {now.first_date}, and the as-of date, {now.as_of}"
        raise BadValueError.of("--compare-to", reason, f"--compare-to {max(year_before, now.first_date)}")
    return lines, then


def _version(asked: Asked, version: int) -> tuple[pl.LazyFrame, date]:
    """Return the lines of an earlier version of the store, and the day they know of."""
    from clvcli.customers.summary import summarise
    from clvcli.errors import raise_all
    from clvcli.orders.attached.attach import attach
    from clvcli.orders.ingest import ingest_tables
    from clvcli.orders.reading.read import readable_tables
    from clvcli.orders.store.places import is_store

    if len(asked.inputs) > 1 or not is_store(asked.inputs[0]):
        reason = f"{VERSION}{version} is a version of a store, and the orders are none"
        raise BadValueError.of("--compare-to", reason, "--compare-to 2024-06-30")
    options = replace(asked.reading.options(), version=version)
    tables, errors = readable_tables(asked.inputs, options)
    if errors:
        raise_all(errors)
    lines = attach(ingest_tables(tables, options), options).lines
    return lines, summarise(lines, as_of=asked.reading.as_of).as_of


def _forecasted(
    asked: Asked, customers: Valued, audits: Mapping[str | None, Audit]
) -> Mapping[str | None, tuple[Forecasted, ...]]:
    from clvcli.audit.worth.yearly import yearly
    from clvcli.cli.valued import settings_of
    from clvcli.valuation.revalued import forecasted

    if customers.customers is None or customers.valuation is None:
        return {}
    settings = settings_of(asked.reading, asked.valuing, asked.costing.costs())
    repurchase = {currency: yearly(audit).retention for currency, audit in audits.items()}
    return forecasted(customers.customers, customers.valuation, settings, repurchase)


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
