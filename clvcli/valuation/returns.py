"""How what comes back changes with the number of a purchase: a trend beyond chance, or one rate for all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
from scipy.special import chdtri

from clvcli.contribution.return_rates import rates_of_sums, sums_by_number
from clvcli.models.histories import totals
from clvcli.orders.steps import in_steps
from clvcli.sayings import Saying, joined

if TYPE_CHECKING:
    from clvcli.models.histories import Floats, Ints
    from clvcli.valuation.purchase_days import PurchaseDays

LEAST_RETURNED = 0.02
"""Share of net sales that must have come back: of less, half as much again changes a value by one percent."""

BY_CHANCE = 0.01
"""How likely chance may make rates differ as they do: a shop is asked once, a backtest at every cut."""


_SETTLED = pl.Schema(
    {
        "order_no": pl.UInt32(),
        "net_sales": pl.Float64(),
        "returns": pl.Float64(),
        "units": pl.Float64(),
        "returned_units": pl.Float64(),
    }
)
"""What `return_rates.sums_by_number` takes, where nothing is known of units."""


class Step(NamedTuple):
    """Purchases from a number on, until the next step."""

    first: int
    times: float
    """What comes back of them, over what comes back of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTrend:
    """What comes back of the net sales of a purchase by its number, as multiples of the rate of all."""

    steps: tuple[Step, ...] = ()
    """Ascending, the first from purchase 1 on; empty where one rate holds for all."""

    def times(self, n: Floats) -> Floats:
        """Return the multiple that is expected of the next purchases of customers who have made `n`, shaped alike.

        That of the very next one stands for all that come: steps are wide where customers get through them.
        """
        if not self.steps:
            return np.ones_like(n)
        first, times = (np.array(each, dtype=np.float64) for each in zip(*self.steps, strict=True))
        found: Floats = times[np.maximum(np.searchsorted(first, n + 1.0, side="right") - 1, 0)]
        return found

    def numbers(self, n: int) -> str | None:
        """Return which purchases the next one is among, after `n`: `2`, `4-5`, `11+`; None where all are alike."""
        if not self.steps:
            return None
        return [name for name, first in zip(self.names, self.steps, strict=True) if first.first <= n + 1][-1]

    @property
    def names(self) -> tuple[str, ...]:
        """The numbers of purchases of each of `steps`."""
        starts = [step.first for step in self.steps]
        closed = [str(first) if after == first + 1 else f"{first}-{after - 1}" for first, after in pairwise(starts)]
        return (*closed, *(f"{first}+" for first in starts[-1:]))


ONE_RATE = ReturnTrend()
"""The same is expected back of every purchase."""


def returned_share(sales: float, revenue: float) -> float:
    """Return the share of net sales that came back, given what was left of them."""
    return min(max(1.0 - revenue / sales, 0.0), 1.0) if sales > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """What came back of purchases, added up, in whole steps of money (`orders.steps`)."""

    sales: float
    revenue: float
    settled: tuple[pl.DataFrame, ...]
    """`return_rates.sums_by_number` of purchases of which nothing is to come back any more."""
    numbers: Floats
    """Net sales by the number of a purchase, from 0 on, of which there is none."""

    @classmethod
    def of(cls, days: PurchaseDays) -> CameBack:
        """Return that of these purchases."""
        number, sales, revenue = days.number_of_purchase, in_steps(days.sales), in_steps(days.revenue)
        return cls(
            sales=float(sales.sum()),
            revenue=float(revenue.sum()),
            settled=(sums_by_number(_settled(days.settled, number, sales, revenue)),),
            numbers=totals(number, sales, int(number.max(initial=0)) + 1),
        )

    def and_(self, other: CameBack) -> CameBack:
        """Return that of these and of other customers' purchases."""
        most = max(self.numbers.size, other.numbers.size)
        return CameBack(
            sales=self.sales + other.sales,
            revenue=self.revenue + other.revenue,
            settled=self.settled + other.settled,
            numbers=np.add(*(np.pad(each.numbers, (0, most - each.numbers.size)) for each in (self, other))),
        )


def return_trend(days: PurchaseDays) -> tuple[ReturnTrend, str | None]:
    """Return how returns change with the number of a purchase, and why so; None where nothing comes back."""
    return trend_of(CameBack.of(days))


def trend_of(back: CameBack) -> tuple[ReturnTrend, str | None]:
    """Return how returns change with the number of a purchase, and why so; None where nothing comes back.

    The rates are those of purchases whose return window is over, each drawn to that of all as far as its money
    says little (`contribution.return_rates`), and scaled so that of all purchases together as much is expected
    back as came.  They hold where Cochran's (1954) Q, the squared differences of rates weighted by net sales over
    what purchases differ within a class, is beyond what chance makes with BY_CHANCE; else one rate does.
    """
    share = returned_share(back.sales, back.revenue)
    if share < LEAST_RETURNED:
        little = Saying("one return rate for all: {share:.1%} of net sales came back", share=share)
        return ONE_RATE, little if share else None
    classes = rates_of_sums(back.settled)
    differ, needed = _heterogeneity(classes), _by_chance(classes.height)
    found = Saying("(chi-square {found:.1f}, {needed:.1f} needed)", found=differ, needed=needed)
    if not differ > needed:
        return ONE_RATE, Saying(
            "one return rate for all: by the number of a purchase it differs by chance alone {found}", found=found
        )
    trend = _scaled(classes, back)
    rates = [
        Saying("{share:.0%} of {numbers}", share=share * step.times, numbers=numbers)
        for numbers, step in zip(trend.names, trend.steps, strict=True)
    ]
    return trend, Saying(
        "what comes back differs by the number of a purchase, beyond chance {found}: {rates}",
        found=found,
        rates=joined(", ", rates),
    )


def _scaled(classes: pl.DataFrame, back: CameBack) -> ReturnTrend:
    """Return the rates of `classes` over what they say of all purchases together."""
    starts = [1, *classes["first"].to_list()[1:]]
    rates = ReturnTrend(steps=tuple(map(Step, starts, classes["shrunk"].to_list())))
    before = np.arange(back.numbers.size, dtype=np.float64) - 1.0
    usual = float(back.numbers @ rates.times(before) / back.sales)
    return ReturnTrend(steps=tuple(Step(step.first, step.times / usual) for step in rates.steps))


def _settled(
    rows: np.ndarray[tuple[int], np.dtype[np.bool_]], number: Ints, sales: Floats, revenue: Floats
) -> pl.DataFrame:
    """Return what `sums_by_number` takes of the purchases of which nothing is to come back any more."""
    return pl.DataFrame(
        {
            "order_no": number[rows],
            "net_sales": sales[rows],
            "returns": (sales - revenue)[rows],
            "units": None,
            "returned_units": None,
        },
        schema=_SETTLED,
    )


def _heterogeneity(classes: pl.DataFrame) -> float:
    """Return Q of the value rates of classes; 0 where no or one class, or purchases alike, tell nothing."""
    sales, rate, spread = (classes[name].cast(pl.Float64).to_numpy() for name in ("net_sales", "value", "spread"))
    if not (spread.size and (np.isfinite(spread) & (spread > 0)).all()):
        return 0.0
    mean = sales @ rate / sales.sum()
    return float((sales / spread) @ (rate - mean) ** 2)


def _by_chance(classes: int) -> float:
    """Return the Q that rates of as many classes exceed by chance alone with BY_CHANCE: of chi-square."""
    return float(chdtri(max(classes - 1, 1), BY_CHANCE))
