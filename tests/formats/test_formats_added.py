"""Adding a system means adding one file and its sample: nothing else is touched."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest

from clvcli.cli import format_pages
from clvcli.cli.tables import format_rows
from clvcli.orders import formats as registry
from clvcli.orders.formats import Format
from clvcli.orders.formats.base import CONFIDENCE
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DECLARATION = '''"""Kvikbutik: an invented shop system."""

from clvcli.orders.formats.base import Format, NotOrders

FORMATS = (
    Format(
        name="kvikbutik_orders",
        title="Kvikbutik, Orders > Download",
        confidence="synthetic",
        signatures=(("Kvik No", "Kvik Buyer", "Kvik Paid"),),
        columns={
            "order_id": ("Kvik No",),
            "customer_id": ("Kvik Buyer",),
            "order_date": ("Kvik Day",),
            "amount": ("Kvik Paid",),
            "status": ("Kvik State",),
        },
        constants={"currency": "DKK"},
        grain="order",
        money="line_net",
        tax="excluded",
        statuses={"hentet": "paid", "fortrudt": "cancelled"},
        traps=("an order that was regretted keeps its amount",),
    ),
)

NOT_ORDERS = (
    NotOrders(
        name="kvikbutik_baskets",
        signature=("Kvik Basket", "Kvik Left At"),
        what="it is Kvikbutik's list of abandoned baskets",
        instead="download Orders",
    ),
)
'''

SAMPLE = """Kvik No;Kvik Buyer;Kvik Day;Kvik Paid;Kvik State
1;007;2024-01-31;100,50;Hentet
2;008;2024-02-01;50,00;Fortrudt
3;007;2024-02-02;20,00;Hentet
"""


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Put the file of a system beside the others, and return a folder for its sample."""
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "kvikbutik.py").write_text(DECLARATION)
    monkeypatch.setattr(registry, "__path__", [*registry.__path__, str(folder)])
    _forget()
    yield tmp_path
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for found in (registry.formats, registry.not_orders, registry.systems, registry._modules):
        found.cache_clear()


def test_a_file_is_all_that_a_new_system_needs(added: Path) -> None:
    sample = added / "export.csv"
    sample.write_text(SAMPLE)
    result = ingest([str(sample)], ReadOptions())
    assert result.formats == {str(sample): "Kvikbutik, Orders > Download"}
    assert result.reconciliation.money_of("net_revenue") == Decimal("120.50")
    assert registry.format_named("kvikbutik_orders").statuses["fortrudt"] == "cancelled"
    assert "kvikbutik_baskets" in {known.name for known in registry.not_orders()}


@pytest.mark.usefixtures("added")
def test_a_new_system_is_listed_and_explained_without_further_words() -> None:
    assert "kvikbutik_orders" in format_rows().held["name"]
    assert "an order that was regretted keeps its amount" in format_pages.page_of(
        registry.format_named("kvikbutik_orders")
    )
    assert "kvikbutik_orders" in format_pages.system_pages()["kvikbutik"]


@pytest.mark.parametrize(
    ("field", "words"),
    [("money", format_pages.MONEY), ("tax", format_pages.TAX), ("refunds", format_pages.REFUNDS)],
)
def test_whatever_a_declaration_can_say_has_words(field: str, words: dict[str, str]) -> None:
    assert set(get_args(get_type_hints(Format)[field])) == set(words)


def test_every_declaration_rests_on_something_that_has_words() -> None:
    assert {form.confidence for form in registry.formats()} <= set(CONFIDENCE)


def test_the_file_of_the_last_test_is_gone() -> None:
    assert "kvikbutik_orders" not in {known.name for known in registry.formats()}
