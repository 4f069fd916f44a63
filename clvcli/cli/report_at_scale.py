"""`report --memory`: orders looked at a file of customers at a time, and customers valued in the same files."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.cli import laying_apart
from clvcli.cli.at_scale import Beside, ValuedInParts, in_files, table_of, why_whole
from clvcli.cli.fitting import check_fits, estimate, report_in_parts, rows_of
from clvcli.cli.reading import understand_orders
from clvcli.cli.reported import Reported
from clvcli.cli.valued import Valued, stored_values, value_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clvcli.cli.at_scale import ValuedTable
    from clvcli.cli.valued import Asked
    from clvcli.in_parts import InParts
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable
    from clvcli.segments.scheme import Material
    from clvcli.segments.schemes import Segmented

UNUSED = frozenset({
    "customer_email", "customer_phone", "customer_type", "ordered_at", "paid_at", "state_at", "unit_price",
    "order_status", "variant", "color", "discount_code", "region", "source_format",
})  # fmt: skip
"""Canonical columns that nothing of the report looks at."""

ROWS_OF_A_PART = 250_000
"""While the orders of a part are told of, each of its lines takes some six hundred bytes."""

BESIDE = Beside(doubts=True, rhythm=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReport:
    """The customers of a report, to be sorted first."""

    to_sort: Valued | ValuedTable
    ingested: Ingested | None = None
    steps: ValuedInParts | None = None
    """How they came about, where they were valued in parts."""

    @property
    def of_orders(self) -> bool:
        """Whether the run had the orders."""
        return not isinstance(self.to_sort, Valued) or self.to_sort.ingested is not None

    @property
    def intervals(self) -> Mapping[str | None, tuple[float, float]]:
        """The 80 % interval of the value of all customers, by currency."""
        from clvcli.valuation.valued import intervals_of_all

        if isinstance(self.to_sort, Valued):
            valuation = self.to_sort.valuation
            return {} if valuation is None else valuation.base_intervals
        return intervals_of_all(self.to_sort.doubts, self.to_sort.table)

    def sorted(self, found: Segmented) -> Reported:
        """Return the customers with what sorting them `found`, where they lie."""
        if isinstance(self.to_sort, Valued):
            return Reported.at_once(self.to_sort, found)
        assert self.ingested is not None and self.steps is not None  # noqa: S101, PT018  so they came about
        return Reported.in_parts(self.ingested, self.steps, found)


def customers_to_report(asked: Asked, *, whole: str | None) -> ToReport:
    """Return valued customers, in parts where all at once would take more memory than a run may.

    `whole` is what has to look at all lines at once.  Raises as `valued.stored_values` and `valued.value_tables`.
    """
    tables = asked.tables()
    stored = stored_values(asked, tables)
    if stored is not None:
        return ToReport(to_sort=stored)
    budget, need = asked.scaling.budget(), estimate(tables, "report")
    why_not = whole or why_whole(asked, BESIDE)
    if budget.holds(need) or why_not is not None:
        check_fits(budget, tables, "report" if why_not is None else f"report with {why_not}", need)
        return ToReport(to_sort=value_tables(asked, tables, customers_only=False))
    check_fits(budget, tables, "report", report_in_parts(tables))
    ingested = _laid_apart(asked, tables)
    steps = in_files(asked, ingested, BESIDE)
    if steps is None:
        check_fits(budget, tables, f"report with {laying_apart.TOGETHER}", need)
        asked.session.voice.detail(laying_apart.at_once_said(laying_apart.TOGETHER, need))
        return ToReport(to_sort=value_tables(asked, tables, customers_only=False, ingested=ingested))
    asked.session.voice.detail(laying_apart.in_parts_said("looked at", len(ingested.parts), need, budget))
    return ToReport(to_sort=table_of(steps), ingested=ingested, steps=steps)


def customers_then(asked: Asked, ingested: Ingested, day: date) -> tuple[Material, InParts] | None:
    """Return what customers of lines that lie in parts would have been sorted by at the end of `day`.

    Beside it their rows with `customer_key`, in the same parts.  None where they have to be valued all at once.
    """
    from clvcli.cli.material import material_of

    then = replace(asked, reading=replace(asked.reading, as_of=day))
    steps = in_files(then, ingested, BESIDE, aloud=False)
    if steps is None:
        return None
    return material_of(table_of(steps), rhythm=True), steps.valuation.parts


def _laid_apart(asked: Asked, tables: Sequence[RawTable]) -> Ingested:
    """Return the order lines, laid apart into files with all columns that a report looks at."""
    from clvcli.orders.schema import CANONICAL_SCHEMA
    from clvcli.orders.settling.by_buyer import lines_by_buyer

    budget = asked.scaling.budget()
    ingested = understand_orders(
        asked.session, tables, asked.inputs, asked.reading, asked.target, budget=budget, compare=asked.compare
    )
    columns = [name for name in CANONICAL_SCHEMA if name not in UNUSED]
    parts = max(laying_apart.parts_of(tables, budget), math.ceil(rows_of(tables) / ROWS_OF_A_PART))
    paths = lines_by_buyer(ingested.flowing, min(parts, laying_apart.MOST_PARTS), columns)
    asked.session.elapsed("orders laid apart")
    return replace(ingested, parts=paths)
