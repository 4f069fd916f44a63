"""Returned goods: negative lines turned into refund rows of the orders they return, as far as those are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.aligned import with_facts
from clvcli.orders.money.line_money import MERCHANDISE
from clvcli.orders.schema import MONEY
from clvcli.orders.settling.refunds import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterator

MATCH_KEY = ("customer_key", "currency", "sku", "price")
"""What a return and the sale it returns have in common."""


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


def _matched(loose: pl.DataFrame, sold: pl.DataFrame) -> pl.DataFrame:
    """Set loose returns against earlier sales, last in first out; split where one return spans two sales."""
    order = ("order_date", "order_time", "order_id", "sku", "net_amount", "row")
    loose = loose.sort(order, nulls_last=True).with_row_index("loose")
    returns = _comparable(loose, "loose")
    sales = _comparable(sold, "order_no", "order_id", "store", "order_date", "order_time")
    sales = sales.join(returns.select(MATCH_KEY).unique(), on=MATCH_KEY, how="semi", nulls_equal=True)
    sales = sales.sort(*MATCH_KEY, "when", "order_id", "store", "units", nulls_last=True).with_row_index("sale")
    pieces = pl.DataFrame(
        list(_last_in_first_out(sales, returns)),
        schema={"loose": pl.UInt32, "sale": pl.UInt32, "taken": pl.Float64},
        orient="row",
    )
    against = sales.select(
        "sale",
        against_no="order_no",
        against_id="order_id",
        against_store="store",
        against_date="order_date",
        against_time="order_time",
    )
    found = loose.join(pieces.join(against, on="sale", how="left"), on="loose", how="left")
    return _split(found.sort("loose", "sale", nulls_last=True))


def _comparable(lines: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """Return what tells which sale a return is of, with `units`, `when` and `columns`, of lines with a customer."""
    price = (pl.coalesce("unit_price", pl.col("net_amount") / pl.coalesce("quantity", 1))).abs().cast(MONEY)
    time = pl.col("order_time").fill_null(pl.time(0)).cast(pl.Duration("us"))
    return lines.filter(pl.col("customer_key").is_not_null()).select(
        "customer_key",
        "currency",
        "sku",
        *columns,
        price=price,
        units=pl.col("quantity").fill_null(1).abs().cast(pl.Float64),
        when=pl.col("order_date").cast(pl.Datetime("us")) + time,
    )


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
