"""One customer among all: found by what people call them, and what the orders say of who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from clvcli.customers.summary import Customers


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the orders say of who a customer is."""

    kind: str
    """`customer_key_kind` of the lines."""
    ids: tuple[str, ...]
    """The shop's numbers of this customer, sorted; several where they were merged."""
    emails: int
    """How many addresses."""


def key_of(lines: pl.LazyFrame, customers: Customers, called: str) -> str | None:
    """Return the key of the customer who is `called` so, or None.

    By the `customer_id` of the customer table, else by any number or address on the customer's lines, so that
    a number that was merged into another's finds its customer.
    """
    row = customers.frame.filter(pl.col("customer_id") == called)
    if row.height:
        return str(row["customer_key"][0])
    email = called.strip().lower()
    found = (
        lines.filter(pl.col("customer_key").is_not_null())
        .filter(
            (pl.col("customer_id") == called)
            | (pl.col("customer_email") == email)
            | (pl.col("customer_key").is_in([called, email]))
        )
        .select(pl.col("customer_key").min())
        .collect(engine="streaming")
        .item()
    )
    return None if found is None else str(found)


def identity_of(lines: pl.LazyFrame, key: str) -> Identity:
    """Return who the customer with this key is."""
    own = lines.filter(pl.col("customer_key") == key)
    found = own.select(
        kind=pl.col("customer_key_kind").min(),
        ids=pl.col("customer_id").drop_nulls().unique().sort().implode(),
        emails=pl.col("customer_email").drop_nulls().n_unique(),
    ).collect()
    return Identity(kind=found["kind"][0] or "anonymous", ids=tuple(found["ids"][0]), emails=found["emails"][0])


def rules_against(lines: pl.LazyFrame, key: str) -> list[str]:
    """Return the rules that keep out lines of the customer with this key, sorted."""
    own = lines.filter(pl.col("customer_key") == key).select(pl.col("excluded").drop_nulls().unique().sort())
    return own.collect()["excluded"].to_list()
