"""Lines of plain orders that need nobody else's: what they sold, what they returned of it, their numbers.

An order is whole where its lines are products of one buyer on one day, and where it sold what it returns; its
negative lines are then refunds of its own.  This is what `settle.py` makes of such orders, without looking for
what they cannot have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders import dictionary
from clvcli.orders.schema import CANONICAL_SCHEMA, HALF_A_CENT, MONEY
from clvcli.orders.settling.duplicates import CONTENT, content
from clvcli.orders.settling.identity import kind_of_key
from clvcli.orders.settling.plain import WHO
from clvcli.orders.settling.refunds import ZERO
from clvcli.orders.store.redraft import with_documents
from clvcli.orders.tables import FILE, LINE

if TYPE_CHECKING:
    from clvcli.orders.tables import Reading

MONEY_COLUMNS = ("quantity", "unit_price", "gross_amount", "discount_amount", "tax_amount", "net_amount")

RETURNED = pl.col("net_amount") < 0

AS_REFUND: dict[str, pl.Expr] = {
    "line_type": pl.lit("refund"),
    "refunded_at": pl.col("order_date"),
    "state_at": pl.col("order_date"),
    "gross_amount": ZERO,
    "discount_amount": ZERO,
    "refund_amount": -pl.col("net_amount"),
    "net_amount": ZERO,
}
"""What a returning line says as the refund that it is."""

SALE_FIRST = pl.when(pl.col("net_amount") > 0).then(0).when(~RETURNED).then(1).otherwise(2)


def lines_of_whole_orders(priced: pl.LazyFrame, reading: Reading, currency: str | None) -> pl.DataFrame:
    """Return the settled lines of whole orders with their documents, in canonical order.

    `priced` are their typed rows with buyers and money (`with_money_of_lines`).  Columns that are null on every
    line are left out.
    """
    drafts = _drafts(priced, reading, currency).collect()
    settled = {name: pl.when(RETURNED).then(made).otherwise(name) for name, made in AS_REFUND.items()}
    within = [
        settled.get(name, pl.col(name)) for name in CONTENT if name in reading.columns or name in MONEY_COLUMNS
    ]
    drafts = drafts.sort("order_date", "store", "order_id", SALE_FIRST, *within, nulls_last=True)
    drafts = drafts.with_columns(order_no=pl.struct("order_date", "store", "order_id").rle_id())
    lines = with_documents(drafts, content(drafts))
    lines = lines.with_columns(net_after_refund="net_amount", **settled)
    return _with_order(lines)


def _drafts(priced: pl.LazyFrame, reading: Reading, currency: str | None) -> pl.LazyFrame:
    """Return draft lines with what the export says of them, and what holds for all of them."""
    (person,) = reading.columns.keys() & WHO
    named = pl.when(pl.col(person).is_not_null()).then(pl.lit(person))
    made = {"product", "variant", "size"} if reading.format.variant_in_product else set()
    said = (reading.columns.keys() | made | {*MONEY_COLUMNS}) - {"currency", "store"}
    words = dictionary.english_statuses() | dict(reading.format.statuses)
    return priced.select(
        *(pl.col(name).cast(dtype) for name, dtype in CANONICAL_SCHEMA.items() if name in said),
        "order_time",
        "store",
        FILE,
        row=LINE,
        customer_key=person,
        customer_key_kind=kind_of_key(named, pl.col(person)),
        ordered_at="order_instant",
        line_type=pl.lit("product"),
        kind=pl.lit("order"),
        excluded=pl.lit(None, pl.String),
        refunded_at=pl.lit(None, pl.Date),
        state_at=pl.lit(None, pl.Date),
        refund_amount=ZERO,
        other_amount=ZERO,
        currency=pl.lit(currency, pl.String),
        order_status=pl.lit(words.get("", "paid")),
        source_format=pl.lit(reading.format.name),
    )


def _with_order(lines: pl.DataFrame) -> pl.DataFrame:
    """Add what the lines of an order, which stand together, tell of one another."""
    orders = lines.group_by("order_no", maintain_order=True).agg(
        sells=(pl.col("net_amount") > 0).any(), left=pl.col("net_after_refund").sum(), count=pl.len()
    )
    orders = orders.select("sells", "left", begins=pl.col("count").cum_sum() - pl.col("count"))
    each = orders[lines["order_no"]]
    nth = pl.int_range(pl.len(), dtype=pl.Int32) - each["begins"].cast(pl.Int32) + 1
    return lines.with_columns(
        line_no=nth,
        excluded=pl.when(~each["sells"]).then(pl.lit("zero_value")),
        order_kept=each["sells"] & (each["left"] >= HALF_A_CENT),
        net_after_refund=pl.col("net_after_refund").cast(MONEY),
        store=pl.when(pl.col("store") != "").then("store"),
    )
