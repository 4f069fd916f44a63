"""Goods with numbers instead of words, held in memory: many tables are made of them, and numbers group fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.products.kept_lines import BUYER, ORDER

if TYPE_CHECKING:
    from clvcli.in_parts import InParts

WORDS = ("product", "category", "brand", "size", "season", "channel")
"""Columns of the goods lines that say few different things, many times."""


def coded_people(people: InParts) -> InParts:
    """Return `people`, one row per `customer_key` and `currency`, with `buyer`, their number in their part."""
    number = pl.int_range(pl.len(), dtype=pl.UInt32)
    return people.laid_down(
        lambda part: part.sort(BUYER, nulls_last=True).with_columns(buyer=number).collect(engine="streaming")
    )


def coded_goods(goods: InParts, people: InParts) -> InParts:
    """Return `goods` (GOODS_LINES), one row a line, in one narrow pass: about 80 bytes a line.

    `customer_key` is the number of the buyer in `coded_people`, null for whoever is not there, guests too.  `order`
    stands for the order and is a hash of 64 bits: that two of ten million are taken for one has a chance of three
    in a million.  The columns WORDS and `currency` are categories, the others as they were.
    """
    return goods.beside(people, _coded).laid_down(lambda part: part.collect(engine="streaming"))


def _coded(goods: pl.LazyFrame, people: pl.LazyFrame) -> pl.LazyFrame:
    kept = ("order_date", "kept", "refunded_at", "sold", "returned", "net", "discount")
    return (
        goods.with_columns(order=pl.struct(ORDER).hash())
        .join(people.select(*BUYER, "buyer"), on=list(BUYER), how="left", nulls_equal=True)
        .select(
            "order",
            *kept,
            *(_category(name) for name in ("currency", *WORDS)),
            customer_key="buyer",
        )
    )


def coded_keys(rows: InParts, people: InParts) -> InParts:
    """Return the `rows` whose buyers are among `coded_people`, told as in `coded_goods`."""
    return rows.beside(people, _with_numbers)


def _with_numbers(rows: pl.LazyFrame, people: pl.LazyFrame) -> pl.LazyFrame:
    numbers = people.select(*BUYER, "buyer")
    known = rows.join(numbers, on=list(BUYER), nulls_equal=True, maintain_order="left")
    return known.drop("customer_key").rename({"buyer": "customer_key"}).with_columns(_category("currency"))


def in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with its categories as text again."""
    return frame.with_columns(pl.col(pl.Categorical).cast(pl.String))


def _category(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Categorical)
