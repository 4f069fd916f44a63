"""What a small change of retention, margin, discount or acquisition cost does to the value of a customer.

Of m r / (1 + d - r), one percent more retention is (1 + d) / (1 + d - r) percent more value, one percent more
margin is one, and one percent less discount is d / (1 + d - r).  Found in five companies: retention about 5,
margin 1, acquisition cost 0.1 percent of the value of the firm.

Gupta, Lehmann, Stuart (2004), Valuing Customers, Journal of Marketing Research 41(1).
"""

from __future__ import annotations

from dataclasses import dataclass

from clvcli.models.given_rates import check_endless
from clvcli.models.three_formulas import first_excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """Relative changes of the value, each for one change alone; 0.05 is five percent more."""

    multiple: float
    """The margin multiple r / (1 + d - r), before any change."""
    retention_point: float
    """For one percentage point more retention."""
    retention_percent: float
    """For one percent more retention."""
    margin_percent: float
    """For one percent more margin."""
    discount_percent: float
    """For a discount rate one percent lower: 10 % to 9.9 %."""


def retention_elasticity(retention: float, discount_rate: float) -> float:
    """Return the percent of value that one percent of retention is worth; raises as `check_endless`."""
    check_endless(retention, discount_rate)
    return (1.0 + discount_rate) / (1.0 + discount_rate - retention)


def discount_elasticity(retention: float, discount_rate: float) -> float:
    """Return the percent of value that one percent of the discount rate is worth, below 0; raises as above."""
    check_endless(retention, discount_rate)
    return -discount_rate / (1.0 + discount_rate - retention)


def sensitivity(retention: float, discount_rate: float) -> Sensitivity:
    """Return what each change does to the margin multiple, exactly; raises as `check_endless`."""
    multiple = first_excluded(1.0, retention, discount_rate)

    def change(changed_retention: float, changed_rate: float) -> float:
        """Return by how much of itself the multiple changes."""
        return first_excluded(1.0, changed_retention, changed_rate) / multiple - 1.0

    return Sensitivity(
        multiple=multiple,
        retention_point=change(retention + 0.01, discount_rate),
        retention_percent=change(retention * 1.01, discount_rate),
        margin_percent=0.01,
        discount_percent=change(retention, discount_rate * 0.99),
    )
