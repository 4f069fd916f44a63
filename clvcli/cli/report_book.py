"""`report -o FILE.xlsx`: the report, the tables behind it and a scenario, as a workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from clvcli.audit.worth.scenario import Scenario
    from clvcli.cli.at_scale import ValuedTable
    from clvcli.cli.session import Session
    from clvcli.cli.shop import Shop
    from clvcli.cli.valued import Valued
    from clvcli.output.document import Document
    from clvcli.output.report_inputs import ReportInputs
    from clvcli.products.seasons import Months
    from clvcli.segments.schemes import Segmented

HABITS = ("top_category", "usual_size", "discount_class", "usual_channel")
"""Columns of `products.profile.PROFILE` that stand beside each customer."""


def report_book(
    session: Session, document: Document, inputs: ReportInputs, shop: Shop, *, share: bool
) -> Callable[[BinaryIO], None]:
    """Return what writes `document`, which was made from `inputs` and `shop`, as a workbook.

    To `share`, it has no customers.
    """
    from clvcli.output.report_workbook.book import write_book
    from clvcli.output.report_workbook.workbook import Material, parts_of

    parts = parts_of(
        Material(
            document=document,
            analyses=inputs.analyses,
            language=session.language,
            scenarios=_scenarios(inputs, shop),
            share=share,
        )
    )
    session.elapsed("sheets described")
    title, created = session.language.say(document.title), inputs.analyses[0].as_of
    return lambda file: write_book(parts, session.language, file, title=title, created=created)


def with_habits(found: Segmented, customers: Valued | ValuedTable, spring_summer: Months) -> Segmented:
    """Return the customers with what they usually buy beside them, where the run had their orders.

    They are in memory, as the workbook has them all.
    """
    from clvcli.cli.profiling import profile_of
    from clvcli.cli.valued import Valued

    if not isinstance(customers, Valued) or customers.ingested is None:
        return found

    habits = profile_of(customers, spring_summer).select(HABITS)
    return replace(found, table=found.frame.hstack(habits))


def _scenarios(inputs: ReportInputs, shop: Shop) -> dict[str | None, Scenario]:
    """Return what a scenario of each currency starts from, of those whose customers have a forecast."""
    from clvcli.audit.worth.equity import new_per_year
    from clvcli.audit.worth.scenario import scenario
    from clvcli.on_disk import held

    found = {
        analysis.currency: scenario(
            held(analysis.values),
            shop.prospects.parts[analysis.currency],
            won=analysis.winning,
            per_year=0 if analysis.audit is None else new_per_year(analysis.audit),
        )
        for analysis in inputs.analyses
        if analysis.currency in shop.prospects.parts
    }
    return {currency: each for currency, each in found.items() if each is not None}
