"""`--rates`: the file is read like any other, and what is quoted per hundred units is known by what money is worth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import InputMissingError, RatesUnreadableError
from clvcli.orders.ingest import ingest
from clvcli.orders.money.rate_units import WORTH, per_unit
from clvcli.orders.money.rates import EXACT
from clvcli.orders.options import ReadOptions
from clvcli.orders.rate_file import read_rates

if TYPE_CHECKING:
    from pathlib import Path

IN_KRONER = ReadOptions(currency="DKK")

FORMS = {
    "semicolons and decimal commas": "Dato;Valuta;Kurs\n31-01-2025;EUR;7,4604\n31-01-2025;SEK;0,6512\n",
    "Swedish names": "datum;valutakod;växelkurs\n2025-01-31;EUR;7,4604\n2025-01-31;SEK;0,6512\n",
    "per 100 units": "Dato;Valuta;Kurs\n31.01.2025;EUR;746,04\n31.01.2025;SEK;65,12\n",
    "per 100 units of some": "date,currency,rate\n2025-01-31,EUR,7.4604\n2025-01-31,SEK,65.12\n",
    "a column of units": "date,currency,units,rate\n2025-01-31,EUR,1,7.4604\n2025-01-31,SEK,100,65.12\n",
    "a day from which it holds": "Gyldig fra;Valuta;Kurs pr. 100 enheder\n31-01-2025;EUR;746,04\n31-01-2025;SEK;65,12\n",
    "a title above": "Valutakurser\n\nDato;Valuta;Kurs\n31-01-2025;EUR;7,4604\n31-01-2025;SEK;0,6512\n",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_table_says_the_same_rates(tmp_path: Path, form: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(FORMS[form], encoding="cp1252")
    rates = read_rates(str(path), IN_KRONER).sort("currency").select("date", "currency", "rate")
    day = date(2025, 1, 31)
    assert rates.rows() == [(day, "EUR", Decimal("7.4604")), (day, "SEK", Decimal("0.6512"))]


def test_a_workbook_of_rates_is_read(tmp_path: Path) -> None:
    rates = pl.DataFrame({"Dato": [date(2025, 1, 31)], "Valuta": ["EUR"], "Kurs": [745.99]})
    rates.write_excel(tmp_path / "kurser.xlsx")
    found = read_rates(str(tmp_path / "kurser.xlsx"), IN_KRONER)
    assert found.select("currency", "rate", "per").rows() == [("EUR", Decimal("7.4599"), 100)]


def test_rates_keep_ten_decimals(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2025-01-31,JPY,0.0468123457\n")
    assert read_rates(str(tmp_path / "rates.csv"), IN_KRONER)["rate"].to_list() == [Decimal("0.0468123457")]


def table(**rates: str) -> pl.DataFrame:
    frame = pl.DataFrame({"currency": [*rates], "rate": [*rates.values()]})
    return frame.with_columns(pl.col("rate").cast(EXACT), units=pl.lit(None, EXACT))


@pytest.mark.parametrize("target", WORTH)
@pytest.mark.parametrize("per", [1, 100])
def test_what_money_is_worth_tells_one_unit_from_a_hundred(target: str, per: int) -> None:
    printed = {code: f"{per * worth / WORTH[target]:.10f}" for code, worth in WORTH.items()}
    assert per_unit(table(**printed), target)["per"].unique().to_list() == [per]


def test_an_unknown_currency_follows_the_others_where_they_agree() -> None:
    assert per_unit(table(EUR="746.0", XXX="31.5"), "DKK")["per"].to_list() == [100, 100]
    assert per_unit(table(EUR="7.46", SEK="65.1", XXX="31.5"), "DKK")["per"].to_list() == [1, 100, 1]
    assert per_unit(table(XXX="31.5"), "DKK")["per"].to_list() == [1]


def test_the_currency_itself_tells_what_a_table_is_per() -> None:
    assert per_unit(table(XXX="100", YYY="31.5"), "XXX")["per"].to_list() == [100, 100]


def test_orders_are_converted_at_rates_per_hundred_and_it_is_said(tmp_path: Path) -> None:
    orders, rates = tmp_path / "orders.csv", tmp_path / "kurser.csv"
    orders.write_text("order id,customer id,date,amount,currency\n1,a,2025-02-01,100,SEK\n2,b,2025-02-01,100,DKK\n")
    rates.write_text(FORMS["per 100 units"])
    found = ingest([str(orders)], ReadOptions(currency="DKK", rates=str(rates)))
    assert found.lines.sort("order_id").collect()["net_amount"].to_list() == [Decimal("65.12"), 100]
    (said,) = (decision for decision in found.decisions if decision.subject == "currency")
    assert said.because.endswith("kurser.csv, per 100 units for EUR, SEK")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("date,code,value\n2025-01-31,EUR,7.46\n", "has the columns date, code, value"),
        ("date,currency,rate\n2025-01-31,EUR,7.46\n2025-02-31,EUR,7.46\n", ":3: not a date"),
        ("date,currency,rate\n2025-01-31,EUR,0\n", ":2: not a date"),
        ("date,currency,rate\n2025-01-31,,7.46\n", ":2: not a date"),
        ("date,currency,rate\n2025-01-31,EUR,7.46\n2025-01-31,EUR,7.47\n", "lines 2 and 3"),
    ],
)
def test_what_is_no_table_of_rates_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "rates.csv").write_text(text)
    with pytest.raises(RatesUnreadableError, match=says):
        read_rates(str(tmp_path / "rates.csv"), IN_KRONER)


def test_a_file_of_rates_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match=r"no file .*rates\.csv"):
        read_rates(str(tmp_path / "rates.csv"), IN_KRONER)
