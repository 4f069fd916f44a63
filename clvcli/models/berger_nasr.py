"""Sales once a year and promotion in the middle of it, for a number of years: what a budget is made from.

    CLV = GC sum_{i=0..n} r^i / (1+d)^i  -  M sum_{i=1..n} r^(i-1) / (1+d)^(i-0.5)

GC is the gross contribution of a year, M the promotion spent on a customer a year, r the yearly retention rate,
d the yearly discount rate and n the years after the first sale, which is made now and counted.

Berger, Nasr (1998), Customer Lifetime Value: Marketing Models and Applications, Journal of Interactive
Marketing 12(1), case 1.
"""

from __future__ import annotations

import numpy as np

from clvcli.errors import FormulaNotUsableError
from clvcli.models.given_rates import check_share


def yearly_sales_and_promotion(
    margin: float, retention: float, discount_rate: float, retention_cost: float, years: float
) -> float:
    """Return the value of a customer, in the unit of `margin`, over a whole number of `years`.

    Raises FormulaNotUsableError for parts of a year, and for a retention that is no share.
    """
    check_share("retention", retention)
    if years < 1 or years != int(years):
        raise FormulaNotUsableError.parts_of_years(years)
    year = np.arange(int(years) + 1)
    staying = retention**year
    sales = staying @ (1.0 + discount_rate) ** -year
    promotion = staying[:-1] @ (1.0 + discount_rate) ** -(year[1:] - 0.5)
    return float(margin * sales - retention_cost * promotion)
