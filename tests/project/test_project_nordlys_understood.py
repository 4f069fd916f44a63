"""The tool understands both exports of the invented shop as the truth stated beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

if TYPE_CHECKING:
    from pytest import TempPathFactory  # noqa: PT013  (only a type)

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys"
EXPORTS = ("shopify_orders_export.csv", "ordrelinjer.csv")
TRUTH: dict[str, Any] = json.loads((NORDLYS / "truth.json").read_text(encoding="utf-8"))


def clvcli(*arguments: str | Path) -> None:
    program = Path(sys.executable).with_name("clvcli")
    subprocess.run(
        [program, "--quiet", "--no-config", *arguments], check=True, stdin=subprocess.DEVNULL, timeout=120
    )


@pytest.fixture(scope="module")
def lines(tmp_path_factory: TempPathFactory) -> dict[str, pl.DataFrame]:
    """Return the order lines that count, of each export."""
    folder = tmp_path_factory.mktemp("lines")
    for export in EXPORTS:
        clvcli("ingest", NORDLYS / export, "--by", "currency", "-o", folder / f"{export}.parquet")
    return {
        export: pl.read_parquet(folder / f"{export}.parquet").filter(pl.col("excluded").is_null())
        for export in EXPORTS
    }


@pytest.fixture(scope="module")
def customers(tmp_path_factory: TempPathFactory) -> dict[str, pl.DataFrame]:
    """Return what customers are worth in Danish kroner, from each export."""
    folder = tmp_path_factory.mktemp("customers")
    in_kroner = ("--currency", "DKK", "--rates", NORDLYS / "rates.csv", "--model", "none")
    for export in EXPORTS:
        clvcli("compute", NORDLYS / export, *in_kroner, "-o", folder / f"{export}.parquet")
    return {export: pl.read_parquet(folder / f"{export}.parquet") for export in EXPORTS}


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("currency", ["DKK", "SEK"])
def test_the_money_of_an_export_is_the_stated_truth(
    lines: dict[str, pl.DataFrame], export: str, currency: str
) -> None:
    mine, stated = lines[export].filter(pl.col("currency") == currency), TRUTH["money"][currency]
    assert str(mine["order_id"].n_unique()) == stated["orders"]
    for column, name in (
        ("gross_amount", "gross"),
        ("discount_amount", "discount"),
        ("refund_amount", "refund"),
        ("net_after_refund", "net_revenue"),
    ):
        assert mine[column].sum() == Decimal(stated[name])


def test_the_cost_of_goods_of_the_business_system_is_the_stated_truth(lines: dict[str, pl.DataFrame]) -> None:
    costs = lines["ordrelinjer.csv"].group_by("currency").agg(pl.col("cost_amount").sum())
    stated = {currency: Decimal(sums["cost_of_goods"]) for currency, sums in TRUTH["money"].items()}
    assert dict(costs.iter_rows()) == stated


@pytest.mark.parametrize("export", EXPORTS)
def test_orders_customers_and_guests_of_an_export_are_the_stated_truth(
    lines: dict[str, pl.DataFrame], export: str
) -> None:
    orders = lines[export].group_by("order_id").agg(pl.col("customer_key", "order_kept").first())
    known = orders.drop_nulls("customer_key")
    assert orders.height == TRUTH["orders"]["valid"]
    assert orders["order_kept"].sum() == TRUTH["orders"]["kept"]
    assert orders.height - known.height == TRUTH["orders"]["guest"]
    assert known["customer_key"].n_unique() == TRUTH["customers"]["valid"]
    assert known.filter("order_kept")["customer_key"].n_unique() == TRUTH["customers"]["kept"]


def test_both_exports_know_the_same_customers_with_the_same_history_and_revenue(
    customers: dict[str, pl.DataFrame],
) -> None:
    history = ["first_order", "last_order", "orders", "repeat_purchases", "net_revenue", "aov", "as_of", "currency"]
    shopify, business_system = (customers[export].select(history).sort(history) for export in EXPORTS)
    assert shopify.equals(business_system)


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("ending", ["csv", pytest.param("parquet", marks=pytest.mark.long)])
def test_segments_are_the_same_from_orders_and_from_what_compute_wrote(
    export: str, ending: str, tmp_path: Path
) -> None:
    orders, values = (tmp_path / f"{name}.csv" for name in ("from_orders", "from_values"))
    written = tmp_path / f"clv.{ending}"
    clvcli("segment", NORDLYS / export, "--by", "currency", "-o", orders, "--summary", tmp_path / "a.csv")
    clvcli("compute", NORDLYS / export, "--by", "currency", "-o", written)
    clvcli("segment", written, "-o", values, "--summary", tmp_path / "b.csv")
    assert orders.read_bytes() == values.read_bytes()
    # how sure a segment's value is, only the fitted model can say: it is there from orders alone
    told = [
        pl.read_csv(tmp_path / name, infer_schema=False).drop("clv_low", "clv_high") for name in ("a.csv", "b.csv")
    ]
    assert told[0].equals(told[1])
