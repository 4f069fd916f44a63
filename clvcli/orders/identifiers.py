"""Ids as printed: text throughout, `007` stays `007`, and what a spreadsheet did to them is undone or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

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
    return [
        (raw.str.contains(_WHOLE_FLOAT).all() & (raw.count() > 0)).alias(f"{name}/point nought"),
        raw.str.contains(_DAMAGED).any().alias(f"{name}/damaged"),
    ]


def decide(column: IdColumn, facts: Mapping[str, object]) -> IdStyle:
    """Return what the survey's `facts` say of the column."""
    return IdStyle(
        point_nought=bool(facts.get(f"{column.column}/point nought")),
        damaged=bool(facts.get(f"{column.column}/damaged")) and column.field in {"customer_id", "order_id"},
    )


def parse(column: IdColumn, style: IdStyle) -> tuple[pl.Expr, pl.Expr]:
    """Return the id as text, and whether it is damaged."""
    raw = pl.col(column.column)
    if column.dtype.is_float():
        damaged = (raw.abs() >= EXACT_FLOATS) if style.damaged else pl.lit(value=False)
        whole = raw.cast(pl.Int64, strict=False) if style.point_nought else raw
        return whole.cast(pl.String), damaged
    text = trimmed(raw)
    damaged = text.str.contains(_DAMAGED) if style.damaged else pl.lit(value=False)
    return text.str.strip_suffix(".0") if style.point_nought else text, damaged


def trimmed(raw: pl.Expr) -> pl.Expr:
    """Return any column as text without blanks around it; blank is null."""
    text = raw.cast(pl.String).str.strip_chars()
    return pl.when(text != "").then(text)
