"""What Shopify's printed totals come to, order by order and figure by figure, with tax inside prices and on top."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions

SAMPLES = Path(__file__).parent / "samples"

FIGURES = ("gross", "discount", "net", "tax", "shipping", "tip", "refund", "left")

TAX_INSIDE = {
    # printed: goods 2 x 250 + 500 = 1000, code 100, shipping 50, total 950 of which tax 190 = 20 %
    "#1001": ("800", "80", "720", "190", "40", "0", "0", "720"),
    # printed: goods 400, tip 20, total 420 of which tax 80: the tip has none
    "#1002": ("320", "0", "320", "80", "0", "20", "0", "320"),
    # printed: goods 500, shipping 49, code 49 for the shipping, total 500 of which tax 100: nothing off the goods
    "#1003": ("400", "0", "400", "100", "0", "0", "0", "400"),
    # printed: goods 4 x 250, shipping 50, total 1050 of which tax 210; 262.50 returned: x (1050 - 210) / 1050 = 210
    "#1004": ("800", "0", "800", "210", "40", "0", "210", "590"),
}

TAX_ON_TOP = {
    # printed: goods 1000, code 100, shipping 50, tax 25 % of 950 = 237.50, total 1187.50
    "#1001": ("1000", "100", "900", "237.50", "50", "0", "0", "900"),
    # printed: goods 400, tax 100, tip 20, total 520
    "#1002": ("400", "0", "400", "100", "0", "20", "0", "400"),
    # printed: goods 500, shipping 49, code 49 for the shipping, tax 125, total 625
    "#1003": ("500", "0", "500", "125", "0", "0", "0", "500"),
    # printed: goods 1000, shipping 50, tax 262.50, total 1312.50; 312.50 returned: x (1312.50 - 262.50) / 1312.50 = 250
    "#1004": ("1000", "0", "1000", "262.50", "50", "0", "250", "750"),
}


def arithmetic(result: Ingested) -> dict[str, tuple[Decimal, ...]]:
    """Return the figures of each order that counts."""
    lines = result.lines.filter(pl.col("excluded").is_null()).collect()

    def other(line_type: str) -> pl.Expr:
        return pl.col("other_amount").filter(pl.col("line_type") == line_type).sum()

    sums = lines.group_by("order_id").agg(
        gross=pl.col("gross_amount").sum(),
        discount=pl.col("discount_amount").sum(),
        net=pl.col("net_amount").sum(),
        tax=pl.col("tax_amount").sum(),
        shipping=other("shipping"),
        tip=other("tip"),
        refund=pl.col("refund_amount").sum(),
        left=pl.col("net_after_refund").sum(),
    )
    return {order: tuple(figures) for order, *figures in sums.select("order_id", *FIGURES).iter_rows()}


@pytest.mark.parametrize(
    ("file", "expected", "net_revenue", "evidence"),
    [
        # 720 + 320 + 400 + 590
        ("shopify_orders_export.csv", TAX_INSIDE, 2030, "included"),
        # 900 + 400 + 500 + 750
        ("shopify_tax_on_top.csv", TAX_ON_TOP, 2550, "excluded"),
    ],
)
def test_every_figure_of_an_order_is_what_its_printed_totals_say(
    file: str, expected: dict[str, tuple[str, ...]], net_revenue: int, evidence: str
) -> None:
    result = ingest([str(SAMPLES / file)], ReadOptions())
    found = arithmetic(result)
    assert found == {order: tuple(map(Decimal, figures)) for order, figures in expected.items()}
    assert result.reconciliation.money_of("net_revenue") == net_revenue
    (tax,) = (decision for decision in result.decisions if decision.subject == "tax")
    assert (tax.value, tax.because) == (evidence, "5 of 5 taxed orders add up so")


@pytest.mark.parametrize("file", ["shopify_orders_export.csv", "shopify_tax_on_top.csv"])
def test_an_order_that_was_paid_and_then_cancelled_counts_for_nothing(file: str) -> None:
    result = ingest([str(SAMPLES / file)], ReadOptions())
    cancelled = result.lines.filter(pl.col("order_id") == "#1005").collect()
    assert cancelled["order_status"].to_list() == cancelled["excluded"].to_list() == ["cancelled"]
    excluded = result.reconciliation.fates.filter(pl.col("rule") == "cancelled")
    assert excluded.select("rows", "orders").row(0) == (1, 1)


def test_a_shop_with_tax_inside_for_one_currency_and_on_top_for_another_is_read_by_currency(tmp_path: Path) -> None:
    inside, on_top = (
        (SAMPLES / file).read_text("utf-8") for file in ("shopify_orders_export.csv", "shopify_tax_on_top.csv")
    )
    both = tmp_path / "both.csv"
    both.write_text(inside + on_top.partition("\n")[2].replace("#1", "#2").replace("@", "@us."), "utf-8")
    result = ingest([str(both)], ReadOptions(by_currency=True))
    assert arithmetic(result) == {
        order: tuple(map(Decimal, figures))
        for order, figures in (
            *TAX_INSIDE.items(),
            *((name.replace("#1", "#2"), figures) for name, figures in TAX_ON_TOP.items()),
        )
    }
    said = {decision.subject: decision.value for decision in result.decisions if decision.subject.startswith("tax")}
    assert said == {"tax": "included", "tax in USD": "excluded"}
    assert result.tax == "excluded"
