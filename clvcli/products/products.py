"""What is told of the products of one currency: the tables that the report's sections on products are made from."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl  # noqa: TC002  (a dataclass field is resolved by documentation tools)


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """What the customers of one currency buy."""

    currency: str | None
    named: frozenset[str]
    """Columns of `kept_lines.GOODS_LINES` that any line of its goods names: what the tables can be made from."""
    preferences: pl.DataFrame
    """The columns of `preferences.PREFERENCES`."""
    first: pl.DataFrame
    """What `first.first_products` returns."""
    next_categories: pl.DataFrame
    """What `next_category.next_categories` returns."""
    category_trend: pl.DataFrame
    """What `next_category.category_trend` returns."""
    size_curve: pl.DataFrame
    """What `sizes.size_curve` returns."""
    usual_sizes: pl.DataFrame
    """What `sizes.usual_sizes` returns: a row per customer and category."""
    size_orders: pl.DataFrame
    """What `size_orders.size_orders` returns."""
