from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.segments.hashing import PLANS, Network, e164, email_for, phone_for, sha256

HASH = "ab" * 32


def number(phone: str | None, country: str | None) -> str | None:
    row = pl.DataFrame({"phone": [phone], "country": [country]}, schema={"phone": pl.String, "country": pl.String})
    found: str | None = row.select(e164(pl.col("phone"), pl.col("country"))).item()
    return found


@pytest.mark.parametrize(
    ("country", "phone", "expected"),
    [
        ("DK", "20 12 34 56", "+4520123456"),
        ("dk", "+45 20123456", "+4520123456"),
        ("DK", "0045 20 12 34 56", "+4520123456"),
        ("DK", "4520123456", "+4520123456"),
        ("SE", "070-123 45 67", "+46701234567"),
        ("SE", "+46 (0)70-123 45 67", "+46701234567"),
        ("SE", "+460701234567", "+46701234567"),
        ("SE", "46701234567", "+46701234567"),
        ("SE", "08-123 456 78", "+46812345678"),
        ("NO", "912 34 567", "+4791234567"),
        ("FI", "040 1234567", "+358401234567"),
        ("DE", " 0176-54648789", "+4917654648789"),
        (None, "+45 20 12 34 56", "+4520123456"),
        ("SE", "+4520123456", "+4520123456"),
        ("GB", "+44 7911 123456", "+447911123456"),
    ],
)
def test_a_phone_is_written_with_its_calling_code(country: str | None, phone: str, expected: str) -> None:
    assert number(phone, country) == expected


@pytest.mark.parametrize(
    ("country", "phone"),
    [
        ("DK", "2012345"),
        ("DK", "201234567"),
        ("DK", "02012345"),
        ("DK", "+45 2012345"),
        ("DK", "20123456 / 30123456"),
        ("DK", "20+123456"),
        ("NO", "none"),
        ("DK", ""),
        ("DK", None),
        (None, "20123456"),
        ("GB", "07911 123456"),
        ("US", "+0123456789"),
        ("US", "+1234"),
    ],
)
def test_what_is_no_phone_is_left_out(country: str | None, phone: str | None) -> None:
    assert number(phone, country) is None


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.sampled_from(sorted(PLANS)), st.text("0123456789 -()+", max_size=16))
def test_whatever_is_written_a_number_once_found_stays_the_same(country: str, phone: str) -> None:
    found = number(phone, country)
    assert found is None or number(found, country) == found


def email(network: Network, text: str | None) -> str | None:
    found: str | None = (
        pl.DataFrame({"e": [text]}, schema={"e": pl.String}).select(email_for(network, pl.col("e"))).item()
    )
    return found


@pytest.mark.parametrize(
    ("text", "meta", "google"),
    [
        (" John_Smith@gmail.com ", "john_smith@gmail.com", "john_smith@gmail.com"),
        ("Anna.B+shop@GoogleMail.com", "anna.b+shop@googlemail.com", "annab@googlemail.com"),
        ("anna.b+shop@example.dk", "anna.b+shop@example.dk", "anna.b+shop@example.dk"),
        ("anna at example.dk", None, None),
        (HASH, HASH, HASH),
        (None, None, None),
    ],
)
def test_each_network_has_its_own_way_with_emails(text: str | None, meta: str | None, google: str | None) -> None:
    assert (email("meta", text), email("google", text)) == (meta, google)


def test_google_hashes_phones_with_the_plus_and_meta_without() -> None:
    row = pl.DataFrame({"p": ["20123456", HASH.upper()], "c": ["DK", "DK"]})
    assert row.select(phone_for("google", pl.col("p"), pl.col("c"))).to_series().to_list() == ["+4520123456", HASH]
    assert row.select(phone_for("meta", pl.col("p"), pl.col("c"))).to_series().to_list() == ["4520123456", HASH]


def test_nothing_is_hashed_twice() -> None:
    texts = pl.Series(["anna@example.dk", None, HASH, "anna@example.dk"])
    once = sha256(texts)
    assert once.to_list()[1:3] == [None, HASH]
    assert once[0] == once[3]
    assert sha256(once).to_list() == once.to_list()
