"""`config`: what is set and where each value came from; files to start from; a check of the files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clvcli import config as configuration
from clvcli.cli import settings
from clvcli.cli.run import Run, spoken
from clvcli.cli.session import voice_of
from clvcli.errors import ConfigExistsError
from clvcli.output.diagnostics import masked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Action = Annotated[
    Literal["show", "init", "validate", "actions"],
    typer.Argument(
        metavar="ACTION",
        help="show: what is set, and where; init: write clvcli.toml; validate: look for mistakes; "
        "actions: print an action book to edit.",
    ),
]


def config(ctx: typer.Context, run: Run, action: Action = "show") -> None:
    """Show the settings and where each came from, write or check a file of them, or print an action book."""
    if action == "actions":
        from clvcli.actions.action_book import default_book

        typer.echo(default_book(spoken(run.lang, os.environ)), nl=False)
        return
    keys = settings.keys_of(ctx)
    voice = voice_of(ctx, run)
    if action == "init":
        path = Path(run.config or configuration.PROJECT_FILE)
        _write_template(path, keys)
        voice.say(f"wrote {configuration.shown_path(path)}: {len(keys)} keys, each at its default")
        return
    files = settings.files_of(run.config, use_files=not run.no_config)
    layers = settings.layers(keys, files)
    if action == "show":
        typer.echo("\n".join(_shown(keys, layers)))
        return
    read = ", ".join(map(configuration.shown_path, files)) or "no file"
    voice.say(f"{read}: {sum(map(len, layers))} settings, the environment's included, and no mistake")


def _write_template(path: Path, keys: Mapping[str, configuration.Key]) -> None:
    """Write a file that names every key, whole; raises ConfigExistsError rather than write over one."""
    from clvcli.output.files import replaced_whole

    if path.exists():
        raise ConfigExistsError.at(str(path))
    with replaced_whole(path, private=False, option="--config") as file:
        file.write(configuration.template(list(keys.values())).encode())


def _shown(keys: Mapping[str, configuration.Key], layers: Sequence[Sequence[configuration.Setting]]) -> list[str]:
    """Return a line for each value in force: name, value, where it came from and what it won over."""
    rows: list[tuple[str, str]] = []
    for command in ("", *sorted({setting.command for layer in layers for setting in layer} - {""})):
        found = configuration.settings_for(command, layers)
        for name, key in keys.items():
            own = [setting for setting in found.get(name, []) if setting.command == command]
            if own:
                places = [setting.place for setting in found[name]]
                over = f" (overrides {', '.join(places[1:])})" if places[1:] else ""
                rows.append((_line(command, name, found[name][0].value), places[0] + over))
            elif not command and key.default not in {None, False, ()}:
                rows.append((_line("", name, key.default), "default"))
    width = max(len(left) for left, _ in rows)
    return [f"{left:{width}}   {right}" for left, right in rows]


def _line(command: str, name: str, value: object) -> str:
    shown = ", ".join(value) if isinstance(value, list) else str(value).lower() if value is True else str(value)
    return f"{command + '.' if command else ''}{name} = {masked(shown)}"
