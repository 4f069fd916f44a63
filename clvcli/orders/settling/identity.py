"""Who bought: e-mail, id and phone normalised, and the ids of one person merged.

A person is a cluster of identifiers that stand together on orders: ids that share an e-mail are one
customer, e-mails that share an id too (practice: ids first change at each guest checkout).  A phone
names a buyer only where an order has neither.  Clusters too large to be a person are left apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from clvcli.orders.aligned import with_facts

MAX_IDS = 20
"""A person has few ids; a cluster of more is a shared address, reported and not merged."""

MAX_ORDERS = 200
"""A merged cluster with more orders than this is a shop's own or a shared address, not a person."""

ZERO_WIDTH = "[\u200b\u200c\u200d\u2060\ufeff]"

CALLING_CODES = {"DK": "45", "SE": "46", "NO": "47", "FI": "358", "DE": "49", "GB": "44", "NL": "31"}
"""Country -> calling code (ITU-T E.164), for phones printed without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What merging did, for the announcement."""

    merged_ids: int
    """Ids that became part of another customer."""
    left_apart: int
    """Clusters too large to be one person."""


NOTHING_MERGED = Merge(merged_ids=0, left_apart=0)


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


def with_customer_key(lines: pl.DataFrame, *, merge: bool) -> tuple[pl.DataFrame, Merge]:
    """Add `customer_key` and `customer_key_kind` to draft lines.

    Needs `customer_id`, `customer_email`, `customer_phone`, `order_no` (integer, one an order).
    Without `merge`, an order's key is its id, else its e-mail, else its phone.
    """
    person = ["customer_id", "customer_email", "customer_phone"]
    seen = lines.group_by(person).agg(orders=pl.col("order_no").n_unique())
    seen = seen.sort(person, nulls_last=True)
    keyed, report = _clustered(seen) if merge else (_unmerged(seen), NOTHING_MERGED)
    return with_facts(lines, keyed.select(*person, "customer_key", "customer_key_kind"), on=person), report


def _unmerged(seen: pl.DataFrame) -> pl.DataFrame:
    return seen.with_columns(
        customer_key=pl.coalesce("customer_id", "customer_email", "customer_phone"),
        customer_key_kind=_kind("customer_id", "customer_email"),
    )


def _kind(first: str, second: str) -> pl.Expr:
    word = {"customer_id": "id", "customer_email": "email"}
    return (
        pl.when(pl.col(first).is_not_null())
        .then(pl.lit(word[first]))
        .when(pl.col(second).is_not_null())
        .then(pl.lit(word[second]))
        .when(pl.col("customer_phone").is_not_null())
        .then(pl.lit("phone"))
        .otherwise(pl.lit("anonymous"))
    )


def _clustered(seen: pl.DataFrame) -> tuple[pl.DataFrame, Merge]:
    """Give every identifier triple the key of its cluster: the smallest e-mail, else id, else phone in it."""
    if seen["customer_email"].null_count() == seen.height or seen["customer_id"].null_count() == seen.height:
        return _by_own(seen), NOTHING_MERGED
    labelled = _connected(seen)
    size = labelled.group_by("cluster").agg(
        ids=pl.col("customer_id").drop_nulls().n_unique(), orders=pl.col("orders").sum()
    )
    size = size.with_columns(
        too_large=(pl.col("ids") > MAX_IDS) | ((pl.col("ids") > 1) & (pl.col("orders") > MAX_ORDERS))
    )
    report = Merge(
        merged_ids=int(
            size.filter(~pl.col("too_large")).select((pl.col("ids").cast(pl.Int64) - 1).clip(0).sum()).item() or 0
        ),
        left_apart=int(size["too_large"].sum()),
    )
    labelled = labelled.join(size.select("cluster", "too_large"), on="cluster", how="left")
    together = labelled.filter(~pl.col("too_large") & pl.col("cluster").is_not_null()).with_columns(
        customer_key=pl.coalesce(pl.col(c).min().over("cluster") for c in ("customer_email", "customer_id")),
        customer_key_kind=pl.when(pl.col("customer_email").min().over("cluster").is_not_null())
        .then(pl.lit("email"))
        .otherwise(pl.lit("id")),
    )
    apart = labelled.filter(pl.col("too_large") | pl.col("cluster").is_null())
    keyed = pl.concat([together, _unmerged(apart)], how="diagonal")
    return keyed, report


def _by_own(seen: pl.DataFrame) -> pl.DataFrame:
    return seen.with_columns(
        customer_key=pl.coalesce("customer_email", "customer_id", "customer_phone"),
        customer_key_kind=_kind("customer_email", "customer_id"),
    )


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
