"""The same trade as two systems print it: Shopify's orders export and a Danish business system's order lines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from generator.days import EXPORTED, utc_offset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from generator.trade import Line, Order

SHOPIFY_HEADER = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price",
    "Lineitem sku", "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status",
    "Billing Name", "Billing Street", "Billing Address1", "Billing Address2", "Billing Company", "Billing City",
    "Billing Zip", "Billing Province", "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street",
    "Shipping Address1", "Shipping Address2", "Shipping Company", "Shipping City", "Shipping Zip",
    "Shipping Province", "Shipping Country", "Shipping Phone", "Notes", "Note Attributes", "Cancelled at",
    "Payment Method", "Payment Reference", "Refunded Amount", "Vendor", "Outstanding Balance", "Employee",
    "Location", "Device ID", "Id", "Tags", "Risk Level", "Source", "Lineitem discount", "Tax 1 Name",
    "Tax 1 Value", "Tax 2 Name", "Tax 2 Value", "Tax 3 Name", "Tax 3 Value", "Tax 4 Name", "Tax 4 Value",
    "Tax 5 Name", "Tax 5 Value", "Phone", "Receipt Number", "Duties", "Billing Province Name",
    "Shipping Province Name", "Payment ID", "Payment Terms Name", "Next Payment Due At", "Payment References",
)  # fmt: skip
ERP_HEADER = (
    "Ordrenr.", "Ordredato", "Kundenr.", "E-mail", "Telefon", "Land", "Kanal", "Kilde", "Status", "Varenr.",
    "Varenavn", "Størrelse", "Farve", "Varegruppe", "Mærke", "Sæson", "Antal", "Pris inkl. moms",
    "Rabat inkl. moms", "Linjetotal inkl. moms", "Heraf moms", "Kostpris", "Valuta", "Rabatkode", "Returdato",
)  # fmt: skip

ERP_STATUS = {"pending": "Afventer", "cancelled": "Annulleret"}
WAYS_TO_CANCEL = ("voided", "refunded", "paid")
"""Shopify calls a cancelled order voided, refunded, or just paid with a date of cancellation."""

TIME_TO_SEND = timedelta(hours=20)
FIRST_SHOPIFY_ID = 5512300000000


def shopify_rows(orders: Iterable[Order]) -> Iterator[dict[str, str]]:
    """Yield the rows of the export, newest order first; what belongs to an order stands on its first row only."""
    for order in sorted(orders, key=lambda each: -each.number):
        for place, line in enumerate(order.lines):
            row = dict.fromkeys(SHOPIFY_HEADER, "") | _shopify_line(order, line)
            yield row | _shopify_order(order) if place == 0 else row


def _shopify_line(order: Order, line: Line) -> dict[str, str]:
    gift = order.sells_gift_card
    title = "Gift card Nordlys" if gift else line.style.name
    marked_down = line.list_price > line.unit_price
    return {
        "Name": f"#{order.number}",
        "Email": order.email,
        "Created at": _instant(order.placed),
        "Lineitem quantity": str(line.quantity),
        "Lineitem name": f"{title} - {line.size}" if line.size else title,
        "Lineitem price": _point(line.unit_price),
        "Lineitem compare at price": _point(line.list_price) if marked_down else "",
        "Lineitem sku": "" if gift else line.style.sku(line.size),
        "Lineitem requires shipping": _flag(not gift),
        "Lineitem taxable": _flag(not gift),
        "Lineitem fulfillment status": "fulfilled" if _is_sent(order) else "pending",
        "Vendor": line.style.brand,
        "Lineitem discount": _point(line.quantity * line.discount_of_unit),
    }


def _shopify_order(order: Order) -> dict[str, str]:
    status = financial_status(order)
    sent = _is_sent(order)
    return {
        "Financial Status": status,
        "Paid at": "" if status in {"pending", "voided"} else _instant(order.placed),
        "Fulfillment Status": "fulfilled" if sent else "unfulfilled",
        "Fulfilled at": _instant(order.placed + TIME_TO_SEND) if sent else "",
        "Currency": order.currency,
        "Subtotal": _point(order.subtotal),
        "Shipping": _point(order.shipping),
        "Taxes": _point(tax(order, order.total)),
        "Total": _point(order.total),
        "Discount Code": order.code,
        "Discount Amount": _point(order.discount + (order.shipping if order.shipping_waived else 0)),
        "Shipping Method": "" if order.source == "pos" else "Pakkeshop",
        "Cancelled at": _instant(order.placed + timedelta(hours=3)) if order.state == "cancelled" else "",
        "Payment Method": _payment_method(order),
        "Refunded Amount": _point(_refunded_at_shopify(order)),
        "Outstanding Balance": _point(order.total if order.state == "pending" else 0),
        "Location": order.location,
        "Id": str(FIRST_SHOPIFY_ID + 4096 * order.number),
        "Source": order.source,
        "Tax 1 Name": f"{order.country} moms 25%",
        "Tax 1 Value": _point(tax(order, order.total)),
    } | _shopify_person(order)


def _shopify_person(order: Order) -> dict[str, str]:
    person = order.customer
    if person is None:
        return {"Accepts Marketing": "no"}
    marked = "" if order.came_by in {"", "direct"} else f"utm_source: {order.came_by}\nutm_campaign: {order.code}"
    return {
        "Accepts Marketing": "yes" if person.wants_mail else "no",
        "Note Attributes": marked.removesuffix("\nutm_campaign: "),
        "Phone": f"'{person.phone}" if person.phone else "",
        "Billing Name": person.name,
        "Billing City": person.city,
        "Billing Zip": f"'{person.zip_code}",
        "Billing Country": person.country,
        "Shipping Country": person.country,
    }


def _is_sent(order: Order) -> bool:
    return order.state in {"paid", "test"} and (order.placed + TIME_TO_SEND).date() <= EXPORTED


def _payment_method(order: Order) -> str:
    if order.state == "test":
        return "bogus"
    if order.source == "pos":
        return "cash" if order.number % 5 == 0 else "Shopify Payments"
    return "Shopify Payments + gift_card" if order.number % 97 == 0 else "Shopify Payments"


def financial_status(order: Order) -> str:
    """Return what Shopify says of the money of an order."""
    if order.state == "pending":
        return "pending"
    if order.state == "cancelled":
        return WAYS_TO_CANCEL[order.number % len(WAYS_TO_CANCEL)]
    if not order.refunded or order.sells_gift_card:
        return "paid"
    return "refunded" if order.refunded == order.total else "partially_refunded"


def _refunded_at_shopify(order: Order) -> int:
    if order.state == "cancelled":
        return order.total if financial_status(order) == "refunded" else 0
    return order.refunded


def erp_rows(orders: Iterable[Order]) -> Iterator[list[str]]:
    """Yield the order lines of the business system, oldest first, each return after the lines of its order.

    A return is a line of its own with a negative number of units, on the number and date of the order
    it belongs to.  Test orders never reached the business system.
    """
    for order in orders:
        if order.state == "test":
            continue
        for line in order.lines:
            yield _erp_line(order, line, line.quantity, ERP_STATUS.get(order.state, "Afsendt"))
        for line in order.lines:
            if line.returned:
                yield _erp_line(order, line, -line.returned, "Krediteret", line.returned_on)


def _erp_line(order: Order, line: Line, units: int, status: str, on: date | None = None) -> list[str]:
    style, person = line.style, order.customer
    paid = units * line.paid_for_unit
    return [
        str(order.number),
        _day(order.placed),
        order.customer_id,
        order.email,
        person.phone if person else "",
        order.country,
        "Butik" if order.source == "pos" else "Webshop",
        order.came_by,
        status,
        "GAVEKORT" if order.sells_gift_card else style.sku(line.size),
        style.name,
        line.size,
        style.colour,
        style.category.name,
        style.brand,
        style.collection.name,
        str(units),
        _comma(line.unit_price),
        _comma(units * line.discount_of_unit),
        _comma(paid),
        _comma(tax(order, paid)),
        _comma(style.unit_cost[order.currency]),
        order.currency,
        order.code,
        _day(on) if on else "",
    ]


def tax(order: Order, money: int) -> int:
    """Return the tax in `money`: a fifth of a price that holds 25 %; a gift card holds none."""
    return 0 if order.sells_gift_card else money // 5


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} {utc_offset(moment.date())}"


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _point(money: int) -> str:
    """Return 129900 as 1299.00."""
    return f"{money // 100}.{money % 100:02d}"


def _comma(money: int) -> str:
    """Return -129900 as -1.299,00."""
    whole, part = divmod(abs(money), 100)
    sign = "-" if money < 0 else ""
    return f"{sign}{whole:,}".replace(",", ".") + f",{part:02d}"
