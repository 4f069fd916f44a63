"""The real retailer's log: every row and every pound accounted for, and the way from published counts to ours.

Expected counts: Chen, Online Retail II (UCI), as filtered in the literature (rows with a customer, quantity
and price above zero, counted by customer-day): 5,878 customers with 27,229 repeat purchase days, of
1,044,847 rows once the nine days in both sheets count once, with 5,942 customer ids.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from clvcli.customers.summary import summarise
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions

LOG = Path(__file__).parents[2] / "sample_data" / "online_retail_ii.parquet"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def log() -> Ingested:
    return ingest([str(LOG)], ReadOptions())


def test_the_nine_days_in_both_sheets_are_found_and_count_once(log: Ingested) -> None:
    assert log.fates is not None
    copies = log.fates.filter(pl.col("rule") == "repeated_order").row(0, named=True)
    assert (copies["rows"], copies["orders"]) == (22_523, 1_088)
    assert log.rows_read - copies["rows"] == 1_044_847


def test_rows_and_money_add_up(log: Ingested) -> None:
    account = log.reconciliation
    assert account.rows_read == 1_067_370
    assert account.rows_of("accepted") + account.rows_of("excluded") + account.rows_of("rejected") == 1_067_370
    money = {step: account.money_of(step) for step in account.ladder["step"]}
    assert money["net_sales"] + money["refunds_of_orders"] + money["refunds_of_none"] == money["net_revenue"]


def test_credit_notes_are_set_against_orders_or_booked_alone_and_none_is_an_order(log: Ingested) -> None:
    refunds = log.lines.filter(pl.col("line_type") == "refund").collect()
    assert not refunds.filter(pl.col("line_no") == 1).height
    cancelled = refunds.filter(pl.col("order_id").str.starts_with("C"))
    assert not cancelled.filter("order_kept").height


def test_the_way_from_the_published_counts_to_ours(log: Ingested) -> None:
    """Each step of the bridge is a rule of ours; the first figures are the published ones."""
    known = log.lines.filter(pl.col("customer_key").is_not_null()).collect()
    assert known["customer_key"].n_unique() == 5_942
    gross = known.filter((pl.col("quantity") > 0) & (pl.col("unit_price") > 0) & (pl.col("line_type") != "refund"))
    merchandise = gross.filter((pl.col("line_type") == "product") & pl.col("excluded").is_null())
    kept = merchandise.filter("order_kept")
    assert [customers_and_repeats(part) for part in (gross, merchandise, kept)] == [
        (5_878, 27_229),  # as published
        (5_852, 27_026),  # postage, fees and manual entries are no merchandise
        (5_839, 26_874),  # orders of which nothing was kept are no purchases
    ]
    ours = summarise(log.lines).frame.filter(pl.col("orders") > 0)
    assert (ours.height, ours["repeat_purchases"].sum()) == (5_839, 26_874)


def customers_and_repeats(lines: pl.DataFrame) -> tuple[int, int]:
    days = lines.group_by("customer_key").agg(pl.col("order_date").n_unique())["order_date"]
    return days.len(), int(days.sum()) - days.len()
