"""Groups of customers who are alike: as many as the figures tell of, ordered by value, named by what is typical."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from clvcli.segments.clusters import LEAST_CUSTOMERS, centres_of, nearest
from clvcli.segments.cuts import CUTS
from clvcli.segments.groups import GROUPS, NOT_PREDICTED, group_scheme
from clvcli.segments.scheme import Material
from clvcli.segments.schemes import segment
from clvcli.valuation.schema import VALUES_SCHEMA

KINDS = (
    {"clv_12m": 4000.0, "orders_24m": 16, "p_alive": 0.95},
    {"clv_12m": 300.0, "orders_24m": 3, "p_alive": 0.8},
    {"clv_12m": 20.0, "orders_24m": 12, "p_alive": 0.1},
)
"""Three kinds of customers far from one another: good ones, occasional ones, and good ones who left."""


def customers(*rows: dict[str, Any]) -> pl.DataFrame:
    full = [{"customer_id": f"C{number:03}", "currency": "DKK", **row} for number, row in enumerate(rows)]
    return pl.DataFrame([dict.fromkeys(VALUES_SCHEMA) | row for row in full], schema=VALUES_SCHEMA, orient="row")


def like(kind: dict[str, Any], number: int, **others: Any) -> list[dict[str, Any]]:
    """Return customers around one of KINDS, whose figures differ by up to a tenth."""
    around = np.linspace(0.9, 1.0, number)
    return [
        kind | {"age_days": 730, "value_to_date": 100.0} | others
        | {"clv_12m": kind["clv_12m"] * by, "p_alive": kind["p_alive"] * by}
        for by in around
    ]  # fmt: skip


def test_customers_of_three_kinds_are_three_groups_best_first() -> None:
    rows = [row for kind in reversed(KINDS) for row in like(kind, 40)]
    found = segment(customers(*rows), ["groups"])
    assert found.frame["group"].to_list() == ["group_3"] * 40 + ["group_2"] * 40 + ["group_1"] * 40
    assert found.notes == ()


def test_a_group_is_named_by_what_is_typical_of_it_in_its_own_currency() -> None:
    rows = [row for kind in KINDS for row in like(kind, 40)]
    rows += [row | {"currency": "SEK"} for kind in KINDS[:2] for row in like(kind, 40)]
    table = segment(customers(*rows), ["groups"]).summaries["groups"]
    assert table.select("currency", "group", "customers", "rule").rows() == [
        ("DKK", "group_1", 40, "DKK 3,798 in 12 months, 8.0 orders a year, 90 % still customers"),
        ("DKK", "group_2", 40, "DKK 285 in 12 months, 1.5 orders a year, 76 % still customers"),
        ("DKK", "group_3", 40, "DKK 19.00 in 12 months, 6.0 orders a year, 9 % still customers"),
        ("DKK", "not_predicted", 0, "Customers of whom nothing is predicted for the next 12 months"),
        ("SEK", "group_1", 40, "SEK 3,799 in 12 months, 8.0 orders a year, 90 % still customers"),
        ("SEK", "group_2", 40, "SEK 285 in 12 months, 1.5 orders a year, 76 % still customers"),
        ("SEK", "not_predicted", 0, "Customers of whom nothing is predicted for the next 12 months"),
    ]


def test_customers_without_a_forecast_are_a_group_of_their_own() -> None:
    rows = [*like(KINDS[0], 60), {"value_to_date": 5.0}]
    frame = segment(customers(*rows), ["groups"]).frame
    assert frame["group"].to_list()[-1] == NOT_PREDICTED
    nobody = segment(customers({"value_to_date": 5.0}), ["groups"])
    assert nobody.summaries["groups"]["group"].to_list() == [NOT_PREDICTED]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row for kind in KINDS for row in like(kind, LEAST_CUSTOMERS // 3)], id="few"),
        pytest.param([like(KINDS[1], 1)[0]] * 200, id="equal"),
    ],
)
def test_where_customers_are_few_or_alike_there_is_one_group_and_this_is_said(rows: list[dict[str, Any]]) -> None:
    found = segment(customers(*rows), ["groups"])
    assert set(found.frame["group"]) == {"group_1"}
    assert [note.code for note in found.notes] == ["CLVN89"]


def test_figures_that_a_method_does_not_give_are_left_out() -> None:
    rows = [row | {"p_alive": None} for kind in KINDS[:2] for row in like(kind, 40)]
    table = segment(customers(*rows), ["groups"]).summaries["groups"]
    assert table["rule"][0] == "DKK 3,799 in 12 months, 8.0 orders a year"
    assert table["customers"].to_list() == [40, 40, 0]


@pytest.mark.parametrize(("alive", "told"), [(0.9, "staying"), (0.1, "leaving"), (None, "staying")])
def test_where_nothing_is_known_of_leaving_nobody_is_taken_to_have_left(alive: float | None, told: str) -> None:
    rows = [row | {"p_alive": alive} for row in like(KINDS[0], 60)]
    scheme = group_scheme()
    first, *_ = scheme.segments(scheme.learn(Material(values=customers(*rows))))
    assert first.told_as == f"{told}_often"


def test_an_order_in_the_first_week_is_one_order_a_year() -> None:
    rows = [row | {"age_days": 5, "orders_24m": 1} for row in like(KINDS[1], 60)]
    table = segment(customers(*rows), ["groups"]).summaries["groups"]
    assert "1.0 orders a year" in table["rule"][0]


def test_losses_and_nothing_are_sorted_too() -> None:
    rows = [row | {"clv_12m": value} for value in (-50.0, 0.0) for row in like(KINDS[1], 40)]
    assert segment(customers(*rows), ["groups"]).frame["group"].null_count() == 0


def test_groups_are_explained_before_there_are_any() -> None:
    names = [each.name for each in group_scheme().segments(CUTS.to_frame())]
    assert names == [*GROUPS, NOT_PREDICTED]


def test_clusters_of_points_that_lie_evenly_are_not_found_again() -> None:
    points = np.random.default_rng(1).normal(size=(200, 3))
    assert len(centres_of(points, np.ones(200, dtype=np.int64))) == 1


def test_the_first_of_equally_near_centres_counts_and_unknown_figures_do_not() -> None:
    centres = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]])
    points = np.array([[1.0, 0.0], [2.0, np.nan], [np.nan, 2.0]])
    assert nearest(points, centres).tolist() == [0, 1, 2]
