"""Between stored lines and draft lines: what a document brought is remembered, so that it can be settled again."""

from __future__ import annotations

import polars as pl

from clvcli.orders.schema import MONEY
from clvcli.orders.store.layout import IDENTITY, STORED_SCHEMA

TIME = "%H:%M:%S%.6f"

BROUGHT = {
    "document_id": "order_id",
    "document_store": "store",
    "document_date": "order_date",
    "document_line_type": "line_type",
    "document_refunded_at": "refunded_at",
}
"""Column of DOCUMENT -> column that settling may change."""

SUMMED = ("refund_amount", "quantity", "cost_amount", "tax_amount")
"""What a return is divided by, where it is set against several sales."""


def with_documents(lines: pl.DataFrame, content: list[str]) -> pl.DataFrame:
    """Add to draft lines with `order_no` what their documents say, before settling changes it.

    `content` are the columns that number the returning lines of a document.
    """
    returning = lines.with_row_index("at").filter((pl.col("net_amount") < 0) & pl.col("excluded").is_null())
    returning = returning.sort("order_no", *content, nulls_last=True)
    numbered = returning.select("at", document_line=(pl.int_range(pl.len()).over("order_no") + 1).cast(pl.Int32))
    numbers = lines.select(at=pl.int_range(pl.len(), dtype=pl.UInt32)).join(
        numbered, on="at", how="left", maintain_order="left"
    )
    brought = {name: pl.col(now) for name, now in BROUGHT.items()}
    return lines.with_columns(numbers["document_line"], document_time="order_time", **brought)


def stored(lines: pl.DataFrame) -> pl.DataFrame:
    """Return settled lines that carry their documents, without copies, as the columns of STORED."""
    returning = pl.col("document_line").is_not_null()
    same = {name: pl.when(pl.col(name).ne_missing(pl.col(now))).then(name) for name, now in BROUGHT.items()}
    same["document_refunded_at"] = pl.when(returning).then("document_refunded_at")
    same["document_store"] = pl.when(pl.col("document_store").ne_missing(pl.col("store").fill_null(""))).then(
        "document_store"
    )
    lines = lines.with_columns(
        **same,
        document_kind="kind",
        document_time=pl.col("document_time").dt.strftime(TIME),
        own_row=pl.col("row").is_not_null(),
    )
    return lines.select(
        pl.col(name).cast(dtype) if name in lines.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in STORED_SCHEMA.items()
    )


def redrafted(lines: pl.DataFrame, *, file_no: int) -> pl.DataFrame:
    """Return stored lines as draft lines of one more file, in which returns stand as their documents had them."""
    lines = lines.with_columns(
        order_id=pl.coalesce("document_id", "order_id"),
        store=pl.coalesce("document_store", "store").fill_null(""),
        order_date=pl.coalesce("document_date", "order_date"),
        line_type=pl.coalesce("document_line_type", "line_type"),
        refunded_at=pl.when(pl.col("document_line").is_null())
        .then("refunded_at")
        .otherwise("document_refunded_at"),
        buyer=pl.coalesce("customer_email", "customer_id", "customer_phone"),
        kind="document_kind",
        order_time=pl.col("document_time").str.to_time(TIME),
        excluded=pl.lit(None, pl.String),
    )
    turned = pl.col("document_line").is_not_null() & (pl.col("refund_amount") > 0) & (pl.col("net_amount") == 0)
    lines = pl.concat([lines.filter(~turned), _whole(lines.filter(turned))])
    made = pl.col("derived_id") & pl.col("order_grain")
    return lines.with_row_index("row").with_columns(
        row=pl.when("own_row").then(pl.col("row").cast(pl.Int64) + 1),
        order_id=pl.when(~made.fill_null(value=False)).then("order_id"),
        file=pl.lit(file_no, pl.Int32),
    )


def _whole(parts: pl.DataFrame) -> pl.DataFrame:
    """Put the parts of each returning line together again."""
    document = ["store", "order_id", "order_date", *IDENTITY, "document_line"]
    sums = {name: pl.col(name).sum().cast(MONEY) for name in SUMMED}
    sums = {name: pl.when(pl.col(name).count() > 0).then(total) for name, total in sums.items()}
    others = [name for name in parts.columns if name not in {*document, *SUMMED, "own_row"}]
    whole = parts.group_by(document).agg(
        *(pl.col(name).sort_by("line_no", nulls_last=True).first() for name in others),
        own_row=pl.col("own_row").any(),
        **sums,
    )
    return (
        whole.with_columns(net_amount=(-pl.col("refund_amount")).cast(MONEY), refund_amount=pl.lit(0, MONEY))
        .select(parts.columns)
        .sort(document, nulls_last=True)
    )
