"""The life cycle: how many customers are new, active, at risk, lapsed or back, and what each tier consists of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.rhythm import LAST_RUNG
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table
from clvcli.output.report_sections.segments import actions_of

if TYPE_CHECKING:
    from clvcli.output.document import Kind, Table
    from clvcli.output.report_inputs import Analysis
    from clvcli.segments.life_cycle import LifeCycle

STATE = "life_cycle"


def life_cycle(analysis: Analysis) -> Section:
    """Return the customers of one currency by state, by tier and state, and the limits by order number."""
    if analysis.cycle is None:
        return Section(id=STATE, unit=analysis.currency, missing=Phrase("life_cycle_missing"))
    states = _states(analysis)
    what, kind = _money(analysis)
    return Section(
        id=STATE,
        unit=analysis.currency,
        answer=() if analysis.few else _answer(analysis),
        key_figures=(_not_quiet(analysis),),
        tables=(
            states,
            _by_tier(analysis.cycle, "customers", "count", Phrase("tiers_by_state_title")),
            _by_tier(analysis.cycle, what, kind, analysis.money(what), analysis.currency),
            _limits(analysis.cycle),
            *actions_of(analysis.summaries["life-cycle"], STATE, heading=Phrase(STATE)),
        ),
        notes=(Phrase("life_cycle_note"), Phrase("life_cycle_limits_note")),
    )


def _states(analysis: Analysis) -> Table:
    forecast = (
        Column(key="clv_12m", kind="estimate", heading=analysis.money("clv_12m"), priority=1),
        Column(key="value_at_risk", kind="estimate", heading=Phrase("grid_at_risk"), priority=2),
    )
    columns = (
        Column(key=STATE, kind="term"),
        Column(key="customers", kind="count"),
        Column(key="customers_share", kind="share", heading=Phrase("share_of_customers")),
        Column(key="value_to_date", kind="money", heading=analysis.money("value_to_date"), priority=1),
        *(forecast if analysis.predicted else ()),
        Column(key="days_since_last", kind="days", heading=Phrase("median_days_since_last"), priority=3),
    )
    frame = analysis.summaries["life-cycle"]
    return table(STATE, frame, columns, unit=analysis.currency, few_of="customers")


def _by_tier(cycle: LifeCycle, what: str, kind: Kind, title: Phrase, unit: str | None = None) -> Table:
    """Return a row per tier and a column per state, of customers or of money."""
    tier, states = cycle.by_tier.columns[1], cycle.by_tier[STATE].unique(maintain_order=True).to_list()
    wide = cycle.by_tier.pivot(STATE, index=tier, values=what, maintain_order=True)
    made = table(
        f"tiers_by_state_{what}",
        wide.with_columns(pl.sum_horizontal(states).alias("all_customers")),
        (
            Column(key=tier, kind="term"),
            *(Column(key=state, kind=kind) for state in states),
            Column(key="all_customers", kind=kind, priority=1),
        ),
        unit=unit,
        title=title,
    )
    if kind == "count":
        return replace(made, crossed=(*states, "all_customers"))
    return replace(made, told_by="tiers_by_state_customers")


def _limits(cycle: LifeCycle) -> Table:
    number = pl.col("rung").cast(pl.String)
    last = pl.when(pl.col("rung") == LAST_RUNG).then(number + "+").otherwise(number)
    return table(
        "life_cycle_limits",
        cycle.limits.with_columns(rung=last, new_days=pl.when(pl.col("rung") == 1).then("new_days")),
        (
            Column(key="rung", kind="term", heading=Phrase("purchases_made")),
            Column(key="new_days", kind="days"),
            Column(key="at_risk_days", kind="days"),
            Column(key="lapsed_days", kind="days"),
        ),
        title=Phrase("life_cycle_limits_title"),
    )


def _money(analysis: Analysis) -> tuple[str, Kind]:
    """Return what is told of each pair of tier and state: what is expected, or what was brought."""
    return ("clv_12m", "estimate") if analysis.predicted else ("value_to_date", "money")


def _counted(analysis: Analysis) -> dict[str, int]:
    return dict(analysis.summaries["life-cycle"].select(STATE, "customers").iter_rows())


def _not_quiet(analysis: Analysis) -> KeyFigure:
    found = _counted(analysis)
    everybody = sum(found.values())
    share = (everybody - found["at_risk"] - found["lapsed"]) / everybody
    meaning = Phrase("not_quiet_meaning", {"count": count(everybody)})
    return KeyFigure(id="not_quiet", figure=Figure(value=share, kind="share"), meaning=meaning)


def _answer(analysis: Analysis) -> tuple[Phrase, ...]:
    found = _counted(analysis)
    figures = {
        "share": _not_quiet(analysis).figure,
        "customers": count(sum(found.values())),
        "risk": count(found["at_risk"]),
        "lapsed": count(found["lapsed"]),
    }
    return (Phrase("life_cycle_answer", figures),)
