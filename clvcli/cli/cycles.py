"""What the report tells of the life cycle of customers, and of who has moved between tiers since an earlier day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clvcli.errors import AnalysisError

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from clvcli.cli.auditing import Auditing
    from clvcli.cli.reported import Reported
    from clvcli.cli.valued import Asked
    from clvcli.in_parts import InParts
    from clvcli.orders.ingest import Ingested
    from clvcli.segments.life_cycle import LifeCycle
    from clvcli.segments.migration import Moved
    from clvcli.segments.scheme import Material
    from clvcli.segments.schemes import Segmented

TIERS, CYCLE = "tiers", "life-cycle"


def cycles(found: Segmented) -> dict[str | None, LifeCycle]:
    """Return where the customers of each currency stand in their life cycle; none where the run had no orders."""
    if CYCLE not in found.schemes:
        return {}
    from clvcli.orders.currency import in_currency
    from clvcli.segments.crossed import crossed
    from clvcli.segments.cuts import currencies_of
    from clvcli.segments.life_cycle import LifeCycle, limits_by_rung

    schemes = (found.schemes[TIERS], found.schemes[CYCLE])
    orders = {each.column: [part.name for part in each.segments(found.cuts[each.name])] for each in schemes}
    pairs, limits = crossed(found.table, orders), limits_by_rung(found.cuts[CYCLE])
    return {
        currency: LifeCycle(
            limits=limits.filter(in_currency(currency)), by_tier=pairs.filter(in_currency(currency))
        )
        for currency in currencies_of(found.table)
    }


def moved_since(asked: Asked, auditing: Auditing, customers: Reported, found: Segmented) -> dict[str | None, Moved]:
    """Return who has moved between tiers since the day or version of `--compare-to`, by currency.

    Without the option that is since a year before, where the orders reach back two; none where the section was
    not asked for, or the customers of that day cannot be valued.
    """
    if customers.ingested is None or customers.customers is None or not auditing.asks_for("migration"):
        return {}
    from clvcli.cli.then import lines_then
    from clvcli.output import identity
    from clvcli.segments.migration import FACTS, SILENT, WHO, moved

    then = lines_then(asked, auditing.compare_to, customers.ingested.lines, customers.customers)
    if then is None:
        return {}
    lines, day = then
    try:
        material, rows = _then(asked, customers, replace(customers.ingested, lines=lines), day)
    except AnalysisError:
        return {}
    schemes = [(found.schemes[name], found.cuts[name]) for name in (TIERS, CYCLE)]
    learnt = [
        (scheme, cuts if "cuts" in asked.session.given else scheme.learn(material)) for scheme, cuts in schemes
    ]

    def sort(part: pl.LazyFrame) -> pl.DataFrame:
        """Return some customers of that day by tier, and where they stood in their life cycle."""
        some = part.collect()
        for scheme, cuts in learnt:
            some = scheme.assign(some, cuts)
        return some.select("customer_key", *WHO, *FACTS, SILENT, *(scheme.column for scheme, _ in schemes))

    before, after = rows.laid_down(sort), customers.people
    if len(before.tables) < len(after.tables):
        after = after.as_one()
    order = [each.name for each in found.schemes[TIERS].segments(found.cuts[TIERS])]
    moves = moved(before, after, found.schemes[TIERS].column, order, since=day)
    shows = asked.target.show_identity
    return {
        currency: replace(each, fallen=identity.shown(each.fallen, ("customer_id",), show_identity=shows))
        for currency, each in moves.items()
    }


def _then(asked: Asked, customers: Reported, ingested: Ingested, day: date) -> tuple[Material, InParts]:
    """Return what customers are sorted by at the end of `day`, and their rows with keys, in parts if they are."""
    from clvcli.cli.material import material_of, with_keys
    from clvcli.cli.report_at_scale import customers_then
    from clvcli.cli.valued import value_then
    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.in_parts import InParts
    from clvcli.on_disk import held

    in_files = isinstance(customers.customers, CustomersInParts)
    then = customers_then(asked, ingested, day) if in_files else None
    if then is not None:
        return then
    valued = value_then(asked, ingested, day)
    material = material_of(valued, rhythm=True)
    return material, InParts.of(with_keys(held(material.values), valued))
