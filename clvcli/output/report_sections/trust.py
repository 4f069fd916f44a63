"""Can the forecast be trusted: what it would have said of orders that came, beside naive rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.backtest.run import Backtest
from clvcli.backtest.schema import over_folds
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table, term, text
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.backtest.verdict import Compared, Verdict
    from clvcli.errors import AnalysisError
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

CHOSEN = Saying("yes")
"""Of the forecast that compute would use."""

GINI_DIGITS = 3
"""The verdict tells half a point of Gini apart."""


def trust(analysis: Analysis) -> Section:
    """Return the verdict of the backtest and its proof, or why there is none."""
    found = analysis.backtest
    if isinstance(found, Backtest):
        return judged(found)
    if found is not None:
        return not_judged(analysis.currency, found)
    key = "trust_missing" if analysis.predicted else "trust_no_forecast"
    return Section(id="trust", unit=analysis.currency, missing=Phrase(key))


def judged(found: Backtest, *, answered: bool = True) -> Section:
    """Return the proof of a backtest, with the verdict above it where it is to be `answered` here."""
    return Section(
        id="trust",
        unit=found.currency,
        answer=verdict_of(found) if answered else (),
        key_figures=tuple(_missed(found.verdict)),
        tables=tuple(_tables(found)),
        notes=tuple(_notes(found)),
    )


def not_judged(currency: str | None, why: AnalysisError) -> Section:
    """Return the section of customers whose forecast could not be held against anything."""
    return Section(id="trust", unit=currency, missing=Phrase("trust_not_judged", {"reason": text(why.message)}))


def verdict_of(found: Backtest) -> tuple[Phrase, ...]:
    """Return what a reader may rely on: totals, then ranking."""
    verdict = found.verdict
    if verdict.totals is None or verdict.ranking is None:
        return (Phrase("trust_nothing_bought"),)
    return (_totals(verdict, verdict.totals), _ranking(verdict.ranking))


def setting_of(found: Backtest) -> tuple[Phrase, ...]:
    """Return what was held out, and of how many customers."""
    holdout = found.holdout
    figures = {
        "cut": Figure(value=holdout.cuts[-1], kind="date"),
        "days": Figure(value=holdout.days, kind="days"),
        "folds": count(holdout.folds),
    }
    return (
        Phrase("trust_cut" if holdout.folds == 1 else "trust_cuts", figures),
        Phrase("trust_customers", {"count": count(found.customers)}),
    )


def _missed(verdict: Verdict) -> Iterator[KeyFigure]:
    """Yield by how much the totals were missed, beside the naive rule that comes nearest."""
    if verdict.totals is None:
        return
    missed = {
        "missed_orders": (verdict.orders_off, verdict.rule_orders_off),
        "missed_spend": (verdict.spend_off, verdict.rule_spend_off),
    }
    for name, (own, of_rule) in missed.items():
        figures = {"rule": text(verdict.totals.rule), "missed": Figure(value=of_rule, kind="share")}
        yield KeyFigure(id=name, figure=Figure(value=own, kind="share"), meaning=Phrase(f"{name}_meaning", figures))


def _totals(verdict: Verdict, totals: Compared) -> Phrase:
    shares = {
        "orders": verdict.orders_off,
        "spend": verdict.spend_off,
        "rule_orders": verdict.rule_orders_off,
        "rule_spend": verdict.rule_spend_off,
    }
    figures = {name: Figure(value=share, kind="share") for name, share in shares.items()}
    names = {"model": term(verdict.forecaster), "rule": text(totals.rule)}
    return Phrase(f"trust_totals_{totals.standing}", figures | names)


def _ranking(ranking: Compared) -> Phrase:
    ginis = {"own": ranking.own, "best": ranking.best}
    figures = {name: Figure(value=gini, kind="number", digits=GINI_DIGITS) for name, gini in ginis.items()}
    return Phrase(f"trust_ranking_{ranking.standing}", figures | {"rule": text(ranking.rule)})


def _tables(found: Backtest) -> Iterator[Table]:
    compared = over_folds(found.frame).with_columns(chosen=pl.when("chosen").then(pl.lit(CHOSEN)))
    covered = [Column(key="coverage", kind="share", priority=1)] if compared["coverage"].count() else []
    yield table(
        "forecasts_compared",
        compared,
        (
            Column(key="forecaster", kind="text"),
            Column(key="chosen", kind="text"),
            Column(key="orders_ratio", kind="number"),
            Column(key="spend_ratio", kind="number"),
            Column(key="spend_mae", kind="money", priority=2),
            Column(key="top_20", kind="share"),
            Column(key="gini", kind="number", digits=GINI_DIGITS, heading=Phrase("gini_short")),
            Column(key="rank_correlation", kind="number", priority=3),
            Column(key="accuracy", kind="share"),
            Column(key="brier", kind="number", digits=GINI_DIGITS, priority=2),
            *covered,
            Column(key="totals", kind="term", priority=5),
            Column(key="ranking", kind="term", priority=5),
        ),
        unit=found.currency,
        title=Phrase("trust_compared_title"),
    )
    if found.holdout.folds > 1:
        yield _by_cut(found)
    yield _deciles(found)


def _by_cut(found: Backtest) -> Table:
    return table(
        "forecast_by_cut",
        found.frame.filter("chosen"),
        (
            Column(key="cut", kind="date"),
            Column(key="customers", kind="count"),
            Column(key="orders_ratio", kind="number"),
            Column(key="spend_ratio", kind="number"),
            Column(key="top_20", kind="share"),
            Column(key="gini", kind="number", digits=GINI_DIGITS, heading=Phrase("gini_short")),
            Column(key="accuracy", kind="share"),
        ),
        unit=found.currency,
        title=Phrase("trust_folds_title"),
    )


def _deciles(found: Backtest) -> Table:
    return table(
        "calibration",
        found.deciles,
        (
            Column(key="decile", kind="count"),
            Column(key="customers", kind="count", priority=1),
            Column(key="orders_predicted", kind="number"),
            Column(key="orders_actual", kind="number"),
            Column(key="spend_predicted", kind="estimate"),
            Column(key="spend_actual", kind="money"),
        ),
        unit=found.currency,
        title=Phrase("trust_deciles_title"),
        few_of="customers",
    )


def _notes(found: Backtest) -> Iterator[Phrase]:
    yield setting_of(found)[0]
    yield Phrase("trust_columns_note")
    yield Phrase("trust_rules_note")
    yield Phrase("trust_new_note", {"count": count(int(found.frame["new_customers"][-1]))})
    method = found.frame.filter("chosen")["method"][-1]
    if method is not None:
        yield Phrase("trust_method_note", {"method": term(method)})
    for reason in found.because:
        yield Phrase("trust_because_note", {"reason": text(reason)})
    for reason in found.left_out.values():
        yield Phrase("trust_left_out_note", {"reason": text(reason)})
