"""Who customers are for those who are to reach them: the latest that is known, and what each has agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audiences.countries import alpha_2
from clvcli.customers.known import counted
from clvcli.orders.attached.customers import WHO, linked, with_consents
from clvcli.orders.attached.tables import read_attached

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.orders.options import ReadOptions

ON_LINES = ("customer_email", "customer_phone", "country")
"""What orders say of a buyer."""

CONTACTS = (*ON_LINES, "first_name", "last_name", "postal_code", "city")

CONSENTS = ("consent", "consent_sms", "ad_user_data", "ad_personalization")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What is known of customers by name."""

    frame: pl.DataFrame
    """`customer_key`, CONTACTS as text, `country` as ISO 3166 alpha-2, and CONSENTS as Boolean, null where nothing
    is said; one row a customer, sorted."""
    consents: Mapping[str, str]
    """Those of CONSENTS that somebody was asked for -> the column that says so."""
    source: str | None
    """The file of customers; None where there is none."""


def people_of(lines: pl.LazyFrame, options: ReadOptions, *, as_of: date) -> People:
    """Return the customers of canonical `lines` as known at the end of `as_of`, and by the file of `--customers`.

    Of several addresses on orders the latest is taken, on one day the last by alphabet; what the file says wins.
    Of rows of the file that speak of one customer that of the smallest id speaks; a consent that any refuses is
    refused, and one that any leaves open is not granted.  Raises InputError and AttachedFileError for the file.
    """
    known = _by_orders(lines, as_of)
    if options.customers is None:
        nothing = {name: pl.lit(None, pl.Boolean) for name in CONSENTS}
        return People(frame=_settled(known.with_columns(**nothing)), consents={}, source=None)
    fields = (*WHO, *CONTACTS, *CONSENTS)
    attached = read_attached(str(options.customers), tuple(dict.fromkeys(fields)), (WHO,), options)
    there = [name for name in (*CONTACTS, *CONSENTS) if name in attached.columns]
    told = _by_file(_of_customers(with_consents(attached, CONSENTS), lines), there)
    frame = known.join(told, on="customer_key", how="left", suffix="__told").with_columns(
        pl.coalesce(f"{name}__told", name).alias(name) for name in there if name in ON_LINES
    )
    asked = {name: attached.columns[name] for name in CONSENTS if name in there}
    return People(frame=_settled(frame), consents=asked, source=attached.source)


def of_customers(people: People, customers: pl.DataFrame) -> pl.DataFrame:
    """Return `people.frame` by `customer_id` and `currency`, of the customers in `customers.schema.CUSTOMERS`.

    Of an id that several people share nothing is known: it does not say which of them is meant.
    """
    who = customers.select("customer_key", "customer_id", "currency")
    alone = who.unique(["customer_id", "currency"], keep="none", maintain_order=True)
    return alone.join(people.frame, on="customer_key", how="left", maintain_order="left").drop("customer_key")


def _by_orders(lines: pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """Return ON_LINES of each customer: a narrow pass, to one row a customer and day, then to the latest."""
    return (
        counted(lines)
        .filter(pl.col("customer_key").is_not_null() & (pl.col("order_date") <= as_of))
        .group_by("customer_key", "order_date")
        .agg(pl.col(ON_LINES).max())
        .sort("customer_key", "order_date")
        .group_by("customer_key", maintain_order=True)
        .agg(pl.col(ON_LINES).drop_nulls().last())
        .collect(engine="streaming")
    )


def _of_customers(rows: pl.DataFrame, lines: pl.LazyFrame) -> pl.DataFrame:
    """Return `linked` rows with their e-mails as printed: one may be a hash, by which nobody can be linked."""
    if "customer_email" not in rows.columns:
        return linked(rows, lines)
    found = linked(rows.with_columns(printed=pl.col("customer_email")), lines)
    return found.with_columns(customer_email="printed").drop("printed")


def _by_file(rows: pl.DataFrame, there: list[str]) -> pl.DataFrame:
    """Return `customer_key` and the columns `there`, one row a customer."""
    order = [name for name in (*WHO, *there) if name in rows.columns]
    said = {
        name: pl.col(name).all(ignore_nulls=False) if name in CONSENTS else pl.col(name).drop_nulls().first()
        for name in there
    }
    return rows.sort("customer_key", *dict.fromkeys(order), nulls_last=True).group_by("customer_key").agg(**said)


def _settled(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of `People.frame`."""
    missing = {name: pl.lit(None, pl.String) for name in CONTACTS if name not in frame.columns}
    missing |= {name: pl.lit(None, pl.Boolean) for name in CONSENTS if name not in frame.columns}
    settled = frame.with_columns(**missing).with_columns(country=alpha_2(pl.col("country")))
    return settled.select("customer_key", *CONTACTS, *CONSENTS).sort("customer_key")
