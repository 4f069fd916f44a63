from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audiences.identifiers import (
    city_for_meta,
    country_for,
    e164,
    email_for,
    name_for,
    phone_for,
    sha256,
    zip_for_meta,
)

HASH = "ab" * 32


def text(value: str | None) -> pl.Series:
    return pl.Series([value], dtype=pl.String)


def number(phone: str | None, country: str | None) -> str | None:
    found: str | None = e164(text(phone), text(country)).item()
    return found


def written(expression: pl.Expr) -> str | None:
    found: str | None = pl.select(expression).item()
    return found


def hashed(expression: pl.Expr) -> str | None:
    found: str | None = sha256(pl.select(expression).to_series()).item()
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
        ("GB", "07911 123456", "+447911123456"),
        ("US", "(650)555-1212", "+16505551212"),
        (" nl", "06 12345678", "+31612345678"),
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
        ("Denmark", "20123456"),
        ("US", "+0123456789"),
        ("US", "+1234"),
    ],
)
def test_what_is_no_phone_is_left_out(country: str | None, phone: str | None) -> None:
    assert number(phone, country) is None


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.sampled_from(["DK", "NO", "SE", "FI", "DE", "GB", "US"]), st.text("0123456789 -()+", max_size=16))
def test_whatever_is_written_a_number_once_found_stays_the_same(country: str, phone: str) -> None:
    found = number(phone, country)
    assert found is None or number(found, country) == found


def test_equal_phones_of_two_countries_are_two_numbers_and_rows_stay_in_place() -> None:
    phones = pl.Series(["40 12 34 56", None, "40 12 34 56", "40 12 34 56"])
    found = e164(phones, pl.Series(["DK", "DK", "NO", "DK"]))
    assert found.to_list() == ["+4540123456", None, "+4740123456", "+4540123456"]


@pytest.mark.parametrize(
    ("given", "meta", "google"),
    [
        (" John_Smith@gmail.com ", "john_smith@gmail.com", "john_smith@gmail.com"),
        ("Anna.B+shop@GoogleMail.com", "anna.b+shop@googlemail.com", "annab@googlemail.com"),
        ("anna.b+shop@example.dk", "anna.b+shop@example.dk", "anna.b+shop@example.dk"),
        ("anna at example.dk", None, None),
        (HASH, HASH, HASH),
        (None, None, None),
    ],
)
def test_each_network_has_its_own_way_with_emails(given: str | None, meta: str | None, google: str | None) -> None:
    email = pl.lit(given, pl.String)
    assert (written(email_for("meta", email)), written(email_for("google", email))) == (meta, google)


def test_google_hashes_phones_with_the_plus_and_meta_without() -> None:
    row = pl.DataFrame({"p": ["20123456", HASH.upper()], "n": ["+4520123456", None]})
    phone, found = pl.col("p"), pl.col("n")
    assert row.select(phone_for("google", phone, found)).to_series().to_list() == ["+4520123456", HASH]
    assert row.select(phone_for("meta", phone, found)).to_series().to_list() == ["4520123456", HASH]


@pytest.mark.parametrize(
    ("given", "sha"),
    [
        ("dana@example.com", "07e2f1394b0ea80e2adca010ea8318df697001a005ba7452720edda4b0ce57b3"),
        ("DanaM@example.com", "1df6b43bc68dd38eca94e6a65b4f466ae537b796c81a526918b40ac4a7b906c7"),
        (
            "cloudy.sanfrancisco+shopping@gmail.com",
            "223ebda6f6889b1494551ba902d9d381daf2f642bae055888e96343d53e9f9c4",
        ),
    ],
)
def test_google_s_published_addresses_have_its_published_hashes(given: str, sha: str) -> None:
    """Data Manager API, formatting guide and sample request."""
    assert hashed(email_for("google", pl.lit(given))) == sha


def test_google_s_published_rules_hold() -> None:
    """Data Manager API, "Format user data": the examples of its rules."""
    assert written(email_for("google", pl.lit("user.name+NYC@Example.com"))) == "user.name+nyc@example.com"
    assert written(email_for("google", pl.lit("cloudy sanfrancisco@gmail.com"))) == "cloudysanfrancisco@gmail.com"
    assert number("(800)555-0100", "US") == "+18005550100"
    assert written(name_for("google", pl.lit("  Anna  Maria "))) == "anna maria"
    assert written(country_for("google", pl.lit("dk"))) == "DK"


@pytest.mark.parametrize(
    ("given", "sha"),
    [
        ("Mary", "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec"),
        ("정", "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14"),
        ("Valéry", "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c"),
    ],
)
def test_meta_s_published_names_have_its_published_hashes(given: str, sha: str) -> None:
    """Customer information parameters, `fn`."""
    assert hashed(name_for("meta", pl.lit(given))) == sha


def test_meta_s_other_published_examples_have_its_published_hashes() -> None:
    """Customer information parameters: `em`, `ph` of the United States, `country`."""
    phone, found = pl.lit("(650)555-1212"), pl.lit(number("(650)555-1212", "US"))
    assert hashed(email_for("meta", pl.lit("John_Smith@gmail.com"))) == (
        "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"
    )
    assert (
        hashed(phone_for("meta", phone, found))
        == "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"
    )
    assert hashed(country_for("meta", pl.lit("US"))) == (
        "79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621"
    )


@pytest.mark.parametrize(
    ("code", "country", "expected"),
    [("94035-1234", "US", "94035"), ("M1 1AE", "GB", "m11ae"), ("75018", "FR", "75018"), (" ", "DK", None)],
)
def test_meta_s_postal_codes_have_no_blanks_and_five_digits_in_the_us(
    code: str, country: str, expected: str | None
) -> None:
    assert written(zip_for_meta(pl.lit(code), pl.lit(country))) == expected


def test_names_lose_punctuation_and_keep_their_letters_for_meta() -> None:
    assert written(name_for("meta", pl.lit(" Bøgelund-Prøve, jr. "))) == "bøgelundprøve jr"
    assert written(city_for_meta(pl.lit("New York"))) == "newyork"
    assert written(name_for("meta", pl.lit(" . "))) is None
    assert written(country_for("meta", pl.lit("Denmark"))) is None


def test_nothing_is_hashed_twice() -> None:
    texts = pl.Series(["anna@example.dk", None, HASH, "anna@example.dk"])
    once = sha256(texts)
    assert once.to_list()[1:3] == [None, HASH]
    assert once[0] == once[3]
    assert sha256(once).to_list() == once.to_list()
