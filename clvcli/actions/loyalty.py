"""What a loyalty programme may give each tier: a share of what its customers are expected to leave."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from clvcli import config
from clvcli.actions.schema import LOYALTY
from clvcli.on_disk import gathered
from clvcli.segments.cuts import known_sum
from clvcli.segments.schema import TIER
from clvcli.valuation.basis import is_contribution
from clvcli.valuation.schema import CENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewards:
    """The terms of a programme, as shares."""

    share: float = config.REWARD_SHARE
    """Of the contribution expected in 12 months, given out in rewards."""
    redemption: float = 1.0
    """Of what is given out, what is used; all of it until the programme knows better."""
    cost: float = 1.0
    """Of what is used, what it costs the shop: less than all where it is paid in goods."""


def with_rewards(tiers: pl.DataFrame, rewards: Rewards) -> pl.DataFrame:
    """Return `tiers`, one row each, with what each may be given a year.

    Needs `expected_revenue_12m` and `expected_contribution_12m`, net revenue and contribution of 12 months, of a
    customer or of the tier.  Adds, of the same:
    `allowable_reward`, the share of the contribution, nothing where none is expected;
    `reward_rate`, what it is per revenue, null without revenue;
    `liability`, what of it is expected to be used, at what it costs;
    `break_even_revenue`, the extra revenue that earns the liability back, null where sales leave nothing.
    """
    revenue, contribution = pl.col("expected_revenue_12m"), pl.col("expected_contribution_12m")
    sells, earns = revenue > 0, (revenue > 0) & (contribution > 0)
    reward = contribution.clip(lower_bound=0.0) * rewards.share
    liability = reward * rewards.redemption * rewards.cost
    return tiers.with_columns(
        allowable_reward=reward,
        reward_rate=pl.when(sells).then(reward / revenue),
        liability=liability,
        break_even_revenue=pl.when(earns).then(liability * revenue / contribution),
    )


def loyalty_plan(customers: pl.DataFrame | pl.LazyFrame, tiers: pl.DataFrame, rewards: Rewards) -> pl.DataFrame:
    """Return what each tier may be given (LOYALTY), in the order of `tiers`.

    `customers` have the columns of `valuation.schema.VALUES` and `tier`, `tiers` is the summary of that scheme;
    both in one currency.  Contribution is that of clv_12m, discounted, so that rewards are a few per cent below the
    share of what is undiscounted.  Where no cost is known it is revenue, and nothing is said of what earns a reward
    back.
    """
    rows = customers.lazy()
    sums = rows.group_by(TIER.name).agg(
        known_sum("expected_revenue_12m").alias("expected_revenue_12m"),
        known_sum("clv_12m").alias("expected_contribution_12m"),
    )
    beside = tiers.select("currency", TIER.name, "customers", "threshold").join(
        gathered(sums), on=TIER.name, how="left", maintain_order="left"
    )
    costs_known = pl.lit(is_contribution(rows.select("basis").head(1).collect().item()))
    planned = with_rewards(beside, rewards).with_columns(
        break_even_revenue=pl.when(costs_known).then("break_even_revenue"),
        reward_per_customer=pl.col("allowable_reward") / pl.col("customers"),
    )
    money = ("allowable_reward", "reward_per_customer", "liability", "break_even_revenue")
    return planned.with_columns(pl.col(*money).round(CENTS)).select(column.name for column in LOYALTY)
