"""What a forecaster is: it learns from all that was known at the cut, and tells of some customers at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from clvcli.backtest.split import Known, Part
    from clvcli.models.histories import Floats

Vector = Literal["orders", "spend", "p_buy", "low", "high", "rank"]
"""What may be expected of each customer, as fields of Expected."""


class Foretold(Protocol):
    """What is expected of customers, wherever their vectors lie."""

    @property
    def method(self) -> str | None:
        """Return what the forecast was made by, where that was chosen at the cut."""

    @property
    def because(self) -> tuple[str, ...]:
        """Return why that, a sentence a step."""

    def vector(self, name: Vector) -> Floats | None:
        """Return what is expected of each customer, by key, shape `(customers,)`; None where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is expected of each customer of a part after the cut, in the order of its buyers: a Foretold.

    A None is something the forecaster says nothing about; what it says is scored.
    """

    orders: Floats | None = None
    """Purchase days."""
    spend: Floats | None = None
    """Net revenue, undiscounted."""
    p_buy: Floats | None = None
    """Probability of at least one purchase."""
    low: Floats | None = None
    high: Floats | None = None
    """The 80 % interval of net revenue."""
    rank: Floats | None = None
    """What customers are ranked by, best highest, where that is not `spend`."""
    method: str | None = None
    """What the forecast was made by, where that was chosen at the cut."""
    because: tuple[str, ...] = ()
    """Why that, a sentence a step."""

    def vector(self, name: Vector) -> Floats | None:
        """Return one of the vectors."""
        found: Floats | None = getattr(self, name)
        return found


Told = Callable[["Part"], Expected]
"""Takes what was known of some customers and tells what is expected of them."""

Forecaster = Callable[["Known", int], Told]
"""Takes what was known at the cut, of all customers, and the length of the window after it, in days.

Raises an AnalysisError where it cannot say anything from that, and NotInPartsError.
"""


class NotInPartsError(Exception):
    """A forecast follows all customers at once, and they lie in parts."""
