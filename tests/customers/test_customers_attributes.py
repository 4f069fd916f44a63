"""What is known of customers from their first purchase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from clvcli.customers.attributes import with_attributes
from clvcli.customers.summary import summarise

Lines = Callable[[list[dict[str, Any]]], pl.DataFrame]


def line(order: str, day: date, key: str, channel: str | None, **more: Any) -> dict[str, Any]:
    return {
        "order_id": order,
        "line_no": 1,
        "line_type": "product",
        "customer_key": key,
        "customer_id": key,
        "order_date": day,
        "net_amount": Decimal(100),
        "channel": channel,
    } | more


def channels(lines: pl.DataFrame, as_of: date | None = None) -> dict[str, str | None]:
    lazy = lines.lazy()
    frame = with_attributes(summarise(lazy, as_of=as_of), lazy, ["channel"]).frame
    return dict(frame.select("customer_key", "channel").iter_rows())


def test_the_first_purchase_tells_the_channel(canonical: Lines) -> None:
    lines = canonical([line("2", date(2024, 2, 1), "A", "web"), line("1", date(2024, 1, 1), "A", "shop")])
    assert channels(lines) == {"A": "shop"}


def test_a_returned_first_order_is_no_first_purchase(canonical: Lines) -> None:
    back = line("1", date(2024, 1, 1), "A", "shop", line_no=2, line_type="refund")
    back |= {"net_amount": Decimal(0), "refund_amount": Decimal(100), "refunded_at": date(2024, 1, 20)}
    lines = canonical([line("1", date(2024, 1, 1), "A", "shop"), back, line("2", date(2024, 2, 1), "A", "web")])
    assert channels(lines) == {"A": "web"}
    assert channels(lines, date(2024, 1, 10)) == {"A": "shop"}  # before the return was known


def test_of_several_channels_on_the_first_day_the_first_by_alphabet_counts(canonical: Lines) -> None:
    lines = canonical([line("2", date(2024, 1, 1), "A", "app"), line("1", date(2024, 1, 1), "A", "web")])
    assert channels(lines) == {"A": "app"}


def test_who_kept_nothing_or_named_no_channel_has_none(canonical: Lines) -> None:
    excluded = line("1", date(2024, 1, 1), "B", "web", net_amount=Decimal(0))
    assert channels(canonical([line("2", date(2024, 1, 1), "A", None), excluded])) == {"A": None, "B": None}


def test_nothing_is_read_where_nothing_is_asked_for(canonical: Lines) -> None:
    lazy = canonical([line("1", date(2024, 1, 1), "A", "web")]).lazy()
    customers = summarise(lazy)
    assert with_attributes(customers, lazy, []) is customers
