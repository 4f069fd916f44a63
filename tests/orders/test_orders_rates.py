"""Amounts of several currencies: by the rates that the orders name, by a table of rates, and never silently."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import RateMissingError, RatesUnreadableError, SeveralCurrenciesError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.orders.ingest import Ingested

Row = dict[str, object]


def orders(*rows: tuple[str, str, object]) -> list[Row]:
    """Return orders of 100 each in a currency, on a day, at a rate."""
    return [
        {
            "order_id": f"o{n}",
            "customer_id": f"c{n}",
            "date": day,
            "amount": "100.00",
            "currency": code,
            "exchange rate": rate,
        }
        for n, (code, day, rate) in enumerate(rows)
    ]


def money(found: Ingested) -> list[Decimal]:
    return found.lines.sort("order_id").collect()["net_after_refund"].to_list()


@pytest.mark.parametrize(("own", "foreign"), [("1", "7.456"), ("100", "745.6")])
def test_orders_are_converted_at_the_rates_they_name(
    ingested: Callable[..., Ingested], own: str, foreign: str
) -> None:
    rows = orders(("DKK", "2024-05-01", own), ("EUR", "2024-05-13", foreign))
    found = ingested(rows, currency="DKK")
    assert money(found) == [Decimal("100.0000"), Decimal("745.6000")]
    assert found.lines.collect()["currency"].unique().to_list() == ["DKK"]


def test_rates_to_another_currency_than_the_one_asked_for_stop_the_run(ingested: Callable[..., Ingested]) -> None:
    rows = orders(("DKK", "2024-05-01", "1"), ("EUR", "2024-05-13", "7.456"))
    with pytest.raises(RateMissingError, match="not to EUR"):
        ingested(rows, currency="EUR")


def test_the_currency_that_the_rates_are_to_is_named_where_none_is_asked_for(
    ingested: Callable[..., Ingested],
) -> None:
    rows = orders(("DKK", "2024-05-01", "1"), ("EUR", "2024-05-13", "7.456"))
    with pytest.raises(SeveralCurrenciesError) as stopped:
        ingested(rows)
    assert stopped.value.hint is not None
    assert stopped.value.hint.startswith("--currency DKK")


def test_an_order_that_names_no_rate_stops_the_run(ingested: Callable[..., Ingested]) -> None:
    rows = orders(("DKK", "2024-05-01", "1"), ("EUR", "2024-05-13", ""))
    with pytest.raises(RateMissingError, match="EUR of 2024-05-13 names no rate"):
        ingested(rows, currency="DKK")


def test_rates_that_no_order_proves_are_used_and_said(ingested: Callable[..., Ingested]) -> None:
    found = ingested(orders(("SEK", "2024-05-13", "0.65")), currency="DKK")
    assert money(found) == [Decimal("65.0000")]
    assert any(note.code == "CLVN30" and note.changes_money for note in found.notes)


def test_one_currency_with_rates_beside_it_stands_as_printed(ingested: Callable[..., Ingested]) -> None:
    assert money(ingested(orders(("EUR", "2024-05-13", "7.456")))) == [Decimal("100.0000")]


def test_a_weekend_takes_the_rate_of_the_friday_before(ingested: Callable[..., Ingested], tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2024-05-10,EUR,7.46\n2024-05-13,EUR,7.5\n")
    rows = orders(("EUR", "2024-05-12", ""), ("EUR", "2024-05-13", ""))
    assert money(ingested(rows, currency="DKK", rates=str(rates))) == [Decimal("746.0000"), Decimal("750.0000")]


@pytest.mark.parametrize(
    ("second", "stops"),
    [("2024-05-10,EUR,7.46", False), ("2024-05-10,eur,7.460", False), ("2024-05-10,EUR,7.5", True)],
)
def test_two_rates_for_one_day_stop_the_run_unless_they_are_the_same(
    ingested: Callable[..., Ingested], tmp_path: Path, second: str, *, stops: bool
) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text(f"date,currency,rate\n2024-05-10,EUR,7.46\n{second}\n")
    rows = orders(("EUR", "2024-05-12", ""))
    if stops:
        with pytest.raises(RatesUnreadableError, match="lines 2 and 3"):
            ingested(rows, currency="DKK", rates=str(rates))
    else:
        assert money(ingested(rows, currency="DKK", rates=str(rates))) == [Decimal("746.0000")]
