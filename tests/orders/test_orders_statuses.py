"""What status words say of an order: its own, those of its payment, and refunds that nobody put a figure on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import UnknownStatusError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.settling.statuses import BY_GRAVITY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.orders.ingest import Ingested

    Ingest = Callable[..., Ingested]


def order(number: int, status: str, payment: str) -> dict[str, object]:
    return {
        "Order id": str(number),
        "Customer no": f"C{number}",
        "Order date": f"2025-03-{number:02}",
        "Order status": status,
        "Payment status": payment,
        "Amount": "100.00",
    }


def of_orders(found: Ingested) -> dict[str, tuple[object, ...]]:
    """Return order -> its status, the rule that keeps it out, and what of it was kept."""
    orders = found.lines.group_by("order_id").agg(
        pl.col("order_status").first(), pl.col("excluded").first(), pl.col("net_after_refund").sum()
    )
    return {row[0]: row[1:] for row in orders.collect().rows()}


def test_of_an_order_and_its_payment_the_graver_status_holds_and_what_is_paid_the_payment_knows(
    ingested: Ingest,
) -> None:
    found = ingested(
        [
            order(1, "Completed", "Paid"),
            order(2, "Completed", "Payment refunded"),
            order(3, "Cancelled", "Paid"),
            order(4, "Completed", "Pending"),
            order(5, "", "Refunded"),
            order(6, "Completed", ""),
            order(7, "Open", "Paid"),
        ]
    )
    assert of_orders(found) == {
        "1": ("paid", None, 100),
        "2": ("refunded", None, 0),
        "3": ("cancelled", "cancelled", 100),
        "4": ("pending", "unpaid", 100),
        "5": ("refunded", None, 0),
        "6": ("paid", None, 100),
        "7": ("paid", None, 100),
    }
    (said,) = (decision for decision in found.decisions if decision.subject == "status")
    assert said.value == "`Order status` and `Payment status`"


@pytest.mark.parametrize(
    ("status", "payment", "refunded"),
    [("Ordrestatus", "Betalingsstatus", "Refunderet"), ("Orderstatus", "Betalningsstatus", "Återbetald")],
)
def test_nordic_payments_count_beside_orders(ingested: Ingest, status: str, payment: str, refunded: str) -> None:
    rows = [order(number, "", "") for number in (1, 2)]
    named = [
        {**{name: value for name, value in row.items() if "status" not in name}, status: "Shipped", payment: word}
        for row, word in zip(rows, ("Paid", refunded), strict=True)
    ]
    assert {number: kept for number, (_, _, kept) in of_orders(ingested(named)).items()} == {"1": 100, "2": 0}


def test_the_status_of_the_payment_alone_is_the_order_s(ingested: Ingest) -> None:
    rows = [order(number, "", word) for number, word in ((1, "Paid"), (2, "Refunded"))]
    for row in rows:
        del row["Order status"]
    found = ingested(rows)
    assert of_orders(found)["2"] == ("refunded", None, 0)
    assert "status" not in {decision.subject for decision in found.decisions}


def test_a_word_nobody_knows_stops_the_run_in_either_column(ingested: Ingest) -> None:
    with pytest.raises(UnknownStatusError, match="splendid"):
        ingested([order(1, "Completed", "Splendid")])
    told = ingested([order(1, "Completed", "Splendid")], statuses={"splendid": "paid"})
    assert of_orders(told)["1"] == ("paid", None, 100)


def test_the_user_may_name_one_column_only(ingested: Ingest) -> None:
    found = ingested([order(1, "Cancelled", "Paid")], columns={"status": "Payment status"})
    assert of_orders(found)["1"] == ("paid", None, 100)


def test_gravity_orders_every_status_once() -> None:
    assert len(set(BY_GRAVITY)) == len(BY_GRAVITY) == 8


def refunds_untold(found: Ingested) -> list[tuple[str, object]]:
    return [(note.text, note.money_at_stake) for note in found.notes if note.code == "CLVN29"]


def test_a_partial_refund_that_nobody_put_a_figure_on_counts_in_full_and_is_said(ingested: Ingest) -> None:
    found = ingested([order(1, "Partially refunded", ""), order(2, "Completed", "Paid")])
    assert of_orders(found)["1"] == ("partially_refunded", None, 100)
    (told,) = refunds_untold(found)
    text = "1 order is called partly refunded and nothing says by how much; nothing is taken off, up to 100.00"
    assert told == (text, 100)


def test_a_partial_refund_with_a_figure_or_a_credit_note_is_not_said(ingested: Ingest) -> None:
    with_figure = [{**order(1, "Partially refunded", ""), "Refunded amount": "40"}]
    assert not refunds_untold(ingested(with_figure))
    goods = {"Sku": "S1", "Quantity": "1"}
    sale, credit = ({**order(number, "", ""), **goods, "Customer no": "C1"} for number in (1, 2))
    credited = [{**sale, "Order status": "Partially refunded"}, {**credit, "Quantity": "-1", "Amount": "-100"}]
    assert not refunds_untold(ingested(credited))


def test_of_a_cancelled_order_nobody_asks_what_was_refunded(ingested: Ingest) -> None:
    assert not refunds_untold(ingested([order(1, "Cancelled", "Partially refunded"), order(2, "", "")]))


SHOPIFY = (
    "Name,Email,Financial Status,Created at,Currency,Subtotal,Shipping,Taxes,Total,Refunded Amount,"
    "Lineitem quantity,Lineitem name,Lineitem price"
)


@pytest.mark.parametrize(("refunded", "said"), [("0.00", True), ("", True), ("25.00", False)])
def test_shopify_calls_an_order_partly_refunded_and_prints_how_much(
    tmp_path: Path, refunded: str, *, said: bool
) -> None:
    paid = "#1,a@x.dk,paid,2025-03-01 10:00:00 +0100,DKK,200.00,0.00,40.00,200.00,0.00,1,Cap,200.00"
    money = f"DKK,100.00,0.00,20.00,100.00,{refunded},1,Cap,100.00"
    in_part = f"#2,b@x.dk,partially_refunded,2025-03-02 10:00:00 +0100,{money}"
    (tmp_path / "orders.csv").write_text(f"{SHOPIFY}\n{paid}\n{in_part}\n")
    found = ingest([str(tmp_path / "orders.csv")], ReadOptions())
    assert [money for _, money in refunds_untold(found)] == [80] * said
