"""The simple formula: average order value, orders a year, years, and perhaps a margin.

What shops and agencies reckon with on the back of an envelope.  No discount, no doubt, and the years are an
opinion: a shop does not see a customer leave.  For comparison and teaching.
"""

from __future__ import annotations


def simple_revenue(aov: float, orders_per_year: float, years: float) -> float:
    """Return the net sales of a customer, in the unit of `aov`, the average order value."""
    return aov * orders_per_year * years


def simple_contribution(aov: float, orders_per_year: float, years: float, margin_rate: float) -> float:
    """Return the same times `margin_rate`, the contribution per net sales as a fraction."""
    return simple_revenue(aov, orders_per_year, years) * margin_rate
