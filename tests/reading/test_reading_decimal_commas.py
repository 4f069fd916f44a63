from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clvcli.orders.reading.decimal_commas import cut_amounts

if TYPE_CHECKING:
    from .conftest import Reader

NAMES = "customer_id,order_id,date,amount,currency\n"


def test_amounts_that_commas_cut_are_put_together(read: Reader) -> None:
    table = read(NAMES + "a1,9001,2024-01-05,-12,50,DKK\na2,9002,2024-01-06,1100,00,DKK\n")
    assert table.frame.collect()["amount"].to_list() == ["-12.50", "1100.00"]
    assert "decimals" in {decision.subject for decision in table.decisions}


def test_a_line_that_is_not_cut_there_is_not_read_as_another_amount(read: Reader) -> None:
    rows = "".join(f"a{n},{9000 + n},2024-01-05,{n},50,DKK\n" for n in range(300))
    table = read(NAMES + rows + "a9,9999,2024-01-06,1,100,00,DKK\n")
    assert table.rows_read == 301
    assert table.rejects is not None
    assert table.rejects["line"].to_list() == [302]


def test_ids_and_dates_are_no_decimals() -> None:
    assert cut_amounts(NAMES + "a1,90,2024-01-05,12,50,DKK\na2,91,2024-01-06,10,00,DKK\n") == 3


@pytest.mark.parametrize(
    "text",
    [
        "customer_id,order_id,date,quantity,amount\na,9001,2024-01-05,2,12,50\nb,9002,2024-01-06,1,10,00\n",
        "customer_id,order_id,date,amount\na,9001,2024-01-05,12.50\n",
        'customer_id,order_id,date,amount\na,9001,2024-01-05,"12,50"\n',
        "customer_id,order_id,date,amount\na,9001,2024-01-05,12,505\n",
    ],
)
def test_where_two_places_could_be_meant_or_none_nothing_is_changed(text: str) -> None:
    assert cut_amounts(text) is None
