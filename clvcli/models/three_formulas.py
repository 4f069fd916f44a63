"""Three formulas for one constant retention rate, which differ in whether and when the first payment comes.

For a margin m a period, a retention rate r and a discount rate d of a period, over an endless relationship:

    A   m (1 + d) / (1 + d - r)     the first payment is made now and counted
    B   m r / (1 + d - r)           the first payment is made now and not counted: the margin multiple
    C   m / (1 + d - r)             payments are made at the ends of periods, the first one surely

A is B and one margin; C is A one period later.  A printed value means nothing before it is said which one it is.

Fader, Hardie (2012), Reconciling and Clarifying CLV Formulas, note 024, brucehardie.com.
"""

from __future__ import annotations

from clvcli.models.given_rates import check_endless


def first_included(margin: float, retention: float, discount_rate: float) -> float:
    """Return the value with the payment made now (A), in the unit of `margin`; raises as `check_endless`."""
    return first_at_end(margin, retention, discount_rate) * (1.0 + discount_rate)


def first_excluded(margin: float, retention: float, discount_rate: float) -> float:
    """Return the value after the payment made now (B); raises as `check_endless`."""
    return first_at_end(margin, retention, discount_rate) * retention


def first_at_end(margin: float, retention: float, discount_rate: float) -> float:
    """Return the value of payments at the ends of periods (C); raises as `check_endless`."""
    check_endless(retention, discount_rate)
    return margin / (1.0 + discount_rate - retention)
