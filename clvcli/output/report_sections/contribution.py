"""What is left of sales: the money ladder of the shop and its parts, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.contribution.ladder import PART, SHARE, folded, ladder
from clvcli.contribution.open_returns import open_returns
from clvcli.contribution.return_rates import return_rates
from clvcli.contribution.schema import CUSTOMER_STEPS, DELIVERY_COSTS, STEPS
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, plain, table
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.audit.audit import Audit
    from clvcli.contribution.ladder import Ladder
    from clvcli.contribution.open_returns import OpenReturns
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

MOST_MONTHS = 13
"""A year, and the month it is compared with."""

MOST_PARTS = 12
"""More channels or categories than these are one row."""

REST = Saying("all others")

UNNAMED = Saying("not named")

MANY_LATE = 0.1
"""From this share on, returns after the window make it look too short."""

LEFT = {"net_sales": "net_sales", "net_revenue": "net_revenue", "after_goods": "cm1", "after_delivery": "cm2"}
"""What the answer calls what is left at a step."""

DISCOUNT_ROW = STEPS.index("discount")

OF_ORDERS = ("shipping_income", *DELIVERY_COSTS)
"""Steps that many shops have none of."""

_ENDS = {"none": "net_revenue", "cm1": "cm1", "cm2": "cm2"}
"""Level -> the last step that is known."""


def contribution(analysis: Analysis) -> Section:
    """Return what is left of gross sales at each step, of the shop and its parts, and what is expected back."""
    audit = analysis.audit
    if audit is None:
        return Section(id="contribution", unit=analysis.currency, missing=Phrase("contribution_missing"))
    found = ladder(audit.orders, audit.goods, customer_cost=audit.customer_cost)
    still_open = open_returns(
        audit.orders, audit.return_days, as_of=audit.as_of, window_days=audit.return_window_days
    )
    steps = _steps(found, audit)
    return Section(
        id="contribution",
        unit=audit.currency,
        answer=_answer(steps, audit),
        key_figures=_open(still_open, audit),
        tables=(steps, *_parts(found, audit), *_by_number(audit)),
        notes=tuple(_notes(still_open, audit)),
    )


def _steps(found: Ladder, audit: Audit) -> Table:
    """Return the ladder of the shop, one row a step; costs that nobody named are left out."""
    shop = found.shop.row(0, named=True)
    gross = float(shop["gross"])
    known = STEPS[: STEPS.index(_ENDS[audit.level]) + 1]
    named = [step for step in known if step not in OF_ORDERS or shop[step]]
    named += [step for step in CUSTOMER_STEPS if shop[step] is not None]
    frame = pl.DataFrame(
        {
            "step": [f"money_{step}" for step in named],
            "amount": [float(shop[step]) for step in named],
            "share": [shop[step + SHARE] for step in named],
            "of_100": [100 * float(shop[step]) / gross if gross > 0 else None for step in named],
        },
        schema={"step": pl.String, "amount": pl.Float64, "share": pl.Float64, "of_100": pl.Float64},
    )
    columns = (
        Column(key="step", kind="term"),
        Column(key="amount", kind="money"),
        Column(key="share", kind="share", heading=Phrase("share_of_net_revenue")),
        Column(key="of_100", kind="number", digits=1),
    )
    return table("money_ladder", frame, columns, unit=audit.currency, title=Phrase("money_ladder_title"))


def _answer(steps: Table, audit: Audit) -> tuple[Phrase, ...]:
    rows = {name: steps.row_where("step", f"money_{step}") for name, step in LEFT.items()}
    figures = {name: steps.figure(row, "of_100") for name, row in rows.items() if row is not None}
    if any(figure.value is None for figure in figures.values()):
        return ()
    discounted = bool(steps.figure(DISCOUNT_ROW, "amount").value)
    sales = Phrase("sales_answer" if discounted else "sales_answer_full_price", figures)
    return (sales,) if audit.level == "none" else (sales, Phrase(f"contribution_answer.{audit.level}", figures))


def _parts(found: Ladder, audit: Audit) -> Iterator[Table]:
    """Return the parts of the shop, those that tell anything apart."""
    for name, parts in (("channels", found.channels), ("countries", found.countries)):
        if parts.height > 1:
            yield _part(f"ladder_by_{name}", folded(parts, MOST_PARTS, REST), audit)
    over = found.months.filter(pl.col(PART).dt.month_end() <= audit.as_of)
    if over.height:
        yield _part("ladder_by_month", over.tail(MOST_MONTHS), audit)
    if found.categories.height > 1:
        yield _part("ladder_by_category", folded(found.categories, MOST_PARTS, REST), audit)


def _part(name: str, parts: pl.DataFrame, audit: Audit) -> Table:
    """Return a table of Ladder with the steps that matter, from the most important to the least."""
    of_goods = "orders" not in parts.columns
    last = "cm1" if of_goods and audit.level != "none" else _ENDS[audit.level]
    costed = [step for step in ("cm1", "cm2") if STEPS.index(step) <= STEPS.index(last)]
    by_month = parts.schema[PART] == pl.Date
    columns = [
        Column(key=PART, kind="month" if by_month else "name", heading=Phrase(f"{name}_part")),
        *([] if of_goods else [Column(key="orders", kind="count", priority=2)]),
        Column(key="net_sales", kind="money", priority=3, heading=Phrase("sales_before_returns")),
        Column(key="returned", kind="share", priority=1, heading=Phrase("returned_share")),
        Column(key="net_revenue", kind="money", heading=Phrase("after_returns")),
        *(
            Column(key=step, kind="money", priority=0 if step == last else 4, heading=Phrase(f"{step}_short"))
            for step in costed
        ),
    ]
    if costed:
        columns.append(Column(key=last + SHARE, kind="share", heading=Phrase("of_net_revenue")))
    sales = pl.col("net_sales").cast(pl.Float64)
    if not by_month:
        parts = parts.with_columns(pl.col(PART).fill_null(UNNAMED))
    shown = parts.with_columns(returned=pl.when(sales > 0).then(pl.col("returns").cast(pl.Float64) / sales))
    return table(
        name,
        shown,
        columns,
        unit=audit.currency,
        said=(UNNAMED,),
        title=Phrase(f"{name}_title"),
        few_of=None if of_goods else "orders",
    )


def _by_number(audit: Audit) -> Iterator[Table]:
    found = return_rates(audit.orders, as_of=audit.as_of, window_days=audit.return_window_days)
    if not found.shop.value:
        return
    known = found.by_number["units"].null_count() == 0
    columns = (
        Column(key="number", kind="text", heading=Phrase("order_number")),
        Column(key="orders", kind="count"),
        Column(key="value", kind="share", heading=Phrase("returned_of_sales")),
        *([Column(key="units", kind="share", heading=Phrase("returned_of_units"))] if known else []),
        Column(key="of_orders", kind="share", heading=Phrase("returned_of_orders")),
        Column(key="shrunk", kind="share", priority=1, heading=Phrase("returned_expected")),
    )
    days = Figure(value=audit.return_window_days, kind="days")
    title = Phrase("returns_by_number_title", {"days": days})
    yield table("returns_by_order_number", found.by_number, columns, title=title, few_of="orders")


def _open(found: OpenReturns, audit: Audit) -> tuple[KeyFigure, ...]:
    """Return what open orders have brought, and how much of it is expected back."""
    if not found.orders or not (found.return_rate or found.returned):
        return ()
    since = Figure(value=found.since, kind="date")
    provisional = Figure(value=plain(found.net_revenue), kind="money", unit=audit.currency)
    reserve = Figure(value=found.reserve, kind="estimate", unit=audit.currency)
    rate = Figure(value=found.return_rate, kind="share")
    told = Phrase("reserve_undated" if found.return_rate is not None else "reserve_too_young")
    if found.reserve is not None:
        told = Phrase("reserve_meaning", {"rate": rate})
    return (
        KeyFigure(
            id="provisional_revenue",
            figure=provisional,
            meaning=Phrase("provisional_meaning", {"count": count(found.orders), "since": since}),
        ),
        KeyFigure(id="return_reserve", figure=reserve, meaning=told),
    )


def _notes(found: OpenReturns, audit: Audit) -> Iterator[Phrase]:
    yield Phrase("contribution_whole_note")
    if found.orders and found.return_rate:
        yield Phrase("contribution_open_note", {"since": Figure(value=found.since, kind="date")})
    if audit.level == "none":
        yield Phrase("contribution_add_costs")
    else:
        yield Phrase(f"contribution_note.{audit.level}")
    if audit.customer_cost is not None:
        yield Phrase("contribution_note.cm3")
    if audit.covered is not None and audit.covered < 1:
        yield Phrase("contribution_covered_note", {"share": Figure(value=audit.covered, kind="share")})
    if found.late is not None and found.late >= MANY_LATE:
        figures = {"share": Figure(value=found.late, kind="share")}
        yield Phrase("returns_late_note", figures | {"days": Figure(value=audit.return_window_days, kind="days")})
    if found.return_rate:
        yield Phrase("returns_expected_note")
