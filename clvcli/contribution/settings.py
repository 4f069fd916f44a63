"""What a shop knows of its costs beside those of the goods: per order, per return, per krone charged."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING

from clvcli.config import MIN_COST_COVERAGE, RETURN_WINDOW_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

OTHER = "other"
"""The name of all categories or channels that have no margin of their own."""


@dataclass(frozen=True, slots=True)
class ByChannel:
    """What an order costs by the channel it came through."""

    amounts: Mapping[str, Decimal]
    """Channel -> its amount; OTHER for all that are not named."""

    @property
    def named(self) -> tuple[str, ...]:
        """The channels that have an amount of their own."""
        return tuple(name for name in self.amounts if name != OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSettings:
    """Costs a user names; None is a cost that nobody named, which is not the same as none."""

    margin: float | None = None
    """Contribution 1 per net revenue, of all goods."""
    margins: Mapping[str, float] = field(default_factory=dict)
    """The same by category, or by channel where no category has the name; OTHER for all that are not named."""
    payment_fee: float | None = None
    """Per money charged, tax included."""
    freight: Decimal | ByChannel | None = None
    """Per valid order; so are the next two."""
    packing: Decimal | ByChannel | None = None
    handling: Decimal | ByChannel | None = None
    return_handling: Decimal | None = None
    """Per order of which anything came back."""
    restocked: float = 1.0
    """Share of the cost of returned goods that is saved, because they can be sold again."""
    return_window_days: int = RETURN_WINDOW_DAYS
    """Days after an order in which goods may still come back."""
    least_covered: float = MIN_COST_COVERAGE
    """Share of net sales whose cost must be known, where costs are known at all."""

    @property
    def of_orders(self) -> bool:
        """Whether orders have to be looked at one by one to tell what they leave."""
        return self.of_delivery or bool(self.margins) or self.restocked < 1.0

    @property
    def of_delivery(self) -> bool:
        """Whether any cost beyond the goods is named, so that contribution 2 can be told."""
        return self.payment_fee is not None or bool(self.amounts)

    @property
    def by_channel(self) -> dict[str, ByChannel]:
        """The options that name an amount for each channel."""
        each = {"--freight": self.freight, "--packing": self.packing, "--handling": self.handling}
        return {option: cost for option, cost in each.items() if isinstance(cost, ByChannel)}

    @property
    def amounts(self) -> tuple[str, ...]:
        """The options that name an amount of money, which is in one currency."""
        named = {
            "--freight": self.freight,
            "--packing": self.packing,
            "--handling": self.handling,
            "--return-handling": self.return_handling,
        }
        return tuple(option for option, cost in named.items() if cost is not None)
