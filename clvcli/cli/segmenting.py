"""Options of `segment` and `report`: how customers are sorted, and which table of it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from clvcli import config
from clvcli.cli import values
from clvcli.cli.reader import UnfitError
from clvcli.errors import OptionsDisagreeError, nearest

if TYPE_CHECKING:
    import polars as pl

    from clvcli.segments.schemes import Sorting

SEGMENTING = "Segments"
"""Heading of `--help`."""

TableName = Literal["customers", "segments", "winback", "protect", "loyalty", "budget", "cross", "migration"]
"""What a row of the result of `segment` is."""

_segmenting = partial(typer.Option, rich_help_panel=SEGMENTING)


def schemes(text: str) -> str:
    """Return NAME,... of schemes, each once, without blanks."""
    known = get_args(config.SchemeName)
    names = list(dict.fromkeys(item.strip().lower() for item in text.split(",") if item.strip()))
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None or not names:
        near = nearest(unknown or text, known)
        raise UnfitError(f"there is no scheme `{unknown or text}`", near or ",".join(known))
    return ",".join(names)


def two_schemes(text: str) -> str:
    """Return two names of schemes."""
    found = schemes(text)
    if found.count(",") != 1:
        raise UnfitError(f"`{text}` does not name two schemes", "tiers,life-cycle")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmenting:
    """How to sort customers."""

    scheme: Annotated[
        list[str] | None,
        _segmenting("--scheme", metavar="NAME,...", parser=schemes, help="Which; default: tiers,rfm."),
    ] = None
    tiers: Annotated[
        str,
        _segmenting(
            "--tiers",
            metavar="SPEC",
            parser=values.tiers,
            help="Shares (gold=20,rest=80), amounts ('gold>=5000,rest'), abc, abc=80,95 or top=100.",
        ),
    ] = config.TIERS
    tier_by: Annotated[
        str,
        _segmenting(
            "--tier-by", metavar="COLUMN", parser=values.tier_column, help="Of compute: what tiers rank by."
        ),
    ] = "value_total"
    keep_within: Annotated[
        float | None,
        _segmenting(
            "--keep-within",
            metavar="RATE",
            parser=values.rate,
            help="Keep an earlier tier until the value is so far below it: 10%.",
        ),
    ] = None
    exact_fifths: Annotated[
        bool,
        _segmenting("--exact-fifths", help="RFM scores of fifths equal in size, though equal customers differ."),
    ] = False

    spring_summer: Annotated[
        str,
        _segmenting(
            "--spring-summer",
            metavar="MONTH-MONTH",
            parser=values.months_of_year,
            help="First and last month in which spring and summer are sold.",
        ),
    ] = "-".join(map(str, config.SPRING_SUMMER))

    cuts: Annotated[
        str | None,
        _segmenting("--cuts", metavar="FILE", help="Sort by saved cut points, so that only customers move."),
    ] = None
    share: Annotated[
        bool, _segmenting("--share", help="For others to see: figures of fewer than 5 customers are hidden.")
    ] = False

    def schemes(self) -> tuple[config.SchemeName, ...]:
        """Return the schemes asked for, each once, in the order asked."""
        asked = [name for text in self.scheme or () for name in text.split(",")]
        known = {name: name for name in get_args(config.SchemeName)}
        return tuple(known[name] for name in dict.fromkeys(asked)) or config.SCHEMES

    def spring_summer_months(self) -> tuple[int, int]:
        """Return the first and the last month of spring and summer, January 1."""
        first, last = self.spring_summer.split("-")
        return int(first), int(last)

    def sorting(self, earlier: pl.DataFrame | None = None) -> Sorting:
        """Return these options as the schemes take them; `earlier` are tiers as they were (`tiers.Keep`).

        Raises OptionsDisagreeError where tiers are to be kept and nobody says what they were.
        """
        from clvcli.segments.schemes import Sorting
        from clvcli.segments.tier_spec import tiers_of
        from clvcli.segments.tiers import Keep

        if self.keep_within is not None and earlier is None:
            raise OptionsDisagreeError.without("--keep-within", "--compare-to EARLIER")
        keep = None
        if self.keep_within is not None and earlier is not None:
            keep = Keep(share=self.keep_within, earlier=earlier)
        return Sorting(
            tiers=tiers_of(self.tiers), tier_by=self.tier_by, keep=keep, exact_fifths=self.exact_fifths
        )


def check_pairs(table: str, cross: str | None, compare_to: str | None) -> tuple[config.SchemeName, ...]:
    """Return the two schemes to cross, none where nobody asked.

    Raises OptionsDisagreeError where a table was asked for without what it is made from.
    """
    if table == "cross" and cross is None:
        raise OptionsDisagreeError.without("--table cross", "--cross tiers,life-cycle")
    if table == "migration" and compare_to is None:
        raise OptionsDisagreeError.without("--table migration", "--compare-to EARLIER")
    known = {name: name for name in get_args(config.SchemeName)}
    return tuple(known[name] for name in cross.split(",")) if cross else ()


SavedCutsFile = Annotated[
    str | None, _segmenting("--save-cuts", metavar="FILE", help="Also keep the cut points here, for --cuts.")
]

SummaryFile = Annotated[
    str | None, _segmenting("--summary", metavar="FILE", help="Also write the table of segments here.")
]

WithProfile = Annotated[bool, _segmenting("--profile", help="Add what, when and how each customer usually buys.")]

ComparedTo = Annotated[
    str | None,
    _segmenting(
        "--compare-to", metavar="EARLIER", help="A file of segment, a day, or v3 of a store: who has moved since."
    ),
]

Crossing = Annotated[
    str | None, _segmenting("--cross", metavar="A,B", parser=two_schemes, help="Two schemes, for --table cross.")
]

TableOfSegments = Annotated[
    TableName, _segmenting("--table", help="What a row of the result is; default: a customer.")
]
