"""Order lines as they were known at the end of a day: what was ordered or returned later is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.kept import GIVES_BACK, is_kept
from clvcli.orders.schema import ONE_ORDER

if TYPE_CHECKING:
    from datetime import date


def counted(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the canonical lines that no rule excludes."""
    return lines.filter(pl.col("excluded").is_null())


def known_at(lines: pl.LazyFrame, day: date) -> pl.LazyFrame:
    """Return the counted lines known at the end of `day`, with `order_kept` as it stood then.

    Lines of later orders are left out, and refunds made later (a refund without a date counts with its
    order).  An order that was returned later is a kept order here.  Where nothing happened later these are
    all counted lines as they stand, which one look at three narrow columns tells.
    """
    return known_given(lines, latest_of(lines), day)


def latest_of(lines: pl.LazyFrame) -> date | None:
    """Return the last day anything happened on lines; None where nothing did."""
    latest: date | None = counted(lines).select(latest_event()).collect(engine="streaming").item()
    return latest


def known_given(lines: pl.LazyFrame, latest: date | None, day: date) -> pl.LazyFrame:
    """Return what `known_at` returns of `lines`, all or all those of some customers; `latest` is that of all."""
    return counted(lines) if latest is None or latest <= day else known_then(lines, day)


def known_then(lines: pl.LazyFrame, day: date) -> pl.LazyFrame:
    """Return what `known_at` returns of lines of which some tell of what happened after `day`."""
    later = GIVES_BACK & (pl.col("refunded_at") > day).fill_null(value=False)
    known = counted(lines).filter((pl.col("order_date") <= day) & ~later)
    kept = known.group_by(ONE_ORDER).agg(order_kept=is_kept())
    return known.drop("order_kept").join(kept, on=list(ONE_ORDER), how="left", nulls_equal=True)


def latest_event() -> pl.Expr:
    """Return the last day anything happened on lines, a return included."""
    refunded = pl.col("refunded_at").filter(GIVES_BACK)
    return pl.max_horizontal(pl.col("order_date").max(), refunded.max())
