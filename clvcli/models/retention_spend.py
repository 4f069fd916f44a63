"""Value net of what is spent to keep the customer: (M - R) (1 + d) / (1 + d - r).

M is the margin of a period and R the retention spend of a period, both from the first one on, which is made now
and counted; r is the retention rate and d the discount rate of a period.

Darden School of Business, course note on customer lifetime value (Netflix example, monthly).
"""

from __future__ import annotations

from clvcli.models.three_formulas import first_included


def net_of_retention_spend(margin: float, retention: float, discount_rate: float, retention_cost: float) -> float:
    """Return the value of a customer, in the unit of `margin`; raises as `given_rates.check_endless`."""
    return first_included(margin - retention_cost, retention, discount_rate)
