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
        named, guests = _by_name(lines)
        return pl.concat(
            [
                named.join(self.people.lazy(), on=IDENTITY, how="semi", nulls_equal=True),
                _with_order(guests).join(self.orders.lazy(), on=ORDER, how="semi").drop(ORDER),
                _unnumbered(guests).join(self.days.lazy(), on="order_date", how="semi"),
            ]
        )

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


_UNNUMBERED = (pl.col("derived_id") & pl.col("order_grain")).fill_null(value=False)


def touched_by(fresh: pl.DataFrame, store: Store) -> Touched:
    """Return what draft lines touch in a store; who bought spreads along shared identifiers, however far."""
    orders = (
        fresh.filter(pl.col("order_id").is_not_null()).select(order_shop="store", order_number="order_id").unique()
    )
    lines = store.lines()
    seen = lines.select(IDENTITY).unique().collect(engine="streaming")
    with_orders = _with_order(lines).join(orders.lazy(), on=ORDER, how="semi").select(IDENTITY).unique()
    start = [fresh.select(IDENTITY).unique(), with_orders.collect(engine="streaming")]
    made = fresh.filter(pl.col("order_id").is_null())
    return Touched(
        people=_connected(seen, pl.concat(start).unique()),
        orders=orders,
        days=made.select("order_date").unique(),
    )


def _connected(seen: pl.DataFrame, start: pl.DataFrame) -> pl.DataFrame:
    """Return those of `seen` that share an identifier with `start`, directly or over others."""
    seen = seen.filter(pl.any_horizontal(pl.col(IDENTITY).is_not_null()))
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
    named = pl.any_horizontal(pl.col(IDENTITY).is_not_null())
    return lines.filter(named), lines.filter(~named)


def _unnumbered(guests: pl.LazyFrame) -> pl.LazyFrame:
    return guests.filter(_UNNUMBERED)


def _with_order(lines: pl.LazyFrame) -> pl.LazyFrame:
    return lines.filter(~_UNNUMBERED).with_columns(
        order_shop=pl.coalesce("document_store", "store").fill_null(""),
        order_number=pl.coalesce("document_id", "order_id"),
    )
