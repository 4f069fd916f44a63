"""The backtest of customers who lie in files: told of a file at a time, put in the order of all to be scored.

Customers are summed up as of each cut (`customers/in_parts.py`); a plan or a model is made from what is added up
over the files (`choosing/in_parts.py`, `valuation/base.py`), and tells of each file in turn.  Scores look at one
number of every customer at a time, in the order that customers have in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING, Unpack

import numpy as np
import polars as pl

from clvcli.backtest.forecaster import NotInPartsError
from clvcli.backtest.run import by_currency, splits_of
from clvcli.backtest.split import after, done, strangers
from clvcli.choosing.in_parts import BoughtInParts
from clvcli.config import RETURN_WINDOW_DAYS
from clvcli.customers.calendar import customer_days
from clvcli.customers.in_parts import scan, summarise_in_parts
from clvcli.customers.known import known_given, latest_of
from clvcli.orders.currency import in_currency
from clvcli.scratch import remove_folder, scratch_folder, writing
from clvcli.valuation.base import Base

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clvcli.backtest.forecaster import Told, Vector
    from clvcli.backtest.run import Backtest, Holdout, Trying
    from clvcli.backtest.split import Cut, Part
    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.errors import AnalysisError
    from clvcli.models.histories import Floats

AT_ONCE = 20_000
"""Customers of one currency who are so few that they may be held: some fifty megabytes."""

VECTORS: tuple[Vector, ...] = ("orders", "spend", "p_buy", "low", "high", "rank")


def backtests_in_parts(
    customers: CustomersInParts, **trying: Unpack[Trying]
) -> dict[str | None, Backtest | AnalysisError]:
    """Return what `run.backtests` does of `customers`, as known at the end of all their lines.

    Currencies with at most AT_ONCE customers are looked at in memory.
    Raises NotInPartsError where a forecast follows all of more customers at once, and WriteError.
    """
    people = {shop.currency: shop.customers for shop in customers.shop}

    def splits(currency: str | None, holdout: Holdout) -> Iterator[Cut]:
        """Cut the lines of a currency; what lies on disk of one cut is gone before the next."""
        if people[currency] <= AT_ONCE:
            yield from splits_of(scan(customers.lines).filter(in_currency(currency)), holdout)
            return
        for cut in holdout.cuts:
            folder = scratch_folder()
            try:
                paths = customers.lines if len(people) == 1 else _of_currency(customers.lines, currency, folder)
                yield split_in_parts(paths, currency, cut=cut, days=holdout.days, folder=folder)
            finally:
                remove_folder(folder)

    return by_currency(splits, customers, **trying)


def _of_currency(paths: Sequence[Path], currency: str | None, folder: Path) -> list[Path]:
    """Return files of the lines in one currency."""
    found = []
    for number, path in enumerate(paths):
        found.append(folder / f"lines-{number:05}.parquet")
        with writing():
            scan([path]).filter(in_currency(currency)).sink_parquet(found[-1], compression="lz4")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitInParts:
    """The log of one currency cut in two, its customers in files: a Cut."""

    past: PastInParts
    did: Vectors
    """What each buyer did in the window after the cut."""
    days: int
    new_customers: int

    @property
    def held(self) -> pl.DataFrame:
        """What each buyer did, read when it is asked for."""
        return pl.DataFrame({name: self.did.read(name) for name in ("purchases", "net_revenue")})


def split_in_parts(
    paths: Sequence[Path], currency: str | None, *, cut: date, days: int, folder: Path
) -> SplitInParts:
    """Return what `split.split` does of the lines of a currency in files, each customer wholly in one.

    What is worked out is laid down in `folder`.  Raises as it, and WriteError.
    """
    with writing():
        for name in ("base", "did"):
            (folder / name).mkdir()
    known = summarise_in_parts(paths, as_of=cut, folder=folder)
    before = PastInParts(customers=known, currency=currency, folder=folder)
    did = Vectors(base=before.base, folder=folder / "did")
    first, end = cut + timedelta(days=1), cut + timedelta(days=days)
    latest, new = latest_of(after(scan(paths), cut)), 0
    for part, path in zip(before.parts(), paths, strict=True):
        held = customer_days(known_given(after(scan([path]), cut), latest, end))
        window = done(held.lazy(), part.buyers["customer_key"], first, end)
        did.write(part.number, "purchases", window["purchases"].cast(pl.Int32).to_numpy())
        did.write(part.number, "net_revenue", window["net_revenue"].to_numpy())
        new += strangers(held, part.buyers)
    return SplitInParts(past=before, did=did, days=days, new_customers=new)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOnDisk:
    """What was known at the cut of the customers of a file: a Part."""

    number: int
    cut: date
    buyers: pl.DataFrame
    days: pl.LazyFrame
    """The rows of `calendar.customer_days`."""

    def window(self, first: date, last: date) -> pl.DataFrame:
        """Return what each of `buyers`, in their order, did from `first` to `last`; see `split.done`."""
        return done(self.days, self.buyers["customer_key"], first, last)


@dataclass(frozen=True, kw_only=True, eq=False)
class PastInParts:
    """What was known at the cut, in files: a Known."""

    customers: CustomersInParts
    currency: str | None
    folder: Path

    @property
    def cut(self) -> date:
        """The last day that is known."""
        return self.customers.as_of

    @cached_property
    def base(self) -> Base:
        """The customers."""
        return Base(customers=self.customers, currency=self.currency, folder=self.folder / "base")

    @cached_property
    def bought(self) -> BoughtInParts:
        """Their purchases."""
        return BoughtInParts(base=self.base, return_window=RETURN_WINDOW_DAYS)

    def parts(self) -> Iterator[PartOnDisk]:
        """Yield the customers of each file."""
        for number, (buyers, days) in enumerate(zip(self.base.parts(), self.bought.files(), strict=True)):
            yield PartOnDisk(number=number, cut=self.cut, buyers=buyers, days=days)

    def whole(self) -> Part:
        """Raise NotInPartsError."""
        raise NotInPartsError

    def foretold(self, told: Told) -> LaidDown:
        """Return what is told of each file, laid down until the next forecaster tells."""
        folder = self.folder / "told"
        with writing():
            folder.mkdir(exist_ok=True)
        vectors, said = Vectors(base=self.base, folder=folder), set()
        for part in self.parts():
            expected = told(part)
            for name in VECTORS:
                values = expected.vector(name)
                if values is not None:
                    vectors.write(part.number, name, values)
                    said.add(name)
        return LaidDown(vectors=vectors, said=frozenset(said), method=expected.method, because=expected.because)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Numbers of each customer, in files: written a part at a time, read in the order of all."""

    base: Base
    folder: Path

    def write(self, part: int, name: str, values: np.ndarray) -> None:
        """Lay down a number of each buyer of a part.  Raises WriteError."""
        with writing():
            np.save(self._path(part, name), values)

    def read(self, name: str) -> np.ndarray:
        """Return one number of each buyer, in the order of their keys, shape `(customers,)`."""
        parts = range(len(self.base.customers.paths))
        return self.base.in_order(np.load(self._path(part, name)) for part in parts)

    def _path(self, part: int, name: str) -> Path:
        return self.folder / f"{name}-{part:05}.npy"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidDown:
    """What is expected of customers in files: a Foretold."""

    vectors: Vectors
    said: frozenset[Vector]
    method: str | None
    because: tuple[str, ...]

    def vector(self, name: Vector) -> Floats | None:
        """Return one of the vectors, read when it is asked for."""
        return self.vectors.read(name) if name in self.said else None
