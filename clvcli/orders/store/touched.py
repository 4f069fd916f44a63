"""Which lines of a store new lines may change: those of their orders, and of people connected with the buyers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.store.layout import IDENTITY

if TYPE_CHECKING:
    from clvcli.orders.store.table import Store

ORDER = ("order_shop", "order_number")
"""An order as its document numbers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Lines are touched by who bought, or, where nobody is named, by their order."""

    people: pl.DataFrame
    """Distinct IDENTITY of those who are."""
    orders: pl.DataFrame
    """Distinct ORDER of the new lines."""
    days: pl.DataFrame
    """`order_date` of new lines whose orders have no number."""

    def of(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """Return the lines that are touched."""
        named, guests = _by_name(lines.filter(self._perhaps()))
        return pl.concat(
            [
                named.join(self.people.lazy(), on=IDENTITY, how="semi", nulls_equal=True),
                _with_order(guests).join(self.orders.lazy(), on=ORDER, how="semi").drop(ORDER),
                _unnumbered(guests).join(self.days.lazy(), on="order_date", how="semi"),
            ]
        )

    def _perhaps(self) -> pl.Expr:
        """Whether a line may be touched, by three columns alone: no others are read of the lines that are not."""
        ids = {name: self.people[name].drop_nulls().unique() for name in IDENTITY}
        known = [pl.col(name).is_in(among.implode()) for name, among in ids.items() if among.len()]
        return pl.any_horizontal(~_NAMED, *known)

    def beside(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """Return the lines that are not."""
        named, guests = _by_name(lines)
        numbered = guests.filter(~_UNNUMBERED)
        return pl.concat(
            [
                named.join(self.people.lazy(), on=IDENTITY, how="anti", nulls_equal=True),
                _with_order(numbered).join(self.orders.lazy(), on=ORDER, how="anti").drop(ORDER),
                _unnumbered(guests).join(self.days.lazy(), on="order_date", how="anti"),
            ]
        )


_NAMED = pl.any_horizontal(pl.col(IDENTITY).is_not_null())

_UNNUMBERED = (pl.col("derived_id") & pl.col("order_grain")).fill_null(value=False)

_NUMBER = pl.coalesce("document_id", "order_id")


def touched_by(fresh: pl.DataFrame, store: Store) -> Touched:
    """Return what draft lines touch in a store; who bought spreads along shared identifiers, however far."""
    orders = (
        fresh.filter(pl.col("order_id").is_not_null()).select(order_shop="store", order_number="order_id").unique()
    )
    lines = store.lines()
    again = _NUMBER.is_in(orders["order_number"].implode())
    with_orders = (
        _with_order(lines.filter(again)).join(orders.lazy(), on=ORDER, how="semi").select(IDENTITY).unique()
    )
    start = pl.concat([fresh.select(IDENTITY), with_orders.collect(engine="streaming")]).unique()
    made = fresh.filter(pl.col("order_id").is_null())
    return Touched(
        people=_people(lines, start),
        orders=orders,
        days=made.select("order_date").unique(),
    )


def _people(lines: pl.LazyFrame, start: pl.DataFrame) -> pl.DataFrame:
    """Return those of `lines` that are connected with `start`; who bought may be among them without any lines."""
    used = lines.select(pl.col(IDENTITY).count()).collect(engine="streaming").row(0, named=True)
    known_by = [name for name in IDENTITY if used[name]]
    if len(known_by) > 1:
        return _connected(lines.select(IDENTITY).unique().collect(engine="streaming"), start)
    people = start.select(known_by).drop_nulls().unique()
    return pl.concat([start.clear(), people], how="diagonal")


def _connected(seen: pl.DataFrame, start: pl.DataFrame) -> pl.DataFrame:
    """Return those of `seen` that share an identifier with `start`, directly or over others."""
    seen = seen.filter(_NAMED)
    found, spread = seen.clear(), start
    while spread.height:
        near = [
            seen.join(spread.select(name).drop_nulls().unique(), on=name, how="semi")
            for name in IDENTITY
            if seen[name].null_count() < seen.height
        ]
        spread = pl.concat([seen.clear(), *near]).unique()
        found = pl.concat([found, spread])
        seen = seen.join(spread, on=IDENTITY, how="anti", nulls_equal=True)
    return found


def _by_name(lines: pl.LazyFrame) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    return lines.filter(_NAMED), lines.filter(~_NAMED)


def _unnumbered(guests: pl.LazyFrame) -> pl.LazyFrame:
    return guests.filter(_UNNUMBERED)


def _with_order(lines: pl.LazyFrame) -> pl.LazyFrame:
    return lines.filter(~_UNNUMBERED).with_columns(
        order_shop=pl.coalesce("document_store", "store").fill_null(""),
        order_number=_NUMBER,
    )
