"""An export without a column for its currency is in the one written beside its amounts, and in one only."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import ClvError, CurrencyUnclearError, SeveralCurrenciesError
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Paid = Callable[..., Ingested]


@pytest.fixture
def paid(tmp_path: Path) -> Paid:
    """Ingest orders of these amounts, and costs beside them."""

    def run(*amounts: str, cost: str = "2,00", **options: str | bool) -> Ingested:
        rows = [f"{number};c{number % 2};2025-01-1{number};{text};1;{cost}" for number, text in enumerate(amounts)]
        path = tmp_path / "orders.csv"
        path.write_text("\n".join(["order id;customer id;order date;amount;quantity;unit cost", *rows]), "utf-8")
        return ingest([str(path)], ReadOptions(**options))  # type: ignore[arg-type]  # keywords of the test

    return run


def currencies(result: Ingested) -> set[str | None]:
    return set(result.lines.collect()["currency"])


@pytest.mark.parametrize(("amounts", "code"), [(("€10,00", "5,00"), "EUR"), (("10,00 SEK", "5,00 sek"), "SEK")])
def test_a_currency_that_is_named_is_that_of_every_row(paid: Paid, amounts: tuple[str, ...], code: str) -> None:
    result = paid(*amounts)
    assert currencies(result) == {code}
    assert result.reconciliation.money_of("net_revenue") == Decimal(15)


def test_a_sign_of_several_countries_names_none(paid: Paid) -> None:
    assert currencies(paid("10,00 kr", "5,00 kr.")) == {None}


def test_what_costs_are_in_does_not_say_what_was_paid_in(paid: Paid) -> None:
    assert currencies(paid("€10,00", "€5,00", cost="$2,00")) == {"EUR"}


@pytest.mark.parametrize(
    ("amounts", "error"),
    [(("€10,00", "£5,00"), SeveralCurrenciesError), (("10,00 kr", "€5,00"), CurrencyUnclearError)],
)
def test_two_currencies_are_not_added(paid: Paid, amounts: tuple[str, ...], error: type[ClvError]) -> None:
    with pytest.raises(error):
        paid(*amounts)


def test_two_currencies_are_told_apart_where_that_is_asked_for(paid: Paid) -> None:
    assert currencies(paid("€10,00", "£5,00", by_currency=True)) == {"EUR", "GBP"}
