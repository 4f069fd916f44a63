"""Whether plain orders that are not looked at together are told apart: none stands twice, none is known again.

The orders of several files, of several lots of buyers or of several spans of days, are compared by narrow tables of
them (`listed`), all at once, or laid down in files and a stretch of numbers or amounts at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.settling.same_orders import PLAIN_NUMBER, InCommon, are_known_again, counted_again
from clvcli.orders.steps import money_of
from clvcli.orders.tables import FILE
from clvcli.scratch import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from clvcli.notes import Note
    from clvcli.orders.settling.tally import Tally

KEY = "order_no"
"""Hash of what numbers an order.  Two numbers with one hash are taken for one, and the exports for such as are not
plain: that costs time only."""

NUMBERS_AT_ONCE = 2_000_000
"""Orders that are compared at once, about."""

ROW_GROUP = 65_536
"""Orders of a file that are read at once: so many at most."""

_PLACE = "place"
"""Hash of an order's number, by which the orders of a file are sorted."""

_HASHES = 2**64


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


# --- orders that lie in files ------------------------------------------------------------------


def lay_down(orders: pl.DataFrame, path: Path) -> Path:
    """Write orders that are `listed` to a file, to be compared with those of others; raises WriteError."""
    place = pl.col("number").hash() if "number" in orders.columns else pl.col(KEY)
    with writing():
        placed = orders.with_columns(place.alias(_PLACE)).sort(_PLACE)
        placed.write_parquet(path, compression="lz4", row_group_size=ROW_GROUP)
    return path


def are_plain(tally: Tally, laid: Sequence[Path]) -> bool:
    """Whether orders that are `laid` down, and of which `tally` is counted, are together those of plain exports."""
    return (
        tally.tells_by_themselves()
        and not tally.is_perhaps_repeated()
        and are_apart(_by_number(laid, tally.orders))
    )


def alike(tally: Tally, laid: Sequence[Path]) -> tuple[Note, ...]:
    """Say what `in_common` says of orders of which `tally` is counted, and which are `laid` down."""
    return in_common(_by_amount(laid, tally.orders)) if tally.shares_days() else ()


def _by_number(laid: Sequence[Path], orders: int) -> Iterator[pl.DataFrame]:
    """Yield the orders of files a stretch of numbers at a time."""
    step = _HASHES // (orders // NUMBERS_AT_ONCE + 1) + 1
    for first in range(0, _HASHES, step):
        low, high = (pl.lit(end, pl.UInt64) for end in (first, min(first + step, _HASHES) - 1))
        yield _scan(laid).filter(pl.col(_PLACE).is_between(low, high)).drop(_PLACE).collect(engine="streaming")


def _by_amount(laid: Sequence[Path], orders: int) -> Iterator[pl.DataFrame]:
    """Yield the orders of files a stretch of amounts at a time."""
    stretches = orders // NUMBERS_AT_ONCE + 1
    for stretch in range(stretches):
        some = _scan(laid).filter(pl.col("net").hash() % stretches == stretch)
        yield some.select(FILE, "day", "net").collect(engine="streaming")


def _scan(laid: Sequence[Path]) -> pl.LazyFrame:
    return pl.scan_parquet([*laid], glob=False, hive_partitioning=False)
