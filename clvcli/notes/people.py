"""What is said of who bought: guests, ids that are one person, and ids that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.notes.base import Note
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from decimal import Decimal


GUESTS_SAID = 0.10
"""Share of guest orders from which it is worth saying: repeat figures then miss a tenth."""

GUESTS_DOUBTFUL = 0.30
"""Share of guest orders from which customer figures no longer stand for the shop."""


def guests(share_of_orders: float, share_of_revenue: float) -> Note:
    """Of orders without a buyer: they are in the shop's totals and have no row among the customers."""
    text = Saying(
        "guests: {share_of_orders:.0%} of orders and {share_of_revenue:.0%} of net revenue name no buyer",
        share_of_orders=share_of_orders,
        share_of_revenue=share_of_revenue,
    )
    doubtful = share_of_orders > GUESTS_DOUBTFUL
    return Note(code="CLVN06", text=text, changes_money=doubtful, share_at_stake=share_of_revenue)


def no_buyers() -> Note:
    """Of an export in which no order names a buyer; look for a column of customer numbers or e-mails."""
    text = Saying("no order names a buyer: totals can be given, customers cannot")
    return Note(code="CLVN07", text=text, changes_money=True)


def id_per_order(orders: int) -> Note:
    """Of customer ids that never come back: some systems give a new id at each checkout."""
    return Note(
        code="CLVN08",
        text=Saying(
            "each of {orders:,} orders has a customer id of its own: ids may be given per order", orders=orders
        ),
        changes_money=True,
        hint="--map customer_email=COLUMN or --map customer_id=COLUMN",
    )


def merged_ids(count: int) -> Note:
    """Of customer ids that share an e-mail and became one customer."""
    text = Saying("{count:,} customer ids merged with another by e-mail", count=count)
    return Note(code="CLVN09", text=text, hint="--no-merge keeps them apart")


def clusters_apart(count: int) -> Note:
    """Of groups of more than 20 ids, or 200 orders, that share an address: no person, so they are not merged."""
    text = Saying(
        "{count:,} groups of ids share an address and are too large to be a person; left apart", count=count
    )
    return Note(code="CLVN10", text=text)


def collective_customer(share: float, money: Decimal | None) -> Note:
    """Of one customer with over 5 % of the orders: perhaps a cash register's or a shop's own account.

    The money is not said where it is in several currencies.
    """
    text = Saying(
        "one customer has {share:.0%} of the orders{worth}: perhaps a cash or collective customer",
        share=share,
        worth="" if money is None else Saying(" and {money:,} of net revenue", money=money),
    )
    return Note(
        code="CLVN11",
        text=text,
        changes_money=True,
        hint="--exclude-customers FILE with its number",
        money_at_stake=money,
    )


def relay_addresses(customers: int, share_of_orders: float) -> Note:
    """Of customers known by an address that a marketplace or a mail provider made up for this shop alone.

    It stays the same, so that they come back as themselves; but who also buys elsewhere under an own address
    is somebody else there.
    """
    text = Saying(
        "1 customer has a relay address ({share_of_orders:.0%} of orders): "
        "they cannot be known again in other channels"
        if customers == 1
        else "{customers:,} customers have a relay address ({share_of_orders:.0%} of orders): "
        "they cannot be known again in other channels",
        customers=customers,
        share_of_orders=share_of_orders,
    )
    return Note(code="CLVN14", text=text)
