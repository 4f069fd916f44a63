"""The step from valued customers to sorted ones, shared by `segment` and `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.segments.scheme import Material
from clvcli.segments.schemes import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.valued import Asked, Valued
    from clvcli.config import SchemeName
    from clvcli.segments.schemes import Segmented


def sort(asked: Asked, segmenting: Segmenting, customers: Valued, schemes: Sequence[SchemeName]) -> Segmented:
    """Sort valued customers by each of `schemes`, and keep what is to be said of it for the end of the run."""
    found = segment(
        Material(values=customers.frame), schemes, sorting=segmenting.sorting(), doubts=customers.doubts
    )
    asked.session.doubt(found.notes, strict=asked.reading.strict)
    return found
