"""What a forecaster is: a function from what was known at the cut to what each customer is expected to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clvcli.backtest.split import Past
    from clvcli.models.histories import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is expected of each customer in the days after the cut, in the order of `Past.buyers`.

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

    @property
    def ranking(self) -> Floats | None:
        """What customers are ranked by, best highest."""
        return self.spend if self.rank is None else self.rank


Forecaster = Callable[["Past", int], Expected]
"""Takes what was known at the cut and the length of the window after it, in days.

Raises an AnalysisError where it cannot say anything from that.
"""
