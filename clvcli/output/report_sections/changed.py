"""What changed: the bridge between two years, who came and who went, new and returning customers by period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.new_returning import new_and_returning
from clvcli.orders.schema import MONEY
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import plain, table

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.audit.changes.bridge import Bridge
    from clvcli.audit.changes.compared import Compared
    from clvcli.audit.changes.new_returning import Every
    from clvcli.output.document import Flag, Table
    from clvcli.output.report_inputs import Analysis

STEPS = {"kept": "kept_after_returns", "margin": "margin_of_revenue"}
"""Factors -> the words of their steps, where the factor's own name says something else elsewhere."""

BEFORE, AFTER, GUESTS = "year_before", "year_after", "by_guests"

MOST_QUARTERS = 16
"""Periods that are read one by one; a longer log is looked at by year."""


def changed(analysis: Analysis) -> Section:
    """Return why the last 12 months brought more or less than those before, and by which customers."""
    if analysis.audit is None:
        return Section(id="changed", unit=analysis.currency, missing=Phrase("changed_missing"))
    periods = _periods(analysis, analysis.audit)
    if analysis.compared is None:
        notes = (Phrase("changed_too_short"), Phrase("new_returning_note"))
        return Section(id="changed", unit=analysis.currency, tables=(periods,), notes=notes)
    found = analysis.compared
    steps = _steps(analysis, found.bridge)
    return Section(
        id="changed",
        unit=analysis.currency,
        answer=_answer(analysis, found, steps),
        key_figures=_known_later(analysis, found.bridge),
        tables=(steps, _drivers(analysis, found.bridge), _flows(analysis, found), periods),
        notes=(
            *([Phrase("changed_partly_seen")] if found.partly_seen else []),
            Phrase(f"changed_note.{_measure(found.bridge)}"),
            Phrase("flows_note"),
            Phrase("new_returning_note"),
        ),
    )


def _measure(bridge: Bridge) -> str:
    """Return what is compared: net revenue too where costs are known of one of the years only."""
    return "revenue" if bridge.value == "net_revenue" else "contribution"


def _steps(analysis: Analysis, bridge: Bridge) -> Table:
    """Return the way from one year to the other; the steps between the first and the last row add up."""
    shop = bridge.totals.row(by_predicate=pl.col("whose") == "shop", named=True)
    guests = bridge.totals.row(by_predicate=pl.col("whose") == "guests", named=True)
    of_factors = bridge.factors.select(pl.col("factor").replace(STEPS), "effect").rows()
    steps = [(BEFORE, shop["before"]), *of_factors, (GUESTS, guests["change"]), (AFTER, shop["after"])]
    frame = pl.DataFrame(steps, schema={"step": pl.String, "amount": MONEY}, orient="row")
    base = float(shop["before"])
    share = pl.col("amount").cast(pl.Float64) / base if base > 0 else pl.lit(None, pl.Float64)
    return table(
        "bridge",
        frame.with_columns(share_of_before=share),
        (
            Column(key="step", kind="term"),
            Column(key="amount", kind="money", heading=Phrase(f"bridge_amount.{_measure(bridge)}")),
            Column(key="share_of_before", kind="share", priority=1),
        ),
        unit=analysis.currency,
        title=Phrase("bridge_title", _days(bridge)),
    )


def _drivers(analysis: Analysis, bridge: Bridge) -> Table:
    """Return the factors of both years beside one another, a column each."""
    names = bridge.factors["factor"].to_list()
    values = bridge.factors.select("before", "after").transpose(column_names=names)
    customers = bridge.totals.row(by_predicate=pl.col("whose") == "customers", named=True)
    frame = values.with_columns(
        pl.col("customers").cast(pl.Int64),
        pl.Series("until", [bridge.before.until, bridge.after.until]),
        pl.Series("of_customers", [customers["before"], customers["after"]]),
    )
    kinds = {
        "customers": Column(key="customers", kind="count"),
        "orders_per_customer": Column(key="orders_per_customer", kind="number", digits=2),
        "aov": Column(key="aov", kind="money"),
        "kept": Column(key="kept", kind="share", heading=Phrase("kept_after_returns")),
        "margin": Column(key="margin", kind="share", heading=Phrase("margin_of_revenue")),
    }
    columns = (
        Column(key="until", kind="date", heading=Phrase("year_to")),
        *(kinds[name] for name in names),
        Column(key="of_customers", kind="money", heading=Phrase(f"bridge_amount.{_measure(bridge)}"), priority=1),
    )
    return table("drivers", frame, columns, unit=analysis.currency, title=Phrase("drivers_title"))


def _flows(analysis: Analysis, found: Compared) -> Table:
    """Return who came and went, guests and the whole shop below."""
    money = ("value_before", "value_after", "change")
    states = found.flows.states
    guests, shop = (
        found.bridge.totals.filter(pl.col("whose") == whose).select(
            pl.lit(state).alias("state"), value_before="before", value_after="after", change="change"
        )
        for whose, state in (("guests", GUESTS), ("shop", "whole_shop"))
    )
    rows = states.filter((pl.col("state") != "nothing_kept") | pl.any_horizontal(pl.col(*money) != 0))
    columns = (
        Column(key="state", kind="term", heading=Phrase("customers")),
        Column(key="customers_before", kind="count", heading=Phrase("number_before")),
        Column(key="customers_after", kind="count", heading=Phrase("number_after")),
        *(
            Column(key=name, kind="money", priority=at, heading=Phrase(f"flow_{name}"))
            for at, name in enumerate(money)
        ),
    )
    return table(
        "flows",
        pl.concat([rows.with_columns(pl.col(*money).cast(MONEY)), guests, shop], how="diagonal"),
        columns,
        unit=analysis.currency,
        title=Phrase(f"flows_title.{_measure(found.bridge)}"),
    )


def _periods(analysis: Analysis, audit: Audit) -> Table:
    """Return what each quarter brought by whom, each year where the orders reach far back."""
    quarters = new_and_returning(audit, "1q")
    every: Every = "1q" if quarters.height <= MOST_QUARTERS else "1y"
    found = quarters if every == "1q" else new_and_returning(audit, every)
    start = pl.col("period")
    name = start.dt.year().cast(pl.String)
    if every == "1q":
        name = pl.format("{} Q{}", start.dt.year(), start.dt.quarter())
    key = "revenue" if analysis.measure == "revenue" else "value"
    columns = (
        Column(key="period", kind="text", heading=Phrase("period_of_orders")),
        *(Column(key=f"{key}_{who}", kind="money", heading=Phrase(f"by_{who}")) for who in ("new", "returning")),
        Column(key=f"{key}_guest", kind="money", heading=Phrase(GUESTS), priority=2),
        Column(key=key, kind="money", heading=Phrase("whole_shop"), priority=1),
        Column(key="share_returning", kind="share", heading=Phrase("share_of_returning")),
        Column(key="customers_new", kind="count", priority=3),
        Column(key="customers_returning", kind="count", priority=3),
    )
    whole = pl.when(pl.col(key) > 0).then(pl.col(key).cast(pl.Float64))
    made = table(
        "new_returning",
        found.with_columns(period=name, share_returning=pl.col(f"{key}_returning").cast(pl.Float64) / whole),
        columns,
        unit=analysis.currency,
        title=Phrase(f"new_returning_title.{analysis.measure}"),
    )
    made = replace(made, counted="customers_returning")
    cut: dict[tuple[int, str], Flag] = {
        (row, "period"): "incomplete" for row, partly in enumerate(found["incomplete"]) if partly
    }
    return replace(made, flags=cut)


def _answer(analysis: Analysis, found: Compared, steps: Table) -> tuple[Phrase, ...]:
    """Return the change and the largest of its causes that go the same way."""
    first, last = (steps.row_where("step", name) for name in (BEFORE, AFTER))
    if first is None or last is None:
        return ()
    shop = found.bridge.totals.filter(pl.col("whose") == "shop")
    change = float(shop["change"][0])
    rose = change > 0
    causes = [(float(row[1] or 0), at) for at, row in enumerate(steps.rows) if at not in {first, last}]  # type: ignore[arg-type]  # money
    largest, at = max(causes) if rose else min(causes)
    figures = {
        "after": steps.figure(last, "amount"),
        "change": Figure(value=abs(change), kind="money", unit=analysis.currency),
        "cause": steps.figure(at, "step"),
        "effect": Figure(value=abs(largest), kind="money", unit=analysis.currency),
        **_days(found.bridge),
    }
    way = "not" if change == 0 else "rose" if rose else "fell"
    return (Phrase(f"changed_{way}.{_measure(found.bridge)}", figures),)


def _known_later(analysis: Analysis, bridge: Bridge) -> tuple[KeyFigure, ...]:
    figure = Figure(value=plain(bridge.known_later), kind="money", unit=analysis.currency)
    meaning = Phrase("known_later_meaning", {"day": Figure(value=bridge.before.until, kind="date")})
    return (KeyFigure(id="known_later", figure=figure, meaning=meaning),)


def _days(bridge: Bridge) -> dict[str, Figure]:
    return {
        "then": Figure(value=bridge.before.until, kind="date"),
        "day": Figure(value=bridge.after.until, kind="date"),
    }
