"""Key figures: how many customers, what they have brought and are expected to bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.standing import TOP, standing
from clvcli.config import FEW
from clvcli.on_disk import figures
from clvcli.output.document import Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.acquisition import of_new_customers
from clvcli.output.report_sections.frames import count, plain, total
from clvcli.segments.summary import TOGETHER
from clvcli.valuation.doubt import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.changes.standing import Standing
    from clvcli.output.document import Kind
    from clvcli.output.report_inputs import Analysis


def key_figures(analysis: Analysis) -> Section:
    """Return the key figures of one currency, those without input among them as not known.

    The first are those that everyone asks for, with what they were on the day that the report compares with.
    """
    before = None if analysis.compared is None else analysis.compared.before
    figures = (
        _active(analysis, before),
        _value_of_base(analysis),
        *of_new_customers(analysis),
        _repurchase(analysis, before),
        *_order_value_of_year(analysis, before),
        _top_share(analysis, before),
        _customers(analysis),
        _value_to_date(analysis),
        _together(analysis, "total_value", "value_total", f"total_value_meaning.{analysis.measure}"),
        _together(analysis, "total_revenue", "revenue_total", "total_revenue_meaning"),
        _order_value(analysis),
    )
    days = {} if before is None else {"day": Figure(value=before.day, kind="date")}
    return Section(
        id="key_figures",
        unit=analysis.currency,
        key_figures=figures,
        answer=_answer(figures),
        notes=(Phrase("key_figures_before_note", days),) if days else (),
    )


def _beside(value: float | None, kind: Kind, unit: str | None = None) -> Figure | None:
    """Return what a figure was before, where that is known."""
    return None if value is None else Figure(value=value, kind=kind, unit=unit)


def _answer(cards: Sequence[KeyFigure]) -> tuple[Phrase, ...]:
    by_id = {card.id: card for card in cards}
    active, again = by_id["active_customers"], by_id["repurchase_12m"]
    if not active.meaning.figures:
        return ()
    figures = {"active": active.figure, **active.meaning.figures}
    if again.figure.value is None:
        return (Phrase("active_answer", figures),)
    asked = {"again": again.figure, "before": again.meaning.figures["count"]}
    return (Phrase("active_again_answer", figures | asked),)


def _customers(analysis: Analysis) -> KeyFigure:
    figures = {"count": count(analysis.orders)}
    meaning = Phrase("customers_meaning", figures)
    returned = analysis.values.height - analysis.buyers
    if returned:
        meaning = Phrase("customers_returned_meaning", figures | {"returned": count(returned)})
    return KeyFigure(id="customers", figure=count(analysis.buyers), meaning=meaning)


def _active(analysis: Analysis, before: Standing | None) -> KeyFigure:
    customers, of_late = analysis.buyers, pl.col("last_order") > pl.col("as_of").dt.offset_by("-1y")
    active = int(figures(analysis.values, ((pl.col("orders") > 0) & of_late).sum()).item())
    if not customers:
        return KeyFigure(id="active_customers", figure=count(0), meaning=Phrase("active_customers_none"))
    share = Figure(value=active / customers, kind="share")
    return KeyFigure(
        id="active_customers",
        figure=count(active),
        meaning=Phrase("active_customers_meaning", {"share": share, "count": count(customers)}),
        before=_beside(before.active, "count") if before is not None else None,
    )


def _value_of_base(analysis: Analysis) -> KeyFigure:
    rate = Figure(value=analysis.discount_rate, kind="share")
    figures = {"horizon": analysis.horizon, "rate": rate}
    ends: dict[str, Figure] = {}
    key = "value_of_base_meaning"
    if analysis.interval is not None:
        key = "value_of_base_between"
        low, high = (Figure(value=end, kind="estimate", unit=analysis.currency) for end in analysis.interval)
        ends = {"low": low, "high": high}
        figures |= ends | {"sure": Figure(value=CONFIDENCE, kind="share")}
    return KeyFigure(
        id="value_of_base",
        figure=Figure(value=total(analysis.values, "clv_residual"), kind="estimate", unit=analysis.currency),
        meaning=Phrase(f"{key}.{analysis.measure}", figures)
        if analysis.predicted
        else Phrase("value_of_base_missing"),
        low=ends.get("low"),
        high=ends.get("high"),
    )


def _value_to_date(analysis: Analysis) -> KeyFigure:
    first = Figure(value=plain(figures(analysis.values, pl.col("first_order").min()).item()), kind="date")
    return KeyFigure(
        id="value_to_date",
        figure=Figure(value=total(analysis.values, "value_to_date"), kind="money", unit=analysis.currency),
        meaning=Phrase(f"value_to_date_meaning.{analysis.measure}", {"first": first}),
    )


def _together(analysis: Analysis, name: str, column: str, meaning: str) -> KeyFigure:
    """Return what was and what is expected of all customers, together: of those without a forecast, what was."""
    if not analysis.predicted:
        nothing = Figure(value=None, kind="estimate", unit=analysis.currency)
        return KeyFigure(id=name, figure=nothing, meaning=Phrase("value_of_base_missing"))
    known = pl.coalesce(column, TOGETHER[column])
    return KeyFigure(
        id=name,
        figure=Figure(value=total(analysis.values, known), kind="estimate", unit=analysis.currency),
        meaning=Phrase(meaning, {"horizon": analysis.horizon}),
    )


def _order_value(analysis: Analysis) -> KeyFigure:
    orders, kept = analysis.orders, total(analysis.values, pl.col("aov") * pl.col("orders"))
    return KeyFigure(
        id="aov",
        figure=Figure(
            value=kept / orders if kept is not None and orders else None, kind="money", unit=analysis.currency
        ),
        meaning=Phrase("aov_meaning"),
    )


def _order_value_of_year(analysis: Analysis, before: Standing | None) -> tuple[KeyFigure, ...]:
    """Return the average order of the last 12 months; nothing where the run had no orders of all of them."""
    now = standing(analysis.audit).aov if analysis.audit is not None else None
    if now is None:
        return ()
    then = None if before is None else before.aov
    return (
        KeyFigure(
            id="aov_12m",
            figure=Figure(value=now, kind="money", unit=analysis.currency),
            meaning=Phrase("aov_12m_meaning"),
            before=_beside(then, "money", analysis.currency),
        ),
    )


def _repurchase(analysis: Analysis, before: Standing | None) -> KeyFigure:
    last_year = analysis.cohorts.last_year if analysis.cohorts else None
    if last_year is None or last_year.rate is None:
        key = "repurchase_12m_missing" if last_year is None else "repurchase_12m_too_short"
        return KeyFigure(id="repurchase_12m", figure=Figure(value=None, kind="share"), meaning=Phrase(key))
    return KeyFigure(
        id="repurchase_12m",
        figure=Figure(value=last_year.rate, kind="share"),
        meaning=Phrase("repurchase_12m_meaning", {"count": count(last_year.before)}),
        flag="few" if last_year.before < FEW else None,
        before=_beside(before.repurchase_12m, "share") if before is not None else None,
    )


def _top_share(analysis: Analysis, before: Standing | None) -> KeyFigure:
    top = analysis.concentration.top_shares.row(by_predicate=pl.col("top") == TOP, named=True)
    return KeyFigure(
        id="share_top20",
        figure=Figure(value=top["share"], kind="share"),
        meaning=Phrase(f"share_top20_meaning.{analysis.measure}", {"count": count(top["customers"])}),
        before=_beside(before.share_top20, "share") if before is not None else None,
    )
