"""`report --memory`: orders looked at a file of customers at a time, and customers valued in the same files."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.cli import laying_apart
from clvcli.cli.at_scale import Beside, ValuedInParts, in_files, table_of, why_whole
from clvcli.cli.fitting import check_fits, estimate, report_in_parts, rows_of
from clvcli.cli.reading import understand_orders
from clvcli.cli.valued import Valued, stored_values, value_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from clvcli.cli.at_scale import ValuedTable
    from clvcli.cli.valued import Asked
    from clvcli.on_disk import OnDisk
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable
    from clvcli.segments.scheme import Material
    from clvcli.segments.schemes import Segmented

UNUSED = frozenset({
    "customer_email", "customer_phone", "customer_type", "ordered_at", "paid_at", "state_at", "unit_price",
    "order_status", "variant", "color", "discount_code", "region", "source_format",
})  # fmt: skip
"""Canonical columns that nothing of the report looks at."""

UNREAD = frozenset({
    "age_days", "expected_orders", "expected_order_value", "expected_revenue", "clv_24m", "clv_low", "clv_high",
    "orders_24m", "last_gap", "yearly",
})  # fmt: skip
"""Columns of sorted customers that nothing of the report but its workbook looks at."""

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

    def sorted(self, found: Segmented) -> tuple[Valued, Segmented]:
        """Return the customers, and what sorting them `found`, in memory."""
        if isinstance(self.to_sort, Valued) or self.ingested is None or self.steps is None:
            assert isinstance(self.to_sort, Valued)  # noqa: S101  what lies on disk was valued in parts
            return self.to_sort, found
        return in_memory(self.ingested, self.steps, found)


def customers_to_report(asked: Asked, *, whole: str | None) -> ToReport:
    """Return valued customers as `valued.value_anything` does, in parts where it would take more than it may.

    `whole` is what has to look at all lines at once.  Raises as `value_anything`, and MemoryTooSmallError.
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
        return ToReport(to_sort=_at_once(asked, tables, ingested))
    asked.session.voice.detail(laying_apart.in_parts_said("looked at", len(ingested.parts), need, budget))
    return ToReport(to_sort=table_of(steps), ingested=ingested, steps=steps)


def customers_then(asked: Asked, ingested: Ingested, day: date) -> tuple[Material, pl.DataFrame] | None:
    """Return what customers of lines that lie in parts would have been sorted by at the end of `day`.

    Beside it their rows in memory, with `customer_key`.  None where they have to be valued all at once.
    """
    from clvcli.cli.material import material_of
    from clvcli.valuation.assembled import held_narrowly, keys_of

    then = replace(asked, reading=replace(asked.reading, as_of=day))
    steps = in_files(then, ingested, BESIDE, aloud=False)
    if steps is None:
        return None
    rows = held_narrowly(steps.valuation.table, _without_doubts(steps.valuation.table))
    return material_of(table_of(steps), rhythm=True), rows.with_columns(customer_key=keys_of(steps.valuation.table))


def in_memory(ingested: Ingested, steps: ValuedInParts, found: Segmented) -> tuple[Valued, Segmented]:
    """Return customers who were valued in parts, and what sorting them `found`, in memory; lines stay on disk."""
    from clvcli.in_parts import InParts
    from clvcli.on_disk import OnDisk
    from clvcli.valuation.assembled import customers_of, held_narrowly
    from clvcli.valuation.schema import VALUES_SCHEMA

    table = found.table
    assert isinstance(table, OnDisk)  # noqa: S101  so is what was sorted
    frame = held_narrowly(table, [name for name in _without_doubts(table) if name not in UNREAD])
    values = frame.select(name for name in VALUES_SCHEMA if name not in UNREAD)
    people, valuation = customers_of(values, steps.valuation, steps.customers)
    customers = Valued(
        frame=values,
        ingested=ingested,
        customers=people,
        valuation=valuation,
        laid_apart=InParts.in_files(ingested.parts),
        in_files=steps.customers,
    )
    return customers, replace(found, table=frame)


def _without_doubts(table: OnDisk) -> list[str]:
    from clvcli.valuation import doubt

    return [name for name in table.columns if name not in doubt.BESIDE]


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
    paths = lines_by_buyer(ingested.lines, min(parts, laying_apart.MOST_PARTS), columns)
    asked.session.elapsed("orders laid apart")
    return replace(ingested, parts=paths)


def _at_once(asked: Asked, tables: Sequence[RawTable], ingested: Ingested) -> Valued:
    """Return customers who have to be valued all at once; their lines stay on disk."""
    from clvcli.in_parts import InParts

    customers = value_tables(asked, tables, customers_only=False, ingested=ingested)
    return replace(customers, laid_apart=InParts.in_files(ingested.parts))
