"""A plan in whole pieces, as they are bought, that still add up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.products.demand import CELL
from clvcli.products.sizes import units_to_buy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.products.planning import SeasonPlan

AMOUNTS = ("units", "sold")


def in_pieces(plan: SeasonPlan) -> SeasonPlan:
    """Return a plan whose AMOUNTS are whole: sizes add up to their category, and categories to the total.

    Pieces left by rounding down go to the largest remainders, the first of equals.
    """
    total = plan.total.with_columns(pl.col(AMOUNTS).round())
    categories = _shared_out(plan.categories, total)
    parts = plan.cells.partition_by("category", maintain_order=True)
    wholes = categories.partition_by("category", maintain_order=True)
    cells = [_shared_out(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    return replace(
        plan,
        total=total,
        categories=categories,
        cells=pl.concat(cells).sort(CELL, nulls_last=True) if cells else plan.cells,
    )


def _shared_out(parts: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """Return `parts` with AMOUNTS in whole pieces that add up to those of the one row `whole`."""
    return parts.with_columns(
        pl.Series(name, _pieces(parts[name].to_list(), int(whole[name][0])), dtype=pl.Float64) for name in AMOUNTS
    )


def _pieces(shares: Sequence[float], pieces: int) -> list[int]:
    curve = {str(place): share for place, share in enumerate(shares)}
    return list(units_to_buy(curve, pieces).values()) if sum(shares) > 0 else [0] * len(shares)
