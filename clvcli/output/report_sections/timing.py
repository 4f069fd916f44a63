"""Timing: how many go on from each purchase to the next, how long that takes, and who has lapsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.retention.lapse import in_all, lapsed_now
from clvcli.audit.retention.order_ladder import order_ladder, purchases
from clvcli.audit.retention.period_retention import period_retention
from clvcli.customers.lapse import YEAR_DAYS, has_yearly_rhythm
from clvcli.customers.months import MONTHS_PER_YEAR, months_after
from clvcli.customers.rhythm import LAST_RUNG
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

FIRST = "1"
DAYS_PER_MONTH = 365.25 / MONTHS_PER_YEAR
ALL = "all_customers"


def timing(analysis: Analysis) -> Section:
    """Return the order ladder of one currency, its lapse limits, and classic retention with its window."""
    if analysis.audit is None:
        return Section(id="timing", unit=analysis.currency, missing=Phrase("timing_missing"))
    bought = purchases(analysis.audit)
    if bought.is_empty():
        return Section(id="timing", unit=analysis.currency, missing=Phrase("timing_nobody"))
    ladder = _ladder(bought)
    lapse = _lapse(bought, analysis)
    return Section(
        id="timing",
        unit=analysis.currency,
        answer=(*_answer(ladder), *_lapsed_answer(lapse)),
        key_figures=(_period_retention(analysis.audit),),
        tables=(ladder, lapse),
        notes=(Phrase("order_ladder_note"), *_lapse_notes(lapse, analysis, yearly=has_yearly_rhythm(bought))),
    )


def _ladder(bought: pl.DataFrame) -> Table:
    days = (("gap_25", 3), ("gap_50", 0), ("gap_75", 3), ("gap_80", 2), ("gap_90", 2), ("median_wait", 1))
    return table(
        "order_ladder",
        order_ladder(bought).with_columns(rung=_named_rungs()),
        (
            Column(key="rung", kind="term", heading=Phrase("purchase_number")),
            Column(key="customers", kind="count"),
            Column(key="eligible", kind="count", heading=Phrase("watched_a_year")),
            Column(key="converted", kind="count", priority=4, heading=Phrase("bought_again")),
            Column(key="rate", kind="share", heading=Phrase("bought_next")),
            *(Column(key=key, kind="days", priority=priority) for key, priority in days),
        ),
        few_of="customers",
        title=Phrase("order_ladder_title"),
    )


def _lapse(bought: pl.DataFrame, analysis: Analysis) -> Table:
    lapsed = lapsed_now(bought, analysis.values if analysis.predicted else None)
    rows = pl.concat(
        [lapsed.with_columns(rung=_named_rungs()), in_all(lapsed).with_columns(rung=pl.lit(ALL))], how="diagonal"
    )
    chance = Column(
        key="p_buy", kind="share", priority=1, heading=Phrase("p_buy_mean", {"horizon": analysis.horizon})
    )
    return table(
        "lapsed",
        rows,
        (
            Column(key="rung", kind="term", heading=Phrase("purchases_made")),
            Column(key="waiting", kind="count", heading=Phrase("customers")),
            Column(key="at_risk_days", kind="days", priority=1),
            Column(key="lapsed_days", kind="days"),
            Column(key="at_risk", kind="count", priority=1),
            Column(key="lapsed", kind="count"),
            Column(key="lapsed_share", kind="share"),
            *((chance,) if analysis.predicted else ()),
        ),
        few_of="waiting",
        title=Phrase("lapsed_title"),
    )


def _named_rungs() -> pl.Expr:
    """Return 1, 2 ... and the last with a plus, for what it holds."""
    number = pl.col("rung").cast(pl.String)
    return pl.when(pl.col("rung") == LAST_RUNG).then(number + "+").otherwise(number)


def _answer(ladder: Table) -> tuple[Phrase, ...]:
    first = ladder.row_where("rung", FIRST)
    if first is None:
        return ()
    figures = {"share": "rate", "count": "eligible", "days": "gap_50"}
    known = {name: ladder.figure(first, key) for name, key in figures.items()}
    keys = {
        (True, True): "timing_answer",
        (True, False): "timing_answer_share",
        (False, True): "timing_answer_days",
    }
    key = keys.get((known["share"].value is not None, known["days"].value is not None))
    return (Phrase(key, {name: each for name, each in known.items() if each.value is not None}),) if key else ()


def _lapsed_answer(lapse: Table) -> tuple[Phrase, ...]:
    first = lapse.row_where("rung", FIRST)
    if first is None or lapse.figure(first, "lapsed_share").value is None:
        return ()
    figures = {"share": lapse.figure(first, "lapsed_share"), "count": lapse.figure(first, "waiting")}
    return (Phrase("timing_lapsed_answer", figures | {"period": _period(lapse.figure(first, "lapsed_days"))}),)


def _period(days: Figure) -> Figure:
    """Return a limit as people say it: in months, where it is as long as two."""
    limit = int(days.value)  # type: ignore[arg-type]  # a limit in days is a whole number
    months = round(limit / DAYS_PER_MONTH)
    return Figure(value=f"{months}m" if months > 1 else f"{limit}d", kind="period")


def _lapse_notes(lapse: Table, analysis: Analysis, *, yearly: bool) -> tuple[Phrase, ...]:
    known = lapse.row_where("lapsed_share", None) is None
    notes = [Phrase("lapse_note" if known else "lapse_unknown_note")]
    if known and yearly:
        notes.append(Phrase("lapse_yearly_note", {"days": Figure(value=YEAR_DAYS, kind="days")}))
    if analysis.predicted:
        notes.append(Phrase("will_buy_note", {"horizon": analysis.horizon}))
    return tuple(notes)


def _period_retention(audit: Audit) -> KeyFigure:
    """Return classic retention over the last 12 months."""
    found = period_retention(audit, months_after(audit.as_of, -MONTHS_PER_YEAR), audit.as_of)
    if found is None or found.rate is None:
        missing = Phrase("period_retention_missing")
        return KeyFigure(id="period_retention", figure=Figure(value=None, kind="share"), meaning=missing)
    figures = {name: count(getattr(found, name)) for name in ("start", "end", "new", "back")}
    days = {"from": Figure(value=found.start_day, kind="date"), "until": Figure(value=found.end_day, kind="date")}
    window = {"days": Figure(value=found.active_days, kind="days")}
    return KeyFigure(
        id="period_retention",
        figure=Figure(value=found.rate, kind="share"),
        meaning=Phrase("period_retention_meaning", {**figures, **days, **window}),
    )
