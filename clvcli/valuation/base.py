"""The customers of one currency, in files or in memory: what is learnt from all of them, and each part in turn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING, Protocol

import numpy as np
import polars as pl

from clvcli.models.histories import Histories, Places, counted
from clvcli.on_disk import ROWS_OF_PART, OnDisk, sorted_on_disk
from clvcli.orders.currency import in_currency
from clvcli.orders.schema import MONEY
from clvcli.scratch import writing
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.by_history import in_file
from clvcli.valuation.saved import Fingerprint
from clvcli.valuation.spend import MOST_CUSTOMERS, SEED, Spent, drawn_of
from clvcli.valuation.value import in_floats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.customers.summary import Customers
    from clvcli.models.histories import Floats, Ints, Scalar
    from clvcli.valuation.by_history import ByHistory

HISTORY = ("repeat_purchases", "active_days", "age_days")
"""The papers' x, t_x and T, in days."""

_MONEY = ("net_sales", "net_revenue_kept")

_PART = "part"


class Based(Protocol):
    """What is asked of the customers of one currency, in however many parts they lie."""

    @property
    def customers(self) -> Customers | CustomersInParts:
        """Return the customer table they are of."""

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the buyers of each part, sorted by key, their money as floats."""

    @property
    def histories(self) -> Histories:
        """Return the distinct histories of all buyers."""

    def position(self, buyers: pl.DataFrame) -> Ints:
        """Return where the histories of the buyers of a part stand among all."""

    def keep(self, numbers: Floats) -> ByHistory:
        """Return numbers of all histories where they are looked up, part by part.  Raises WriteError."""

    @property
    def spent(self) -> Spent:
        """Return what all of them have spent."""


@dataclass(frozen=True, kw_only=True, eq=False)
class AtOnce:
    """Customers in memory, in one part: a Based."""

    customers: Customers
    buyers: pl.DataFrame
    """Those who kept an order, sorted by key, their money as floats."""

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the buyers."""
        yield self.buyers

    @cached_property
    def _compressed(self) -> tuple[Histories, Ints]:
        return histories_of_buyers(self.buyers)

    @property
    def histories(self) -> Histories:
        """The distinct histories of all buyers."""
        return self._compressed[0]

    def position(self, buyers: pl.DataFrame) -> Ints:  # noqa: ARG002  (those of the one part there is)
        """Return where the histories of the buyers stand among all."""
        return self._compressed[1]

    def keep(self, numbers: Floats) -> ByHistory:
        """Return numbers of all histories as they are."""
        return numbers

    @cached_property
    def spent(self) -> Spent:
        """What they have spent."""
        return Spent.of_buyers(self.buyers)


@dataclass(frozen=True, kw_only=True, eq=False)
class Base:
    """Customers in files: a Based."""

    customers: CustomersInParts
    currency: str | None
    folder: Path
    """Where to lay down what is worked out on the way."""

    def people(self, number: int) -> pl.DataFrame:
        """Return the rows of the customer table in a part, numbered, their money as floats."""
        return in_floats(self._scan(self.customers.paths[number]).collect())

    def buyers(self, number: int) -> pl.DataFrame:
        """Return those of `people` who kept an order, sorted by key."""
        return self.people(number).filter(pl.col("repeat_purchases").is_not_null())

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the buyers of each part."""
        for number in range(len(self.customers.paths)):
            yield self.buyers(number)

    @cached_property
    def histories(self) -> Histories:
        """The distinct histories of all buyers."""
        found = pl.concat([self._scan(path) for path in self.customers.paths])
        kept = found.filter(pl.col("repeat_purchases").is_not_null())
        counts = kept.group_by(HISTORY).agg(count=pl.len()).collect(engine="streaming")
        return counted(*(counts[name].to_numpy() for name in (*HISTORY, "count")))

    @cached_property
    def _places(self) -> Places:
        return Places.among(self.histories)

    def position(self, buyers: pl.DataFrame) -> Ints:
        """Return where the histories of some buyers stand among all."""
        return self._places.of(*(buyers[name].to_numpy() for name in HISTORY))

    def keep(self, numbers: Floats) -> ByHistory:
        """Return numbers of all histories in a file.  Raises WriteError."""
        return in_file(numbers, self.folder)

    @cached_property
    def _by_key(self) -> OnDisk:
        """What a draw needs to know of the buyers, in the order of their keys."""
        folder = self.folder / "by-key"
        folder.mkdir()
        narrow = []
        for number, path in enumerate(self.customers.paths):
            rows = self._scan(path).filter(pl.col("repeat_purchases").is_not_null())
            narrow.append(folder / f"part-{number:05}.parquet")
            with writing():
                rows.select(
                    "customer_key",
                    "repeat_purchases",
                    pl.col(_MONEY).cast(pl.Float64),
                    pl.lit(number, pl.UInt16).alias(_PART),
                ).sink_parquet(narrow[-1], compression="lz4", row_group_size=ROWS_OF_PART)
        ordered = folder / "ordered"
        ordered.mkdir()
        return sorted_on_disk(narrow, ["customer_key"], descending=[False], folder=ordered)

    @property
    def _ranks(self) -> list[NDArray[np.int32]]:
        """Which buyers of all, in the order of their keys, those of each part are."""
        laid = [self.folder / f"ranks-{number:05}.npy" for number in range(len(self.customers.paths))]
        if not all(path.exists() for path in laid):
            parts = self._by_key.select([_PART]).lazy().collect()[_PART].to_numpy()
            for number, path in enumerate(laid):
                with writing():
                    np.save(path, np.flatnonzero(parts == number).astype(np.int32))
        return [np.load(path) for path in laid]

    def in_order(self, of_parts: Iterable[NDArray[Scalar]]) -> NDArray[Scalar]:
        """Return values of the buyers of each part as those of all, in the order of their keys."""
        ranks, values = self._ranks, iter(of_parts)
        first = next(values)
        found = np.empty(sum(each.size for each in ranks), first.dtype)
        for rank, each in zip(ranks, chain([first], values), strict=True):
            found[rank] = each
        return found

    def drawn(self, most: int, seed: int) -> pl.DataFrame:
        """Return `customer_key`, purchases and money of at most so many buyers, those that any run draws."""
        places = drawn_of(self._by_key.height, most, seed)
        if isinstance(places, slice):
            return self._by_key.lazy().collect()
        wanted, found, start = places, [], 0
        for rows in self._by_key.slices():
            first, last = np.searchsorted(wanted, [start, start + rows.height])
            found.append(rows[wanted[first:last] - start])
            start += rows.height
        return pl.concat(found)

    @cached_property
    def spent(self) -> Spent:
        """What they have spent."""
        few = self.drawn(MOST_CUSTOMERS, SEED)
        n = few["repeat_purchases"].to_numpy().astype(np.float64) + 1.0
        sales, revenue = (pl.col(name).cast(MONEY).sum().cast(pl.Float64) for name in _MONEY)
        of_all = self._by_key.lazy().select(
            pl.len().alias("customers"),
            (pl.col("repeat_purchases").cast(pl.Float64) + 1.0).sum().alias("purchases"),
            sales.alias("sales"),
            revenue.alias("revenue"),
            (pl.col("net_sales") <= 0).sum().alias("paid_nothing"),
        )
        return Spent(
            n=n, mean=few["net_sales"].to_numpy() / n, **of_all.collect(engine="streaming").row(0, named=True)
        )

    @property
    def fingerprint(self) -> Fingerprint:
        """What a model of them is learnt from."""
        kept = pl.concat([self._scan(path) for path in self.customers.paths]).filter(
            pl.col("repeat_purchases").is_not_null()
        )
        ends = kept.select(pl.col("first_order").min(), pl.col("last_order").max()).collect(engine="streaming")
        return Fingerprint.of_histories(self.histories, *ends.row(0))

    def _scan(self, path: Path) -> pl.LazyFrame:
        return pl.scan_parquet(path, glob=False).filter(in_currency(self.currency))
