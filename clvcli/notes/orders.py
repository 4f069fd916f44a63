"""What is said of orders: what stands twice, what was returned, on which day and under which number they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying, in_ticks, some_of

if TYPE_CHECKING:
    from decimal import Decimal


MOST_NAMED = 5
"""As many words as one line holds."""


def repeated_orders(rows: int, orders: int, money: Decimal | None) -> Note:
    """Of orders delivered twice, by overlapping files or by overlapping parts of one; each counts once.

    The money is what would have been counted double; it is not said where currencies differ.
    """
    text = Saying(
        "{orders:,} orders stand twice and count once: {rows:,} rows left out"
        if money is None
        else "{orders:,} orders stand twice and count once: {rows:,} rows, {money:,} left out",
        orders=orders,
        rows=rows,
        money=money,
    )
    return Note(code="CLVN02", text=text, money_at_stake=money)


def identical_rows(rows: int) -> Note:
    """Of identical rows in a table whose rows are whole orders (no product columns): they count once."""
    return Note(code="CLVN03", text=Saying("{rows:,} identical rows count once", rows=rows))


def identical_lines(rows: int) -> Note:
    """Of lines identical to another line of their order: a thing can be bought on two lines, so they count."""
    text = Saying("{rows:,} lines are identical to another line of their order and count", rows=rows)
    return Note(code="CLVN04", text=text)


def loose_credit_notes(
    matched: int, matched_money: Decimal | None, loose: int, loose_money: Decimal | None
) -> Note:
    """Of credit notes that name no order: set against the customer's latest earlier lines of that sku and price.

    What finds no such line with quantity left is booked on its own date.  A credit note is never an order.
    """

    def worth(money: Decimal | None) -> str:
        """Return money in brackets, nothing where it is in several currencies."""
        return "" if money is None else Saying(" ({money:,})", money=money)

    text = Saying(
        "credit notes: {matched:,} lines{matched_money} set against earlier orders, "
        "{loose:,} lines{loose_money} found none and are booked on their own date",
        matched=matched,
        matched_money=worth(matched_money),
        loose=loose,
        loose_money=worth(loose_money),
    )
    return Note(code="CLVN05", text=text, money_at_stake=loose_money)


def unknown_line_types(source: str, words: list[str], lines: int, money: Decimal | None) -> Note:
    """Of line types that nobody knows, beside product, shipping, fee and their like: such lines count as goods.

    The money is their net, which would not be revenue if they were something else.
    """
    text = Saying(
        "{source}: {lines:,} lines are of a type nobody knows ({named}) and count as goods{worth}",
        source=source,
        lines=lines,
        named=some_of(in_ticks(words), most=MOST_NAMED),
        worth="" if money is None else Saying(", {money:,}", money=money),
    )
    return Note(
        code="CLVN26",
        text=text,
        changes_money=True,
        hint="leave other lines out of the export, or call them shipping, fee, tip, gift card or payment",
        money_at_stake=money,
    )


def replaced_by_less(orders: int, money: Decimal | None) -> Note:
    """Of orders of a store that came again with fewer lines or less money and nothing returned.

    An order is replaced whole by its newer state.  Where an export was cut inside an order and its parts come in
    runs of their own, the last part would stand for all of it: give the parts together.
    """
    text = Saying(
        "{orders:,} orders of the store came again with fewer lines or less money{less}; the newer counts",
        orders=orders,
        less="" if money is None else Saying(", {money:,} less in all", money=money),
    )
    return Note(
        code="CLVN27",
        text=text,
        changes_money=True,
        hint="give all parts of an export in one run",
        money_at_stake=money,
    )


def refunds_untold(orders: int, money: Decimal | None) -> Note:
    """Of orders called partly refunded, of which no column, line or credit note says how much.

    The money is their net sales, the most that can have been returned; it is not said where currencies differ.
    """
    text = Saying(
        "1 order is called partly refunded and nothing says by how much; nothing is taken off{worth}"
        if orders == 1
        else "{orders:,} orders are called partly refunded and nothing says by how much; "
        "nothing is taken off{worth}",
        orders=orders,
        worth="" if money is None else Saying(", up to {money:,}", money=money),
    )
    return Note(
        code="CLVN29",
        text=text,
        changes_money=True,
        hint="export the refunds as well, or --map order_refund=COLUMN",
        money_at_stake=money,
    )


def orders_over_days(orders: int) -> Note:
    """Of orders whose lines carry several days: the first day is the order's."""
    text = Saying("{orders:,} orders have lines on several days; the first day counts", orders=orders)
    return Note(code="CLVN12", text=text)


def shared_numbers(orders: int) -> Note:
    """Of order numbers that stand under several buyers: each buyer's is an order of its own."""
    text = Saying(
        "{orders:,} order numbers stand under several buyers; each buyer's is an order of its own", orders=orders
    )
    return Note(code="CLVN13", text=text)


def orders_alike(orders: int) -> Note:
    """Of orders of one file that have the day and the money of another file's, under numbers that do not tell.

    A shop system and the ledger behind it may export the same orders; given together, each counts twice.  With
    the days of a week later hardly any are alike, so that it is no chance.
    """
    text = Saying(
        "{orders:,} orders have the day and money of orders in another file: perhaps they are the same, twice",
        orders=orders,
    )
    return Note(code="CLVN17", text=text, changes_money=True, hint="give the export of one system only")
