"""`--memory`: customers valued a file at a time where all at once would take more than a run may."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clvcli import __version__
from clvcli.cli import fitting, laying_apart
from clvcli.cli.fitting import VALUES_ON_DISK, check_curve_fits, check_fits, estimate, in_parts
from clvcli.cli.model_files import model_asked_for, saved_model_of
from clvcli.cli.reading import naming, understand_orders
from clvcli.cli.valued import check_stored, facts_of, guests_said, stored_values, tell_choice, value_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from clvcli.audiences.people import People
    from clvcli.cli.valued import Asked, Valued
    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.customers.rhythm_in_parts import RhythmInParts
    from clvcli.on_disk import Table
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable
    from clvcli.sayings import Saying
    from clvcli.valuation.doubt import OfSums
    from clvcli.valuation.in_parts import ValuationInParts
    from clvcli.valuation.saved import SavedModel


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedTable:
    """The rows of `compute`, wherever they lie, and what predicts them."""

    table: Table
    row_notes: tuple[Saying, ...]
    model: Callable[[str], SavedModel | None]
    """What predicts, to be saved in a file of this name."""
    doubts: OfSums | None = None
    """About the rows of `table`, where they were asked for and are known."""
    waits: pl.DataFrame | None = None
    """Of all customers, counted (`customers.lapse.tallied`), where they were asked for."""
    of_orders: bool = True
    """Whether the run had the orders."""
    people: People | None = None
    """What the file of customers says, where what is known of each by name was to stand beside `table`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedInParts:
    """Customers who were summed up and valued a file at a time."""

    customers: CustomersInParts
    valuation: ValuationInParts
    rhythm: RhythmInParts | None
    """None where nobody asked."""
    people: People | None
    """The same."""


class Beside(NamedTuple):
    """What is to stand beside the values of customers, for who sorts them."""

    doubts: bool = False
    rhythm: bool = False
    """What only the orders of each tell (`customers.rhythm`)."""
    costs: bool = False
    """What orders have left, where costs are known."""
    names: bool = False
    """What is known of each by name (`audiences.people.KNOWN`)."""


def value_rows_of(asked: Asked) -> ValuedTable:
    """Read the orders and value their customers, in parts where they would take more memory than they may.

    Raises MemoryTooSmallError where they would, and cannot be valued in parts.
    """
    found = _within(asked, asked.tables(), Beside(costs=True), customers_only=True)
    return found if isinstance(found, ValuedTable) else _in_memory(found)


def customers_to_sort(
    asked: Asked, *, whole: str | None, rhythm: bool, names: bool, customers_only: bool
) -> Valued | ValuedTable:
    """Return valued customers, in parts or on disk where all at once would take more memory than a run may.

    `whole` is what has to look at all of them at once, `rhythm` whether schemes look at when they bought, `names`
    whether it matters who they are.
    Raises as `valued.stored_values` and `valued.value_tables`.
    """
    tables = asked.tables()
    stored = _stored(asked, tables, whole)
    if stored is not None:
        return stored
    beside = Beside(doubts=True, rhythm=rhythm, costs=True, names=names)
    return _within(asked, tables, beside, customers_only=customers_only, whole=whole)


def _stored(asked: Asked, tables: Sequence[RawTable], whole: str | None) -> Valued | ValuedTable | None:
    """Return the values that `compute` wrote, on disk where they would take more memory than they may."""
    from clvcli.valuation.stored import holds_values, together_on_disk, values_on_disk

    budget, holding = asked.scaling.budget(), [table for table in tables if holds_values(table)]
    at_once = whole is not None or any(table.of_workbook for table in tables)
    need = estimate(tables, "values")
    if not holding or at_once or budget.holds(need):
        return stored_values(asked, tables)
    check_fits(budget, tables, asked.session.command, VALUES_ON_DISK)
    check_stored(asked, holding=len(holding), of=len(tables))
    with asked.session.voice.working("looking at the values"):
        found = [values_on_disk(table) for table in holding]
        with naming(asked.inputs):
            table = together_on_disk(found)
    asked.session.facts |= facts_of(table)
    asked.session.voice.detail(laying_apart.on_disk_said(need, budget))
    return ValuedTable(table=table, row_notes=(), model=lambda _: None, of_orders=False)


def _within(
    asked: Asked, tables: Sequence[RawTable], beside: Beside, *, customers_only: bool, whole: str | None = None
) -> Valued | ValuedTable:
    """Return the customers of orders, in parts where all at once would take more memory than they may."""
    budget, command = asked.scaling.budget(), asked.session.command
    costs, file = _names_costs(asked), asked.reading.customers
    a_row = max(fitting.OF_CUSTOMERS_A_ROW if file else 0, 0 if customers_only else fitting.LINES_A_ROW)
    need = estimate(tables, command, costs=costs, at_least=a_row)
    if budget.holds(need):
        return value_tables(asked, tables, customers_only=customers_only)
    why_not = whole or why_whole(asked, beside)
    ingested = None
    if why_not is None:
        of_file = fitting.OF_CUSTOMERS_A_BYTE * _size_of(file)
        check_fits(budget, tables, command, in_parts(tables, to_sort=beside.doubts, costs=costs) + of_file)
        saved_model_of(asked.session, asked.valuing, asked.reading)  # a file that is none stops here
        parts = laying_apart.parts_of(tables, budget, orders=costs)
        ingested = understand_orders(
            asked.session,
            tables,
            asked.inputs,
            asked.reading,
            asked.target,
            customers_only=not asked.costing.costs().of_orders,
            apart=parts,
            also=(also := _also(asked, beside)),
            budget=budget,
        )
        if asked.costing.costs().of_orders and not ingested.parts:
            ingested = _laid_apart(ingested, parts, also)
        found = in_files(asked, ingested, beside) if ingested.parts else None
        if found is not None:
            asked.session.voice.detail(laying_apart.in_parts_said("valued", len(ingested.parts), need, budget))
            return table_of(found)
        why_not = laying_apart.TOGETHER
    check_fits(budget, tables, f"{command} with {why_not}", need)
    asked.session.voice.detail(laying_apart.at_once_said(why_not, need))
    return value_tables(asked, tables, customers_only=customers_only, ingested=ingested)


def _size_of(path: str | None) -> int:
    """Return the bytes of a file, 0 where there is none on this machine."""
    return Path(path).stat().st_size if path and Path(path).is_file() else 0


def why_whole(asked: Asked, beside: Beside) -> str | None:
    """Return what has to hold all customers or lines at once, or None."""
    reasons = {
        "costs of orders": _names_costs(asked) and not beside.costs,
        "groups": bool(asked.reading.groups),
        "another engine": asked.scaling.engine != "polars",
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _names_costs(asked: Asked) -> bool:
    """Whether orders are looked at one by one, for what they or their customers cost."""
    return asked.costing.costs().of_orders or asked.costing.customer_costs is not None


def _also(asked: Asked, beside: Beside) -> tuple[str, ...]:
    """Return the columns of lines that costs and names are told by, beside those of customers."""
    of_orders = ("tax_amount", "category") if asked.costing.costs().of_orders else ()
    of_customers = ("customer_email",) if asked.costing.customer_costs is not None else ()
    by_name = ("customer_email", "customer_phone") if beside.names else ()
    return (*of_orders, *of_customers, *by_name)


def _laid_apart(ingested: Ingested, parts: int, also: Sequence[str]) -> Ingested:
    """Return order lines that were settled line by line, laid apart into files."""
    from clvcli.orders.settling.by_buyer import OF_CUSTOMERS, lines_by_buyer

    return replace(ingested, parts=lines_by_buyer(ingested.flowing, parts, (*OF_CUSTOMERS, *also)))


def _in_memory(valued: Valued) -> ValuedTable:
    from clvcli.cli.model_files import model_of

    return ValuedTable(table=valued.frame, row_notes=valued.row_notes, model=lambda name: model_of(name, valued))


def in_files(asked: Asked, ingested: Ingested, beside: Beside, *, aloud: bool = True) -> ValuedInParts | None:
    """Return what the customers of `ingested`, laid apart, are worth; None where all are needed at once.

    `aloud`, what is to be said of it is said, or kept for the end of the run.
    """
    session, reading = asked.session, asked.reading
    customers = _summarised(asked, ingested)
    if beside.costs:
        customers = _contributed(asked, customers)
    elif customers.costs_known and asked.costing.costs().margin is None:
        return None
    session.elapsed("customers summarised")
    if aloud:
        session.say_once(f"as of {customers.as_of} ({'set' if reading.as_of else 'last order'})")
    rhythm = _rhythm(asked, customers) if beside.rhythm else None
    known: Sequence[Path] = () if rhythm is None else rhythm.people
    people = None
    if beside.names:
        known, people = _with_names(asked, customers, known)
    valuation = _valued(asked, ingested, customers, doubts=beside.doubts, beside=known)
    if valuation is None:
        return None
    session.elapsed("customers valued")
    if aloud:
        guests = guests_said(customers.shop) if ingested.fates is None else ()
        session.doubt((*guests, *valuation.notes), strict=reading.strict)
        tell_choice(session, valuation.facts, valuation.table)
    return ValuedInParts(customers=customers, valuation=valuation, rhythm=rhythm, people=people)


def table_of(found: ValuedInParts) -> ValuedTable:
    """Return customers who were valued in parts, to be sorted and written."""
    return ValuedTable(
        table=found.valuation.table,
        row_notes=_row_notes(found.valuation),
        model=lambda name: found.valuation.model(name=name, clvcli=__version__),
        doubts=found.valuation.doubts,
        waits=None if found.rhythm is None else found.rhythm.waits,
        people=found.people,
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


def _contributed(asked: Asked, customers: CustomersInParts) -> CustomersInParts:
    """Add what orders have left, where costs are known."""
    from clvcli.cli.contributed import contributed, customer_costs
    from clvcli.in_parts import InParts
    from clvcli.orders.settling.by_buyer import with_all_columns

    lines = InParts.in_files(customers.lines).map(with_all_columns)
    with naming(asked.inputs, asked.costing.customer_costs):
        return contributed(customers, lines, asked.costing.costs(), customer_costs(asked))


def _rhythm(asked: Asked, customers: CustomersInParts) -> RhythmInParts:
    from clvcli.customers.rhythm_in_parts import rhythm_in_parts
    from clvcli.scratch import scratch_folder

    with asked.session.voice.working("looking at when customers bought") as progress:
        return rhythm_in_parts(customers, folder=scratch_folder(), watch=progress)


def _with_names(asked: Asked, customers: CustomersInParts, beside: Sequence[Path]) -> tuple[Sequence[Path], People]:
    """Return files of what is known of customers, by name and `beside`, and what their file says."""
    from clvcli.audiences.in_parts import with_known
    from clvcli.audiences.people import people_of
    from clvcli.scratch import scratch_folder

    with naming(asked.inputs, *asked.reading.beside), asked.session.voice.working("looking at who agreed"):
        people = people_of(asked.reading.options())
        return with_known(people, customers, beside, folder=scratch_folder()), people


def _valued(
    asked: Asked,
    ingested: Ingested,
    customers: CustomersInParts,
    *,
    doubts: bool,
    beside: Sequence[Path],
) -> ValuationInParts | None:
    from clvcli.choosing.in_parts import plan_in_parts
    from clvcli.cli.valued import settings_of
    from clvcli.scratch import scratch_folder
    from clvcli.valuation.in_parts import value_in_parts

    costs = asked.costing.costs()
    saved = model_asked_for(asked.session, asked.valuing, asked.reading)
    hold = partial(check_curve_fits, asked.scaling.budget())
    with naming(asked.inputs), asked.session.voice.working("valuing the customers") as progress:
        return value_in_parts(
            customers,
            settings_of(asked.reading, asked.valuing, costs),
            tax=ingested.tax,
            planner=lambda base, model: plan_in_parts(
                base, model, return_window=costs.return_window_days, hold=hold
            ),
            saved=saved,
            folder=scratch_folder(),
            doubts=doubts,
            beside=beside,
            watch=progress,
        )


def _row_notes(valuation: ValuationInParts) -> tuple[Saying, ...]:
    from clvcli.valuation.row_notes import sayings_of

    return tuple(said for fact in valuation.facts for said in sayings_of(fact.prediction, fact.group))
