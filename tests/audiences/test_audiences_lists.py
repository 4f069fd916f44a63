from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audiences.audience import Terms, audience, consents_of
from clvcli.audiences.networks import NETWORKS
from clvcli.audiences.people import People
from clvcli.audiences.schema import CONTROL, REASONS, TREATED, WITHHELD
from clvcli.errors import AudienceError
from tests.audiences.audiences_people import SEGMENTS, YES, audience_of, lists_of, members_of, people_of, values_of
from tests.segments.test_segments_on_disk import on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.config import NetworkName


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


ANNA = {
    "customer_id": "1",
    "customer_email": "Anna.Prøve+butik@gmail.com",
    "customer_phone": "+4520123456",
    "country": "DK",
    "first_name": " Anna ",
    "last_name": "Bøgelund-Prøve",
    "postal_code": "8000",
    "city": "Aarhus C",
} | YES


def test_google_gets_its_headers_hashes_of_who_and_plain_text_of_where() -> None:
    (rows,) = lists_of(audience_of("google", people_of(ANNA))).values()
    assert rows.to_dicts() == [
        {
            "Email": sha("annaprøve@gmail.com"),
            "Phone": sha("+4520123456"),
            "First Name": sha("anna"),
            "Last Name": sha("bøgelund-prøve"),
            "Country": "DK",
            "Zip": "8000",
        }
    ]


def test_google_gets_a_whole_address_or_none() -> None:
    (rows,) = lists_of(audience_of("google", people_of(ANNA | {"last_name": None}))).values()
    assert rows.columns == ["Email", "Phone"]


def test_meta_gets_everything_hashed_but_the_value() -> None:
    (rows,) = lists_of(audience_of("meta", people_of(ANNA))).values()
    assert rows.to_dicts() == [
        {
            "email": sha("anna.prøve+butik@gmail.com"),
            "phone": sha("4520123456"),
            "fn": sha("anna"),
            "ln": sha("bøgelundprøve"),
            "zip": sha("8000"),
            "ct": sha("aarhusc"),
            "country": sha("dk"),
            "value": 120.5,
        }
    ]


def test_klaviyo_gets_plain_profiles_and_a_phone_only_of_who_agreed_to_that() -> None:
    both = people_of(ANNA, ANNA | {"customer_id": "2", "customer_email": "b@example.dk", "consent_sms": None})
    (rows,) = lists_of(audience_of("klaviyo", both)).values()
    assert rows["Email"].to_list() == ["anna.prøve+butik@gmail.com", "b@example.dk"]
    assert rows["Phone Number"].to_list() == ["+4520123456", None]
    assert rows.columns[2:6] == ["First Name", "Last Name", "City", "Zip Code"]
    assert rows.select("CLV Segment", "CLV 12 Months", "CLV Currency").unique().rows() == [("gold", 120.5, "DKK")]


def test_a_hash_is_no_address_that_can_be_written_to() -> None:
    people = people_of(ANNA, {"customer_id": "2", "customer_email": sha("b@example.dk")} | YES)
    made = audience_of("klaviyo", people)
    assert made.account["no_identifier"].item() == 1


def test_csv_has_no_id_that_is_an_address() -> None:
    people = people_of(ANNA, ANNA | {"customer_id": "b@example.dk", "customer_email": "b@example.dk"})
    (rows,) = lists_of(audience_of("csv", people)).values()
    assert sorted(rows["customer_id"].to_list(), key=str) == ["1", None]
    assert sha("b@example.dk") in rows["email_sha256"].to_list()


def test_what_is_hashed_already_is_not_hashed_twice() -> None:
    hashed = {"customer_email": sha("b@example.dk").upper(), "customer_phone": sha("4520123456")}
    (rows,) = lists_of(audience_of("meta", people_of({"customer_id": "2"} | hashed | YES))).values()
    assert rows.select("email", "phone").row(0) == (sha("b@example.dk"), sha("4520123456"))


def test_everybody_is_exported_held_out_or_withheld_for_a_reason() -> None:
    people = people_of(
        ANNA,
        ANNA | {"customer_id": "2", "ad_user_data": None},
        ANNA | {"customer_id": "3", "ad_user_data": False},
        {"customer_id": "4"} | YES,
        {"customer_id": "5", "customer_phone": "12", "country": "DK"} | YES,
        ANNA | {"customer_id": "6"},
        ANNA | {"customer_id": "7"},
        ANNA | {"customer_id": "8"},
    )
    values = values_of(
        *({"customer_id": str(number)} for number in (1, 2, 3, 4, 5)),
        {"customer_id": "6", "clv_12m": None},
        {"customer_id": "7", "clv_12m": 0.004},
        {"customer_id": "8", "clv_12m": -3.0},
        {"customer_id": "9"},
    )
    made = audience_of("meta", people, values)
    (account,) = made.account.to_dicts()
    assert account == {
        "currency": "DKK", "segment": "gold", "file": "dkk-tiers-gold.csv", "customers": 9, "exported": 1,
        "held_out": 0, "withheld": 8, "consent_unknown": 2, "no_consent": 1, "no_identifier": 1,
        "malformed_phone": 1, "no_value": 1, "non_positive_value": 2,
    }  # fmt: skip


def test_without_any_forecast_nobody_is_weighed_and_nobody_withheld_for_it() -> None:
    made = audience_of("meta", people_of(ANNA), values_of({"customer_id": "1", "clv_12m": None}))
    assert made.account["exported"].item() == 1
    assert "value" not in lists_of(made)["dkk-tiers-gold"].columns


def test_a_phone_that_is_no_number_is_left_out_where_an_address_is_known() -> None:
    made = audience_of("google", people_of(ANNA | {"customer_phone": "20 12"}))
    assert made.malformed_phones == 1
    assert "Phone" not in lists_of(made)["dkk-tiers-gold"].columns


def test_a_list_is_of_one_segment_and_one_currency() -> None:
    segments = pl.DataFrame(
        {
            "currency": ["DKK", "DKK", None],
            "segment": ["gold", "silver", "gold"],
            "export_name": ["dkk-gold", "dkk-silver", "gold"],
        }
    )
    people = people_of(
        ANNA,
        ANNA | {"customer_id": "2", "currency": None},
        ANNA | {"customer_id": "3"},
    )
    values = values_of(
        {"customer_id": "1"},
        {"customer_id": "2", "currency": None},
        {"customer_id": "3", "segment": "bronze"},
    )
    made = audience_of("google", people, values, segments=segments)
    assert {name: rows.height for name, rows in lists_of(made).items()} == {"dkk-gold": 1, "gold": 1}
    assert made.account.select("segment", "file", "customers").rows() == [
        ("gold", "dkk-gold.csv", 1), ("silver", None, 0), ("gold", "gold.csv", 1),
    ]  # fmt: skip


def test_nobody_to_be_found_is_an_error() -> None:
    with pytest.raises(AudienceError, match="by which Meta would find them"):
        audience_of("meta", people_of({"customer_id": "1"} | YES))


def test_google_takes_no_general_consent() -> None:
    people = People(rows=None, consents={"consent": "nyhedsbrev", "ad_user_data": "x"}, source="k.csv")
    with pytest.raises(AudienceError, match=r"k\.csv does not say .* it lacks ad_personalization"):
        consents_of(NETWORKS["google"], people)


def test_meta_takes_the_consent_to_pass_data_on_before_the_general_one() -> None:
    both = People(rows=None, consents={"consent": "a", "ad_user_data": "b"}, source="k.csv")
    one = People(rows=None, consents={"consent": "a"}, source="k.csv")
    assert consents_of(NETWORKS["meta"], both) == ("ad_user_data",)
    assert consents_of(NETWORKS["meta"], one) == ("consent",)


def test_without_a_file_of_customers_nobody_has_agreed() -> None:
    with pytest.raises(AudienceError, match="nothing says who agreed") as caught:
        consents_of(NETWORKS["csv"], People(rows=None, consents={}, source=None))
    assert caught.value.hint == "--customers FILE with consent"


CROWD = [
    ANNA | {"customer_id": str(number), "customer_email": f"kunde{number}@example.dk", "consent": number % 3 > 0}
    for number in range(60)
]


@settings(derandomize=True, max_examples=20, deadline=None)
@given(st.permutations(CROWD), st.floats(0, 0.9), st.integers(0, 99))
def test_counts_add_up_and_the_order_of_rows_changes_nothing(
    crowd: list[dict[str, object]], share: float, seed: int
) -> None:
    made = audience_of("csv", people_of(*crowd), control=share, seed=seed)
    (account,) = made.account.to_dicts()
    assert account["customers"] == account["exported"] + account["held_out"] + account["withheld"] == len(crowd)
    assert account["withheld"] == sum(account[reason.name] for reason in REASONS) == 20
    groups = members_of(made)["group"].value_counts()
    assert dict(groups.iter_rows()) == {
        name: count
        for name, count in (
            (TREATED, account["exported"]), (CONTROL, account["held_out"]), (WITHHELD, account["withheld"]),
        )
        if count
    }  # fmt: skip
    again = audience_of("csv", people_of(*CROWD), control=share, seed=seed)
    assert members_of(made).equals(members_of(again))
    assert all(rows.equals(lists_of(again)[name]) for name, rows in lists_of(made).items())


def test_the_held_out_are_in_no_list() -> None:
    made = audience_of("csv", people_of(*CROWD), control=0.3, seed=1)
    out = set(members_of(made).filter(pl.col("group") == CONTROL)["customer_id"])
    assert len(out) > 0
    assert out.isdisjoint(lists_of(made)["dkk-tiers-gold"]["customer_id"])


@pytest.mark.parametrize("name", ["google", "meta", "csv"])
def test_lists_of_customers_on_disk_are_those_of_customers_in_memory(tmp_path: Path, name: NetworkName) -> None:
    shared = [dict(person, customer_phone="20 12 34 5" if at % 7 else None) for at, person in enumerate(CROWD)]
    values = values_of(*({"customer_id": str(number % 55), "clv_12m": number - 5.0} for number in range(60)))
    known = values.hstack(people_of(*shared).drop("customer_id", "currency"))
    network = NETWORKS[name]
    terms = Terms(network=network, consents=network.consents[0], control=0.2)
    ours = audience(known, SEGMENTS, terms, column="segment")
    theirs = audience(on_disk(known, tmp_path, [0, 7, 50]), SEGMENTS, terms, column="segment")
    assert theirs.account.equals(ours.account)
    assert members_of(theirs).equals(members_of(ours))
    assert theirs.malformed_phones == ours.malformed_phones
    assert [*theirs.lists] == [*ours.lists]
    assert all(rows.equals(lists_of(ours)[list_]) for list_, rows in lists_of(theirs).items())
