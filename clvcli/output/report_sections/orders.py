"""Orders: what one is worth and what that is made of, how orders spread, what is bought together, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.buying.attach import attached_categories
from clvcli.audit.buying.order_values import UNKNOWN, OrderValues, order_values
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

MOST_PAIRS = 8

ALL, FIRST, RETURNING = "all_orders", "order_first", "order_returning"


def orders(analysis: Analysis) -> Section:
    """Return order values by order number and channel, in bands, categories bought together, and frequency."""
    if analysis.audit is None:
        return Section(id="orders", unit=analysis.currency, missing=Phrase("orders_missing"))
    found = order_values(analysis.audit)
    proof = _values(found, analysis.currency)
    pairs = _pairs(analysis.audit)
    return Section(
        id="orders",
        unit=analysis.currency,
        answer=_answer(proof),
        key_figures=(_frequency(found),),
        tables=(proof, _bands(found, analysis.currency), *pairs),
        notes=(Phrase("orders_note"), *((Phrase("attach_note"),) if pairs else ())),
    )


def _values(found: OrderValues, currency: str | None) -> Table:
    by, group = pl.col("by"), pl.col("group")
    named = (
        pl.when(by == "shop")
        .then(pl.lit(ALL))
        .when((by == "channel") & (group != UNKNOWN))
        .then(group)
        .otherwise(pl.concat_str(pl.lit("order_"), group))
    )
    rows = found.groups.filter((by != "buyer") | (group == "returning")).with_columns(group=named)
    rows = pl.concat([rows.filter(place) for place in _places()])
    return table(
        "order_values",
        rows,
        (
            Column(key="group", kind="name", heading=Phrase("order_group")),
            Column(key="orders", kind="count"),
            Column(key="aov", kind="money", heading=Phrase("aov_before_returns")),
            Column(key="aov_kept", kind="money", priority=1),
            Column(key="aov_charged", kind="money", priority=3),
            Column(key="median", kind="money", priority=2),
            Column(key="p90", kind="money", priority=4),
            Column(key="units_per_order", kind="number"),
            Column(key="price_per_unit", kind="money"),
            Column(key="discount_share", kind="share", priority=5),
            Column(key="discounted", kind="share", priority=6),
        ),
        unit=currency,
        title=Phrase("order_values_title"),
    )


def _places() -> tuple[pl.Expr, ...]:
    """Return which rows come first: all, first, later and of those each number, then guests, then channels."""
    by, group = pl.col("by"), pl.col("group")
    whole, guest = (by == "shop") | (group == FIRST), group == "order_guest"
    return whole, by == "buyer", (by == "number") & ~whole & ~guest, guest, by == "channel"


def _bands(found: OrderValues, currency: str | None) -> Table:
    return table(
        "order_bands",
        found.bands,
        (
            Column(key="low", kind="money", heading=Phrase("band_from")),
            Column(key="high", kind="money", heading=Phrase("band_below")),
            Column(key="orders", kind="count"),
            Column(key="orders_share", kind="share", heading=Phrase("share_of_orders")),
            Column(key="net_sales", kind="money", priority=1, heading=Phrase("band_sales")),
            Column(key="sales_share", kind="share", heading=Phrase("share_of_sales")),
        ),
        unit=currency,
        form="bars",
        bar="sales_share",
        title=Phrase("order_bands_title"),
    )


def _pairs(audit: Audit) -> tuple[Table, ...]:
    """Return the pairs of categories with the highest lift, each once: what comes beside the rarer of the two."""
    if audit.baskets is None:
        return ()
    each_way = attached_categories(audit.baskets).sort("attach", "category", descending=[True, False])
    both = pl.concat_list("category", "other").list.sort()
    pairs = each_way.unique(both, keep="first", maintain_order=True)
    best = pairs.sort("lift", "category", "other", descending=[True, False, False]).head(MOST_PAIRS)
    if best.is_empty():
        return ()
    columns = (
        Column(key="category", kind="name"),
        Column(key="other", kind="name", heading=Phrase("bought_with")),
        Column(key="orders", kind="count", heading=Phrase("orders_with_both")),
        Column(key="attach", kind="share"),
        Column(key="base", kind="share", priority=1, heading=Phrase("attach_base")),
        Column(key="lift", kind="number"),
    )
    return (table("attach_lift", best, columns, title=Phrase("attach_title")),)


def _frequency(found: OrderValues) -> KeyFigure:
    customers, mean, median, _ = found.frequency.row(0)
    figures = {"count": count(customers), "median": Figure(value=median, kind="number")}
    return KeyFigure(
        id="purchases_per_year",
        figure=Figure(value=mean, kind="number"),
        meaning=Phrase("purchases_per_year_meaning", figures)
        if customers
        else Phrase("purchases_per_year_missing"),
    )


def _answer(proof: Table) -> tuple[Phrase, ...]:
    every = proof.row_where("group", ALL)
    if every is None:
        return ()
    made_of = {"aov": "aov", "units": "units_per_order", "price": "price_per_unit", "count": "orders"}
    figures = {name: proof.figure(every, column) for name, column in made_of.items()}
    known = {name: figure for name, figure in figures.items() if figure.value is not None}
    later = {"first": proof.row_where("group", FIRST), "later": proof.row_where("group", RETURNING)}
    rows = {name: proof.figure(row, "aov") for name, row in later.items() if row is not None}
    compared = (Phrase("orders_later_answer", rows),) if len(rows) == len(later) else ()
    return (*compared, Phrase("orders_answer" if "price" in known else "orders_answer_alone", known))
