"""The backtest: every model and naive rule on every fold, scored and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

import polars as pl

from clvcli.backtest.baselines import NAIVE
from clvcli.backtest.models import FAMILY, computed
from clvcli.backtest.schema import BACKTEST_SCHEMA
from clvcli.backtest.scores import calibration, score
from clvcli.backtest.split import Cut, cuts, default_holdout, split
from clvcli.backtest.verdict import verdict
from clvcli.errors import AnalysisError, ModelNotUsableError, TooShortToCutError
from clvcli.orders.currency import in_currency
from clvcli.progress import Watch, unwatched
from clvcli.valuation.gate import SPAN_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from clvcli.backtest.forecaster import Forecaster
    from clvcli.backtest.scores import Amounts, Ranking, Scores
    from clvcli.backtest.verdict import Verdict
    from clvcli.config import Model
    from clvcli.customers.in_parts import CustomersInParts
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
class _Judged:
    """What came of one forecaster on one fold."""

    scores: Scores
    method: str | None
    because: tuple[str, ...]
    deciles: pl.DataFrame | None
    """The rows of `scores.calibration`, where those were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fold:
    """What came of all forecasters on one fold, and what was done in it."""

    cut: date
    days: int
    new_customers: int
    orders: int
    spend: float
    judged: Mapping[str, _Judged]


Splits = Callable[[str | None, Holdout], Iterable[Cut]]
"""Cuts the orders of a currency at each of the cuts of a holdout, one after the other."""


def holdout_of(
    customers: Customers | CustomersInParts, *, length: Horizon | None = None, folds: int = 1
) -> Holdout:
    """Return the holdout of a log that `customers` sum up: of the `length` asked for, or `split.default_holdout`.

    Raises TooShortToCutError where less than half a year would be left before the first cut.
    """
    last, span = customers.as_of, customers.span_days
    days = length.days_before(last) if length else default_holdout(customers.first_date, last)
    if span - days * folds < SPAN_DAYS:
        raise TooShortToCutError.of(span=span, held_out=days * folds, needed=SPAN_DAYS, folds=folds)
    return Holdout(last=last, days=days, folds=folds)


class Trying(TypedDict, total=False):
    """What is tried, and how; `by_currency` says what is where nobody says so."""

    length: Horizon | None
    """As `holdout_of` takes it."""
    folds: int
    """The same."""
    model: Model
    """As `backtest` takes it."""
    rivals: bool
    """The same."""
    watch: Watch


def backtests(
    lines: pl.LazyFrame, customers: Customers, **trying: Unpack[Trying]
) -> dict[str | None, Backtest | AnalysisError]:
    """Return the backtest of each currency of canonical `lines`, which `customers` sum up, or why there is none."""

    def splits(currency: str | None, holdout: Holdout) -> Iterator[Cut]:
        """Cut the lines of a currency."""
        return splits_of(lines.filter(in_currency(currency)), holdout)

    return by_currency(splits, customers, **trying)


def by_currency(
    splits: Splits,
    customers: Customers | CustomersInParts,
    *,
    length: Horizon | None = None,
    folds: int = 1,
    model: Model = "auto",
    rivals: bool = True,
    watch: Watch = unwatched,
) -> dict[str | None, Backtest | AnalysisError]:
    """Return what `backtests` does of orders that `splits` cuts, wherever they lie."""
    found: dict[str | None, Backtest | AnalysisError] = {}
    for shop in customers.shop:
        try:
            holdout = holdout_of(customers, length=length, folds=folds)
            cut = splits(shop.currency, holdout)
            found[shop.currency] = _backtest(
                cut, holdout, model, rivals=rivals, currency=shop.currency, watch=watch
            )
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
    return _backtest(splits_of(lines, holdout), holdout, model, rivals=rivals, currency=currency)


def splits_of(lines: pl.LazyFrame, holdout: Holdout) -> Iterator[Cut]:
    """Cut canonical `lines` of one currency, in memory."""
    return (split(lines, cut=cut, days=holdout.days) for cut in holdout.cuts)


def _backtest(
    splits: Iterable[Cut],
    holdout: Holdout,
    model: Model,
    *,
    rivals: bool,
    currency: str | None,
    watch: Watch = unwatched,
) -> Backtest:
    models: dict[str, Forecaster] = {model: partial(computed, model=model)}
    if rivals and model == "auto":
        models |= FAMILY
    forecasters = {**models, **NAIVE}
    left_out: dict[str, str] = {}
    folds: list[_Fold] = []
    for cut in splits:
        watch(len(folds), holdout.folds)
        folds.append(_fold(cut, forecasters, left_out, explained=model))
        del cut  # what was known at one cut is gone before the next is made
    results = {name: [fold.judged[name].scores for fold in folds] for name in forecasters if name not in left_out}
    verdicts = {name: verdict(name, results, NAIVE) for name in models if name not in left_out}
    last = folds[-1].judged[model]
    assert last.deciles is not None  # noqa: S101  (they were asked for)
    return Backtest(
        currency=currency,
        holdout=holdout,
        customers=last.scores.customers,
        chosen=model,
        frame=pl.DataFrame(
            [row for fold in folds for row in _rows(fold, model, verdicts, currency)],
            schema=BACKTEST_SCHEMA,
            orient="row",
        ),
        deciles=last.deciles,
        verdicts=verdicts,
        left_out=left_out,
        because=last.because,
    )


def _fold(cut: Cut, forecasters: Mapping[str, Forecaster], left_out: dict[str, str], *, explained: str) -> _Fold:
    """Score the models and the naive rules on one fold; note in `left_out` which models could not be used."""
    judged: dict[str, _Judged] = {}
    for name, forecaster in forecasters.items():
        try:
            judged[name] = _judged(cut, forecaster, in_tenths=name == explained)
        except ModelNotUsableError as error:
            left_out[name] = error.message
    held = cut.held
    return _Fold(
        cut=cut.past.cut,
        days=cut.days,
        new_customers=cut.new_customers,
        orders=int(held["purchases"].sum()),
        spend=float(held["net_revenue"].sum()),
        judged=judged,
    )


def _judged(cut: Cut, forecaster: Forecaster, *, in_tenths: bool) -> _Judged:
    """Return what came of a forecaster: what it needed to tell is gone before what it told is scored."""
    expected = cut.past.foretold(forecaster(cut.past, cut.days))
    held = cut.held
    return _Judged(
        scores=score(expected, held),
        method=expected.method,
        because=expected.because,
        deciles=calibration(expected, held) if in_tenths else None,
    )


def _rows(
    fold: _Fold, chosen: str, verdicts: Mapping[str, Verdict], currency: str | None
) -> Iterator[dict[str, object]]:
    """Yield the rows of one fold, by the names of `schema.BACKTEST`."""
    for name, judged in fold.judged.items():
        if name not in verdicts and name not in NAIVE:
            continue
        scores, of_model = judged.scores, verdicts.get(name)
        yield {
            "currency": currency,
            "cut": fold.cut,
            "holdout_days": fold.days,
            "forecaster": name,
            "kind": "naive" if name in NAIVE else "model",
            "chosen": name == chosen,
            "customers": scores.customers,
            "new_customers": fold.new_customers,
            **_columns("orders", scores.orders),
            "orders_actual": fold.orders,
            **_columns("spend", scores.spend),
            "spend_actual": fold.spend,
            **(_ranking(scores.ranking) if scores.ranking else {}),
            "accuracy": scores.buying.accuracy if scores.buying else None,
            "brier": scores.buying.brier if scores.buying else None,
            "coverage": scores.coverage,
            "totals": of_model.totals.standing if of_model and of_model.totals else None,
            "ranking": of_model.ranking.standing if of_model and of_model.ranking else None,
            "method": judged.method,
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
