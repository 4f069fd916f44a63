"""The options of every command: how much is said, in which colours, by which settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clvcli.config import LANGUAGES, LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping

Color = Literal["auto", "always", "never"]

_run = partial(typer.Option, rich_help_panel="Any command")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What every command takes, before or after its name."""

    quiet: Annotated[bool, _run("-q", "--quiet", help="Say nothing but errors.")] = False
    verbose: Annotated[
        int, _run("-v", "--verbose", count=True, show_default=False, help="Explain; twice: more.")
    ] = 0
    debug: Annotated[bool, _run("--debug", help="Show the traceback of a fault.")] = False
    color: Annotated[Color, _run("--color", help="Whether to colour.")] = "auto"
    config: Annotated[str | None, _run("--config", metavar="FILE", help="Settings, instead of ./clvcli.toml.")] = (
        None
    )
    no_config: Annotated[bool, _run("--no-config", help="Read no settings file.")] = False
    lang: Annotated[
        LanguageCode | None,
        _run("--lang", help="Language of reports, tables and workbooks; default: the locale's."),
    ] = None
    no_pager: Annotated[
        bool, _run("--no-pager", help="Print what is longer than the screen at once, not through $PAGER.")
    ] = False
    stats: Annotated[bool, _run("--stats", help="One line of JSON about the run on standard error.")] = False


def spoken(asked: LanguageCode | None, environ: Mapping[str, str]) -> LanguageCode:
    """Return the language that was asked for, else that of the locale, else English.

    POSIX asks LC_ALL, LC_MESSAGES and LANG, in this order, and takes the first that is not empty.
    """
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    of_locale = (code for code in LANGUAGES if locale.partition("_")[0] == code)
    return asked if asked is not None else next(of_locale, LANGUAGES[0])
