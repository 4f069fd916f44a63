"""The same order counts once: identical rows, overlapping files, overlapping parts of one file.

Works on draft lines of all inputs together.  Nothing is dropped here: a row that does not count gets
the rule's name in `excluded`, so that the reconciliation can add up.  Text columns never decide.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.aligned import with_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.orders.tables import Reading

IDENTICAL_ROW = "identical_row"
REPEATED_ORDER = "repeated_order"
DUPLICATE_RULES = (IDENTICAL_ROW, REPEATED_ORDER)
"""Rules whose rows are copies: they are counted and do not become canonical lines."""

LINE_KEY = ("sku", "quantity", "unit_price", "net_amount", "order_time")
"""What makes two lines of one order the same delivery of the same line."""

PRINTED_KEY = ("quantity", "unit_price", "amount", "line_gross", "line_discount", "order_time")
"""The same before there is money: what is printed of a line."""

FIRST_DELIVERY = pl.col("order_no") % 2 == 0
"""Of drafts whose deliveries are numbered apart."""

GOODS = "goods"
GOODS_KEYS = ("sku", "product_id")
GOODS_WORDS = ("product", "variant", "size", "color")
"""What tells goods apart: keys first, since two exports may call the same goods differently."""

CONTENT = (
    "line_type",
    "sku",
    "product_id",
    "product",
    "variant",
    "size",
    "color",
    "category",
    "brand",
    "season",
    "quantity",
    "unit_price",
    "gross_amount",
    "net_amount",
    "other_amount",
    "refund_amount",
    "cost_amount",
    "refunded_at",
    "customer_id",
    "customer_email",
    "channel",
    "source",
    "discount_code",
    "country",
    "region",
)
"""Columns that put rows of one order into an order that does not depend on the file."""

TWICE_AT_MOST = 0.1
"""Nobody's customers put the same thing on two lines more often than in a tenth of cases."""

UNLIKELY = 0.001
"""Chance below which pairs of lines are taken for a second delivery."""

STAMPS = ("paid_at", "fulfilled_at", "refunded_at", "cancelled_at")

LAST_DAY = "export_last"
"""Column for the last order date of the export a line came with, where it is not that of the lines at hand."""

OVERLAP_MAJORITY = 0.5
"""Two files overlap when most orders in both share lines; else they are parts of one, split anywhere."""


def content(lines: pl.DataFrame) -> list[str]:
    """Return the columns of CONTENT that `lines` have."""
    return [name for name in CONTENT if name in lines.columns]


def mark(lines: pl.DataFrame, repeated: pl.Expr, rule: str) -> pl.DataFrame:
    """Set `excluded` to `rule` where `repeated` holds and no rule applies yet."""
    first = pl.when(pl.col("excluded").is_null() & repeated).then(pl.lit(rule)).otherwise("excluded")
    return lines.with_columns(excluded=first)


def identical_rows(lines: pl.DataFrame) -> pl.DataFrame:
    """Mark all but one of the identical rows of tables whose rows are whole orders."""
    if not lines["order_grain"].any():
        return lines
    key = ["store", "order_id", "buyer", "order_date", "order_time", "order_status", *content(lines)]
    copy = pl.int_range(pl.len()).over(key) > 0
    return mark(lines, pl.col("order_grain") & pl.col("row").is_not_null() & copy, IDENTICAL_ROW)


def overlapping_files(lines: pl.DataFrame) -> pl.DataFrame:
    """Mark the rows of an order's earlier states where several files deliver the same order.

    Which state is later is read from its content: update stamp, else the latest other stamp, else the
    export's own last date, else the larger refund, else more rows, else a hash of them; never from file order.
    """
    if lines["file"].n_unique() < 2:  # noqa: PLR2004  (two files overlap, one cannot)
        return lines
    counted = lines.filter(pl.col("excluded").is_null() & ~pl.col("derived_id"))
    in_several = counted.group_by("order_no").agg(files=pl.col("file").n_unique()).filter(pl.col("files") > 1)
    if in_several.height == 0:
        return lines
    shared = counted.join(in_several.select("order_no"), on="order_no", how="semi")
    if not _delivered_twice(shared.filter(pl.col("known_again").is_null())):
        shared = shared.filter("known_again")
    if LAST_DAY not in shared.columns:
        last_days = counted.group_by("file").agg(pl.col("order_date").max().alias(LAST_DAY))
        shared = with_facts(shared, last_days, on="file")
    states = shared.group_by("order_no", "file").agg(
        file_last=pl.col(LAST_DAY).max(),
        lines=pl.len(),
        updated=pl.col("updated_at").max(),
        stamped=pl.max_horizontal(pl.col(stamp).max() for stamp in STAMPS),
        refund=pl.col("refund_amount").sum() - pl.col("net_amount").clip(upper_bound=0).sum(),
        content=pl.struct("order_status", *LINE_KEY)
        .hash(0)
        .sort()
        .implode()
        .list.eval(pl.element().hash(1))
        .list.sum(),
    )
    rank = ["order_no", "updated", "stamped", "file_last", "refund", "lines", "content", "file"]
    states = states.sort(rank, descending=[False, *[True] * 7], nulls_last=True)
    winners = states.group_by("order_no", maintain_order=True).agg(winner=pl.col("file").first())
    lines = with_facts(lines, winners)
    return mark(lines, pl.col("winner").is_not_null() & (pl.col("winner") != pl.col("file")), REPEATED_ORDER).drop(
        "winner"
    )


def _delivered_twice(shared: pl.DataFrame) -> bool:
    """Tell an overlap of two exports from one export split anywhere, by whether common orders share lines."""
    if shared["order_grain"].any():
        return True
    good = pl.coalesce("sku", pl.col("net_amount").cast(pl.String))
    by_line = shared.group_by("order_no", good=good).agg(files=pl.col("file").n_unique())
    by_order = by_line.group_by("order_no").agg(same=(pl.col("files") > 1).any())
    return float(by_order["same"].mean() or 0.0) > OVERLAP_MAJORITY  # type: ignore[arg-type]  # mean of Booleans


def repeated_parts(lines: pl.DataFrame) -> pl.DataFrame:
    """Mark half the lines of orders delivered twice inside one input.

    An order is repeated when every (goods, quantity, price, time) in it occurs an even number of times and
    the repeated orders cover whole days, one after the other, in numbers that chance does not give;
    identical lines of single orders are kept.
    """
    counts = pl.col("excluded").is_null() & pl.col("row").is_not_null() & ~pl.col("order_grain")
    lines = lines.with_row_index("at")
    counted = lines.filter(counts & ~pl.col("derived_id")).with_columns(_goods(lines).alias(GOODS))
    repeated = _repeated(counted, LINE_KEY)
    if repeated.height == 0:
        return lines.drop("at")
    candidates = counted.join(repeated, on="order_no", how="semi")
    second = _second_halves(candidates.sort(*content(lines), "file", "row", nulls_last=True), LINE_KEY)
    lines = with_facts(lines, second.select("at", copy=True), on="at")
    return mark(lines, pl.col("copy").fill_null(value=False), REPEATED_ORDER).drop("copy", "at")


def deliveries_apart(drafts: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Number the second delivery of orders that a file of lines holds twice apart, known as by `repeated_parts`.

    `drafts` have no money yet: what is printed of an order, its total say, is of one delivery and not of both.
    `order_no` is doubled, and one more in second deliveries, until they are together again.
    """
    if reading.grain == "order" or "order_id" not in reading.columns:
        return drafts.with_columns(pl.col("order_no") * 2)
    key = [name for name in PRINTED_KEY if name in drafts.columns]
    counted = drafts.select("order_no", "row", "order_date", *key, _goods(drafts).alias(GOODS))
    repeated = _repeated(counted, key)
    apart = drafts.with_columns(pl.col("order_no") * 2)
    if repeated.height == 0:
        return apart
    second = _second_halves(counted.join(repeated, on="order_no", how="semi").sort("row"), key)
    return apart.with_columns(pl.col("order_no") + pl.col("row").is_in(second["row"].implode()).cast(pl.Int64))


def deliveries_together(lines: pl.DataFrame) -> pl.DataFrame:
    """Mark all lines of second deliveries that were numbered apart, and give them the numbers of their orders."""
    return mark(lines, ~FIRST_DELIVERY, REPEATED_ORDER).with_columns(pl.col("order_no") // 2)


def _repeated(counted: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return `order_no` of the orders that stand twice among lines with GOODS and `key`."""
    by_order = _in_pairs(counted, key)
    days = by_order.group_by("day").agg(whole=pl.col("even").all()).sort("day")
    days = days.with_columns(run=pl.col("whole").rle_id()).filter("whole")
    return _beyond_chance(by_order.join(days, on="day"), by_order)


def _second_halves(lines: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Return the second half of the lines of each order that are alike in GOODS and `key`, in the order given."""
    alike = ["order_no", GOODS, *key]
    return lines.filter(pl.int_range(pl.len()).over(alike) * 2 >= pl.len().over(alike))


def _goods(lines: pl.DataFrame) -> pl.Expr:
    """Return what tells the goods of a line: its sku or the product's id, else what it is called."""
    keys, words = ([name for name in names if name in lines.columns] for names in (GOODS_KEYS, GOODS_WORDS))
    called = pl.concat_str(words, separator="\0", ignore_nulls=True) if words else pl.lit(None, pl.String)
    return pl.coalesce(*keys, called)


def _beyond_chance(paired: pl.DataFrame, by_order: pl.DataFrame) -> pl.DataFrame:
    """Return `order_no` of the orders in runs of days that are not paired by chance.

    `paired` are the orders on days whose orders are all in pairs, with the `run` of days they belong to.
    The chance that a line is bought twice in an order is what it is on the other days, a tenth at the
    most; a run of n different lines in pairs has that chance to the power n.
    """
    others = by_order.join(paired, on="order_no", how="anti")
    twice = (int(others.filter("even")["kinds"].sum()) + 1) / (int(others["all_kinds"].sum()) + 2)
    chance = min(twice, TWICE_AT_MOST)
    runs = paired.group_by("run").agg(kinds=pl.col("kinds").sum())
    convincing = runs.filter(pl.col("kinds").cast(pl.Float64) * math.log(chance) < math.log(UNLIKELY))
    return paired.join(convincing, on="run", how="semi").select("order_no")


def _in_pairs(counted: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Tell of every order whether each of its lines occurs an even number of times.

    Returns `order_no`, `day`, `even`, `kinds` (different lines; null where not even) and `all_kinds`
    (different lines at the most), one row an order.
    Lines that stand in pairs cancel out in the exclusive or of their hashes; only orders in which all do
    are counted line by line.
    """
    line = pl.struct(GOODS, *key).hash()
    orders = counted.group_by("order_no").agg(
        odd=line.bitwise_xor() != 0, day=pl.col("order_date").min(), all_kinds=pl.len()
    )
    perhaps = counted.join(orders.filter(~pl.col("odd")), on="order_no", how="semi")
    by_line = perhaps.group_by("order_no", GOODS, *key).agg(times=pl.len())
    pairs = by_line.group_by("order_no").agg(paired=(pl.col("times") % 2 == 0).all(), kinds=pl.len())
    orders = orders.join(pairs, on="order_no", how="left")
    return orders.select("order_no", "day", "kinds", "all_kinds", even=pl.col("paired").fill_null(value=False))


def identical_lines_kept(lines: pl.DataFrame) -> int:
    """Count rows that are identical to another line of their order and count all the same."""
    counted = lines.filter(pl.col("excluded").is_null() & pl.col("row").is_not_null() & ~pl.col("order_grain"))
    kinds = counted.select(pl.struct("order_no", *LINE_KEY).hash().n_unique()).item()
    return counted.height - int(kinds)
