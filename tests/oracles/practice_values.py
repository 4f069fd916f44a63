"""Worked examples of what a customer is worth: formulas, contracts, one model, rankings."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from clvcli.choosing.ranking import gains, normalised_gini
from clvcli.customers.concentration import concentration
from clvcli.customers.pareto import TOP_FIFTH
from clvcli.models import elasticity, migration, three_formulas
from clvcli.models.berger_nasr import yearly_sales_and_promotion
from clvcli.models.margin_multiple import margin_multiple
from clvcli.models.net_of_acquisition import net_of_acquisition
from clvcli.models.retention_spend import net_of_retention_spend
from clvcli.models.sbg import SBG
from clvcli.models.simple_value import simple_contribution, simple_revenue
from tests.oracles import oracle_table
from tests.oracles.oracle_inputs import customer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.oracles.practice_inputs import Inputs


def berger_nasr(i: Inputs) -> Any:
    return {
        "clv": yearly_sales_and_promotion(
            i["gross_contribution"], i["retention"], i["discount"], i["retention_cost"], i["horizon_years"]
        )
    }


def multiples(i: Inputs) -> Any:
    retention = np.array(i["retention"])
    rows = {d: margin_multiple(retention, np.full(retention.size, d)).tolist() for d in i["discount"]}
    return {
        f"{d:.0%}": {f"{r:.0%}": multiple for r, multiple in zip(i["retention"], row, strict=True)}
        for d, row in rows.items()
    }


def three_cases(i: Inputs) -> Any:
    case = (i["margin"], i["retention"], i["discount"])
    a, b = three_formulas.first_included(*case), three_formulas.first_excluded(*case)
    return {"case_a": a, "case_b": b, "case_c": three_formulas.first_at_end(*case), "a_minus_b": a - b}


def ll_bean(i: Inputs) -> Any:
    return {"clv": net_of_acquisition(i["margin"], i["retention"], i["discount"], i["acquisition_cost"])}


def darden(i: Inputs) -> Any:
    rates = (1.0 - i["attrition_month"], i["discount_month"])
    spend = i["retention_spend_per_year"] / 12
    return {
        "multiplier": three_formulas.first_included(1.0, *rates),
        "clv": net_of_retention_spend(i["price"] - i["variable_cost"], *rates, spend),
    }


def simple(i: Inputs) -> Any:
    bought = (i["aov"], i["orders_per_year"], i["years"])
    return {"revenue_clv": simple_revenue(*bought), "profit_clv": simple_contribution(*bought, i["gross_margin"])}


def high_end(i: Inputs) -> Any:
    alpha, beta, log_likelihood, *survival = oracle_table.sbg_projected(i)
    return {"alpha": alpha, "beta": beta, "loglik": log_likelihood, "survival_8_12": survival}


def rising_retention(i: Inputs) -> Any:
    return SBG(alpha=i["alpha"], beta=i["beta"]).retention(np.arange(1, 8)).tolist()


def recency(i: Inputs) -> Any:
    values = migration.values_by_recency(
        i["purchase_prob"], i["net_contribution"], i["marketing_cost"], i["discount"]
    )
    return {"V": values.tolist()}


def stopping(i: Inputs) -> Any:
    """The example gives the chances up to the best stop; the chance at recency 4 is that of the one before it."""
    rest = (i["net_contribution"], i["marketing_cost"], i["discount"])
    always = (*i["purchase_prob"], 0.05)
    best = migration.best_policy(always, *rest)
    values = migration.values_by_recency(always[: best.contacts], *rest)
    return {
        "V1": best.value,
        "gain": best.value - migration.value_after_purchase(always, *rest),
        "V3": float(values[2]),
    }


def cdnow_customer(i: Inputs) -> Any:
    model = oracle_table.named(i)
    return {
        "expected": float(oracle_table.expected(model, i)[0]),
        "p_alive": float(model.p_alive(*customer(i))[0]),
    }


def retention_point(i: Inputs) -> Any:
    found = asdict(elasticity.sensitivity(i["retention"], i["discount"]))
    return {
        "base": found["multiple"],
        "plus_1pp": found["retention_point"],
        "plus_1pct": found["retention_percent"],
        "margin_plus_1pct": found["margin_percent"],
        "discount_minus_1pct": found["discount_percent"],
        "elasticity": elasticity.retention_elasticity(i["retention"], i["discount"]),
    }


def gini(i: Inputs) -> Any:
    found = concentration(pl.Series("value", i["values"]))
    top = dict(found.top_shares.select("top", "share").iter_rows())
    half = found.lorenz.filter((pl.col("customers") - 0.5).abs() < 0.05)["value"].item()
    return {"gini": found.gini, "top10": found.deciles["share"][0], "top20": top[0.2], "bottom50": half}


def ranking(i: Inputs) -> Any:
    actual, predicted = np.array(i["actual"], dtype=float), np.array(i["predicted"], dtype=float)
    achieved, perfect = gains(predicted, actual), gains(actual, actual)
    assert achieved is not None
    assert perfect is not None
    tenth, fifth = (actual.size * percent // 100 - 1 for percent in (10, 20))
    return {
        "raw_perfect": 2 * perfect.mean().item() - 1,
        "raw_predicted": 2 * achieved.mean().item() - 1,
        "normalised": normalised_gini(predicted, actual),
        "top20_share": achieved[fifth].item(),
        "top20_perfect": perfect[fifth].item(),
        "top_decile_lift": achieved[tenth].item() / 0.1,
    }


BY_ID: dict[str, Callable[[Inputs], Any]] = {
    "clv-berger-nasr-case1": berger_nasr,
    "clv-margin-multiple-table": multiples,
    "clv-three-formulas": three_cases,
    "clv-llbean": ll_bean,
    "clv-darden-netflix": darden,
    "simple-clv-dk-aov-freq-life": simple,
    "sbg-highend": high_end,
    "sbg-retention-rises": rising_retention,
    "markov-recency-infinite": recency,
    "markov-stop-mailing": stopping,
    "bgnbd-cdnow-customer": cdnow_customer,
    "sensitivity-retention": retention_point,
    "gini-1-to-10": gini,
    "normalised-gini-and-lift": ranking,
    "pareto-ratio-benchmark": lambda _: {kind: published.share for kind, published in TOP_FIFTH.items()},
}
