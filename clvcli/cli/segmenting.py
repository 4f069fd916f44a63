"""Options of `segment` and `report`: how customers are sorted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from clvcli import config
from clvcli.cli import values
from clvcli.cli.completing import of_list
from clvcli.cli.reader import UnfitError
from clvcli.errors import nearest
from clvcli.segments.tier_spec import TOTAL

if TYPE_CHECKING:
    from clvcli.segments.schemes import Sorting
    from clvcli.segments.tiers import Keep

SEGMENTING = "Segments"
"""Heading of `--help`."""

segmenting_option = partial(typer.Option, rich_help_panel=SEGMENTING)


def schemes(text: str) -> str:
    """Return NAME,... of schemes, each once, without blanks."""
    known = get_args(config.SchemeName)
    names = list(dict.fromkeys(item.strip().lower().replace("_", "-") for item in text.split(",") if item.strip()))
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
        segmenting_option(
            "--scheme",
            metavar="NAME,...",
            parser=schemes,
            help="Which; default: tiers,rfm.",
            autocompletion=of_list(get_args(config.SchemeName)),
        ),
    ] = None
    tiers: Annotated[
        str,
        segmenting_option(
            "--tiers",
            metavar="SPEC",
            parser=values.tiers,
            help="Shares (gold=20,rest=80), amounts ('gold>=5000,rest'), abc, abc=80,95 or top=100.",
        ),
    ] = config.TIERS
    tier_by: Annotated[
        str,
        segmenting_option(
            "--tier-by", metavar="COLUMN", parser=values.tier_column, help="Of compute: what tiers rank by."
        ),
    ] = TOTAL
    exact_fifths: Annotated[
        bool,
        segmenting_option(
            "--exact-fifths", help="RFM scores of fifths equal in size, though equal customers differ."
        ),
    ] = False

    spring_summer: Annotated[
        str,
        segmenting_option(
            "--spring-summer",
            metavar="MONTH-MONTH",
            parser=values.months_of_year,
            help="First and last month in which spring and summer are sold.",
        ),
    ] = "-".join(map(str, config.SPRING_SUMMER))

    cuts: Annotated[
        str | None,
        segmenting_option("--cuts", metavar="FILE", help="Sort by saved cut points, so that only customers move."),
    ] = None
    share: Annotated[
        bool, segmenting_option("--share", help="For others to see: figures of fewer than 5 customers are hidden.")
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

    def sorting(self, keep: Keep | None = None) -> Sorting:
        """Return these options as the schemes take them; `keep` are tiers as they were."""
        from clvcli.segments.schemes import Sorting
        from clvcli.segments.tier_spec import tiers_of

        return Sorting(tiers=tiers_of(self.tiers), tier_by=self.tier_by, keep=keep, exact_fifths=self.exact_fifths)
