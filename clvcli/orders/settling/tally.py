"""What has to be known of all plain orders together, counted while they come some at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.settling.validity import isolated_days
from clvcli.orders.tables import FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RETURNS_ONLY = (pl.col("sold") == 0) & (pl.col("returned") > 0)

MOST_RETURNS_ONLY = 0.1
"""Share of orders that only return goods up to which they are worth settling apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was counted of some of the orders."""

    days: pl.DataFrame
    """FILE, `day`, `rows`, and `copies`: lines that stand in their order already.  One row a file and day."""
    orders: int
    returns_only: int
    """Orders that only return goods."""

    @classmethod
    def of(cls, orders: pl.DataFrame, copies: pl.DataFrame | None = None) -> Tally:
        """Count orders as `condensed.orders_of` has them, and `copies` as `condensed.identical_lines` has them."""
        none = pl.lit(0, pl.UInt32)
        days = [orders.select(FILE, "day", "rows", copies=none)]
        if copies is not None:
            days.append(copies.select(FILE, "day", rows=none, copies="copies"))
        returns_only = orders.filter(RETURNS_ONLY).height
        return cls(days=_added_up(pl.concat(days)), orders=orders.height, returns_only=returns_only)

    @classmethod
    def of_all(cls, tallies: Sequence[Tally]) -> Tally:
        """Add up what was counted of orders that came some at a time."""
        return cls(
            days=_added_up(pl.concat([tally.days for tally in tallies])),
            orders=sum(tally.orders for tally in tallies),
            returns_only=sum(tally.returns_only for tally in tallies),
        )

    @property
    def rows(self) -> Mapping[int, int]:
        """Rows of each file that has any."""
        return dict(self.days.group_by(FILE).agg(pl.col("rows").sum()).iter_rows())

    def tells_by_themselves(self) -> bool:
        """Whether no order day lies far from the others, and few orders only return goods."""
        return (
            self.orders > 0
            and not isolated_days(self.days["day"].unique().to_list())
            and self.returns_only / self.orders <= MOST_RETURNS_ONLY
        )

    def is_perhaps_repeated(self) -> bool:
        """Whether identical lines are enough, on any day, for a second delivery (`duplicates.repeated_parts`)."""
        copies = pl.col("copies")
        return self.days.filter(copies > 0, pl.col("rows") <= 2 * copies).height > 0

    def shares_days(self) -> bool:
        """Whether two files have orders of one day."""
        return self.days["day"].n_unique() < self.days.height


def _added_up(days: pl.DataFrame) -> pl.DataFrame:
    return days.group_by(FILE, "day").agg(pl.col("rows", "copies").sum())
