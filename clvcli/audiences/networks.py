"""Who takes audiences, and in which form: one declaration each, and nothing here runs.

Google: "Customer Match"; headers in English, names hashed, places plain, all four parts of an address or none;
both `ad_user_data` and `ad_personalization` granted (EU user consent policy).  Meta: "How to format a customer
list"; each column hashed but the value.  Klaviyo: "Create and add contacts to a list"; profiles in plain text, and
no column of consent, so that nobody is subscribed again who has left since.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audiences.identifiers import (
    city_for_meta,
    country_for,
    email_for,
    is_hashed,
    name_for,
    phone_for,
    zip_for_meta,
)
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from clvcli.config import NetworkName

ADS = ("ad_user_data", "ad_personalization")
"""What Google asks of advertisers in the EEA, by its own names."""

VALUE = "clv_12m"
"""What customers are weighed by: what they will be worth, not what they were."""

_email, _phone, _number, _country = map(pl.col, ("customer_email", "customer_phone", "number", "country"))
_first, _last, _zip, _city = map(pl.col, ("first_name", "last_name", "postal_code", "city"))
_whole_address = pl.all_horizontal(pl.col("first_name", "last_name", "country", "postal_code").is_not_null())
_value = pl.col(VALUE).round(CENTS)
_by_sms = pl.when(pl.col("consent_sms"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a list."""

    value: pl.Expr
    """Over the columns of `audience.LISTED`."""
    identifies: bool = False
    """Whether somebody can be matched by it alone."""
    hashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One who takes audiences."""

    title: str
    fields: Mapping[str, Field]
    """By header, in the order of the file."""
    consents: tuple[tuple[str, ...], ...]
    """What must be granted: all of one of these sets, of which the first speaks that the file of customers has."""
    plain: bool = False
    """Whether it knows nobody by a hash, so that personal data would leave as they are."""
    by_value: bool = False
    """Whether it weighs people by VALUE, which must then be above zero."""
    least: int = 0
    """Rows that a list should have."""

    @property
    def by_phone(self) -> bool:
        """Whether it matches phones."""
        return any("number" in field.value.meta.root_names() for field in self.fields.values())


def _matched(value: pl.Expr) -> Field:
    return Field(value=value, identifies=True, hashed=True)


def _address(value: pl.Expr, *, hashed: bool = False) -> Field:
    return Field(value=pl.when(_whole_address).then(value), hashed=hashed)


GOOGLE = Network(
    title="Google Ads",
    consents=(ADS,),
    fields={
        "Email": _matched(email_for("google", _email)),
        "Phone": _matched(phone_for("google", _phone, _number)),
        "First Name": _address(name_for("google", _first), hashed=True),
        "Last Name": _address(name_for("google", _last), hashed=True),
        "Country": _address(country_for("google", _country)),
        "Zip": _address(_zip.str.strip_chars()),
    },
)

META = Network(
    title="Meta",
    consents=(ADS[:1], ("consent",)),
    fields={
        "email": _matched(email_for("meta", _email)),
        "phone": _matched(phone_for("meta", _phone, _number)),
        "fn": Field(value=name_for("meta", _first), hashed=True),
        "ln": Field(value=name_for("meta", _last), hashed=True),
        "zip": Field(value=zip_for_meta(_zip, _country), hashed=True),
        "ct": Field(value=city_for_meta(_city), hashed=True),
        "country": Field(value=country_for("meta", _country), hashed=True),
        "value": Field(value=_value),
    },
    by_value=True,
    least=100,
)

KLAVIYO = Network(
    title="Klaviyo",
    consents=(("consent",),),
    fields={
        "Email": Field(value=pl.when(~is_hashed(_email)).then(email_for("meta", _email)), identifies=True),
        "Phone Number": Field(value=_by_sms.then(_number), identifies=True),
        "First Name": Field(value=_first),
        "Last Name": Field(value=_last),
        "City": Field(value=_city),
        "Zip Code": Field(value=_zip),
        "Country": Field(value=_country),
        "CLV Segment": Field(value=pl.col("segment")),
        "CLV 12 Months": Field(value=_value),
        "CLV Value Total": Field(value=pl.col("value_total").round(CENTS)),
        "CLV Currency": Field(value=pl.col("currency")),
        "CLV As Of": Field(value=pl.col("as_of")),
    },
    plain=True,
)

CSV = Network(
    title="CSV",
    consents=(("consent",),),
    fields={
        "customer_id": Field(
            value=pl.when(~pl.col("customer_id").str.contains("@", literal=True)).then("customer_id"),
            identifies=True,
        ),
        "email_sha256": _matched(email_for("meta", _email)),
        "currency": Field(value=pl.col("currency")),
        "segment": Field(value=pl.col("segment")),
        "value_to_date": Field(value=pl.col("value_to_date").round(CENTS)),
        "clv_12m": Field(value=_value),
        "value_total": Field(value=pl.col("value_total").round(CENTS)),
        "p_alive": Field(value=pl.col("p_alive")),
        "as_of": Field(value=pl.col("as_of")),
    },
)

NETWORKS: Mapping[NetworkName, Network] = {"google": GOOGLE, "meta": META, "klaviyo": KLAVIYO, "csv": CSV}
