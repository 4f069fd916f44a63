"""The real retailer: its first year alone, of which no churn can be told, and both years, of which it can."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.choosing.choice import planner_of
from clvcli.customers.summary import summarise
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from clvcli.valuation.valued import Valuation

LOG = Path(__file__).parents[2] / "sample_data" / "online_retail_ii.parquet"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def log() -> Ingested:
    return ingest([str(LOG)], ReadOptions())


def valued(log: Ingested, as_of: date | None) -> Valuation:
    customers = summarise(log.lines, as_of=as_of)
    return value_customers(customers, ValueSettings(), planner=planner_of(log.lines, customers.as_of))


def test_the_first_year_alone_identifies_no_churn_and_looks_no_further_than_half_of_it(log: Ingested) -> None:
    valuation = valued(log, date(2010, 11, 30))
    predicted = valuation.frame.filter(pl.col("clv_residual").is_not_null())
    assert predicted.height == 4_229  # all who kept an order
    assert predicted["method"].unique().to_list() == ["nbd"]  # on its end nearer than the curve
    assert predicted["note"].str.contains("no churn identified").all()
    assert predicted["horizon"].unique().to_list() == ["182d"]
    for beyond in ("p_alive", "clv_12m", "clv_24m", "clv_36m", "expected_revenue_12m"):
        assert predicted[beyond].null_count() == predicted.height
    assert predicted.select((pl.col("clv_low") <= pl.col("clv_residual")).all()).item()
    assert predicted.select((pl.col("clv_residual") <= pl.col("clv_high")).all()).item()


def test_two_years_identify_churn_and_what_is_expected_lies_inside(log: Ingested) -> None:
    valuation = valued(log, None)
    predicted = valuation.frame.filter(pl.col("clv_residual").is_not_null())
    assert not predicted["method"].is_in(["cohort-curve", "nbd", "historic"]).any()
    assert not predicted["note"].fill_null("").str.contains("no churn identified").any()
    assert predicted.select((pl.col("clv_low") <= pl.col("clv_residual")).all()).item()
    assert predicted.select((pl.col("clv_residual") <= pl.col("clv_high")).all()).item()
    low, high = valuation.base_intervals["GBP"]
    assert low < predicted["clv_residual"].sum() < high
