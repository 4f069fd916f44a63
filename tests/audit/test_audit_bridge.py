from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audit.audit import Audit, audits
from clvcli.audit.changes.bridge import FACTORS, bridge, effects
from clvcli.audit.changes.compared import audits_then
from clvcli.audit.changes.flows import STATES, flows
from clvcli.audit.changes.new_returning import acquisition_by_period, new_and_returning
from clvcli.contribution.settings import CostSettings
from clvcli.customers.summary import summarise
from clvcli.in_parts import InParts
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF = date(2024, 12, 31)
YEAR_BEFORE = date(2023, 12, 31)
OPENED = date(2020, 1, 1)
COSTS = CostSettings(margin=0.4, freight=Decimal(30))

ROUNDING = 1e-9
"""Of floats: effects are logarithms, and a handful of products of them are added up."""

PRINTED = 1e-6
"""The worked example is printed to six decimals."""

Bought = tuple[str | None, int, int, int]
"""Customer, days before AS_OF, amount, refund."""


def lines_of(bought: Sequence[Bought]) -> pl.LazyFrame:
    rows: list[dict[str, Any]] = [*order_rows("first", OPENED, None, Decimal(1), currency="DKK")]
    for number, (key, ago, amount, refund) in enumerate(bought):
        day = AS_OF - timedelta(days=ago)
        back: dict[str, Any] = (
            {"refund": Decimal(min(refund, amount)), "refunded_at": day + timedelta(days=20)} if refund else {}
        )
        rows += order_rows(f"O{number}", day, key, Decimal(amount) / 3, currency="DKK", **back)
    return canonical_lines(rows).lazy()


def two_years(bought: Sequence[Bought], costs: CostSettings = COSTS) -> tuple[Audit, Audit]:
    lines = lines_of(bought)
    now = audits(lines, summarise(lines, as_of=AS_OF), costs)
    return now["DKK"], audits_then(now, lines, costs, YEAR_BEFORE)["DKK"]


SALES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d", None]), st.integers(0, 800), st.integers(1, 900), st.integers(0, 400)
    ),
    min_size=1,
    max_size=25,
)
POSITIVE = st.floats(0.01, 1e4)
SIGNED = st.one_of(st.just(0.0), st.floats(0.01, 3.0), st.floats(-3.0, -0.01))


@settings(derandomize=True, max_examples=60)
@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=1, max_size=5))
def test_effects_add_up_to_the_change_of_the_product(pairs: list[tuple[float, float]]) -> None:
    before, after = zip(*pairs, strict=True)
    scale = max(prod(before), prod(after))
    assert sum(effects(before, after)) == pytest.approx(prod(after) - prod(before), abs=scale * ROUNDING)


@settings(derandomize=True, max_examples=60)
@given(st.lists(st.tuples(SIGNED, SIGNED), min_size=1, max_size=5))
def test_effects_of_factors_at_or_below_zero_add_up_too(pairs: list[tuple[float, float]]) -> None:
    before, after = zip(*pairs, strict=True)
    assert sum(effects(before, after)) == pytest.approx(prod(after) - prod(before), abs=ROUNDING)


@settings(derandomize=True, max_examples=30)
@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=2, max_size=5))
def test_the_place_of_a_factor_does_not_matter(pairs: list[tuple[float, float]]) -> None:
    before, after = zip(*pairs, strict=True)
    assert effects(before[::-1], after[::-1])[::-1] == pytest.approx(effects(before, after), rel=ROUNDING)


def test_a_factor_that_stayed_has_no_effect() -> None:
    assert effects([10.0, 2.0], [10.0, 3.0]) == [0.0, pytest.approx(10.0)]


def test_the_worked_example_of_a_customer_base_audit_comes_out() -> None:
    """Oracle audit-profit-decomposition: 1,000 customers x 2 orders x 500 x 40 %, and a year later."""
    found = effects([1000.0, 2.0, 500.0, 0.4], [1100.0, 1.9, 520.0, 0.39])
    assert found == pytest.approx([39249.769132, -21123.136761, 16151.516445, -10426.148816], abs=PRINTED)
    assert sum(found) == pytest.approx(23852.0, abs=ROUNDING)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES, st.sampled_from([COSTS, CostSettings()]))
def test_the_bridge_adds_up_to_the_last_hundredth_of_a_cent(bought: list[Bought], costs: CostSettings) -> None:
    now, then = two_years(bought, costs)
    found = bridge(now, then)
    change = dict(found.totals.select("whose", "change").iter_rows())
    assert found.factors["effect"].sum() == change["customers"]
    assert change["customers"] + change["guests"] == change["shop"]
    in_year = now.orders.filter(pl.col("day") > YEAR_BEFORE).collect()
    assert found.totals["after"][-1] == in_year[found.value].sum()
    then_and_later = (
        now.orders.filter(pl.col("day").is_between(date(2023, 1, 1), YEAR_BEFORE)).collect()[found.value].sum()
    )
    assert found.totals["before"][-1] + found.known_later == then_and_later


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES)
def test_flows_of_customers_add_up_to_both_years(bought: list[Bought]) -> None:
    now, then = two_years(bought)
    found, states = bridge(now, then), flows(now, then, "cm2").states
    before, after = (found.totals[name][0] for name in ("before", "after"))
    assert tuple(states["state"]) == STATES
    assert (states["value_before"].sum(), states["value_after"].sum()) == (before, after)
    count = {row["state"]: row for row in states.iter_rows(named=True)}
    start, end = states["customers_before"].sum(), states["customers_after"].sum()
    gained = count["new"]["customers_after"] + count["back"]["customers_after"]
    assert start + gained - count["lapsed"]["customers_before"] == end


def test_margin_is_a_factor_only_where_costs_are_known() -> None:
    bought: list[Bought] = [("a", 10, 300, 0), ("a", 500, 600, 0)]
    assert tuple(bridge(*two_years(bought)).factors["factor"]) == FACTORS
    assert tuple(bridge(*two_years(bought, CostSettings())).factors["factor"]) == FACTORS[:-1]


def test_a_year_without_sales_leaves_the_whole_change_with_the_customers() -> None:
    found = bridge(*two_years([("a", 10, 300, 0)], CostSettings()))
    assert found.factors["effect"].to_list() == [Decimal("100.0000"), 0, 0, 0]
    assert found.factors["before"].to_list() == [None] * 4


def test_what_was_returned_after_the_earlier_year_is_a_line_of_its_own() -> None:
    """Bought for 200 on 21 December 2023, half of it returned 20 days later."""
    found = bridge(*two_years([("a", 376, 600, 100), ("a", 10, 600, 0)], CostSettings()))
    assert found.totals["before"].to_list()[0] == Decimal("200.0000")
    assert found.known_later == Decimal("-100.0000")


def test_states_of_customers_follow_their_purchases() -> None:
    bought: list[Bought] = [
        ("a", 10, 3, 0), ("a", 500, 3, 0),
        ("b", 500, 3, 0),
        ("c", 10, 3, 0), ("c", 900, 3, 0),
        ("d", 10, 3, 0),
        ("e", 100, 3, 3),
    ]  # fmt: skip
    now, then = two_years(bought)
    states = flows(now, then, "net_revenue").states
    assert states.select("state", "customers_before", "customers_after").rows() == [
        ("kept", 1, 1), ("lapsed", 1, 0), ("back", 0, 1), ("new", 0, 1), ("nothing_kept", 0, 0),
    ]  # fmt: skip


@settings(derandomize=True, max_examples=40, deadline=None)
@given(SALES, st.sampled_from(["1mo", "1q", "1y"]))
def test_new_returning_and_guests_are_the_shop(bought: list[Bought], every: Any) -> None:
    now, _ = two_years(bought)
    found = new_and_returning(now, every)
    for key, column in {"revenue": "net_revenue", "value": now.value}.items():
        parts = pl.sum_horizontal(f"{key}_{who}" for who in ("new", "returning", "guest"))
        assert found.select((parts == pl.col(key)).all()).item()
        assert found[key].sum() == now.orders.collect()[column].sum()
    cohorts = acquisition_by_period(now, "1q", every)
    assert cohorts["value"].sum() == now.orders.collect()[now.value].sum()
    assert cohorts["revenue"].sum() == now.orders.collect()["net_revenue"].sum()


@settings(derandomize=True, max_examples=15, deadline=None)
@given(SALES, st.randoms(use_true_random=False))
def test_shuffled_orders_give_the_same_tables(bought: list[Bought], random: Any) -> None:
    now, then = two_years(bought)
    seed = random.randint(0, 99)
    mixed = [
        replace(each, orders=InParts.of(each.orders.collect().sample(fraction=1.0, shuffle=True, seed=seed)))
        for each in (now, then)
    ]
    assert bridge(mixed[0], mixed[1]).factors.equals(bridge(now, then).factors)
    assert flows(mixed[0], mixed[1], "cm2").states.equals(flows(now, then, "cm2").states)
    assert new_and_returning(mixed[0]).equals(new_and_returning(now))
    assert acquisition_by_period(mixed[0]).equals(acquisition_by_period(now))


def test_first_orders_are_new_and_later_ones_returning() -> None:
    found = new_and_returning(two_years([("a", 400, 3, 0), ("a", 30, 6, 0), (None, 30, 9, 0)])[0], "1y")
    row = found.filter(pl.col("period") == date(2024, 1, 1)).row(0, named=True)
    assert (row["revenue_new"], row["revenue_returning"], row["revenue_guest"]) == (0, 2, 3)
    assert (row["customers_new"], row["customers_returning"], row["incomplete"]) == (0, 1, False)
