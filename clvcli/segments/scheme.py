"""What every way of sorting customers hands over: its segments with an action each, and who is in which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.currency import MINOR_UNITS, USUAL_MINOR_UNITS, minor_units

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.notes import Note
    from clvcli.orders.schema import Column


_DECIMALS = sorted({USUAL_MINOR_UNITS, *MINOR_UNITS.values()})
_WIDEST = 38
"""Digits of a Polars decimal."""

_EXACT = pl.Decimal(_WIDEST, _DECIMALS[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment of a scheme."""

    name: str
    """Stable key, in the data and in every language."""
    rule: str
    """Who is in it, as a sentence."""
    action: str | None
    """What to do about these customers; None where the user named the segment."""


def _nothing_to_say(_: pl.DataFrame) -> tuple[Note, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One way of sorting customers: complete and disjoint, whatever the values."""

    name: str
    """As `--scheme` takes it."""
    segments: tuple[Segment, ...]
    """Best first; the order of every table."""
    columns: tuple[Column, ...]
    """What it adds to the columns of `compute`; the last one holds the name of the segment."""
    assign: Callable[[pl.DataFrame], pl.DataFrame]
    """Add `columns` to values; customers of different currencies are never compared."""
    notes: Callable[[pl.DataFrame], tuple[Note, ...]] = _nothing_to_say
    """What a reader should know of these values under this scheme."""

    @property
    def column(self) -> str:
        """The column that holds the name of the segment."""
        return self.columns[-1].name


def as_written(money: pl.Expr) -> pl.Expr:
    """Return money as `compute` writes it, rounded to its currency, exactly: who is equal there is equal here."""
    return pl.coalesce(
        pl.when(minor_units() == units).then(money.cast(pl.Decimal(_WIDEST, units)).cast(_EXACT))
        for units in _DECIMALS
    )


def strictly_below(column: pl.Expr) -> pl.Expr:
    """Return how many customers of the same currency lie strictly below each; nulls below all others."""
    known = column.rank("min").over("currency").cast(pl.Int64) - 1
    missing = column.null_count().over("currency").cast(pl.Int64)
    return pl.when(column.is_null()).then(0).otherwise(known + missing)
