"""Who bought: e-mail, id and phone normalised, and the ids of one person merged.

A person is a cluster of identifiers that stand together on orders: ids that share an e-mail are one
customer, e-mails that share an id too (practice: ids first change at each guest checkout).  A phone
names a buyer only where an order has neither.  Clusters too large to be a person are left apart.
`--identity` names what a buyer is known by, best first; what it leaves out names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.aligned import with_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.config import IdentityName

MAX_IDS = 20
"""A person has few ids; a cluster of more is a shared address, reported and not merged."""

MAX_ORDERS = 200
"""A merged cluster with more orders than this is a shop's own or a shared address, not a person."""

ZERO_WIDTH = "[\u200b\u200c\u200d\u2060\ufeff]"

FIELD: dict[IdentityName, str] = {"email": "customer_email", "id": "customer_id", "phone": "customer_phone"}
"""What a buyer can be known by -> the field that says it."""

MERGING: tuple[IdentityName, ...] = ("email", "id", "phone")
"""What names a buyer first where ids are merged: one address outlives many ids."""

APART: tuple[IdentityName, ...] = ("id", "email", "phone")
"""What names a buyer first where they are not."""

RELAYS = r"@(?:marketplace\.amazon|members\.ebay|scs\.tiktokw|privaterelay\.appleid)\.[a-z.]+$"
"""Addresses that a marketplace or a mail provider makes up for one shop: always the same, and only there."""

CALLING_CODES = {"DK": "45", "SE": "46", "NO": "47", "FI": "358", "DE": "49", "GB": "44", "NL": "31"}
"""Country -> calling code (ITU-T E.164), for phones printed without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What merging did, for the announcement."""

    merged_ids: int = 0
    """Ids that became part of another customer."""
    people: int = 0
    """Customers who have several ids."""
    left_apart: int = 0
    """Clusters too large to be one person."""


NOTHING_MERGED = Merge()


def normalised_email(column: str = "customer_email") -> pl.Expr:
    """Lower-cased e-mail without blanks and zero-width characters; null where there is no `@`."""
    text = pl.col(column).str.replace_all(ZERO_WIDTH, "").str.strip_chars().str.to_lowercase()
    return pl.when(text.str.contains("@", literal=True)).then(text).alias(column)


def normalised_phone(column: str = "customer_phone", country: str | None = "country") -> pl.Expr:
    """Digits of a phone, with `+` and the calling code where it is printed or its country known."""
    digits = pl.col(column).str.replace_all(r"[^\d+]", "").str.replace(r"^00", "+")
    national = digits.str.replace(r"^0", "")
    international = digits.str.starts_with("+")
    code = (
        pl.col(country).str.to_uppercase().replace_strict(CALLING_CODES, default=None) if country else pl.lit(None)
    )
    phone = pl.when(international | code.is_null()).then(digits).otherwise(pl.lit("+") + code + national)
    return pl.when(digits.str.len_chars() >= 6).then(phone).alias(column)  # noqa: PLR2004  (no phone is shorter)


def with_customer_key(
    lines: pl.DataFrame, *, merge: bool, by: Sequence[IdentityName] = ()
) -> tuple[pl.DataFrame, Merge]:
    """Add `customer_key` and `customer_key_kind` to draft lines.

    Needs `customer_id`, `customer_email`, `customer_phone`, `order_no` (integer, one an order).  `by` names what
    a buyer is known by, best first; by default MERGING, or APART without `merge`.
    """
    names = [FIELD[name] for name in by or (MERGING if merge else APART)]
    seen = lines.group_by(FIELD.values()).agg(orders=pl.col("order_no").n_unique())
    seen = seen.sort(FIELD.values(), nulls_last=True)
    told = all(name in names and seen[name].null_count() < seen.height for name in _JOINED)
    keyed, report = _clustered(seen, names) if merge and told else (_by_own(seen, names), NOTHING_MERGED)
    kind = kind_of_key(pl.col("customer_key_name"), pl.col("customer_key"))
    facts = keyed.select(*FIELD.values(), "customer_key", kind.alias("customer_key_kind"))
    return with_facts(lines, facts, on=list(FIELD.values())), report


_JOINED = ("customer_email", "customer_id")
"""Fields that join one another's orders; households share a phone."""


def kind_of_key(name: pl.Expr, key: pl.Expr) -> pl.Expr:
    """Return what a customer's `key` rests on, `name` being the field it is of, null for a guest."""
    kind = name.replace_strict({field: kind for kind, field in FIELD.items()}, default="anonymous")
    return pl.when((kind == "email") & key.str.contains(RELAYS)).then(pl.lit("relay")).otherwise(kind)


def _by_own(seen: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Give every identifier triple the first of `names` that it has, as `customer_key`."""
    return seen.with_columns(
        customer_key=pl.coalesce(names),
        customer_key_name=pl.coalesce(pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in names),
    )


def _clustered(seen: pl.DataFrame, names: Sequence[str]) -> tuple[pl.DataFrame, Merge]:
    """Give every identifier triple the key of its cluster: the smallest of the first of `names` there is in it.

    Of addresses one that is no relay's comes first.
    """
    labelled = _connected(seen)
    size = labelled.group_by("cluster").agg(
        ids=pl.col("customer_id").drop_nulls().n_unique().cast(pl.Int64), orders=pl.col("orders").sum()
    )
    too_large = (pl.col("ids") > MAX_IDS) | ((pl.col("ids") > 1) & (pl.col("orders") > MAX_ORDERS))
    size = size.with_columns(too_large=pl.col("cluster").is_not_null() & too_large)
    merged = size.filter(~pl.col("too_large") & pl.col("cluster").is_not_null() & (pl.col("ids") > 1))
    report = Merge(
        merged_ids=int((merged["ids"] - 1).sum()), people=merged.height, left_apart=int(size["too_large"].sum())
    )
    labelled = labelled.join(size.select("cluster", "too_large"), on="cluster", how="left")
    whole = ~pl.col("too_large") & pl.col("cluster").is_not_null()
    together = labelled.filter(whole.fill_null(value=False))
    email = pl.col("customer_email")
    own = email.filter(~email.str.contains(RELAYS)).min().over("cluster")
    together = together.with_columns(
        customer_email__best=pl.coalesce(own, email.min().over("cluster")),
        customer_id__best=pl.col("customer_id").min().over("cluster"),
    )
    joined = [name for name in names if name in _JOINED]
    best = together.select(pl.col(f"{name}__best").alias(name) for name in joined)
    together = together.hstack(_by_own(best, joined).select("customer_key", "customer_key_name"))
    alone = [name for name in (FIELD[name] for name in APART) if name in names]
    apart = _by_own(labelled.filter(~whole.fill_null(value=False)), alone)
    return pl.concat([together, apart], how="diagonal"), report


def _connected(seen: pl.DataFrame) -> pl.DataFrame:
    """Label connected components of the graph id - e-mail with `cluster` (null where there is neither).

    Labels spread by taking, in turn, the smallest label among rows of one e-mail and of one id, until
    nothing changes; each round at least halves the longest way, and real data settle in two or three.
    """
    frame = seen.with_row_index("cluster").with_columns(
        cluster=pl.when(pl.col("customer_email").is_not_null() | pl.col("customer_id").is_not_null()).then(
            "cluster"
        )
    )
    while True:
        spread = frame
        for identifier in ("customer_email", "customer_id"):
            spread = spread.with_columns(
                cluster=pl.when(pl.col(identifier).is_null())
                .then("cluster")
                .otherwise(pl.col("cluster").min().over(identifier))
            )
        if spread["cluster"].equals(frame["cluster"]):
            return spread
        frame = spread
