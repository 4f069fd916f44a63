"""From what `segment` was asked to what its tables are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli import sorting, valued
from clvcli.cli.cut_files import cuts_asked_for
from clvcli.cli.segment_tables import Found
from clvcli.cli.wanting import OF_SILENCE

if TYPE_CHECKING:
    import polars as pl

    from clvcli.cli.acting import Acting
    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.wanting import Wanting


def found_of(asked: valued.Asked, segmenting: Segmenting, wanting: Wanting, acting: Acting, format_: str) -> Found:
    """Value and sort the customers, and look at what else is wanted of them.

    Files beside the orders are read before the orders, so that what is wrong with them is said at once.  Raises as
    `Acting.book`, `cuts_asked_for`, `value_anything`, `earlier` and `sort`.
    """
    book = acting.book()
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
        schemes,
        saved=saved,
        keep=wanting.kept(before),
        rhythm=wanting.table in OF_SILENCE,
    )
    return Found(
        asked=asked,
        segmenting=segmenting,
        acting=acting,
        customers=customers,
        segmented=segmented,
        profile=_profile(customers, segmenting) if wanting.profile else None,
        earlier=before,
        crossed=wanting.crossed,
        format=format_,
    )


def _profile(customers: valued.Valued, segmenting: Segmenting) -> pl.DataFrame:
    from clvcli.cli.profiling import profile_of

    return profile_of(customers, segmenting.spring_summer_months())
