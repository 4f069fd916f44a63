"""Customers in files are judged as they are at once: the same scores to the last bit, for the same reasons."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.backtest import in_parts
from clvcli.backtest.forecaster import NotInPartsError
from clvcli.backtest.run import Backtest, backtests
from clvcli.customers.in_parts import CustomersInParts, summarise_in_parts
from clvcli.customers.summary import summarise
from clvcli.errors import AnalysisError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.settling.by_buyer import lines_by_buyer
from clvcli.valuation.horizon import Horizon
from tests.backtest.backtest_lines import FIRST, leaving_buyer, lines_of, orders_of, shop

if TYPE_CHECKING:
    from clvcli.config import Model

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys" / "ordrelinjer.csv"


@cache
def nordlys() -> pl.DataFrame:
    return ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.collect()


def laid_apart(lines: pl.DataFrame, parts: int, folder: Path) -> CustomersInParts:
    return summarise_in_parts(lines_by_buyer(lines.lazy(), parts), folder=folder)


def assert_the_same(found: Backtest | AnalysisError, once: Backtest | AnalysisError) -> None:
    assert type(found) is type(once)
    if isinstance(found, AnalysisError) or isinstance(once, AnalysisError):
        assert str(found) == str(once)
        return
    for name in ("frame", "deciles"):
        assert_frame_equal(getattr(found, name), getattr(once, name), check_exact=True)
    for field in fields(Backtest):
        if field.name not in {"frame", "deciles"}:
            assert getattr(found, field.name) == getattr(once, field.name), field.name


@pytest.mark.parametrize(
    ("model", "folds", "parts", "at_once"),
    [("auto", 1, 3, 500), ("mbg-nbd", 2, 5, 0), ("bg-nbd", 2, 2, 0), ("nbd", 2, 1, 0)],
)
def test_customers_in_files_are_judged_as_they_are_at_once(
    model: Model, folds: int, parts: int, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In two currencies, of which a cohort curve predicts the smaller one where `auto` chooses."""
    monkeypatch.setattr(in_parts, "AT_ONCE", at_once)
    asked: dict[str, Any] = {"length": Horizon(180, "d"), "folds": folds, "model": model}
    once = backtests(nordlys().lazy(), summarise(nordlys().lazy()), **asked)
    found = in_parts.backtests_in_parts(laid_apart(nordlys(), parts, tmp_path), **asked)
    assert list(found) == list(once)
    for currency, each in once.items():
        assert_the_same(found[currency], each)


def test_a_cohort_curve_asks_for_all_customers_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_parts, "AT_ONCE", 0)
    with pytest.raises(NotInPartsError):
        in_parts.backtests_in_parts(
            laid_apart(nordlys(), 2, tmp_path), length=Horizon(180, "d"), model="cohort-curve"
        )


def test_currencies_that_tell_nothing_are_refused_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One in which nobody had bought before the cut, and one whose orders all came back."""
    monkeypatch.setattr(in_parts, "AT_ONCE", 0)
    late, back = FIRST + timedelta(days=700), FIRST + timedelta(days=5)
    logs = {
        "EUR": shop(leaving_buyer, customers=300),
        "NOK": lines_of(orders_of([("N", late, 10.0), ("M", late, 20.0)])),
        "SEK": lines_of(orders_of([("S", FIRST, 10.0, 10.0, back), ("T", FIRST, 7.0, 7.0, back)])),
    }
    lines = pl.concat([each.with_columns(currency=pl.lit(unit)) for unit, each in logs.items()]).collect()
    asked: dict[str, Any] = {"length": Horizon(200, "d"), "model": "nbd"}
    once = backtests(lines.lazy(), summarise(lines.lazy()), **asked)
    found = in_parts.backtests_in_parts(laid_apart(lines, 3, tmp_path), **asked)
    assert [isinstance(each, Backtest) for each in once.values()] == [True, False, False]
    for currency, each in once.items():
        assert_the_same(found[currency], each)
