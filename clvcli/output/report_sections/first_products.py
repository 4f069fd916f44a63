"""First products: what customers began with, how many returned, and what they were worth within a year."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Phrase, Section
from clvcli.output.report_sections.frames import count, table
from clvcli.output.report_sections.preferences import extremes, not_named
from clvcli.products.first import LEAST_BUYERS

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis
    from clvcli.products.products import Products

BEST, WORST = 8, 4


def first_products(analysis: Analysis) -> Section:
    """Return the products that enough customers began with, and whether a discount was the beginning."""
    found = analysis.products
    if found is None:
        return Section(id="first_products", unit=analysis.currency, missing=Phrase("products_missing"))
    if "product" not in found.named:
        return Section(id="first_products", unit=analysis.currency, missing=not_named("product"))
    enough = found.first.filter(pl.col("buyers") >= LEAST_BUYERS)
    prices = _prices(found, analysis)
    if enough.is_empty() and not prices:
        few = Phrase("first_products_few", {"least": count(LEAST_BUYERS)})
        return Section(id="first_products", unit=analysis.currency, missing=few)
    proof = _table(enough, analysis)
    answer = (
        (Phrase("first_products_alike"),) if _alike(enough) else _answer(proof, alike=_alike_within(found.first))
    )
    said = (f"first_products_note.{_measure(analysis)}", f"first_credit_note.{found.credit}", "first_index_note")
    return Section(
        id="first_products",
        unit=analysis.currency,
        answer=answer,
        tables=(*((proof,) if proof.rows else ()), *prices),
        notes=tuple(map(Phrase, said)),
    )


def _measure(analysis: Analysis) -> str:
    """Return what an order is worth here: contribution where known, else revenue."""
    return "revenue" if analysis.audit is None or analysis.audit.value == "net_revenue" else "contribution"


def _columns(
    analysis: Analysis, *what: Column, again: tuple[Column, ...] = (), worth: tuple[Column, ...] = ()
) -> tuple[Column, ...]:
    """Return the columns of a table: `what` they began with, and what stands beside `again` and `worth`."""
    measure = _measure(analysis)
    return (
        *what,
        Column(key="buyers", kind="count", heading=Phrase("began_with_it")),
        Column(key="repeat_rate", kind="share", heading=Phrase("again_within_year")),
        *again,
        Column(key="value_per_customer", kind="money", heading=Phrase(f"worth_in_year.{measure}")),
        *worth,
        Column(key="first_value", kind="money", heading=Phrase(f"worth_at_first.{measure}"), priority=1),
        Column(key="next_category", kind="name", heading=Phrase("second_category"), priority=3),
        Column(key="next_share", kind="share", heading=Phrase("next_probability"), priority=4),
        Column(key="return_rate", kind="share", heading=Phrase("first_returned"), priority=2),
        Column(key="top_index", kind="number", heading=Phrase("top_index"), digits=1, priority=2),
    )


def _table(enough: pl.DataFrame, analysis: Analysis) -> Table:
    if _alike(enough):
        rows, title = enough.head(BEST), Phrase("first_products_most_title")
    else:
        rows = extremes(enough, "likely_value", "product", best=BEST, worst=WORST)
        title = Phrase("first_products_title", {"least": count(LEAST_BUYERS)})
    columns = _columns(
        analysis,
        Column(key="product", kind="name", heading=Phrase("column.product")),
        Column(key="category", kind="name", heading=Phrase("column.category"), priority=2),
        again=(Column(key="likely_repeat_rate", kind="share", heading=Phrase("likely_again"), priority=1),),
        worth=(Column(key="likely_value", kind="money", heading=Phrase("likely_worth")),),
    )
    known = tuple(each for each in columns if each.kind != "name" or rows[each.key].null_count() < rows.height)
    return table("first_products", rows, known, unit=analysis.currency, title=title)


def _alike(enough: pl.DataFrame) -> bool:
    """Tell whether all are likely to be worth the same, but for rounding: nothing tells them apart."""
    worth = enough["likely_value"].sort()
    return enough.height > 1 and math.isclose(worth[0], worth[-1])


def _alike_within(first: pl.DataFrame) -> bool:
    """Tell whether the products of each category are likely to be worth the same."""
    several = [part for part in first.partition_by("category") if part.height > 1]
    return bool(several) and first["category"].null_count() == 0 and all(map(_alike, several))


def _prices(found: Products, analysis: Analysis) -> tuple[Table, ...]:
    """Return who began with a discount beside who did not, where both are enough to be compared."""
    rows = found.first_prices.filter(pl.col("buyers") >= LEAST_BUYERS)
    if rows.height <= 1:
        return ()
    rows = rows.with_columns(product=pl.concat_str(pl.lit("began_"), "product"))
    what = Column(key="product", kind="term", heading=Phrase("first_price"))
    title = Phrase("first_prices_title")
    ends = {"low": "index_low", "high": "index_high"}
    interval = tuple(Column(key=end, kind="money", heading=Phrase(name), priority=1) for end, name in ends.items())
    columns = _columns(analysis, what, worth=interval)
    return (table("first_prices", rows, columns, unit=analysis.currency, title=title),)


def _answer(proof: Table, *, alike: bool) -> tuple[Phrase, ...]:
    """Set the product whose customers are worth most beside the one whose are worth least.

    Where products of a category are `alike`, their categories.
    """
    if not proof.rows:
        return ()
    last = len(proof.rows) - 1
    names = {"product": "product", "count": "buyers", "again": "likely_repeat_rate", "value": "likely_value"}
    if alike and last:
        names = {"category": "category", "value": "likely_value"}
    best = {name: proof.figure(0, column) for name, column in names.items()}
    least = {f"least_{name}": proof.figure(last, column) for name, column in names.items() if name != "count"}
    if not last:
        return (Phrase("first_products_answer_alone", best),)
    return (Phrase("first_categories_answer" if alike else "first_products_answer", best | least),)
