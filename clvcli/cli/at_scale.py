"""`--memory`: customers valued a file at a time where all at once would take more than a run may."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli import __version__
from clvcli.budget import LIBRARIES, size_as_text
from clvcli.cli.fitting import check_fits, estimate, in_parts, rows_of
from clvcli.cli.reading import naming, understand_orders
from clvcli.cli.valued import tell_choice, value_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.budget import Budget
    from clvcli.cli.valued import Asked, Valued
    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.on_disk import Table
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable
    from clvcli.sayings import Saying
    from clvcli.valuation.in_parts import ValuationInParts
    from clvcli.valuation.saved import SavedModel

BYTES_A_ROW_OF_A_PART = 350
"""What a part takes for each of its rows while it is summed up and valued."""

ROWS_OF_A_PART = 1_500_000
"""More in a part save no time: each takes a tenth of a second beside what its rows take."""

MOST_PARTS = 64
"""Files that are written, and merged, at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedTable:
    """The rows of `compute`, wherever they lie, and what predicts them."""

    table: Table
    row_notes: tuple[Saying, ...]
    model: Callable[[str], SavedModel | None]
    """What predicts, to be saved in a file of this name."""


def value_rows_of(asked: Asked) -> ValuedTable:
    """Read the orders and value their customers, in parts where they would take more memory than they may.

    Raises MemoryTooSmallError where they would, and cannot be valued in parts.
    """
    tables, budget = asked.tables(), asked.scaling.budget()
    need = estimate(tables, "compute")
    if budget.holds(need):
        return _in_memory(value_tables(asked, tables, customers_only=True))
    why_not = _why_not(asked)
    ingested = None
    if why_not is None:
        check_fits(budget, tables, "compute", in_parts(tables))
        parts = _parts(tables, budget)
        ingested = understand_orders(
            asked.session,
            tables,
            asked.inputs,
            asked.reading,
            asked.target,
            customers_only=True,
            apart=parts,
            budget=budget,
        )
        found = _in_parts(asked, ingested) if ingested.parts else None
        if found is not None:
            asked.session.voice.detail(
                f"valued in {len(ingested.parts)} parts, as all at once would take about {size_as_text(need)} "
                f"of memory, and it may take {budget}"
            )
            return found
        why_not = "orders or customers that have to be looked at together"
    check_fits(budget, tables, f"compute with {why_not}", need)
    asked.session.voice.detail(f"at once, for {why_not}: it may take about {size_as_text(need)} of memory")
    return _in_memory(value_tables(asked, tables, customers_only=True, ingested=ingested))


def _parts(tables: Sequence[RawTable], budget: Budget) -> int:
    """Return in how many parts each is small: half of what is left beside the libraries."""
    room = max(budget.size - LIBRARIES, LIBRARIES) / 2
    rows = min(room / BYTES_A_ROW_OF_A_PART, ROWS_OF_A_PART)
    return min(max(math.ceil(rows_of(tables) / rows), 2), MOST_PARTS)


def _why_not(asked: Asked) -> str | None:
    """Return what has to hold all customers or lines at once, or None."""
    reasons = {
        "costs of orders": asked.costing.costs().of_orders or asked.costing.customer_costs is not None,
        "groups": bool(asked.reading.groups),
        "a saved model": asked.valuing.model_file is not None,
        "another engine": asked.scaling.engine != "polars",
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _in_memory(valued: Valued) -> ValuedTable:
    from clvcli.cli.model_files import model_of

    return ValuedTable(table=valued.frame, row_notes=valued.row_notes, model=lambda name: model_of(name, valued))


def _in_parts(asked: Asked, ingested: Ingested) -> ValuedTable | None:
    """Return what the customers of `ingested`, laid apart, are worth; None where all are needed at once."""
    from clvcli.cli.valued import guests_said

    session, reading = asked.session, asked.reading
    customers = _summarised(asked, ingested)
    if customers.costs_known and asked.costing.costs().margin is None:
        return None
    session.elapsed("customers summarised")
    session.voice.say(f"as of {customers.as_of} ({'set' if reading.as_of else 'last order'})")
    valuation = _valued(asked, ingested, customers)
    if valuation is None:
        return None
    session.elapsed("customers valued")
    guests = guests_said(customers.shop) if ingested.fates is None else ()
    session.doubt((*guests, *valuation.notes), strict=reading.strict)
    tell_choice(session, valuation.facts, valuation.table)
    return ValuedTable(
        table=valuation.table,
        row_notes=_row_notes(valuation),
        model=lambda name: valuation.model(name=name, clvcli=__version__),
    )


def _summarised(asked: Asked, ingested: Ingested) -> CustomersInParts:
    from clvcli.customers.in_parts import summarise_in_parts
    from clvcli.scratch import scratch_folder

    reading = asked.reading
    with naming(asked.inputs), asked.session.voice.working("summing up the customers") as progress:
        return summarise_in_parts(
            ingested.parts,
            as_of=reading.as_of,
            refund_date=reading.refund_date,
            folder=scratch_folder(),
            watch=progress,
        )


def _valued(asked: Asked, ingested: Ingested, customers: CustomersInParts) -> ValuationInParts | None:
    from clvcli.choosing.in_parts import plan_in_parts
    from clvcli.cli.valued import settings_of
    from clvcli.scratch import scratch_folder
    from clvcli.valuation.in_parts import value_in_parts

    costs = asked.costing.costs()
    with naming(asked.inputs), asked.session.voice.working("valuing the customers") as progress:
        return value_in_parts(
            customers,
            settings_of(asked.reading, asked.valuing, costs),
            tax=ingested.tax,
            planner=lambda base, model: plan_in_parts(base, model, return_window=costs.return_window_days),
            folder=scratch_folder(),
            watch=progress,
        )


def _row_notes(valuation: ValuationInParts) -> tuple[Saying, ...]:
    from clvcli.valuation.row_notes import sayings_of

    return tuple(said for fact in valuation.facts for said in sayings_of(fact.prediction, fact.group))
