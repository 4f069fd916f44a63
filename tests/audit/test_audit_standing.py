"""Where a shop stands at the end of a day, and where it stood a year before."""

from __future__ import annotations

from datetime import date

import pytest

from clvcli.audit.changes.compared import audits_then
from clvcli.audit.changes.standing import standing
from clvcli.audit.worth.yearly import yearly
from clvcli.contribution.settings import CostSettings
from tests.audit.shop_by_days import audit_of, lines_of, sold

COSTS = CostSettings()
YEAR_BEFORE = date(2023, 12, 31)

LINES = lines_of([
    *sold(("a", 800), ("a", 500), ("a", 100), ("b", 500), ("c", 450), ("c", 60), ("d", 30), (None, 20)),
    ("e", 40, 600, False),
])  # fmt: skip


def test_the_figures_of_a_year_are_those_of_known_customers_in_it() -> None:
    now = standing(audit_of(LINES, COSTS))
    assert now.active == 4
    assert now.aov == pytest.approx(225)  # four orders of 900
    assert now.repurchase_12m == pytest.approx(2 / 3)  # of a, b and c, all but b
    assert now.share_top20 == pytest.approx(600 / 1300)  # of five customers the best


def test_a_day_before_knows_nothing_of_what_came_after() -> None:
    audit = audit_of(LINES, COSTS)
    then = standing(audits_then({"DKK": audit}, LINES, COSTS, YEAR_BEFORE)["DKK"])
    assert (then.day, then.active, then.aov) == (YEAR_BEFORE, 3, 100.0)
    assert then.repurchase_12m == 1.0  # a, who alone had bought in the year before
    assert then.share_top20 == pytest.approx(200 / 400)


def test_the_repurchase_rate_is_that_of_formulas() -> None:
    audit = audit_of(LINES, COSTS)
    assert standing(audit).repurchase_12m == yearly(audit).retention


def test_what_the_orders_do_not_reach_back_to_is_not_known() -> None:
    young = standing(audit_of(lines_of(sold(("a", 100), ("a", 20)), opened=None), COSTS))
    assert (young.active, young.aov, young.repurchase_12m) == (None, None, None)
    assert young.share_top20 == 1.0
