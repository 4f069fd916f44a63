from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.products.kept_lines import GOODS_LINES, goods_lines, kept_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    Lines = Callable[[list[dict[str, Any]]], pl.DataFrame]
    Rows = Callable[..., list[dict[str, Any]]]

JANUARY, LATER = date(2024, 1, 10), date(2024, 3, 1)


def test_what_came_back_is_a_line_of_its_own_and_sums_are_of_what_was_kept(canonical: Lines, order: Rows) -> None:
    rows = order("1", JANUARY, "anna", Decimal(100), product="shirt", size="Medium", quantity=Decimal(2))
    rows += [
        {**rows[0], "line_no": 2, "line_type": "refund", "quantity": Decimal(-1), "net_amount": Decimal(0)}
        | {"gross_amount": Decimal(0), "refund_amount": Decimal(50), "refunded_at": LATER}
    ]
    found = kept_lines(canonical(rows).lazy(), LATER).collect()
    assert found.columns == [column.name for column in GOODS_LINES]
    sums = found.select(pl.col("sold", "returned", "net").sum()).row(0)
    assert sums == (Decimal(2), Decimal(1), Decimal(50))
    assert found["size"].to_list() == ["M", "M"]


def test_a_return_of_later_is_not_known_yet(canonical: Lines, order: Rows) -> None:
    rows = order("1", JANUARY, "anna", Decimal(100), refund=Decimal(100), refunded_at=LATER, product="shirt")
    assert kept_lines(canonical(rows).lazy(), JANUARY).collect()["returned"].to_list() == [None]
    assert kept_lines(canonical(rows).lazy(), LATER).collect().is_empty()
    assert goods_lines(canonical(rows).lazy(), LATER).collect().height == 2


def test_guests_are_among_goods_and_not_among_what_customers_kept(canonical: Lines, order: Rows) -> None:
    lines = canonical(order("1", JANUARY, None, Decimal(100), product="shirt")).lazy()
    assert goods_lines(lines, LATER).collect()["customer_key"].to_list() == [None]
    assert kept_lines(lines, LATER).collect().is_empty()


def test_goods_without_a_name_are_called_by_their_key_and_count_as_one(canonical: Lines, order: Rows) -> None:
    lines = canonical(order("1", JANUARY, "anna", Decimal(100), sku="A-1")).lazy()
    assert kept_lines(lines, LATER).select("product", "sold").collect().row(0) == ("A-1", Decimal(1))


def test_excluded_rows_and_delivery_are_no_goods(canonical: Lines, order: Rows) -> None:
    rows = order("1", JANUARY, "anna", Decimal(100), product="shirt")
    delivery = {
        **rows[0],
        "line_no": 2,
        "line_type": "shipping",
        "net_amount": Decimal(0),
        "other_amount": Decimal(9),
    }
    cancelled = order("2", JANUARY, "anna", Decimal(70), product="hat", excluded="cancelled")
    found = goods_lines(canonical([*rows, delivery, *cancelled]).lazy(), LATER).collect()
    assert found["product"].to_list() == ["shirt"]
