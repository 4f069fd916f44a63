"""`--customers`: what is known of people beside their orders: home, channel, what they agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from clvcli.errors import AttachedFileError
from clvcli.orders.attached.coverage import tallied
from clvcli.orders.attached.tables import PRINTED, Attached, read_attached
from clvcli.orders.settling.identity import normalised_email
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.orders.options import ReadOptions

WHO = ("customer_id", "customer_email")

ON_LINES = ("country", "region", "channel", "source", "customer_type")
"""Attributes that order lines have a column for."""

TOLD = (*ON_LINES, "segment", "consent")

OF_PEOPLE = (
    "customer_phone", "first_name", "last_name", "postal_code", "city", "consent_sms", "ad_user_data",
    "ad_personalization",
)  # fmt: skip
"""What audiences read besides: a file may say nothing else."""

GIVEN = ("yes", "y", "true", "t", "1", "x", "ja", "j", "sand", "sant", "wahr", "subscribed", "granted", "opt-in")

REFUSED = (
    "no", "n", "false", "f", "0", "-", "nej", "nei", "nein", "falsk", "falskt", "usand", "usant", "falsch",
    "unsubscribed", "never_subscribed", "denied", "opt-out",
)  # fmt: skip


class ToldOf(NamedTuple):
    """The file of `--customers`, to be held against order lines."""

    source: str
    rows: pl.DataFrame
    """Of the file; consent is Boolean, null where nothing is said."""
    fields: tuple[str, ...]
    """Those of TOLD that it has, and PRINTED where a column is to be compared."""


class Known(NamedTuple):
    """Lines with what the file says of their buyers, and how far it reaches."""

    lines: pl.DataFrame
    tally: pl.DataFrame
    """As `coverage.tallied`."""
    attributes: pl.DataFrame
    """`customer_key`, then the fields of the file; sorted."""
    disagreeing: int
    """Customers of whom rows say different things."""


def read_customers(options: ReadOptions) -> ToldOf:
    """Return the file of `--customers`; raises InputError and AttachedFileError."""
    required = (WHO,) if options.compare else (WHO, (*TOLD, *OF_PEOPLE))
    fields = (*WHO, *TOLD, *OF_PEOPLE)
    attached = read_attached(str(options.customers), fields, required, options, printed=options.compare)
    told = tuple(name for name in (*TOLD, PRINTED) if name in attached.rows.columns)
    return ToldOf(source=attached.source, rows=with_consents(attached, ("consent",)), fields=told)


def with_customers(lines: pl.LazyFrame, file: ToldOf) -> Known:
    """Set what the file says of the buyers of canonical lines, all or all those of some; the rest stays as printed.

    A row is of the customer who has its id or its e-mail.  Of rows of one customer that differ that of the smallest
    id speaks, and a consent refused on any is refused.  Of ON_LINES those are set that the lines have.
    """
    told = file.fields
    rows = linked(file.rows, lines)
    values = [pl.col(name).drop_nulls() for name in told]
    people = (
        rows.sort("customer_key", *[name for name in WHO if name in rows.columns], *told, nulls_last=True)
        .group_by("customer_key")
        .agg(
            *(
                (value.all() if name == "consent" else value.first())
                for name, value in zip(told, values, strict=True)
            ),
            __differs=pl.any_horizontal(pl.lit(value=False), *(value.n_unique() > 1 for value in values)),
            **({"__asked": pl.col("consent").count() > 0} if "consent" in told else {}),
        )
        .sort("customer_key")
    )
    if "consent" in told:
        people = people.with_columns(consent=pl.when("__asked").then("consent")).drop("__asked")
    there = lines.collect_schema()
    joined = _joined(lines, people, [name for name in told if name in ON_LINES and name in there])
    return Known(
        lines=joined.drop("__found"),
        tally=tallied(joined, pl.col("__found"), "customer_key"),
        attributes=people.drop("__differs"),
        disagreeing=int(people["__differs"].sum()),
    )


def with_consents(attached: Attached, names: Sequence[str]) -> pl.DataFrame:
    """Return the rows with those of the consents `names` that they have as Boolean, null where nothing is said.

    Raises AttachedFileError for a word that is neither yes nor no.
    """
    rows = attached.rows
    for name in names:
        if name not in rows.columns:
            continue
        word = pl.col(name).str.to_lowercase()
        unknown = rows.filter(~word.is_in([*GIVEN, *REFUSED])).sort(LINE)
        if unknown.height:
            raise AttachedFileError.consent_unknown(attached.source, unknown[LINE][0], attached.columns[name])
        rows = rows.with_columns(word.is_in(GIVEN).alias(name))
    return rows


def linked(rows: pl.DataFrame, lines: pl.LazyFrame) -> pl.DataFrame:
    """Return the rows of customers who bought, with `customer_key`; once for each customer they speak of."""
    if "customer_email" in rows.columns:
        rows = rows.with_columns(normalised_email())
    who = lines.filter(pl.col("customer_key").is_not_null()).select("customer_key", *WHO).unique().collect()
    links = [
        rows.filter(pl.col(name).is_not_null()).join(
            who.select(name, "customer_key").drop_nulls().unique(), on=name, how="inner"
        )
        for name in WHO
        if name in rows.columns
    ]
    return pl.concat(links, how="diagonal").unique([LINE, "customer_key"])


def _joined(lines: pl.LazyFrame, people: pl.DataFrame, told: list[str]) -> pl.DataFrame:
    said = people.select(
        "customer_key", *(pl.col(name).alias(f"{name}__told") for name in told), __found=pl.lit(value=True)
    )
    joined = lines.join(said.lazy(), on="customer_key", how="left", maintain_order="left")
    return (
        joined.with_columns(
            *(pl.coalesce(f"{name}__told", name).alias(name) for name in told),
            pl.col("__found").fill_null(value=False),
        )
        .drop(f"{name}__told" for name in told)
        .collect()
    )
