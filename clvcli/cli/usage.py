"""What Typer's parser finds wrong with a line, in the words of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clvcli.errors import (
    BadValueError,
    ClvError,
    MissingInputError,
    UnexpectedArgumentError,
    UnknownOptionError,
    nearest,
)

if TYPE_CHECKING:
    import typer


def translated(error: typer.TyperException, command: str = "clvcli") -> ClvError:
    """Return the error of the catalogue for one of Typer's, of which Typer exports the base class alone."""
    found: Any = error
    match type(error).__name__:
        case "NoSuchOption":
            near = nearest(found.option_name, found.possibilities or ())
            return UnknownOptionError.named(found.option_name, command, near)
        case "BadOptionUsage":
            return BadValueError.missing(found.option_name, command)
        case "MissingParameter":
            return MissingInputError.of(command, found.param.metavar or found.param.name.upper())
        case _:
            return UnexpectedArgumentError.of(_words(found.message), command)


def _words(message: str) -> str:
    """Return the words Typer quotes in parentheses, or all it says."""
    inside = message.partition("(s) (")[2]
    return f"`{inside.rstrip(')')}`" if inside else message.rstrip(".").lower()
