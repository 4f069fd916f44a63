"""On which day a return lowers the revenue of a period: on its order's by default, on its own by choice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.customers.summary import summarise
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.config import RefundDate

ORDERS = """Ordrenr.;Ordredato;Kundenr.;Varenr.;Antal;Pris;Returdato
1;2022-05-01;7;a;1;100,00;
1;2022-05-01;7;a;-1;40,00;2024-02-01
2;2024-03-01;7;b;1;50,00;
"""


@pytest.mark.parametrize(("refund_date", "recent"), [("order", "50.00"), ("refund", "10.00")])
def test_a_return_lowers_the_last_24_months_by_the_day_that_is_chosen(
    tmp_path: Path, refund_date: RefundDate, recent: str
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    lines = ingest([str(path)], ReadOptions(as_of=date(2024, 6, 30))).lines
    (row,) = summarise(lines, as_of=date(2024, 6, 30), refund_date=refund_date).frame.to_dicts()
    assert row["net_revenue_24m"] == Decimal(recent)
    assert (row["net_revenue"], row["orders"], row["first_order"]) == (Decimal("110.00"), 2, date(2022, 5, 1))
