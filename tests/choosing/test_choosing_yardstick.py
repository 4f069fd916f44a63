"""Where no churn can be seen, the end of the orders decides between the curve and customers who never leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from clvcli.choosing.choice import choose
from clvcli.choosing.tried import Stand
from clvcli.choosing.yardstick import without_churn
from clvcli.valuation import cohort_curve
from clvcli.valuation.basis import REVENUE
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.candidates import YARDSTICK
from clvcli.valuation.cohort_forecast import curve_flow
from clvcli.valuation.forecast import predict
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.missed import OF_A_FIRST_YEAR
from clvcli.valuation.plan import COHORT_CURVE, HISTORIC, Plan, plan_by
from clvcli.valuation.purchase_days import EPOCH, PurchaseDays

if TYPE_CHECKING:
    from clvcli.choosing.trials import Trial
    from clvcli.valuation.flows import Flow

SPAN = 365


def staying(seed: int = 1, customers: int = 700) -> PurchaseDays:
    """Return people who come at any time, each buy at a rate of their own, and never leave."""
    rng = np.random.default_rng(seed)
    rows = []
    for who in range(customers):
        first = int(rng.integers(0, SPAN - 1) * rng.random()) if who else 0
        later = np.flatnonzero(rng.random(SPAN - first) < rng.gamma(0.9, 0.02)) + first + 1
        rows += [(who, int(day)) for day in (first, *later)]
    customer, day = np.array(rows).T
    sales = rng.gamma(4.0, 10.0, customer.size)
    return PurchaseDays(customer=customer, day=day, sales=sales, revenue=sales, customers=customers, as_of=SPAN)


BOUGHT = staying()
CLOSED = plan_by(histories_of_buyers(BOUGHT.buyers())[0], "auto", SPAN, BOUGHT.log_gaps)
PLAN = without_churn(CLOSED, BOUGHT)


def prefer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let what is called `name` foresee each trial, and the other nothing."""

    def flow(_: Stand, asked: str, trial: Trial) -> Flow | None:
        found = curve_flow(trial.before, trial.days)
        did = np.maximum(trial.purchases, 1e-3)
        return found._replace(purchases=did if asked == name else did[::-1]) if found is not None else None

    monkeypatch.setattr(Stand, "flow", flow)


def test_no_churn_leaves_one_rival_to_the_curve() -> None:
    assert CLOSED.gate.closed == "no churn"
    assert [rival.name for rival in CLOSED.rivals] == [YARDSTICK]
    assert CLOSED.method == HISTORIC


@pytest.mark.parametrize("name", [COHORT_CURVE, YARDSTICK])
def test_what_did_better_on_the_end_of_the_orders_predicts(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    prefer(monkeypatch, name)
    plan = without_churn(CLOSED, BOUGHT)
    assert plan.method == name
    assert "did best on the last 121 and 91 days" in plan.reasons[-1]
    assert plan.evidence.filter(model=YARDSTICK)["deviance"].null_count() == 0


def test_who_stays_is_predicted_by_the_yardstick_and_no_further_than_the_curve_looks() -> None:
    assert PLAN.method == YARDSTICK
    assert PLAN.gate == CLOSED.gate
    assert PLAN.longest == cohort_curve.fit(BOUGHT).longest == SPAN // 2
    assert PLAN.missed >= OF_A_FIRST_YEAR


def test_lifetime_and_what_lies_beyond_the_reach_are_left_open() -> None:
    as_of = EPOCH + timedelta(days=SPAN)
    found = predict(BOUGHT.buyers(), PLAN, horizon=Horizon(36, "m"), rate=0.1, worth=REVENUE, as_of=as_of)
    assert found.columns is not None
    assert found.days == SPAN // 2
    for beyond in ("p_alive", "clv_12m", "clv_24m", "clv_36m", "expected_revenue_12m"):
        assert found.columns[beyond] is None
    for known in ("p_buy", "expected_orders", "expected_revenue", "clv_residual"):
        values = found.columns[known]
        assert values is not None
        assert np.isfinite(values).all()
        assert (values >= 0).all()


def test_a_nearer_horizon_is_the_users() -> None:
    as_of = EPOCH + timedelta(days=SPAN)
    found = predict(BOUGHT.buyers(), PLAN, horizon=Horizon(30, "d"), rate=0.1, worth=REVENUE, as_of=as_of)
    assert found.days == 30


def test_without_a_curve_nobody_is_followed_and_nothing_predicts() -> None:
    late = replace(BOUGHT, day=BOUGHT.day + 2 * SPAN, as_of=BOUGHT.as_of + 2 * SPAN)
    one_early = replace(
        late,
        customer=np.insert(late.customer + 1, 0, 0),
        day=np.insert(late.day, 0, 0),
        sales=np.insert(late.sales, 0, 1.0),
        revenue=np.insert(late.revenue, 0, 1.0),
        customers=late.customers + 1,
    )
    plan = without_churn(CLOSED, one_early)
    assert plan.method == HISTORIC
    assert plan.gate.reason is not None
    assert "nor can earlier customers be followed" in plan.gate.reason


def test_the_choice_of_the_whole_is_the_same() -> None:
    keys = pl.Series("customer_key", [f"{who:03}" for who in range(BOUGHT.customers)])
    days = pl.DataFrame(
        {
            "customer_key": keys[BOUGHT.customer],
            "day": [EPOCH + timedelta(days=int(day)) for day in BOUGHT.day],
            "kept": True,
            "net_sales": BOUGHT.sales,
            "net_revenue": BOUGHT.revenue,
        }
    )
    buyers = BOUGHT.buyers().with_columns(keys)
    as_of: date = EPOCH + timedelta(days=SPAN)
    plan: Plan = choose(buyers, "auto", SPAN, days=days, as_of=as_of)
    assert (plan.method, plan.reasons) == (PLAN.method, PLAN.reasons)
