"""Shopware 5 and 6: the profiles of import and export that shops use for orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.formats.base import FirstOf, Format, Joined, Packed, Part

if TYPE_CHECKING:
    from clvcli.orders.formats.base import Status

ORDER_STATES: dict[int, Status | None] = {
    -1: "draft",
    0: None,
    1: "paid",
    2: "paid",
    3: "paid",
    4: "cancelled",
    5: "paid",
    6: "paid",
    7: "paid",
    8: "pending",
}
"""`orderStatusID` of Shopware 5; an open order is what its payment is."""

PAYMENT_STATES: dict[int, Status] = {
    9: "pending",
    10: "pending",
    11: "pending",
    12: "paid",
    13: "pending",
    14: "pending",
    15: "pending",
    16: "failed",
    17: "pending",
    18: "pending",
    19: "pending",
    20: "refunded",
    21: "pending",
    30: "failed",
    31: "pending",
    32: "pending",
    33: "pending",
    34: "failed",
    35: "cancelled",
}
"""`cleared` of Shopware 5."""

DECISIVE: tuple[Status, ...] = ("refunded", "cancelled", "failed")
"""What a payment is whatever became of the order."""


def _status(order: Status | None, payment: Status) -> Status:
    return order if order == "draft" or (order and payment not in DECISIVE) else payment


BOTH_STATES: dict[str, Status] = {
    f"{order_no} {payment_no}": _status(order, payment)
    for order_no, order in ORDER_STATES.items()
    for payment_no, payment in PAYMENT_STATES.items()
}

LABELS: dict[str, Status] = {
    "offen": "pending",
    "open": "pending",
    "reserviert": "pending",
    "reserved": "pending",
    "verzoegert": "pending",
    "verzögert": "pending",
    "delayed": "pending",
    "teilweise bezahlt": "pending",
    "partially paid": "pending",
    "komplett in rechnung gestellt": "pending",
    "completely invoiced": "pending",
    "komplett bezahlt": "paid",
    "completely paid": "paid",
    "abgeschlossen": "paid",
    "komplett abgeschlossen": "paid",
    "wiedergutschrift": "refunded",
    "re-crediting": "refunded",
    "der vorgang wurde abgebrochen.": "cancelled",
    "the process has been cancelled.": "cancelled",
    "storniert": "cancelled",
    "storniert / abgelehnt": "cancelled",
    "cancelled / rejected": "cancelled",
    "abgebrochen": "draft",
}
"""Words for the states of orders and payments, as Shopware 5 prints them in German and English."""

FORMATS = (
    Format(
        name="shopware5_orders",
        title="Shopware 5 import/export, orders with their lines",
        confidence="sample",
        signatures=(("orderId", "invoiceAmount", "orderDetailId", "articleName"),),
        columns={
            "order_id": ("number",),
            "customer_id": ("customerId",),
            "order_date": ("orderTime",),
            "paid_at": ("clearedDate",),
            "status": ("orderStatusID + cleared",),
            "currency": ("currency",),
            "fx_rate": ("currencyFactor",),
            "source": ("partnerId", "referer"),
            "store": ("shopId",),
            "order_total": ("invoiceAmount",),
            "order_total_net": ("invoiceAmountNet",),
            "order_shipping": ("invoiceShippingNet",),
            "line_type": ("mode",),
            "quantity": ("quantity",),
            "unit_price": ("price",),
            "sku": ("articleNumber",),
            "product_id": ("articleId",),
            "product": ("articleName",),
        },
        derived={"orderStatusID + cleared": Joined(("orderStatusID", "cleared"))},
        order_fields="repeated",
        money="total_spread",
        tax="excluded",
        statuses=BOTH_STATES,
        line_types={"line_type:^[01]$": "product", "line_type:^[24]$": "discount", "line_type:^3$": "fee"},
        source="the profile and test files of the plug-in's own source",
        traps=(
            "the order's totals stand on each of its lines",
            "prices hold tax or not by the order's column net; the totals are printed both ways and are taken",
            "two columns are called number: the first is the order's",
            "vouchers and rebates are lines with a negative price, which the totals are already less",
            "an aborted checkout has order number 0 and status -1",
            "no e-mail, and guest accounts get a new customerId with every order",
        ),
    ),
    Format(
        name="shopware5_main_orders",
        title="Shopware 5 import/export, main orders",
        confidence="sample",
        signatures=(("orderNumber", "invoiceAmount", "paymentStatus", "email"),),
        columns={
            "order_id": ("orderNumber",),
            "customer_id": ("customerNumber",),
            "customer_email": ("email",),
            "customer_phone": ("billingPhone",),
            "customer_type": ("customerGroup",),
            "order_date": ("orderTime",),
            "status": ("payment, or cancelled order",),
            "currency": ("currency",),
            "fx_rate": ("currencyFactor",),
            "payment_method": ("paymentName",),
            "country": ("shippingCountry", "billingCountry"),
            "region": ("shippingState", "billingState"),
            "order_total": ("invoiceAmount",),
            "order_total_net": ("invoiceAmountNet",),
            "order_shipping": ("invoiceShippingNet",),
        },
        derived={
            "cancelled order": Part("orderStatus", r"(?i)^\s*(storniert.*?|abgebrochen|cancelled / rejected)\s*$"),
            "payment, or cancelled order": FirstOf(("cancelled order", "paymentStatus", "orderStatus")),
        },
        grain="order",
        money="total_spread",
        tax="excluded",
        statuses=LABELS,
        source="a test file of the plug-in's own source",
        traps=(
            "states and countries are in the language of the shop",
            "a paid order may be cancelled: both states count",
        ),
    ),
    Format(
        name="shopware6_default_orders",
        title="Shopware 6 import/export, default orders",
        confidence="exporter_source",
        signatures=(("order_number", "customer_email", "amount_total", "order_state_id"),),
        columns={
            "order_id": ("order_number",),
            "customer_email": ("customer_email",),
            "order_date": ("order_date_time",),
            "status": ("stateMachineState.technicalName", "order_state_id"),
            "store": ("sales_channel_id",),
            "amount": ("amount_total",),
            "quantity": ("line_quantity",),
            "product_id": ("line_product",),
        },
        packed=Packed(
            columns="line_items",
            between_lines="|",
            begins="[0-9]+x ",
            pattern=r"^\s*(?P<line_quantity>[0-9]+)x (?P<line_product>.+?)\s*$",
        ),
        order_fields="repeated",
        money="of_order",
        tax="included",
        statuses={
            "open": "pending",
            "in_progress": "paid",
            "completed": "paid",
            "cancelled": "cancelled",
        },
        source="the profile in Shopware's own source",
        traps=(
            "order_state_id is a key without a word: --status KEY=paid says what it means",
            "with stateMachineState.technicalName in the profile words do; open says nothing of the payment",
            "no currency, tax, shipping or refund: amounts hold tax and shipping",
            "lines are product keys without prices: the total is spread by their units",
            "times are UTC",
            "profiles can be changed at will",
        ),
    ),
)
