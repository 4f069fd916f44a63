"""`help`: the same text as `--help`, asked for as a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from clvcli.cli import completing
from clvcli.cli.run import Run  # noqa: TC001  (Typer resolves the annotations)
from clvcli.errors import UnknownCommandError

if TYPE_CHECKING:
    from typer.core import TyperGroup

Command = Annotated[
    str | None,
    typer.Argument(
        metavar="COMMAND", help="The command to show; none: all of them.", autocompletion=completing.commands
    ),
]


def help(ctx: typer.Context, run: Run, command: Command = None) -> None:  # noqa: A001, ARG001  (the name of the command; every command takes them)
    """Show the help of a command."""
    root = ctx.find_root()
    group = cast("TyperGroup", root.command)
    wanted = group if command is None else group.get_command(root, command)
    if wanted is None:
        raise UnknownCommandError.named(str(command), group.list_commands(root), is_file=False)
    with root if command is None else typer.Context(wanted, info_name=command, parent=root) as shown:
        typer.echo(wanted.get_help(shown))
