"""What customers have left and will leave, as the commands write it: it adds up to the shop, guests included."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.known import known_at
from clvcli.customers.summary import summarise
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from tests.contract.contract_cli import Cli

if TYPE_CHECKING:
    from typing import Any

SHOP = Path(__file__).parents[2] / "sample_data" / "nordlys"
ORDERS, RATES = str(SHOP / "ordrelinjer.csv"), str(SHOP / "rates.csv")
READ = (ORDERS, "--currency", "DKK", "--rates", RATES)
COSTS = ("--payment-fee", "1.5%", "--freight", "39", "--return-handling", "35")
HALF_A_CENT = 0.005


@pytest.fixture(scope="module")
def nordlys(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("nordlys")
    return Cli(folder, {"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error"})


@pytest.fixture(scope="module")
def rows(nordlys: Cli) -> list[dict[str, str]]:
    ran = nordlys("compute", *READ, *COSTS, "--model", "bg-nbd", "--no-intervals", "-q")
    assert ran.exit_code == 0, ran.stderr
    return list(csv.DictReader(io.StringIO(ran.text)))


@pytest.fixture(scope="module")
def report(nordlys: Cli) -> dict[str, Any]:
    """Return the sections of a report on the same orders, by name."""
    sections = "key_figures,contribution"
    ran = nordlys("report", *READ, *COSTS, "--model", "bg-nbd", "--sections", sections, "--format", "json", "-q")
    assert ran.exit_code == 0, ran.stderr
    return {section["id"]: section for section in json.loads(ran.text)["sections"]}


def total(rows: list[dict[str, str]], column: str) -> float:
    return float(sum(Decimal(row[column]) for row in rows if row[column]))


def test_customers_and_guests_have_left_what_the_shop_did(
    rows: list[dict[str, str]], report: dict[str, Any]
) -> None:
    lines = ingest([ORDERS], ReadOptions(currency="DKK", rates=RATES)).lines
    costs = CostSettings(payment_fee=0.015, freight=Decimal(39), return_handling=Decimal(35))
    as_of = summarise(lines).as_of
    orders = order_table(known_at(lines, as_of), costs, as_of=as_of).frame
    guests = float(orders.filter(orders["customer_key"].is_null())["cm2"].sum())
    steps = {row["step"]: row["amount"] for row in report["contribution"]["tables"][0]["rows"]}
    assert guests != 0
    cents = HALF_A_CENT * len(rows)  # each customer is written to the cent
    assert total(rows, "value_to_date") + guests == pytest.approx(steps["money_cm2"], abs=cents)


def test_of_each_customer_what_was_and_will_be_is_the_whole(rows: list[dict[str, str]]) -> None:
    predicted = [row for row in rows if row["clv_residual"]]
    assert predicted
    for row in predicted:
        assert Decimal(row["value_to_date"]) + Decimal(row["clv_residual"]) == Decimal(row["value_total"])
        revenue = Decimal(row["net_revenue"]) + Decimal(row["expected_revenue"])
        assert abs(revenue - Decimal(row["revenue_total"])) <= Decimal("0.01")  # three roundings of finer money


def test_the_report_says_of_all_what_the_rows_do(rows: list[dict[str, str]], report: dict[str, Any]) -> None:
    cards = {card["id"]: card["value"] for card in report["key_figures"]["key_figures"]}
    cents = HALF_A_CENT * len(rows)
    assert cards["value_to_date"] == pytest.approx(total(rows, "value_to_date"), abs=cents)
    assert cards["value_of_base"] == pytest.approx(total(rows, "clv_residual"), abs=cents)
    assert cards["total_value"] == pytest.approx(cards["value_to_date"] + cards["value_of_base"], abs=0.011)
    revenue = total(rows, "net_revenue") + total(rows, "expected_revenue")
    assert cards["total_revenue"] == pytest.approx(revenue, abs=2 * cents)


def test_segments_add_up_to_the_same_base(nordlys: Cli, rows: list[dict[str, str]]) -> None:
    options = (
        "--scheme",
        "tiers",
        "--model",
        "bg-nbd",
        "--no-intervals",
        "-q",
        "--summary",
        "tiers.csv",
        "-o",
        "s.csv",
    )
    ran = nordlys("segment", *READ, *COSTS, *options)
    assert ran.exit_code == 0, ran.stderr
    with (nordlys.folder / "tiers.csv").open(encoding="utf-8") as file:
        tiers = list(csv.DictReader(file))
    assert "revenue_total" in tiers[0]
    for column in ("value_to_date", "clv_residual"):
        assert total(tiers, column) == pytest.approx(total(rows, column), abs=HALF_A_CENT * len(tiers))
    for row in tiers:
        parts = Decimal(row["value_to_date"]) + Decimal(row["clv_residual"])
        assert abs(parts - Decimal(row["value_total"])) <= Decimal("0.02")


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--margin", "45"),
        ("--margin", "150%"),
        ("--margin", "kjoler=45"),
        ("--margin", "-10%"),
        ("--payment-fee", "1.5"),
        ("--restocked", "80"),
        ("--discount-rate", "10"),
        ("--discount-rate", "-5%"),
        ("--freight", "-39"),
        ("--freight", "39%"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(nordlys: Cli, option: str, text: str) -> None:
    ran = nordlys("compute", "not-there.csv", f"{option}={text}")
    assert ran.exit_code == 2
    assert option in ran.stderr.splitlines()[0]
    assert "\nhint: " in ran.stderr


@pytest.mark.parametrize(
    ("topic", "says"),
    [
        ("basis", "contribution 1 to 3"),
        ("contribution", "--margin"),
        ("contribution 1", "cost of goods"),
        ("contribution 2", "--freight"),
        ("contribution 3", "--customer-costs"),
        ("value_total", "value_to_date + clv_residual"),
        ("revenue_total", "net_revenue + expected_revenue"),
    ],
)
def test_what_value_means_is_explained(nordlys: Cli, topic: str, says: str) -> None:
    ran = nordlys("explain", topic)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.text.startswith(topic)
    assert says in " ".join(ran.text.split())
