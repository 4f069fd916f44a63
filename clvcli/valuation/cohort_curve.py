"""Cohort curve: customers are expected to do what earlier ones went on to do who stood where they stand.

A forecast where no model can be identified.  It assumes nothing about how customers buy or leave, only that
they are like those before them.

Days of the past are looked at as if they were today, each at least as far before the last day known as the
forecast looks ahead.  Customers known then stand in cells: how often they had bought of late, whether they had
ever come back, and how long ago they came first.  What each did next is known, and its distribution in a cell
is what is expected of today's customers in that cell.  "Of late" is as long for all days that are looked at,
today among them: otherwise today's customers, who had more time to buy in, would be taken for better ones than
those who did the same in less.  Nothing is taken beyond what was seen: at most half the time observed is
predicted, so that as much lies before it.

A cell with few customers says little; it borrows from all who bought as often, and these from all customers,
as if BORROWED of them stood beside its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from clvcli.customers.months import QUARTER_DAYS
from clvcli.models.histories import Floats, Ints, distinct, totals
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.valuation.purchase_days import PurchaseDays

AGES = np.array([31, QUARTER_DAYS, 2 * QUARTER_DAYS])
"""Days since the first purchase from which the next cell begins; the last begins where "of late" does."""

OFTEN = np.array([1, 2, 3, 4, 6, 9, 13])
"""Purchases of late from which the next cell begins."""

AGE_CELLS = AGES.size + 2
ORDER_CELLS = 2 * (OFTEN.size + 1)
CELLS = ORDER_CELLS * AGE_CELLS

LATE = 2 / 3
"""Share of the time before the latest look that is "of late"; what is left is for looks before it."""

BORROWED = 8.0
"""Customers' worth of what others did that a cell takes over: with as many of its own it counts half."""

LEAST_SPAN = 90
"""Days of orders; in half of them somebody may come back."""

LEAST_CUSTOMERS = 20
LEAST_PURCHASES = 5
"""Known before the latest window, and made in it: with fewer, a curve would be somebody's story."""

BETWEEN_LOOKS = 30
MOST_LOOKS = 12
"""A month between two days that are looked at, and a year in all: what was long ago may not come again."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """What customers of each cell did in some number of days."""

    chances: Floats
    """Probability of 0, 1, 2 ... purchases, shape `(CELLS, most + 1)`."""
    errors: Floats
    """Standard error of the mean number, shape `(CELLS,)`."""
    cell: Ints
    """Where each of today's customers stands, shape `(customers,)`."""

    @property
    def expected(self) -> Floats:
        """Mean number of purchases, shape `(CELLS,)`."""
        mean: Floats = self.chances @ np.arange(self.chances.shape[1])
        return mean


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CohortCurve:
    """What customers did who were where today's are."""

    days: PurchaseDays
    """Of today's customers."""
    longest: int
    """Days ahead that can be predicted."""

    @property
    def late(self) -> int:
        """Days before a look that are "of late"."""
        return int(LATE * (self.days.span - self.longest))

    def window(self, ahead: int) -> Window:
        """Return what customers did in `ahead` days, at most `longest`.

        All windows follow the same customers from the same days, so that a longer one never expects less.
        """
        if not 0 <= ahead <= self.longest:
            raise ValueError(f"a curve of {self.longest} days was asked for {ahead}")
        seen = [self._look(cut, ahead) for cut in self._cuts()]
        who, cell, number = (np.concatenate(column) for column in zip(*seen, strict=True))
        return _window(who, cell, number.astype(np.int64), cells_of(self.days, self.late))

    def _cuts(self) -> Iterator[int]:
        """Yield the days that are looked at, the latest first; before each lies what is "of late"."""
        latest = self.days.as_of - self.longest
        for look in range(MOST_LOOKS):
            cut = latest - look * BETWEEN_LOOKS
            if cut - self.late < self.days.as_of - self.days.span:
                return
            yield cut

    def _look(self, cut: int, ahead: int) -> tuple[Ints, Ints, Floats]:
        """Return who was known at the end of a day, their cells, and what they bought in the `ahead` days after."""
        known, who = self.days.known(cut)
        bought = self.days.after(cut)[0] - self.days.after(cut + ahead)[0]
        return who, cells_of(known, self.late), bought[who]


def too_little(days: PurchaseDays) -> str | None:
    """Return why no curve can be drawn from `days`, or None."""
    if days.customers == 0 or days.span < LEAST_SPAN:
        span = days.span if days.customers else 0
        return Saying("{days:,} days of orders, {needed} are needed", days=span, needed=LEAST_SPAN)
    longest = days.span // 2
    known, who = days.known(days.as_of - longest)
    if known.customers < LEAST_CUSTOMERS:
        return Saying(
            "1 customer is known for {days:,} days, {needed} are needed"
            if known.customers == 1
            else "{customers:,} customers are known for {days:,} days, {needed} are needed",
            customers=known.customers,
            days=longest,
            needed=LEAST_CUSTOMERS,
        )
    made = int(days.after(known.as_of)[0][who].sum())
    if made < LEAST_PURCHASES:
        return Saying(
            "customers known for {days:,} days made {made:,} purchases in them, {needed} are needed",
            days=longest,
            made=made,
            needed=LEAST_PURCHASES,
        )
    return None


def fit(days: PurchaseDays) -> CohortCurve:
    """Return the curve that `days` show, `too_little` of which is None."""
    return CohortCurve(days=days, longest=days.span // 2)


def cells_of(days: PurchaseDays, late: int) -> Ints:
    """Return the cell of each customer of `days` at their end, the last `late` days being "of late"."""
    lately = days.day > days.as_of - late
    number = totals(days.customer[lately], np.ones(int(lately.sum())), days.customers)
    often = np.searchsorted(OFTEN, number, side="right") * 2 + (days.number > 1)
    ages = np.append(AGES[late > AGES], late)
    cell: Ints = often * AGE_CELLS + np.searchsorted(ages, days.as_of - days.first, side="right")
    return cell


def _window(who: Ints, cell: Ints, number: Ints, today: Ints) -> Window:
    """Return the window of customers `who`, some seen more than once, each time in a cell."""
    seen = [_seen(who, label, number, size) for label, size in ((cell * 0, 1), (cell // AGE_CELLS, ORDER_CELLS))]
    found = seen[0]
    for finer in (seen[1], _seen(who, cell, number, CELLS)):
        times = finer.customers.size // found.customers.size
        found = finer.drawn_to(_Seen(*(np.repeat(each, times, axis=0) for each in found)))
    return Window(chances=found.chances, errors=found.errors, cell=today)


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
