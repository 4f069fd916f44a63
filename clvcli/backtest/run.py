"""The backtest: every model and naive rule on every fold, scored and judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from clvcli.backtest.baselines import NAIVE
from clvcli.backtest.models import FAMILY, computed
from clvcli.backtest.schema import BACKTEST_SCHEMA
from clvcli.backtest.scores import calibration, score
from clvcli.backtest.split import cuts, default_holdout, split
from clvcli.backtest.verdict import verdict
from clvcli.errors import AnalysisError, ModelNotUsableError, TooShortToCutError
from clvcli.orders.currency import in_currency
from clvcli.valuation.gate import SPAN_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from clvcli.backtest.forecaster import Expected, Forecaster
    from clvcli.backtest.scores import Amounts, Ranking, Scores
    from clvcli.backtest.split import Split
    from clvcli.backtest.verdict import Verdict
    from clvcli.config import Model
    from clvcli.customers.summary import Customers
    from clvcli.valuation.horizon import Horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdout:
    """Which part of a log is held out, and how often."""

    last: date
    """The last day of the last window."""
    days: int
    folds: int = 1
    """Windows, one before the other."""

    @property
    def cuts(self) -> tuple[date, ...]:
        """The last known day of each fold, the earliest first."""
        return tuple(cuts(self.last, self.days, self.folds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """What came of a backtest of the customers whose money is in one currency."""

    currency: str | None
    holdout: Holdout
    customers: int
    """Customers known at the last cut."""
    chosen: str
    """The forecaster that `compute` would use."""
    frame: pl.DataFrame
    """The rows of `schema.BACKTEST`: by fold, models before naive rules."""
    deciles: pl.DataFrame
    """The rows of `scores.calibration` of the chosen forecaster on the last fold."""
    verdicts: Mapping[str, Verdict]
    """Of each model."""
    left_out: Mapping[str, str]
    """Models that could not be fitted at some cut, and why."""
    because: tuple[str, ...] = ()
    """Why the chosen forecaster predicted the last fold as it did, from what was known before it."""

    @property
    def verdict(self) -> Verdict:
        """Of the chosen forecaster."""
        return self.verdicts[self.chosen]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fold:
    split: Split
    expected: Mapping[str, Expected]
    scores: Mapping[str, Scores]


def holdout_of(customers: Customers, *, length: Horizon | None = None, folds: int = 1) -> Holdout:
    """Return the holdout of a log that `customers` sum up: of the `length` asked for, or `split.default_holdout`.

    Raises TooShortToCutError where less than half a year would be left before the first cut.
    """
    last, span = customers.as_of, customers.span_days
    days = length.days_before(last) if length else default_holdout(customers.first_date, last)
    if span - days * folds < SPAN_DAYS:
        raise TooShortToCutError.of(span=span, held_out=days * folds, needed=SPAN_DAYS, folds=folds)
    return Holdout(last=last, days=days, folds=folds)


def backtests(
    lines: pl.LazyFrame,
    customers: Customers,
    *,
    length: Horizon | None = None,
    folds: int = 1,
    model: Model = "auto",
    rivals: bool = True,
) -> dict[str | None, Backtest | AnalysisError]:
    """Return the backtest of each currency of canonical `lines`, which `customers` sum up, or why there is none.

    `length` and `folds` are those of `holdout_of`, `model` and `rivals` those of `backtest`.
    """
    found: dict[str | None, Backtest | AnalysisError] = {}
    for shop in customers.shop:
        own = lines.filter(in_currency(shop.currency))
        try:
            holdout = holdout_of(customers, length=length, folds=folds)
            found[shop.currency] = backtest(own, holdout, model=model, rivals=rivals, currency=shop.currency)
        except AnalysisError as error:
            found[shop.currency] = error
    return found


def backtest(
    lines: pl.LazyFrame,
    holdout: Holdout,
    *,
    model: Model = "auto",
    rivals: bool = True,
    currency: str | None = None,
) -> Backtest:
    """Return the backtest of canonical `lines` of one currency: of `model`, as `compute` takes it, and naive rules.

    With `rivals` every model of the family is tried beside `auto`.
    Raises NothingToJudgeError where there is no forecast at a cut, and NothingToAnalyseError where nobody
    had bought by then.
    """
    models: dict[str, Forecaster] = {model: partial(computed, model=model)}
    if rivals and model == "auto":
        models |= FAMILY
    left_out: dict[str, str] = {}
    folds = [_fold(split(lines, cut=cut, days=holdout.days), models, left_out) for cut in holdout.cuts]
    results = {name: [fold.scores[name] for fold in folds] for name in (*models, *NAIVE) if name not in left_out}
    verdicts = {name: verdict(name, results, NAIVE) for name in models if name not in left_out}
    last = folds[-1]
    return Backtest(
        currency=currency,
        holdout=holdout,
        customers=last.split.held.height,
        chosen=model,
        frame=pl.DataFrame(
            [row for fold in folds for row in _rows(fold, model, verdicts, currency)],
            schema=BACKTEST_SCHEMA,
            orient="row",
        ),
        deciles=calibration(last.expected[model], last.split.held),
        verdicts=verdicts,
        left_out=left_out,
        because=last.expected[model].because,
    )


def _fold(cut_log: Split, models: Mapping[str, Forecaster], left_out: dict[str, str]) -> _Fold:
    """Score the models and the naive rules on one fold; note in `left_out` which models could not be used."""
    expected: dict[str, Expected] = {}
    for name, forecaster in {**models, **NAIVE}.items():
        try:
            expected[name] = forecaster(cut_log.past, cut_log.days)
        except ModelNotUsableError as error:
            left_out[name] = error.message
    scores = {name: score(each, cut_log.held) for name, each in expected.items()}
    return _Fold(split=cut_log, expected=expected, scores=scores)


def _rows(
    fold: _Fold, chosen: str, verdicts: Mapping[str, Verdict], currency: str | None
) -> Iterator[dict[str, object]]:
    """Yield the rows of one fold, by the names of `schema.BACKTEST`."""
    held = fold.split.held
    for name, scores in fold.scores.items():
        if name not in verdicts and name not in NAIVE:
            continue
        judged = verdicts.get(name)
        yield {
            "currency": currency,
            "cut": fold.split.cut,
            "holdout_days": fold.split.days,
            "forecaster": name,
            "kind": "naive" if name in NAIVE else "model",
            "chosen": name == chosen,
            "customers": scores.customers,
            "new_customers": fold.split.new_customers,
            **_columns("orders", scores.orders),
            "orders_actual": int(held["purchases"].sum()),
            **_columns("spend", scores.spend),
            "spend_actual": float(held["net_revenue"].sum()),
            **(_ranking(scores.ranking) if scores.ranking else {}),
            "accuracy": scores.buying.accuracy if scores.buying else None,
            "brier": scores.buying.brier if scores.buying else None,
            "coverage": scores.coverage,
            "totals": judged.totals.standing if judged and judged.totals else None,
            "ranking": judged.ranking.standing if judged and judged.ranking else None,
            "method": fold.expected[name].method,
        }


def _columns(of: str, amounts: Amounts | None) -> dict[str, float | None]:
    if amounts is None:
        return {}
    return {
        f"{of}_predicted": amounts.predicted,
        f"{of}_ratio": amounts.ratio,
        f"{of}_mae": amounts.mae,
        f"{of}_rmse": amounts.rmse,
    }


def _ranking(ranking: Ranking) -> dict[str, float | None]:
    return {
        "gini": ranking.gini,
        "top_10": ranking.top10,
        "top_20": ranking.top20,
        "rank_correlation": ranking.spearman,
    }
