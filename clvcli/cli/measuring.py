"""What an audience brought: its members found again in orders that reach further, and the two groups compared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from clvcli import config, notes
from clvcli.audiences.manifest import read_audience
from clvcli.audiences.measure import lifts, ordered_since
from clvcli.audiences.schema import CONTROL, LIFT, WITHHELD
from clvcli.cli.reading import naming, understand_orders
from clvcli.contribution.orders import order_table
from clvcli.customers.known import known_at
from clvcli.customers.summary import summarise
from clvcli.errors import AudienceNotMeasuredError, OptionsDisagreeError
from clvcli.output.document import Figure, Phrase
from clvcli.output.rows import Rows
from clvcli.valuation.basis import LEVEL_WORDS, TAX_WORDS, is_contribution
from clvcli.valuation.stored import values_from

if TYPE_CHECKING:
    from datetime import date

    from clvcli.audiences.manifest import Manifest
    from clvcli.cli.valued import Asked

LIFT_MONEY = frozenset({"treated_mean", "control_mean", "lift", "lift_low", "lift_high", "lift_total"})

LIFT_PRIORITY = (
    "segment", "lift", "lift_low", "lift_high", "treated", "control", "treated_mean", "control_mean", "lift_total",
    "treated_buyers", "control_buyers",
)  # fmt: skip


def measured(asked: Asked, folder: str) -> Rows:
    """Read the orders, and return what the audience in `folder` brought since, by segment.

    Nobody is valued for it.  Raises AudienceMissingError, AudienceNotMeasuredError, and OptionsDisagreeError where
    the inputs are what `compute` wrote.
    """
    manifest, members = read_audience(folder)
    if not (members["group"] == CONTROL).any():
        raise AudienceNotMeasuredError.no_control(folder)
    tables = asked.tables()
    if any(values_from(table) is not None for table in tables):
        raise OptionsDisagreeError.settled("measure")
    session, reading, costs = asked.session, asked.reading, asked.costing.costs()
    ingested = understand_orders(session, tables, asked.inputs, reading, asked.target)
    with naming(asked.inputs):
        customers = summarise(ingested.lines, as_of=reading.as_of, refund_date=reading.refund_date)
        if customers.as_of <= manifest.as_of:
            raise AudienceNotMeasuredError.too_early(manifest.as_of, customers.as_of)
        table = order_table(known_at(ingested.lines, customers.as_of), costs, as_of=customers.as_of)
        basis = f"{LEVEL_WORDS.get(table.level, 'net revenue')}, {TAX_WORDS[ingested.tax]}"
        _check_basis(manifest, basis)
        ordered = ordered_since(table, customers.frame, manifest.as_of)
        missing = _missing(members.filter(pl.col("group") != WITHHELD), ordered, folder)
    found = lifts(members, ordered, manifest.segments).with_columns(
        since=pl.lit(manifest.as_of + timedelta(days=1)), as_of=pl.lit(customers.as_of), basis=pl.lit(basis)
    )
    session.facts |= {"since": manifest.as_of.isoformat(), "as_of": customers.as_of.isoformat(), "basis": basis}
    few = found.filter(pl.col("few"))["segment"].unique(maintain_order=True).to_list()
    said = [notes.few_held_out(few, config.FEW)] if few else []
    session.doubt([*said, *missing], strict=reading.strict)
    return _lift_rows(asked, found)


def _check_basis(manifest: Manifest, now: str) -> None:
    """Raise AudienceNotMeasuredError where money was something else; after which costs it is may differ."""
    for then in manifest.basis:
        if (is_contribution(then), then.rpartition(", ")[2]) != (is_contribution(now), now.rpartition(", ")[2]):
            raise AudienceNotMeasuredError.other_basis(then, now)


def _missing(drawn: pl.DataFrame, ordered: pl.DataFrame, folder: str) -> list[notes.Note]:
    """Say how many of the members are no customers of these orders.

    Raises AudienceNotMeasuredError where none is, and where there are no orders in a currency of the audience.
    """
    others = drawn.join(ordered, on="currency", how="anti", nulls_equal=True)["currency"].unique().sort()
    if others.len():
        raise AudienceNotMeasuredError.other_currency([code or "no currency" for code in others])
    missing = drawn.join(ordered, on=["customer_id", "currency"], how="anti", nulls_equal=True).height
    if missing == drawn.height:
        raise AudienceNotMeasuredError.nobody_found(folder)
    return [notes.members_without_orders(missing, drawn.height)] if missing else []


def _lift_rows(asked: Asked, found: pl.DataFrame) -> Rows:
    first = found.row(0, named=True)
    several = ("currency",) if found["currency"].n_unique() > 1 else ()
    return Rows(
        frame=found,
        columns=LIFT,
        title="What the audience brought",
        noun="segments",
        about=asked.session.about(asked.inputs),
        context=(
            Phrase(
                "context_ordered",
                {
                    "since": Figure(value=first["since"], kind="date"),
                    "day": Figure(value=first["as_of"], kind="date"),
                },
            ),
            Phrase("context_basis", {"basis": Figure(value=first["basis"], kind="term")}),
        ),
        money=LIFT_MONEY,
        priority=(*several, *LIFT_PRIORITY),
    )


def _day(day: date) -> Figure:
    return Figure(value=day, kind="date")
