"""Whether a model is worth its trouble: each held against the naive rule that did best."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from clvcli.choosing.margins import GINI_MARGIN, TOTAL_MARGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from clvcli.backtest.scores import Amounts, Scores

Standing = Literal["better", "level", "worse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One model against the naive rule that did best, in one respect."""

    rule: str
    """The naive rule."""
    own: float
    """The model's score: mean over the folds."""
    best: float
    """The rule's."""
    standing: Standing
    """Of the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reader may rely on; None where nobody bought in the window, so that nothing can be compared."""

    forecaster: str
    orders_off: float | None
    """|predicted / actual - 1| of all orders, mean over the folds."""
    spend_off: float | None
    totals: Compared | None
    """On the mean |ln(predicted / actual)| of orders and spend."""
    rule_orders_off: float | None
    """`orders_off` of the rule that did best on totals."""
    rule_spend_off: float | None
    ranking: Compared | None
    """On the normalised Gini of spend."""


def verdict(forecaster: str, results: Mapping[str, Sequence[Scores]], naive: Iterable[str]) -> Verdict:
    """Judge a `forecaster` by the scores of each fold; `naive` names the rules among the `results`."""
    own = results[forecaster]
    rules = {name: results[name] for name in naive}
    totals = _compared(own, rules, _totals_missed, margin=TOTAL_MARGIN)
    rule = rules[totals.rule] if totals else ()
    return Verdict(
        forecaster=forecaster,
        orders_off=_mean(_off(scores.orders) for scores in own),
        spend_off=_mean(_off(scores.spend) for scores in own),
        totals=totals,
        rule_orders_off=_mean(_off(scores.orders) for scores in rule),
        rule_spend_off=_mean(_off(scores.spend) for scores in rule),
        ranking=_compared(own, rules, _gini, margin=GINI_MARGIN, highest_wins=True),
    )


def _compared(
    own: Sequence[Scores],
    rules: Mapping[str, Sequence[Scores]],
    measure: Callable[[Scores], float | None],
    *,
    margin: float,
    highest_wins: bool = False,
) -> Compared | None:
    """Return how a forecaster does on a measure beside the rule that does best on it; of equals the first."""
    mine = _mean(map(measure, own))
    found = {name: _mean(map(measure, scores)) for name, scores in rules.items()}
    theirs = {name: value for name, value in found.items() if value is not None}
    if mine is None or not theirs:
        return None
    rule = (max if highest_wins else min)(theirs, key=theirs.__getitem__)
    ahead = mine - theirs[rule] if highest_wins else theirs[rule] - mine
    standing: Standing = "level" if abs(ahead) <= margin else "better" if ahead > 0 else "worse"
    return Compared(rule=rule, own=mine, best=theirs[rule], standing=standing)


def _totals_missed(scores: Scores) -> float | None:
    if scores.orders is None or scores.spend is None:
        return None
    return _mean((scores.orders.log_error, scores.spend.log_error))


def _gini(scores: Scores) -> float | None:
    return scores.ranking.gini if scores.ranking else None


def _off(amounts: Amounts | None) -> float | None:
    ratio = amounts.ratio if amounts else None
    return None if ratio is None else abs(ratio - 1.0)


def _mean(values: Iterable[float | None]) -> float | None:
    """Return the mean, or None where one of them is not known or there is none."""
    numbers = list(values)
    known = [number for number in numbers if number is not None]
    return fmean(known) if known and len(known) == len(numbers) else None
