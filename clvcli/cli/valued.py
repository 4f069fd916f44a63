"""The step from inputs to valued customers, shared by `compute`, `segment` and `report`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from clvcli import notes
from clvcli.cli.contributed import contributed, customer_costs
from clvcli.cli.engines import lines_in_engine
from clvcli.cli.fitting import check_fits, estimate
from clvcli.cli.model_files import model_asked_for
from clvcli.cli.reading import naming, read_inputs, understand_orders
from clvcli.cli.scaling import Scaling
from clvcli.errors import BadValueError, OptionsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

    from clvcli.cli.costing import Costing
    from clvcli.cli.options import Reading, Target, Valuing
    from clvcli.cli.session import Session
    from clvcli.contribution.settings import CostSettings
    from clvcli.customers.engine.bigger import Bigger
    from clvcli.customers.rhythm import Rhythm
    from clvcli.customers.summary import Customers, ShopTotals
    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.orders.ingest import Ingested
    from clvcli.orders.tables import RawTable
    from clvcli.sayings import Saying
    from clvcli.valuation.doubt import Doubts
    from clvcli.valuation.saved import SavedModel
    from clvcli.valuation.valued import Facts, Valuation, ValueSettings


@dataclass(frozen=True, kw_only=True)
class Valued:
    """Customers with their values, and the steps that led there where this run took them."""

    frame: pl.DataFrame
    """The columns of `valuation.schema.VALUES`, currency by currency, highest `clv_residual` first."""
    ingested: Ingested | None = None
    customers: Customers | None = None
    valuation: Valuation | None = None

    @property
    def of_orders(self) -> bool:
        """Whether the run had the orders."""
        return self.ingested is not None

    @property
    def doubts(self) -> Doubts | None:
        """The doubt about the rows of `frame`; None where it was not asked for, or the run had no orders."""
        return self.valuation.doubts if self.valuation is not None else None

    @property
    def row_notes(self) -> tuple[Saying, ...]:
        """What the column `note` may say; nothing is known of it where the run had no orders."""
        from clvcli.valuation.row_notes import sayings_of

        facts = self.valuation.facts if self.valuation is not None else ()
        return tuple(said for fact in facts for said in sayings_of(fact.prediction, fact.group))

    @cached_property
    def rhythm(self) -> Rhythm | None:
        """The rhythm in which they buy, from one more pass over the lines; None where the run had no orders."""
        if self.ingested is None or self.customers is None or self.valuation is None:
            return None
        from clvcli.customers.rhythm import rhythm

        people = self.customers
        return rhythm(self.ingested.lines, first_date=people.first_date, as_of=people.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a command was asked to value, and how."""

    session: Session
    inputs: Sequence[str]
    reading: Reading
    valuing: Valuing
    costing: Costing
    target: Target
    scaling: Scaling = field(default_factory=Scaling)
    compare: str | None = None
    """A column of the file of customers."""

    def tables(self) -> list[RawTable]:
        """Return the tables of the inputs as they stand there."""
        return read_inputs(self.session, self.inputs, self.reading)


def stored_values(asked: Asked, tables: Sequence[RawTable]) -> Valued | None:
    """Return the values that `compute` wrote, None where no table holds any.

    Raises OptionsDisagreeError where an option would have to change values that stand already, the errors of
    `stored.together`, and MemoryTooSmallError.
    """
    from clvcli.valuation.stored import holds_values, together, values_from

    if not any(map(holds_values, tables)):
        return None
    check_fits(asked.scaling.budget(), tables, asked.session.command, estimate(tables, "values"))
    found = [values for table in tables if (values := values_from(table)) is not None]
    check_stored(asked, holding=len(found), of=len(tables))
    with naming(asked.inputs):
        frame = together(found)
    asked.session.facts |= facts_of(frame)
    return Valued(frame=frame)


def check_stored(asked: Asked, *, holding: int, of: int) -> None:
    """Raise OptionsDisagreeError where not all `of` so many tables hold values, or options mean to change these."""
    if holding < of:
        raise OptionsDisagreeError.mixed()
    for option in asked.session.given_for_orders():
        raise OptionsDisagreeError.settled(option)


def value_steps(asked: Asked) -> tuple[Ingested, Customers, Valuation]:
    """Read the orders and value their customers, and return what each step found."""
    tables, command = asked.tables(), asked.session.command
    check_fits(asked.scaling.budget(), tables, command, estimate(tables, command))
    return _steps(asked, tables)


def value_tables(
    asked: Asked, tables: Sequence[RawTable], *, customers_only: bool, ingested: Ingested | None = None
) -> Valued:
    """Understand tables as orders and value their customers; `ingested` is what they are, where that is known."""
    ingested, customers, valuation = _steps(asked, tables, customers_only=customers_only, known=ingested)
    return Valued(frame=valuation.frame, ingested=ingested, customers=customers, valuation=valuation)


def _steps(
    asked: Asked, tables: Sequence[RawTable], *, customers_only: bool = False, known: Ingested | None = None
) -> tuple[Ingested, Customers, Valuation]:
    session, reading = asked.session, asked.reading
    saved = model_asked_for(session, asked.valuing, reading)
    no_lines = customers_only and not asked.costing.costs().of_orders and not _attributes(reading.groups)
    with lines_in_engine(asked, tables) as bigger:
        ingested = known or understand_orders(
            session,
            tables,
            asked.inputs,
            reading,
            asked.target,
            customers_only=no_lines,
            budget=asked.scaling.budget(),
            compare=asked.compare,
        )
        customers = _summarised(asked, ingested.lines, bigger)
        session.elapsed("customers summarised")
        session.say_once(f"as of {customers.as_of} ({'set' if reading.as_of else 'last order'})")
        valuation = _worth(asked, ingested, customers, saved, bigger)
    session.elapsed("customers valued")
    guests = guests_said(customers.shop) if ingested.fates is None else ()
    session.doubt((*guests, *customers.notes, *valuation.notes), strict=reading.strict)
    tell_choice(session, valuation.facts, valuation.frame)
    return ingested, customers, valuation


def value_then(asked: Asked, ingested: Ingested, day: date) -> Valued:
    """Return the customers of the lines of `ingested` as they would have been valued at the end of `day`.

    What was to be said of it would have been said then.
    """
    then = replace(asked, reading=replace(asked.reading, as_of=day))
    customers = _summarised(then, ingested.lines)
    valuation = _worth(then, ingested, customers, model_asked_for(asked.session, asked.valuing, asked.reading))
    asked.session.elapsed(f"customers valued as of {day}")
    return Valued(frame=valuation.frame, ingested=ingested, customers=customers, valuation=valuation)


def _summarised(asked: Asked, lines: pl.LazyFrame, bigger: Bigger | None = None) -> Customers:
    """Return the customers of `lines`, with groups and what orders have left where they are wanted.

    A `bigger` engine that has opened the same lines makes the table, where there is one.
    """
    from clvcli.customers.summary import summarise
    from clvcli.in_parts import InParts

    reading, costing = asked.reading, asked.costing
    with naming(asked.inputs):
        made = partial(summarise, lines) if bigger is None else bigger.customers
        customers = made(as_of=reading.as_of, refund_date=reading.refund_date)
        customers = _with_groups(customers, lines, reading.groups)
    with naming(asked.inputs, costing.customer_costs):
        return contributed(customers, InParts.of(lines), costing.costs(), customer_costs(asked))


def _worth(
    asked: Asked, ingested: Ingested, customers: Customers, saved: SavedModel | None, bigger: Bigger | None = None
) -> Valuation:
    """Return what `customers` are worth."""
    from clvcli.choosing.choice import planner_of
    from clvcli.valuation.value import value_customers

    costs = asked.costing.costs()
    with naming(asked.inputs), asked.session.voice.working("valuing the customers"):
        return value_customers(
            customers,
            settings_of(asked.reading, asked.valuing, costs),
            tax=ingested.tax,
            planner=planner_of(
                ingested.lines,
                customers.as_of,
                return_window=costs.return_window_days,
                days=None if bigger is None else bigger.days,
            ),
            saved=saved,
        )


def tell_choice(session: Session, facts: Sequence[Facts], table: Table) -> None:
    """Say what predicts the rows of a table, and why: in lines for `-v`, and among the facts of `--stats`."""
    from clvcli.output.choice import choice_told

    for line in choice_told(facts):
        session.voice.detail(line)
    session.facts |= facts_of(table) | {
        "model": [fact.method for fact in facts],
        "because": [list(fact.prediction.plan.reasons) for fact in facts],
        "evidence": [fact.prediction.plan.evidence.to_dicts() for fact in facts],
        "currency": [fact.currency for fact in facts],
        "group": [fact.group for fact in facts],
        "parameters": [dict(fact.parameters) for fact in facts],
    }


def guests_said(shops: Sequence[ShopTotals]) -> tuple[Note, ...]:
    """Say of guests in order lines that were ingested before, where nothing else remembers them."""
    return tuple(
        notes.guests(share, float(shop.guest_net_revenue / (shop.net_revenue or 1)))
        for shop in shops
        if (share := shop.guest_orders / max(shop.valid_orders, 1)) > notes.GUESTS_SAID
    )


def settings_of(reading: Reading, valuing: Valuing, costs: CostSettings) -> ValueSettings:
    """Return what these options say of valuing."""
    return replace(valuing.settings(), by=reading.groups, margin=costs.margin)


def _with_groups(customers: Customers, lines: pl.LazyFrame, by: Sequence[str]) -> Customers:
    """Add what customers are grouped by; raises BadValueError where no order names it."""
    from clvcli.customers.attributes import with_attributes

    wanted = _attributes(by)
    found = with_attributes(customers, lines, wanted)
    for name in wanted:
        if found.frame[name].null_count() == found.frame.height:
            raise BadValueError.of("--by", f"no order of a customer names its {name}", f"--map {name}=COLUMN")
    return found


def _attributes(by: Sequence[str]) -> list[str]:
    """Return those of the keys of groups that stand on order lines."""
    from clvcli.customers.schema import ATTRIBUTES

    return [column.name for column in ATTRIBUTES if column.name in by]


def facts_of(table: Table) -> dict[str, object]:
    """Return what `--stats` says of the values: the settings stand in every row."""
    facts: dict[str, object] = {"customers": table.height}
    if table.height:
        first = table.lazy().head(1).collect().row(0, named=True)
        facts["as_of"] = first["as_of"].isoformat()
        facts |= {name: first[name] for name in ("basis", "horizon", "discount_rate")}
    return facts
