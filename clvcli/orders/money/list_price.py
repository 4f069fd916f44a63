"""Whether amounts called gross are before the discount that stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import AmountMeaningError
from clvcli.orders import dictionary
from clvcli.orders.money.agreement import CLEAR_MAJORITY, agree, said
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from clvcli.orders.money.amounts import Decided
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

NET_OF_TAX = pl.coalesce("order_tax", "line_tax").fill_null(0).abs()


def decide_before_discount(drafts: pl.DataFrame, reading: Reading, options: ReadOptions) -> Decided | None:
    """Tell what the money of a row is where an amount before discount stands there, or one called gross.

    By what adds up with a printed total, else by the name.  None where nothing is called so, and where a unit
    price will tell.  Raises AmountMeaningError where neither tells and it matters.
    """
    source = reading.table.source
    named, amount = reading.columns.get("line_gross"), reading.columns["amount"]
    called_gross = dictionary.may_be_before_discount(amount) and "amount" not in options.columns
    if ("unit_price" in reading.columns and options.amount_is is None) or not (named or called_gross):
        return None
    discounted = drafts.filter((pl.col("line_discount") != 0) & pl.col("amount").is_not_null())
    if named is not None and named != amount:
        return _beside_amount(discounted, source)
    if named is not None:
        because = Saying("the column's name")
        return (
            "gross_less_discount",
            False,
            (said(Saying("amounts"), Saying("before discount"), source, because=because),),
        )
    if discounted.is_empty():
        return None
    before = _adds_up(discounted, pl.col("amount") - pl.col("line_discount").abs())
    after = _adds_up(discounted, pl.col("amount"))
    if before == after:
        raise AmountMeaningError.before_or_after_discount(source, amount)
    if before:
        because = Saying("amount - discount = total")
        return (
            "amount_before_discount",
            False,
            (said(Saying("amounts"), Saying("before discount"), source, because=because),),
        )
    because = Saying("amount = total")
    return (
        "amount_after_discount",
        False,
        (said(Saying("amounts"), Saying("after discount"), source, because=because),),
    )


def _beside_amount(discounted: pl.DataFrame, source: str) -> Decided | None:
    """Tell whether an amount beside the one before discount holds more than goods: shipping, and tax on it."""
    goods = pl.col("line_gross") - pl.col("line_discount").abs()
    shipped = discounted.filter(pl.col("order_shipping").fill_null(0) != 0)
    if shipped.is_empty() or _share(shipped, agree(pl.col("amount"), goods)) >= CLEAR_MAJORITY:
        return None
    charged = goods + pl.col("order_shipping").abs()
    holds = agree(pl.col("amount"), charged) | agree(pl.col("amount"), charged + NET_OF_TAX)
    if _share(shipped, holds) < CLEAR_MAJORITY:
        return None
    because = Saying("the other amount = gross - discount + shipping")
    return (
        "gross_less_discount",
        False,
        (said(Saying("amounts"), Saying("before discount"), source, because=because),),
    )


def _adds_up(discounted: pl.DataFrame, goods: pl.Expr) -> bool:
    """Whether `goods`, alone or with shipping and tax, are the total or the subtotal that the rows print."""
    shipping = pl.col("order_shipping").fill_null(0).abs()
    sums = [goods, goods + shipping, goods + NET_OF_TAX, goods + shipping + NET_OF_TAX]
    totals = [pl.col("order_total"), pl.col("order_subtotal"), pl.col("order_total_net")]
    printed = [total for total in totals if discounted.select(total.is_not_null().any()).item()]
    return any(_share(discounted, agree(sum_, total)) >= CLEAR_MAJORITY for total in printed for sum_ in sums)


def _share(rows: pl.DataFrame, holds: pl.Expr) -> float:
    return float(rows.select(holds.mean()).item() or 0.0)
