"""What new customers cost: spend against first orders, payback, and what one may cost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audit.acquisition.acquired import NO_CHANNEL, earned, named_alike, sources_of_days
from clvcli.audit.acquisition.allowable import BORROWED, Limit, NewValue, by_group, held, relative_later
from clvcli.audit.acquisition.cost import Acquisition, acquisition
from clvcli.audit.acquisition.payback import curves, first_year, payback
from clvcli.audit.audit import Audit, audits
from clvcli.contribution.settings import CostSettings
from clvcli.customers.summary import summarise
from clvcli.in_parts import InParts
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 1e-9
"""Sums of a few floats."""

# customer, day, channel, source, money, money returned
SHOP: tuple[tuple[str | None, date, str | None, str | None, int, int], ...] = (
    ("a", date(2024, 1, 5), "web", "Google Ads", 100, 0),
    ("b", date(2024, 1, 9), "web", "google-ads", 60, 0),
    ("c", date(2024, 1, 9), "web", "Meta", 80, 80),
    ("a", date(2024, 2, 7), "web", "Meta", 50, 0),
    ("d", date(2024, 2, 8), "store", None, 40, 0),
    ("e", date(2024, 3, 8), "web", "Meta", 90, 0),
    ("b", date(2024, 3, 9), "web", None, 30, 0),
    (None, date(2024, 3, 31), "web", "Meta", 70, 0),
)


def lines_of(orders: Sequence[tuple[Any, ...]]) -> pl.LazyFrame:
    rows: list[dict[str, Any]] = []
    for number, (who, day, channel, source, money, back) in enumerate(orders):
        rows += order_rows(
            f"{number:03}", day, who, Decimal(money), refund=Decimal(back), refunded_at=day if back else None,
            currency="DKK", channel=channel, source=source,
        )  # fmt: skip
    return canonical_lines(rows).lazy()


def audit_of(orders: Sequence[tuple[Any, ...]], *, as_of: date | None = None) -> tuple[Audit, InParts]:
    lines = lines_of(orders)
    customers = summarise(lines, as_of=as_of)
    audit = audits(lines, customers, CostSettings())["DKK"]
    return audit, sources_of_days(lines, as_of=audit.as_of)


def spend_of(*cells: tuple[int, str, float]) -> pl.DataFrame:
    return pl.DataFrame(
        [(date(2024, month, 1), channel, amount) for month, channel, amount in cells],
        schema={"month": pl.Date, "channel": pl.String, "amount": pl.Float64},
        orient="row",
    )


ALL = spend_of(
    (1, "google ads", 60), (1, "meta", 50), (2, "google ads", 20), (2, "meta", 10), (3, "meta", 45), (3, "tv", 15)
)


@pytest.fixture
def found() -> Acquisition:
    audit, sources = audit_of(SHOP)
    return acquisition(audit, spend=ALL, sources=sources)


def row(frame: pl.DataFrame, **where: Any) -> dict[str, Any]:
    return frame.filter(**where).row(0, named=True)


def test_the_column_that_names_most_of_the_spend_says_what_won_a_customer(found: Acquisition) -> None:
    assert found.by == "source"
    assert found.matched == pytest.approx(185 / 200)
    audit, sources = audit_of(SHOP)
    assert acquisition(audit, spend=spend_of((1, "WEB", 10)), sources=sources).by == "channel"


def test_names_are_the_same_but_for_case_blanks_and_dashes(found: Acquisition) -> None:
    assert row(found.channels, channel="Google Ads")["new_customers"] == 2
    assert named_alike(InParts.of(pl.DataFrame({"x": ["Meta", "meta", "Meta", "TV", None]})), "x") == {
        "Meta": "Meta",
        "meta": "Meta",
        "TV": "TV",
    }


def test_cost_is_spend_per_first_order_and_per_customer_who_kept_something(found: Acquisition) -> None:
    google, meta = row(found.channels, channel="Google Ads"), row(found.channels, channel="Meta")
    assert (google["cac"], google["cac_kept"]) == (40.0, 40.0)
    assert (meta["new_customers"], meta["cac"]) == (2, 52.5)
    assert (meta["kept"], meta["cac_kept"]) == (1, 105.0)


def test_blended_cost_takes_all_spend_and_all_new_customers_paid_those_of_paid_channels(found: Acquisition) -> None:
    assert (found.blended.spend, found.blended.new_customers, found.blended.cac) == (200.0, 5, 40.0)
    assert (found.paid.new_customers, found.paid.cac) == (4, 50.0)


def test_spend_without_customers_and_customers_without_spend_are_named(found: Acquisition) -> None:
    assert found.unmatched == ("tv",)
    assert row(found.channels, channel="tv")["cac"] is None
    assert row(found.channels, channel=NO_CHANNEL) | {"first_loss": 0} == {
        "channel": NO_CHANNEL, "spend": 0.0, "new_customers": 1, "kept": 1, "cac": 0.0, "cac_kept": 0.0,
        "first_loss": 0,
    }  # fmt: skip


def test_each_customer_has_the_cost_of_its_month_and_channel(found: Acquisition) -> None:
    cost = dict(found.customers.collect().select("customer_key", "cac").iter_rows())
    assert cost == {"a": 30.0, "b": 30.0, "c": 50.0, "d": 0.0, "e": 45.0}
    assert found.first_loss == pytest.approx(1 / 5)


def test_months_that_the_file_leaves_out_stand_by_month_alone() -> None:
    audit, sources = audit_of(SHOP)
    found = acquisition(audit, spend=spend_of((1, "meta", 50), (4, "meta", 9)), sources=sources)
    assert found.months_without_spend() == [date(2024, 2, 1), date(2024, 3, 1)]
    assert found.months_without_customers() == [date(2024, 4, 1)]
    assert found.blended.new_customers == 3
    assert found.customers.collect().filter(~pl.col("counted"))["cac"].null_count() == 2


def test_a_month_that_is_not_over_is_not_counted() -> None:
    audit, sources = audit_of(SHOP, as_of=date(2024, 3, 20))
    found = acquisition(audit, spend=ALL, sources=sources)
    assert found.months["counted"].to_list() == [True, True, False]
    assert found.blended.spend == 140.0
    assert float(found.months["spend"].sum()) == 200.0


def test_first_orders_that_may_not_be_first_are_not_counted() -> None:
    old = [(f"o{n}", date(2024, 1, 1 + n % 28), "web", None, 10, 0) for n in range(90)]
    new = [(f"n{n}", date(2024, 2 + n % 9, 10), "web", None, 10, 0) for n in range(45)]
    audit, _ = audit_of([*old, *new])
    found = acquisition(audit, spend=spend_of((1, "web", 100), (5, "web", 100)))
    assert found.months["counted"].to_list() == [False] * 4 + [True] + [False] * 5
    assert (found.blended.spend, found.blended.new_customers) == (100.0, 5)


def test_without_spend_nothing_costs_anything_known() -> None:
    found = acquisition(audit_of(SHOP)[0])
    assert not found.spend_known
    assert found.channels["cac"].null_count() == found.channels.height
    assert found.customers.collect().height == 5


ORDERS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d", "e", None]),
        st.integers(0, 150).map(lambda day: date(2024, 1, 1) + timedelta(days=day)),
        st.sampled_from(["web", "store", None]),
        st.sampled_from(["meta", "Google", None]),
        st.integers(1, 90),
        st.just(0),
    ),
    min_size=1,
    max_size=25,
)
SPEND = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["Meta", "google", "radio"]), st.integers(0, 500)),
    min_size=1,
    max_size=12,
    unique_by=lambda cell: cell[:2],
)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(ORDERS, SPEND)
def test_spend_and_new_customers_of_all_tables_are_those_of_the_shop(
    orders: list[tuple[Any, ...]], cells: list[tuple[int, str, float]]
) -> None:
    if all(order[0] is None for order in orders):
        return
    audit, sources = audit_of(orders)
    spend = spend_of(*cells)
    found = acquisition(audit, spend=spend, sources=sources)
    people = {order[0] for order in orders} - {None}
    apart = found.months.filter(~pl.col("counted"))
    assert float(found.months["spend"].sum()) == pytest.approx(float(spend["amount"].sum()), abs=NEAR)
    assert float(found.channels["spend"].sum()) + float(apart["spend"].sum()) == pytest.approx(
        float(spend["amount"].sum()), abs=NEAR
    )
    assert int(found.months["new_customers"].sum()) == len(people) == found.customers.collect().height
    assert int(found.channels["new_customers"].sum()) + int(apart["new_customers"].sum()) == len(people)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(ORDERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(orders: list[tuple[Any, ...]], random: Any) -> None:
    if all(order[0] is None for order in orders):
        return
    shuffled = list(orders)
    random.shuffle(shuffled)
    first, second = (
        acquisition(audit, spend=ALL, sources=sources) for audit, sources in map(audit_of, (orders, shuffled))
    )
    assert first.channels.equals(second.channels)
    assert first.cells.equals(second.cells)


def test_money_twice_as_large_doubles_money_and_leaves_shares() -> None:
    audit, sources = audit_of(SHOP)
    double = [(*order[:4], order[4] * 2, order[5] * 2) for order in SHOP]
    once = acquisition(audit, spend=ALL, sources=sources)
    twice = acquisition(audit_of(double)[0], spend=ALL.with_columns(pl.col("amount") * 2), sources=sources)
    assert twice.blended.cac == 2 * (once.blended.cac or 0)
    first, doubled = (each.customers.collect()["first_value"] for each in (once, twice))
    assert doubled.to_list() == (first * 2).to_list()
    assert twice.first_loss == once.first_loss


# --- payback


def test_payback_is_the_first_month_that_covers_the_cost_or_is_not_seen() -> None:
    cumulative = [18.0, 22.0, 25.0, 31.0, 35.0, 41.0]
    reached = payback(cumulative, 30)
    assert (reached.month, reached.observed) == (3, 5)
    assert reached.interpolated == pytest.approx(2.833333, abs=1e-6)  # printed with six decimals
    assert (payback(cumulative, 18).month, payback(cumulative, 18).interpolated) == (0, 0.0)
    assert (payback(cumulative, 50).month, payback(cumulative, 50).interpolated) == (None, None)


def test_curves_add_months_of_those_who_were_observed_for_all_of_them() -> None:
    audit, _ = audit_of(SHOP)
    people = acquisition(audit).customers
    curve = curves(people, earned(audit), by=None, as_of=audit.as_of)
    assert curve["customers"].to_list() == [5, 4, 3]
    at_first, after_one, after_two = (100 + 60 + 0 + 40 + 90) / 5, 50 / 4, 30 / 3
    assert curve["cumulative"].to_list() == pytest.approx(
        [at_first, at_first + after_one, at_first + after_one + after_two]
    )
    early = curves(people, earned(audit), by=None, as_of=date(2024, 3, 30))
    assert early["customers"].to_list() == [4, 3]


def test_curves_of_groups_weighted_by_customers_are_those_of_all_where_all_are_as_old() -> None:
    orders = [(f"c{n}", date(2024, 1, 1 + n), "ab"[n % 2], None, 10 + n, 0) for n in range(8)]
    orders += [("c0", date(2024, 2, 10), "a", None, 100, 0), ("c1", date(2024, 3, 31), "a", None, 70, 0)]
    audit, _ = audit_of(orders)
    people, left = acquisition(audit).customers, earned(audit)
    whole = curves(people, left, by=None, as_of=audit.as_of)
    parts = curves(people, left, by="channel", as_of=audit.as_of)
    mean = parts.group_by("age").agg((pl.col("cumulative") * pl.col("customers")).sum() / pl.col("customers").sum())
    assert mean.sort("age")["cumulative"].to_list() == pytest.approx(whole["cumulative"].to_list())


def test_the_first_year_is_that_of_customers_a_year_old() -> None:
    orders = [
        ("a", date(2023, 1, 1), None, None, 10, 0),
        ("a", date(2024, 1, 1), None, None, 20, 0),
        ("a", date(2024, 1, 2), None, None, 40, 0),
        ("b", date(2024, 1, 3), None, None, 80, 0),
    ]
    audit, _ = audit_of(orders)
    year = first_year(acquisition(audit).customers, earned(audit), by=None, as_of=audit.as_of)
    assert year.row(0) == (1, 30.0, 20.0)


def test_of_a_shop_younger_than_a_year_the_first_year_is_not_known() -> None:
    audit, _ = audit_of([("a", date(2024, 1, 1), None, None, 10, 0), ("a", date(2024, 2, 1), None, None, 20, 0)])
    year = first_year(acquisition(audit).customers, earned(audit), by=None, as_of=audit.as_of)
    assert year.row(0) == (0, None, None)


# --- what one may cost


def people_of(*rows: tuple[str, str, float, float]) -> InParts:
    made = pl.DataFrame(rows, schema=["channel", "within", "first_value", "later"], orient="row")
    return InParts.of(
        made.with_columns(
            customer_key=pl.format("c{}", pl.int_range(pl.len())),
            month=pl.lit(date(2024, 1, 1)),
            first_day=pl.lit(date(2024, 1, 1)),
        )
    )


def test_customers_of_a_group_are_held_against_others_of_the_same_time() -> None:
    people = people_of(
        *[("a", "old", 10.0, 100.0)] * 50, *[("b", "old", 10.0, 100.0)] * 50, *[("b", "new", 10.0, 4.0)] * 50
    )
    assert relative_later(people, group="channel", within="within")["ratio"].to_list() == pytest.approx([1.0, 1.0])


def test_few_customers_are_drawn_to_the_shop() -> None:
    many = people_of(*[("a", "x", 10.0, 200.0)] * 500, *[("b", "x", 10.0, 100.0)] * 500)
    few = people_of(*[("a", "x", 10.0, 200.0)] * 2, *[("b", "x", 10.0, 100.0)] * 998)
    own, drawn = (relative_later(people, group="channel", within="within")["ratio"][0] for people in (many, few))
    assert own == pytest.approx((500 * 200 + BORROWED * 150) / (500 * 150 + BORROWED * 150))
    assert 1 < drawn < own


def test_allowable_cost_is_a_share_of_value_and_of_what_is_left_in_time() -> None:
    people = people_of(*[("a", "x", 60.0, 90.0)] * 10)
    left = people.map(lambda part: part.select("customer_key", day="first_day", value="first_value"))
    value = NewValue(first=60.0, later={"clv_36m": 240.0})
    asked = {"group": "channel", "within": "within", "as_of": date(2024, 6, 30)}
    free = by_group(people, left, value, Limit(share=0.5), **asked)  # type: ignore[arg-type]  # a dict of several types
    assert free.row(0, named=True) == {
        "channel": "a", "first_value": 60.0, "clv_new": 300.0, "allowable_cac": 150.0,
    }  # fmt: skip
    soon = by_group(people, left, value, Limit(share=0.5, months=3), **asked)  # type: ignore[arg-type]  # the same
    assert soon["allowable_cac"].item() == 60.0
    never = by_group(people, left, NewValue(first=60.0, later={"clv_36m": None}), Limit(), **asked)  # type: ignore[arg-type]  # the same
    assert never.select("clv_new", "allowable_cac").row(0) == (None, None)


def test_expectation_is_held_against_what_came_and_few_draw_it_little() -> None:
    assert held(50.0, 100.0, 0) == held(None, 100.0, 9) == held(5.0, 0.0, 9) == 1.0
    assert held(50.0, 100.0, 30) == pytest.approx(0.75)
    assert held(50.0, 100.0, 10**9) == pytest.approx(0.5)
    assert held(-500.0, 100.0, 10**6) == 0.0
