"""Loyalty: what rewards each tier is worth, and what they would have to bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import plain, table, total

if TYPE_CHECKING:
    import polars as pl

    from clvcli.actions.loyalty import Rewards
    from clvcli.output.report_inputs import Analysis


def loyalty(analysis: Analysis) -> Section:
    """Return what each tier may be given in 12 months, what of it is owed, and what earns it back."""
    plan = None if analysis.plans is None else analysis.plans.loyalty
    if analysis.plans is None or plan is None or total(plan, "allowable_reward") is None:
        return Section(id="loyalty", unit=analysis.currency, missing=Phrase("loyalty_missing"))
    rewards, costs_known = analysis.plans.terms.rewards, plan["break_even_revenue"].count() > 0
    spoken = None if analysis.few else _figures(analysis, plan, rewards)
    columns = (
        Column(key="tier", kind="term"),
        Column(key="customers", kind="count"),
        Column(key="allowable_reward", kind="estimate"),
        Column(key="reward_per_customer", kind="estimate"),
        Column(key="reward_rate", kind="share", priority=1),
        Column(key="liability", kind="estimate", priority=2),
        *((Column(key="break_even_revenue", kind="estimate", priority=1),) if costs_known else ()),
    )
    return Section(
        id="loyalty",
        unit=analysis.currency,
        answer=(Phrase(f"loyalty_answer.{analysis.measure}", spoken),) if spoken else (),
        key_figures=(_rewards(spoken),) if spoken else (),
        tables=(table("loyalty", plan, columns, unit=analysis.currency, few_of="customers"),),
        notes=(
            Phrase("loyalty_note", {"redemption": _share(rewards.redemption), "cost": _share(rewards.cost)}),
            Phrase("loyalty_break_even_note" if analysis.measure == "contribution" else "loyalty_costs_note"),
        ),
    )


def _figures(analysis: Analysis, plan: pl.DataFrame, rewards: Rewards) -> dict[str, Figure] | None:
    """Return what rewards are worth in all; None where nothing is expected."""
    reward, revenue = total(plan, "allowable_reward"), total(plan, "expected_revenue_12m")
    if not reward or not revenue:
        return None
    return {
        "reward": Figure(value=plain(reward), kind="estimate", unit=analysis.currency),
        "share": _share(rewards.share),
        "rate": _share(reward / revenue),
    }


def _rewards(figures: dict[str, Figure]) -> KeyFigure:
    of_all = {"share": figures["share"], "rate": figures["rate"]}
    return KeyFigure(id="rewards_12m", figure=figures["reward"], meaning=Phrase("rewards_12m_meaning", of_all))


def _share(value: float) -> Figure:
    return Figure(value=value, kind="share")
