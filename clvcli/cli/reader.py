"""Turns what the command line, the environment or a file says into the value of an option.

Typer would do this with pydantic, whose import costs more than all the rest of `--help` and whose
messages are not ours; an option's own function (`values.py`) or its list of choices is all that is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from clvcli.errors import BadValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from typer import Context


class UnfitError(ValueError):
    """A text that cannot be meant; the hint is what to write instead."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        super().__init__(reason)
        self.hint = hint


class Declared(Protocol):
    """What is used of a parameter as Typer builds it."""

    name: str
    metavar: str | None
    param_type_name: str
    opts: list[str]
    multiple: bool
    nargs: int
    type_descriptor: Any


def read_text(param: Declared, text: str) -> object:
    """Return the value that a text stands for; raises UnfitError where it cannot be meant."""
    descriptor = param.type_descriptor
    if descriptor.choices is not None:
        return _choice(text, descriptor.choices)
    parser: Callable[[str], object] | None = descriptor.parameter_info.parser
    if parser is not None:
        return _parsed(parser, text)
    if not text:
        raise UnfitError("nothing was given")
    if descriptor.annotation is int:
        return _count(text)
    return text


def _parsed(parser: Callable[[str], object], text: str) -> object:
    """Return what the option's own function makes of a text; what it says of an empty one would be of no word."""
    try:
        return parser(text)
    except UnfitError as unfit:
        if text.strip():
            raise
        raise UnfitError("nothing was given", unfit.hint) from None


class Reader:
    """Stands where Typer keeps the conversion of a parameter."""

    def coerce(self, value: Any, param: Declared, ctx: Context) -> Any:
        """Return the value of `param`; raises BadValueError naming the place the text came from."""
        if value is None:
            return () if _repeats(param) else None
        try:
            if _repeats(param):
                return [item for text in value for item in _each(param, text)]
            return read_text(param, value) if isinstance(value, str) else value
        except UnfitError as unfit:
            raise BadValueError.of(place_of(param, ctx), str(unfit), unfit.hint) from None


def read_with_reader(params: Iterable[Any]) -> None:
    """Let a reader convert these parameters, in the place of what Typer would build."""
    reader = Reader()
    for param in params:
        param.get_runtime_param = lambda: reader


def place_of(param: Declared, ctx: Context) -> str:
    """Return where a parameter's value came from: `--horizon`, `CLVCLI_HORIZON` or `clvcli.toml:4`."""
    places: dict[str, str] = ctx.meta.get("clvcli.places", {})
    source = ctx.get_parameter_source(param.name)
    if source is not None and source.name == "DEFAULT_MAP":
        return places.get(param.name, param.opts[0])
    return max(param.opts, key=len) if param.param_type_name == "option" else param.metavar or param.name


def _repeats(param: Declared) -> bool:
    return param.multiple or param.nargs == -1


def _each(param: Declared, text: str) -> list[object]:
    """Read one item of a repeatable option; choices may also be given as `tiers,rfm`."""
    texts = text.split(",") if param.type_descriptor.choices is not None else [text]
    return [read_text(param, item) for item in texts]


def _choice(text: str, choices: Sequence[str]) -> str:
    word = text.strip().lower()
    for choice in choices:
        if choice.lower() == word:
            return choice
    raise UnfitError(*BadValueError.choice_reason(text, choices))


def _count(text: str) -> int:
    if not text.isdecimal():
        raise UnfitError(f"`{text}` is not a count", "1 or 2")
    return int(text)
