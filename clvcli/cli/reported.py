"""The customers of a report, sorted, in memory or in files, and what their orders tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.customers.in_parts import CustomersInParts
from clvcli.errors import BadValueError, OptionsDisagreeError
from clvcli.in_parts import InParts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import polars as pl

    from clvcli.audit.audit import Audit
    from clvcli.backtest.run import Backtest
    from clvcli.cli.at_scale import ValuedInParts
    from clvcli.cli.valued import Valued
    from clvcli.config import Model, RefundDate
    from clvcli.contribution.settings import CostSettings
    from clvcli.customers.cohorts import Cohorts
    from clvcli.customers.summary import Customers
    from clvcli.errors import AnalysisError
    from clvcli.on_disk import Table
    from clvcli.orders.ingest import Ingested
    from clvcli.segments.schemes import Segmented
    from clvcli.valuation.in_parts import ValuationInParts
    from clvcli.valuation.valued import Valuation

PEOPLE = (
    "customer_key", "customer_id", "currency", "orders", "tier", "life_cycle", "clv_residual", "clv_12m",
    "value_to_date", "net_revenue_24m", "days_since_last",
)  # fmt: skip
"""Columns of sorted customers that are looked at beside their orders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Sorted customers, and the steps that led there where this run took them."""

    table: Table
    """The columns of `valuation.schema.VALUES` and of the schemes, by currency, highest `clv_residual` first."""
    people: InParts
    """PEOPLE, each customer in the part of their lines; not asked for where the run had no orders."""
    lines: InParts
    """The order lines, all that are of one customer in one part; none where the run had no orders."""
    ingested: Ingested | None = None
    customers: Customers | CustomersInParts | None = None
    valuation: Valuation | ValuationInParts | None = None

    @classmethod
    def at_once(cls, valued: Valued, found: Segmented) -> Reported:
        """Return customers in memory, and what sorting them `found`."""
        from clvcli.cli.material import with_keys

        return cls(
            table=found.table,
            people=InParts.of(with_keys(found.frame, valued)),
            lines=InParts(tables=()) if valued.ingested is None else InParts.of(valued.ingested.lines),
            ingested=valued.ingested,
            customers=valued.customers,
            valuation=valued.valuation,
        )

    @classmethod
    def in_parts(cls, ingested: Ingested, steps: ValuedInParts, found: Segmented) -> Reported:
        """Return customers who lie in files, beside those of their lines, and what sorting them `found`."""
        return cls(
            table=found.table,
            people=people_sorted(steps, found.sorted_rows),
            lines=InParts.in_files(ingested.parts),
            ingested=ingested,
            customers=steps.customers,
            valuation=steps.valuation,
        )

    def cohorts(self) -> dict[str | None, Cohorts] | None:
        """Return how the customers of each currency came back; None where the run had no orders."""
        if self.customers is None:
            return None
        from clvcli.customers.cohorts import cohorts_by_currency

        return cohorts_by_currency(self.lines, self.customers)

    def audits(
        self, costs: CostSettings, history_starts: date | None = None, refund_date: RefundDate = "order"
    ) -> dict[str | None, Audit] | None:
        """Return what the tables of the shop are made from, by currency; None where the run had no orders.

        `history_starts` is as in `Audit`, `refund_date` as in `summarise`.  Raises OptionsDisagreeError where the
        former is given without orders, and BadValueError where it lies after all of them.
        """
        if self.customers is None:
            if history_starts is not None:
                raise OptionsDisagreeError.settled("history-starts")
            return None
        from clvcli.audit.audit import audits

        last = self.customers.as_of
        if history_starts is not None and history_starts > last:
            reason = f"nothing is known after {last}, so no customer would be new"
            raise BadValueError.of("--history-starts", reason, f"--history-starts {self.customers.first_date}")
        return audits(self.lines, self.customers, costs, history_starts=history_starts, refund_date=refund_date)

    def backtests(self, model: Model) -> dict[str | None, Backtest | AnalysisError] | None:
        """Return how near `model` would have come in each currency, or why that cannot be said.

        None where the run had no orders or nobody has a forecast.
        """
        import polars as pl

        from clvcli.backtest.forecaster import NotInPartsError
        from clvcli.backtest.in_parts import backtests_in_parts
        from clvcli.backtest.run import backtests
        from clvcli.customers.summary import summarise
        from clvcli.on_disk import figures

        if self.ingested is None or self.customers is None:
            return None
        if not figures(self.table, pl.col("clv_residual").count()).item():
            return None
        if not isinstance(self.customers, CustomersInParts):
            return backtests(self.ingested.lines, self.customers, model=model, rivals=False)
        try:
            return backtests_in_parts(self.customers, model=model, rivals=False)
        except NotInPartsError:
            customers = summarise(self.ingested.lines, as_of=self.customers.as_of)
            return backtests(self.ingested.lines, customers, model=model, rivals=False)


def people_sorted(steps: ValuedInParts, sort: Callable[[pl.DataFrame], pl.DataFrame]) -> InParts:
    """Return PEOPLE of customers who lie in files, whom `sort` sorts some at a time; raises WriteError."""
    return steps.valuation.parts.laid_down(lambda part: sort(part.collect()).select(PEOPLE))
