"""What a change would be worth: every customer valued again, lever by lever and with all levers together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl

from clvcli.valuation.revalued import NOTHING, Change, Forecasted, impossible, revalued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.audit.worth.equity import NewCustomers

By = Literal["model", "curve", "formula", "spend"]
"""What tells the effect: the fitted model; the cohort curve; a formula, where neither knows of it; what winning a
customer costs."""

CAC = "cac"
CENT = Decimal("0.01")

_TEXT, _MONEY, _NUMBER = pl.String(), pl.Decimal(38, 2), pl.Float64()
_EFFECTS = pl.Schema({
    "lever": _TEXT, "change": _TEXT, "by": _TEXT, "equity_change": _MONEY, "clv_change": _NUMBER, "share": _NUMBER,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing that would be otherwise from now on."""

    name: str
    """A field of Change, or CAC."""
    amount: float
    """Points or a proportion as a fraction; of the discount rate points, too."""
    said: str
    """As typed: `+1pp`, `8%`."""

    def on(self, change: Change) -> Change:
        """Return `change` with this lever moved as well."""
        return change if self.name == CAC else replace(change, **{self.name: self.amount})


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Effects on the value of the customers of one currency: on all, and per customer of today."""

    before: Decimal
    """Customer equity as it stands: the sum of `clv_residual`."""
    customers: int
    levers: pl.DataFrame
    """`lever`, `change` as typed, `by` (of By), `equity_change`, `clv_change` (per customer; of CAC: per new
    customer), `share` of equity; the largest effect first."""
    together: Decimal
    """The effect of all levers at once."""

    @property
    def added(self) -> Decimal:
        """The sum of the effects, each lever alone."""
        return Decimal(self.levers["equity_change"].sum())

    @property
    def interaction(self) -> Decimal:
        """What the levers do to one another: all at once less the sum of each alone."""
        return self.together - self.added


def what_if(levers: Sequence[Lever], parts: Sequence[Forecasted], new: NewCustomers | None = None) -> WhatIf:
    """Return what each of `levers` would be worth, and all together, by full recomputation of every value.

    `parts` are the customers of one currency, by the model that values them; `new` customers are those that the
    cost of winning acts on, in the years that customer equity counts, and on nobody else.
    Raises ValueError for what `refusal` names.
    """
    before = equity_under(NOTHING, parts)
    customers = sum(part.customers for part in parts)
    rows = []
    for lever in levers:
        saved = _saved(lever, new)
        effect = equity_under(lever.on(NOTHING), parts) - before if saved is None else saved
        per = customers if lever.name != CAC or new is None else new.per_year * new.years
        share = float(effect / before) if before > 0 else None
        rows.append((lever.name, lever.said, _by(lever, parts), effect, float(effect) / per, share))
    change = reduce(lambda changed, lever: lever.on(changed), levers, NOTHING)
    all_saved = [saved for lever in levers if (saved := _saved(lever, new)) is not None]
    return WhatIf(
        before=before,
        customers=customers,
        levers=pl.DataFrame(rows, schema=_EFFECTS, orient="row").sort(
            pl.col("equity_change").abs(), "lever", descending=[True, False]
        ),
        together=equity_under(change, parts) - before + sum(all_saved, Decimal(0)),
    )


def equity_under(change: Change, parts: Sequence[Forecasted]) -> Decimal:
    """Return customer equity under a change: the sum of values in whole cents, as `compute` prints them."""
    values = chain.from_iterable(revalued(part, change) for part in parts)
    cents = sum(int(np.rint(100.0 * np.round(some, 2)).sum()) for some in values)
    return Decimal(cents) * CENT


def refusal(lever: Lever, parts: Sequence[Forecasted], new: NewCustomers | None) -> str | None:
    """Say why a lever cannot be moved so far, or None."""
    if lever.name == CAC:
        return "no spend is known, or no model tells what a new customer is worth" if new is None else None
    return next((reason for part in parts if (reason := impossible(part, lever.on(NOTHING))) is not None), None)


def usual_levers(parts: Sequence[Forecasted], new: NewCustomers | None, *, costs_known: bool) -> list[Lever]:
    """Return the levers of a tornado: small changes of each, those left out that cannot be here."""
    small = [
        Lever(name="retention", amount=0.01, said="+1pp"),
        Lever(name="frequency", amount=0.01, said="+1%"),
        Lever(name="aov", amount=0.01, said="+1%"),
        *([Lever(name="margin", amount=0.01, said="+1pp")] if costs_known else []),
        Lever(name="returns", amount=-0.01, said="-1pp"),
        Lever(name="discount_rate", amount=-0.01, said="-1pp"),
        Lever(name=CAC, amount=-0.1, said="-10%"),
    ]
    return [lever for lever in small if refusal(lever, parts, new) is None]


def _saved(lever: Lever, new: NewCustomers | None) -> Decimal | None:
    """Return what another cost of winning the customers to come is worth; None for another lever."""
    if lever.name != CAC:
        return None
    if new is None:
        raise ValueError(refusal(lever, (), new))
    otherwise = replace(new, cac=new.cac * (1.0 + lever.amount))
    return Decimal(otherwise.value - new.value).quantize(CENT)


def _by(lever: Lever, parts: Sequence[Forecasted]) -> By:
    if lever.name == CAC:
        return "spend"
    if lever.name == "retention":
        return "model" if all(part.stays_by_model for part in parts) else "formula"
    by_model = all(part.by_model for part in parts)
    return "model" if by_model else "formula" if lever.name == "frequency" else "curve"
