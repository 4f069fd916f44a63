"""From what `segment` was asked to what its tables are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli import sorting, valued
from clvcli.cli.cut_files import cuts_asked_for
from clvcli.cli.segment_tables import Found
from clvcli.cli.wanting import OF_SILENCE
from clvcli.errors import OptionsDisagreeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from clvcli.cli.acting import Acting
    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.wanting import Wanting
    from clvcli.config import SchemeName

LIMITING: SchemeName = "life-cycle"
"""The scheme that says how long a silence is too long."""


def found_of(asked: valued.Asked, segmenting: Segmenting, wanting: Wanting, acting: Acting, format_: str) -> Found:
    """Value and sort the customers, and look at what else is wanted of them.

    Files beside the orders are read before the orders, so that what is wrong with them is said at once.  Raises as
    `Acting.book`, `cuts_asked_for`, `value_anything`, `earlier` and `sort`, and OptionsDisagreeError where a table
    of silence was asked for without the orders.
    """
    book = acting.book(asked.session.lang)
    saved = cuts_asked_for(segmenting, wanting.save_cuts)
    needs_lines = wanting.profile or wanting.compare_to is not None
    customers = valued.value_anything(asked, customers_only=not needs_lines)
    schemes = tuple(dict.fromkeys((*segmenting.schemes(), *wanting.crossed)))
    before = sorting.earlier(asked, segmenting, wanting.compare_to, customers, schemes, saved)
    segmented = sorting.sort(
        asked,
        segmenting,
        book,
        customers,
        _needed(wanting, customers, schemes),
        saved=saved,
        keep=wanting.kept(before),
    )
    return Found(
        asked=asked,
        segmenting=segmenting,
        acting=acting,
        customers=customers,
        segmented=segmented.showing(schemes),
        profile=_profile(customers, segmenting) if wanting.profile else None,
        earlier=before,
        crossed=wanting.crossed,
        format=format_,
    )


def _needed(wanting: Wanting, customers: valued.Valued, schemes: Sequence[SchemeName]) -> tuple[SchemeName, ...]:
    """Return the schemes to sort by: `schemes`, and beside them the one that tables of silence rest on."""
    if wanting.table not in OF_SILENCE:
        return tuple(schemes)
    if customers.ingested is None:
        raise OptionsDisagreeError.needs_orders(f"--table {wanting.table}")
    return tuple(dict.fromkeys((*schemes, LIMITING)))


def _profile(customers: valued.Valued, segmenting: Segmenting) -> pl.DataFrame:
    from clvcli.cli.profiling import profile_of

    return profile_of(customers, segmenting.spring_summer_months())
