"""Who is taken for whom: what names a buyer, whose ids are merged, who is nobody, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.ingest import Ingested

Ingest = "Callable[..., Ingested]"
Row = dict[str, object]


def order(number: int, amount: object = 80, **who: object) -> Row:
    """Return an order of a person, one a day."""
    person = {"customer_id": "", "email": "", "phone": ""} | who
    return {"order_id": f"o{number}", "date": f"2024-05-{number % 28 + 1:02}", "amount": amount} | person


def keys(found: Ingested) -> list[str | None]:
    return found.lines.sort("order_id").collect()["customer_key"].to_list()


def said(found: Ingested, code: str) -> str:
    return next(note.text for note in found.notes if note.code == code)


def test_two_profiles_of_one_person_are_one_customer_of_five_orders(ingested: Callable[..., Ingested]) -> None:
    """Practice oracle `identity-merge`: profiles of 240 and 160 average 200, the person is worth 400."""
    rows = [order(n, customer_id="17", email="Ida@example.dk") for n in range(3)]
    rows += [order(n, customer_id="204", email=" ida@EXAMPLE.dk") for n in range(3, 5)]

    def worth(found: Ingested) -> pl.DataFrame:
        people = found.lines.group_by("customer_key").agg(
            orders=pl.len(), worth=pl.col("net_after_refund").sum().cast(pl.Float64)
        )
        return people.collect()

    before, after = worth(ingested(rows, merge_identities=False)), worth(found := ingested(rows))
    assert (before["worth"].mean(), after["worth"].mean()) == (200, 400)
    assert ((before["orders"] > 1).sum(), after["orders"].to_list()) == (2, [5])
    assert found.people is not None
    assert found.people.counts["ids merged with another"] == found.people.counts["customers of several ids"] == 1


PERSON = {"customer_id": "7", "email": "ida@example.dk", "phone": "+4570101010"}


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        ((), "ida@example.dk"),
        (("email",), "ida@example.dk"),
        (("id",), "7"),
        (("phone", "email"), "+4570101010"),
        (("id", "email"), "7"),
    ],
)
def test_the_first_name_that_is_asked_for_is_the_key(
    ingested: Callable[..., Ingested], identity: tuple[str, ...], expected: str
) -> None:
    assert keys(ingested([order(1, **PERSON)], identity=identity)) == [expected]


def test_what_identity_leaves_out_names_nobody(ingested: Callable[..., Ingested]) -> None:
    rows = [order(1, **PERSON), order(2, customer_id="8")]
    assert keys(ingested(rows, identity=("email",))) == ["ida@example.dk", None]


def test_an_identity_that_a_plain_log_does_not_have_makes_its_buyers_guests(write: Callable[..., object]) -> None:
    from clvcli.orders.ingest import ingest
    from clvcli.orders.options import ReadOptions

    rows = [
        {
            "order_id": f"o{n}",
            "customer_id": f"c{n % 3}",
            "date": "2024-05-01",
            "sku": "a",
            "quantity": 1,
            "unit_price": 9,
        }
        for n in range(9)
    ]
    path = str(write("plain.csv", rows))
    assert (
        ingest([path], ReadOptions(identity=("email",)), condense=True).lines.collect()["customer_key"].to_list()
        == [None] * 9
    )
    by_id = ingest([path], ReadOptions(identity=("id",)), condense=True).lines.collect()
    assert by_id["customer_key"].n_unique() == 3
    assert by_id["customer_key_kind"].unique().to_list() == ["id"]


def test_ids_are_merged_under_the_id_where_that_is_asked_for_first(ingested: Callable[..., Ingested]) -> None:
    rows = [order(1, customer_id="9", email="ida@example.dk"), order(2, customer_id="7", email="ida@example.dk")]
    assert keys(ingested(rows, identity=("id", "email"))) == ["7", "7"]
    assert keys(ingested(rows, identity=("id",))) == ["9", "7"]


@pytest.mark.parametrize("word", ["Kontant", "KONTANTKUND", "Walk-in", "Laufkundschaft", "gæst", "0", "-1"])
def test_a_word_for_whoever_comes_in_is_nobody(ingested: Callable[..., Ingested], word: str) -> None:
    rows = [order(1, customer_id=word), order(2, customer_id="12")]
    assert keys(ingested(rows)) == [None, "12"]


@pytest.mark.parametrize(
    "domain", ["marketplace.amazon.de", "members.ebay.com", "scs.tiktokw.us", "privaterelay.appleid.com"]
)
def test_a_relay_address_is_a_customer_who_cannot_be_known_elsewhere(
    ingested: Callable[..., Ingested], domain: str
) -> None:
    rows = [order(n, email=f"a1@{domain}") for n in (1, 2)] + [order(3, email="ida@example.dk")]
    found = ingested(rows)
    assert found.lines.sort("order_id").collect()["customer_key_kind"].to_list() == ["relay", "relay", "email"]
    assert said(found, "CLVN14").startswith("1 customer has a relay address (67% of orders)")


def test_of_a_relay_and_an_own_address_the_own_is_the_key(ingested: Callable[..., Ingested]) -> None:
    rows = [
        order(1, customer_id="7", email="a1@members.ebay.de"),
        order(2, customer_id="7", email="ida@example.dk"),
    ]
    assert keys(ingested(rows)) == ["ida@example.dk"] * 2


def test_a_collective_customer_is_said_with_share_and_money_and_without_its_value(
    ingested: Callable[..., Ingested],
) -> None:
    rows = [order(n, customer_id=f"c{n % 190}") for n in range(190)] + [
        order(n, customer_id="99999") for n in range(190, 210)
    ]
    text = said(ingested(rows), "CLVN11")
    assert text.startswith("one customer has 10% of the orders and 1,600.00 of net revenue")
    assert "99999" not in text


def test_an_id_for_every_order_is_a_doubt_that_changes_money(ingested: Callable[..., Ingested]) -> None:
    found = ingested([order(n, customer_id=f"c{n}") for n in range(120)])
    assert any(note.code == "CLVN08" and note.changes_money for note in found.notes)
    assert not any(
        note.code == "CLVN08" for note in ingested([order(n, customer_id=f"c{n // 2}") for n in range(120)]).notes
    )


@pytest.mark.parametrize(("orders", "said"), [(49, False), (59, True)])
def test_ids_are_doubted_once_so_many_never_come_back(
    ingested: Callable[..., Ingested], orders: int, *, said: bool
) -> None:
    found = ingested([order(n, customer_id=f"c{n}") for n in range(orders)])
    assert any(note.code == "CLVN08" for note in found.notes) is said


def test_guests_are_no_sign_of_ids_per_order(ingested: Callable[..., Ingested]) -> None:
    found = ingested([order(n, customer_id=f"c{n}" if n < 40 else "") for n in range(120)])
    assert not any(note.code == "CLVN08" for note in found.notes)


def test_a_collective_customer_hides_no_ids_given_per_order(ingested: Callable[..., Ingested]) -> None:
    rows = [order(n, customer_id="9999" if n % 3 == 0 else f"c{n}") for n in range(300)]
    notes = {note.code: note.text for note in ingested(rows).notes}
    assert notes["CLVN08"].startswith("each of 200 orders")
    assert "CLVN11" in notes
