"""Preferences: what the best customers buy more than others, what is bought next, and what they take up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Figure, Phrase, Section
from clvcli.output.report_sections.frames import table, term, text
from clvcli.products.preferences import DIMENSIONS, DISCOUNT, LEAST_BUYERS

if TYPE_CHECKING:
    from collections.abc import Collection

    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis
    from clvcli.products.products import Products

TRAITS = tuple(name for name in DIMENSIONS if name != "product")
"""What a table of its own shows beside that of products."""

BEST, WORST = 3, 2
"""Rows of each trait."""

BEST_PRODUCTS, WORST_PRODUCTS = 6, 3

MOST_CATEGORIES = 10

LEAST_PAIRS = 30
"""Purchases followed by another, from which on it is said what follows a category."""

LEAST_SPENT = 0.01
"""Of the tier's money; what less goes to is no answer to what the tier buys."""

CLASSES = ("always", "mostly", "sometimes", "never")


def preferences(analysis: Analysis) -> Section:
    """Return the highest tier's purchases beside those of all customers, and how customers move on."""
    found = analysis.products
    if found is None:
        return Section(id="preferences", unit=analysis.currency, missing=Phrase("products_missing"))
    if not found.named & set(DIMENSIONS):
        return Section(id="preferences", unit=analysis.currency, missing=not_named("product"))
    tiers = analysis.tiers.filter(pl.col("customers") > 0)["tier"].to_list()
    rows = _rows(found, tiers)
    traits, products = _extreme_traits(rows), _extreme_products(rows)
    tables = (
        _traits(traits, tiers),
        _products(products, tiers),
        _discounts(found, tiers),
        _next(found),
        _trend(found, tiers[0]),
    )
    return Section(
        id="preferences",
        unit=analysis.currency,
        answer=_answer(pl.concat([traits, products]), tiers[0]),
        tables=tuple(each for each in tables if each.rows),
        notes=_notes(found, tables),
    )


def not_named(column: str) -> Phrase:
    """Return what to type where no goods have a column."""
    return Phrase(
        "column_missing", {"column": term(f"column.{column}"), "field": Figure(value=column, kind="name")}
    )


def extremes(frame: pl.DataFrame, by: str, name: str, *, best: int, worst: int) -> pl.DataFrame:
    """Return the rows with the highest and the lowest `by`, best first; all where they are no more."""
    ranked = frame.sort(by, name, descending=[True, False], nulls_last=True)
    if ranked.height <= best + worst:
        return ranked
    return pl.concat([ranked.head(best), ranked.tail(worst)])


def _rows(found: Products, tiers: list[str]) -> pl.DataFrame:
    """Return the values that enough customers bought among the highest tier, with the index of each lower one."""
    said = found.preferences.filter(pl.col("base_buyers") >= LEAST_BUYERS)
    rows = said.filter(pl.col("tier") == tiers[0])
    for place, tier in enumerate(tiers[1:], start=2):
        of_tier = said.filter(pl.col("tier") == tier).select(
            "dimension", "value", pl.col("likely_index").alias(f"index_{place}")
        )
        rows = rows.join(of_tier, on=["dimension", "value"], how="left", maintain_order="left")
    return rows


def _extreme_traits(rows: pl.DataFrame) -> pl.DataFrame:
    parts = [rows.filter(pl.col("dimension") == trait) for trait in TRAITS]
    several = [extremes(part, "likely_index", "value", best=BEST, worst=WORST) for part in parts if part.height > 1]
    return pl.concat(several or [rows.clear()])


def _extreme_products(rows: pl.DataFrame) -> pl.DataFrame:
    products = rows.filter(pl.col("dimension") == "product")
    return extremes(products, "likely_index", "value", best=BEST_PRODUCTS, worst=WORST_PRODUCTS)


def _traits(shown: pl.DataFrame, tiers: list[str]) -> Table:
    named = shown.with_columns(dimension=pl.concat_str(pl.lit("column."), pl.col("dimension")))
    columns = (Column(key="dimension", kind="term", heading=Phrase("dimension")), *_columns(tiers))
    title = Phrase("preferences_title", {"tier": term(tiers[0])})
    return table("preferences", named, columns, few_of="buyers", title=title)


def _products(shown: pl.DataFrame, tiers: list[str]) -> Table:
    title = Phrase("preferred_products_title", {"tier": term(tiers[0])})
    return table("preferred_products", shown, _columns(tiers), few_of="buyers", title=title)


def _columns(tiers: list[str]) -> tuple[Column, ...]:
    return (
        Column(key="value", kind="name", heading=Phrase("bought_value")),
        Column(key="buyers", kind="count", heading=Phrase("tier_buyers")),
        Column(key="share", kind="share", heading=Phrase("tier_share"), priority=1),
        Column(key="base_share", kind="share", heading=Phrase("base_share"), priority=1),
        Column(key="likely_index", kind="number", heading=Phrase("likely_index"), digits=1),
        Column(key="low", kind="number", heading=Phrase("index_low"), digits=1, priority=2),
        Column(key="high", kind="number", heading=Phrase("index_high"), digits=1, priority=2),
        Column(key="spent_share", kind="share", heading=Phrase("spent_share"), priority=4),
        Column(key="base_spent_share", kind="share", heading=Phrase("base_spent_share"), priority=4),
        Column(key="spent_index", kind="number", heading=Phrase("spent_index"), digits=1),
        *(
            Column(
                key=f"index_{place}",
                kind="number",
                heading=Phrase("index_of_tier", {"tier": term(tier)}),
                digits=1,
                priority=3,
            )
            for place, tier in enumerate(tiers[1:], start=2)
        ),
    )


def _discounts(found: Products, tiers: list[str]) -> Table:
    rows = found.preferences.filter(pl.col("dimension") == DISCOUNT, pl.col("tier") == tiers[0])
    order = pl.DataFrame({"value": CLASSES, "label": [f"discount_{name}" for name in CLASSES]})
    return table(
        "discount_classes",
        order.join(rows, on="value", maintain_order="left"),
        (
            Column(key="label", kind="term", heading=Phrase("discount_class")),
            Column(key="base_buyers", kind="count", heading=Phrase("base_buyers")),
            Column(key="base_share", kind="share", heading=Phrase("base_share")),
            Column(key="buyers", kind="count", heading=Phrase("tier_buyers")),
            Column(key="share", kind="share", heading=Phrase("tier_share")),
            Column(key="likely_index", kind="number", heading=Phrase("likely_index"), digits=1),
            Column(key="base_spent_share", kind="share", heading=Phrase("base_spent_share"), priority=1),
        ),
        few_of="buyers",
        title=Phrase("discount_title"),
    )


def _next(found: Products) -> Table:
    """Return of each category how often the same follows, and which other one follows most."""
    pairs = found.next_categories.filter(pl.col("support") >= LEAST_PAIRS)
    same = pl.col("next_category") == pl.col("category")
    other = pairs.filter(~same).unique("category", keep="first", maintain_order=True)
    again = pairs.filter(same).select("category", same_again="probability")
    each = pairs.select("category", "support").unique(maintain_order=True).head(MOST_CATEGORIES)
    rows = each.join(again, on="category", how="left", maintain_order="left").join(
        other.select("category", "next_category", "probability"), on="category", how="left", maintain_order="left"
    )
    return table(
        "next_category",
        rows.with_columns(pl.col("same_again").fill_null(0.0)),
        (
            Column(key="category", kind="name", heading=Phrase("bought_category")),
            Column(key="support", kind="count", heading=Phrase("next_support")),
            Column(key="same_again", kind="share", heading=Phrase("same_again")),
            Column(key="next_category", kind="name", heading=Phrase("next_category")),
            Column(key="probability", kind="share", heading=Phrase("next_probability")),
        ),
        title=Phrase("next_category_title"),
    )


def _trend(found: Products, top: str) -> Table:
    """Return which categories the highest tier takes up and leaves."""
    rows = found.category_trend.filter(pl.col("tier") == top, pl.col("before") + pl.col("after") >= LEAST_BUYERS)
    return table(
        "category_trend",
        extremes(rows.drop_nulls("change"), "change", "category", best=BEST, worst=BEST),
        (
            Column(key="category", kind="name", heading=Phrase("bought_category")),
            Column(key="after", kind="count", heading=Phrase("bought_this_year")),
            Column(key="before_share", kind="share", heading=Phrase("share_year_before")),
            Column(key="after_share", kind="share", heading=Phrase("share_this_year")),
            Column(key="change", kind="share", heading=Phrase("share_change")),
            Column(key="base_change", kind="share", heading=Phrase("base_change"), priority=1),
        ),
        few_of="after",
        title=Phrase("category_trend_title", {"tier": term(top)}),
    )


def _answer(rows: pl.DataFrame, top: str) -> tuple[Phrase, ...]:
    """Say on what the highest tier spends more of its money than all customers do: a category, else a product."""
    for dimension in ("category", "brand", "product"):
        more = pl.col("spent_share") - pl.col("base_spent_share")
        of_it = rows.filter(pl.col("dimension") == dimension, more > 0, pl.col("spent_share") >= LEAST_SPENT)
        if not of_it.is_empty():
            most = of_it.sort(more, "value", descending=[True, False]).head(1)
            proof = table(
                "proof",
                most,
                (
                    Column(key="value", kind="name"),
                    Column(key="spent_share", kind="share"),
                    Column(key="base_spent_share", kind="share"),
                ),
            )
            figures = {column.key: proof.figure(0, column.key) for column in proof.columns}
            return (Phrase("preferences_answer", figures | {"tier": term(top)}),)
    return () if rows.is_empty() else (Phrase("preferences_alike_answer", {"tier": term(top)}),)


def _notes(found: Products, tables: Collection[Table]) -> tuple[Phrase, ...]:
    shown = {each.id for each in tables if each.rows}
    said = (
        ("preferences_note", {"preferences", "preferred_products"}),
        ("discount_note", {"discount_classes"}),
        ("next_category_note", {"next_category"}),
        ("category_trend_note", {"category_trend"}),
    )
    missing = [name for name in DIMENSIONS if name not in found.named]
    lacking = (
        not_named(missing[0])
        if len(missing) == 1
        else Phrase("columns_missing", {"fields": text(", ".join(missing))})
    )
    return (*(Phrase(key) for key, needed in said if needed & shown), *((lacking,) if missing else ()))
