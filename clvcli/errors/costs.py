"""CLV33x: what is known of costs, and what it is too little for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from clvcli.errors.data import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence


class CostsNotUsableError(DataError):
    """The costs that are known do not do for a contribution.

    Goods without a cost are taken to cost as much as those that have one, which says little where most have none:
    below half of net sales the run stops.  `--margin other=45%` gives a margin to the goods that have no cost,
    `--costs FILE` their costs, and `--min-cost-coverage 20%` goes on with what is known.

    An amount such as `--freight 39` is in one currency and is never put beside orders in another: with
    `--currency DKK --rates rates.csv` all orders are in one.
    """

    code = "CLV330"

    @classmethod
    def too_few(cls, share: float, least: float, *, currency: str | None) -> CostsNotUsableError:
        """Of goods whose cost is known for a `share` of net sales, which is below `least`."""
        of = f" in {currency}" if currency else ""
        enough = f"--min-cost-coverage {math.floor(share * 100)}%"
        return cls(
            f"cost is known for {share:.1%} of net sales{of}, and {least:.0%} is the least to go on",
            hint=f"--margin other=45% for the rest, or {enough}",
        )

    @classmethod
    def several_currencies(cls, options: Sequence[str], found: Sequence[str]) -> CostsNotUsableError:
        """Of amounts an order costs, named by `options`, where orders are in the currencies `found`."""
        named, are = " and ".join(options), "is one amount" if len(options) == 1 else "are amounts in one currency"
        return cls(
            f"{named} {are}, and the orders are in {', '.join(found)}",
            hint=f"--currency {found[0]} --rates rates.csv",
        )
