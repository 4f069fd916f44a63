"""Resources: whom to protect, whom a contact would win back, and where a budget gains most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.actions.winback import scenarios
from clvcli.on_disk import held
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, plain, table, total

if TYPE_CHECKING:
    from clvcli.actions.contact import Contact
    from clvcli.actions.plans import Plans
    from clvcli.on_disk import Table as Customers
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

LISTED = 10
"""Customers that are named one by one; `segment --table protect` and `--table winback` name all."""

TO_CONTACT = "to_contact"
"""Stands for no reason to stop."""


def resources(analysis: Analysis) -> Section:
    """Return who is about to be lost, whom a contact is expected to pay for, and how a budget is split."""
    plans = analysis.plans
    if plans is None or not analysis.predicted:
        return Section(id="resources", unit=analysis.currency, missing=Phrase("resources_missing"))
    if plans.protect is None:
        return Section(id="resources", unit=analysis.currency, missing=Phrase("resources_need_orders"))
    contact = plans.terms.contact
    answer = (*_protect_answer(analysis, plans.protect), *_winback_answer(analysis, plans))
    return Section(
        id="resources",
        unit=analysis.currency,
        answer=() if analysis.few else answer,
        key_figures=(*_silent(analysis, plans.protect), *_to_judge(analysis, plans)),
        tables=tuple(
            made
            for made in (
                _protected(analysis, plans.protect),
                *_won_back(analysis, plans),
                *_split(analysis, plans),
            )
            if made.rows
        ),
        notes=(
            Phrase("protect_note"),
            Phrase("winback_add_cost") if contact is None else Phrase("winback_note"),
            *([Phrase("budget_add")] if plans.budget is None else [Phrase("budget_note")]),
        ),
    )


def _money(analysis: Analysis, value: object) -> Figure:
    return Figure(value=plain(value), kind="estimate", unit=analysis.currency)


def _protect_answer(analysis: Analysis, protect: Customers) -> tuple[Phrase, ...]:
    if protect.is_empty():
        return (Phrase("protect_nobody"),)
    figures = {
        "count": count(protect.height),
        "risk": _money(analysis, total(protect, "value_at_risk")),
    }
    return (Phrase("protect_answer", figures),)


def _silent(analysis: Analysis, protect: Customers) -> tuple[KeyFigure, ...]:
    """Return how many are about to be lost, and what hangs on them; nothing where nobody is."""
    if protect.is_empty():
        return ()
    risk = _money(analysis, total(protect, "value_at_risk"))
    return (
        KeyFigure(id="silent_longer", figure=count(protect.height), meaning=Phrase("silent_longer_meaning")),
        KeyFigure(id="silent_risk", figure=risk, meaning=Phrase("silent_risk_meaning")),
    )


def _to_judge(analysis: Analysis, plans: Plans) -> tuple[KeyFigure, ...]:
    contact, silent = plans.terms.contact, plans.silent
    if contact is None or silent is None:
        return ()
    cost = Figure(value=float(contact.cost), kind="money", unit=analysis.currency)
    return (
        KeyFigure(id="to_judge", figure=count(silent.height), meaning=Phrase("to_judge_meaning", {"cost": cost})),
    )


def _winback_answer(analysis: Analysis, plans: Plans) -> tuple[Phrase, ...]:
    contact, silent = plans.terms.contact, plans.silent
    if contact is None or silent is None:
        return ()
    found = scenarios(silent, contact).row(by_predicate=pl.col("uplift") == contact.uplift.middle, named=True)
    figures = {
        "count": count(found["customers"]),
        "silent": count(silent.height),
        "cost": Figure(value=float(contact.cost), kind="money", unit=analysis.currency),
        "points": Figure(value=100 * contact.uplift.middle, kind="number", digits=_digits(contact)),
        "gain": _money(analysis, found["expected_gain"]),
    }
    return (Phrase("winback_answer" if found["customers"] else "winback_nobody", figures),)


def _protected(analysis: Analysis, protect: Customers) -> Table:
    columns = (
        Column(key="customer_id", kind="name"),
        Column(key="value_at_risk", kind="estimate"),
        Column(key="days_silent", kind="days"),
        Column(key="churn_factor", kind="number", digits=1, priority=1),
        Column(key="act_before", kind="date"),
        Column(key="next_purchase_to", kind="date", priority=2),
    )
    return table(
        "protect", held(protect.head(LISTED)), columns, unit=analysis.currency, title=Phrase("protect_title")
    )


def _won_back(analysis: Analysis, plans: Plans) -> tuple[Table, ...]:
    contact, silent = plans.terms.contact, plans.silent
    if contact is None or silent is None:
        return ()
    return (
        _scenarios(analysis, silent, contact),
        *(_stops(each) for each in (plans.stops,) if each is not None),
        _best(analysis, silent),
    )


def _scenarios(analysis: Analysis, silent: Customers, contact: Contact) -> Table:
    columns = (
        Column(key="points", kind="number", digits=_digits(contact), heading=Phrase("uplift_points")),
        Column(key="customers", kind="count", heading=Phrase("to_contact")),
        Column(key="cost", kind="money", heading=Phrase("contact_cost")),
        Column(key="expected_gain", kind="estimate"),
    )
    found = scenarios(silent, contact).with_columns(points=100 * pl.col("uplift"))
    return table(
        "winback_scenarios",
        found,
        columns,
        unit=analysis.currency,
        few_of="customers",
        title=Phrase("winback_title"),
    )


def _digits(contact: Contact) -> int:
    """Return the decimals that show the uplifts in percentage points, one where they are not whole."""
    uplift = contact.uplift
    return 0 if all(round(100 * each, 9).is_integer() for each in (uplift.low, uplift.middle, uplift.high)) else 1


def _stops(stops: pl.DataFrame) -> Table:
    found = stops.with_columns(pl.col("stop_reason").fill_null(TO_CONTACT))
    columns = (Column(key="stop_reason", kind="term"), Column(key="customers", kind="count"))
    return table("winback_stops", found, columns, few_of="customers", title=Phrase("stops_title"))


def _best(analysis: Analysis, silent: Customers) -> Table:
    columns = (
        Column(key="customer_id", kind="name"),
        Column(key="winback_gain", kind="estimate"),
        Column(key="value_if_back", kind="estimate"),
        Column(key="break_even_uplift", kind="share", priority=1),
        Column(key="days_silent", kind="days"),
    )
    first = silent.lazy().filter("contact").head(LISTED).collect()
    return table("winback", first, columns, unit=analysis.currency, title=Phrase("winback_list_title"))


def _split(analysis: Analysis, plans: Plans) -> tuple[Table, ...]:
    if plans.budget is None:
        return ()
    columns = (
        Column(key="segment", kind="term"),
        Column(key="customers", kind="count"),
        Column(key="cost", kind="money", heading=Phrase("contact_cost"), priority=1),
        Column(key="expected_gain", kind="estimate"),
        Column(key="roi", kind="number", digits=2, priority=2),
        Column(key="allotted", kind="money"),
        Column(key="gain_of_allotted", kind="estimate", priority=1),
    )
    budget = Figure(value=plain(plans.terms.budget), kind="money", unit=analysis.currency)
    return (
        table(
            "budget",
            plans.budget.filter(pl.col("customers") > 0),
            columns,
            unit=analysis.currency,
            few_of="customers",
            title=Phrase("budget_title", {"budget": budget}),
        ),
    )
