"""The step from valued customers to sorted ones, shared by `segment` and `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.actions.action_book import book_rows
from clvcli.cli.material import material_of
from clvcli.segments.schemes import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.actions.action_book import ActionBook
    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.valued import Asked, Valued
    from clvcli.config import SchemeName
    from clvcli.segments.schemes import Segmented


def sort(
    asked: Asked, segmenting: Segmenting, book: ActionBook, customers: Valued, schemes: Sequence[SchemeName]
) -> Segmented:
    """Sort valued customers by each of `schemes`, and keep what is to be said of it for the end of the run.

    Raises ActionBookError where `book` names segments that they do not have.
    """
    found = segment(
        material_of(customers),
        schemes,
        sorting=segmenting.sorting(),
        doubts=customers.doubts,
        book=book_rows(book),
    )
    book.check(
        {name: [each.name for each in scheme.segments(found.cuts[name])] for name, scheme in found.schemes.items()}
    )
    asked.session.doubt(found.notes, strict=asked.reading.strict)
    return found
