"""Who bought, counted: customers, guests, merged ids, and what is odd about any of them, said in notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.orders.settling.identity import NOTHING_MERGED, Merge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.notes import Note

ENOUGH_FOR_A_PATTERN = 50
"""Customers of whom none comes back are a sign of ids given per order, from so many: where as few as a tenth of
orders are repeats, chance brings it once in 200 shops."""

COLLECTIVE_SHARE = 0.05
"""A customer with more of the orders than this is probably not a person (export-format rule)."""

COLLECTIVE_ORDERS = 200
"""... once there are enough orders for the share to mean something."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How many bought, and how they are known; counts only."""

    customers: int
    """Who has an order that counts, and a name of some kind."""
    orders: int
    guest_orders: int
    """Orders that name nobody."""
    guest_share: float
    """Of net revenue."""
    relay_customers: int
    """Customers known by an address that a marketplace or a mail provider made up for this shop."""
    relay_orders: int
    once: int
    """Customers with one order."""
    busiest_orders: int
    """Orders of the customer who has most."""
    busiest_money: Decimal | None
    """Net revenue of that customer; None where it is in several currencies, or nobody is that busy."""
    merge: Merge = NOTHING_MERGED

    @property
    def is_collective(self) -> bool:
        """Whether one customer has more of the orders than a person has."""
        return self.busiest_orders > COLLECTIVE_SHARE * self.orders and self.orders >= COLLECTIVE_ORDERS

    @property
    def is_id_per_order(self) -> bool:
        """Whether nobody comes back, a collective customer aside."""
        return self.once >= ENOUGH_FOR_A_PATTERN and self.once + self.is_collective == self.customers

    @property
    def counts(self) -> dict[str, int]:
        """What a report of the merge says: what is counted, and how many; nothing that names anybody."""
        return {
            "customers": self.customers,
            "orders of guests": self.guest_orders,
            "customers of several ids": self.merge.people,
            "ids merged with another": self.merge.merged_ids,
            "groups too large to be a person": self.merge.left_apart,
            "customers by relay address": self.relay_customers,
        }


def people_of(lines: pl.LazyFrame, merge: Merge = NOTHING_MERGED) -> People:
    """Count who bought, of canonical lines (or assembled ones)."""
    counted = lines.filter(pl.col("excluded").is_null())
    buyers = (
        counted.group_by("customer_key")
        .agg(orders=(pl.col("line_no") == 1).sum().cast(pl.Int64), money=pl.col("net_after_refund").sum())
        .collect(engine="streaming")
    )
    key = pl.col("customer_key")
    guests, known = buyers.filter(key.is_null()), buyers.filter(key.is_not_null())
    relays = _relays(counted)
    found = People(
        customers=known.height,
        orders=int(buyers["orders"].sum()),
        guest_orders=int(guests["orders"].sum()),
        guest_share=float(guests["money"].sum()) / (float(buyers["money"].sum()) or 1.0),
        relay_customers=relays[0],
        relay_orders=relays[1],
        once=known.filter(pl.col("orders") == 1).height,
        busiest_orders=int(known["orders"].max() or 0),  # type: ignore[arg-type]  # counts are integers
        busiest_money=None,
        merge=merge,
    )
    return _with_busiest(found, counted, known) if found.is_collective else found


def _relays(counted: pl.LazyFrame) -> tuple[int, int]:
    """Return customers known by a relay address, and their orders."""
    theirs = counted.filter(pl.col("customer_key_kind") == "relay")
    facts = theirs.select(pl.col("customer_key").n_unique(), (pl.col("line_no") == 1).sum())
    customers, orders = facts.collect(engine="streaming").row(0)
    return int(customers), int(orders)


def _with_busiest(found: People, counted: pl.LazyFrame, known: pl.DataFrame) -> People:
    """Add the money of the busiest customer, where it is in one currency."""
    key = known.sort("orders", "customer_key", descending=[True, False])["customer_key"][0]
    theirs = counted.filter(pl.col("customer_key") == key).group_by("currency")
    money = theirs.agg(pl.col("net_after_refund").sum()).collect()["net_after_refund"]
    return replace(found, busiest_money=Decimal(money[0]).quantize(_CENT) if len(money) == 1 else None)


def on_people(found: People) -> Iterator[Note]:
    """Say what is odd about who bought: guests, ids that never come back, one id for many, merged ids, relays."""
    if found.orders == 0:
        return
    share = found.guest_orders / found.orders
    if share == 1:
        yield said.no_buyers()
        return
    if share > said.GUESTS_SAID:
        yield said.guests(share, found.guest_share)
    if found.is_id_per_order:
        yield said.id_per_order(found.once)
    if found.is_collective:
        yield said.collective_customer(found.busiest_orders / found.orders, found.busiest_money)
    if found.merge.merged_ids:
        yield said.merged_ids(found.merge.merged_ids)
    if found.merge.left_apart:
        yield said.clusters_apart(found.merge.left_apart)
    if found.relay_customers:
        yield said.relay_addresses(found.relay_customers, found.relay_orders / found.orders)
