"""The profile: habits of hand-made customers, what is offered to them, and one row for everybody."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.customers.rhythm import rhythm
from clvcli.customers.summary import summarise
from clvcli.products.habits import purchases_of
from clvcli.products.kept_lines import kept_lines
from clvcli.products.offers import SUPPORT
from clvcli.products.profile import PROFILE, profiles
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF = date(2025, 6, 30)

few = settings(derandomize=True, max_examples=25, deadline=None)

Bought = tuple[str, date, dict[str, Any]]
"""Customer, day, what else is known of the line: net, category, size, product ..."""


def lines_of(bought: Sequence[Bought]) -> pl.DataFrame:
    rows: list[dict[str, Any]] = []
    for number, (key, day, more) in enumerate(bought):
        net = Decimal(more.get("net", 100))
        known = {name: value for name, value in more.items() if name not in {"net", "refund"}}
        refund = Decimal(more.get("refund", 0))
        sold = order_rows(f"O{number:04}", day, key, net, refund=refund, currency="DKK", quantity=1, **known)
        if refund:
            sold[1] |= {"quantity": -1}
        rows += sold
    return canonical_lines(rows)


def profile_of(bought: Sequence[Bought], *, lines: pl.DataFrame | None = None) -> dict[str, dict[str, Any]]:
    frame = profiled(lines_of(bought) if lines is None else lines)
    return {str(row.pop("customer_key")): row for row in frame.to_dicts()}


def profiled(lines: pl.DataFrame) -> pl.DataFrame:
    customers = summarise(lines.lazy(), as_of=AS_OF)
    known = rhythm(lines.lazy(), first_date=customers.first_date, as_of=AS_OF)
    found = profiles(lines.lazy(), customers.frame, known, AS_OF)
    assert found.columns == [column.name for column in PROFILE]
    return customers.frame.select("customer_key").hstack(found)


def days(*ago: int) -> list[date]:
    return [AS_OF - timedelta(days=each) for each in ago]


def test_habits_are_what_was_kept_most_and_twice_at_least() -> None:
    dress, coat = (
        {"category": name, "size": size, "channel": "web"} for name, size in (("dresses", "M"), ("coats", "L"))
    )
    back = {"category": "coats", "size": "XL", "net": 100, "refund": 60}
    bought: list[Bought] = [("anna", day, dress) for day in days(400, 300)]
    bought += [("anna", day, coat) for day in days(500)] + [("anna", day, back) for day in days(200, 100)]
    bought += [("bo", day, dress) for day in days(10)]
    anna, bo = profile_of(bought).values()
    assert (anna["top_category"], anna["usual_size"], anna["usual_channel"]) == ("dresses", "M", "web")
    assert (bo["top_category"], bo["usual_size"], bo["usual_channel"]) == (None, None, None)


def test_of_equal_habits_the_one_bought_last_is_usual() -> None:
    bought: list[Bought] = [("anna", day, {"category": "hats", "size": "S"}) for day in days(400, 300)]
    bought += [("anna", day, {"category": "coats", "size": "L"}) for day in days(200, 100)]
    assert profile_of(bought)["anna"]["top_category"] == "coats"


def test_discounts_are_counted_by_purchase_day() -> None:
    cheap, dear = {"discount_amount": Decimal(10)}, {"discount_amount": Decimal(0)}
    share = {
        "always": [cheap] * 4 + [dear],
        "mostly": [cheap, dear],
        "sometimes": [cheap, dear, dear],
        "never": [dear],
    }
    bought: list[Bought] = [
        (name, AS_OF - timedelta(days=place), more)
        for name, made in share.items()
        for place, more in enumerate(made)
    ]
    assert {key: row["discount_class"] for key, row in profile_of(bought).items()} == {name: name for name in share}


def test_without_any_discount_in_the_data_nobody_is_said_to_buy_without() -> None:
    assert profile_of([("anna", AS_OF, {})])["anna"]["discount_class"] is None


def test_seasons_are_those_of_purchases_and_a_yearly_buyer_is_marked() -> None:
    opened: Bought = ("old", date(2021, 1, 5), {})
    summers: list[Bought] = [("anna", date(year, 6, 10), {}) for year in (2022, 2023, 2024)]
    found = profile_of([opened, *summers])
    assert (found["anna"]["season_profile"], found["anna"]["seasonal"]) == ("SS", True)
    assert (found["old"]["season_profile"], found["old"]["seasonal"]) == (None, False)


def followed(category: str, product: str, times: int, *, start: int = 0) -> list[Bought]:
    """Customers who bought of a category and then a product of another."""
    first, then = {"category": category, "product": category.upper()}, {"category": "next", "product": product}
    keys = [f"{category}-{product}-{number:03}" for number in range(start, start + times)]
    return [(key, day, more) for key in keys for day, more in zip(days(200, 20), (first, then), strict=True)]


def test_what_followed_the_last_category_most_often_and_is_not_had_is_offered() -> None:
    bought = [*followed("hats", "belt", 30), *followed("hats", "scarf", 20)]
    hat: list[Bought] = [("anna", day, {"category": "hats", "product": "cap"}) for day in days(5)]
    belt: list[Bought] = [("bo", day, {"category": "hats", "product": "belt"}) for day in days(300, 5)]
    found = profile_of([*bought, *hat, *belt])
    anna, bo = found["anna"], found["bo"]
    assert (anna["next_category"], anna["next_category_support"]) == ("next", 51)
    assert (anna["next_product"], anna["next_product_support"]) == ("belt", 31)
    assert (bo["next_product"], bo["next_product_support"]) == ("scarf", 20)


def test_a_share_leans_towards_that_of_all_repeat_purchases() -> None:
    bought = [*followed("hats", "belt", SUPPORT), *followed("coats", "scarf", SUPPORT)]
    bought += [("anna", day, {"category": "hats"}) for day in days(5)]
    assert profile_of(bought)["anna"]["next_category_share"] == 1.0


def test_below_thirty_purchases_nothing_is_offered() -> None:
    bought = [*followed("hats", "belt", SUPPORT - 1), ("anna", AS_OF, {"category": "hats"})]
    anna = profile_of(bought)["anna"]
    assert (anna["next_category"], anna["next_product"], anna["next_product_support"]) == (None, None, None)


def test_what_is_sold_no_more_is_not_offered() -> None:
    sold_out = [(key, day - timedelta(days=100), more) for key, day, more in followed("hats", "belt", 40)]
    anna = profile_of([*sold_out, ("anna", AS_OF, {"category": "hats", "product": "cap"})])["anna"]
    assert (anna["next_category"], anna["next_product"]) == ("next", None)


def test_a_purchase_is_of_the_category_of_its_dearest_goods() -> None:
    rows = order_rows("1", AS_OF, "anna", Decimal(50), category="hats", currency="DKK")
    for number, (category, net) in enumerate([("socks", 80), ("coats", 80), (None, 90)], start=2):
        (line,) = order_rows("1", AS_OF, "anna", Decimal(net), category=category, currency="DKK")
        rows.append(line | {"line_no": number})
    found = purchases_of(kept_lines(canonical_lines(rows).lazy(), AS_OF))
    assert found.select("purchase_no", "category").rows() == [(1, "coats")]


def test_data_of_bare_orders_have_a_profile_of_nulls_and_dates() -> None:
    found = profile_of([("anna", day, {}) for day in days(40, 20)])["anna"]
    assert {name for name, value in found.items() if value is not None} == {"seasonal"}


LINES = st.lists(
    st.tuples(
        st.sampled_from([f"c{n}" for n in range(6)]),
        st.dates(date(2023, 1, 1), AS_OF),
        st.fixed_dictionaries(
            {
                "category": st.sampled_from(["hats", "coats", None]),
                "size": st.sampled_from(["S", "M", None]),
                "product": st.sampled_from(["cap", "belt", None]),
                "channel": st.sampled_from(["web", None]),
                "discount_amount": st.sampled_from([Decimal(0), Decimal(5)]),
                "refund": st.sampled_from([0, 40, 100]),
            }
        ),
    ),
    min_size=1,
    max_size=40,
)


@few
@given(LINES, st.randoms(use_true_random=False))
def test_everybody_has_one_row_whatever_the_order_of_rows_and_the_money(bought: list[Bought], chance: Any) -> None:
    lines = lines_of(bought)
    found = profiled(lines)
    assert found["customer_key"].to_list() == sorted({key for key, _, _ in bought})
    order = list(range(lines.height))
    chance.shuffle(order)
    assert_frame_equal(profiled(lines[order]), found)
    money = pl.col("gross_amount", "discount_amount", "net_amount", "refund_amount", "net_after_refund")
    assert_frame_equal(profiled(lines.with_columns((money * 2).cast(lines.schema["net_amount"]))), found)


@pytest.mark.parametrize("column", [column.name for column in PROFILE])
def test_each_column_says_what_it_holds(column: str) -> None:
    (declared,) = [each for each in PROFILE if each.name == column]
    assert len(declared.meaning) > 20
