"""Who customers are for those who are to reach them: the latest that is known, and what each has agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audiences.countries import alpha_2
from clvcli.customers.known import counted
from clvcli.on_disk import gathered
from clvcli.orders.attached.customers import WHO, linked, with_consents
from clvcli.orders.attached.tables import read_attached

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.on_disk import Table
    from clvcli.orders.options import ReadOptions

ON_LINES = ("customer_email", "customer_phone", "country")
"""What orders say of a buyer."""

CONTACTS = (*ON_LINES, "first_name", "last_name", "postal_code", "city")

CONSENTS = ("consent", "consent_sms", "ad_user_data", "ad_personalization")

KNOWN = (*CONTACTS, *CONSENTS)
"""What is known of a customer by name."""

IDS_AT_ONCE = 1_000_000
"""Customers who are looked at together for ids that they share."""

_ID = ("customer_id", "currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What the file of customers says of people, to be held against their orders."""

    rows: pl.DataFrame | None
    """Of the file: LINE, WHO, and those of KNOWN that it has, consents as Boolean; None without a file."""
    consents: Mapping[str, str]
    """Those of CONSENTS that somebody was asked for -> the column that says so."""
    source: str | None
    """The file of customers; None where there is none."""

    def known(self, lines: pl.LazyFrame, *, as_of: date) -> pl.DataFrame:
        """Return who bought on canonical `lines`, all or those of some customers, as known at the end of `as_of`.

        `customer_key`, CONTACTS as text, `country` as ISO 3166 alpha-2, and CONSENTS as Boolean, null where nothing
        is said; one row a customer, sorted.  Of several addresses on orders the latest is taken, on one day the
        last by alphabet; what the file says wins.  Of rows of the file that speak of one customer that of the
        smallest id speaks; a consent that any refuses is refused, and one that any leaves open is not granted.
        """
        found = _by_orders(lines, as_of)
        if self.rows is None:
            return _settled(found)
        there = [name for name in KNOWN if name in self.rows.columns]
        told = _by_file(_of_customers(self.rows, lines), there)
        frame = found.join(told, on="customer_key", how="left", suffix="__told").with_columns(
            pl.coalesce(f"{name}__told", name).alias(name) for name in there if name in ON_LINES
        )
        return _settled(frame)


def people_of(options: ReadOptions) -> People:
    """Return what the file of `--customers` says; raises InputError and AttachedFileError for the file."""
    if options.customers is None:
        return People(rows=None, consents={}, source=None)
    attached = read_attached(str(options.customers), tuple(dict.fromkeys((*WHO, *KNOWN))), (WHO,), options)
    return People(
        rows=with_consents(attached, CONSENTS),
        consents={name: attached.columns[name] for name in CONSENTS if name in attached.columns},
        source=attached.source,
    )


def shared_ids(customers: Table) -> pl.DataFrame:
    """Return each `customer_id` and `currency` of which `customers` have several rows."""
    parts, ids = customers.height // IDS_AT_ONCE + 1, customers.lazy().select(_ID)
    of_parts = (ids.filter(pl.col("customer_id").hash() % parts == part) for part in range(parts))
    return pl.concat(
        gathered(some.group_by(_ID).agg(rows=pl.len())).filter(pl.col("rows") > 1).select(_ID) for some in of_parts
    )


def known_alone(customers: pl.DataFrame, shared: pl.DataFrame) -> pl.DataFrame:
    """Return `customers`, of whose `shared` ids nothing is known: they do not say who of several is meant."""
    beside = shared.with_columns(__shared=pl.lit(value=True))
    found = customers.join(beside, on=_ID, how="left", nulls_equal=True, maintain_order="left")
    return found.with_columns(pl.when(pl.col("__shared").is_null()).then(pl.col(KNOWN)))


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
    """Return the columns of `People.known`."""
    missing: dict[str, pl.Expr] = {name: pl.lit(None, pl.String) for name in CONTACTS if name not in frame.columns}
    missing |= {name: pl.lit(None, pl.Boolean) for name in CONSENTS if name not in frame.columns}
    settled = frame.with_columns(**missing).with_columns(country=alpha_2(pl.col("country")))
    return settled.select("customer_key", *CONTACTS, *CONSENTS).sort("customer_key")
