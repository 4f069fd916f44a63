"""What moves the value: what each lever is worth, moved a little or as the user asks, and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.worth.what_if import CAC
from clvcli.output.document import Column, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table

if TYPE_CHECKING:
    from clvcli.audit.worth.what_if import WhatIf
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis


def what_if(analysis: Analysis) -> Section:
    """Return what each lever does to customer equity and per customer, the largest first, and all at once."""
    found = analysis.what_if
    if found is None or found.levers.is_empty():
        return Section(id="what_if", unit=analysis.currency, missing=Phrase("what_if_missing"))
    levers = _levers(analysis, found)
    by = set(found.levers["by"])
    return Section(
        id="what_if",
        unit=analysis.currency,
        answer=_answer(analysis, levers, found),
        key_figures=(
            KeyFigure(id="customers", figure=count(found.customers), meaning=Phrase("customers_forecast_meaning")),
        ),
        tables=(levers, _together(analysis, found)),
        notes=(
            Phrase("what_if_note"),
            *(Phrase(f"what_if_by_{kind}") for kind in ("model", "curve", "formula", "spend") if kind in by),
        ),
    )


def _levers(analysis: Analysis, found: WhatIf) -> Table:
    columns = (
        Column(key="lever", kind="term"),
        Column(key="change", kind="text"),
        Column(key="equity_change", kind="estimate"),
        Column(key="clv_change", kind="estimate", priority=1),
        Column(key="share", kind="share", heading=Phrase("share_of_equity")),
        Column(key="by", kind="term", heading=Phrase("told_by"), priority=2),
    )
    return table(
        "what_if_levers",
        found.levers,
        columns,
        unit=analysis.currency,
        form="bars",
        bar="share",
        title=Phrase("what_if_title"),
    )


def _together(analysis: Analysis, found: WhatIf) -> Table:
    """Return the sum of the effects, what the levers do to one another, and all at once by full recomputation."""
    rows = {"sum_of_effects": found.added, "interaction": found.interaction, "all_at_once": found.together}
    share = float(found.before)
    frame = pl.DataFrame(
        [(name, money, float(money) / share if share > 0 else None) for name, money in rows.items()],
        schema={"effect": pl.String, "equity_change": pl.Decimal(38, 2), "share": pl.Float64},
        orient="row",
    )
    columns = (
        Column(key="effect", kind="term"),
        Column(key="equity_change", kind="estimate"),
        Column(key="share", kind="share", heading=Phrase("share_of_equity")),
    )
    return table("what_if_together", frame, columns, unit=analysis.currency, title=Phrase("together_title"))


def _answer(analysis: Analysis, levers: Table, found: WhatIf) -> tuple[Phrase, ...]:
    """Return what moves today's customers most; the cost of winning moves those to come."""
    most = next((row for row in range(len(levers.rows)) if levers.figure(row, "lever").value != CAC), None)
    if analysis.few or most is None or levers.figure(most, "share").value is None:
        return ()
    figures = {name: levers.figure(most, name) for name in ("lever", "change", "equity_change", "share")}
    return (Phrase("what_if_answer", figures | {"count": count(found.customers)}),)
