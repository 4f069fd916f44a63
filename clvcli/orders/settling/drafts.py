"""Typed rows of one export -> draft order lines: identity cleaned, orders found, words understood.

A draft line is one input row (or a row derived from one: shipping, a refund) with the columns of the
canonical table that can be known from its own file, plus the working columns below.  Money follows in
`orders/money/`; what needs all files together (overlaps, credit notes, merging of customers) comes after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import polars as pl

from clvcli.orders import dictionary
from clvcli.orders.aligned import with_facts
from clvcli.orders.fields import BY_NAME, FIELDS
from clvcli.orders.schema import NUMBER
from clvcli.orders.settling import line_words, statuses
from clvcli.orders.settling.identity import normalised_email, normalised_phone
from clvcli.orders.tables import FILE, LINE, NOT_A_SALE, ROW_KIND, TAKES_BACK

if TYPE_CHECKING:
    from clvcli.orders.formats import Format
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

Lines = TypeVar("Lines", pl.DataFrame, pl.LazyFrame)

DTYPE: dict[str, type[pl.DataType] | pl.DataType] = {
    "id": pl.String,
    "text": pl.String,
    "number": NUMBER,
    "date": pl.Date,
    "flag": pl.Boolean,
}

ORDER_KEY = ("store", "order_id", "buyer")
"""What makes an order inside a file: numbers restart between stores, and one number under two buyers is two."""

BUYER = pl.coalesce("customer_email", "customer_id", "customer_phone")
"""The raw identity of a row, before ids are merged."""

LOOKED_AT = (
    "customer_id", "customer_email", "customer_phone", "order_id", "order_date", "paid_at", "updated_at",
    "fulfilled_at", "cancelled_at", "refunded_at", "status", "payment_status", "currency", "payment_method",
    "country", "store", "tags", "order_subtotal", "order_total", "order_total_net", "order_discount", "order_tax",
    "order_shipping", "order_refund", "order_shipping_refund", "line_type", "quantity", "unit_price", "amount",
    "line_gross", "line_discount", "line_tax", "order_total_left", "line_refund", "unit_cost", "line_cost",
    "restocked_cost", "line_profit", "sku", "product", "variant", "size",
)  # fmt: skip
"""Fields that decide what a row is and is worth; the others are attributes that ride along."""

SIZE = r"(?:^|/ ?)(X{0,3}S|M|X{0,4}L|[2-5]XL|ONE SIZE|\d{2}(?:[.,/]\d{1,2})?)(?: ?/|$)"
"""An option that is a clothing or shoe size, upper-cased."""

GUEST_NUMBERS = ("", "0", "-1")
"""Customer ids that mean nobody whatever the language."""


def draft_rows(rows: pl.DataFrame, reading: Reading, options: ReadOptions) -> pl.DataFrame:
    """Return one draft per readable sale: every field as a column, `order_no`, `status`, `kind`, `line_type`.

    `rows` have FILE.  Rows that are no sales go once they have told who bought.
    Raises UnknownStatusError for a status word nobody knows.
    """
    drafts = _orders(rows_with_buyers(rows, reading), reading)
    drafts = _filled(drafts, reading)
    if ROW_KIND in drafts.columns:
        drafts = _taken_back(drafts.filter(pl.col(ROW_KIND).ne_missing(NOT_A_SALE)))
    if "order_shipping_discount" in reading.columns:
        drafts = drafts.with_columns(order_shipping=_shipping_paid())
    if "order_total_left" in reading.columns:
        drafts = _with_refund(drafts)
    return _words(drafts, reading, options)


def rows_of_file(reading: Reading, file_no: int) -> pl.LazyFrame:
    """Return the typed rows of the export that is so many among the inputs, from 0, with FILE."""
    return reading.rows.with_columns(pl.lit(file_no, pl.Int32).alias(FILE))


def rows_with_buyers(rows: Lines, reading: Reading) -> Lines:
    """Return one draft per readable row, with who bought made comparable, and null for guests."""
    drafts = with_all_fields(rows).with_columns(row=pl.col(LINE))
    nobody = [*GUEST_NUMBERS, *sorted(dictionary.nobody()), *(word.lower() for word in reading.format.guest_ids)]
    known = pl.when(~pl.col("customer_id").str.to_lowercase().is_in(nobody)).then("customer_id")
    comparable = {
        "customer_id": known.alias("customer_id"),
        "customer_email": normalised_email(),
        "customer_phone": normalised_phone(),
    }
    there = rows.collect_schema()
    names = [expression for name, expression in comparable.items() if name in there]
    return drafts.with_columns(*names, pl.col("store").fill_null(""))


def with_all_fields(rows: Lines) -> Lines:
    """Add, as nulls, the fields that the reading of orders and money looks at."""
    wanted = {name: DTYPE[BY_NAME[name].kind] for name in LOOKED_AT}
    wanted |= {"order_time": pl.Time, "order_instant": pl.Datetime("us", "UTC")}
    there = rows.collect_schema()
    return rows.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in wanted.items() if name not in there)


def _orders(drafts: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Number the orders of the file: `order_no`, the same for all rows of one order."""
    if "order_id" not in reading.columns:
        return (
            _numbered(drafts, ["store", "order_date", "order_time", "buyer"])
            if reading.grain == "line"
            else (
                drafts.with_columns(buyer=BUYER)
                .with_row_index("order_no")
                .with_columns(pl.col("order_no").cast(pl.Int64))
            )
        )
    drafts = drafts.with_columns(buyer=BUYER)
    if drafts["buyer"].null_count():
        buyers = pl.col("buyer").drop_nulls()
        only = drafts.group_by("store", "order_id").agg(only=pl.when(buyers.n_unique() == 1).then(buyers.min()))
        drafts = with_facts(drafts, only, on=("store", "order_id"))
        drafts = drafts.with_columns(buyer=pl.coalesce("buyer", "only")).drop("only")
    return _numbered(drafts, list(ORDER_KEY))


def _numbered(drafts: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    drafts = drafts.with_columns(buyer=BUYER) if "buyer" not in drafts.columns else drafts
    orders = drafts.select(key).unique().sort(key, nulls_last=True).with_row_index("order_no")
    return with_facts(drafts, orders.with_columns(pl.col("order_no").cast(pl.Int64)), on=key)


def _filled(drafts: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Carry what stands on one row of an order to its other rows.

    Identity is carried in every export; all order fields where the format may print them once, but for money
    that may stand in parts (`money/order_fields.py`).
    """
    fields = [field.name for field in FIELDS if field.level == "order" and field.name not in {"order_id", "store"}]
    if reading.format.order_fields == "decide":
        fields = [name for name in fields if BY_NAME[name].kind != "number"]
    elif reading.format.order_fields != "once":
        fields = ["customer_id", "customer_email", "customer_phone"]
    fields = [name for name in fields if name in drafts.columns and 0 < drafts[name].null_count() < drafts.height]
    if not fields or reading.grain == "order":
        return drafts
    known = drafts.group_by("order_no").agg(
        pl.col(name).drop_nulls().max().alias(f"{name}__order") for name in fields
    )
    drafts = with_facts(drafts, known)
    return drafts.with_columns(pl.coalesce(name, f"{name}__order") for name in fields).drop(
        f"{name}__order" for name in fields
    )


def _taken_back(drafts: pl.DataFrame) -> pl.DataFrame:
    """Let rows that take back take, whatever the sign they are printed with."""
    back = pl.col(ROW_KIND).eq_missing(pl.lit(TAKES_BACK))
    taken = {"quantity": -pl.col("quantity").abs().fill_null(1), "amount": -pl.col("amount").abs()}
    return drafts.with_columns(pl.when(back).then(taken[name]).otherwise(name).alias(name) for name in taken)


def _shipping_paid() -> pl.Expr:
    """Return what was paid of the shipping charged."""
    discount = pl.col("order_shipping_discount").abs().fill_null(0)
    return (pl.col("order_shipping") - discount).clip(lower_bound=0).cast(NUMBER)


def _with_refund(drafts: pl.DataFrame) -> pl.DataFrame:
    """Tell the refund of an order from what is left of its total."""
    left = pl.col("order_total_left")
    gone = pl.when(left > 0).then((pl.col("order_total") - left).clip(lower_bound=0))
    return drafts.with_columns(order_refund=pl.coalesce("order_refund", gone))


def _words(drafts: pl.DataFrame, reading: Reading, options: ReadOptions) -> pl.DataFrame:
    form = reading.format
    kind = pl.lit("order")
    for prefix, meaning in form.order_kinds.items():
        kind = pl.when(pl.col("order_id").str.starts_with(prefix)).then(pl.lit(meaning)).otherwise(kind)
    if ROW_KIND in drafts.columns:
        kind = pl.coalesce(ROW_KIND, kind)
    drafts = drafts.with_columns(
        statuses.order_status(drafts, reading, options).alias("order_status"),
        kind.alias("kind"),
        line_type(form),
        _unknown_type(form),
    )
    return with_variants(drafts) if form.variant_in_product else drafts


def line_type(form: Format) -> pl.Expr:
    """Return what a line is: by the sku, product names and words of the format, else as printed, else a product."""
    printed = line_words.meaning(pl.col("line_type"))
    return pl.coalesce(_by_format(form), printed, pl.lit("product")).alias("line_type")


def _unknown_type(form: Format) -> pl.Expr:
    """Return the type of a line as printed, where nobody knows it."""
    known = pl.coalesce(_by_format(form), line_words.meaning(pl.col("line_type")))
    return pl.when(known.is_null()).then(pl.col("line_type").str.to_lowercase()).alias(line_words.UNKNOWN)


def _by_format(form: Format) -> pl.Expr:
    found = pl.lit(None, pl.String)
    for pattern, meaning in form.line_types.items():
        field, _, expression = pattern.partition(":")
        if field not in LOOKED_AT:
            field, expression = "sku", pattern
        matches = pl.col(field).str.contains(expression).fill_null(value=False)
        found = pl.when(matches).then(pl.lit(meaning)).otherwise(found)
    return found


def with_variants(drafts: Lines) -> Lines:
    """Take `Dress - Red / M` apart: product, variant after the last ` - `, size among its options."""
    parts = pl.col("product").str.extract_groups(r"^(?<name>.*\S) - (?<option>[^-].*)$")
    name, option = parts.struct.field("name"), parts.struct.field("option")
    size = option.str.to_uppercase().str.extract(SIZE)
    return drafts.with_columns(
        product=pl.coalesce(name, "product"), variant=pl.coalesce("variant", option), size=pl.coalesce("size", size)
    )
