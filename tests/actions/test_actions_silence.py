"""Silence against rhythm: whose gaps are few is held against one of others, and who is beyond theirs is protected."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.actions import protect as protecting
from clvcli.actions import winback as winning_back
from clvcli.actions.contact import Contact, Uplift
from clvcli.actions.protect import protect
from clvcli.actions.silence import with_silence
from clvcli.on_disk import held, listed
from tests.actions.actions_shop import AS_OF, WAITS, customer, others, shop, values_of
from tests.segments.test_segments_on_disk import on_disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ALONE = WAITS.clear()
"""Nobody else has come back."""


def somebody(name: str = "A", *, silent: int = 100, repeats: int = 0, active: int = 0) -> dict[str, object]:
    return customer(name, silent=silent, repeats=repeats, active=active, chance=0.5, worth=100.0, alive=0.6)


def silent(values: pl.DataFrame, waits: pl.DataFrame = WAITS) -> pl.DataFrame:
    return with_silence(values, others(values, waits))


def protected(values: pl.DataFrame) -> pl.DataFrame:
    return protect(values, others(values), WAITS)


def test_the_usual_gap_is_the_mean_of_ones_own_gaps_and_one_of_others() -> None:
    found = silent(
        values_of([somebody("A", repeats=3, active=90), somebody("B"), somebody("C", repeats=1, active=50)]),
        ALONE,
    )
    usual = 140 / 4
    assert found["usual_gap"].to_list() == [(90 + usual) / 4, usual, (50 + usual) / 2]
    assert found["churn_factor"].to_list() == [100 / gap for gap in found["usual_gap"]]


def test_others_are_those_with_as_many_purchases_where_the_gaps_tell() -> None:
    found = silent(values_of([somebody("A"), somebody("B", repeats=1, active=50)]))
    assert found["usual_gap"].to_list() == [128.0, (50 + 88) / 2]


def test_where_nobody_bought_twice_there_is_no_rhythm() -> None:
    found = silent(values_of([somebody("A"), somebody("B")]), ALONE)
    assert found.select("usual_gap", "churn_factor").null_count().row(0) == (2, 2)


def test_who_kept_nothing_has_no_silence() -> None:
    nobody = dict(
        somebody("B"), days_since_last=None, last_order=None, orders=0, active_days=None, repeat_purchases=None
    )
    found = silent(values_of([somebody("A", repeats=1, active=60), nobody]))
    assert found.row(1, named=True)["churn_factor"] is None


# --- protect ----------------------------------------------------------------------------------


def test_the_protected_are_beyond_their_rhythm_and_not_lapsed_with_value_at_risk() -> None:
    found = protected(shop(200))
    assert not found.is_empty()
    assert (found["churn_factor"] > 1).all()
    assert (found["act_before"] >= AS_OF).all()
    assert (found["value_at_risk"] > 0).all()
    assert (found["value_at_risk"] <= found["clv_12m"]).all()
    assert found["value_at_risk"].is_sorted(descending=True)


def test_the_next_purchase_lies_ahead_and_in_order() -> None:
    found = protected(shop(200)).drop_nulls("next_purchase_from")
    assert not found.is_empty()
    assert (found["next_purchase_from"] > AS_OF).all()
    assert (found["next_purchase_from"] <= found["next_purchase_to"]).all()


def test_shuffled_customers_are_protected_alike() -> None:
    values = shop(120)
    shuffled = values.sample(fraction=1.0, shuffle=True, seed=3)
    assert protected(shuffled).equals(protected(values))


def test_without_a_forecast_nothing_is_at_risk() -> None:
    unknown = [pl.lit(None, pl.Float64).alias(name) for name in ("p_buy", "p_buy_12m")]
    assert protected(shop(50).with_columns(unknown)).is_empty()


@pytest.mark.parametrize("column", ["clv_12m", "value_total"])
def test_doubled_amounts_double_what_is_at_risk_and_change_nobody(column: str) -> None:
    values = shop(120)
    doubled = values.with_columns(pl.col("clv_12m", "value_total") * 2)
    once, twice = protected(values), protected(doubled)
    assert once["customer_id"].to_list() == twice["customer_id"].to_list()
    assert twice[column].to_list() == pytest.approx(
        [2 * each for each in once[column]], abs=0.03
    )  # two cents rounded


# --- on disk ----------------------------------------------------------------------------------


def test_lists_of_customers_on_disk_are_those_of_customers_in_memory(tmp_path: Path) -> None:
    values, contact = shop(300), Contact(cost=Decimal(5), uplift=Uplift(low=0.01, middle=0.02, high=0.04))
    gap = others(values.lazy())
    ways: dict[Callable[[pl.DataFrame], pl.DataFrame], dict[str, bool]] = {
        lambda rows: winning_back.winback(winning_back.judged(rows, contact, gap)): winning_back.ORDER,
        lambda rows: protect(rows, gap, WAITS): protecting.ORDER,
    }
    for make, order in ways.items():
        found = listed(on_disk(values, tmp_path, [0, 40, 250]), make, order)
        assert found.height
        assert held(found).equals(make(values))
