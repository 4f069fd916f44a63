"""Acquisition: what a new customer costs, when that is paid back, what one is worth, and what one may cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.acquisition.acquired import NO_CHANNEL
from clvcli.audit.retention.history import is_untold
from clvcli.customers.months import is_month_end
from clvcli.orders.dictionary import key
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table, term, text
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from clvcli.audit.acquisition.payback import Payback
    from clvcli.audit.acquisition.winning import Winning
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

NOBODY = Saying("nobody is new")
"""Why there is no value of a new customer where a model would know one."""

MOST_CHANNELS = 6
"""Channels whose cost stands beside each month."""


def acquisition(analysis: Analysis) -> Section:
    """Return what new customers are worth, and where spend is known what they cost: by channel, season, month."""
    won = analysis.winning
    if won is None:
        return Section(id="acquisition", unit=analysis.currency, missing=Phrase("acquisition_missing"))
    figures = _figures(analysis, won)
    untold = analysis.audit is not None and is_untold(analysis.audit)
    tables = [_channels(analysis, won)] if _names_channels(won) else []
    tables.append(_seasons(analysis, won))
    if won.acquisition.spend_known:
        tables.append(_months(analysis, won))
    section = Section(
        id="acquisition",
        unit=analysis.currency,
        key_figures=figures,
        tables=tuple(each for each in tables if each.rows),
        notes=(*([Phrase("history_untold_note")] if untold else []), *_notes(analysis, won)),
    )
    return _answered(section, analysis, won)


def of_new_customers(analysis: Analysis) -> tuple[KeyFigure, ...]:
    """Return what a new customer is worth, costs and pays back, as far as it is known."""
    won = analysis.winning
    if won is None:
        return ()
    worth = _worth(analysis, won)[0]
    now, before = won.acquisition.of_year(), won.acquisition.of_year(1)
    figures = [worth] if worth.figure.value is not None else []
    if won.acquisition.spend_known and now is not None:
        of_year = {"spend": _money(analysis, now.spend), "count": count(now.new_customers)}
        figures.append(
            KeyFigure(
                id="cac_12m",
                figure=_money(analysis, now.cac),
                meaning=Phrase("cac_12m_meaning", of_year),
                before=None if before is None or before.cac is None else _money(analysis, before.cac),
            )
        )
    if won.acquisition.spend_known:
        figures.append(_costs(analysis, won)[0])
    return tuple(figures)


def _figures(analysis: Analysis, won: Winning) -> tuple[KeyFigure, ...]:
    """Return payback first, then what a customer costs, and what one is worth."""
    if not won.acquisition.spend_known:
        return _worth(analysis, won)
    lost = KeyFigure(
        id="first_loss",
        figure=Figure(value=won.acquisition.first_loss, kind="share"),
        meaning=analysis.money("first_loss_meaning"),
    )
    return (*_costs(analysis, won), *_worth(analysis, won), lost)


def _costs(analysis: Analysis, won: Winning) -> tuple[KeyFigure, ...]:
    blended, paid, back = won.acquisition.blended, won.acquisition.paid, won.payback
    of_all = {"spend": _money(analysis, blended.spend), "count": count(blended.new_customers)}
    return (
        KeyFigure(id="payback", figure=count(None if back is None else back.month), meaning=_paid_back(back)),
        KeyFigure(id="cac", figure=_money(analysis, blended.cac), meaning=Phrase("cac_meaning", of_all)),
        KeyFigure(
            id="cac_paid",
            figure=_money(analysis, paid.cac),
            meaning=Phrase("cac_paid_meaning", {"count": count(paid.new_customers)}),
        ),
    )


def _worth(analysis: Analysis, won: Winning) -> tuple[KeyFigure, ...]:
    """Return the value of a new customer with and without the first order, or why it is not known."""
    total, later = won.value.total("clv_36m"), won.value.later.get("clv_36m")
    if total is None:
        why = Phrase("clv_new_unknown", {"reason": text(won.value.reason or NOBODY)})
        return (KeyFigure(id="clv_new", figure=_money(analysis, None, predicted=True), meaning=why),)
    first = Phrase(f"clv_new_meaning.{analysis.measure}", {"first": _money(analysis, won.value.first)})
    return (
        KeyFigure(id="clv_new", figure=_money(analysis, total, predicted=True), meaning=first),
        KeyFigure(
            id="clv_new_later",
            figure=_money(analysis, later, predicted=True),
            meaning=Phrase("clv_new_later_meaning"),
        ),
    )


def _paid_back(back: Payback | None) -> Phrase:
    if back is None:
        return Phrase("payback_unknown")
    if back.month is None:
        return Phrase("payback_not_reached", {"count": count(back.observed)})
    return Phrase("payback_meaning")


def _money(analysis: Analysis, value: float | None, *, predicted: bool = False) -> Figure:
    return Figure(value=value, kind="estimate" if predicted else "money", unit=analysis.currency)


def _names_channels(won: Winning) -> bool:
    """Tell whether the orders, or the spend, name any channel: one row of all who have none tells nothing."""
    return any(channel != NO_CHANNEL for channel in won.channels["channel"])


def _channels(analysis: Analysis, won: Winning) -> Table:
    known = won.acquisition.spend_known
    of_spend = (
        Column(key="spend", kind="money", priority=2),
        Column(key="cac", kind="money"),
        Column(key="cac_kept", kind="money", priority=7),
    )
    against = (
        Column(key="payback_month", kind="count"),
        Column(key="payback_observed", kind="count", priority=8),
        Column(key="ratio_12m", kind="number", digits=1, priority=1),
        *((Column(key="ratio_36m", kind="number", digits=1, priority=4),) if won.value.reason is None else ()),
        Column(key="first_loss", kind="share", heading=Phrase("first_loss_share"), priority=6),
    )
    columns = (
        Column(key="channel", kind="name"),
        Column(key="new_customers", kind="count"),
        *(of_spend if known else ()),
        Column(key="first_value", kind="money", heading=analysis.money("first_value"), priority=3),
        Column(key="value_12m", kind="money", heading=analysis.money("value_12m")),
        *(against if known else ()),
        *_expected(won, priority=5),
    )
    return table(
        "acquisition_channels",
        won.channels,
        columns,
        unit=analysis.currency,
        few_of="new_customers",
        title=Phrase("acquisition_channels_title", {"by": term(f"won_by_{won.acquisition.by}")}),
    )


def _expected(won: Winning, *, priority: int) -> tuple[Column, ...]:
    """Return the columns that rest on a forecast of 36 months, where there is one."""
    if won.value.reason is not None:
        return ()
    return (
        Column(key="clv_new", kind="estimate", heading=Phrase("clv_new_36m"), priority=priority),
        Column(key="allowable_cac", kind="estimate"),
    )


def _seasons(analysis: Analysis, won: Winning) -> Table:
    of_spend = (Column(key="spend", kind="money", priority=1), Column(key="cac", kind="money"))
    columns = (
        Column(key="quarter", kind="count"),
        Column(key="new_customers", kind="count"),
        *(of_spend if won.acquisition.spend_known else ()),
        Column(key="first_value", kind="money", heading=analysis.money("first_value"), priority=2),
        *_expected(won, priority=0),
    )
    return table(
        "acquisition_seasons",
        won.seasons,
        columns,
        unit=analysis.currency,
        few_of="new_customers",
        title=Phrase("acquisition_seasons_title"),
    )


def _months(analysis: Analysis, won: Winning) -> Table:
    """Return the months, and beside them the CAC of the channels that most was spent on."""
    found = won.acquisition
    paid = found.channels.filter(pl.col("cac") > 0)["channel"].head(MOST_CHANNELS)
    keys = {channel: f"cac_{key(channel)}" for channel in paid}
    apart = found.cells.pivot("channel", index="month", values="cac", on_columns=list(keys)).rename(keys)
    months = found.months.join(apart, on="month", how="left", maintain_order="left")
    columns = (
        Column(key="month", kind="month"),
        Column(key="spend", kind="money"),
        Column(key="new_customers", kind="count"),
        Column(key="kept", kind="count", heading=Phrase("new_kept"), priority=MOST_CHANNELS + 1),
        Column(key="cac", kind="money"),
        *(
            Column(key=name, kind="money", heading=Phrase("cac_of", {"channel": text(channel)}), priority=at)
            for at, (channel, name) in enumerate(keys.items(), start=1)
        ),
    )
    made = table(
        "acquisition_months", months, columns, unit=analysis.currency, title=Phrase("acquisition_months_title")
    )
    open_month = None if is_month_end(analysis.as_of) else analysis.as_of.replace(day=1)
    row = made.row_where("month", open_month)
    return made if row is None else replace(made, flags={(row, "month"): "incomplete"})


def _notes(analysis: Analysis, won: Winning) -> tuple[Phrase, ...]:
    found = won.acquisition
    share = Figure(value=won.limit.share, kind="share")
    allowable = (
        Phrase("allowable_note", {"share": share})
        if won.limit.months is None
        else Phrase("allowable_within_note", {"share": share, "count": count(won.limit.months)})
    )
    times = Figure(value=won.value.held, kind="number")
    held = (Phrase(f"clv_new_held.{analysis.measure}", {"times": times}),) if won.value.held != 1.0 else ()
    of_revenue = (Phrase("allowable_of_revenue_note"),) if analysis.measure == "revenue" else ()
    worth = (
        (*held, Phrase(f"clv_new_note.{analysis.measure}"), allowable, *of_revenue)
        if won.value.reason is None
        else ()
    )
    if not found.spend_known:
        return (*worth, Phrase("acquisition_add_spend"))
    matched = Figure(value=found.matched, kind="share")
    apart = found.months.filter(~pl.col("counted"))
    left = Phrase(
        "acquisition_left_out_note",
        {"count": count(int(apart["new_customers"].sum())), "spend": _money(analysis, float(apart["spend"].sum()))},
    )
    return (
        Phrase("acquisition_by_note", {"by": term(f"won_by_{found.by}"), "share": matched}),
        Phrase(f"cac_note.{analysis.measure}"),
        *((left,) if apart.height else ()),
        *worth,
    )


def _answered(section: Section, analysis: Analysis, won: Winning) -> Section:
    """Return the section with what a customer costs, when that is paid back, and what one is worth."""
    cac, worth, back = (section.key_figure(name) for name in ("cac", "clv_new", "payback"))
    phrases: list[Phrase] = []
    if cac is not None and won.payback is not None:
        key = "payback_answer_not" if back is None else "payback_answer" if back.value else "payback_answer_at_once"
        months = back or count(won.payback.observed)
        phrases.append(Phrase(f"{key}.{analysis.measure}", {"cac": cac, "count": months}))
    if worth is not None:
        later = section.key_figure("clv_new_later") or worth
        phrases.append(Phrase(f"clv_new_answer.{analysis.measure}", {"worth": worth, "later": later}))
    return replace(section, answer=tuple(phrases))
