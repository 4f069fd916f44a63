from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.audit.audit import audits
from clvcli.audit.retention.cohort_tables import active_by_age, cohort_table, pooled_by_age, pooled_row
from clvcli.audit.retention.history import believed_from, is_untold
from clvcli.audit.retention.ltv_curves import ltv_curves, pooled_curve, value_windows
from clvcli.audit.retention.members import by_period, by_trait, members
from clvcli.audit.retention.rebuy_curve import increments, month_reached
from clvcli.contribution.schema import STEPS
from clvcli.contribution.settings import CostSettings
from clvcli.customers.cohorts import cohorts, pooled
from clvcli.customers.months import months_after
from clvcli.customers.summary import summarise
from tests.audit.shop_by_days import AS_OF, OPENED, Bought, audit_of, lines_of, sold
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from clvcli.audit.audit import Audit
    from clvcli.audit.retention.members import Period
    from clvcli.in_parts import InParts

HALF_YEAR = date(2024, 6, 30)

SALES = st.lists(
    st.tuples(
        st.sampled_from([*"abcdefgh", None]), st.integers(0, 900), st.integers(1, 900), st.sampled_from([False] * 4 + [True])
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip
PERIODS: tuple[Period, ...] = ("month", "quarter", "year")


def some(bought: list[Bought]) -> list[Bought]:
    """Return the sales with one more, so that a shop has a customer and a valid order on its last day."""
    return [*bought, ("z", 0, 50, False)]


def total(frame: pl.DataFrame, column: str) -> Decimal:
    return Decimal(frame[column].sum() or 0)


def by_quarter(audit: Audit) -> InParts:
    return by_period(members(audit), "quarter")


def by_country(audit: Audit) -> InParts:
    return by_trait(members(audit), "country")


# --- parts add up to the shop


@pytest.mark.parametrize("period", PERIODS)
@settings(derandomize=True, max_examples=25, deadline=None)
@given(SALES)
def test_cohorts_add_up_to_customers_and_with_the_others_to_the_shop(period: Period, bought: list[Bought]) -> None:
    audit = audit_of(lines_of(some(bought)))
    people = members(audit)
    for grouped in (by_period(people, period), by_trait(people, "channel")):
        table = cohort_table(audit, grouped)
        orders = audit.orders.collect()
        others = orders.filter(pl.col("first_day").is_null())
        assert table["customers"].sum() == people.collect().height
        for step in STEPS:
            assert total(table, step) + total(others, step) == total(orders, step), step


@settings(derandomize=True, max_examples=25, deadline=None)
@given(SALES)
def test_the_last_age_of_each_curve_is_all_the_cohort_has_brought(bought: list[Bought]) -> None:
    audit = audit_of(lines_of(some(bought)))
    grouped = by_period(members(audit), "month")
    brought = cohort_table(audit, grouped)
    last = ltv_curves(audit, grouped).filter(pl.col("eligible") > 0).group_by("cohort", maintain_order=True).last()
    assert last.select("cohort", "net_revenue", "cm1").equals(brought.select("cohort", "net_revenue", "cm1"))


@settings(derandomize=True, max_examples=20, deadline=None)
@given(SALES)
def test_returns_on_their_own_day_move_money_between_months_and_lose_none(bought: list[Bought]) -> None:
    lines = lines_of(some(bought))
    moved = audits(lines, summarise(lines, as_of=AS_OF), CostSettings(), refund_date="refund")["DKK"]
    grouped = by_period(members(moved), "year")
    by_order, by_refund = (
        ltv_curves(audit, grouped)
        .group_by("cohort", maintain_order=True)
        .agg(pl.col("net_revenue").drop_nulls().last())
        for audit in (replace(moved, by_refund_day=None), moved)
    )
    assert by_order.equals(by_refund)


@settings(derandomize=True, max_examples=25, deadline=None)
@given(SALES)
def test_activity_by_month_is_that_of_the_monthly_heat_map(bought: list[Bought]) -> None:
    lines = lines_of(some(bought))
    audit = audit_of(lines)
    expected = cohorts(lines, as_of=AS_OF, first_date=OPENED)
    found = active_by_age(audit, by_period(members(audit), "month"))
    assert found["active"].to_list() == expected.cells["active"].to_list()
    assert_frame_equal(
        pooled_by_age(found).select("age", "eligible", "active", share="active_share"),
        expected.pooled,
        check_exact=True,
    )


@settings(derandomize=True, max_examples=15, deadline=None)
@given(SALES, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(bought: list[Bought], random: Any) -> None:
    lines = lines_of(some(bought)).collect()
    order = list(range(lines.height))
    random.shuffle(order)
    for grouped in (by_quarter, by_country):
        one, other = (audit_of(each.lazy()) for each in (lines, lines[order]))
        assert cohort_table(one, grouped(one)).equals(cohort_table(other, grouped(other)))
        assert ltv_curves(one, grouped(one)).equals(ltv_curves(other, grouped(other)))


def test_money_times_two_doubles_curves_and_leaves_shares() -> None:
    bought = [*sold(("a", 200), ("a", 100), ("b", 150), ("c", 40)), ("c", 20, 70, True)]
    once, twice = (
        audit_of(lines_of([(key, ago, n * money, back) for key, ago, money, back in bought])) for n in (1, 2)
    )
    one, two = (ltv_curves(each, by_period(members(each), "quarter")) for each in (once, twice))
    assert two["net_revenue_per_customer"].to_list() == (one["net_revenue_per_customer"] * 2).to_list()
    shares = [cohort_table(each, by_period(members(each), "month"))["share_90"].to_list() for each in (once, twice)]
    assert shares[0] == shares[1]


# --- what cannot be observed


def test_a_month_that_is_not_over_is_null_and_nobody_in_a_month_is_zero() -> None:
    audit = audit_of(lines_of(sold(("a", 75))), as_of=date(2024, 12, 30))  # 17 October
    cells = active_by_age(audit, by_period(members(audit), "month"))
    assert cells["active_share"].to_list() == [1.0, 0.0, None]
    assert cells["eligible"].to_list() == [1, 1, 0]


def test_a_quarter_is_known_at_an_age_when_its_youngest_can_have_reached_it() -> None:
    audit = audit_of(lines_of(sold(("a", 180), ("b", 100))))  # 4 July and 22 September
    quarter = ltv_curves(audit, by_period(members(audit), "quarter"))
    assert quarter.filter(pl.col("eligible") > 0)["age"].to_list() == [0, 1, 2, 3]
    assert quarter.filter(pl.col("eligible") == 0)["net_revenue"].to_list() == [None, None]


def test_a_period_that_goes_on_is_incomplete() -> None:
    audit = audit_of(lines_of(sold(("a", 40), ("b", 5))), as_of=date(2024, 12, 30))
    table = cohort_table(audit, by_period(members(audit), "month"))
    assert table.select("cohort", "incomplete").rows() == [(date(2024, 11, 1), False), (date(2024, 12, 1), True)]


def test_a_first_order_that_came_back_counts_in_the_first_month_of_who_bought_later() -> None:
    audit = audit_of(lines_of([("a", 200, 100, True), ("a", 100, 60, False)]))
    curve = ltv_curves(audit, by_period(members(audit), "month"))
    assert curve["cohort"][0] == date(2024, 9, 1)
    assert curve["net_revenue_per_customer"].to_list() == [60.0] * 4


def test_windows_of_days_count_who_was_observed_so_long() -> None:
    audit = audit_of(lines_of(sold(("a", 100), ("a", 70), ("a", 69), ("b", 30), ("c", 29))))
    found = value_windows(audit, by_trait(members(audit), "channel")).select(
        "days", "eligible", "net_revenue_per_customer"
    )
    assert found.rows()[:3] == [(30, 2, 150.0), (60, 1, 300.0), (90, 1, 300.0)]
    assert found.rows()[3] == (180, 0, None)


# --- histories that begin in the middle


def truncated_shop() -> Audit:
    new = [(f"old{number}", 720 - number % 20) for number in range(60)]
    new += [(f"m{month}n{number}", 680 - 30 * month) for month in range(21) for number in range(15)]
    return audit_of(lines_of(sold(*new), opened=None))


def test_a_first_month_with_far_more_new_customers_than_usual_is_not_believed() -> None:
    audit = truncated_shop()
    assert audit.first_date == date(2023, 1, 11)
    assert believed_from(audit) == date(2023, 4, 1)
    table = cohort_table(audit, by_period(members(audit), "month"))
    assert table.filter("truncated")["cohort"].to_list() == [date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)]
    believed = table.filter(~pl.col("truncated"))
    assert pooled_row(table)["eligible_90"].item() == believed["eligible_90"].sum()


def test_traits_and_pooled_curves_rest_on_believed_first_purchases() -> None:
    audit = truncated_shop()
    people = members(audit)
    trait = cohort_table(audit, by_trait(people, "channel"))
    assert trait["customers"].item() == people.collect().height
    assert (
        trait["eligible_30"].item()
        == people.filter("believed", pl.col("first_day") <= date(2024, 12, 1)).collect().height
    )
    curve = pooled_curve(ltv_curves(audit, by_period(people, "month")))
    assert curve["eligible"][0] == people.collect()["believed"].sum()


def test_the_user_says_since_when_first_purchases_are_first() -> None:
    audit = replace(truncated_shop(), history_starts=date(2023, 1, 1))
    assert not cohort_table(audit, by_period(members(audit), "month"))["truncated"].any()
    later = replace(audit, history_starts=date(2024, 2, 10))
    quarters = cohort_table(later, by_period(members(later), "quarter"))
    assert quarters.filter("truncated")["cohort"].max() == date(2024, 1, 1)


def test_a_shop_that_begins_small_is_believed_from_its_first_day() -> None:
    audit = audit_of(lines_of(sold(*((f"c{number}", 600 - number * 5) for number in range(100))), opened=None))
    assert believed_from(audit) == audit.first_date


@pytest.mark.parametrize(("months", "untold"), [(6, True), (12, True), (13, False), (20, False)])
def test_less_than_thirteen_months_leave_open_who_is_new(months: int, untold: bool) -> None:
    first_day = months_after(AS_OF, -months)
    audit = audit_of(lines_of(sold(("a", (AS_OF - first_day).days), ("a", 3), ("b", 0)), opened=None))
    assert audit.first_date == first_day
    assert is_untold(audit) == untold
    assert not is_untold(replace(audit, history_starts=first_day))


def test_a_first_month_that_is_doubted_leaves_nothing_open() -> None:
    audit = truncated_shop()
    assert not is_untold(replace(audit, as_of=date(2023, 12, 31)))


# --- oracles, by their ids


@pytest.fixture
def half_year(tiny_shop: pl.DataFrame) -> Audit:
    return audit_of(tiny_shop.lazy(), as_of=HALF_YEAR)


def by_cohort(cells: pl.DataFrame, column: str) -> dict[str, list[Any]]:
    known = cells.filter(pl.col("eligible") > 0).group_by("cohort", maintain_order=True).agg(column)
    return {f"{cohort:%Y-%m}": values for cohort, values in known.iter_rows()}


def test_oracle_tiny_cohort_counts(half_year: Audit) -> None:
    cells = active_by_age(half_year, by_period(members(half_year), "month"))
    assert by_cohort(cells, "active") == {
        "2024-01": [2, 1, 1, 1, 0, 1],
        "2024-02": [1, 1, 0, 0, 0],
        "2024-03": [1, 0, 1, 0],
        "2024-04": [1, 0, 1],
        "2024-05": [1, 0],
    }


def test_oracle_tiny_cohort_pooled(half_year: Audit) -> None:
    found = pooled_by_age(active_by_age(half_year, by_period(members(half_year), "month")))
    assert found["active_share"].to_list() == pytest.approx([1.0, 1 / 3, 0.6, 0.25, 0.0, 0.5])


LTV_BY_REFUND_DATE = {
    "2024-01": [660.0, 948.0, 964.0, 1564.0, 1564.0, 1780.0],
    "2024-02": [480.0, 720.0, 720.0, 720.0, 720.0],
    "2024-03": [648.0, 648.0, 1008.0, 1008.0],
    "2024-04": [560.0, 560.0, 1000.0],
    "2024-05": [320.0, 320.0],
}


def test_oracle_tiny_cohort_ltv_refund_date(half_year: Audit, tiny_shop: pl.DataFrame) -> None:
    grouped = by_period(members(half_year), "month")
    lines = tiny_shop.lazy()
    customers = summarise(lines, as_of=HALF_YEAR)
    moved = audits(lines, customers, CostSettings(), refund_date="refund")["DKK"]
    found = ltv_curves(moved, grouped)
    assert by_cohort(found, "net_revenue_per_customer") == LTV_BY_REFUND_DATE
    by_order_date = {**LTV_BY_REFUND_DATE, "2024-01": [660.0, 804.0, 964.0, 1564.0, 1564.0, 1780.0]}
    assert by_cohort(ltv_curves(half_year, grouped), "net_revenue_per_customer") == by_order_date


def test_oracle_cohort_weighted_mean() -> None:
    cells = pl.DataFrame(
        {"cohort": [1, 2], "age": [1, 1], "customers": [10, 100], "active": [2, 0], "share": [0.2, 0.0]}
    )
    assert cells["share"].mean() == pytest.approx(0.1)
    assert pooled(cells)["share"].item() == pytest.approx(0.018182, abs=1e-6)  # printed with 6 decimals


def test_oracle_cohort_immature() -> None:
    bought: list[tuple[str, int]] = []
    for observed, again in ((40, 30), (20, 18), (5, 2)):
        for number in range(100):
            bought.append((f"c{observed}n{number}", observed))
            if number < again:
                bought.append((f"c{observed}n{number}", observed - 5))
    audit = audit_of(lines_of(sold(*bought)))
    facts = {"cohort": pl.col("first_day"), "complete_from": pl.col("began"), "truncated": pl.lit(value=False)}
    weeks = members(audit).map(lambda part: part.with_columns(**facts))
    table = cohort_table(audit, weeks)
    assert table["share_30"].to_list() == [0.3, None, None]
    assert pooled_row(table)["share_30"].item() == 0.3


def test_oracle_refund_cohort_cell() -> None:
    back: dict[str, Any] = {"refund": Decimal(40), "refunded_at": date(2023, 3, 9)}
    rows = order_rows("1", date(2022, 5, 3), "a", Decimal(100), currency="DKK")
    rows += order_rows("2", date(2023, 1, 14), "a", Decimal(100), currency="DKK", **back)
    audit = audit_of(canonical_lines(rows).lazy(), as_of=date(2023, 6, 30))
    cells = ltv_curves(audit, by_period(members(audit), "month"))
    assert cells["cohort"].unique().item() == date(2022, 5, 1)
    rises = cells.with_columns(pl.col("net_revenue").diff().alias("change")).filter(pl.col("change") != 0)
    assert rises.select("age", pl.col("change").cast(pl.Int64)).rows() == [(8, 60)]  # and never month 10


def test_oracle_as_of_no_lookahead() -> None:
    lines = lines_of(sold(("a", 51), ("a", 26)))  # 10 November and 5 December
    seen = [
        members(audit_of(lines, as_of=day)).collect()["second_day"].item() for day in (date(2024, 11, 30), AS_OF)
    ]
    assert seen == [None, date(2024, 12, 5)]


DECEMBER = [0.027, 0.047, 0.061, 0.079, 0.094, 0.109, 0.131]
OCTOBER = [0.041, 0.095, 0.133, 0.151, 0.165, 0.187, 0.206]


def test_oracle_rebuy_curve_increments() -> None:
    assert increments(DECEMBER) == pytest.approx([0.027, 0.02, 0.014, 0.018, 0.015, 0.015, 0.022])
    assert increments(OCTOBER) == pytest.approx([0.041, 0.054, 0.038, 0.018, 0.014, 0.022, 0.019])
    assert month_reached(DECEMBER, OCTOBER[2]) == 6
    assert month_reached(DECEMBER, 0.5) is None
