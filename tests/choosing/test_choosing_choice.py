"""What `--model auto` settles on, and that it settles on it from the past alone."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest

from clvcli.choosing import choice
from clvcli.choosing.choice import choose, planner_of
from clvcli.choosing.guard import guarded, on_ranking, on_totals
from clvcli.choosing.rivals import LEVEL, Result, best_of
from clvcli.choosing.trials import TRIAL_DAYS, Trials, deviance
from clvcli.choosing.tried import Stand
from clvcli.valuation.candidates import EVIDENCE, REGULAR
from clvcli.valuation.flows import Flow
from clvcli.valuation.gate import SPAN_DAYS, Gate
from clvcli.valuation.plan import Plan
from tests.valuation.valuation_shop import AS_OF, FIRST, bought, buyers, days

if TYPE_CHECKING:
    from clvcli.choosing.tried import Tried

CUT = date(2022, 8, 31)


@cache
def chosen(as_of: date = AS_OF) -> Plan:
    return choose(buyers(as_of), "auto", (as_of - FIRST).days, days=days(), as_of=as_of)


def same(one: Plan, other: Plan) -> bool:
    assert one.purchases is not None
    assert other.purchases is not None
    return (one.method, one.reasons, one.purchases.model) == (other.method, other.reasons, other.purchases.model)


# --- the choice ------------------------------------------------------------------------------


def test_the_choice_and_its_evidence_are_told() -> None:
    plan = chosen()
    assert plan.evidence.schema == EVIDENCE
    assert plan.evidence["bic"].is_sorted()
    tried = plan.evidence.filter(pl.col("deviance").is_not_null())
    assert tried.height == len(plan.rivals) >= 2
    assert plan.model in {rival.name for rival in plan.rivals}
    assert any("deviance" in reason for reason in plan.reasons)
    assert any("season" in reason for reason in plan.reasons)
    assert any("boost" in reason for reason in plan.reasons)


def test_a_shop_with_a_december_is_predicted_with_its_season() -> None:
    assert chosen().season is not None


def test_the_choice_does_not_depend_on_the_order_of_rows() -> None:
    shuffled = days().sample(fraction=1.0, shuffle=True, seed=3)
    again = choose(buyers(), "auto", (AS_OF - FIRST).days, days=shuffled, as_of=AS_OF)
    assert same(again, chosen())
    boosts = (again.boost_of(), chosen().boost_of())
    if boosts[0] is not None and boosts[1] is not None:
        np.testing.assert_array_equal(boosts[0].orders, boosts[1].orders)


def test_at_a_cut_the_choice_knows_nothing_of_what_came_after() -> None:
    known = days().filter(pl.col("day") <= CUT)
    without = choose(buyers(CUT), "auto", (CUT - FIRST).days, days=known, as_of=CUT)
    assert same(without, chosen(CUT))


def test_a_model_asked_for_by_name_is_neither_tried_nor_corrected() -> None:
    plan = choose(buyers(), "bg-nbd", (AS_OF - FIRST).days, days=days(), as_of=AS_OF)
    assert (plan.method, plan.notes, len(plan.reasons)) == ("bg-nbd", (), 1)


def test_the_days_of_a_currency_are_read_once_whatever_groups_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(lines: pl.LazyFrame) -> pl.DataFrame:
        read.append(lines)
        return days()

    monkeypatch.setattr(choice, "customer_days", counted)
    monkeypatch.setattr(choice, "known_at", lambda lines, _: lines)
    planner = planner_of(pl.LazyFrame({"currency": ["DKK"]}), AS_OF)
    few = buyers().head(30)  # too few for a model: only the days are looked at
    for _ in range(3):
        planner(few, "auto", 20)
    assert len(read) == 1
    planner(few.with_columns(currency=pl.lit("DKK")), "auto", 20)
    assert len(read) == 2


@pytest.mark.parametrize(
    ("results", "best"),
    [
        ({"a": (2.0, 0.60), "b": (2.0 * (1 + LEVEL / 2), 0.61)}, "b"),
        ({"a": (2.0, 0.60), "b": (2.0 * (1 + LEVEL * 2), 0.90)}, "a"),
        ({"a": (2.0, 0.60), "b": (2.1, 0.90), "c": (2.0 * (1 + LEVEL / 2), 0.62)}, "c"),
    ],
    ids=["level: the better ranking", "not level: the nearer one", "several"],
)
def test_among_models_level_in_deviance_the_ranking_decides(
    results: dict[str, tuple[float, float]], best: str
) -> None:
    found = {name: Result(deviance=off, gini=gini) for name, (off, gini) in results.items()}
    assert best_of(found) == best


def test_the_regular_models_send_at_most_one_rival() -> None:
    assert sum(rival.name in REGULAR for rival in chosen().rivals) <= 1


# --- trials ----------------------------------------------------------------------------------


def test_trials_lie_one_before_the_other_and_have_half_a_year_before_them() -> None:
    trials = Trials.of(bought())
    quarters = trials.quarters
    assert quarters[0].before.as_of == bought().as_of - TRIAL_DAYS
    assert all(b.before.as_of == a.before.as_of - TRIAL_DAYS for a, b in pairwise(quarters))
    assert all(quarter.before.span >= SPAN_DAYS for quarter in quarters[: trials.number])
    for quarter in quarters:
        assert quarter.before.day.max() <= quarter.before.as_of
        assert quarter.purchases.sum() == (quarter.within.day > quarter.before.as_of).sum()


def test_a_log_of_half_a_year_has_no_trial_of_corrections() -> None:
    until = FIRST + timedelta(days=SPAN_DAYS + 5)
    assert Trials.of(bought(until)).number == 0


def test_a_view_is_made_once() -> None:
    stand = Stand(trials=Trials.of(bought()))
    first = stand.view("bg-nbd", stand.trials.quarters[0])
    assert first is not None
    assert stand.view("bg-nbd", stand.trials.quarters[0]) is first


def test_deviance_is_zero_for_a_perfect_forecast_and_grows_with_distance() -> None:
    did = np.array([0.0, 1.0, 4.0])
    assert deviance(did, did) == pytest.approx(0.0, abs=1e-4)  # nothing is taken for a millionth of the mean
    near, far = (deviance(np.array([0.5, 1.0, 4.0]) * times, did) for times in (1.0, 3.0))
    assert 0 < near < far


# --- naive rules -----------------------------------------------------------------------------


def trial(*, meant: list[float], did: list[float], before: int, spent: list[float]) -> Tried:
    """Return a quarter of which `meant` was expected; in the one before, `before` purchases were made."""
    revenue = np.array(did)
    expected = Flow(np.array(meant), np.array(meant), np.array(meant))
    earlier = SimpleNamespace(day=np.full(before, 100), as_of=100)
    window = SimpleNamespace(days=91, purchases=revenue, revenue=revenue, before=earlier)
    known = SimpleNamespace(total=lambda amount: amount, revenue=np.array(spent))
    view: Any = SimpleNamespace(flow=lambda *_, **__: expected, days=known)
    made: Any = SimpleNamespace(trial=window, view=view, season=None, boost=None)
    found: Tried = made
    return found


PLAN = Plan(gate=Gate(customers=3, repeat_buyers=3, span_days=400, reason=None), model="bg-nbd")


def test_a_forecast_that_a_rule_beats_on_totals_and_ranking_says_so() -> None:
    lost = trial(meant=[9.0, 1.0, 0.0], did=[0.0, 1.0, 4.0], before=5, spent=[0.0, 10.0, 90.0])
    plan = guarded(PLAN, [lost])
    (note,) = plan.notes
    assert note.code == "CLVN48"
    assert note.changes_money
    assert "in total" in note.text
    assert "past spend" in note.text
    assert plan.reasons[-1] == note.text


def test_a_forecast_that_beats_the_rules_says_nothing() -> None:
    won = trial(meant=[0.1, 1.0, 4.0], did=[0.0, 1.0, 4.0], before=9, spent=[90.0, 10.0, 0.0])
    assert on_totals(PLAN, [won]) is None
    assert on_ranking(PLAN, [won]) is None
    assert guarded(PLAN, [won]).notes == ()


def test_nothing_bought_is_nothing_to_compare() -> None:
    quiet = trial(meant=[0.1, 0.1, 0.1], did=[0.0, 0.0, 0.0], before=0, spent=[1.0, 1.0, 1.0])
    assert guarded(PLAN, [quiet]).notes == ()
