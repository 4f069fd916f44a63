"""The fields a column of an export may be understood as, declared once.

`--map FIELD=COLUMN` takes these names; each format maps its own headers onto them; the reading of
values (text, number, date) follows from the field's kind, never from the first rows of a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "number", "date", "flag"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing an export can say about an order or a line of it."""

    name: str
    kind: Kind
    level: Literal["order", "line"]
    meaning: str


FIELDS: tuple[Field, ...] = (
    # identity
    Field("customer_id", "id", "order", "the shop's own id of the customer"),
    Field("customer_email", "text", "order", "e-mail of the buyer"),
    Field("customer_phone", "text", "order", "phone of the buyer"),
    # the order
    Field("order_id", "id", "order", "order, invoice or receipt number"),
    Field("order_date", "date", "order", "when the order was placed"),
    Field("paid_at", "date", "order", "when it was paid"),
    Field("updated_at", "date", "order", "when the row was last changed"),
    Field("fulfilled_at", "date", "order", "when it was sent"),
    Field("cancelled_at", "date", "order", "when it was cancelled"),
    Field("refunded_at", "date", "order", "when money was returned"),
    Field("status", "text", "order", "paid, cancelled, refunded ... in the system's words"),
    Field("payment_status", "text", "order", "the same of its payment, where the order has a status as well"),
    Field("currency", "text", "order", "ISO 4217 code or symbol"),
    Field("fx_rate", "number", "order", "reporting currency per unit of the order's currency"),
    Field("payment_method", "text", "order", "how it was paid"),
    Field("channel", "text", "order", "sales channel"),
    Field("source", "text", "order", "traffic source or campaign"),
    Field("discount_code", "text", "order", "voucher used"),
    Field("country", "text", "order", "country of the buyer"),
    Field("region", "text", "order", "state or province"),
    Field("store", "text", "order", "shop or location"),
    Field("customer_type", "text", "order", "consumer, business, staff"),
    Field("tags", "text", "order", "labels the shop set on the order"),
    # money of the order, on one of its rows or on each
    Field("order_subtotal", "number", "order", "merchandise after discounts"),
    Field("order_total", "number", "order", "all that was charged"),
    Field("order_total_net", "number", "order", "all that was charged, without tax"),
    Field("order_discount", "number", "order", "discounts of the whole order"),
    Field("order_tax", "number", "order", "tax of the whole order"),
    Field("order_shipping", "number", "order", "shipping charged"),
    Field("order_shipping_discount", "number", "order", "discount of the shipping, not taken off it yet"),
    Field("order_shipping_tax", "number", "order", "tax of the shipping"),
    Field("order_refund", "number", "order", "money returned of the whole order, tax included"),
    Field("order_shipping_refund", "number", "order", "shipping returned"),
    Field("order_total_left", "number", "order", "what is left of the total after a refund"),
    # the line
    Field("line_type", "text", "line", "product, shipping, discount, fee, tip, gift card"),
    Field("quantity", "number", "line", "units; negative for a return"),
    Field("unit_price", "number", "line", "price of one unit as printed"),
    Field("amount", "number", "line", "money of the row: of the line, or of the order where a row is an order"),
    Field("line_gross", "number", "line", "money of the line before discount"),
    Field("line_discount", "number", "line", "discount of the line"),
    Field("line_tax", "number", "line", "tax of the line"),
    Field("tax_rate", "number", "line", "rate of tax on the line, as a share or in percent"),
    Field("line_refund", "number", "line", "money returned of the line's merchandise"),
    Field("unit_cost", "number", "line", "cost price of one unit"),
    Field("line_cost", "number", "line", "cost of the line"),
    Field("restocked_cost", "number", "line", "cost of what came back and can be sold again"),
    Field("line_profit", "number", "line", "profit of the line: its money less its cost"),
    Field("sku", "id", "line", "stock keeping unit"),
    Field("product_id", "id", "line", "product key"),
    Field("product", "text", "line", "product name"),
    Field("variant", "text", "line", "variant as printed"),
    Field("size", "text", "line", "size"),
    Field("color", "text", "line", "colour"),
    Field("category", "text", "line", "product group"),
    Field("brand", "text", "line", "brand or vendor"),
    Field("season", "text", "line", "collection or season"),
)

BESIDE: tuple[Field, ...] = (
    Field("valid_from", "date", "line", "first day of a cost"),
    Field("valid_to", "date", "line", "last day of a cost"),
    Field("segment", "text", "order", "the shop's own group of the customer"),
    Field("consent", "text", "order", "whether the customer agreed to be written to"),
    Field("consent_sms", "text", "order", "whether the customer agreed to be written to by phone"),
    Field("ad_user_data", "text", "order", "whether the customer agreed that advertising networks get their data"),
    Field("ad_personalization", "text", "order", "whether the customer agreed to personal advertising"),
    Field("first_name", "text", "order", "given name of the customer"),
    Field("last_name", "text", "order", "family name of the customer"),
    Field("postal_code", "id", "order", "postal code of the customer"),
    Field("city", "text", "order", "town of the customer"),
    Field("month", "text", "order", "month of spend, however it is written"),
    Field("spend", "number", "order", "money spent on winning customers"),
    Field("renewals", "number", "order", "how often a contract was renewed"),
    Field("contract_period", "text", "order", "how long a contract runs before it is renewed: 12, monthly, 1 year"),
)
"""Fields that only files beside the orders have."""

KIND: dict[str, Kind] = {field.name: field.kind for field in (*FIELDS, *BESIDE)}

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
