"""What all customers come to, by history, from whichever parts they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clvcli.valuation.flows import Crowd

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from clvcli.models.histories import Floats
    from clvcli.valuation.base import Based
    from clvcli.valuation.plan import Plan


def crowd_of(base: Based, plan: Plan, per_purchase: Callable[[pl.DataFrame], Floats]) -> Crowd:
    """Return what the buyers of `base` come to, of whom a purchase brings what `per_purchase` tells of some."""
    crowd = Crowd(*np.zeros((4, base.histories.count.size)))
    for number, buyers in enumerate(base.parts()):
        one = Crowd.of(base.position(buyers), per_purchase(buyers), plan.boost_of(number), crowd.customers.size)
        crowd = crowd.and_(one)
    return crowd
