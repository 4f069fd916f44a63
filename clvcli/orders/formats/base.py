"""What a format file declares: how an export is recognised, and what its columns and words mean."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["paid", "partially_refunded", "refunded", "pending", "cancelled", "failed", "draft", "test"]

LineType = Literal["product", "shipping", "discount", "fee", "tip", "gift_card", "refund", "adjustment", "payment"]

OrderKind = Literal["order", "credit_note", "adjustment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The declaration of one export format; nothing here runs, the readers of `orders/` follow it."""

    name: str
    title: str
    confidence: str
    """sample, fixture, exporter_source, parser, docs, synthetic or memory: what the declaration rests on."""
    signatures: tuple[tuple[str, ...], ...]
    """Sets of headers that together prove the format; any one set suffices.  Empty: never by signature."""
    columns: Mapping[str, tuple[str, ...]]
    """Field -> header names that carry it, best first."""
    headless: tuple[tuple[str, ...], ...] = ()
    """Layouts of a file without column names: the field of each column by position, empty where it is skipped.
    Such a file is recognised when its numbers are numbers and its date is a yyyymmdd throughout."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Field -> value the system implies and does not print, e.g. `currency: GBP`."""
    grain: Literal["order", "line"] = "line"
    order_fields: Literal["each_row", "once", "repeated"] = "each_row"
    """Where fields of level `order` stand: on the first row of the order only (`once`), on all its rows
    (`repeated`); `each_row` where a row is an order or the fields are not money."""
    money: Literal["amount", "quantity_x_price", "subtotal_spread", "line_net", "decide"] = "decide"
    """How a line's merchandise money is found: the `amount` column; quantity x unit price less line
    discount; the order's subtotal spread over its product lines; `amount` already net of tax and discount;
    or decided from the file's values (generic tables)."""
    tax: Literal["included", "excluded", "arithmetic", "stated", "unknown"] = "unknown"
    """`arithmetic`: by subtotal + shipping (+ tax) = total, voted per file and currency; `stated`: by words of
    the header."""
    refunds: Literal["rows", "order_column", "line_column", "none"] = "rows"
    statuses: Mapping[str, Status] = field(default_factory=dict)
    """Lower-cased word of the system -> status; a word not listed stops the run with `--status`."""
    order_kinds: Mapping[str, OrderKind] = field(default_factory=dict)
    """Prefix of the order id -> what such a document is (UCI: `C` credit note, `A` adjustment)."""
    line_types: Mapping[str, LineType] = field(default_factory=dict)
    """Regular expression over the sku (or, with `product:` in front, the product name) -> line type."""
    guest_ids: tuple[str, ...] = ()
    """Values of `customer_id` that mean nobody."""
    test_marks: Mapping[str, str] = field(default_factory=dict)
    """Field -> regular expression that marks a test order."""
    variant_in_product: bool = False
    """Whether the product name ends in ` - variant` (Shopify)."""
    source: str = ""
    """Where the header was seen."""
    traps: tuple[str, ...] = ()
    """What goes wrong with this export, one sentence each, for `explain` and the docs."""
    auto_detect: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOrders:
    """A file that shops hand over in place of their orders: recognised, to be refused with a sentence."""

    name: str
    signature: tuple[str, ...]
    what: str
    """What the file is; completes "this is not a list of orders: ..."."""
    instead: str
    """What to export or type instead."""
