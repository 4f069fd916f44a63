"""An invented shop, as the earlier rooms would hand it over."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.actions.action_book import book_rows, read_book
from clvcli.config import REPORTED
from clvcli.customers.cohorts import Cohorts, Repurchase
from clvcli.notes import repeated_orders
from clvcli.orders.schema import MONEY
from clvcli.orders.settling.reconciliation import Reconciliation
from clvcli.orders.tables import Decision
from clvcli.output.report import build_report
from clvcli.output.report_inputs import Analysis, ReportInputs, Source, analyses_of
from clvcli.segments.schemes import segment
from clvcli.valuation.basis import REVENUE, Basis
from clvcli.valuation.forecast import Prediction
from clvcli.valuation.gate import Gate
from clvcli.valuation.plan import Plan
from clvcli.valuation.schema import VALUES_SCHEMA
from clvcli.valuation.valued import Facts

if TYPE_CHECKING:
    from clvcli.output.document import Document

AS_OF = date(2011, 12, 9)


def values(count: int = 400, *, predicted: bool = True, currency: str | None = None) -> pl.DataFrame:
    rows = []
    for index in range(count):
        orders = 1 + (count - index) * 7 // count
        last = AS_OF - timedelta(days=(index * 37) % 700)
        revenue = round(12_000 / (1 + index) + 17.35 * orders, 2)
        expected = round(revenue * 0.4, 4) if predicted else None
        rows.append(
            {
                "customer_id": f"C{index:05}",
                "first_order": last - timedelta(days=40 * (orders - 1)),
                "last_order": last,
                "orders": orders,
                "repeat_purchases": orders - 1,
                "days_since_last": (AS_OF - last).days,
                "net_revenue": revenue,
                "aov": revenue / orders,
                "value_to_date": revenue,
                "clv_12m": expected and expected / 2,
                "clv_residual": expected,
                "value_total": revenue + (expected or 0),
                "currency": currency,
                "method": "bg-nbd" if predicted else "historic",
                "note": None,
                "orders_24m": orders,
                "net_revenue_24m": revenue,
                "as_of": AS_OF,
                "basis": "net revenue, tax unknown",
                "horizon": "36m",
                "discount_rate": 0.1,
            }
        )
    return pl.DataFrame(rows, schema_overrides=VALUES_SCHEMA).select(
        pl.col(name) if name in rows[0] else pl.lit(None, dtype).alias(name)
        for name, dtype in VALUES_SCHEMA.items()
    )


def seen() -> Cohorts:
    cells = pl.DataFrame(
        [
            {
                "cohort": date(2009 + (11 + cohort) // 12, (11 + cohort) % 12 + 1, 1),
                "customers": 300 - 11 * cohort,
                "age": age,
                "share": None if cohort + age == 24 else 1.0 if age == 0 else 0.38 / (1 + 0.05 * age),
            }
            for cohort in range(25)
            for age in range(25 - cohort)
        ]
    )
    by_age = pl.DataFrame(
        {"days": [30, 60, 90, 180, 365], "eligible": [398, 390, 380, 350, 260], "again": [70, 100, 133, 160, 110]}
    ).with_columns(share=pl.col("again") / pl.col("eligible"))
    return Cohorts(by_age=by_age, cells=cells, pooled=cells.clear(), last_year=Repurchase(before=310, again=196))


def facts(currency: str | None) -> Facts:
    gate = Gate(customers=400, repeat_buyers=312, span_days=738, reason=None)
    basis = Basis(words="net revenue, tax unknown", to_date=pl.col("net_revenue"), worth=REVENUE, covered=None)
    prediction = Prediction(columns=None, plan=Plan(gate=gate))
    return Facts(currency=currency, method="bg-nbd", basis=basis, prediction=prediction)


def analyses(*frames: pl.DataFrame, orders: bool = True) -> tuple[Analysis, ...]:
    together = pl.concat(frames)
    currencies = together["currency"].unique().to_list()
    return analyses_of(
        together,
        segment(together, REPORTED, book=book_rows(read_book("en"))).summaries,
        cohorts=dict.fromkeys(currencies, seen()) if orders else None,
        facts=[facts(currency) for currency in currencies] if orders else (),
    )


def reconciliation() -> Reconciliation:
    fates = pl.DataFrame(
        [
            ("accepted", None, 1_041_671, 44_876, Decimal("16648292.3920")),
            ("excluded", "repeated_order", 22_523, 1_088, Decimal("402381.4400")),
            ("excluded", "zero_value", 3_177, 2_541, Decimal(0)),
        ],
        schema={"fate": pl.String, "rule": pl.String, "rows": pl.Int64, "orders": pl.Int64, "money": MONEY},
        orient="row",
    )
    steps = [
        ("gross", 1_020_000, 44_876, "20476260.4410"),
        ("discounts", 0, 0, "0"),
        ("net_sales", 1_020_000, 44_876, "20476260.4410"),
        ("refunds_of_orders", 14_313, 5_210, "-640144.3490"),
        ("refunds_of_none", 4_431, 2_010, "-187810.1000"),
        ("net_revenue", 1_041_671, 44_876, "19648305.9920"),
        ("guests", 239_000, 3_480, "3000013.6000"),
        ("shipping_and_other", 3_100, 0, "301221.1000"),
    ]
    ladder = pl.DataFrame(
        [(None, step, lines, orders, Decimal(money)) for step, lines, orders, money in steps],
        schema={"currency": pl.String, "step": pl.String, "lines": pl.Int64, "orders": pl.Int64, "money": MONEY},
        orient="row",
    )
    return Reconciliation(fates=fates, ladder=ladder)


DECISIONS = (
    Decision(subject="format", value="UCI Online Retail II", how="detected", because="columns Invoice, StockCode"),
    Decision(subject="date format", value="%Y-%m-%d %H:%M:%S", how="detected", because="all 1,067,371 values"),
    Decision(subject="tax", value="unknown", how="default", because="no tax column", source="orders.csv"),
)


def everything() -> ReportInputs:
    return ReportInputs(
        source=Source(files=("orders.csv",), rows_read=1_067_371, rows_used=1_041_671),
        analyses=analyses(values()),
        reconciliation=reconciliation(),
        decisions=DECISIONS,
        notes=(repeated_orders(22_523, 1_088, None),),
    )


def values_only(frame: pl.DataFrame) -> ReportInputs:
    return ReportInputs(source=Source(files=("clv.csv",)), analyses=analyses(frame, orders=False))


def two_currencies() -> ReportInputs:
    parts = values(90, currency="DKK"), values(40, currency="SEK", predicted=False)
    return ReportInputs(source=Source(files=("dk.csv", "se.csv", "no.csv", "fi.csv")), analyses=analyses(*parts))


SCENARIOS = {
    "everything": everything,
    "values only": lambda: values_only(values()),
    "one customer": lambda: values_only(values(1)),
    "no forecast": lambda: values_only(values(40, predicted=False)),
    "all bought once": lambda: values_only(values(60).with_columns(orders=pl.lit(1, pl.Int64))),
    "all returned": lambda: values_only(
        values(3).with_columns(orders=pl.lit(0, pl.Int64), aov=pl.lit(None, pl.Float64))
    ),
    "costs known": lambda: values_only(values(200).with_columns(basis=pl.lit("contribution, ex tax"))),
    "two currencies": two_currencies,
}


@pytest.fixture
def inputs() -> ReportInputs:
    return everything()


@pytest.fixture(params=list(SCENARIOS))
def document(request: pytest.FixtureRequest) -> Document:
    return build_report(SCENARIOS[request.param]())
