"""`help`: the same text as `--help`, asked for as a word; and the short help of a bare `clvcli`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import typer

from clvcli.cli.options import Run  # noqa: TC001  (Typer resolves the annotations)
from clvcli.errors import ExitCode, UnknownCommandError

if TYPE_CHECKING:
    from typer.core import TyperGroup

Command = Annotated[str | None, typer.Argument(metavar="COMMAND", help="The command to show; none: all of them.")]


def help_(ctx: typer.Context, run: Run, command: Command = None) -> None:  # noqa: ARG001  (every command takes them)
    """Show the help of a command."""
    root = ctx.find_root()
    group = cast("TyperGroup", root.command)
    if command is None:
        typer.echo(root.get_help())
        return
    if command not in group.commands:
        raise UnknownCommandError.named(command, group.list_commands(root), is_file=False)
    wanted = group.commands[command]
    with typer.Context(wanted, info_name=command, parent=root) as inner:
        typer.echo(wanted.get_help(inner))


def show_short(ctx: typer.Context) -> NoReturn:
    """Name the commands on standard error, for a line without one."""
    group = cast("TyperGroup", ctx.command)
    lines = [f"  {name:9}{command.get_short_help_str(60)}" for name, command in group.commands.items()]
    typer.echo("usage: clvcli COMMAND INPUT...\n", err=True)
    typer.echo("\n".join(lines), err=True)
    typer.echo("\nhint: clvcli compute orders.csv, or clvcli --help", err=True)
    raise typer.Exit(ExitCode.USAGE)
