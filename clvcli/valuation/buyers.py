"""Rows of the customer table as the histories that models of purchases take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.models.histories import compress

if TYPE_CHECKING:
    import polars as pl

    from clvcli.models.histories import Histories, Ints


def histories_of_buyers(buyers: pl.DataFrame) -> tuple[Histories, Ints]:
    """Return the distinct histories of `buyers`, and the position of each buyer's.

    Takes whole days: `repeat_purchases`, `active_days` and `age_days`, the papers' x, t_x and T.
    """
    x, t_x, T = (buyers[name].to_numpy() for name in ("repeat_purchases", "active_days", "age_days"))
    return compress(x, t_x, T)
