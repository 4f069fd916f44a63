"""What customers of the same age and order number went on to do: a forecast where no model can be identified.

Days of the past are looked at as if they were today, each as far before the last day known as the forecast
looks ahead.  Customers known then stand in cells: how often they had bought, and how long ago for the
first time.  What each did next is known, and its distribution in a cell is what is expected of today's
customers in that cell.  Nothing is taken beyond what was seen: a window of at most half the time
observed is predicted, so that as much lies before it.

A cell with few customers says little; it borrows from all of its order number, and these from all
customers, as if BORROWED of them stood beside its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clvcli.models.histories import Floats, Ints, distinct, totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.valuation.purchase_days import PurchaseDays

AGES = np.array([31, 91, 182, 365, 730])
"""Days since the first purchase from which the next cell begins."""

MOST_ORDERS = 4
"""Whoever bought this often or more shares a cell."""

AGE_CELLS = AGES.size + 1
CELLS = MOST_ORDERS * AGE_CELLS

BORROWED = 20.0
"""Customers' worth of what others did that a cell takes over: with as many of its own it counts half."""

LEAST_SPAN = 90
"""Days of orders; in half of them somebody may come back."""

LEAST_CUSTOMERS = 20
LEAST_PURCHASES = 5
"""Known before the latest window, and made in it: with fewer, a curve would be somebody's story."""

BETWEEN_LOOKS = 30
MOST_LOOKS = 12
"""A month between two days that are looked at, and a year in all: what was long ago may not come again."""

LEAST_PAST = 30
"""Days of orders before a day that is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """What customers of each cell did in some number of days."""

    chances: Floats
    """Probability of 0, 1, 2 ... purchases, shape `(CELLS, most + 1)`."""
    errors: Floats
    """Standard error of the mean number, shape `(CELLS,)`."""

    @property
    def expected(self) -> Floats:
        """Mean number of purchases, shape `(CELLS,)`."""
        mean: Floats = self.chances @ np.arange(self.chances.shape[1])
        return mean


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CohortCurve:
    """What customers did who were where today's are."""

    days: PurchaseDays
    longest: int
    """Days ahead that can be predicted."""

    def window(self, ahead: int) -> Window:
        """Return what customers did in `ahead` days, at most `longest`."""
        if not 0 <= ahead <= self.longest:
            raise ValueError(f"a curve of {self.longest} days was asked for {ahead}")
        seen = list(_looks(self.days, ahead))
        who, cell, number = (np.concatenate(column) for column in zip(*seen, strict=True))
        return _window(who, cell, number.astype(np.int64))


def curve_of(days: PurchaseDays) -> CohortCurve | None:
    """Return the curve that `days` show; None where they show too little."""
    if days.customers == 0 or days.span < LEAST_SPAN:
        return None
    longest = days.span // 2
    known, who = days.known(days.as_of - longest)
    made = days.after(known.as_of)[0][who]
    if known.customers < LEAST_CUSTOMERS or made.sum() < LEAST_PURCHASES:
        return None
    return CohortCurve(days=days, longest=longest)


def cells_of(orders: Ints, age: Ints) -> Ints:
    """Return the cell of customers with this many purchases, the first of them `age` days ago."""
    cell: Ints = (np.clip(orders, 1, MOST_ORDERS) - 1) * AGE_CELLS + np.searchsorted(AGES, age, side="right")
    return cell


def _looks(days: PurchaseDays, ahead: int) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield who was known at each day that is looked at, their cells, and what they bought in `ahead` days."""
    first = days.as_of - days.span
    for look in range(MOST_LOOKS):
        cut = days.as_of - ahead - look * BETWEEN_LOOKS
        if look and cut - first < LEAST_PAST:
            return
        known, who = days.known(cut)
        bought = days.after(cut)[0] - days.after(cut + ahead)[0]
        yield who, cells_of(known.number.astype(np.int64), cut - known.first), bought[who]


def _window(who: Ints, cell: Ints, number: Ints) -> Window:
    """Return the window of customers `who`, some seen more than once, each time in a cell."""
    seen = [_seen(who, label, number, size) for label, size in ((cell * 0, 1), (cell // AGE_CELLS, MOST_ORDERS))]
    found = seen[0]
    for finer in (seen[1], _seen(who, cell, number, CELLS)):
        times = finer.customers.size // found.customers.size
        found = finer.drawn_to(_Seen(*(np.repeat(each, times, axis=0) for each in found)))
    return Window(chances=found.chances, errors=found.errors)


class _Seen(NamedTuple):
    """What customers with each label did."""

    chances: Floats
    """How often 0, 1, 2 ... purchases were seen, shape `(labels, most + 1)`."""
    errors: Floats
    """Standard error of the mean number, shape `(labels,)`."""
    customers: Floats

    def drawn_to(self, others: _Seen) -> _Seen:
        """Return the same with BORROWED of the `others` beside the customers."""
        own = self.customers / (self.customers + BORROWED)
        return _Seen(
            chances=own[:, None] * self.chances + (1.0 - own[:, None]) * others.chances,
            errors=own * self.errors + (1.0 - own) * others.errors,
            customers=self.customers,
        )


def _seen(who: Ints, label: Ints, number: Ints, size: int) -> _Seen:
    """Return what was seen of each label; what one customer did in several looks goes together in the error."""
    most = int(number.max()) + 1
    times = totals(label * most + number, np.ones(label.size), size * most).reshape(size, most)
    looks = times.sum(axis=1)
    each, at = distinct(who * size + label)
    of, bought = each % size, totals(at, number.astype(np.float64), each.size)
    mean = _over(totals(of, bought, size), looks)
    off = bought - mean[of] * np.bincount(at)
    return _Seen(
        chances=_over(times, looks[:, None]),
        errors=_over(np.sqrt(totals(of, off**2, size)), looks),
        customers=np.bincount(of, minlength=size).astype(np.float64),
    )


def _over(amount: Floats, parts: Floats) -> Floats:
    """Return amount / parts, 0 where there are none."""
    share: Floats = np.divide(amount, parts, out=np.zeros_like(amount), where=parts > 0)
    return share
