"""Identities as advertising networks match them: written in one way, then SHA-256 in hex, and never twice.

Google: e-mails without blanks, of its own domains without dots and what follows a plus sign; phones in E.164
with the plus.  Meta: e-mails as they are; phones in E.164, digits only; postal codes without blanks and hyphens.
All: lower-cased, UTF-8; nothing is made of an empty cell.
Google Data Manager API, "Format user data"; Meta Marketing API, "Customer information parameters".
"""

from __future__ import annotations

import hashlib
from typing import Literal

import polars as pl

Network = Literal["google", "meta"]
"""Networks that match hashes."""

_HASHED = r"^[0-9a-f]{64}$"
_DOMAINS_WITHOUT_DOTS = r"@(?:gmail|googlemail)\.com$"
_BLANKS = r"\s+"
_FIVE_DIGITS = r"^\d{5}"
"""The part of a postal code of the United States that Meta matches."""


def e164(phones: pl.Series, countries: pl.Series) -> pl.Series:
    """Return phones as `+4520123456`, null where they are no number that is in use.

    `countries` are ISO 3166 alpha-2, null where unknown: then only international numbers are known.  Each distinct
    phone is looked at once (Google's libphonenumber, by its Python port).
    """
    asked = pl.DataFrame({"phone": phones, "country": countries.str.strip_chars().str.to_uppercase()})
    distinct = asked.filter(pl.col("phone").is_not_null()).unique(maintain_order=True)
    numbers = [_number(phone, country) for phone, country in distinct.iter_rows()]
    found = distinct.with_columns(number=pl.Series(numbers, dtype=pl.String))
    on = ["phone", "country"]
    return asked.join(found, on=on, how="left", nulls_equal=True, maintain_order="left")["number"]


def _number(phone: str, country: str | None) -> str | None:
    import phonenumbers  # a tenth of a second, and only audiences need it

    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email_for(network: Network, email: pl.Expr) -> pl.Expr:
    """Return e-mails as a network wants them before the hash; null where there is no `@`; hashes stay."""
    text = email.str.strip_chars().str.to_lowercase()
    if network == "google":
        text = text.str.replace_all(_BLANKS, "")
    plain = pl.when(text.str.contains(r"^[^@\s]+@[^@\s]+$")).then(text)
    if network == "google":
        mailbox = plain.str.extract(r"^([^@+]*)").str.replace_all(".", "", literal=True)
        short = mailbox + plain.str.extract(r"(@.*)$")
        written = pl.when(plain.str.contains(_DOMAINS_WITHOUT_DOTS)).then(short).otherwise(plain)
    else:
        written = plain.otherwise(None)
    return _unless_hashed(text, written)


def phone_for(network: Network, phone: pl.Expr, number: pl.Expr) -> pl.Expr:
    """Return phones as a network wants them before the hash; null where they are none; hashes stay.

    `number` is what `e164` made of the phone.
    """
    text = phone.str.strip_chars().str.to_lowercase()
    return _unless_hashed(text, number if network == "google" else number.str.strip_prefix("+"))


def name_for(network: Network, name: pl.Expr) -> pl.Expr:
    """Return first or last names as a network wants them before the hash; local letters stay; so do hashes."""
    text = name.str.strip_chars().str.to_lowercase()
    inside = text.str.replace_all(_BLANKS, " ")
    written = inside if network == "google" else inside.str.replace_all(r"[^\p{L}\p{M}\p{N} ]", "")
    return _unless_hashed(text, _unless_empty(written))


def city_for_meta(city: pl.Expr) -> pl.Expr:
    """Return cities as Meta wants them before the hash: letters and digits alone; hashes stay."""
    text = city.str.strip_chars().str.to_lowercase()
    return _unless_hashed(text, _unless_empty(text.str.replace_all(r"[^\p{L}\p{M}\p{N}]", "")))


def zip_for_meta(code: pl.Expr, country: pl.Expr) -> pl.Expr:
    """Return postal codes as Meta wants them before the hash: no blank, no hyphen; of the US five digits."""
    text = code.str.strip_chars().str.to_lowercase()
    bare = text.str.replace_all(r"[\s-]", "")
    of_us = country.str.strip_chars().str.to_lowercase() == "us"
    return _unless_hashed(
        text, _unless_empty(pl.when(of_us).then(bare.str.extract(f"({_FIVE_DIGITS})")).otherwise(bare))
    )


def country_for(network: Network, country: pl.Expr) -> pl.Expr:
    """Return ISO 3166 alpha-2 codes in the case a network prints them in; null where it is no such code."""
    text = country.str.strip_chars().str.to_uppercase()
    code = pl.when(text.str.contains(r"^[A-Z]{2}$")).then(text)
    return code.otherwise(None) if network == "google" else code.otherwise(None).str.to_lowercase()


def _unless_hashed(text: pl.Expr, written: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(_HASHED)).then(text).otherwise(written)


def _unless_empty(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.len_chars() > 0).then(text)


def is_hashed(text: pl.Expr) -> pl.Expr:
    """Return whether texts are SHA-256 in hex already, in whichever case; null where there is none."""
    return text.str.strip_chars().str.to_lowercase().str.contains(_HASHED)


def sha256(texts: pl.Series) -> pl.Series:
    """Return the SHA-256 of each text, in hex; what is one already, and null, stay as they are."""
    distinct = texts.drop_nulls().unique()
    plain = distinct.filter(~distinct.str.contains(_HASHED))
    hashed = [hashlib.sha256(text.encode()).hexdigest() for text in plain]
    return texts.replace(plain, pl.Series(hashed, dtype=pl.String))
