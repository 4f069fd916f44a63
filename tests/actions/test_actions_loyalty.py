from __future__ import annotations

import polars as pl
import pytest

from clvcli.actions.loyalty import Rewards, loyalty_plan, with_rewards
from clvcli.segments.schemes import segment
from tests.actions.actions_shop import shop


def rewards(revenue: float, contribution: float, terms: Rewards = Rewards()) -> dict[str, float | None]:  # noqa: B008  (frozen)
    tiers = pl.DataFrame({"expected_revenue_12m": [revenue], "expected_contribution_12m": [contribution]})
    found = with_rewards(tiers, terms).select("allowable_reward", "reward_rate", "liability", "break_even_revenue")
    return found.row(0, named=True)


def test_extra_revenue_at_the_break_even_earns_the_reward_back() -> None:
    found = rewards(4000.0, 1600.0)
    assert tuple(found.values()) == (160.0, 0.04, 160.0, 400.0)


def test_a_tier_that_is_expected_to_cost_money_gets_nothing_and_never_breaks_even() -> None:
    assert tuple(rewards(300.0, -20.0).values()) == (0.0, 0.0, 0.0, None)


def test_a_tier_without_sales_has_no_rate() -> None:
    assert tuple(rewards(0.0, 0.0).values()) == (0.0, None, 0.0, None)


def test_only_what_is_used_is_owed_and_at_what_it_costs() -> None:
    found = rewards(4000.0, 1600.0, Rewards(share=0.1, redemption=0.5, cost=0.4))
    assert found["allowable_reward"] == 160.0
    assert found["liability"] == pytest.approx(32.0, rel=1e-12)  # floats: 160 x 0.5 x 0.4
    assert found["break_even_revenue"] == pytest.approx(80.0, rel=1e-12)  # the same / 0.4


def plan(**columns: object) -> pl.DataFrame:
    values = shop(40).with_columns(**{name: pl.lit(value) for name, value in columns.items()})
    found = segment(values, ["tiers"])
    return loyalty_plan(found.frame, found.summaries["tiers"], Rewards())


def test_the_plan_has_every_tier_best_first_and_adds_up_to_the_customers() -> None:
    found = plan()
    assert found["tier"].to_list() == ["platinum", "gold", "silver", "bronze"]
    assert found["customers"].sum() == 40
    shares = found["allowable_reward"] / found["expected_contribution_12m"]
    assert shares.to_list() == pytest.approx([0.1] * 4, rel=1e-3)  # rewards are rounded to the cent
    assert found["break_even_revenue"].null_count() == 0


def test_without_costs_nothing_is_said_of_what_earns_a_reward_back() -> None:
    found = plan(basis="net revenue, ex tax")
    assert found["break_even_revenue"].null_count() == found.height
    assert found["allowable_reward"].null_count() == 0


def test_without_a_forecast_there_is_no_reward() -> None:
    found = plan(clv_12m=None, expected_revenue_12m=None)
    assert found["allowable_reward"].null_count() == found.height
