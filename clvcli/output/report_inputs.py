"""What the report is made from: the tables of the earlier rooms, those that the run had."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.config import FEW
from clvcli.customers.concentration import concentration
from clvcli.on_disk import figures, held
from clvcli.orders.currency import in_currency
from clvcli.output.context import method_of
from clvcli.output.document import Figure, Phrase
from clvcli.segments.cuts import by_currency
from clvcli.segments.tier_spec import TOTAL
from clvcli.valuation.basis import is_contribution
from clvcli.valuation.row_notes import sayings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clvcli.actions.plans import Plans
    from clvcli.audit.acquisition.winning import Winning
    from clvcli.audit.audit import Audit
    from clvcli.audit.buying.groups_compared import GroupsCompared
    from clvcli.audit.changes.compared import Compared
    from clvcli.audit.retention.contracts import Contracts
    from clvcli.audit.worth.equity import Equity
    from clvcli.audit.worth.what_if import WhatIf
    from clvcli.backtest.run import Backtest
    from clvcli.customers.cohorts import Cohorts
    from clvcli.customers.concentration import Concentration
    from clvcli.errors import AnalysisError
    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.orders.settling.reconciliation import Reconciliation
    from clvcli.orders.tables import Decision
    from clvcli.output.in_force import InForce
    from clvcli.products.products import Products
    from clvcli.products.season_plans import Planning
    from clvcli.products.seasonality import Seasonality
    from clvcli.sayings import Saying
    from clvcli.segments.life_cycle import LifeCycle
    from clvcli.segments.migration import Moved
    from clvcli.valuation.valued import Facts

MOST_NAMES = 3
"""Inputs that are named one by one; more are a number, or left to the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the figures come from."""

    files: tuple[str, ...]
    """Inputs as the user named them."""
    options: tuple[str, ...] = ()
    """Options that reading and valuing them again would need, as one types them."""
    of_report: tuple[str, ...] = ()
    """Options that the same report would need besides."""
    settings: Sequence[InForce] = ()
    """What the report rests on, given or left as it is."""
    rows_read: int | None = None
    rows_used: int | None = None


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """What is known of the customers whose money is in one currency; None where the run had no input for it."""

    currency: str | None
    values: Table
    """The columns of `valuation.schema.VALUES`, one row per customer."""
    summaries: Mapping[str, pl.DataFrame]
    """Scheme -> the table of its segments (`segments.summary.summary`); those of tiers and rfm are always there."""
    concentration: Concentration
    """Of `value_to_date`."""
    cohorts: Cohorts | None = None
    backtest: Backtest | AnalysisError | None = None
    """Or why there is none; None where the run had no orders or no forecast."""
    interval: tuple[float, float] | None = None
    """The 80 % interval of the value of all customers; None where its doubt is not known."""
    audit: Audit | None = None
    """Its orders, for the tables of the shop; None where the run had no orders."""
    groups: GroupsCompared | None = None
    """Its customers by a column of theirs; None where nobody asked."""
    winning: Winning | None = None
    compared: Compared | None = None
    """Beside an earlier year; None where the orders do not reach so far back."""
    what_if: WhatIf | None = None
    """None where nobody has a forecast; so is the next."""
    equity: Equity | None = None
    """What new customers cost and are worth; None where the run had no orders."""
    products: Products | None = None
    """What they buy; None where the run had no orders."""
    seasonality: Seasonality | None = None
    """When they buy; the same."""
    planning: Planning | None = None
    """What they are expected to buy in the seasons to come; the same."""
    plans: Plans | None = None
    """What to do about them: rewards, whom to protect and win back, a budget."""
    cycle: LifeCycle | None = None
    """Where they stand in their life cycle; None where the run had no orders."""
    moved: Moved | None = None
    """Who has moved between tiers since an earlier day; None where the orders do not reach so far back."""
    tier_by: str = TOTAL
    """The column that tiers rank by."""
    row_notes: tuple[Saying, ...] = ()
    """What the column `note` of its values may say (`row_notes.sayings_of`)."""
    facts: Facts | None = None
    """None also where its customers are fitted in groups: their notes then say whose model values them."""

    @property
    def tiers(self) -> pl.DataFrame:
        """The table of the tiers."""
        return self.summaries["tiers"]

    @property
    def segments(self) -> pl.DataFrame:
        """The table of the RFM segments."""
        return self.summaries["rfm"]

    @cached_property
    def _said(self) -> Mapping[str, Any]:
        """What is said of all rows."""
        orders = pl.col("orders")
        told = figures(
            self.values,
            (orders > 0).sum().alias("buyers"),
            orders.sum().alias("orders"),
            pl.col("clv_residual").count().alias("predicted"),
        )
        (first,) = held(self.values.head(1)).iter_rows(named=True)
        return {name: first[name] for name in ("as_of", "basis", "horizon", "discount_rate")} | told.row(
            0, named=True
        )

    @property
    def buyers(self) -> int:
        """How many customers have a kept order; the others have returned everything."""
        return int(self._said["buyers"])

    @property
    def orders(self) -> int:
        """How many orders they kept."""
        return int(self._said["orders"])

    @property
    def as_of(self) -> date:
        """The day all figures are known at the end of."""
        day: date = self._said["as_of"]
        return day

    @property
    def basis(self) -> str:
        """What money means, in words: `contribution ...` or `net revenue ...`."""
        return str(self._said["basis"])

    @property
    def discount_rate(self) -> float:
        """Annual, effective."""
        return float(self._said["discount_rate"])

    @cached_property
    def method(self) -> str:
        """What predicts: the method of most customers."""
        return method_of(self.values)

    @property
    def measure(self) -> str:
        """`contribution` where costs are known, else `revenue`: the suffix of the words for money."""
        return "contribution" if is_contribution(self.basis) else "revenue"

    @property
    def few(self) -> bool:
        """Whether so few have bought that shares of them say little."""
        return self.buyers < FEW

    @property
    def predicted(self) -> bool:
        """Whether any customer has a forecast."""
        return bool(self._said["predicted"])

    def money(self, key: str) -> Phrase:
        """Return the words for a money column, by what money means here and how far the forecast looks."""
        return Phrase(f"{key}.{self.measure}", {"horizon": self.horizon})

    @property
    def horizon(self) -> Figure:
        """How far the forecast looks."""
        return Figure(value=str(self._said["horizon"]), kind="period")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInputs:
    """Everything one report is made from."""

    source: Source
    analyses: tuple[Analysis, ...]
    """One per currency; one with currency None where the data name none."""
    contracts: Contracts | None = None
    reconciliation: Reconciliation | None = None
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()


def analyses_of(
    values: Table,
    summaries: Mapping[str, pl.DataFrame],
    *,
    facts: Sequence[Facts] = (),
    tier_by: str = TOTAL,
    **found: Mapping[str | None, Any] | None,
) -> tuple[Analysis, ...]:
    """Return one analysis per currency of `values`, sorted, those without a currency last.

    `summaries` are those of `segments.schemes.segment`, with those of the schemes tiers and rfm; `found` are other
    fields of `Analysis` by their name, each by currency, None where the run had no input for it.
    """
    known = {fact.currency: fact for fact in facts if fact.group is None}
    return tuple(
        Analysis(
            currency=currency,
            values=ours,
            summaries={name: table.filter(in_currency(currency)) for name, table in summaries.items()},
            concentration=concentration(figures(ours, pl.col("value_to_date")).to_series()),
            facts=known.get(currency),
            row_notes=tuple(
                said
                for fact in facts
                if fact.currency == currency
                for said in sayings_of(fact.prediction, fact.group)
            ),
            tier_by=tier_by,
            **{name: of.get(currency) for name, of in found.items() if of is not None},
        )
        for currency, ours in by_currency(values).items()
    )
