"""One row per customer, as many sheets as Excel needs for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.schema import ATTRIBUTES
from clvcli.on_disk import held, stacked
from clvcli.output.cells import controls_shown
from clvcli.output.report_workbook.formats import finest
from clvcli.output.report_workbook.meanings import heading_of
from clvcli.output.report_workbook.sheets import Field, Sheet
from clvcli.output.settled import Rows, settle
from clvcli.output.workbook import MOST_ROWS
from clvcli.products.profile import PROFILE
from clvcli.segments.schema import SEGMENTS
from clvcli.valuation.schema import MONEY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.orders.schema import Column
    from clvcli.output.document import Kind
    from clvcli.output.report_inputs import Analysis
    from clvcli.output.words.language import Language

NAME = "customers"

LEFT_OUT = frozenset({
    "repeat_purchases", "active_days", "age_days", "p_buy", "expected_order_value", "expected_revenue",
    "orders_24m", "net_revenue_24m", "as_of", "basis", "horizon", "discount_rate", "at_risk_after",
    "lapsed_after", "group",
})  # fmt: skip
"""What `compute` and `segment` write besides: settings that are on another sheet, and what models are made of."""

SHARES = frozenset({"p_alive", "p_buy_12m"})

WORDED: Mapping[str, str] = {
    "tier": "",
    "rfm_segment": "",
    "value_grid": "",
    "life_cycle": "",
    "method": "",
    "note": "",
    "discount_class": "discount_",
}
"""Columns that hold keys of words -> what stands before the key; others hold data."""


def customer_sheets(analyses: Sequence[Analysis], language: Language) -> Iterator[Sheet]:
    """Yield the customers of all currencies, those that a sheet can hold on each.

    Columns of which nothing is known of anybody are left out.
    """
    frame = held(stacked([analysis.values for analysis in analyses]))
    columns = tuple(
        column
        for column in (*ATTRIBUTES, *SEGMENTS, *PROFILE)
        if column.name in frame.columns
        and column.name not in LEFT_OUT
        and frame[column.name].null_count() < frame.height
    )
    fields = tuple(_field(column, analyses, language) for column in columns)
    shown = frame.select(_worded(frame, column.name, language) for column in columns)
    name = language.words[f"sheet.{NAME}"]
    for number, rows in enumerate(shown.iter_slices(MOST_ROWS), start=1):
        settled = settle(Rows(frame=rows, columns=columns, title=name, money=MONEY_COLUMNS, shares=SHARES))
        yield Sheet(
            id=NAME,
            name=name if number == 1 else f"{name} {number}",
            fields=fields,
            settled=settled.shown(controls_shown(settled.text)),
        )


def _field(column: Column, analyses: Sequence[Analysis], language: Language) -> Field:
    name = column.name
    return Field(
        key=name,
        heading=heading_of(name, language),
        meaning=language.meaning(column),
        kind=_kind(column),
        unit=finest(analysis.currency for analysis in analyses),
    )


def _kind(column: Column) -> Kind:
    if column.name in MONEY_COLUMNS:
        return "money"
    if column.name in SHARES:
        return "share"
    if column.dtype == pl.Date:
        return "date"
    if column.dtype in {pl.Float64, pl.Float32}:
        return "number"
    return "text" if column.dtype in {pl.String, pl.Boolean} else "count"


def _worded(frame: pl.DataFrame, name: str, language: Language) -> pl.Expr:
    """Return a column, its keys said in words."""
    if name not in WORDED:
        return pl.col(name)
    keys = frame[name].cast(pl.String).drop_nulls().unique(maintain_order=True).to_list()
    return pl.col(name).cast(pl.String).replace(keys, [_said(key, WORDED[name], language) for key in keys])


def _said(key: str, before: str, language: Language) -> str:
    words = language.words
    return words.get(before + key) or words.get(key) or language.prose(key)
