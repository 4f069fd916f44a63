from __future__ import annotations

import polars as pl

from clvcli.segments.loyalty import with_rewards


def rewards(revenue: float, contribution: float) -> dict[str, float | None]:
    tiers = pl.DataFrame({"expected_revenue_12m": [revenue], "expected_contribution_12m": [contribution]})
    return with_rewards(tiers).row(0, named=True)


def test_extra_revenue_at_the_break_even_earns_the_reward_back() -> None:
    found = rewards(4000.0, 1600.0)
    assert (found["allowable_reward"], found["reward_rate"], found["break_even_revenue"]) == (160.0, 0.04, 400.0)


def test_a_tier_that_is_expected_to_cost_money_gets_nothing_and_never_breaks_even() -> None:
    found = rewards(300.0, -20.0)
    assert (found["allowable_reward"], found["reward_rate"], found["break_even_revenue"]) == (0.0, 0.0, None)


def test_a_tier_without_sales_has_no_rate() -> None:
    found = rewards(0.0, 0.0)
    assert (found["allowable_reward"], found["reward_rate"], found["break_even_revenue"]) == (0.0, None, None)
