"""Options of `segment`: lists of its customers for networks, who is held out of them, and what they brought."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from clvcli import config  # noqa: TC001  (Typer resolves the annotations)
from clvcli.cli import values
from clvcli.errors import BadValueError, OptionsDisagreeError
from clvcli.output.targets import check_new_folder

if TYPE_CHECKING:
    from collections.abc import Collection

REACHING = "Audiences"
"""Heading of `--help`."""

PLAIN = frozenset({"klaviyo"})
"""Networks that know nobody by a hash."""

OF_LISTS = ("audience-to", "audience-of", "control", "seed")
"""Options that say something of the lists of --audience."""

_reaching = partial(typer.Option, rich_help_panel=REACHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaching:
    """For whom to write lists of customers, and where."""

    audience: Annotated[
        config.NetworkName | None,
        _reaching("--audience", help="Write a list of each segment for them; needs who agreed: --customers."),
    ] = None
    audience_to: Annotated[
        str | None, _reaching("--audience-to", metavar="FOLDER", help="Where the lists go: a new folder.")
    ] = None
    audience_of: Annotated[
        str | None,
        _reaching(
            "--audience-of",
            metavar="SEGMENT,...",
            parser=values.listed,
            help="Only of these segments of the first scheme; default: all.",
        ),
    ] = None
    control: Annotated[
        float | None,
        _reaching(
            "--control", metavar="SHARE", parser=values.rate, help="Hold so many out, to measure against: 10%."
        ),
    ] = None
    seed: Annotated[
        int | None,
        _reaching(
            "--seed", metavar="N", parser=values.seed, help="Who is held out; the same seed holds out the same."
        ),
    ] = None
    measure: Annotated[
        str | None,
        _reaching("--measure", metavar="FOLDER", help="What this audience brought, by orders that came since."),
    ] = None

    def check(self, given: Collection[str], *, show_identity: bool) -> None:
        """Refuse options that cannot be meant together, and a folder that could not be made, before any work.

        `given` are the options of the command line: only they are about this run and no other.
        Raises OptionsDisagreeError, BadValueError and TargetError.
        """
        if self.audience is None:
            for option in OF_LISTS:
                if option in given:
                    raise OptionsDisagreeError.without(f"--{option}", "--audience google|meta|klaviyo|csv")
            return
        if self.measure is not None:
            raise OptionsDisagreeError.one_of("--audience", "--measure")
        if self.audience_to is None:
            raise OptionsDisagreeError.without("--audience", "--audience-to FOLDER")
        if self.audience in PLAIN and not show_identity:
            raise OptionsDisagreeError.plain(f"--audience {self.audience}")
        if self.control == 1:
            raise BadValueError.of("--control", "nobody would be left to export", "--control 10%")
        check_new_folder(self.audience_to, option="--audience-to")
