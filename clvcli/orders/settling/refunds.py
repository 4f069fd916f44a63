"""Returned money: every refund a row of its own, set against the order it returns.

Returns arrive as negative lines of an order, as credit notes with a number of their own, as a column
of the order or the line, or only as a status.  All become rows with `line_type` refund, zero
`net_amount`, and the day it happened in `refunded_at`; none of them is an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.aligned import with_facts
from clvcli.orders.money.line_money import MERCHANDISE, refund_ex_tax
from clvcli.orders.money.tax import order_sums
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.orders.tables import Reading

ZERO = pl.lit(0, MONEY)


def refund_rows(drafts: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return refund rows that an export says in a column or a status; empty where it says them in rows.

    An order's refund never exceeds its net merchandise.  `drafts` carry money (`with_money`).
    """
    sold = (pl.col("net_amount") > 0) & pl.col("line_type").is_in(MERCHANDISE)
    orders = drafts.group_by("order_no").agg(
        order_net=pl.col("net_amount").filter(sold).sum(), returned=(pl.col("net_amount") < 0).any()
    )
    parts: list[pl.DataFrame] = []
    if reading.format.refunds == "line_column" or "line_refund" in reading.columns:
        parts.append(_by_line(drafts))
    if "order_refund" in reading.columns:
        parts.append(_by_order(drafts, orders, done=parts))
    parts.append(_by_status(drafts, orders, done=parts))
    return pl.concat(parts) if parts else drafts.clear()


def _by_line(drafts: pl.DataFrame) -> pl.DataFrame:
    refund = pl.min_horizontal(pl.col("line_refund").abs(), pl.col("net_amount")).cast(MONEY)
    return _as_refund(drafts.filter((pl.col("line_refund") != 0) & (pl.col("net_amount") > 0)), refund)


def _by_order(drafts: pl.DataFrame, orders: pl.DataFrame, *, done: list[pl.DataFrame]) -> pl.DataFrame:
    sums = order_sums(drafts).select("order_no", "refund", refund_net=refund_ex_tax())
    owed = orders.join(sums, on="order_no").filter((pl.col("refund") > 0) & ~pl.col("returned"))
    for part in done:
        owed = owed.join(part.select("order_no"), on="order_no", how="anti")
    owed = owed.select("order_no", owed=pl.min_horizontal("refund_net", "order_net").cast(MONEY))
    return _as_refund(_one_row_an_order(drafts).join(owed, on="order_no"), pl.col("owed"), whole_order=True)


def _by_status(drafts: pl.DataFrame, orders: pl.DataFrame, *, done: list[pl.DataFrame]) -> pl.DataFrame:
    """Refund all of an order that is called refunded and whose export prints no refund anywhere."""
    owed = orders.filter(~pl.col("returned") & (pl.col("order_net") > 0))
    for part in done:
        owed = owed.join(part.select("order_no"), on="order_no", how="anti")
    called = drafts.filter((pl.col("order_status") == "refunded") & (pl.col("net_amount") > 0))
    return _as_refund(called.join(owed.select("order_no"), on="order_no", how="semi"), pl.col("net_amount"))


def _one_row_an_order(drafts: pl.DataFrame) -> pl.DataFrame:
    goods = drafts.filter(pl.col("net_amount") > 0)
    return goods.sort("order_no", "sku", "product", "row", nulls_last=True).unique(
        "order_no", keep="first", maintain_order=True
    )


def _as_refund(rows: pl.DataFrame, refund: pl.Expr, *, whole_order: bool = False) -> pl.DataFrame:
    """Turn copies of sold rows into refund rows of `refund` (MONEY); of no product where of the whole order."""
    blank = ("sku", "product_id", "product", "variant", "size", "color", "category", "brand", "season")
    rows = (
        rows.with_columns(refund_amount=refund)
        .with_columns(
            pl.lit(None, pl.Int64).alias("row"),
            pl.lit("refund").alias("line_type"),
            *(ZERO.alias(name) for name in ("gross_amount", "discount_amount", "net_amount", "other_amount")),
            *(
                pl.lit(None).cast(MONEY).alias(name)
                for name in ("quantity", "unit_price", "tax_amount", "cost_amount")
            ),
        )
        .drop("owed", strict=False)
    )
    of_product = [pl.lit(None, pl.String).alias(name) for name in blank if name in rows.columns]
    return rows.with_columns(of_product) if whole_order else rows


def shipping_rows(drafts: pl.DataFrame) -> pl.DataFrame:
    """Return one shipping row an order that was charged shipping, ex tax where it can be taken out."""
    charged = drafts.filter(pl.col("order_shipping").is_not_null() & (pl.col("order_shipping") != 0))
    if charged.height == 0:
        return charged
    amount = pl.col("order_shipping_net") if "order_shipping_net" in charged.columns else pl.col("order_shipping")
    first = charged.sort("order_no", "row").unique("order_no", keep="first", maintain_order=True)
    row = _as_refund(first.with_columns(owed=amount.cast(MONEY)), ZERO, whole_order=True)
    return row.with_columns(line_type=pl.lit("shipping"), other_amount=first.select(amount.cast(MONEY)).to_series())


def set_against_orders(lines: pl.DataFrame) -> pl.DataFrame:
    """Turn negative lines into refund rows of the orders they return.

    A negative line of an order that also sold something belongs to it.  One of a document that only
    returns is set against the same customer's latest earlier lines of that sku and price with quantity
    left; what finds none is booked on its own date.  Adds `against` (Boolean): whether an order was found.
    """
    counted = pl.col("excluded").is_null()
    merchandise = pl.col("line_type").is_in(MERCHANDISE)
    sold = counted & (pl.col("line_type") == "product") & (pl.col("net_amount") > 0) & (pl.col("kind") == "order")
    orders = lines.filter(sold).group_by("order_no").agg(sold_on=pl.col("order_date").min())
    lines = with_facts(lines, orders).with_columns(against=pl.col("sold_on").is_not_null())
    negative = counted & merchandise & (pl.col("net_amount") < 0)
    lines = lines.with_columns(
        refunded_at=pl.when(negative).then(pl.coalesce("refunded_at", "order_date")).otherwise("refunded_at"),
        order_date=pl.when("against").then("sold_on").otherwise("order_date"),
    ).drop("sold_on")
    loose = lines.filter(negative & ~pl.col("against"))
    if loose.height:
        own = lines.filter(~(negative & ~pl.col("against")).fill_null(value=False))
        lines = pl.concat([own, _matched(loose, own.filter(sold)).select(own.columns)], how="vertical")
    return _returned(lines, negative)


def _returned(lines: pl.DataFrame, negative: pl.Expr) -> pl.DataFrame:
    refund = pl.when(negative).then(-pl.col("net_amount")).otherwise("refund_amount").fill_null(ZERO)
    discount_line = pl.col("line_type") == "discount"
    lines = lines.with_columns(
        refund_amount=pl.when(negative & discount_line & pl.col("against")).then(ZERO).otherwise(refund)
    )
    turned = negative & ~(discount_line & pl.col("against"))
    return lines.with_columns(
        line_type=pl.when(turned).then(pl.lit("refund")).otherwise("line_type"),
        gross_amount=pl.when(negative).then(ZERO).otherwise("gross_amount"),
        discount_amount=pl.when(turned)
        .then(ZERO)
        .when(negative)
        .then(-pl.col("net_amount"))
        .otherwise("discount_amount"),
        net_amount=pl.when(turned).then(ZERO).otherwise("net_amount"),
    )


MATCH_KEY = ("customer_key", "currency", "sku", "price")


def _matched(loose: pl.DataFrame, sold: pl.DataFrame) -> pl.DataFrame:
    """Set loose returns against earlier sales, last in first out; split where one return spans two sales."""
    price = (pl.coalesce("unit_price", pl.col("net_amount") / pl.coalesce("quantity", 1))).abs().cast(MONEY)
    units = pl.col("quantity").fill_null(1).abs().cast(pl.Float64)
    when = pl.col("order_date").cast(pl.Datetime("us")) + pl.col("order_time").fill_null(pl.time(0)).cast(
        pl.Duration("us")
    )
    loose = loose.sort(
        "order_date", "order_time", "order_id", "sku", "net_amount", "row", nulls_last=True
    ).with_row_index("loose")
    known = pl.col("customer_key").is_not_null()
    returns = loose.filter(known).select(*MATCH_KEY[:3], "loose", price=price, units=units, when=when)
    sales = (
        sold.filter(known)
        .select(
            *MATCH_KEY[:3],
            "order_no",
            "order_id",
            "store",
            "order_date",
            "order_time",
            price=price,
            units=units,
            when=when,
        )
        .join(returns.select(MATCH_KEY).unique(), on=MATCH_KEY, how="semi", nulls_equal=True)
    )
    sales = sales.sort(*MATCH_KEY, "when", "order_id", "store", "units", nulls_last=True).with_row_index("sale")
    pieces = pl.DataFrame(
        list(_last_in_first_out(sales, returns)),
        schema={"loose": pl.UInt32, "sale": pl.UInt32, "taken": pl.Float64},
        orient="row",
    )
    found = pieces.join(
        sales.select(
            "sale",
            against_no="order_no",
            against_id="order_id",
            against_store="store",
            against_date="order_date",
            against_time="order_time",
        ),
        on="sale",
        how="left",
    )
    return _split(loose.join(found, on="loose", how="left").sort("loose", "sale", nulls_last=True))


def _last_in_first_out(sales: pl.DataFrame, returns: pl.DataFrame) -> Iterator[tuple[int, int | None, float]]:
    """Yield (return, sale, units) pairs: each return takes from the latest earlier sale with units left."""
    events = pl.concat(
        [
            sales.select(*MATCH_KEY, "when", "units", number="sale", is_return=pl.lit(value=False)),
            returns.select(*MATCH_KEY, "when", "units", number="loose", is_return=pl.lit(value=True)),
        ]
    ).sort(*MATCH_KEY, "when", "is_return", "number", nulls_last=True)
    key: tuple[object, ...] | None = None
    stack: list[list[float]] = []
    for customer, currency, sku, price, _, units, number, is_return in events.iter_rows():
        if (customer, currency, sku, price) != key:
            key, stack = (customer, currency, sku, price), []
        if not is_return:
            stack.append([number, units])
            continue
        left = units
        while left > 0 and stack:
            taken = min(left, stack[-1][1])
            yield number, int(stack[-1][0]), taken
            left -= taken
            stack[-1][1] -= taken
            if stack[-1][1] <= 0:
                stack.pop()
        if left > 0:
            yield number, None, left


def _split(pieces: pl.DataFrame) -> pl.DataFrame:
    """Cut a return's money and units by the pieces it was set against, exactly; the first keeps its input row."""
    whole = pl.col("taken").sum().over("loose")
    upto = (pl.col("taken").cum_sum().over("loose") / whole).fill_null(1.0)
    pieces = pieces.with_columns(upto=upto)
    for name in ("net_amount", "quantity", "cost_amount", "tax_amount"):
        reached = (pl.col(name).cast(pl.Float64) * pl.col("upto")).cast(MONEY)
        pieces = pieces.with_columns(reached=pl.when(pl.col("upto") == 1).then(name).otherwise(reached))
        part = pl.col("reached") - pl.col("reached").shift(1).over("loose").fill_null(ZERO)
        pieces = pieces.with_columns(part.cast(MONEY).alias(name))
    first = pl.int_range(pl.len()).over("loose") == 0
    return pieces.with_columns(
        row=pl.when(first).then("row"),
        against=pl.col("against_no").is_not_null(),
        order_no=pl.coalesce("against_no", "order_no"),
        order_id=pl.coalesce("against_id", "order_id"),
        store=pl.coalesce("against_store", "store"),
        order_date=pl.coalesce("against_date", "order_date"),
        order_time=pl.when(pl.col("against_no").is_not_null()).then("against_time").otherwise("order_time"),
    )
