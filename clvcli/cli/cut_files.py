"""Saved cut points at the command line: read before the orders, written before the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli import __version__, notes
from clvcli.cli.model_files import check_kept_target, text_of_kept
from clvcli.errors import CutsFileError, OptionsDisagreeError
from clvcli.output.diagnostics import NORMAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from clvcli.cli.options import Target
    from clvcli.cli.segmenting import Segmenting
    from clvcli.cli.session import Session
    from clvcli.config import SchemeName
    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.segments.cuts_file import SavedCuts
    from clvcli.segments.schemes import Segmented


def cuts_asked_for(segmenting: Segmenting, save: str | None = None) -> SavedCuts | None:
    """Return the cut points of `--cuts`, where there are some.

    Raises OptionsDisagreeError where scores would be no matter of cut points, to use or to `save`, and the errors
    of reading a file and of CutsFileError.
    """
    if segmenting.exact_fifths and (segmenting.cuts or save):
        raise OptionsDisagreeError.without_cuts("--exact-fifths")
    if segmenting.cuts is None:
        return None
    from clvcli.segments.cuts_file import cuts_from

    return cuts_from(text_of_kept(segmenting.cuts, CutsFileError), segmenting.cuts)


def lines_of(
    saved: SavedCuts | None, segmenting: Segmenting, values: Table, schemes: Sequence[SchemeName]
) -> tuple[Mapping[str, pl.DataFrame], list[Note]]:
    """Return the cut points to sort `values` by, by scheme, and what is to be said of them.

    Raises CutsFileMismatchError where they were saved for other values or settings.
    """
    if saved is None:
        return {}, []
    from clvcli.segments.schemes import schemes_of

    lines = saved.lines_for(values, schemes_of(schemes, segmenting.sorting()))
    others = [name for name in schemes if name not in lines]
    said = [notes.sorted_by_cuts(saved.name, as_of=saved.as_of, schemes=list(lines))] if lines else []
    return lines, said + ([notes.not_among_cuts(saved.name, others)] if others else [])


def check_cuts_target(path: str | None, inputs: Sequence[str], segmenting: Segmenting, target: Target) -> None:
    """Refuse a place for cut points that could not be written, before any work."""
    if path is not None:
        read = [segmenting.cuts] if segmenting.cuts else []
        check_kept_target("--save-cuts", "cuts.json", path, [*inputs, *read], target)


def write_cuts(session: Session, path: str | None, found: Segmented, target: Target) -> None:
    """Write the cut points of a run to the file `path`, where one is named."""
    if path is None:
        return
    from clvcli.output.objects import written_whole
    from clvcli.segments.cuts_file import saved_cuts, text_of

    if target.dry_run:
        session.voice.detail(f"would write the cut points to {path}; nothing is written", at=NORMAL)
        return
    with written_whole(path, private=False, option="--save-cuts") as file:
        file.write(text_of(saved_cuts(found, name=path, clvcli=__version__)).encode())
    session.facts["saved_cuts"] = path
    session.voice.say(f"wrote the cut points to {path}")
