"""What changed between two years of a shop: customers x orders x order value x what is kept x margin.

The change of a product is shared out among its factors by their logarithms, each weighted with the logarithmic
mean of the two products, so that the effects add up to the change and no factor is favoured by its place.

Ang (2004), Decomposition analysis for policymaking in energy, Energy Policy 32(9): the additive LMDI.
McCarthy, Fader, Ross (2022), The Customer-Base Audit, lens 1 and 2: the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import log, prod
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.windows import Window, is_guest, people, total
from clvcli.orders.schema import MONEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

FACTORS = ("customers", "orders_per_customer", "aov", "kept", "margin")
"""Active customers; valid orders of each; net sales of one; net revenue per net sales; contribution per net
revenue, the last only where costs are known.  Their product is what the customers brought."""

STEP = Decimal("0.0001")
"""Money is exact to four decimals, and so are effects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """From what a shop brought in one year to what it brought in another, in one currency."""

    before: Window
    after: Window
    value: str
    """What is compared: the column of orders that says what an order is worth."""
    factors: pl.DataFrame
    """`factor` (of FACTORS), `before` and `after` (null where nobody bought), `effect` on the value: exact, the
    effects add up to the change of the customers' value."""
    totals: pl.DataFrame
    """`whose` (customers, guests, shop), `before`, `after`, `change`: customers and guests are the shop."""
    known_later: Decimal
    """What became known of the earlier year after it had ended, mostly by returns: it is in no other figure."""


def effects(before: Sequence[float], after: Sequence[float]) -> list[float]:
    """Return how much each factor changed the product of all; the effects add up to its change.

    The logarithmic mean needs positive factors.  One that is zero or below in either year is taken out first,
    with half of each year's product of the others, and the others share the rest.
    """
    odd = next((at for at in reversed(range(len(before))) if min(before[at], after[at]) <= 0.0), None)
    if odd is None:
        weight = _log_mean(prod(before), prod(after))
        return [weight * log(new / old) for old, new in zip(before, after, strict=True)]
    old, new = ([*each[:odd], *each[odd + 1 :]] for each in (before, after))
    shared = effects(old, new)
    middle = (before[odd] + after[odd]) / 2.0
    own = (after[odd] - before[odd]) * (prod(old) + prod(new)) / 2.0
    return [*(middle * effect for effect in shared[:odd]), own, *(middle * effect for effect in shared[odd:])]


def bridge(now: Audit, then: Audit) -> Bridge:
    """Return what changed from the 12 months up to `then` to the 12 up to `now`, each as known at its end.

    `then` is the same shop at an earlier day.  Where one of the years has no sale by a customer the whole
    change stands at the number of customers; else what rounding leaves over, less than a hundredth of a cent
    each, goes to the largest effect.
    """
    before, after = Window.year_to(then.as_of), Window.year_to(now.as_of)
    value = now.value if "none" not in {now.level, then.level} else "net_revenue"
    old, new = before.of(then.orders), after.of(now.orders)
    of_customers = [total(orders.filter(~is_guest()), value) for orders in (old, new)]
    of_guests = [total(orders.filter(is_guest()), value) for orders in (old, new)]
    return Bridge(
        before=before,
        after=after,
        value=value,
        factors=_factors(_measured(old, value), _measured(new, value), of_customers[1] - of_customers[0]),
        totals=_totals(of_customers, of_guests),
        known_later=total(before.of(now.orders), value) - total(old, value),
    )


def _measured(orders: InParts, value: str) -> list[float] | None:
    """Return the FACTORS of known customers; None where they bought nothing, or all of it came back."""
    known = orders.filter(~is_guest())
    customers, valid = people(known.filter("kept")), int(known.total(pl.col("valid").sum()).item())
    sales, revenue, worth = (float(total(known, name)) for name in ("net_sales", "net_revenue", value))
    if not (customers and valid and sales and revenue):
        return None
    margin = [] if value == "net_revenue" else [worth / revenue]
    return [float(customers), valid / customers, sales / valid, revenue / sales, *margin]


def _factors(before: list[float] | None, after: list[float] | None, change: Decimal) -> pl.DataFrame:
    names = FACTORS[: len(before or after or FACTORS[:-1])]
    if before is None or after is None:
        nothing = [None] * len(names)
        exact = [change, *[Decimal(0)] * (len(names) - 1)]
        before, after = before or nothing, after or nothing  # type: ignore[assignment]  # null in a frame
    else:
        exact = _adding_up(effects(before, after), change)
    return pl.DataFrame(
        {"factor": names, "before": before, "after": after, "effect": exact},
        schema={"factor": pl.String, "before": pl.Float64, "after": pl.Float64, "effect": MONEY},
    )


def _adding_up(found: Sequence[float], change: Decimal) -> list[Decimal]:
    """Return effects in whole steps of money that add up to `change`: the residue goes to the largest."""
    exact = [Decimal(effect).quantize(STEP) for effect in found]
    largest = max(range(len(exact)), key=lambda at: abs(exact[at]))
    exact[largest] += change - sum(exact)
    return exact


def _totals(customers: Sequence[Decimal], guests: Sequence[Decimal]) -> pl.DataFrame:
    before, after = ([*each, sum(each)] for each in zip(customers, guests, strict=True))
    return pl.DataFrame(
        {"whose": ["customers", "guests", "shop"], "before": before, "after": after},
        schema={"whose": pl.String, "before": MONEY, "after": MONEY},
    ).with_columns(change=(pl.col("after") - pl.col("before")).cast(MONEY))


def _log_mean(one: float, other: float) -> float:
    """Return (a - b) / ln(a / b), which is a where both are equal."""
    return one if one == other else (other - one) / log(other / one)
