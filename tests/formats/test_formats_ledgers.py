"""What ledgers do to reading: rows that are no sales, rows that take back, other signs, currencies beside amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import CurrencyUnclearError, NothingLeftError, SeveralCurrenciesError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clvcli.orders.ingest import Ingested

BALANCE = "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,customer_email,charge_id"

SALES = [
    f"t{day},2024-01-{day:02d} 09:00:00,eur,10.00,0.50,9.50,charge,ch_{day},c{day % 4}@example.com,ch_{day}"
    for day in range(1, 13)
]
REFUND = "t90,2024-02-03 08:00:00,eur,{gross},0,0,refund,re_1,c1@example.com,ch_1"
PAYOUT = "t91,never,eur,everything,0,0,payout,po_1,,"

SQUARE = "Date,Time,Item,Qty,Gross Sales,Discounts,Net Sales,Transaction ID,Event Type,Customer ID"


def read(path: Path, lines: Sequence[str], **options: str) -> Ingested:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ingest([str(path)], ReadOptions(**options))  # type: ignore[arg-type]  # options that are text


def net(result: Ingested) -> Decimal:
    counted = result.lines.filter(pl.col("excluded").is_null())
    return Decimal(counted.select(pl.col("net_after_refund").sum()).collect().item())


def test_a_row_that_is_no_sale_need_not_be_readable(tmp_path: Path) -> None:
    result = read(tmp_path / "balance.csv", [BALANCE, *SALES, PAYOUT])
    assert result.rejects.is_empty()
    fates = result.reconciliation.fates.filter(pl.col("rule") == "not_a_sale")
    assert fates.select("fate", "rows", "orders", "money").rows() == [("excluded", 1, 0, Decimal(0))]
    assert result.reconciliation.rows_read == len(SALES) + 1


def test_rows_that_are_no_sales_change_nothing_else(tmp_path: Path) -> None:
    alone = read(tmp_path / "alone.csv", [BALANCE, *SALES])
    among = read(tmp_path / "among.csv", [BALANCE, PAYOUT, *SALES, PAYOUT])
    assert among.lines.collect().equals(alone.lines.collect())


@pytest.mark.parametrize("gross", ["-4.00", "4.00"])
def test_a_refund_takes_back_whatever_its_sign_and_is_never_an_order(tmp_path: Path, gross: str) -> None:
    result = read(tmp_path / "balance.csv", [BALANCE, *SALES, REFUND.format(gross=gross)])
    assert net(result) == Decimal(10 * len(SALES) - 4)
    refund = result.lines.filter(pl.col("line_type") == "refund").collect().row(0, named=True)
    assert (str(refund["order_date"]), str(refund["refunded_at"])) == ("2024-01-01", "2024-02-03")
    assert result.lines.filter(pl.col("line_no") == 1).collect().height == len(SALES)


def test_a_refund_of_a_sale_before_the_export_makes_no_order(tmp_path: Path) -> None:
    lines = [SALES[0], REFUND.format(gross="-10.00").replace("ch_1", "ch_0")]
    result = read(tmp_path / "balance.csv", [BALANCE, *lines])
    loose = result.lines.filter(pl.col("order_id") == "ch_0").collect()
    assert loose.filter(pl.col("line_no") == 1).is_empty()
    assert net(result) == 0


def test_a_ledger_without_a_sale_says_so(tmp_path: Path) -> None:
    with pytest.raises(NothingLeftError, match="2 not_a_sale"):
        read(tmp_path / "balance.csv", [BALANCE, *(SALES[0].replace("charge", "payout"),) * 2])


def test_a_dollar_alone_is_asked_about_and_a_code_is_not(tmp_path: Path) -> None:
    rows = [
        f'2024-01-{day},10:00:00,Scarf,1,"$1,010.00",$0.00,"$1,010.00",t{day},Payment,c{day}' for day in (13, 14)
    ]
    with pytest.raises(CurrencyUnclearError):
        read(tmp_path / "square.csv", [SQUARE, *rows])
    named = read(tmp_path / "named.csv", [SQUARE, *(row.replace("$", "US$") for row in rows)])
    assert named.lines.select(pl.col("currency").unique()).collect().item() == "USD"
    assert net(named) == Decimal(2020)


def test_amounts_in_two_currencies_are_not_added(tmp_path: Path) -> None:
    rows = [
        f"2024-01-{day},10:00:00,Scarf,1,{sign}10.00,{sign}0.00,{sign}10.00,t{day},Payment,c{day}"
        for day, sign in ((13, "€"), (14, "£"))
    ]
    with pytest.raises(SeveralCurrenciesError):
        read(tmp_path / "square.csv", [SQUARE, *rows])


LEDGER = "Bogføringsdato;Posttype;Bilagstype;Bilagsnr.;Varenr.;Antal;Salgsbeløb (faktisk);Kildenr."


def test_what_left_the_stock_was_sold_and_what_entered_it_came_back(tmp_path: Path) -> None:
    rows = [
        "15-01-2024;Salg;Salgsleverance;F1;A;-3;300,00;K1",
        "20-01-2024;Salg;Salgskreditnota;N1;A;1;100,00-;K1",
    ]
    lines = read(tmp_path / "poster.csv", [LEDGER, *rows]).lines.collect()
    assert lines.select("order_id", "line_type", "quantity", "net_after_refund").rows() == [
        ("F1", "product", Decimal(3), Decimal(300)),
        ("F1", "refund", Decimal(-1), Decimal(-100)),
    ]


EBAY = "Sales Record Number,Order Number,Buyer Username,Item Number,Quantity,Sold For,Shipping And Handling,Total Price,Sale Date"


@pytest.mark.parametrize(("total", "money"), [("£25.00", 20), ("£15.00", 10), ("£16.90", 10)])
def test_order_totals_tell_the_price_of_a_unit_from_that_of_a_line(tmp_path: Path, total: str, money: int) -> None:
    row = f"1,17-1,emu,1101,2,£10.00,£5.00,{total},Mar-14-24"
    assert net(read(tmp_path / "ebay.csv", [EBAY, row])) == Decimal(money)
