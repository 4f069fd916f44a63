"""One rule says which fit can predict, whether a model is chosen or asked for by name."""

from __future__ import annotations

import numpy as np
import pytest

from clvcli.errors import ModelNotUsableError
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.candidates import by_evidence, fit_candidates, none_able
from clvcli.valuation.plan import plan_by
from clvcli.valuation.purchase_days import PurchaseDays

SPAN = 730


def alike(customers: int = 250, seed: int = 3) -> PurchaseDays:
    """Return customers who all buy at one rate, and are all as likely to leave after a purchase."""
    rng = np.random.default_rng(seed)
    rows = []
    for who in range(customers):
        day = float(rng.integers(0, 90))
        while day <= SPAN:
            rows.append((who, int(day)))
            day += 1 + rng.exponential(90.0)
            if rng.random() < 0.1:
                break
    customer, days = np.array(rows).T
    money = np.full(customer.size, 20.0)
    return PurchaseDays(customer=customer, day=days, sales=money, revenue=money, customers=customers, as_of=SPAN)


BOUGHT = alike()


def test_what_a_model_by_name_refuses_is_not_chosen_either() -> None:
    buyers = BOUGHT.buyers()
    plan = plan_by(histories_of_buyers(buyers)[0], "auto", SPAN, BOUGHT.log_gaps)
    assert plan.model is None
    assert plan.gate.reason is not None
    assert plan.gate.reason.startswith("no model can be used: the orders do not tell how customers differ")
    assert plan.evidence.height > 0
    likeliest = plan.evidence["model"][0]
    with pytest.raises(ModelNotUsableError, match="the orders do not tell how customers differ"):
        plan_by(histories_of_buyers(buyers)[0], likeliest, SPAN, BOUGHT.log_gaps)


def test_whatever_may_be_chosen_may_be_asked_for() -> None:
    candidates = fit_candidates(histories_of_buyers(BOUGHT.buyers())[0], BOUGHT.log_gaps)
    assert any(each.settled and not each.clean for each in candidates)
    assert all(each.unusable is None for each in by_evidence(candidates))
    assert none_able(candidates).startswith("no model can be used: ")
