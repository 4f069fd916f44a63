"""Square: the items and the transactions of its point of sale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import Companion, FirstOf, Format, Joined

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

PLACE = {
    "customer_id": ("Customer ID",),
    "order_date": ("moment", "Date"),
    "order_id": ("Transaction ID",),
    "store": ("Location",),
    "channel": ("Channel", "Source", "Device Name"),
    "line_discount": ("Discounts",),
    "line_gross": ("Gross Sales",),
    "amount": ("Net Sales",),
    "line_tax": ("Tax",),
}
"""Columns that both files call the same."""

MOMENT = {"moment": Joined(("Date", "Time"))}

REFUNDS = {"Event Type": r"(?i)^refund$"}

STATUSES: dict[str, Status] = {"completed": "paid", "complete": "paid", "voided": "failed"}

TRAPS = (
    "most customers of a till are nobody: about three rows of four have no Customer ID",
    "a refund is a row of its own, dated on its own day, with the sale's Transaction ID or another",
    "amounts are written with the sign of the currency, and $ is the dollar of several countries",
    "dates are of the time zone named in a column",
)

FORMATS = (
    Format(
        name="square_items",
        title="Square, Item Sales > Items Detail CSV",
        confidence="sample",
        signatures=(("Event Type", "Transaction ID", "Item", "Qty", "Net Sales"),),
        file="items.csv",
        companions=(
            Companion(
                name="transactions",
                file="transactions.csv",
                signature=("Gross Sales", "Total Collected", "Transaction ID", "PAN Suffix", "Event Type"),
                on={"Transaction ID": "Transaction ID", "Event Type": "Event Type"},
                columns=("Customer ID", "Transaction Status"),
                has_money=True,
            ),
        ),
        columns=PLACE
        | {
            "customer_id": ("known customer",),
            "status": ("transactions.Transaction Status",),
            "line_type": ("Itemization Type",),
            "quantity": ("Qty",),
            "sku": ("SKU",),
            "product": ("Item",),
            "variant": ("Price Point Name",),
            "category": ("Category",),
        },
        derived={**MOMENT, "known customer": FirstOf(("Customer ID", "transactions.Customer ID"))},
        refund_rows=REFUNDS,
        currency_in_money=True,
        money="line_net",
        tax="excluded",
        statuses=STATUSES,
        line_types={r"line_type:.": "product", r"line_type:(?i)gift card": "gift_card"},
        source="12 monthly and weekly files of one shop, 33 and 35 columns, and an older set of 21",
        traps=(
            *TRAPS,
            "Net Sales is Gross Sales and the Discounts, which are negative, without tax and tip",
            "a gift card that is sold is an item, told by its Itemization Type alone",
            "a custom amount has no SKU",
        ),
    ),
    Format(
        name="square_transactions",
        title="Square, Transactions CSV",
        confidence="fixture",
        signatures=(("Gross Sales", "Total Collected", "Transaction ID", "PAN Suffix", "Event Type"),),
        columns=PLACE | {"status": ("Transaction Status",)},
        derived=MOMENT,
        refund_rows=REFUNDS,
        currency_in_money=True,
        grain="order",
        money="line_net",
        tax="excluded",
        statuses=STATUSES,
        source="a file of 2018 with 44 columns, and the 55 columns of a reader of newer ones",
        traps=(
            *TRAPS,
            "Partial Refunds and a row of its own say the same refund twice: the row is read",
            "Total Collected holds tax and tips, Net Sales does not",
            "Gift Card Sales are no part of Net Sales",
        ),
    ),
)
