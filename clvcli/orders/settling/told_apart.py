"""Whether plain orders that are not looked at together are told apart: none stands twice, none is known again.

The orders of several files, and those of several lots of buyers, are compared by narrow tables of them (`listed`),
all at once or a stretch of numbers or amounts at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.settling.same_orders import PLAIN_NUMBER, InCommon, are_known_again, counted_again
from clvcli.orders.steps import money_of
from clvcli.orders.tables import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clvcli.notes import Note

KEY = "order_no"
"""Hash of what numbers an order.  Two numbers with one hash are taken for one, and the exports for such as are not
plain: that costs time only."""


def listed(orders: pl.DataFrame, key: Sequence[str], *, several_files: bool) -> pl.DataFrame:
    """Return the KEY of orders; of several files also FILE and what is compared between these, see `same_orders`.

    `orders` are those of `condensed.orders_of`.
    """
    store = pl.col("store") if "store" in key else pl.lit("").alias("store")
    number = pl.struct(store, "order_id").hash().alias(KEY)
    if not several_files:
        return orders.select(number)
    net = money_of(pl.col("sold") - pl.col("returned"))
    return orders.select(number, FILE, "day", number=PLAIN_NUMBER, net=net, lines="rows")


def are_apart(stretches: Iterable[pl.DataFrame]) -> bool:
    """Whether none of the orders `listed` stands twice, or in two files under a number written otherwise.

    All orders of one number stand in one of `stretches`.
    """
    again = []
    for orders in stretches:
        if orders[KEY].n_unique() < orders.height:
            return False
        if "number" in orders.columns and orders["number"].n_unique() < orders.height:
            again.append(counted_again(orders))
    return not (again and are_known_again(again))


def in_common(stretches: Iterable[pl.DataFrame]) -> tuple[Note, ...]:
    """Say how many of the orders `listed`, in one currency, are alike in two files (`same_orders.InCommon`).

    All orders of one amount stand in one of `stretches`.
    """
    currency = pl.lit(None, pl.String).alias("currency")
    return tuple(InCommon.of_all([InCommon.of(orders.with_columns(currency)) for orders in stretches]).said())
