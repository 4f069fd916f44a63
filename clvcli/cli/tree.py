"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from clvcli import __version__
from clvcli.cli import compute, explain, ingest, report, segment
from clvcli.cli import config as config_command
from clvcli.cli import help as help_command
from clvcli.cli.command import ClvCommand, ClvGroup
from clvcli.cli.groups import spread
from clvcli.cli.options import Run  # noqa: TC001  (Typer resolves the annotations)

SETTINGS = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="clvcli",
    cls=ClvGroup,
    context_settings=SETTINGS,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    subcommand_metavar="COMMAND INPUT... [OPTION]...",
    options_metavar="",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clvcli {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("-V", "--version", is_eager=True, callback=_print_version, help="Print the version.")
]


@app.callback()
@spread
def clvcli(ctx: typer.Context, run: Run, version: Version = False) -> None:  # noqa: ARG001  (moved behind the command)
    """Compute what each customer of a shop is worth, from the order exports it already has."""
    if ctx.invoked_subcommand is None:
        help_command.show_short(ctx)


for function in (
    ingest.ingest,
    compute.compute,
    segment.segment,
    report.report,
    explain.explain,
    config_command.config,
    help_command.help_,
):
    app.command(name=function.__name__.rstrip("_"), cls=ClvCommand)(spread(function))
