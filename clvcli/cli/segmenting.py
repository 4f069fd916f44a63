"""Options of `segment` and `report`: how customers are sorted, and which table of it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from clvcli import config
from clvcli.cli import values
from clvcli.cli.reader import UnfitError
from clvcli.errors import nearest

if TYPE_CHECKING:
    from clvcli.segments.schemes import Sorting

SEGMENTING = "Segments"
"""Heading of `--help`."""

TableName = Literal["customers", "segments", "winback", "protect", "loyalty", "budget"]
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
            "--tiers", metavar="NAME=PERCENT,...", parser=values.tiers, help="Shares of customers, best first."
        ),
    ] = config.TIERS

    spring_summer: Annotated[
        str,
        _segmenting(
            "--spring-summer",
            metavar="MONTH-MONTH",
            parser=values.months_of_year,
            help="First and last month in which spring and summer are sold.",
        ),
    ] = "-".join(map(str, config.SPRING_SUMMER))

    def schemes(self) -> tuple[config.SchemeName, ...]:
        """Return the schemes asked for, each once, in the order asked."""
        asked = [name for text in self.scheme or () for name in text.split(",")]
        known = {name: name for name in get_args(config.SchemeName)}
        return tuple(known[name] for name in dict.fromkeys(asked)) or config.SCHEMES

    def spring_summer_months(self) -> tuple[int, int]:
        """Return the first and the last month of spring and summer, January 1."""
        first, last = self.spring_summer.split("-")
        return int(first), int(last)

    def sorting(self) -> Sorting:
        """Return these options as the schemes take them."""
        from clvcli.segments.schemes import Sorting
        from clvcli.segments.tiers import tiers_of

        return Sorting(tiers=tiers_of(self.tiers))


SummaryFile = Annotated[
    str | None, _segmenting("--summary", metavar="FILE", help="Also write the table of segments here.")
]

WithProfile = Annotated[
    bool, _segmenting("--profile", help="Add what, when and how each customer usually buys.")
]

TableOfSegments = Annotated[
    TableName, _segmenting("--table", help="What a row of the result is; default: a customer.")
]
