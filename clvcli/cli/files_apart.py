"""No file that a run writes is one that it reads beside the orders, nor one that it writes for another option."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from clvcli.cli.settings import long_name
from clvcli.errors import BadValueError, TargetIsInputError
from clvcli.output.targets import is_standard_output, same_file

if TYPE_CHECKING:
    import typer

REJECTS_SUFFIX = ".rejects.csv"
"""After the name of a result: the file of the rows that were rejected."""

WRITTEN = ("output", "summary", "save-model", "save-cuts")
"""Options that name a file to be written."""

READ_TOO = frozenset({"compare-to"})
"""Options that may name a file to be read, beside those whose value is called FILE."""


def check_apart(ctx: typer.Context) -> None:
    """Raise TargetIsInputError where a file would be read and written, BadValueError where twice written."""
    written, read = _files(ctx)
    for option, target in written:
        source = next((path for path in read if same_file(target, path)), None)
        if source is not None:
            raise TargetIsInputError.from_paths(target, source, _typed(option))
    for (_, first), (option, second) in combinations(written, 2):
        if same_file(first, second):
            raise BadValueError.of(_typed(option), "the result goes to that file", "name another file")


def _files(ctx: typer.Context) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what is written, by option, and what is read beside the inputs."""
    params: list[Any] = list(ctx.command.params)
    named = {
        long_name(param.opts): str(ctx.params[param.name])
        for param in params
        if param.param_type_name == "option" and ctx.params.get(param.name) is not None
    }
    files = {long_name(param.opts) for param in params if (param.metavar or "").startswith("FILE")} | READ_TOO
    written = [(name, named[name]) for name in WRITTEN if not is_standard_output(named.get(name))]
    rejects = [(name, f"{target}{REJECTS_SUFFIX}") for name, target in written if name == "output"]
    return [*written, *rejects], [path for name, path in named.items() if name in files - {*WRITTEN}]


def _typed(option: str) -> str:
    return "-o" if option == "output" else f"--{option}"
