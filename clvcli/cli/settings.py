"""Which options can be set in a file or the environment, and what they are set to for one run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from clvcli import config
from clvcli.cli.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from typer import Context
    from typer.core import TyperCommand, TyperGroup, TyperOption

NOT_SETTABLE = frozenset({"help", "config", "no-config", "list-formats", "save-profile"})
"""What decides which files are read cannot stand in one, nor what is done once and not at every run."""

WITHOUT_SETTINGS = frozenset({"help", "config", "explain"})
"""Commands that work whatever the files say, since they are what one turns to when a file is wrong."""

SETTINGS_OF = {"explain": "compute"}
"""`explain --customer` explains what `compute` would print, so it takes what is set for `compute`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the value of an option came from, and what it won over."""

    option: str
    value: object
    place: str
    over: tuple[str, ...] = ()


def are_taken(command: str | None, given: Mapping[str, Any]) -> bool:
    """Tell whether a command with these options on its line looks at settings; help never does."""
    return "help" not in given and (command not in WITHOUT_SETTINGS or given.get("customer") is not None)


def keys_of(ctx: Context) -> dict[str, config.Key]:
    """Return every key, from the options of every command, in the order of declaration."""
    root = ctx.find_root()
    group = cast("TyperGroup", root.command)
    found: dict[str, tuple[Any, set[str]]] = {}
    for name in (name for name in group.list_commands(root) if name not in WITHOUT_SETTINGS):
        command = cast("TyperCommand", group.get_command(root, name))
        for param in command.params:
            if param.param_type_name == "option":
                found.setdefault(long_name(param.opts), (param, set()))[1].add(name)
    return {
        name: _key(name, param, commands) for name, (param, commands) in found.items() if name not in NOT_SETTABLE
    }


def long_name(names: Sequence[str]) -> str:
    """Return the long name among an option's names, without its dashes."""
    return max(names, key=len).lstrip("-")


def files_of(explicit: str | None, *, use_files: bool) -> list[Path]:
    """Return the files that hold settings for this run, the winning one first.

    `CLVCLI_CONFIG` and `CLVCLI_NO_CONFIG` stand for the options where those were not given.
    """
    file, none = config.CHOOSING
    without = os.environ.get(none, "").lower() in config.TRUE_WORDS and explicit is None
    if without or not use_files:
        return []
    return config.config_files(explicit or os.environ.get(file) or None)


def layers(keys: Mapping[str, config.Key], files: Sequence[Path]) -> list[list[config.Setting]]:
    """Return what the environment and the files set, the winning place first."""
    environment = config.read_environment(os.environ, keys.values())
    return [environment, *(config.read_file(file, keys) for file in files)]


def apply(ctx: Context, command: TyperCommand, given: Mapping[str, Any]) -> None:
    """Make the settings of this run the defaults of a command's options.

    `given` is what stands on the command line.  Raises ConfigUnreadableError and UnknownSettingsError.
    """
    files = files_of(given.get("config"), use_files=not given.get("no_config"))
    found: dict[str, list[config.Setting]] = {}
    if files or any(name.startswith(config.VARIABLES) for name in os.environ):
        name = ctx.info_name or ""
        found = config.settings_for(SETTINGS_OF.get(name, name), layers(keys_of(ctx), files))
    defaults: dict[str, Any] = {}
    places: dict[str, str] = {}
    origins: list[Origin] = []
    for param in cast("Iterable[TyperOption]", command.params):
        name = long_name(param.opts)
        settings = found.get(name, [])
        if param.name in given:
            over = tuple(setting.place for setting in settings)
            origins.append(Origin(option=name, value=given[param.name], place=max(param.opts, key=len), over=over))
        elif settings:
            first, *rest = settings
            defaults[param.name], places[param.name] = first.value, first.place
            over = tuple(setting.place for setting in rest)
            origins.append(Origin(option=name, value=first.value, place=first.place, over=over))
    ctx.default_map = defaults
    ctx.meta["clvcli.places"] = places
    ctx.meta["clvcli.origins"] = origins


def _key(name: str, param: Any, commands: set[str]) -> config.Key:
    kind = "list" if param.multiple else "flag" if param.is_flag and not param.count else "text"
    return config.Key(
        name=name,
        kind=cast("Any", kind),
        commands=frozenset(commands),
        check=lambda text: read_text(param, text),
        default=param.default,
        meaning=param.help or "",
    )
