"""Purchase histories as the models take them: the distinct ones, each with its number of customers.

The papers reduce a customer to x repeat purchases, t_x the time of the last one and T the time
observed, both from the first purchase.  A retailer's times are whole days, so a million customers
share half a million histories; likelihoods and scores are worked out once for each.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Scalar = TypeVar("Scalar", bound=np.generic)

DAYS_PER_WEEK = 7.0
"""Models count time in weeks, as the papers do; days enter whole and are divided once, here."""

_DIGIT = 16
"""Bits that NumPy sorts by counting."""

_COARSE, _FINE = 2.0**10, 2.0**40
"""Pieces of one, of which sums are exact."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Histories:
    """Histories (x, t_x, T), each with how many customers have it.

    x and the times are positions in short tables of distinct values, so that a logarithm or a
    gamma function is taken once per value and looked up per history.
    """

    repeats: Floats
    """Distinct x, ascending, shape `(n_x,)`."""
    times: Floats
    """Times in weeks that hold every t_x and T, ascending, shape `(n_times,)`."""
    x_at: Ints
    """Position of each history's x in `repeats`, shape `(n,)`."""
    t_x_at: Ints
    """Position of each history's t_x in `times`, shape `(n,)`."""
    T_at: Ints
    """Position of each history's T in `times`, shape `(n,)`."""
    count: Floats
    """Customers with this history, shape `(n,)`."""

    @property
    def x(self) -> Floats:
        """Repeat purchases, shape `(n,)`."""
        return self.repeats[self.x_at]

    @property
    def t_x(self) -> Floats:
        """Weeks from first to last purchase, shape `(n,)`."""
        return self.times[self.t_x_at]

    @property
    def T(self) -> Floats:  # noqa: N802  the papers' name
        """Weeks from first purchase to the end of observation, shape `(n,)`."""
        return self.times[self.T_at]

    @property
    def n_customers(self) -> int:
        """Customers in all."""
        return round(float(self.count.sum()))

    @property
    def ages(self) -> tuple[Floats, Ints]:
        """Distinct T in weeks, ascending, and the position of each history's T among them."""
        occurs = np.bincount(self.T_at, minlength=self.times.size) > 0
        return self.times[occurs], (np.cumsum(occurs) - 1)[self.T_at]

    @property
    def exposures(self) -> tuple[Floats, Floats, Ints]:
        """Distinct pairs of x and T, as two arrays, and the position of each history's pair among them."""
        pair, at = distinct(self.x_at * self.times.size + self.T_at)
        x_at, T_at = np.divmod(pair, max(self.times.size, 1))
        return self.repeats[x_at], self.times[T_at], at

    def blocks(self, size: int) -> Iterator[Histories]:
        """Yield these histories `size` at a time, in order; one block of none where there are none."""
        for first in range(0, max(self.count.size, 1), size):
            part = slice(first, first + size)
            yield replace(
                self,
                x_at=self.x_at[part],
                t_x_at=self.t_x_at[part],
                T_at=self.T_at[part],
                count=self.count[part],
            )

    def rounded(self, cells: int) -> Histories:
        """Return fewer histories, their times rounded so that at most about `cells` can differ.

        Times become multiples of one, two, four ... weeks: for a first guess, not for a result.
        """
        n_x, weeks = self.repeats.size, 1.0
        while n_x * (self.times[-1] / weeks + 1.0) ** 2 > cells and weeks < self.times[-1]:
            weeks *= 2.0
        step = np.rint(self.times / weeks).astype(np.int64)
        n_steps = int(step[-1]) + 1
        key = (self.x_at * n_steps + step[self.t_x_at]) * n_steps + step[self.T_at]
        count = totals(key, self.count, n_x * n_steps**2)
        x_at, t_x_at, T_at = np.unravel_index(np.flatnonzero(count), (n_x, n_steps, n_steps))
        return Histories(
            repeats=self.repeats,
            times=np.arange(n_steps, dtype=np.float64) * weeks,
            x_at=x_at,
            t_x_at=t_x_at,
            T_at=T_at,
            count=count[count > 0],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbours:
    """Histories with neighbouring x, on a grid of these and of the times that occur among them."""

    repeats_at: slice
    """Positions of their x in `repeats`."""
    times_at: Ints | slice
    """Positions in `times` of the times that occur; all, where most do."""
    rows: Ints
    """Which histories they are, shape `(n,)`."""
    x_at: Ints
    """Position of each x among those."""
    t_x_at: Ints
    """Position of each t_x among those."""
    T_at: Ints
    """Position of each T among those."""
    count: Floats
    """Customers with each history."""

    def blocks(self, size: int) -> Iterator[Neighbours]:
        """Yield these histories `size` at a time."""
        for first in range(0, self.rows.size, size):
            part = slice(first, first + size)
            yield replace(
                self,
                rows=self.rows[part],
                x_at=self.x_at[part],
                t_x_at=self.t_x_at[part],
                T_at=self.T_at[part],
                count=self.count[part],
            )


def by_repeats(histories: Histories, cells: int) -> list[Neighbours]:
    """Return the histories in groups of neighbouring x, ascending, whose grids have about `cells` at most."""
    h = histories
    order = ascending(h.x_at)
    ends = np.cumsum(np.bincount(h.x_at, minlength=h.repeats.size))
    wide = max(1, cells // max(h.times.size, 1))
    firsts = range(0, h.repeats.size, wide)
    parts = np.split(order, ends[wide - 1 : -1 : wide])
    return [_neighbours(h, slice(first, first + wide), rows) for first, rows in zip(firsts, parts, strict=True)]


def _neighbours(h: Histories, repeats_at: slice, rows: Ints) -> Neighbours:
    t_x_at, T_at = h.t_x_at[rows], h.T_at[rows]
    times_at: Ints | slice = slice(None)
    if 2 * rows.size < h.times.size:
        times_at, at = distinct(np.concatenate([t_x_at, T_at]))
        t_x_at, T_at = at[: rows.size], at[rows.size :]
    return Neighbours(
        repeats_at=repeats_at,
        times_at=times_at,
        rows=rows,
        x_at=h.x_at[rows] - repeats_at.start,
        t_x_at=t_x_at,
        T_at=T_at,
        count=h.count[rows],
    )


def compress(x: Ints, t_x_days: Ints, T_days: Ints) -> tuple[Histories, Ints]:
    """Return the distinct histories, ascending by x, t_x, T, and each customer's position among them.

    Takes whole numbers, one per customer, shape `(n,)`; a result `per_history` of a model is brought
    back to customers by `per_history[position]`.
    """
    bits = int(max(t_x_days.max(initial=0), T_days.max(initial=0))).bit_length()
    key = _packed(x, t_x_days, T_days, bits)
    order = ascending(key)
    key = key[order]
    differs = np.ones(key.size, dtype=np.bool_)
    np.not_equal(key[1:], key[:-1], out=differs[1:])
    first = np.flatnonzero(differs)
    x_of_key, t_x_at, T_at = _unpacked(key[first], bits)
    repeats, x_at = distinct(x_of_key)
    histories = Histories(
        repeats=repeats.astype(np.float64),
        times=np.arange(T_at.max(initial=0) + 1) / DAYS_PER_WEEK,
        x_at=x_at,
        t_x_at=t_x_at,
        T_at=T_at,
        count=np.diff(first, append=key.size).astype(np.float64),
    )
    position = np.empty_like(order)
    position[order] = np.cumsum(differs) - 1
    return histories, position


def counted(x: Ints, t_x_days: Ints, T_days: Ints, count: Ints) -> Histories:
    """Return the histories of `compress`, of each of which `count` customers are known; each shape `(n,)`."""
    histories, position = compress(x, t_x_days, T_days)
    return replace(histories, count=totals(position, count.astype(np.float64), histories.count.size))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Places:
    """Where histories in whole days stand among those of `compress`."""

    bits: int
    keys: Ints

    @classmethod
    def among(cls, histories: Histories) -> Places:
        """Return what finds a history among these."""
        h = histories
        bits = int(max(h.t_x_at.max(initial=0), h.T_at.max(initial=0))).bit_length()
        return cls(bits=bits, keys=_packed(h.repeats[h.x_at].astype(np.int64), h.t_x_at, h.T_at, bits))

    def of(self, x: Ints, t_x_days: Ints, T_days: Ints) -> Ints:
        """Return the position of each, shape `(n,)`; all of them are among the histories."""
        return np.searchsorted(self.keys, _packed(x, t_x_days, T_days, self.bits))


def histories_of(x: Floats, t_x: Floats, T: Floats, count: Floats | None = None) -> Histories:
    """Return histories in the order given, one for each row, from times in weeks of any fraction.

    Takes arrays of shape `(n,)`, or of shapes that broadcast to it.
    """
    x, t_x, T = (np.atleast_1d(np.asarray(v, dtype=np.float64)) for v in (x, t_x, T))
    x, t_x, T = np.broadcast_arrays(x, t_x, T)
    repeats, x_at = distinct(x)
    times, at = distinct(np.concatenate([t_x, T]))
    return Histories(
        repeats=repeats,
        times=times,
        x_at=x_at,
        t_x_at=at[: x.size],
        T_at=at[x.size :],
        count=np.ones(x.size) if count is None else np.asarray(count, dtype=np.float64),
    )


def floats(*columns: ArrayLike) -> list[Floats]:
    """Return each column as an array of floats."""
    return [np.asarray(column, dtype=np.float64) for column in columns]


def distinct(values: NDArray[Scalar]) -> tuple[NDArray[Scalar], Ints]:
    """Return the distinct values, ascending, and the position of each value among them.

    Whole numbers that lie close together are counted, which is faster than sorting them.  None may be NaN.
    As `np.unique`, in two thirds of its memory.
    """
    if values.dtype.kind == "i" and values.size and int(values.max()) - int(values.min()) < values.size:
        least = values.min()
        occurs = np.bincount(values - least) > 0
        return np.flatnonzero(occurs).astype(values.dtype) + least, (np.cumsum(occurs) - 1)[values - least]
    order = np.argsort(values)
    rising = values[order]
    differs = np.ones(values.size, dtype=np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=differs[1:])
    found = rising[differs]
    del rising
    number: Ints = np.cumsum(differs, dtype=np.int64)
    number -= 1
    position = np.empty_like(order)
    position[order] = number
    return found, position


def ascending(values: Ints) -> Ints:
    """Return the order that sorts whole numbers of at least 0, equal ones as they stand.

    A digit of sixteen bits at a time, the lowest first: NumPy sorts those by counting.
    """
    order: Ints = np.argsort(values.astype(np.uint16), kind="stable")
    for shift in range(_DIGIT, int(values.max(initial=0)).bit_length(), _DIGIT):
        digit = (values >> shift).astype(np.uint16)
        order = order[np.argsort(digit[order], kind="stable")]
    return order


def totals(at: Ints, amount: Floats, size: int) -> Floats:
    """Return the sum of `amount` at each of `size` positions."""
    return np.bincount(at, weights=amount, minlength=size).astype(np.float64, copy=False)


def in_two(amount: Floats) -> Floats:
    """Return amounts in two pieces that add up exactly in any order, shape `(2, n)`: in thousandths, and the rest.

    Both are whole multiples of a power of two, 2^-10 and 2^-40, so that sums of either are exact as long as 53 bits
    hold them: the same, however amounts are put together.
    """
    coarse = np.rint(amount * _COARSE) / _COARSE
    return np.stack([coarse, np.rint((amount - coarse) * _FINE) / _FINE])


def _packed(x: Ints, t_x: Ints, T: Ints, bits: int) -> Ints:
    """Return one integer per history that sorts like (x, t_x, T), of which the times take `bits` each."""
    return (x.astype(np.int64) << 2 * bits) | (t_x.astype(np.int64) << bits) | T


def _unpacked(key: Ints, bits: int) -> tuple[Ints, Ints, Ints]:
    """Return x, t_x and T of packed histories."""
    mask = (1 << bits) - 1
    return key >> 2 * bits, (key >> bits) & mask, key & mask
