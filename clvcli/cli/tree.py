"""The commands: their names and one sentence each here, the rest loaded when one is wanted."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from clvcli import __version__
from clvcli.cli.command import ClvCommand, ClvGroup
from clvcli.cli.groups import spread
from clvcli.cli.run import Run  # noqa: TC001  (Typer resolves the annotations)

if TYPE_CHECKING:
    from typer.core import TyperCommand

COMMANDS = {
    "ingest": "Read order exports and keep their order lines; without -o, show how they are understood.",
    "compute": "Estimate what each customer is worth: one row each, the highest expected value first.",
    "segment": "Sort customers into tiers by value and into named groups by how they buy.",
    "report": "Say what the customers are worth, who they are and what to do next.",
    "backtest": "Hold the forecast against orders that came, beside naive rules.",
    "explain": "Explain an error, a column, a model or a setting; or, step by step, one customer's value.",
    "config": "Show the settings and where each came from, write or check a file of them, or print an action book.",
    "help": "Show the help of a command.",
}
"""Command -> its help; the function of that name in the module of that name does it."""

SETTINGS = {"help_option_names": ["-h", "--help"]}


@cache
def command_of(name: str) -> TyperCommand:
    """Return a command, loading what it is made of; the program itself starts without."""
    function = getattr(import_module(f"clvcli.cli.{name}"), name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
    single.command(name, cls=ClvCommand, help=COMMANDS[name])(spread(function))
    return cast("TyperCommand", typer.main.get_command(single))


class Program(ClvGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  (Typer's signature)
        """Return the names of the commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  (the same)
        """Return a command, or None where there is none of that name."""
        return command_of(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  (the same)
        """Write the names and sentences of the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    name="clvcli",
    cls=Program,
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
        _show_short()


def _show_short() -> None:
    """Name the commands on standard error, for a line without one, and end as a mistake does."""
    from clvcli.errors import ExitCode

    lines = [f"  {name:9}{text.partition(':')[0].partition(';')[0].rstrip('.')}" for name, text in COMMANDS.items()]
    typer.echo("usage: clvcli COMMAND INPUT... [OPTION]...\n", err=True)
    typer.echo("\n".join(lines), err=True)
    typer.echo("\nhint: clvcli compute orders.csv, or clvcli --help", err=True)
    raise typer.Exit(ExitCode.USAGE)
