"""What a loyalty programme may give each tier: a share of what its customers are expected to leave."""

from __future__ import annotations

import polars as pl

REWARD_SHARE = 0.10
"""Of the contribution expected in 12 months: enough to be felt, and nine tenths are left."""


def with_rewards(tiers: pl.DataFrame, share: float = REWARD_SHARE) -> pl.DataFrame:
    """Return `tiers`, one row each, with what each may be given a year.

    Needs `expected_revenue_12m` and `expected_contribution_12m`, net revenue and contribution of 12 months, of a
    customer or of the tier.  Adds, of the same:
    `allowable_reward`, the share of the contribution, nothing where none is expected;
    `reward_rate`, what it is per revenue, null without revenue;
    `break_even_revenue`, the extra revenue that earns it back, null where sales leave nothing.
    """
    revenue, contribution = pl.col("expected_revenue_12m"), pl.col("expected_contribution_12m")
    sells, earns = revenue > 0, (revenue > 0) & (contribution > 0)
    reward = contribution.clip(lower_bound=0.0) * share
    return tiers.with_columns(
        allowable_reward=reward,
        reward_rate=pl.when(sells).then(reward / revenue),
        break_even_revenue=pl.when(earns).then(reward * revenue / contribution),
    )
