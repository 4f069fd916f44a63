"""The plan for a season: its parts add up, taste moves it, and it was nearer than the season before on a real eve."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.orders.currency import in_currency
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.schema import MONEY
from clvcli.products.demand import Demand, demand
from clvcli.products.fashion import USUAL, fashion_of
from clvcli.products.kept_lines import GOODS_LINES, goods_lines
from clvcli.products.plan_backtest import PlanBacktest, plan_backtest
from clvcli.products.planning import PLAN, SeasonPlan, season_plan
from clvcli.products.seasons import season_at

if TYPE_CHECKING:
    from collections.abc import Sequence

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys" / "ordrelinjer.csv"
SCHEMA = {column.name: column.dtype for column in GOODS_LINES}
AS_OF = date(2025, 7, 31)
JUNE = date(2025, 6, 30)
AW25 = season_at(date(2025, 8, 1))
MADE_OF = ("total", "categories", "cells")

few = settings(derandomize=True, max_examples=40, deadline=None)

Line = tuple[str | None, date, str, str | None, int]
"""Customer, day, category, size, units kept; below zero came back."""


def goods(lines: Sequence[Line]) -> pl.DataFrame:
    rows: list[dict[str, Any]] = [
        {
            "customer_key": key,
            "currency": "DKK",
            "order_date": day,
            "order_id": f"{key}-{day}",
            "kept": True,
            "category": category,
            "size": size,
            "sold": units if units > 0 else None,
            "returned": -units if units < 0 else None,
            "net": 100 * units,
        }
        for key, day, category, size, units in lines
    ]
    full = [dict.fromkeys(SCHEMA) | row for row in rows]
    return pl.DataFrame(full, schema=SCHEMA, orient="row")


def demand_of(lines: Sequence[Line], **more: Any) -> Demand:
    return demand(goods(lines).lazy(), AS_OF, return_window=30, **more)


def plan_of(lines: Sequence[Line], purchases: dict[str, float], missed: float = 0.2) -> SeasonPlan:
    expected = pl.DataFrame(
        {"customer_key": list(purchases), "purchases": list(purchases.values())},
        schema={"customer_key": pl.String, "purchases": pl.Float64},
    )
    return season_plan(demand_of(lines), expected, AW25, missed=missed)


def units(plan: pl.DataFrame, by: str = "category") -> dict[Any, float]:
    return dict(plan.select(by, "units").iter_rows())


def even(key: str, category: str, size: str | None, kept: int = 1, times: int = 12) -> list[Line]:
    """Purchases spread over both seasons of two years."""
    first = date(2023, 8, 15)
    return [(key, first + timedelta(days=58 * place), category, size, kept) for place in range(times)]


LINES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", None]),
        st.dates(date(2022, 7, 1), AS_OF),
        st.sampled_from(["hats", "shirts", "shoes"]),
        st.sampled_from(["S", "M", None]),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=60,
)
EXPECTED = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.floats(0.0, 5.0), max_size=4)


@few
@given(LINES, EXPECTED)
def test_sizes_add_up_to_categories_and_these_to_the_total(lines: list[Line], expected: dict[str, float]) -> None:
    plan = plan_of(lines, expected)
    for name in ("units", "sold", "known_last", "new_last"):
        sums = [getattr(plan, level)[name].sum() for level in MADE_OF]
        assert sums == pytest.approx([sums[0]] * 3)  # sums of floats in another order
    for level in MADE_OF:
        ends = getattr(plan, level)
        assert (ends["low"] <= ends["units"]).all()
        assert (ends["units"] <= ends["high"] + 1.0).all()  # a mean may lie beyond a quantile of a skewed count
        assert (ends["sold"] >= ends["units"] - 1e-9).all()  # equal where nothing came back, but for rounding
        assert ends.columns == [column.name for column in PLAN if column.name in ends.columns]


@few
@given(LINES, EXPECTED, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_money_moves_a_plan(
    lines: list[Line], expected: dict[str, float], chance: Any
) -> None:
    plan = plan_of(lines, expected)
    shuffled = list(lines)
    chance.shuffle(shuffled)
    assert_frame_equal(plan_of(shuffled, expected).cells, plan.cells)
    dearer = goods(lines).with_columns((pl.col("net") * 2).cast(MONEY)).lazy()
    assert demand(dearer, AS_OF, return_window=30).units.equals(demand_of(lines).units)


def test_a_plan_is_purchases_times_units_a_purchase_over_sizes_as_they_were_kept() -> None:
    plan = plan_of([*even("a", "hats", "S"), *even("b", "hats", "M", kept=3)], {"a": 1.0, "b": 1.0}, missed=0.0)
    shares = {size: kept / plan.total["units"][0] for size, kept in units(plan.cells, "size").items()}
    assert shares == pytest.approx({"S": 0.25, "M": 0.75})  # floats
    assert plan.purchases == 2.0
    assert plan.total["units"][0] == pytest.approx(
        4.0, rel=0.05
    )  # led back to the two units of an average purchase


def test_customers_are_expected_to_buy_what_they_have_bought() -> None:
    lines = [line for n in range(20) for line in even(f"h{n}", "hats", "S")]
    lines += [line for n in range(20) for line in even(f"s{n}", "shirts", "S")]
    hats = units(plan_of(lines, {f"h{n}": 1.0 for n in range(20)}).categories)
    assert hats["hats"] > 17.0
    assert hats["shirts"] < 3.0
    both = units(plan_of(lines, {"h0": 10.0, "s0": 10.0}).categories)
    assert both["hats"] == pytest.approx(both["shirts"])  # by symmetry


def test_who_has_not_bought_of_late_is_expected_to_buy_as_all_do() -> None:
    lines = [*even("a", "hats", "S"), *even("b", "shirts", "S")]
    found = units(plan_of(lines, {"nobody": 2.0}).categories)
    assert found == pytest.approx({"hats": 1.0, "shirts": 1.0})  # floats


def test_what_sells_in_autumn_is_planned_for_autumn() -> None:
    days = [
        date(year, month, 10) for year in (2023, 2024, 2025) for month in (3, 10) if (year, month) != (2025, 10)
    ]
    lines: list[Line] = [
        (f"c{n}", day, "coats" if day.month == 10 else "dresses", None, 1) for n in range(60) for day in days
    ]
    autumn = units(plan_of(lines, {f"c{n}": 1.0 for n in range(60)}).categories)
    assert autumn["coats"] > 50.0
    assert autumn["dresses"] < 10.0


def test_what_came_back_was_not_wanted_but_must_be_sold_to_know() -> None:
    kept: list[Line] = even("a", "hats", "S")
    back = [("a", day, category, "M", units) for _, day, category, _, _ in kept for units in (1, -1)]
    cells = plan_of([*kept, *back], {"a": 12.0}).cells
    assert units(cells, "size")["M"] == 0.0
    sold = dict(cells.select("size", "sold").iter_rows())
    assert sold["M"] == pytest.approx(sold["S"])  # floats


def test_the_season_before_stands_beside_the_plan_by_who_bought_in_it() -> None:
    lines: list[Line] = [
        ("old", date(2023, 9, 1), "hats", "S", 1),
        ("old", date(2024, 9, 1), "hats", "S", 2),
        ("new", date(2024, 9, 1), "hats", "M", 3),
        (None, date(2024, 9, 1), "hats", "L", 4),
    ]
    cells = plan_of(lines, {}).cells
    last = {size: (known, new) for size, known, new in cells.select("size", "known_last", "new_last").iter_rows()}
    assert last == {"S": (2.0, 0.0), "M": (0.0, 3.0), "L": (0.0, 4.0)}


def test_a_season_that_is_not_over_is_not_set_beside_a_plan() -> None:
    lines = even("a", "hats", "S")
    early = demand(goods(lines).lazy(), JUNE)
    spring = season_plan(
        early,
        early.people.collect().head(0).cast({"purchases": pl.Float64}),
        season_at(date(2026, 3, 1)),
        missed=0.2,
    )
    assert spring.total.row(0, named=True)["known_last"] is None


def test_a_surer_forecast_has_a_narrower_interval() -> None:
    lines = [line for n in range(40) for line in even(f"h{n}", "hats", "S")]
    expected = {f"h{n}": 2.0 for n in range(40)}
    wide, narrow = (plan_of(lines, expected, missed=missed).total.row(0, named=True) for missed in (0.4, 0.1))
    assert wide["low"] < narrow["low"] < narrow["units"] < narrow["high"] < wide["high"]


def test_seasons_that_repeat_leave_less_doubt_than_seasons_that_differ() -> None:
    def sold(then: str, now: str) -> list[Line]:
        opened: list[Line] = [("x", date(2023, 7, 1), "hats", "S", 1)]
        days = {date(2023, 9, 1): then, date(2024, 9, 1): now}
        return opened + [(f"c{n}", day, category, "S", 1) for n in range(100) for day, category in days.items()]

    alike, apart = (fashion_of(demand_of(sold("hats", now)), "AW") for now in ("hats", "shirts"))
    assert alike.of_category < USUAL < apart.of_category
    assert fashion_of(demand_of(even("a", "hats", "S", times=3)), "SS").of_category == USUAL


@pytest.fixture(scope="module", params=["DKK", "SEK"])
def backtest(request: pytest.FixtureRequest) -> PlanBacktest:
    lines = ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.filter(in_currency(request.param))
    found = plan_backtest(lines, demand(goods_lines(lines, JUNE), JUNE))
    assert found is not None
    return found


def test_the_plan_for_the_last_season_of_the_sample_beats_the_season_before(backtest: PlanBacktest) -> None:
    assert (backtest.season.name, backtest.cut) == ("AW24", date(2024, 7, 31))
    for row in backtest.scores.iter_rows(named=True):
        assert abs(row["ratio"] - 1.0) < abs(row["naive_ratio"] - 1.0)
        assert row["error"] < row["naive_error"]
        assert row["ratio"] == pytest.approx(1.0, abs=0.25)  # a total is missed by a fifth, usually
    assert backtest.scores["inside"][0] >= 0.8  # whole units: of few, the next whole one is within
    actual = backtest.scores["actual"][0]
    assert backtest.plan.total["low"][0] <= actual <= backtest.plan.total["high"][0]
    assert backtest.cells["actual"].sum() == actual


def test_a_log_that_has_not_seen_the_season_before_has_no_backtest() -> None:
    lines = ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.filter(in_currency("DKK"))
    young = lines.filter(pl.col("order_date") >= date(2023, 9, 1))
    assert plan_backtest(young, demand(goods_lines(young, JUNE), JUNE)) is None
