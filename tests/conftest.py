"""Canonical order lines by hand: the tiny shop of the definitions, and a builder for others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.orders.kept import is_kept
from clvcli.orders.schema import CANONICAL_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

VAT = Decimal("1.25")

# order, day, e-mail, gross, discount, refund (incl. 25 % VAT), day of refund, goods cost, restocked cost, rule
TINY_SHOP: tuple[tuple[Any, ...], ...] = (
    ("O01", "2024-01-05", "anna@x.dk", 1000, 0, 0, None, 300, 0, None),
    ("O02", "2024-01-20", "bo@x.dk", 500, 100, 0, None, 160, 0, None),
    ("O03", "2024-01-20", "bo@x.dk", 250, 0, 0, None, 80, 0, None),
    ("O04", "2024-02-10", "anna@x.dk", 800, 80, 360, "2024-03-02", 260, 130, None),
    ("O05", "2024-02-14", "carl@x.dk", 1200, 0, 1200, "2024-02-28", 400, 400, None),
    ("O06", "2024-02-25", "dina@x.dk", 600, 0, 0, None, 200, 0, None),
    ("O07", "2024-03-03", "bo@x.dk", 400, 0, 0, None, 130, 0, None),
    ("O08", "2024-03-15", "erik@x.dk", 900, 90, 0, None, 280, 0, None),
    ("O09", "2024-03-31", "dina@x.dk", 300, 0, 0, None, 100, 0, None),
    ("O10", "2024-04-02", "fie@x.dk", 700, 0, 0, None, 220, 0, None),
    ("O11", "2024-04-20", "anna@x.dk", 1500, 0, 0, None, 480, 0, None),
    ("O12", "2024-05-05", "gert@x.dk", 400, 0, 0, None, 140, 0, None),
    ("O13", "2024-05-06", "erik@x.dk", 450, 0, 0, None, 150, 0, None),
    ("O14", "2024-05-28", None, 350, 0, 0, None, 120, 0, None),
    ("O15", "2024-06-10", "anna@x.dk", 600, 60, 0, None, 190, 0, None),
    ("O16", "2024-06-12", "fie@x.dk", 550, 0, 0, None, 180, 0, None),
    ("O17", "2024-06-15", "hans@x.dk", 1000, 0, 0, None, 320, 0, "cancelled"),
    ("O18", "2024-06-20", "dina@x.dk", 0, 0, 0, None, 60, 0, "zero_value"),
    ("O19", "2024-06-25", "bo@x.dk", 900, 0, 0, None, 300, 0, "test"),
)


def canonical_lines(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return canonical lines from rows that name only some columns."""
    zero = ("gross_amount", "discount_amount", "net_amount", "refund_amount", "other_amount")
    full = [{**dict.fromkeys(CANONICAL_SCHEMA), **dict.fromkeys(zero, Decimal(0)), **row} for row in rows]
    frame = pl.DataFrame(full, schema=CANONICAL_SCHEMA, orient="row")
    counted = pl.col("excluded").is_null()
    after = (pl.col("net_amount") - pl.col("refund_amount")).cast(CANONICAL_SCHEMA["net_after_refund"])
    frame = frame.with_columns(net_after_refund=after)
    kept = is_kept().over("store", "order_id", "customer_key")
    return frame.with_columns(order_kept=kept & counted).sort("order_date", "store", "order_id", "line_no")


def order_rows(
    order_id: str,
    day: date,
    key: str | None,
    net: Decimal,
    *,
    refund: Decimal = Decimal(0),
    refunded_at: date | None = None,
    **more: Any,
) -> list[dict[str, Any]]:
    """Return the rows of one order: one product line, and a refund row where money was returned."""
    shared = {"order_id": order_id, "order_date": day, "customer_key": key, "customer_email": key, **more}
    sale = {**shared, "line_no": 1, "line_type": "product", "gross_amount": net, "net_amount": net}
    if not refund:
        return [sale]
    returned = {**shared, "line_no": 2, "line_type": "refund", "refund_amount": refund, "refunded_at": refunded_at}
    return [sale, returned | {"cost_amount": None}]


@pytest.fixture(scope="session")
def canonical() -> Callable[[list[dict[str, Any]]], pl.DataFrame]:
    return canonical_lines


@pytest.fixture(scope="session")
def order() -> Callable[..., list[dict[str, Any]]]:
    return order_rows


@pytest.fixture
def tiny_shop() -> pl.DataFrame:
    rows: list[dict[str, Any]] = []
    for number, day, email, gross, discount, refund, refunded, cost, restocked, rule in TINY_SHOP:
        lines = order_rows(
            number,
            date.fromisoformat(day),
            email,
            Decimal(gross - discount) / VAT,
            refund=Decimal(refund) / VAT,
            refunded_at=date.fromisoformat(refunded) if refunded else None,
            currency="DKK",
            excluded=rule,
            cost_amount=Decimal(cost),
        )
        if refund:
            lines[1]["cost_amount"] = -Decimal(restocked)
        rows.extend(lines)
    return canonical_lines(rows)
