"""What the rates of a formula must be: nothing fits them, so somebody may have written what cannot be meant."""

from __future__ import annotations

from clvcli.errors import FormulaNotUsableError, LifetimeNeedsDiscountError


def check_share(name: str, share: float) -> None:
    """Raise FormulaNotUsableError where a share of customers is not from 0 to below 1: nobody stays for ever."""
    if not 0.0 <= share < 1.0:
        raise FormulaNotUsableError.not_a_share(name, share)


def check_endless(retention: float, discount_rate: float, growth: float = 0.0) -> None:
    """Raise where the payments of all time to come have no sum.

    FormulaNotUsableError for a retention that is no share, and for payments that grow as fast as they are
    discounted; LifetimeNeedsDiscountError without a discount rate.
    """
    check_share("retention", retention)
    if not discount_rate > 0.0:
        raise LifetimeNeedsDiscountError.formula()
    if not retention * (1.0 + growth) < 1.0 + discount_rate:
        raise FormulaNotUsableError.outgrown(retention, growth, discount_rate)
