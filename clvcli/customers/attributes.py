"""What is known of a customer from the start: where the first purchase was made; read only when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.known import known_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.customers.summary import Customers

_WHO = ("customer_key", "currency")


def with_attributes(customers: Customers, lines: pl.LazyFrame, names: Sequence[str]) -> Customers:
    """Add `names` of `schema.ATTRIBUTES` to the table of `customers`, who were summarised from `lines`.

    The value is that of the day of the first purchase: of several on that day the first by alphabet, null
    where none is named or nothing was kept.
    """
    if not names:
        return customers
    kept = known_at(lines, customers.as_of).filter(pl.col("order_kept") & pl.col("customer_key").is_not_null())
    first = (
        kept.group_by(*_WHO, "order_date")
        .agg(pl.col(name).cast(pl.String).min() for name in names)
        .group_by(_WHO)
        .agg(pl.col(name).min_by("order_date") for name in names)
        .collect(engine="streaming")
    )
    frame = customers.frame.join(first, on=list(_WHO), how="left", nulls_equal=True, maintain_order="left")
    return replace(customers, frame=frame)
