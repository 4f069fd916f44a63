"""Options of `segment` alone: which table of the sorted customers is wanted, and beside what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from clvcli import config
from clvcli.cli import values
from clvcli.cli.options import COMPARE_HELP
from clvcli.cli.reader import UnfitError
from clvcli.cli.segmenting import schemes, segmenting_option
from clvcli.errors import OptionsDisagreeError

if TYPE_CHECKING:
    from clvcli.cli.earlier import Earlier
    from clvcli.segments.tiers import Keep

TableName = Literal["customers", "segments", "winback", "protect", "loyalty", "budget", "cross", "migration"]
"""What a row of the result is."""

OF_SILENCE: frozenset[TableName] = frozenset({"winback", "protect"})
"""Tables that hold how long customers are silent against how long they usually are."""


def two_schemes(text: str) -> str:
    """Return two names of schemes."""
    found = schemes(text)
    if found.count(",") != 1:
        raise UnfitError(f"`{text}` does not name two schemes", "tiers,life-cycle")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanting:
    """What is wanted of the sorted customers."""

    table: Annotated[
        TableName, segmenting_option("--table", help="What a row of the result is; default: a customer.")
    ] = "customers"
    cross: Annotated[
        str | None,
        segmenting_option("--cross", metavar="A,B", parser=two_schemes, help="Two schemes, for --table cross."),
    ] = None
    compare_to: Annotated[
        str | None,
        segmenting_option(
            "--compare-to",
            metavar="DAY",
            parser=values.day_version_or_file,
            help=COMPARE_HELP,
        ),
    ] = None
    keep_within: Annotated[
        float | None,
        segmenting_option(
            "--keep-within",
            metavar="RATE",
            parser=values.rate,
            help="Keep an earlier tier until the value is so far below it: 10%.",
        ),
    ] = None
    profile: Annotated[
        bool, segmenting_option("--profile", help="Add what, when and how each customer usually buys.")
    ] = False
    summary: Annotated[
        str | None,
        segmenting_option("--summary", metavar="FILE", help="Also write the table of segments here."),
    ] = None
    save_cuts: Annotated[
        str | None,
        segmenting_option("--save-cuts", metavar="FILE", help="Also keep the cut points here, for --cuts."),
    ] = None

    def check(self) -> None:
        """Raise OptionsDisagreeError where something was asked for without what it is made from."""
        if self.table == "cross" and self.cross is None:
            raise OptionsDisagreeError.without("--table cross", "--cross tiers,life-cycle")
        if self.table == "migration" and self.compare_to is None:
            raise OptionsDisagreeError.without("--table migration", "--compare-to EARLIER")

    @property
    def crossed(self) -> tuple[config.SchemeName, ...]:
        """The two schemes to cross; none where nobody asked."""
        known = {name: name for name in get_args(config.SchemeName)}
        return tuple(known[name] for name in self.cross.split(",")) if self.cross else ()

    def kept(self, earlier: Earlier | None) -> Keep | None:
        """Return the tiers of `earlier` customers and how far they are kept, None where either is missing."""
        from clvcli.segments.tiers import Keep

        if self.keep_within is None or earlier is None or earlier.tiers is None:
            return None
        return Keep(share=self.keep_within, earlier=earlier.tiers)
