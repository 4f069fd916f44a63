"""PayPal: the download of an account's activity."""

from __future__ import annotations

from clvcli.orders.formats.base import FirstOf, Format, Joined, Part

_RETURNS = "refund|reversal|chargeback"

FORMATS = (
    Format(
        name="paypal_activity",
        title="PayPal, Activity > Download",
        confidence="sample",
        signatures=(
            ("TimeZone", "Type", "Status", "Gross", "Fee", "Net", "Transaction ID"),
            ("Date", "Time", "TimeZone", "Name", "Type", "Status", "Currency", "Amount", "Balance"),
        ),
        columns={
            "order_id": ("order",),
            "customer_email": ("buyer",),
            "order_date": ("moment",),
            "status": ("Status",),
            "currency": ("Currency",),
            "amount": ("Gross", "Amount"),
            "line_tax": ("tax charged",),
            "product": ("Item Title",),
            "country": ("Country Code",),
        },
        derived={
            "moment": Joined(("Date", "Time")),
            "returned": Part("Type", f"(?i)({_RETURNS})"),
            "direction": Joined(("returned", "Gross")),
            "parties": Joined(("returned", "From Email Address", "To Email Address")),
            "paid back to": Part("parties", rf"(?i)^(?:{_RETURNS}) \S+@\S+ (\S+@\S+)$"),
            "buyer": FirstOf(("paid back to", "From Email Address")),
            "back": Joined(("returned", "Reference Txn ID")),
            "payment returned": Part("back", rf"(?i)^(?:{_RETURNS}) (\S+)$"),
            "order": FirstOf(("Invoice Number", "payment returned", "Transaction ID")),
            "tax charged": Part("Sales Tax", r"^(.*[1-9].*)$"),
        },
        only_rows={"Type": rf"(?i)payment|checkout|purchase|donation|sale|{_RETURNS}"},
        ignored_rows={
            "Type": r"(?i)hold|release|authori[sz]ation|conversion|withdrawal|transfer|mass pay",
            "Balance Impact": r"(?i)^memo$",
            "direction": r"^[-−(]|^[A-Za-z]+ [^-−(]",
        },
        refund_rows={"Type": f"(?i){_RETURNS}"},
        grain="order",
        money="amount",
        tax="included",
        statuses={
            "completed": "paid",
            "cleared": "paid",
            "pending": "pending",
            "unclaimed": "pending",
            "held": "pending",
            "denied": "failed",
            "expired": "failed",
            "reversed": "refunded",
            "refunded": "refunded",
            "partially refunded": "partially_refunded",
            "canceled": "cancelled",
        },
        source="a file of 41 columns and one of 10, and fixtures of 22",
        traps=(
            "withdrawals, holds, authorisations and what the shop itself paid stand among the payments",
            "a payment in another currency has two more rows for the conversion",
            "a refund goes from the shop to the buyer: the buyer is in To Email Address",
            "Net is what is left after PayPal's fee, not after tax: Gross less a printed Sales Tax is read",
            "Gross holds shipping, which is not taken out",
            "days and months stand in the order of the account's country, and decimals too",
        ),
    ),
)
