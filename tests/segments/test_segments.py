"""Segments: complete and disjoint, ties together, the definitions, and a table that adds up."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.segments import rfm
from clvcli.segments.schemes import Sorting, segment
from clvcli.segments.tier_spec import tiers_of
from clvcli.segments.tiers import DEFAULT_TIERS, WORTH
from clvcli.valuation.schema import VALUES_SCHEMA

PROPERTY = settings(derandomize=True, max_examples=60, deadline=None)


def values_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    full = [{"customer_id": f"C{number:02}", "currency": "DKK", **row} for number, row in enumerate(rows, start=1)]
    return pl.DataFrame([dict.fromkeys(VALUES_SCHEMA) | row for row in full], schema=VALUES_SCHEMA, orient="row")


def worth(*amounts: float | None) -> pl.DataFrame:
    return values_of([{"value_to_date": 1.0, "value_total": amount} for amount in amounts])


CUSTOMERS = st.lists(
    st.fixed_dictionaries(
        {
            "value_to_date": st.integers(-50, 50).map(float),
            "value_total": st.none() | st.integers(-50, 50).map(float),
            "days_since_last": st.none() | st.integers(0, 20),
            "orders_24m": st.integers(0, 4),
            "net_revenue_24m": st.integers(-5, 20).map(float),
            "currency": st.sampled_from(["DKK", "SEK", None]),
        }
    ),
    min_size=1,
    max_size=40,
)


# --- properties -------------------------------------------------------------------------------


@PROPERTY
@given(rows=CUSTOMERS)
def test_every_customer_is_in_one_segment_of_each_scheme_and_tables_add_up(rows: list[dict[str, Any]]) -> None:
    values = values_of(rows)
    found = segment(values)
    own = [column.name for scheme in found.schemes.values() for column in scheme.columns]
    assert found.frame.columns == [*values.columns, *own]
    assert found.frame.select(values.columns).equals(values)
    for name, column in (("tiers", "tier"), ("rfm", "rfm_segment")):
        summary = found.summaries[name]
        assert found.frame[column].null_count() == 0
        assert set(found.frame[column]) <= set(summary[column])
        assert summary["customers"].sum() == len(rows)
        assert summary["value_to_date"].sum() == values["value_to_date"].sum()


@PROPERTY
@given(rows=CUSTOMERS)
def test_better_customers_are_never_in_a_lower_tier_and_equal_ones_are_together(rows: list[dict[str, Any]]) -> None:
    order = DEFAULT_TIERS.names
    frame = segment(values_of(rows)).frame.with_columns(worth=WORTH.value)
    for part in frame.partition_by("currency"):
        by_worth = part.group_by("worth").agg(pl.col("tier").unique()).sort("worth", descending=True)
        assert by_worth["tier"].list.len().max() == 1
        places = [order.index(name) for name in by_worth["tier"].list.first()]
        assert places == sorted(places)
        assert places[0] == 0


@PROPERTY
@given(rows=CUSTOMERS)
def test_a_currency_alone_has_the_same_segments(rows: list[dict[str, Any]]) -> None:
    frame = segment(values_of(rows)).frame
    for part in frame.partition_by("currency", maintain_order=True):
        alone = segment(part.select(VALUES_SCHEMA.names())).frame
        assert alone.equals(part)


@PROPERTY
@given(rows=CUSTOMERS)
def test_scores_follow_the_definition(rows: list[dict[str, Any]]) -> None:
    rows = [row | {"currency": None} for row in rows]
    for row, scores in zip(rows, segment(values_of(rows), ["rfm"]).frame["rfm"], strict=True):
        days = [_silence(other) for other in rows]
        worse = (
            sum(other > _silence(row) for other in days),
            sum(other["orders_24m"] < row["orders_24m"] for other in rows),
            sum(other["net_revenue_24m"] < row["net_revenue_24m"] for other in rows),
        )
        assert scores == "".join(str(1 + 5 * count // len(rows)) for count in worse)


def _silence(row: dict[str, Any]) -> float:
    return float("inf") if row["days_since_last"] is None else row["days_since_last"]


# --- oracles ----------------------------------------------------------------------------------

TEN = (
    (3, 12, 2400, "555"),
    (10, 8, 1500, "555"),
    (25, 6, 1300, "444"),
    (40, 5, 900, "443"),
    (60, 4, 1000, "334"),
    (90, 3, 450, "333"),
    (120, 2, 380, "222"),
    (200, 2, 200, "222"),
    (300, 1, 120, "111"),
    (400, 1, 80, "111"),
)


def test_scores_of_ten_customers_whose_ties_fall_inside_a_fifth() -> None:
    # oracle rfm-quintile-10 (Hughes' procedure): there tie-safe scores and exact fifths agree
    values = values_of(
        [
            {"days_since_last": days, "orders_24m": orders, "net_revenue_24m": float(spent)}
            for days, orders, spent, _ in TEN
        ]
    )
    assert segment(values, ["rfm"]).frame["rfm"].to_list() == [scores for *_, scores in TEN]


def test_equal_customers_get_equal_scores() -> None:
    # the rule of oracle rfm-ties: 1 + floor(5 x share strictly worse)
    values = values_of(
        [{"days_since_last": 5, "orders_24m": count, "net_revenue_24m": 1.0} for count in (1, 1, 1, 1, 2)]
    )
    assert segment(values, ["rfm"]).frame["rfm"].to_list() == ["111"] * 4 + ["151"]


@pytest.mark.parametrize(
    ("scores", "name"),
    [
        ((5, 5, 5), "champions"),
        ((5, 1, 1), "new"),
        ((4, 1, 1), "promising"),
        ((4, 4, 3), "loyal"),
        ((3, 2, 3), "needs_attention"),
        ((2, 5, 5), "at_risk"),
        ((1, 3, 4), "cannot_lose"),
        ((1, 1, 2), "lost"),
    ],
)
def test_the_grid_names_recency_by_the_mean_of_the_others_rounded_up(
    scores: tuple[int, int, int], name: str
) -> None:
    recency, frequency, money = scores
    assert rfm.GRID[recency][-(-(frequency + money) // 2) - 1] == name


# --- tiers ------------------------------------------------------------------------------------


def test_the_default_shares_of_twenty_customers() -> None:
    frame = segment(worth(*range(20, 0, -1)), ["tiers"]).frame
    assert frame["tier"].to_list() == ["platinum"] + ["gold"] * 3 + ["silver"] * 6 + ["bronze"] * 10


def test_ties_at_a_boundary_go_up() -> None:
    frame = segment(worth(9, 5, 5, 5, 1), ["tiers"], sorting=Sorting(tiers=tiers_of("a=40,b=60"))).frame
    assert frame["tier"].to_list() == ["a", "a", "a", "a", "b"]


def test_value_to_date_ranks_where_nothing_is_predicted_and_this_is_said() -> None:
    values = values_of([{"value_to_date": float(amount)} for amount in (1, 2, 3)])
    found = segment(values, sorting=Sorting(tiers=tiers_of("best=34,rest=66")))
    assert found.frame["tier"].to_list() == ["rest", "best", "best"]
    assert [note.code for note in found.notes] == ["CLVN46"]
    assert found.summaries["tiers"]["clv_residual"].to_list() == [None, None]
    assert found.summaries["tiers"]["value_share"].to_list() == [5 / 6, 1 / 6]


def test_the_threshold_is_the_least_value_of_a_tier_and_empty_tiers_are_listed() -> None:
    summary = segment(worth(8, 8), ["tiers"]).summaries["tiers"]
    assert summary["tier"].to_list() == ["platinum", "gold", "silver", "bronze"]
    assert summary["customers"].to_list() == [2, 0, 0, 0]
    assert summary["threshold"].to_list() == [8.0, None, None, None]


def test_the_grid_has_each_named_segment() -> None:
    assert set(rfm.NAMED) == {name for row in rfm.GRID.values() for name in row}
    assert DEFAULT_TIERS.reached == (5, 20, 50)


@pytest.mark.parametrize(("currency", "near"), [("DKK", 100.004), ("JPY", 100.4), (None, 99.996)])
def test_money_that_is_written_alike_ranks_alike(currency: str | None, near: float) -> None:
    """Whether the values come from orders or from what compute wrote, down to the noise of floating point."""
    sums = [100.0, near, 50.0, 50.1 + 0.2 - 0.3]
    rows = [{"net_revenue_24m": money, "value_to_date": money, "currency": currency} for money in sums]
    found = segment(values_of(rows), sorting=Sorting(tiers=tiers_of("best=25,rest=75"))).frame
    assert found["rfm"][0] == found["rfm"][1]
    assert found["rfm"][2] == found["rfm"][3]
    assert found["tier"].to_list() == ["best", "best", "rest", "rest"]
