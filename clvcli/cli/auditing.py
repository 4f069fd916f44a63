"""Options of `report`: which questions about the shop it answers, and what it needs to answer them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (Typer resolves the annotations)
from functools import partial
from typing import Annotated

import typer

from clvcli import config
from clvcli.cli import values
from clvcli.cli.levers import levers
from clvcli.cli.options import COMPARE_HELP
from clvcli.cli.reader import UnfitError
from clvcli.errors import nearest

SHOP = "The shop"
"""Heading of `--help`."""

SECTIONS = (
    "summary",
    "key_figures",
    "changed",
    "contribution",
    "concentration",
    "cohorts",
    "newest",
    "acquisition",
    "groups",
    "timing",
    "journey",
    "orders",
    "tiers",
    "segments",
    "life_cycle",
    "grid",
    "migration",
    "resources",
    "loyalty",
    "preferences",
    "first_products",
    "sizes",
    "seasons",
    "planning",
    "trust",
    "equity",
    "what_if",
    "contracts",
    "data",
    "decided",
    "method",
    "definitions",
    "next",
)
"""What the report consists of, from the answer to the proof."""

FIRST_SECTIONS = f"{', '.join(SECTIONS[:3])} ...; clvcli report INPUT --format json names them all"
"""What to write in place of a name like none of theirs."""

ON_REQUEST = {"groups": "--compare COLUMN", "contracts": "--contracts FILE"}
"""Sections that are there only where this option asks for them."""


def sections(text: str) -> str:
    """Return NAME,... of sections of the report, each once, without blanks."""
    names = list(dict.fromkeys(item.strip().lower().replace("-", "_") for item in text.split(",") if item.strip()))
    unknown = next((name for name in names if name not in SECTIONS), None)
    if unknown is not None or not names:
        near = nearest(unknown or text, SECTIONS)
        raise UnfitError(f"the report has no section `{unknown or text}`", near or FIRST_SECTIONS)
    return ",".join(names)


_shop = partial(typer.Option, rich_help_panel=SHOP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditing:
    """What to look at in the shop as a whole."""

    only: Annotated[
        str | None,
        _shop("--sections", metavar="NAME,...", parser=sections, help="Only these sections; default: all."),
    ] = None

    spend: Annotated[
        str | None,
        _shop("--spend", metavar="FILE", help="Marketing cost: month, channel, amount, perhaps currency."),
    ] = None
    cac_share: Annotated[
        float,
        _shop(
            "--cac-share",
            metavar="RATE",
            parser=values.rate,
            show_default=False,
            help="Of what a new customer is worth, for winning one; a third.",
        ),
    ] = config.CAC_SHARE

    payback_within: Annotated[
        int | None,
        _shop(
            "--payback-within",
            metavar="MONTHS",
            parser=values.months,
            help="Let winning a customer cost no more than is left by then.",
        ),
    ] = None

    history_starts: Annotated[
        date | None,
        _shop(
            "--history-starts",
            metavar="DAY",
            parser=values.day,
            help="New customers before it may be old ones; default: as the orders look.",
        ),
    ] = None

    compare: Annotated[
        str | None,
        _shop("--compare", metavar="COLUMN", help="Compare groups by this column of --customers: satisfaction."),
    ] = None
    contracts: Annotated[
        str | None,
        _shop("--contracts", metavar="FILE", help="Memberships: customer, start, end, perhaps renewals."),
    ] = None

    compare_to: Annotated[
        str | None,
        _shop(
            "--compare-to",
            metavar="DAY",
            parser=values.day_or_version,
            help=COMPARE_HELP,
        ),
    ] = None
    what_if: Annotated[
        str | None,
        _shop(
            "--what-if",
            metavar="LEVER=CHANGE,...",
            parser=levers,
            help="What it would be worth: retention=+1pp,aov=+5%.",
        ),
    ] = None

    first_credit: Annotated[
        config.FirstCredit,
        _shop("--first-credit", help="What one of several first products counts: each full, or its share."),
    ] = "full"

    def asked(self) -> tuple[str, ...]:
        """Return the names of the sections asked for; none stands for all."""
        return tuple(self.only.split(",")) if self.only else ()

    def asks_for(self, *names: str) -> bool:
        """Tell whether any of these sections is asked for; all are where none is named."""
        return not self.only or not set(names).isdisjoint(self.asked())
