"""What a format file declares: how an export is recognised, and what its columns and words mean."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["paid", "partially_refunded", "refunded", "pending", "cancelled", "failed", "draft", "test"]

LineType = Literal["product", "shipping", "discount", "fee", "tip", "gift_card", "refund", "adjustment", "payment"]

OrderKind = Literal["order", "credit_note", "adjustment"]


CONFIDENCE: Mapping[str, str] = {
    "sample": "checked on real files, or on the data set itself",
    "fixture": "checked on a test file in the shape of real ones",
    "sample_demo": "checked on the vendor's demonstration data",
    "sample_synthetic": "checked on a made-up public file",
    "exporter_source": "read in the exporter's own source",
    "parser": "read in a program that reads real files",
    "docs": "read in documentation",
    "synthetic": "our own construction",
    "memory": "recalled and unverified",
}
"""What a declaration rests on, the surest first."""


TRUE = ("true", "sand", "sant", "sann", "wahr")
FALSE = ("false", "falsk", "falskt", "usann", "falsch")
"""How spreadsheets write what a system printed as `true` and `false`, in the languages of the dictionary."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A column made of the texts of several, with a blank between: a date and its time."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstOf:
    """A column made of the first of several that has text, row by row."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A column made of what the first group of a regular expression finds in another."""

    column: str
    pattern: str


AMOUNT = (
    r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]{1,2}|[0-9]+(?:\.[0-9]+)?)"
)
"""Regular expression of a number that reads in one way by itself: `10.00`, `10,00`, `1,234.50`, `1.234,50`."""


@dataclass(frozen=True, slots=True)
class Summed:
    """A column made of the sum of all numbers that a regular expression's first group finds."""

    columns: tuple[str, ...]
    pattern: str = rf"^\s*({AMOUNT})\s*$"


@dataclass(frozen=True, slots=True)
class DayNumber:
    """A column of dates made of a count of days in an export that prints no calendar; day 1 is `first`."""

    column: str
    first: str = "2001-01-01"
    """A Monday and the first of a January: only spans between days mean something."""


Derived = Joined | FirstOf | Part | Summed | DayNumber
"""How a column is made that the export does not print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Order lines that stand in cells of the order's row."""

    columns: str
    """Regular expression of the headers whose cells hold lines: one, or `line_item_1` to `line_item_N`."""
    between_lines: str = ""
    """Text between the lines of one cell; empty where a cell holds one line."""
    begins: str = ""
    """Regular expression of how a line begins, since names may hold what stands between lines."""
    pattern: str = ""
    """Regular expression of a line whose named groups are made columns; empty where a line is pairs."""
    between_pairs: str = ""
    """Text between the pairs of a line."""
    after_key: str = ":"
    """Text between a key and its value."""
    key: str = r"[a-z_]+"
    """Regular expression of any key: a value ends where the next one begins."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Key of a pair -> name of the made column that takes its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Another file of the same export, which says what this one leaves out and is joined to it by key."""

    name: str
    """What the file is called among people: orders, customers.  A header taken from it is `customers.HEADER`."""
    file: str
    """What the system calls the file, as one that is missing is asked for: `olist_customers_dataset.csv`."""
    signature: tuple[str, ...]
    """Headers that prove it."""
    on: Mapping[str, str] = field(default_factory=dict)
    """Header here, or one taken from a companion above -> header there: the key, which has one row there."""
    columns: tuple[str, ...] = ()
    """Headers taken from it.  None: the file is known again and put aside."""
    needed: str = ""
    """What is wrong without it, as a clause; the run then stops.  Empty: the file may be missing."""
    has_money: bool = False
    """Whether its rows are sales by themselves, which are lost where no row here belongs to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The declaration of one export format; nothing here runs, the readers of `orders/` follow it."""

    name: str
    title: str
    confidence: str
    """What the declaration rests on: a word of CONFIDENCE."""
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
    derived: Mapping[str, Derived] = field(default_factory=dict)
    """Name of a made column -> how it is made; `columns` may name it like one that is printed."""
    packed: Packed | None = None
    """Where the lines of an order stand in cells of its row."""
    file: str = ""
    """What the system calls the file, where it is one of several of an export."""
    companions: tuple[Companion, ...] = ()
    """Other files of the same export that say what this one leaves out, in the order they are joined in."""
    only_rows: Mapping[str, str] = field(default_factory=dict)
    """Header -> regular expression of values that sales have; other rows are no sales."""
    ignored_rows: Mapping[str, str] = field(default_factory=dict)
    """Header -> regular expression of values whose rows are no sales: transfers, purchases, payments."""
    refund_rows: Mapping[str, str] = field(default_factory=dict)
    """Header -> regular expression of values whose rows take back what earlier orders brought."""
    negated: tuple[str, ...] = ()
    """Fields that are printed with the other sign, as ledgers print what left the stock."""
    currency_in_money: bool = False
    """Whether the currency stands in the texts of the money: `EUR 90,00`."""
    order_fields: Literal["each_row", "once", "repeated", "in_parts", "decide"] = "each_row"
    """Where fields of level `order` stand: on one row of the order only (`once`), on all its rows
    (`repeated`), its money in parts that add up to it, as freight of each line (`in_parts`), decided from the
    values (`decide`); `each_row` where a row is an order or the fields are not money."""
    money: Literal[
        "amount", "before_discount", "of_order", "quantity_x_price", "subtotal_spread", "total_spread", "line_net",
        "unit_or_line", "decide",
    ] = "decide"  # fmt: skip
    """How a line's merchandise money is found: the `amount` column; that of one unit or of the line, as order
    totals show (`unit_or_line`, where `amount` and `unit_price` are one column); `amount` less line discount; the
    order's `amount`, on each of its rows, spread over them; quantity x unit price less line discount; the order's
    subtotal spread over its product lines, or where it has none its total less shipping and tips; that total
    (`total_spread`); `amount` already net of tax and discount; or decided from the file's values (generic
    tables)."""
    tax: Literal["included", "excluded", "arithmetic", "stated", "unknown"] = "unknown"
    """`arithmetic`: by subtotal + shipping (+ tax) = total, voted per file and currency; `stated`: by words of
    the header."""
    refunds: Literal["rows", "order_column", "line_column", "none"] = "rows"
    statuses: Mapping[str, Status] = field(default_factory=dict)
    """Lower-cased word of the system -> status; a word not listed stops the run with `--status`."""
    order_kinds: Mapping[str, OrderKind] = field(default_factory=dict)
    """Prefix of the order id -> what such a document is (UCI: `C` credit note, `A` adjustment)."""
    line_types: Mapping[str, LineType] = field(default_factory=dict)
    """Regular expression over the sku (or, with `product:` or another field in front, over that) -> line type;
    of several that match the last holds."""
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
