"""The step from valued customers to sorted ones, shared by `segment` and `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli import notes
from clvcli.actions.action_book import book_rows
from clvcli.cli.cut_files import lines_of
from clvcli.cli.material import material_of, table_of
from clvcli.output.shared import LEAST
from clvcli.segments.schemes import schemes_of, segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.actions.action_book import ActionBook
    from clvcli.cli.at_scale import ValuedTable
    from clvcli.cli.earlier import Earlier
    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.valued import Asked, Valued
    from clvcli.config import SchemeName
    from clvcli.segments.cuts_file import SavedCuts
    from clvcli.segments.schemes import Segmented
    from clvcli.segments.tiers import Keep


def sort(
    asked: Asked,
    segmenting: Segmenting,
    book: ActionBook,
    customers: Valued | ValuedTable,
    schemes: Sequence[SchemeName],
    *,
    saved: SavedCuts | None = None,
    keep: Keep | None = None,
    rhythm: bool = False,
) -> Segmented:
    """Sort valued customers by each of `schemes`, and keep what is to be said of it for the end of the run.

    `saved` are cut points to sort by, `keep` tiers as they were, and `rhythm` whether it matters when customers
    bought though no scheme looks at it.  Raises ActionBookError where `book` names segments that they do not have,
    and CutsFileMismatchError where `saved` is not of such values.
    """
    material = material_of(customers, rhythm=rhythm or looks_at_rhythm(segmenting, schemes))
    lines, said = lines_of(saved, segmenting, material.values, schemes)
    found = segment(
        material,
        schemes,
        sorting=segmenting.sorting(keep),
        cuts=lines,
        doubts=customers.doubts,
        book=book_rows(book),
    )
    book.check(
        {name: [each.name for each in scheme.segments(found.cuts[name])] for name, scheme in found.schemes.items()}
    )
    hidden = [notes.small_counts_hidden(LEAST)] if segmenting.share else []
    asked.session.doubt((*found.notes, *said, *hidden), strict=asked.reading.strict)
    return found


def looks_at_rhythm(segmenting: Segmenting, schemes: Sequence[SchemeName]) -> bool:
    """Tell whether one of `schemes` looks at when customers bought."""
    return any(scheme.needs for scheme in schemes_of(schemes, segmenting.sorting()).values())


def earlier(
    asked: Asked,
    segmenting: Segmenting,
    since: str | None,
    customers: Valued | ValuedTable,
    schemes: Sequence[SchemeName],
    saved: SavedCuts | None,
) -> Earlier | None:
    """Return the customers of `--compare-to`, sorted by `schemes`, None without it; raises as `earlier_of`."""
    if since is None:
        return None
    from clvcli.cli.earlier import earlier_of

    lines, _ = lines_of(saved, segmenting, table_of(customers), schemes)
    return earlier_of(asked, segmenting, since, customers, schemes, lines)
