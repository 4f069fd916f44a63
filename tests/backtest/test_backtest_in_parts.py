"""Customers in files are judged as they are at once: the same scores to the last bit, for the same reasons."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from polars.testing import assert_frame_equal

from clvcli.backtest.forecaster import NotInPartsError
from clvcli.backtest.in_parts import backtests_in_parts
from clvcli.backtest.run import Backtest, backtests
from clvcli.customers.in_parts import CustomersInParts, summarise_in_parts
from clvcli.customers.summary import summarise
from clvcli.errors import AnalysisError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.settling.by_buyer import lines_by_buyer
from clvcli.valuation.horizon import Horizon

if TYPE_CHECKING:
    import polars as pl

    from clvcli.config import Model

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys" / "ordrelinjer.csv"


@cache
def nordlys() -> pl.DataFrame:
    return ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.collect()


def in_parts(lines: pl.DataFrame, parts: int, folder: Path) -> CustomersInParts:
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
    model: Model, folds: int, parts: int, at_once: int, tmp_path: Path
) -> None:
    """In two currencies, of which a cohort curve predicts the smaller one where `auto` chooses."""
    asked: dict[str, Any] = {"length": Horizon(180, "d"), "folds": folds, "model": model}
    once = backtests(nordlys().lazy(), summarise(nordlys().lazy()), **asked)
    found = backtests_in_parts(in_parts(nordlys(), parts, tmp_path), at_once=at_once, **asked)
    assert list(found) == list(once)
    for currency, each in once.items():
        assert_the_same(found[currency], each)


def test_a_cohort_curve_asks_for_all_customers_at_once(tmp_path: Path) -> None:
    with pytest.raises(NotInPartsError):
        backtests_in_parts(
            in_parts(nordlys(), 2, tmp_path), length=Horizon(180, "d"), model="cohort-curve", at_once=0
        )
