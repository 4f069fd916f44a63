"""The canonical order line: the one table between exports and everything else, declared once.

One row per line of an order; shipping, fees, tips and refunds are rows of their own with their own
`line_type`, so that every sum is a plain sum.  A refund row belongs to the order it returns money of
(same `order_id` and `order_date`), carries the day it happened in `refunded_at`, and has zero
`net_amount`.  Shipping that was returned is a shipping row of negative `other_amount`, likewise.
Money is fixed-point with four decimals, ex tax wherever tax is known.
Rows that a rule excludes (cancelled, test, unpaid ...) stay in the table with the rule's name in
`excluded`, so that a later state of the same order can replace them; everything after this table
looks only at rows with `excluded` null.
The table is sorted by `order_date`, `store`, `order_id`, buyer, `line_no`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMA_NAME = "clvcli.order-lines"
SCHEMA_VERSION = "1.0"
"""major.minor in the Parquet key-value metadata `SCHEMA_KEY`; a newer major is refused."""

SCHEMA_KEY = "clvcli.schema"
"""Key of the Parquet metadata by which clvcli knows its own files again."""

_VERSION = re.compile(rf"{re.escape(SCHEMA_NAME)} ([0-9]{{1,4}}\.[0-9]{{1,4}})")

TAX_KEY = "clvcli.tax"
"""Key of the metadata that says whether money holds tax."""

ONE_ORDER = ("store", "order_id", "customer_key")
"""What makes lines one order: numbers restart between stores, and one number under two buyers is two."""

MONEY = pl.Decimal(18, 4)
"""Line money: four decimals, half-even once, after tax is taken out."""

NUMBER = pl.Decimal(38, 6)
"""Numbers as read from an export, before they become money."""

EXACT = pl.Decimal(38, 10)
"""Precision of a division of money, so that four decimals are rounded once."""

HALF_A_CENT = Decimal("0.005")
"""Half the smallest coin: printed amounts that differ by no more are the same, and less than it is no money."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a declared table."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    meaning: str


CANONICAL: tuple[Column, ...] = (
    Column("order_id", pl.String, "order, invoice or receipt number, as text; a refund row has its order's"),
    Column("line_no", pl.Int32, "1..n inside the order; exactly one row per order has 1"),
    Column("line_type", pl.String, "product, shipping, discount, fee, tip, gift_card, refund, adjustment, payment"),
    Column("customer_key", pl.String, "who bought, after identity merge; null for a guest"),
    Column("customer_key_kind", pl.String, "email, id, phone or anonymous: what the key rests on"),
    Column("customer_id", pl.String, "the shop's id as printed; null where it has none"),
    Column("customer_email", pl.String, "trimmed, lower-cased"),
    Column("customer_phone", pl.String, "digits with country code where known"),
    Column("customer_type", pl.String, "consumer, business, staff"),
    Column("order_date", pl.Date, "local date of the order as written, in the shop's zone when there is an offset"),
    Column("ordered_at", pl.Datetime("us", "UTC"), "the instant, where an offset proves it"),
    Column("paid_at", pl.Date, "date of payment"),
    Column("refunded_at", pl.Date, "on a row that returns money: the day; null when the export has no date"),
    Column("state_at", pl.Date, "latest stamp of the order's state in its export; tells which state is later"),
    Column("quantity", MONEY, "units; negative for a return"),
    Column("unit_price", MONEY, "price of one unit as printed"),
    Column("gross_amount", MONEY, "merchandise before discount, ex tax where known"),
    Column("discount_amount", MONEY, "discount on it, >= 0, ex tax where known"),
    Column("tax_amount", MONEY, "tax of the line, shipping included; null where unknown"),
    Column("net_amount", MONEY, "merchandise after discount, ex tax where known; 0 on other rows"),
    Column("refund_amount", MONEY, "merchandise money returned, >= 0; only on refund rows"),
    Column("net_after_refund", MONEY, "net_amount - refund_amount: what net revenue sums"),
    Column("other_amount", MONEY, "shipping, tips, fees, gift cards: no merchandise, ex tax; < 0 where returned"),
    Column("cost_amount", MONEY, "cost of the goods of the line, < 0 of goods that came back; null where unknown"),
    Column("currency", pl.String, "ISO 4217; null where the data name none"),
    Column(
        "order_status", pl.String, "paid, partially_refunded, refunded, pending, cancelled, failed, draft or test"
    ),
    Column("order_kept", pl.Boolean, "whether the order's net merchandise after refunds is above zero"),
    Column("excluded", pl.String, "the rule that keeps the row out; null where it counts"),
    Column("sku", pl.String, "stock keeping unit"),
    Column("product_id", pl.String, "product key"),
    Column("product", pl.String, "product name"),
    Column("variant", pl.String, "variant as printed"),
    Column("size", pl.String, "size"),
    Column("color", pl.String, "colour"),
    Column("category", pl.String, "product group"),
    Column("brand", pl.String, "brand or vendor"),
    Column("season", pl.String, "collection or season"),
    Column("channel", pl.String, "sales channel"),
    Column("source", pl.String, "traffic source or campaign"),
    Column("discount_code", pl.String, "voucher used"),
    Column("country", pl.String, "country of the buyer"),
    Column("region", pl.String, "state or province"),
    Column("store", pl.String, "shop or location; part of an order's identity"),
    Column("source_format", pl.String, "the format the row was read by"),
)


def schema_of(columns: Iterable[Column]) -> pl.Schema:
    """Return the names and types of declared columns, in order."""
    return pl.Schema({column.name: column.dtype for column in columns})


CANONICAL_SCHEMA = schema_of(CANONICAL)


def version_in(metadata: Mapping[str, object]) -> str | None:
    """Return the version of order lines that metadata name, or None where they name none of ours."""
    found = _VERSION.fullmatch(str(metadata.get(SCHEMA_KEY, "")))
    return found[1] if found else None


def major_of(version: str) -> int:
    """Return the number that changes where an earlier clvcli would read a file wrongly."""
    return int(version.partition(".")[0])


def names(columns: Iterable[Column]) -> list[str]:
    """Return the names of declared columns, in order."""
    return [column.name for column in columns]
