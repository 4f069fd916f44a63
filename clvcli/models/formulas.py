"""The formulas for the value of an average customer, for comparison and teaching: one row each, with its source.

They take what a shop would have to know and does not: one retention rate for everybody, for ever.  None of them
values a single customer; the models of purchases do.  What a formula needs are the parameters of its function.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass

import numpy as np

from clvcli.models import berger_nasr, margin_multiple, migration, simple_value, three_formulas
from clvcli.models.given_rates import check_endless, check_share
from clvcli.models.net_of_acquisition import net_of_acquisition
from clvcli.models.retention_spend import net_of_retention_spend
from clvcli.sayings import Saying, joined

Given = float | tuple[float, ...]
"""The value of an input: a number, or of `repurchase` a share for each recency."""

INPUTS: Mapping[str, str] = {
    "aov": "average order value: net sales per order",
    "orders_per_year": "orders a year of an active customer",
    "years": "how many years a customer stays",
    "margin_rate": "contribution per net sales, as a fraction",
    "margin": "what an active customer brings a year: contribution, or net revenue where no cost is known",
    "retention": "share of the customers of one year who buy in the next: the 12-month repurchase rate",
    "discount_rate": "a year, as a fraction",
    "growth": "growth of the margin a year, as a fraction",
    "retention_cost": "what is spent a year on keeping an active customer",
    "acquisition_cost": "what is spent on winning a customer",
    "repurchase": "share who buy in a year, of those who last bought 1, 2, 3 ... years before",
}
"""What a formula may need, and what it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula and what its value is."""

    name: str
    equation: str
    source: str
    includes: Saying
    """What the value holds and what it leaves out, so that no two are compared unawares; short enough for a screen.
    First is the first payment, cost what is spent on keeping a customer, endless all time to come."""
    value: Callable[..., float]
    """Takes `needs` by name, and returns money per customer."""
    remark: Callable[..., Saying] | None = None
    """Takes the same, and says what else was found."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The inputs, by their names in INPUTS."""
        return tuple(inspect.signature(self.value).parameters)


def _multiple(margin: float, retention: float, discount_rate: float) -> float:
    return _growing(margin, retention, discount_rate, 0.0)


def _growing(margin: float, retention: float, discount_rate: float, growth: float) -> float:
    check_endless(retention, discount_rate, growth)
    multiple = margin_multiple.margin_multiple(np.array([retention]), np.array([discount_rate]), growth)
    return margin * float(multiple[0])


def _best_value(repurchase: tuple[float, ...], margin: float, retention_cost: float, discount_rate: float) -> float:
    return migration.best_policy(repurchase, margin, retention_cost, discount_rate).value


def _best_stop(repurchase: tuple[float, ...], margin: float, retention_cost: float, discount_rate: float) -> Saying:
    contacts = migration.best_policy(repurchase, margin, retention_cost, discount_rate).contacts
    pays = {0: Saying("contact never pays"), 1: Saying("contact pays for 1 year after a purchase")}
    return pays.get(contacts) or Saying("contact pays for {years} years after a purchase", years=contacts)


_GUPTA_LEHMANN = "Gupta, Lehmann 2003"
_NOTE_024 = "Fader, Hardie 2012, note 024"
_PFEIFER_CARRAWAY = "Pfeifer, Carraway 2000"

FORMULAS: tuple[Formula, ...] = (
    Formula(
        name="simple-revenue",
        equation="aov x orders_per_year x years",
        source="shop practice",
        includes=Saying("net sales; undiscounted"),
        value=simple_value.simple_revenue,
    ),
    Formula(
        name="simple-contribution",
        equation="aov x orders_per_year x years x margin_rate",
        source="shop practice",
        includes=Saying("contribution; undiscounted"),
        value=simple_value.simple_contribution,
    ),
    Formula(
        name="margin-multiple",
        equation="margin x retention / (1 + discount_rate - retention)",
        source=_GUPTA_LEHMANN,
        includes=Saying("first payment left out; endless"),
        value=_multiple,
    ),
    Formula(
        name="margin-multiple-growth",
        equation="margin x g / (1 + discount_rate - g), g = retention x (1 + growth)",
        source=_GUPTA_LEHMANN,
        includes=Saying("first left out; growing; endless"),
        value=_growing,
    ),
    Formula(
        name="first-included",
        equation="margin x (1 + discount_rate) / (1 + discount_rate - retention)",
        source=f"{_NOTE_024}, case A",
        includes=Saying("first payment now; endless"),
        value=three_formulas.first_included,
    ),
    Formula(
        name="first-excluded",
        equation="margin x retention / (1 + discount_rate - retention)",
        source=f"{_NOTE_024}, case B",
        includes=Saying("first payment left out; endless"),
        value=three_formulas.first_excluded,
    ),
    Formula(
        name="first-at-end",
        equation="margin / (1 + discount_rate - retention)",
        source=f"{_NOTE_024}, case C",
        includes=Saying("first payment in a year; endless"),
        value=three_formulas.first_at_end,
    ),
    Formula(
        name="retention-spend",
        equation="(margin - retention_cost) x (1 + discount_rate) / (1 + discount_rate - retention)",
        source="Darden, course note on CLV",
        includes=Saying("first now; net of cost; endless"),
        value=net_of_retention_spend,
    ),
    Formula(
        name="net-of-acquisition",
        equation="margin x retention / (1 + discount_rate - retention) - acquisition_cost",
        source="textbook, L.L. Bean case",
        includes=Saying("first left out; net of winning"),
        value=net_of_acquisition,
    ),
    Formula(
        name="berger-nasr",
        equation="margin x sum of r^i/(1+d)^i, i = 0..n, - retention_cost x sum of r^(i-1)/(1+d)^(i-0.5), i = 1..n",
        source="Berger, Nasr 1998, case 1",
        includes=Saying("first now; net of cost; years"),
        value=berger_nasr.yearly_sales_and_promotion,
    ),
    Formula(
        name="migration",
        equation="first of (I - P / (1 + discount_rate))^-1 R; P moves customers by years since the last order",
        source=_PFEIFER_CARRAWAY,
        includes=Saying("first now; net of cost; to lapse"),
        value=migration.value_after_purchase,
    ),
    Formula(
        name="migration-best-stop",
        equation="the most of migration over the number of silent years in which customers are still contacted",
        source=_PFEIFER_CARRAWAY,
        includes=Saying("first now; net of cost; to stop"),
        value=_best_value,
        remark=_best_stop,
    ),
)
"""Every formula, the simplest first."""


def check_inputs(given: Mapping[str, Given]) -> None:
    """Raise FormulaNotUsableError for shares of customers that none can be, whichever formula needs them."""
    for name in ("retention", "repurchase"):
        for share in np.atleast_1d(given.get(name, 0.0)):
            check_share(name, float(share))


def lacking(formula: Formula, given: Mapping[str, Given]) -> tuple[str, ...]:
    """Return what `formula` needs and `given` does not have, in order."""
    return tuple(name for name in formula.needs if name not in given)


def evaluated(formula: Formula, given: Mapping[str, Given]) -> float | None:
    """Return the value per customer, None where an input is lacking.

    Raises FormulaNotUsableError and LifetimeNeedsDiscountError for what cannot be meant.
    """
    if lacking(formula, given):
        return None
    return formula.value(**{name: given[name] for name in formula.needs})


def remarked(formula: Formula, given: Mapping[str, Given]) -> Saying:
    """Return what the value includes, and what else was found."""
    if formula.remark is None or lacking(formula, given):
        return formula.includes
    return joined("; ", (formula.includes, formula.remark(**{name: given[name] for name in formula.needs})))
