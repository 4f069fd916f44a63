"""What the status words of an export mean: those of orders and of payments, and which of two is the graver."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.errors import UnknownStatusError
from clvcli.orders import dictionary

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.orders.formats.base import Status
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

FIELDS = ("status", "payment_status")
"""Fields that hold status words."""

BY_GRAVITY: tuple[Status, ...] = (
    "paid", "partially_refunded", "refunded", "pending", "failed", "cancelled", "draft", "test",
)  # fmt: skip
"""What a status may be, the gravest last: what keeps an order out weighs more than what gives money back."""


_CENT = Decimal("0.01")


def status_words(rows: pl.DataFrame) -> list[str]:
    """Return the status words of typed or draft rows, as they are compared with those that are known."""
    words = [rows.select(_word(field)).to_series().rename("word") for field in FIELDS if field in rows]
    return pl.concat(words).drop_nulls().unique().sort().to_list() if words else []


def order_status(drafts: pl.DataFrame, reading: Reading, options: ReadOptions) -> pl.Expr:
    """Return what each row says of its order: the graver of its statuses, `test` by a mark, cancelled by a day.

    Whether an order is paid its payment knows better: an order that is still open may be paid.  `drafts` have
    FIELDS.  Raises UnknownStatusError for a word that nobody knows.
    """
    form = reading.format
    set_by_user = {word.lower(): meaning for word, meaning in options.statuses.items()}
    words = {**dictionary.english_statuses(), **form.statuses, **set_by_user}
    unknown = [word for word in status_words(drafts) if word not in words]
    if unknown:
        raise UnknownStatusError.among(unknown, table=reading.table.source)
    gravity = {word: BY_GRAVITY.index(meaning) for word, meaning in words.items()}
    of_order, of_payment = (
        _word(field).replace_strict(gravity, default=None, return_dtype=pl.Int8) for field in FIELDS
    )
    still_open = (of_order == BY_GRAVITY.index("pending")) & of_payment.is_not_null()
    graver = pl.max_horizontal(pl.when(~still_open.fill_null(value=False)).then(of_order), of_payment)
    status = graver.fill_null(gravity.get("", 0)).replace_strict(dict(enumerate(BY_GRAVITY)))
    for field, pattern in form.test_marks.items():
        marked = pl.col(field).str.contains(pattern).fill_null(value=False)
        status = pl.when(marked).then(pl.lit("test")).otherwise(status)
    return pl.when(pl.col("cancelled_at").is_not_null()).then(pl.lit("cancelled")).otherwise(status)


def refunds_untold(lines: pl.DataFrame) -> tuple[Note, ...]:
    """Say of settled lines which orders are called partly refunded while nothing says by how much."""
    told = (pl.col("refund_amount") > 0) | (pl.col("other_amount") < 0)
    called = (pl.col("order_status") == "partially_refunded").any()
    orders = (
        lines.filter(pl.col("excluded").is_null())
        .group_by("order_no")
        .agg(
            pl.col("net_amount").sum(), pl.col("currency").max(), untold=called & ~told.fill_null(value=False).any()
        )
        .filter("untold")
    )
    if orders.is_empty():
        return ()
    money = orders["net_amount"].sum() if orders["currency"].n_unique() == 1 else None
    return (said.refunds_untold(orders.height, None if money is None else Decimal(money).quantize(_CENT)),)


def _word(field: str) -> pl.Expr:
    return pl.col(field).str.to_lowercase().str.strip_prefix("wc-")
