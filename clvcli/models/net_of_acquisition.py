"""Value net of what it cost to win the customer: m r / (1 + d - r) - AC.

The first payment is left out, which goes with an acquisition cost that the first purchase has not paid for yet;
where it has, `three_formulas.first_included` is the value to hold against the cost.  For deciding about customers
to be won: of customers one has, the cost is spent whatever one does.

Textbook form, as in teaching cases on L.L. Bean.
"""

from __future__ import annotations

from clvcli.models.three_formulas import first_excluded


def net_of_acquisition(margin: float, retention: float, discount_rate: float, acquisition_cost: float) -> float:
    """Return the value of a new customer, in the unit of `margin`; raises as `given_rates.check_endless`."""
    return first_excluded(margin, retention, discount_rate) - acquisition_cost
