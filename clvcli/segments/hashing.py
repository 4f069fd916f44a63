"""Identities as advertising networks match them: written in one way, then SHA-256 in hex, and never twice.

Google: e-mails of its own domains without dots and without what follows a plus sign; phones in E.164 with the plus.
Meta: e-mails as they are; phones in E.164, digits only.  Both: trimmed and lower-cased, UTF-8.
Google Ads API, Customer Match; Meta Marketing API, customer information parameters.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import polars as pl

Network = Literal["google", "meta"]

_HASHED = r"^[0-9a-f]{64}$"
_DOMAINS_WITHOUT_DOTS = r"@(?:gmail|googlemail)\.com$"
_LONGEST = 15
"""Digits of a phone number with its calling code (ITU-T E.164)."""
_SHORTEST = 8
"""No number with its calling code is shorter in the countries below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How a country numbers its phones."""

    code: str
    """The calling code."""
    trunk: str
    """What is dialled before a number inside the country only."""
    shortest: int
    """Digits of a number without code and trunk; so is the next."""
    longest: int


PLANS = {
    "DK": _Plan(code="45", trunk="", shortest=8, longest=8),
    "NO": _Plan(code="47", trunk="", shortest=8, longest=8),
    "SE": _Plan(code="46", trunk="0", shortest=7, longest=9),
    "FI": _Plan(code="358", trunk="0", shortest=6, longest=11),
    "DE": _Plan(code="49", trunk="0", shortest=6, longest=11),
}
"""Country -> its numbering plan (ITU-T E.129 notifications); of other countries only international numbers."""


def e164(phone: pl.Expr, country: pl.Expr) -> pl.Expr:
    """Return phones as `+4520123456`, null where they are none; `country` is ISO 3166 alpha-2, null if unknown.

    A number that begins with the calling code of its country and is too long without it has lost its plus.
    """
    digits = phone.str.replace(r"\(0\)", "").str.replace_all(r"[^\d+]", "").str.replace(r"^00", "+")
    home = country.str.strip_chars().str.to_uppercase()
    international = pl.when(digits.str.starts_with("+")).then(digits.str.slice(1))
    national = pl.coalesce(
        pl.when(home == name).then(pl.coalesce(_national(digits, plan), _abroad(digits, plan)))
        for name, plan in PLANS.items()
    )
    known = pl.coalesce(_abroad(international, plan) for plan in PLANS.values())
    of_a_plan = pl.any_horizontal(international.str.starts_with(plan.code) for plan in PLANS.values())
    elsewhere = pl.when(~of_a_plan & international.str.contains(rf"^[1-9]\d{{{_SHORTEST - 1},{_LONGEST - 1}}}$"))
    number = pl.coalesce(known, elsewhere.then(international), pl.when(international.is_null()).then(national))
    return pl.lit("+") + number


def _national(digits: pl.Expr, plan: _Plan) -> pl.Expr:
    """Return the digits with the code of `plan`, where they are a number as written inside its country."""
    own = digits.str.strip_prefix(plan.trunk)
    return pl.when(own.str.contains(_number(plan))).then(pl.lit(plan.code) + own)


def _abroad(digits: pl.Expr, plan: _Plan) -> pl.Expr:
    """Return the digits where they are a number of `plan` with its code, without a trunk left inside."""
    own = digits.str.strip_prefix(plan.code).str.strip_prefix(plan.trunk)
    return pl.when(digits.str.starts_with(plan.code) & own.str.contains(_number(plan))).then(
        pl.lit(plan.code) + own
    )


def _number(plan: _Plan) -> str:
    return rf"^[1-9]\d{{{plan.shortest - 1},{plan.longest - 1}}}$"


def email_for(network: Network, email: pl.Expr) -> pl.Expr:
    """Return e-mails as a network wants them before the hash; null where there is no `@`; hashes stay."""
    text = email.str.strip_chars().str.to_lowercase()
    plain = pl.when(text.str.contains(r"^[^@\s]+@[^@\s]+$")).then(text)
    if network == "google":
        mailbox = plain.str.extract(r"^([^@+]*)").str.replace_all(".", "", literal=True)
        short = mailbox + plain.str.extract(r"(@.*)$")
        written = pl.when(plain.str.contains(_DOMAINS_WITHOUT_DOTS)).then(short).otherwise(plain)
    else:
        written = plain.otherwise(None)
    return pl.when(text.str.contains(_HASHED)).then(text).otherwise(written)


def phone_for(network: Network, phone: pl.Expr, country: pl.Expr) -> pl.Expr:
    """Return phones as a network wants them before the hash; null where they are none; hashes stay."""
    text = phone.str.strip_chars().str.to_lowercase()
    number = e164(phone, country)
    plain = number if network == "google" else number.str.strip_prefix("+")
    return pl.when(text.str.contains(_HASHED)).then(text).otherwise(plain)


def sha256(texts: pl.Series) -> pl.Series:
    """Return the SHA-256 of each text, in hex; what is one already, and null, stay as they are."""
    distinct = texts.drop_nulls().unique()
    plain = distinct.filter(~distinct.str.contains(_HASHED))
    hashed = [hashlib.sha256(text.encode()).hexdigest() for text in plain]
    return texts.replace(plain, pl.Series(hashed, dtype=pl.String))
