from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.audiences.countries import alpha_2
from clvcli.audiences.manifest import MANIFEST_FILE, MEMBERS_FILE, Manifest, read_audience, text_of
from clvcli.audiences.people import CONSENTS, known_alone, people_of, shared_ids
from clvcli.audiences.schema import ACCOUNT, MEMBERS
from clvcli.errors import AttachedFileError, AudienceMissingError
from clvcli.orders.attached.customers import read_customers, with_customers
from clvcli.orders.options import ReadOptions
from clvcli.orders.schema import CANONICAL_SCHEMA
from tests.audiences.audiences_people import audience_of, members_of
from tests.audiences.audiences_people import people_of as known_of

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.audiences.people import People

JUNE = date(2025, 6, 30)


def lines_of(*rows: dict[str, Any]) -> pl.LazyFrame:
    """Return canonical lines that say only what is given."""
    frame = pl.DataFrame(list(rows), schema_overrides={"order_date": pl.Date})
    missing = [
        pl.lit(None, dtype).alias(name) for name, dtype in CANONICAL_SCHEMA.items() if name not in frame.columns
    ]
    return frame.with_columns(missing).select(CANONICAL_SCHEMA.names()).cast(CANONICAL_SCHEMA).lazy()


LINES = lines_of(
    {"customer_key": "a", "customer_id": "1", "customer_email": "old@example.dk", "order_date": date(2024, 1, 1), "country": "Danmark"},
    {"customer_key": "a", "customer_id": "1", "customer_email": "new@example.dk", "order_date": date(2025, 1, 1), "country": None},
    {"customer_key": "a", "customer_id": "1", "customer_email": "later@example.dk", "order_date": date(2025, 7, 1), "country": "SE"},
    {"customer_key": "b", "customer_id": "2", "customer_email": None, "order_date": date(2025, 1, 1), "country": "no"},
    {"customer_key": None, "customer_id": None, "customer_email": "guest@example.dk", "order_date": date(2025, 1, 1), "country": "DK"},
)  # fmt: skip


def told(folder: Path, text: str) -> People:
    (folder / "customers.csv").write_text(text)
    return people_of(ReadOptions(customers=str(folder / "customers.csv")))


def person(people: People, key: str) -> dict[str, Any]:
    return people.known(LINES, as_of=JUNE).filter(pl.col("customer_key") == key).row(0, named=True)


def test_the_latest_address_on_an_order_of_the_time_is_known_and_guests_are_nobody() -> None:
    people = people_of(ReadOptions())
    known = people.known(LINES, as_of=JUNE)
    assert known.select("customer_key", "customer_email", "country").rows() == [
        ("a", "new@example.dk", "DK"), ("b", None, "NO"),
    ]  # fmt: skip
    assert known.select(CONSENTS).row(0) == (None, None, None, None)
    assert (people.consents, people.source) == ({}, None)


def test_the_file_of_customers_wins_and_adds_what_orders_have_no_column_for(tmp_path: Path) -> None:
    people = told(
        tmp_path,
        "Kundenr.;Fornavn;Efternavn;E-mail;Telefon;Postnr.;By;Land;Samtykke;ad_user_data;ad_personalization\n"
        "1;Anna;Prøve;anna@example.dk;20 12 34 56;08000;Aarhus;DK;ja;yes;no\n"
        "2;;;b@example.no;;;;;;;\n",
    )
    anna, other = person(people, "a"), person(people, "b")
    assert (anna["customer_email"], anna["first_name"], anna["postal_code"]) == ("anna@example.dk", "Anna", "08000")
    assert (anna["consent"], anna["ad_user_data"], anna["ad_personalization"]) == (True, True, False)
    assert (other["customer_email"], other["country"], other["consent"]) == ("b@example.no", "NO", None)
    assert people.consents["consent"] == "Samtykke"


def test_a_consent_left_open_in_any_row_is_not_granted(tmp_path: Path) -> None:
    people = told(tmp_path, "customer_id,email,consent\n1,,yes\n,new@example.dk,\n")
    assert person(people, "a")["consent"] is None


def test_a_consent_refused_in_any_row_is_refused(tmp_path: Path) -> None:
    people = told(tmp_path, "customer_id,email,consent\n1,,yes\n,new@example.dk,no\n")
    assert person(people, "a")["consent"] is False


def test_an_address_that_is_hashed_already_is_kept_as_it_is(tmp_path: Path) -> None:
    people = told(tmp_path, f"customer_id,email,consent\n1,{'AB' * 32},yes\n")
    assert person(people, "a")["customer_email"] == "AB" * 32


def test_a_word_that_is_neither_yes_nor_no_stops_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(AttachedFileError, match=r"line 3: the consent in column `[^`]+` is neither yes nor no"):
        told(tmp_path, "customer_id,ad_user_data\n1,yes\n2,maybe\n")


def test_of_an_id_that_two_people_share_nothing_is_known() -> None:
    who = pl.DataFrame({"customer_key": ["a", "b"], "customer_id": ["7", "7"], "currency": ["DKK", "DKK"]})
    customers = who.join(people_of(ReadOptions()).known(LINES, as_of=JUNE), on="customer_key")
    shared = shared_ids(customers)
    assert shared.rows() == [("7", "DKK")]
    assert known_alone(customers, shared)["customer_email"].null_count() == 2
    assert known_alone(customers, shared.clear())["customer_email"].to_list() == ["new@example.dk", None]


@pytest.mark.parametrize(
    ("written", "code"),
    [("dk", "DK"), (" Danmark ", "DK"), ("SVERIGE", "SE"), ("Deutschland", "DE"), ("UK", "GB"), ("Atlantis", None)],
)
def test_countries_are_known_by_code_and_by_name(written: str, code: str | None) -> None:
    assert pl.select(alpha_2(pl.lit(written))).item() == code


MANIFEST = Manifest(
    clvcli="0.1.0",
    network="csv",
    scheme="tiers",
    as_of=JUNE,
    basis=("net revenue, ex tax",),
    control=0.1,
    seed=3,
    consents={"consent": "Nyhedsbrev"},
    segments=("gold",),
)


def kept_in(folder: Path) -> pl.DataFrame:
    """Write a manifest and members into `folder`, and return the members."""
    made = audience_of("csv", known_of({"customer_id": "1", "consent": True}, {"customer_id": "2"}))
    (folder / MANIFEST_FILE).write_text(text_of(MANIFEST, made.account))
    members = members_of(made)
    members.write_csv(folder / MEMBERS_FILE)
    return members


def test_what_is_read_of_an_audience_is_what_was_written(tmp_path: Path) -> None:
    members = kept_in(tmp_path)
    assert members.height == 2
    manifest, found = read_audience(str(tmp_path))
    assert manifest == MANIFEST
    assert found.equals(members)


def test_the_manifest_counts_and_names_nobody(tmp_path: Path) -> None:
    kept_in(tmp_path)
    document = json.loads((tmp_path / MANIFEST_FILE).read_text())
    (segment,) = document["segments"]
    assert segment["customers"] == segment["exported"] + segment["held_out"] + segment["withheld"] == 2
    assert segment["reasons"] == {"consent_unknown": 1}
    assert segment.keys() == {column.name for column in ACCOUNT[:7]} | {"reasons"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (MANIFEST_FILE, "{}"),
        (MANIFEST_FILE, "not json"),
        (MANIFEST_FILE, "[" * 100_000),
        (MANIFEST_FILE, '{"format": "clvcli audience", "version": 2}'),
        (MEMBERS_FILE, ",".join(column.name for column in MEMBERS[:-1]) + "\n1,,gold,treated\n"),
        (MEMBERS_FILE, ""),
    ],
)
def test_a_folder_that_was_changed_is_no_audience(tmp_path: Path, name: str, text: str) -> None:
    kept_in(tmp_path)
    (tmp_path / name).write_text(text)
    with pytest.raises(AudienceMissingError, match=f"{name} is not as clvcli wrote it"):
        read_audience(str(tmp_path))


def test_members_that_are_not_as_many_as_were_counted_are_no_audience(tmp_path: Path) -> None:
    kept_in(tmp_path)
    lines = (tmp_path / MEMBERS_FILE).read_text().splitlines(keepends=True)
    for text in ("".join(lines[:-1]), "".join(lines)[:-20], "".join([*lines, lines[-1]])):
        (tmp_path / MEMBERS_FILE).write_text(text)
        with pytest.raises(AudienceMissingError, match=r"members\.csv is not as clvcli wrote it"):
            read_audience(str(tmp_path))


def test_a_folder_without_members_is_no_audience(tmp_path: Path) -> None:
    kept_in(tmp_path)
    (tmp_path / MEMBERS_FILE).unlink()
    with pytest.raises(AudienceMissingError, match=r"it has no members\.csv"):
        read_audience(str(tmp_path))


def test_a_file_that_says_only_who_agreed_to_advertising_is_a_file_of_customers(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("customer_id,ad_user_data,ad_personalization\n1,yes,yes\n")
    known = with_customers(LINES, read_customers(ReadOptions(customers=str(tmp_path / "customers.csv"))))
    assert known.attributes.columns == ["customer_key"]
    assert known.attributes["customer_key"].to_list() == ["a"]
