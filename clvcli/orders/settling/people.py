"""Who bought, counted: customers, guests, merged ids, and what is odd about any of them, said in notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.orders.settling.identity import NOTHING_MERGED, Merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    return people_in([lines], merge)


def people_in(parts: Sequence[pl.LazyFrame], merge: Merge = NOTHING_MERGED) -> People:
    """Count who bought, of lines that come some customers at a time."""
    counted = [lines.filter(pl.col("excluded").is_null()) for lines in parts]
    seen = [_Seen.of(lines) for lines in counted]
    busiest = min((one for one in seen if one.busiest_orders), key=_Seen.rank, default=None)
    found = People(
        customers=sum(one.customers for one in seen),
        orders=sum(one.orders for one in seen),
        guest_orders=sum(one.guest_orders for one in seen),
        guest_share=float(sum(one.guest_money for one in seen)) / (float(sum(one.money for one in seen)) or 1.0),
        relay_customers=sum(one.relay_customers for one in seen),
        relay_orders=sum(one.relay_orders for one in seen),
        once=sum(one.once for one in seen),
        busiest_orders=busiest.busiest_orders if busiest else 0,
        busiest_money=None,
        merge=merge,
    )
    if busiest is None or not found.is_collective:
        return found
    return replace(found, busiest_money=_money_of(busiest.busiest, counted[seen.index(busiest)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Who bought, of some of the lines; see `People`."""

    customers: int
    orders: int
    money: Decimal
    guest_orders: int
    guest_money: Decimal
    relay_customers: int
    relay_orders: int
    once: int
    busiest: str | None
    """Key of the customer with most orders, of several the first by the alphabet."""
    busiest_orders: int

    @classmethod
    def of(cls, counted: pl.LazyFrame) -> _Seen:
        """Count who bought, of lines that no rule excludes."""
        buyers = (
            counted.group_by("customer_key")
            .agg(
                orders=(pl.col("line_no") == 1).sum().cast(pl.Int64),
                money=pl.col("net_after_refund").sum(),
                relay_orders=((pl.col("line_no") == 1) & _OF_RELAY).sum().cast(pl.Int64),
                of_relay=_OF_RELAY.any(),
            )
            .collect(engine="streaming")
        )
        guest = pl.col("customer_key").is_null()
        orders, money, known = pl.col("orders"), pl.col("money"), ~guest
        most = orders.filter(known).max()
        facts = buyers.select(
            customers=known.sum(),
            orders=orders.sum(),
            money=money.sum(),
            guest_orders=orders.filter(guest).sum(),
            guest_money=money.filter(guest).sum(),
            relay_customers=pl.col("of_relay").sum(),
            relay_orders=pl.col("relay_orders").sum(),
            once=(known & (orders == 1)).sum(),
            busiest=pl.col("customer_key").filter(known & (orders == most)).min(),
            busiest_orders=most.fill_null(0),
        )
        return cls(**facts.row(0, named=True))

    def rank(self) -> tuple[int, str]:
        """Return what puts the busiest customer of all first."""
        return -self.busiest_orders, self.busiest or ""


_OF_RELAY = (pl.col("customer_key_kind") == "relay").fill_null(value=False)


def _money_of(key: str | None, counted: pl.LazyFrame) -> Decimal | None:
    """Return the money of a customer, where it is in one currency."""
    theirs = counted.filter(pl.col("customer_key") == key).group_by("currency")
    money = theirs.agg(pl.col("net_after_refund").sum()).collect()["net_after_refund"]
    return Decimal(money[0]).quantize(_CENT) if len(money) == 1 else None


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
