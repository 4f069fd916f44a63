"""Stripe: the payments of its dashboard, and the itemised report of what changed the balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import FALSE, TRUE, FirstOf, Format, Joined

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

_PAYMENT: dict[str, Status] = {
    "paid": "paid",
    "succeeded": "paid",
    "disputed": "paid",
    "refunded": "refunded",
    "partially refunded": "partially_refunded",
}
"""Words of a payment whose money was taken, where it was captured."""

_NO_PAYMENT: dict[str, Status] = {
    "failed": "failed",
    "requires_payment_method": "failed",
    "requires_action": "pending",
    "requires_confirmation": "pending",
    "requires_capture": "pending",
    "uncaptured": "pending",
    "pending": "pending",
    "canceled": "cancelled",
}

STATUSES: dict[str, Status] = {
    **_PAYMENT,
    **{f"{word} {captured}": status for word, status in _PAYMENT.items() for captured in TRUE},
    **{f"{word} {captured}": "pending" for word in _PAYMENT for captured in FALSE},
    **_NO_PAYMENT,
    **{f"{word} {captured}": status for word, status in _NO_PAYMENT.items() for captured in (*TRUE, *FALSE)},
}
"""Status, and whether the money was captured."""

FORMATS = (
    Format(
        name="stripe_payments",
        title="Stripe, Payments > Export",
        confidence="sample",
        signatures=(
            ("id", "Amount", "Currency", "Captured", "Status"),
            ("Created date (UTC)", "Amount", "Currency", "Captured", "Status"),
            ("Created (UTC)", "Amount", "Currency", "Status"),
        ),
        columns={
            "order_id": ("id",),
            "customer_id": ("Customer ID",),
            "customer_email": ("Customer Email",),
            "customer_phone": ("Customer Phone",),
            "order_date": ("Created date (UTC)", "Created (UTC)"),
            "refunded_at": ("Refunded date (UTC)",),
            "status": ("status and capture",),
            "currency": ("Currency",),
            "amount": ("Amount",),
            "order_total": ("Amount",),
            "order_refund": ("Amount Refunded",),
            "source": ("UTM Source",),
            "product": ("Description",),
            "country": ("Shipping Address Country", "Card Address Country"),
            "tags": ("Mode",),
        },
        derived={"status and capture": Joined(("Status", "Captured"))},
        grain="order",
        money="amount",
        refunds="order_column",
        statuses=STATUSES,
        test_marks={"tags": r"(?i)^test$"},
        source="three files of 15, 23 and 79 columns",
        traps=(
            "a partial refund leaves the status Paid: what was refunded stands in a column",
            "a payment that was tried again is a failed row and a paid one",
            "a paid row may not be captured",
            "amounts are what the customer paid: tax and shipping are in and cannot be taken out",
            "instants are UTC",
        ),
    ),
    Format(
        name="stripe_balance_itemized",
        title="Stripe, itemised balance change or payout reconciliation report",
        confidence="fixture",
        signatures=(("balance_transaction_id", "reporting_category", "gross", "net"),),
        columns={
            "order_id": ("payment",),
            "customer_id": ("customer_id",),
            "customer_email": ("customer_email",),
            "order_date": ("created_utc", "created"),
            "currency": ("currency",),
            "amount": ("gross",),
            "product": ("description",),
        },
        derived={"payment": FirstOf(("charge_id", "source_id"))},
        only_rows={
            "reporting_category": r"(?i)^(charge|payment|partial_capture_reversal|(refund|dispute)(_reversal)?)$"
        },
        refund_rows={"reporting_category": r"(?i)^(partial_capture_reversal|refund|dispute)$"},
        grain="order",
        money="amount",
        source="a test fixture and the vendor's documentation",
        traps=(
            "amounts are in the currency of the settlement, which may not be the customer's",
            "net is what is left after Stripe's fee, not after tax: gross is read",
            "payouts, fees and top-ups stand among the payments",
            "who paid stands there only if those columns were chosen",
        ),
    ),
)
