"""Cohorts: the tiny shop's table, what is not observed yet, and sums that must hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.customers.cohorts import Cohorts, cohorts, pooled

if TYPE_CHECKING:
    from collections.abc import Callable

    Canonical = Callable[[list[dict[str, Any]]], pl.DataFrame]
    Order = Callable[..., list[dict[str, Any]]]

END = date(2024, 6, 30)


def cohorts_of(lines: pl.DataFrame, as_of: date) -> Cohorts:
    first: date = lines.filter(pl.col("excluded").is_null())["order_date"].min()  # type: ignore[assignment]  # a Date column
    return cohorts(lines.lazy(), as_of=as_of, first_date=first)


def active(found: Cohorts) -> dict[str, list[int | None]]:
    months = found.cells.group_by("cohort", maintain_order=True).agg("active")
    return {month.strftime("%Y-%m"): counts for month, counts in months.iter_rows()}


def test_the_cohorts_of_the_tiny_shop(tiny_shop: pl.DataFrame) -> None:
    # oracle tiny-cohort-counts
    assert active(cohorts_of(tiny_shop, END)) == {
        "2024-01": [2, 1, 1, 1, 0, 1],
        "2024-02": [1, 1, 0, 0, 0],
        "2024-03": [1, 0, 1, 0],
        "2024-04": [1, 0, 1],
        "2024-05": [1, 0],
    }


def test_pooled_shares_of_the_tiny_shop_are_weighted_by_size(tiny_shop: pl.DataFrame) -> None:
    # oracle tiny-cohort-pooled
    expected = [1.0, 1 / 3, 0.6, 0.25, 0.0, 0.5]
    assert cohorts_of(tiny_shop, END).pooled["share"].to_list() == pytest.approx(expected)


def test_a_month_that_is_not_over_is_null_and_shows_what_was_seen_so_far(tiny_shop: pl.DataFrame) -> None:
    found = cohorts_of(tiny_shop, date(2024, 6, 15))
    assert active(found)["2024-01"] == [2, 1, 1, 1, 0, None]
    assert active(found)["2024-04"] == [1, 0, None]
    assert found.cells.filter(pl.col("active").is_null())["so_far"].to_list() == [1, 0, 0, 1, 0]
    assert found.pooled["age"].to_list() == [0, 1, 2, 3, 4]


def test_a_small_cohort_weighs_little() -> None:
    # oracle cohort-weighted-mean: 10 customers of whom 2 come back, 100 of whom nobody does
    cells = pl.DataFrame({"age": [1, 1], "customers": [10, 100], "active": [2, 0]})
    assert pooled(cells)["share"].item() == pytest.approx(2 / 110)


def test_a_cohort_not_observed_yet_is_not_a_zero() -> None:
    # oracle cohort-immature
    cells = pl.DataFrame({"age": [1, 1, 1], "customers": [100, 100, 100], "active": [30, None, None]})
    assert pooled(cells).row(0, named=True) == {"age": 1, "eligible": 100, "active": 30, "share": 0.3}


def test_a_refunded_order_stands_in_the_month_it_was_placed(canonical: Canonical, order: Order) -> None:
    # oracle refund-cohort-cell
    lines = canonical(
        [
            *order("1", date(2022, 5, 3), "a", Decimal(10)),
            *order("2", date(2023, 1, 3), "a", Decimal(10), refund=Decimal(4), refunded_at=date(2023, 3, 3)),
        ]
    )
    cells = cohorts_of(lines, date(2023, 3, 31)).cells.filter(pl.col("so_far") > 0)
    assert cells.select("cohort", "age").rows() == [(date(2022, 5, 1), 0), (date(2022, 5, 1), 8)]


def test_repurchase_by_age_counts_only_customers_observed_that_long(canonical: Canonical, order: Order) -> None:
    lines = canonical(
        [
            *order("1", date(2024, 1, 1), "a", Decimal(10)),
            *order("2", date(2024, 1, 31), "a", Decimal(10)),
            *order("3", date(2024, 1, 1), "b", Decimal(10)),
            *order("4", date(2024, 2, 1), "b", Decimal(10)),
            *order("5", date(2024, 2, 20), "c", Decimal(10)),
        ]
    )
    by_age = cohorts_of(lines, date(2024, 3, 1)).by_age
    assert by_age.select("days", "eligible", "again").rows()[:3] == [(30, 2, 1), (60, 2, 2), (90, 0, 0)]
    assert by_age["share"].to_list() == [0.5, 1.0, None, None, None]


def test_the_twelve_month_repurchase_rate(canonical: Canonical, order: Order) -> None:
    # the year before the last is (2022-06-30, 2023-06-30], the last (2023-06-30, 2024-06-30]
    bought = {
        "a": ["2022-07-01", "2023-07-01"],
        "b": ["2023-06-30"],
        "c": ["2022-06-30", "2024-01-01"],
        "d": ["2024-01-01", "2024-06-30"],
    }
    rows = [
        row
        for buyer, days in bought.items()
        for day in days
        for row in order(f"{buyer}{day}", date.fromisoformat(day), buyer, Decimal(10))
    ]
    last_year = cohorts_of(canonical(rows), END).last_year
    assert (last_year.before, last_year.again, last_year.rate) == (2, 1, 0.5)
    too_short = cohorts_of(canonical(rows).filter(pl.col("order_date") > date(2022, 6, 30)), END).last_year
    assert too_short.rate is None


def test_cohorts_hold_every_customer_with_a_kept_purchase(tiny_shop: pl.DataFrame) -> None:
    cells = cohorts_of(tiny_shop, END).cells.filter(pl.col("age") == 0)
    assert cells["customers"].sum() == 6
    assert cells["customers"].to_list() == cells["active"].to_list()
