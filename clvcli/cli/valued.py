"""The step from inputs to valued customers, shared by `compute`, `segment` and `report`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.cli.reading import read_orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from clvcli.cli.options import Reading, Target, Valuing
    from clvcli.cli.session import Session
    from clvcli.customers.summary import Customers
    from clvcli.orders.ingest import Ingested
    from clvcli.valuation.value import Valuation


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """Customers with their values, and the steps that led there where this run took them."""

    frame: pl.DataFrame
    """The columns of `valuation.schema.VALUES`, highest `clv_residual` first."""
    ingested: Ingested | None = None
    customers: Customers | None = None
    valuation: Valuation | None = None


def value_orders(
    session: Session, inputs: Sequence[str], reading: Reading, valuing: Valuing, target: Target
) -> Valued:
    """Read the orders and value their customers."""
    from clvcli.customers.summary import summarise
    from clvcli.valuation.value import value_customers

    ingested = read_orders(session, inputs, reading, target)
    customers = summarise(ingested.lines, as_of=reading.as_of)
    session.elapsed("customers summarised")
    source = "set" if reading.as_of else "last order"
    session.voice.say(f"as of {customers.as_of} ({source})")
    with session.voice.working("valuing the customers"):
        valuation = value_customers(customers, valuing.settings(), tax=ingested.tax)
    session.elapsed("customers valued")
    session.doubt(valuation.notes, strict=reading.strict)
    session.facts |= facts_of(valuation.frame) | {
        "model": [fact.method for fact in valuation.facts],
        "currency": [fact.currency for fact in valuation.facts],
        "parameters": [dict(fact.parameters) for fact in valuation.facts],
    }
    return Valued(frame=valuation.frame, ingested=ingested, customers=customers, valuation=valuation)


def value_anything(
    session: Session, inputs: Sequence[str], reading: Reading, valuing: Valuing, target: Target
) -> Valued:
    """Return valued customers from what `compute` wrote, or from whatever `compute` reads."""
    return value_orders(session, inputs, reading, valuing, target)


def facts_of(frame: pl.DataFrame) -> dict[str, object]:
    """Return what `--stats` says of the values: the settings stand in every row."""
    facts: dict[str, object] = {"customers": frame.height}
    for name in ("as_of", "basis", "horizon", "discount_rate"):
        if frame.height:
            value = frame[name][0]
            facts[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return facts
