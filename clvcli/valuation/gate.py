"""Whether the data can carry a purchase model: each threshold with its reason, the answer in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from clvcli.sayings import Saying
from clvcli.valuation.plain_words import OF_PURCHASES, plainly

if TYPE_CHECKING:
    import polars as pl

    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Histories

REPEAT_BUYERS = 50
"""Four parameters are learnt from those who came back; with fewer, a handful of people decide them."""

SPAN_DAYS = 180
"""Half a year: in less, a customer who has left and one who waits cannot be told apart."""

PURCHASE_DAYS = 3
"""Somebody must have come back twice: one gap a customer says nothing about leaving after a purchase."""

Closed = Literal["too little", "no churn", "no usable model", "none asked for"]
"""What closes the gate: a threshold, no sign of leaving, no fit that can be used, or the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What the data offer a model, and why not, where it is not enough."""

    customers: int
    """Customers with a kept purchase."""
    repeat_buyers: int
    """Those with a second purchase day."""
    span_days: int
    reason: str | None
    """Why no model predicts, in a few words; None where the gate is open."""
    closed: Closed | None = None
    """Which kind of reason that is."""

    @property
    def open(self) -> bool:
        """Whether a model predicts."""
        return self.reason is None


def opened(gate: Gate) -> Gate:
    """Return the gate where what predicts was decided by the user."""
    return replace(gate, reason=None, closed=None)


def measured(buyers: pl.DataFrame, *, span_days: int) -> Gate:
    """Return what `buyers` (customers with a kept purchase) offer, held against the thresholds."""
    repeats = buyers["repeat_purchases"]
    most = int(repeats.max() or 0)  # type: ignore[arg-type]  # an Int32 column has no other maximum
    return _measured(buyers.height, int((repeats > 0).sum()), most, span_days)


def measured_by(histories: Histories, *, span_days: int) -> Gate:
    """Return the same of customers known by their histories."""
    again = float(histories.count[histories.x > 0].sum())
    return _measured(histories.n_customers, round(again), int(histories.repeats.max(initial=0)), span_days)


def _measured(customers: int, repeat_buyers: int, most_repeats: int, span_days: int) -> Gate:
    lacking = _too_little(repeat_buyers, most_repeats + 1, span_days)
    return Gate(
        customers=customers,
        repeat_buyers=repeat_buyers,
        span_days=span_days,
        reason=lacking,
        closed=None if lacking is None else "too little",
    )


def _too_little(repeat_buyers: int, most: int, span_days: int) -> str | None:
    if repeat_buyers < REPEAT_BUYERS:
        return Saying(
            "{count:,} repeat buyer; {needed} are needed"
            if repeat_buyers == 1
            else "{count:,} repeat buyers; {needed} are needed",
            count=repeat_buyers,
            needed=REPEAT_BUYERS,
        )
    if span_days < SPAN_DAYS:
        return Saying(
            "{count:,} day of orders; {needed} are needed"
            if span_days == 1
            else "{count:,} days of orders; {needed} are needed",
            count=span_days,
            needed=SPAN_DAYS,
        )
    if most < PURCHASE_DAYS:
        return Saying("nobody bought on {days} days", days=PURCHASE_DAYS)
    return None


def unusable(fit: Fit[Any]) -> str | None:
    """Return why a fitted model cannot be used, in plain words, or None."""
    if fit.at_boundary is None and not fit.converged:
        return Saying("the search for the best parameters did not settle")
    return plainly(fit.at_boundary, OF_PURCHASES) if fit.at_boundary is not None else None
