"""Ids as printed: text throughout, `007` stays `007`, and what a spreadsheet did to them is undone or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.understanding.parsing import ParsedColumn, value

if TYPE_CHECKING:
    from collections.abc import Mapping

EXACT_FLOATS = 2**53
"""From here on a floating-point number no longer holds every integer: the id has lost digits."""

_DAMAGED = r"^[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+$"
"""`4.07E+12`: what a spreadsheet leaves of a long number."""

_WHOLE_FLOAT = r"^-?[0-9]+\.0$"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdColumn:
    """A column to be read as ids."""

    field: str
    column: str
    dtype: pl.DataType


@dataclass(frozen=True, slots=True, kw_only=True)
class IdStyle:
    """What has to be undone in the ids of one column."""

    point_nought: bool = False
    """Whether every id ends in `.0`, as numbers do after a detour over floating point."""
    damaged: bool = False
    """Whether some ids have lost digits."""


def survey(column: IdColumn) -> list[pl.Expr]:
    """Return the aggregates that tell what happened to the ids."""
    name, raw = column.column, pl.col(column.column)
    if column.dtype.is_float():
        return [
            (raw.is_null() | (raw == raw.floor())).all().alias(f"{name}/point nought"),
            (raw.abs() >= EXACT_FLOATS).any().alias(f"{name}/damaged"),
        ]
    if column.dtype != pl.String:
        return []
    whole_floats = _those_with(raw.str.ends_with(".0"), _WHOLE_FLOAT, raw).sum()
    damaged = _those_with(raw.str.contains("+", literal=True), _DAMAGED, raw).any()
    return [
        ((whole_floats == raw.count()) & (raw.count() > 0)).alias(f"{name}/point nought"),
        damaged.alias(f"{name}/damaged"),
    ]


def _those_with(sign: pl.Expr, pattern: str, raw: pl.Expr) -> pl.Expr:
    """Return whether the ids have the `pattern`, of those that have its `sign`, which is found faster."""
    return raw.filter(sign).str.contains(pattern)


def decide(column: IdColumn, facts: Mapping[str, object]) -> IdStyle:
    """Return what the survey's `facts` say of the column."""
    return IdStyle(
        point_nought=bool(facts.get(f"{column.column}/point nought")),
        damaged=bool(facts.get(f"{column.column}/damaged")) and column.field in {"customer_id", "order_id"},
    )


def parse(column: IdColumn, style: IdStyle) -> ParsedColumn:
    """Return the reading of a column: the id as text, or `damaged_id`."""
    raw = pl.col(column.column)
    if column.dtype.is_float():
        whole = raw.cast(pl.Int64, strict=False) if style.point_nought else raw
        text, damaged = whole.cast(pl.String), raw.abs() >= EXACT_FLOATS
    else:
        text = raw.cast(pl.String)
        text = text.str.strip_suffix(".0") if style.point_nought else text
        damaged = value(column.field).str.contains(_DAMAGED)
    fault = pl.when(damaged).then(pl.lit("damaged_id")) if style.damaged else None
    return ParsedColumn(column=column.column, values={column.field: text}, fault=fault)


def survey_of_text(column: str) -> list[pl.Expr]:
    """Return the aggregates that tell whether one thing stands in a column of text throughout."""
    text = pl.col(column).cast(pl.String)
    return [
        text.min().alias(f"{column}/first"),
        text.max().alias(f"{column}/last"),
        text.count().alias(f"{column}/named"),
        pl.len().alias(f"{column}/rows"),
    ]


def is_one_thing(column: str, facts: Mapping[str, object]) -> bool:
    """Whether, by the survey's `facts`, the same text stands on every row of a column, or on none any."""
    alike = facts[f"{column}/first"] == facts[f"{column}/last"]
    return alike and facts[f"{column}/named"] in (0, facts[f"{column}/rows"])


def first_text(column: str, facts: Mapping[str, object]) -> str | None:
    """Return the first text of a surveyed column by the alphabet, if there is any."""
    found = facts[f"{column}/first"]
    return found if isinstance(found, str) else None


def text_column(field: str, column: str) -> ParsedColumn:
    """Return the reading of a column of text."""
    return ParsedColumn(column=column, values={field: pl.col(column).cast(pl.String)})
