"""The verdict: what counts as better, level and worse, and beside which rule."""

from __future__ import annotations

from clvcli.backtest.scores import Amounts, Ranking, Scores
from clvcli.backtest.verdict import verdict
from clvcli.choosing.margins import GINI_MARGIN, TOTAL_MARGIN


def scores(predicted: float, gini: float | None, *, actual: float = 100.0) -> Scores:
    amounts = Amounts(predicted=predicted, actual=actual, mae=1.0, rmse=1.0)
    ranking = Ranking(gini=gini, top10=None, top20=None, spearman=None)
    return Scores(customers=10, orders=amounts, spend=amounts, ranking=ranking, buying=None, coverage=None)


def standings(model: Scores, **rules: Scores) -> tuple[str | None, str | None]:
    found = verdict("model", {"model": [model]} | {name: [each] for name, each in rules.items()}, rules)
    totals, ranking = found.totals, found.ranking
    return totals.standing if totals else None, ranking.standing if ranking else None


def test_a_model_is_held_against_the_rule_that_does_best_in_each_respect() -> None:
    found = verdict(
        "model",
        {"model": [scores(90, 0.8)], "near": [scores(98, 0.2)], "sharp": [scores(50, 0.9)]},
        ["near", "sharp"],
    )
    assert found.totals
    assert found.ranking
    assert (found.totals.rule, found.totals.standing) == ("near", "worse")
    assert (found.ranking.rule, found.ranking.standing, found.ranking.best) == ("sharp", "worse", 0.9)
    assert (round(found.orders_off or 0, 6), round(found.rule_spend_off or 0, 6)) == (0.1, 0.02)


def test_too_much_and_too_little_are_as_far_off() -> None:
    assert standings(scores(125, 0.5), rule=scores(80, 0.5)) == ("level", "level")


def test_differences_within_the_margin_are_none() -> None:
    hair = 1e-6
    at_margin = 100 * (1 - TOTAL_MARGIN)
    assert standings(scores(at_margin + 0.01, 0.5), rule=scores(100, 0.5 + GINI_MARGIN - hair)) == (
        "level",
        "level",
    )
    assert standings(scores(at_margin - 0.01, 0.5), rule=scores(100, 0.5 + GINI_MARGIN + hair)) == (
        "worse",
        "worse",
    )
    assert standings(scores(100, 0.5 + GINI_MARGIN + hair), rule=scores(at_margin - 0.01, 0.5)) == (
        "better",
        "better",
    )


def test_folds_are_averaged() -> None:
    """Twice too much and twice too little do not cancel."""
    found = verdict(
        "model", {"model": [scores(200, 0.4), scores(50, 0.6)], "rule": [scores(110, 0.5)] * 2}, ["rule"]
    )
    assert found.totals
    assert found.ranking
    assert (found.totals.standing, found.ranking.standing) == ("worse", "level")
    assert found.orders_off == 0.75


def test_where_nothing_was_bought_nothing_is_judged() -> None:
    assert standings(scores(10, None, actual=0.0), rule=scores(0, None, actual=0.0)) == (None, None)


def test_a_rule_that_says_nothing_is_no_match() -> None:
    silent = Scores(customers=10, orders=None, spend=None, ranking=None, buying=None, coverage=None)
    found = verdict(
        "model", {"model": [scores(90, 0.5)], "silent": [silent], "rule": [scores(80, 0.4)]}, ["silent", "rule"]
    )
    assert found.totals
    assert found.totals.rule == "rule"
