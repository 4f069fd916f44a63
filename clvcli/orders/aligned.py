"""Facts about orders put beside their rows, without moving the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl


def with_facts(rows: pl.DataFrame, facts: pl.DataFrame, *, on: str | Sequence[str] = "order_no") -> pl.DataFrame:
    """Return `rows`, in their order, with the columns of `facts` (one row a key) beside them.

    Only the key columns take part in the join, so that a wide table is not copied; a null is a key too.
    """
    keys = [on] if isinstance(on, str) else list(on)
    beside = rows.select(keys).join(facts, on=keys, how="left", nulls_equal=True, maintain_order="left").drop(keys)
    return rows.hstack(beside)
