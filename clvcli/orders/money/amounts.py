"""What the amounts of a file are: of the line or of the order, before or after discount; and which cost is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import AmountMeaningError
from clvcli.orders.money.agreement import CLEAR_MAJORITY, agree, price, said
from clvcli.orders.money.list_price import decide_before_discount
from clvcli.orders.schema import HALF_A_CENT
from clvcli.orders.tables import Decision
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

FEW_ORDERS = 3
"""A pattern over fewer orders of several lines than this proves nothing."""

CHANCE = 0.01
"""A pattern that a shop of few prices shows this often by itself proves nothing."""

Basis = Literal[
    "price",
    "amount_after_discount",
    "amount_before_discount",
    "gross_less_discount",
    "order_amount",
    "order_subtotal",
    "subtotal",
    "total",
]


Decided = tuple[Basis, bool, tuple[Decision, ...]]
"""What a line's money rests on; whether `amount` is of the whole order; what to say."""


def decide_amounts(drafts: pl.DataFrame, reading: Reading, options: ReadOptions) -> Decided:
    """Decide what `amount` of a generic table is: of the line or of the order, before or after discount.

    Raises AmountMeaningError where the rows cannot tell and it matters.
    """
    source = reading.table.source
    if "amount" not in reading.columns:
        return "price", False, (said(Saying("amounts"), Saying("quantity x unit price"), source),)
    decided = decide_before_discount(drafts, reading, options)
    before = decided if decided is not None and decided[0] != "amount_after_discount" else None
    if options.amount_is is not None:
        of_order = options.amount_is == "order" and reading.grain == "line"
        if before and of_order:
            raise AmountMeaningError.repeated_before_discount(source, reading.columns["amount"])
        basis = before[0] if before else "order_amount" if of_order else "amount_after_discount"
        return (
            basis,
            of_order,
            (
                said(
                    Saying("amounts"),
                    Saying("of the line" if options.amount_is == "line" else "of the order"),
                    source,
                    how="set",
                ),
            ),
        )
    if reading.grain == "order":
        return decided or _decide_by_pattern(drafts, reading)
    if before and order_money(drafts, BEFORE_DISCOUNT[before[0]]) != "lines":
        raise AmountMeaningError.repeated_before_discount(source, reading.columns["amount"])
    return before or _decide_by_pattern(drafts, reading)


BEFORE_DISCOUNT: dict[Basis, str] = {"gross_less_discount": "line_gross", "amount_before_discount": "amount"}
"""Basis before discount -> the field whose money it is."""


def _decide_by_pattern(drafts: pl.DataFrame, reading: Reading) -> Decided:
    """Decide by what adds up, and by where an order's amounts stand on its rows."""
    source = reading.table.source
    if _holds_shipping(drafts, reading):
        because = Saying("amount = subtotal + shipping")
        return (
            "order_subtotal",
            True,
            (said(Saying("amounts"), Saying("the order's subtotal"), source, because=because),),
        )
    if reading.grain == "order":
        return "amount_after_discount", False, (said(Saying("amounts"), Saying("of the order"), source),)
    repeated = order_money(drafts, "amount")
    if "unit_price" in reading.columns:
        return _against_price(drafts, repeated, source)
    if repeated == "unclear":
        raise AmountMeaningError.repeated_amounts(source)
    basis, words = AMOUNT_OF[repeated]
    return basis, basis == "order_amount", (said(Saying("amounts"), words, source),)


def _holds_shipping(drafts: pl.DataFrame, reading: Reading) -> bool:
    """Tell whether amounts are totals of orders that hold shipping, by the subtotals printed beside them."""
    if not {"order_subtotal", "order_shipping"} <= reading.columns.keys():
        return False
    orders = drafts.group_by("order_no").agg(
        pl.col("amount", "order_subtotal", "order_shipping").abs().max(),
        tax=pl.coalesce(pl.col("order_tax").max(), pl.col("line_tax").sum()).fill_null(0),
    )
    charged = pl.col("order_subtotal") + pl.col("order_shipping")
    holds = agree(pl.col("amount"), charged) | agree(pl.col("amount"), charged + pl.col("tax").abs())
    shipped = orders.filter(pl.col("order_shipping") > 0)
    return float(shipped.select(holds.mean()).item() or 0.0) >= CLEAR_MAJORITY


AMOUNT_OF: dict[str, tuple[Basis, str]] = {
    "once": ("order_amount", Saying("of the order, on its first row")),
    "repeated": ("order_amount", Saying("of the order, repeated on its rows")),
    "lines": ("amount_after_discount", Saying("of the line")),
}
"""What the pattern of amounts over an order's rows means, where no unit price can be held against it."""


def order_money(drafts: pl.DataFrame, field: str) -> Literal["once", "repeated", "lines", "unclear"]:
    """Tell whether a money column looks like its order's on orders of several rows."""
    money = pl.col(field)
    orders = drafts.group_by("order_no").agg(
        rows=pl.len(), filled=money.count(), values=money.drop_nulls().n_unique(), amount=money.max()
    )
    several = orders.filter((pl.col("rows") > 1) & (pl.col("filled") > 0))
    if several.height == 0:
        return "lines"
    if (several["filled"] == 1).all() and several.height >= FEW_ORDERS:
        return "once"
    if (several["values"] == 1).all() and (several["filled"] == several["rows"]).all():
        proved = several.height >= FEW_ORDERS and _alike_by_chance(orders["amount"]) ** several.height < CHANCE
        return "repeated" if proved else "unclear"
    return "lines"


def _alike_by_chance(amounts: pl.Series) -> float:
    """Return how many of the pairs of these amounts are pairs of the same."""
    counts = amounts.value_counts()["count"]
    return float((counts * (counts - 1)).sum()) / max(amounts.len() * (amounts.len() - 1), 1)


def _against_price(drafts: pl.DataFrame, repeated: str, source: str) -> Decided:
    """Hold the amount against quantity x unit price of the line, and of the order where one has several rows."""
    drafts = drafts.with_columns(
        price=price(),
        less=pl.col("line_discount").abs().fill_null(0),
        printed=pl.col("amount").abs(),
    )
    filled = drafts.filter(pl.col("printed").is_not_null() & pl.col("price").is_not_null())
    several = filled.filter(pl.len().over("order_no") > 1)
    telling = several if several.height else filled
    of_order = (pl.col("price") - pl.col("less")).sum().over("order_no")
    readings: tuple[tuple[Basis, bool, pl.Expr, str], ...] = (
        ("amount_after_discount", False, pl.col("price") - pl.col("less"), Saying("of the line, after discount")),
        ("amount_before_discount", False, pl.col("price"), Saying("of the line, before discount")),
        ("price", True, of_order, Saying("of the order")),
    )
    for basis, order, expected, words in readings:
        share = float(telling.select(agree(pl.col("printed"), expected).mean()).item() or 0.0)
        if share >= CLEAR_MAJORITY:
            because = Saying("{share:.0%} of rows agree with quantity x unit price", share=share)
            return basis, order, (said(Saying("amounts"), words, source, because=because),)
    if repeated in ("once", "repeated"):
        return (
            "price",
            True,
            (
                said(
                    Saying("amounts"),
                    Saying("quantity x unit price"),
                    source,
                    because=Saying("amount is the order's total"),
                ),
            ),
        )
    return (
        "amount_after_discount",
        False,
        (
            said(
                Saying("amounts"),
                Saying("of the line"),
                source,
                because=Saying("amount differs from quantity x unit price"),
            ),
        ),
    )


def decide_unit_or_line(drafts: pl.DataFrame, reading: Reading) -> tuple[Basis, tuple[Decision, ...]]:
    """Decide by order totals whether a printed price is of one unit or of the line.

    In an order of one row, several units at the price fit below the total and its shipping, or they do not;
    tax on top never makes two of one.  Without such orders it is of the line.
    """
    alone = (pl.len().over("order_no") == 1) & (pl.col("quantity") > 1) & (pl.col("amount") > 0)
    room = pl.col("order_total") - pl.col("order_shipping").fill_null(0) + HALF_A_CENT
    fits = drafts.filter(alone).select(fits=pl.col("amount") * pl.col("quantity") <= room)["fits"].drop_nulls()
    of_unit = int(fits.sum()) * 2 > fits.len()
    votes = int(fits.sum()) if of_unit else fits.len() - int(fits.sum())
    because = (
        Saying("{votes:,} of {of:,} orders of several units add up so", votes=votes, of=fits.len())
        if fits.len()
        else ""
    )
    words = Saying("quantity x the price of one unit" if of_unit else "of the line")
    how: Literal["detected", "default"] = "detected" if fits.len() else "default"
    decided: Basis = "price" if of_unit else "amount_after_discount"
    return decided, (said(Saying("amounts"), words, reading.table.source, how=how, because=because),)


def decide_cost(drafts: pl.DataFrame, reading: Reading) -> tuple[bool, tuple[Decision, ...]]:
    """Tell whether what is named a cost is the selling price: equal to it on nearly every row."""
    if not {"unit_cost", "line_cost"} & set(reading.columns):
        return False, ()
    cost = pl.coalesce("line_cost", pl.col("unit_cost") * pl.col("quantity").fill_null(1)).abs()
    same = (agree(cost, price()) | agree(cost, pl.col("amount").abs())) & (cost != 0)
    share = float(drafts.filter(cost.is_not_null()).select(same.fill_null(value=False).mean()).item() or 0.0)
    if share < CLEAR_MAJORITY:
        return False, ()
    because = Saying("it is the selling price on {share:.0%} of rows", share=share)
    return True, (said(Saying("cost"), Saying("not used"), reading.table.source, because=because),)
