from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clvcli.products.first import first_products

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

START = date(2023, 1, 10)
LATER = date(2024, 12, 31)

Bought = tuple[str, int, int, str]
"""Customer, days after START, amount, product."""


def report(make: tuple[Any, Any], bought: Sequence[Bought], as_of: date = LATER) -> list[dict[str, Any]]:
    canonical, order = make
    rows: list[dict[str, Any]] = []
    for number, (key, day, amount, product) in enumerate(bought):
        sold = order(f"O{number}", START + timedelta(days=day), key, Decimal(amount))
        rows += [row | {"product": product} for row in sold]
    found: pl.DataFrame = first_products(canonical(rows).lazy(), as_of=as_of)
    return found.to_dicts()


def test_value_and_return_are_those_of_a_year(canonical: Callable[..., Any], order: Callable[..., Any]) -> None:
    make = (canonical, order)
    (found,) = report(make, [("a", 0, 10, "shirt"), ("a", 365, 20, "hat"), ("a", 366, 40, "hat")])
    assert (found["product"], found["customers"], found["repeat_rate"], found["value"]) == ("shirt", 1, 1.0, 30.0)


def test_customers_not_yet_observed_for_a_year_are_left_out(
    canonical: Callable[..., Any], order: Callable[..., Any]
) -> None:
    make, bought = (canonical, order), [("a", 0, 10, "shirt")]
    assert report(make, bought, as_of=START + timedelta(days=364)) == []
    assert report(make, bought, as_of=START + timedelta(days=365))[0]["customers"] == 1


def test_who_began_with_two_products_counts_for_both(
    canonical: Callable[..., Any], order: Callable[..., Any]
) -> None:
    make = (canonical, order)
    found = report(make, [("a", 0, 10, "shirt"), ("a", 0, 5, "hat"), ("b", 0, 10, "shirt")])
    assert [(row["product"], row["customers"], row["value"]) for row in found] == [
        ("shirt", 2, 25.0),
        ("hat", 1, 15.0),
    ]


def test_a_second_order_of_the_same_day_is_no_return(
    canonical: Callable[..., Any], order: Callable[..., Any]
) -> None:
    make = (canonical, order)
    assert report(make, [("a", 0, 10, "shirt"), ("a", 0, 5, "shirt")])[0]["repeat_rate"] == 0.0
