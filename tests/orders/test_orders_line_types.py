"""What the type of a line says: goods are revenue, shipping and fees are not, and unknown words are said."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from clvcli.orders.settling.line_words import MEANING, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.ingest import Ingested

    Ingest = Callable[..., Ingested]


def lines_of(*types: str) -> list[dict[str, object]]:
    """One order with a line of 100, 101 ... of each type."""
    return [
        {"order_id": "o1", "customer_id": "c1", "date": "2024-05-13", "line_type": kind, "sku": f"s{n}",
         "quantity": 1, "unit_price": 100 + n}
        for n, kind in enumerate(types)
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["Shipping", "FRAGT", "frakt", "Versand", "gift-card", "Gavekort", "fee", "Tip"])
def test_words_for_what_is_no_product_keep_their_money_out_of_revenue(ingested: Ingest, word: str) -> None:
    result = ingested(lines_of("product", word))
    assert result.reconciliation.money_of("net_revenue") == 100
    assert not [note for note in result.notes if note.code == "CLVN26"]


def test_types_nobody_knows_are_goods_and_said_with_their_money(ingested: Ingest) -> None:
    result = ingested(lines_of("Dress", "shoe", "Dress", "shipping", ""))
    assert result.reconciliation.money_of("net_revenue") == 100 + 101 + 102 + 104
    (note,) = (note for note in result.notes if note.code == "CLVN26")
    assert (note.changes_money, note.money_at_stake) == (True, Decimal("303.00"))
    assert "3 lines are of a type nobody knows (`dress`, `shoe`)" in note.text


def test_no_word_means_two_types() -> None:
    assert len(MEANING) == sum(map(len, WORDS.values()))
