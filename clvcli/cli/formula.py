"""`compute --method formula`: what an average customer is worth by the formulas of textbooks, one row each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli import __version__
from clvcli.cli.formula_values import Assumed, spelled, together
from clvcli.cli.reader import UnfitError
from clvcli.cli.session import deliver
from clvcli.errors import BadValueError, OptionsDisagreeError
from clvcli.models.formulas import FORMULAS, INPUTS, check_inputs, evaluated, lacking, remarked
from clvcli.orders.schema import Column, schema_of
from clvcli.output.document import Figure, Phrase
from clvcli.output.rows import Rows
from clvcli.sayings import Saying, joined
from clvcli.valuation.horizon import Horizon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.audit.audit import Audit
    from clvcli.cli.valued import Asked
    from clvcli.models.formulas import Formula, Given

FORMULA_COLUMNS = (
    Column("currency", pl.String, "unit of the money"),
    Column("formula", pl.String, "a formula for the value of an average customer, see clvcli explain formulas"),
    Column("value_per_customer", pl.Float64, "by the formula, of an average customer; empty where inputs lack"),
    Column("includes", pl.String, "what the value holds: the first payment or not, net of what, how long"),
    Column("inputs", pl.String, "what went in, and where each comes from"),
    Column("needs", pl.String, "inputs that lack; --assume gives them"),
    Column("source", pl.String, "where the formula comes from"),
)

OF_MODELS = ("model", "model-file", "save-model", "intervals", "customer-costs")
"""Options that formulas cannot obey: they fit nothing, and know no single customer."""

_RATES = frozenset({"retention", "growth", "discount_rate", "margin_rate", "repurchase"})
_BASIS = {"none": Saying("net revenue"), "cm1": Saying("contribution 1"), "cm2": Saying("contribution 2")}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
    value: Given
    origin: str


def compare(asked: Asked, assumptions: Sequence[Assumed], chosen: str) -> None:
    """Write a row for each formula and currency, from the orders and what is assumed, in the format `chosen`."""
    _check_options(asked)
    given = _together(assumptions)
    check_inputs(given)
    assumed = {name: _Input(value=value, origin=Saying("assumed")) for name, value in given.items()}
    audits: Mapping[str | None, Audit | None] = _audits(asked) if asked.inputs else {None: None}
    rows = [
        _row(formula, currency, _from_options(asked) | _from_orders(audit) | assumed)
        for currency, audit in audits.items()
        for formula in FORMULAS
    ]
    frame = pl.DataFrame(rows, schema_of(FORMULA_COLUMNS), orient="row")
    _say_lacking(asked, frame)
    sayings = tuple(cell for row in rows for cell in row if isinstance(cell, Saying))
    deliver(asked.session, replace(_rows(asked, frame, audits), sayings=sayings), asked.target, chosen)


def _check_options(asked: Asked) -> None:
    unfit = next((option for option in OF_MODELS if option in asked.session.given), None)
    if unfit is None and asked.reading.groups:
        unfit = "by"
    if unfit is not None:
        raise OptionsDisagreeError.formulas(unfit)


def _together(assumptions: Sequence[Assumed]) -> Assumed:
    try:
        return together(list(assumptions))
    except UnfitError as unfit:
        raise BadValueError.of("--assume", str(unfit), unfit.hint) from None


def _audits(asked: Asked) -> dict[str | None, Audit | None]:
    """Read the orders and return those of each currency."""
    from clvcli.audit.audit import audits
    from clvcli.cli.reading import naming, understand_orders
    from clvcli.customers.summary import summarise

    session, reading = asked.session, asked.reading
    ingested = understand_orders(session, asked.tables(), asked.inputs, reading, asked.target)
    with naming(asked.inputs):
        customers = summarise(ingested.lines, as_of=reading.as_of, refund_date=reading.refund_date)
        session.doubt(customers.notes, strict=reading.strict)
        return dict(audits(ingested.lines, customers, asked.costing.costs()))


def _from_options(asked: Asked) -> dict[str, _Input]:
    return {
        "discount_rate": _Input(value=asked.valuing.discount_rate, origin="--discount-rate"),
        "years": _Input(value=Horizon.of(asked.valuing.horizon).years, origin="--horizon"),
    }


def _from_orders(audit: Audit | None) -> dict[str, _Input]:
    """Return what the orders say of the inputs; what they do not reach back for is not among it."""
    if audit is None:
        return {}
    from clvcli.audit.worth.yearly import yearly

    found = yearly(audit)
    basis = _BASIS[audit.level]
    observed = {
        "aov": (found.aov, Saying("net sales per order, 12 months")),
        "orders_per_year": (found.orders, Saying("orders per active customer, 12 months")),
        "margin_rate": (found.margin_rate, Saying("{basis} per net sales, 12 months", basis=basis)),
        "margin": (found.value, Saying("{basis} per active customer, 12 months", basis=basis)),
        "retention": (found.retention, Saying("12-month repurchase rate")),
        "repurchase": (
            found.repurchase or None,
            Saying("bought in 12 months, by years since the last purchase before"),
        ),
    }
    return {
        name: _Input(value=value, origin=origin) for name, (value, origin) in observed.items() if value is not None
    }


def _row(formula: Formula, currency: str | None, inputs: Mapping[str, _Input]) -> tuple[object, ...]:
    given = {name: each.value for name, each in inputs.items()}
    used = [
        Saying("{name} {told}", name=spelled(name), told=_told(name, inputs[name]))
        for name in formula.needs
        if name in inputs
    ]
    return (
        currency,
        formula.name,
        evaluated(formula, given),
        remarked(formula, given),
        joined("; ", used),
        ", ".join(map(spelled, lacking(formula, given))),
        formula.source,
    )


def _told(name: str, given: _Input) -> Saying:
    values = given.value if isinstance(given.value, tuple) else (given.value,)
    figures = [
        Saying("{percent:.4g} %", percent=value * 100) if name in _RATES else Saying("{value:,.2f}", value=value)
        for value in values
    ]
    return Saying("{figures} ({origin})", figures=joined("/", figures), origin=given.origin)


def _say_lacking(asked: Asked, frame: pl.DataFrame) -> None:
    """Say which inputs would fill the rows without a value."""
    lacks = {name for names in frame["needs"] for name in names.split(", ") if name}
    named = [spelled(name) for name in INPUTS if spelled(name) in lacks]
    if named:
        asked.session.voice.say(f"rows without a value need --assume with {', '.join(named)}")


def _rows(asked: Asked, frame: pl.DataFrame, audits: Mapping[str | None, Audit | None]) -> Rows:
    several = ("currency",) if len(audits) > 1 else ()
    return Rows(
        frame=frame,
        columns=FORMULA_COLUMNS,
        title="Formulas",
        noun="formulas",
        about={"version": __version__, **asked.session.about(asked.inputs)},
        context=_context(audits),
        money=frozenset({"value_per_customer"}),
        priority=(*several, "formula", "value_per_customer", "includes", "needs", "inputs", "source"),
    )


def _context(audits: Mapping[str | None, Audit | None]) -> tuple[Phrase, ...]:
    """Return what the rows are, so that nobody takes them for values of customers."""
    known = [audit for audit in audits.values() if audit is not None]
    named = ", ".join(sorted(currency for currency in audits if currency is not None))
    context = [Phrase("context_formulas")]
    if known:
        context += [
            Phrase("context_as_of", {"day": Figure(value=known[0].as_of, kind="date")}),
            Phrase("context_margin", {"basis": Figure(value=_BASIS[known[0].level], kind="term")}),
        ]
    if named:
        context.append(Phrase("context_currency", {"currency": Figure(value=named, kind="text")}))
    return tuple(context)
