"""The same orders in the exports of two systems: `#1001` and `1001` are one number, and who is alike is said.

A shop system and the ledger behind it export the same orders.  Where their numbers differ only in how they are
written the orders get one number here and count once (`duplicates.overlapping_files`); where the numbers do not
tell, but days and money do, nothing is left out, and a note says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.orders.aligned import with_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.notes import Note

PLAIN_NUMBER = pl.col("order_id").str.strip_chars().str.strip_prefix("#").str.strip_chars_start("0")
"""A number as all systems write it: Shopify puts a sign before it, ledgers fill it up with zeros."""

A_DAY_APART = 1
"""Days: an order late in the evening is of the next day in a system that counts in UTC."""

ROUNDING = Decimal("0.01")
"""What a line's money may differ by in another system, which rounds tax and discounts in its own way."""

MOST = 0.5
"""Share of orders from which two exports hold the same ones."""

ENOUGH_ALIKE = 10
"""Orders of one day and one amount that two shops would hardly have in common."""

ANOTHER_WEEK = pl.duration(days=7)
"""What is in common with the days of another week is chance: the same weekdays and prices, other orders."""

BEYOND_CHANCE = 2
"""Times as many orders must be alike on the same days as a week apart."""

_FILES = ("file", "file_there")
"""Two files, the first of them first."""


def numbered_alike(lines: pl.DataFrame) -> pl.DataFrame:
    """Return draft lines in which the orders of several files share an `order_no` where they are `known_again`.

    They are where their PLAIN_NUMBER is the same, no other order of their file has it, they are at most a day
    apart, and most such orders of the two files come to the same money.
    """
    if lines["file"].n_unique() < 2:  # noqa: PLR2004  (two files share orders, one cannot)
        return lines
    named = lines.filter(pl.col("excluded").is_null() & ~pl.col("derived_id"))
    orders = named.group_by("file", "order_no").agg(
        number=PLAIN_NUMBER.min(), day=pl.col("order_date").min(), net=_net(), lines=pl.len()
    )
    pairs = _of_one_number(orders).collect()
    same = pairs.filter(pl.col("same").mean().over(_FILES) > MOST)
    if same.is_empty():
        return lines
    both_ways = pl.concat(
        [
            same.select("order_no", "order_no_there"),
            same.select(order_no="order_no_there", order_no_there="order_no"),
        ]
    )
    partner = both_ways.group_by("order_no").agg(other=pl.col("order_no_there").min())
    lines = with_facts(lines.drop("known_again"), partner)
    known = pl.when(pl.col("other").is_not_null()).then(pl.lit(value=True)).alias("known_again")
    return lines.with_columns(known, order_no=pl.min_horizontal("order_no", "other")).drop("other")


def _of_one_number(orders: pl.DataFrame) -> pl.LazyFrame:
    """Return pairs of orders of two files that have one PLAIN_NUMBER, and whether they come to the `same` money.

    `orders` have `file`, `order_no`, `number`, `day`, `net` and `lines`.
    """
    alone = orders.filter((pl.col("number") != "") & pl.col("number").is_unique().over("file")).lazy()
    same_money = (pl.col("net") - pl.col("net_there")).abs() <= (pl.col("lines") + pl.col("lines_there")) * ROUNDING
    return (
        alone.join(alone, on="number", suffix="_there")
        .filter(
            pl.col("file") < pl.col("file_there"),
            pl.col("order_no") != pl.col("order_no_there"),
            (pl.col("day") - pl.col("day_there")).abs() <= pl.duration(days=A_DAY_APART),
        )
        .with_columns(same=same_money)
    )


def counted_again(orders: pl.DataFrame) -> pl.DataFrame:
    """Count, of each two files, the `pairs` that `numbered_alike` looks at, and those of the `same` money.

    `orders` are all that have some of the numbers; see `_of_one_number`.
    """
    pairs = _of_one_number(orders).group_by(_FILES).agg(pairs=pl.len(), same=pl.col("same").sum())
    return pairs.collect(engine="streaming")


def are_known_again(counted: Sequence[pl.DataFrame]) -> bool:
    """Whether `numbered_alike` finds orders in two files, by what `counted_again` has counted of all numbers."""
    sums = pl.concat(counted).group_by(_FILES).agg(pl.col("pairs", "same").sum())
    return bool(sums.select((pl.col("same") / pl.col("pairs") > MOST).any()).item())


# --- orders that are alike ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class InCommon:
    """What the orders of files have in common, of some amounts."""

    pairs: pl.DataFrame
    """Of each two files, `common` orders of one day and amount, and what is `by_chance`: those of another week."""
    sizes: pl.DataFrame
    """Orders with money of each `file`: `size`."""

    @classmethod
    def of(cls, orders: pl.DataFrame) -> InCommon:
        """Look at orders (`file`, `currency`, `day`, `net`): all that come to some of the amounts."""
        alike = orders.filter(pl.col("net") > 0).group_by("file", "currency", "day", "net").agg(orders=pl.len())
        then = alike.with_columns(pl.col("day") + ANOTHER_WEEK)
        pairs = [
            _in_common(alike, alike).with_columns(by_chance=pl.lit(0, pl.UInt32)),
            _in_common(alike, then).select(*_FILES, common=pl.lit(0, pl.UInt32), by_chance="common"),
        ]
        return cls(pairs=pl.concat(pairs), sizes=alike.group_by("file").agg(size=pl.col("orders").sum()))

    @classmethod
    def of_all(cls, parts: Sequence[InCommon]) -> InCommon:
        """Add up what was seen of different amounts."""
        pairs = pl.concat([part.pairs for part in parts])
        sizes = pl.concat([part.sizes for part in parts])
        return cls(
            pairs=pairs.group_by(_FILES).agg(pl.col("common", "by_chance").sum()),
            sizes=sizes.group_by("file").agg(pl.col("size").sum()),
        )

    def said(self) -> Iterator[Note]:
        """Say how many orders are alike in two files, where chance does not give so many."""
        there = self.sizes.rename({"file": "file_there", "size": "size_there"})
        pairs = self.pairs.join(self.sizes, on="file").join(there, on="file_there")
        found = pairs.filter(
            pl.col("common") >= ENOUGH_ALIKE,
            pl.col("common") > MOST * pl.min_horizontal("size", "size_there"),
            pl.col("common") > BEYOND_CHANCE * pl.col("by_chance"),
        )
        if found.height:
            yield said.orders_alike(int(found["common"].sum()))


def perhaps_the_same(lines: pl.DataFrame) -> Iterator[Note]:
    """Say how many orders of one file have the day and the money of another's, where chance does not give so many.

    `lines` are those of all files, copies marked.
    """
    if lines["file"].n_unique() < 2:  # noqa: PLR2004  (the same)
        return
    counted = lines.filter(pl.col("excluded").is_null())
    orders = counted.group_by("file", "order_no").agg(
        pl.col("currency").first(), day=pl.col("order_date").min(), net=_net()
    )
    yield from InCommon.of_all([InCommon.of(orders)]).said()


def _net() -> pl.Expr:
    return (pl.col("net_amount") - pl.col("refund_amount")).sum()


def _in_common(here: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame:
    """Return how many orders (`common`) each two files have of the same day and money."""
    pairs = here.lazy().join(there.lazy(), on=["currency", "day", "net"], nulls_equal=True, suffix="_there")
    return (
        pairs.filter(pl.col("file") < pl.col("file_there"))
        .group_by(_FILES)
        .agg(common=pl.min_horizontal("orders", "orders_there").sum())
        .collect(engine="streaming")
    )
