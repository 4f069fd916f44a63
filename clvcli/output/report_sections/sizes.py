"""Sizes: what customers keep of each, what comes back, and how sizes are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table
from clvcli.output.report_sections.preferences import not_named
from clvcli.products.size_names import in_order

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis
    from clvcli.products.products import Products

MOST_CATEGORIES = 5

LEAST_UNITS = 30
"""Units kept of a category; the shares of fewer say nothing."""

LEAST_ORDERS = 30
"""Of a category, before it is said how often several sizes of one product are ordered."""

OTHER = "category_not_known"


def sizes(analysis: Analysis) -> Section:
    """Return the size curves of the largest categories, and how often several sizes are ordered to keep one."""
    found = analysis.products
    if found is None:
        return Section(id="sizes", unit=analysis.currency, missing=Phrase("products_missing"))
    if "size" not in found.named:
        return Section(id="sizes", unit=analysis.currency, missing=not_named("size"))
    curve = _curve(found, analysis)
    if not curve.rows:
        few = Phrase("sizes_few", {"least": count(LEAST_UNITS)})
        return Section(id="sizes", unit=analysis.currency, missing=few)
    told = found.size_curve["return_rate"].count() > 0
    orders = _orders(found)
    return Section(
        id="sizes",
        unit=analysis.currency,
        answer=_answer(curve),
        key_figures=(_usual(found, analysis),),
        tables=(curve, *((orders,) if orders.rows else ())),
        notes=(Phrase("sizes_note" if told else "sizes_not_told_note"), Phrase("sell_out_note")),
    )


def _curve(found: Products, analysis: Analysis) -> Table:
    """Return the sizes of the categories of which most units were kept, each in its natural order."""
    whole = found.size_curve.filter(pl.col("tier").is_null())
    kept = whole.group_by("category").agg(pl.col("kept").sum()).filter(pl.col("kept") >= LEAST_UNITS)
    largest = kept.sort("kept", "category", descending=[True, False], nulls_last=True).head(MOST_CATEGORIES)
    order = in_order(whole["size"].unique())
    places = pl.DataFrame(
        {"size": order, "place": range(len(order))}, schema={"size": pl.String, "place": pl.Int64}
    )
    rows = (
        largest.select("category", rank=pl.int_range(pl.len()))
        .join(whole, on="category", nulls_equal=True)
        .join(places, on="size")
        .join(_of_top(found, analysis), on=["category", "size"], how="left", nulls_equal=True)
        .sort("rank", "place")
        .with_columns(
            pl.col("category").fill_null(OTHER),
            top_share=pl.when(pl.col("top_share").count().over("rank") > 0).then(
                pl.col("top_share").fill_null(0.0)
            ),
        )
    )
    return table(
        "size_curve",
        rows,
        (
            Column(key="category", kind="name", heading=Phrase("column.category")),
            Column(key="size", kind="name", heading=Phrase("column.size")),
            Column(key="sold", kind="count", heading=Phrase("units_sold"), priority=1),
            Column(key="kept", kind="count", heading=Phrase("units_kept")),
            Column(key="kept_share", kind="share", heading=Phrase("of_units_kept")),
            Column(key="return_rate", kind="share", heading=Phrase("units_returned")),
            Column(key="top_share", kind="share", heading=Phrase("of_units_of_tier"), priority=2),
        ),
        title=Phrase("size_curve_title"),
        form="bars",
        bar="kept_share",
    )


def _of_top(found: Products, analysis: Analysis) -> pl.DataFrame:
    """Return the shares of the sizes that the highest tier kept, of categories of which it kept enough."""
    top = analysis.tiers.filter(pl.col("customers") > 0)["tier"][0]
    kept = found.size_curve.filter(pl.col("tier") == top)
    enough = pl.col("kept").sum().over("category") >= LEAST_UNITS
    return kept.filter(enough).select("category", "size", top_share="kept_share")


def _orders(found: Products) -> Table:
    rows = found.size_orders.filter(pl.col("orders") >= LEAST_ORDERS).head(MOST_CATEGORIES)
    return table(
        "size_orders",
        rows.with_columns(pl.col("category").fill_null(OTHER)),
        (
            Column(key="category", kind="name", heading=Phrase("column.category")),
            Column(key="orders", kind="count", heading=Phrase("orders_with_sizes")),
            Column(key="bracketed", kind="count", heading=Phrase("bracketed")),
            Column(key="bracketing", kind="share", heading=Phrase("bracketing")),
            Column(key="swaps", kind="count", heading=Phrase("swaps"), priority=1),
            Column(key="other_size", kind="count", heading=Phrase("swaps_of_size"), priority=1),
        ),
        title=Phrase("size_orders_title"),
    )


def _usual(found: Products, analysis: Analysis) -> KeyFigure:
    known = int(found.usual_sizes["customers"].sum())
    meaning = Phrase("usual_size_meaning", {"count": count(analysis.buyers)})
    return KeyFigure(id="usual_size", figure=count(known), meaning=meaning)


def _answer(curve: Table) -> tuple[Phrase, ...]:
    """Say which size of the largest category is kept most."""
    share, category = curve.position("kept_share"), curve.position("category")
    first = [row for row, cells in enumerate(curve.rows) if cells[category] == curve.rows[0][category]]
    best = max(first, key=lambda row: _number(curve.rows[row][share]))
    names = {"category": "category", "size": "size", "share": "kept_share", "returned": "return_rate"}
    figures = {name: curve.figure(best, column) for name, column in names.items()}
    known = {name: figure for name, figure in figures.items() if figure.value is not None}
    key = "sizes_answer" if curve.rows[best][category] != OTHER else "sizes_answer_all"
    return (Phrase(key if "returned" in known else f"{key}_sold", known),)


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0
