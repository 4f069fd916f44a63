"""From what `segment` was asked to what its tables are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from clvcli.cli import at_scale, sorting
from clvcli.cli.cut_files import cuts_asked_for
from clvcli.cli.segment_tables import Found
from clvcli.cli.wanting import OF_SILENCE
from clvcli.errors import OptionsDisagreeError

if TYPE_CHECKING:
    import polars as pl

    from clvcli.cli.acting import Acting
    from clvcli.cli.reaching import Reaching
    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.valued import Asked, Valued
    from clvcli.cli.wanting import Wanting
    from clvcli.config import SchemeName

LIMITING: SchemeName = "life-cycle"
"""The scheme that says how long a silence is too long: tables of silence rest on it."""


def found_of(
    asked: Asked, segmenting: Segmenting, wanting: Wanting, acting: Acting, reaching: Reaching, format_: str
) -> Found:
    """Value and sort the customers, and look at what else is wanted of them.

    Files beside the orders are read before the orders, so that what is wrong with them is said at once.  Raises as
    `Acting.book`, `cuts_asked_for`, `customers_to_sort`, `earlier`, `sort`, and OptionsDisagreeError where a table
    of silence was asked for without the orders.
    """
    book = acting.book(asked.session.lang)
    saved = cuts_asked_for(segmenting, wanting.save_cuts)
    schemes = tuple(dict.fromkeys((*segmenting.schemes(), *wanting.crossed)))
    needed = tuple(dict.fromkeys((*schemes, LIMITING))) if wanting.table in OF_SILENCE else schemes
    rhythm = wanting.table == "migration" or sorting.looks_at_rhythm(segmenting, needed)
    customers = at_scale.customers_to_sort(
        asked,
        whole=_whole(wanting),
        rhythm=rhythm,
        names=reaching.audience is not None,
        customers_only=not (wanting.profile or wanting.compare_to is not None),
    )
    if wanting.table in OF_SILENCE and not customers.of_orders:
        raise OptionsDisagreeError.needs_orders(f"--table {wanting.table}")
    before = sorting.earlier(asked, segmenting, wanting.compare_to, customers, schemes, saved)
    segmented = sorting.sort(
        asked,
        segmenting,
        book,
        customers,
        needed,
        saved=saved,
        keep=wanting.kept(before),
        rhythm=rhythm,
    )
    return Found(
        asked=asked,
        segmenting=segmenting,
        acting=acting,
        customers=customers,
        segmented=segmented.showing(schemes),
        profile=_profile(cast("Valued", customers), segmenting) if wanting.profile else None,
        earlier=before,
        crossed=wanting.crossed,
        format=format_,
    )


def _whole(wanting: Wanting) -> str | None:
    """Return what has to look at all customers, or their orders, at once, or None."""
    from clvcli.cli.earlier import names_file

    reasons = {
        "--profile": wanting.profile,
        "--keep-within": wanting.keep_within is not None,
        "--compare-to": wanting.compare_to is not None and not names_file(wanting.compare_to),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _profile(customers: Valued, segmenting: Segmenting) -> pl.DataFrame:
    from clvcli.cli.profiling import profile_of

    return profile_of(customers, segmenting.spring_summer_months())
