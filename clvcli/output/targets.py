"""Where a result goes and in which format: decided, and checked, before anything is computed.

Imports nothing heavy: the command line takes `Format` for its options.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal, get_args

from clvcli.errors import NotForTerminalError, TargetError, TargetIsInputError, UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Format = Literal["table", "csv", "tsv", "json", "jsonl", "parquet", "xlsx", "md", "html"]

PAGE = "html"
"""What only documents are written as."""

FORMATS: tuple[str, ...] = tuple(name for name in get_args(Format) if name != PAGE)
"""What rows are written as."""

Excel = Literal["plain", "eu"]
"""How Excel takes a CSV by double click: with comma and point, or where the comma is the decimal sign."""

EXTENSIONS: Mapping[str, str] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
}
"""Ending of the output's name, in lower case -> format."""

BINARY = frozenset({"parquet", "xlsx"})

STANDARD_OUTPUT = "-"


def is_standard_output(output: str | None) -> bool:
    """Tell whether the rows go to standard output."""
    return output is None or output == STANDARD_OUTPUT


def format_of_name(output: str | None) -> str | None:
    """Return the format that the name of the output stands for, or None."""
    return None if output is None else EXTENSIONS.get(PurePath(output).suffix.lower())


def is_device(path: Path) -> bool:
    """Tell whether `path` is a device, a named pipe or the like: written through, never replaced.

    Raises TargetError for a name that no file can have.
    """
    try:
        return path.exists() and not path.is_file() and not path.is_dir()
    except OSError as problem:
        raise TargetError.refused(str(path), (problem.strerror or "the system gave no reason").lower()) from problem


def choose_format(output: str | None, requested: str | None, *, stdout_is_terminal: bool) -> str:
    """Return the format to write: `--format`, else the ending of `-o`, else a table on a terminal or CSV off it.

    Raises UnknownFormatError for a word or an ending that names none, TargetError for a folder, and
    NotForTerminalError for a binary format on a terminal.
    """
    to_terminal = is_standard_output(output) and stdout_is_terminal
    chosen = requested or _implied(output, to_terminal=to_terminal)
    if chosen == PAGE:
        raise UnknownFormatError.of_documents(chosen, FORMATS)
    if chosen not in FORMATS:
        raise UnknownFormatError.from_word(chosen, FORMATS)
    if to_terminal and chosen in BINARY:
        raise NotForTerminalError.from_format(chosen)
    return chosen


def _implied(output: str | None, *, to_terminal: bool) -> str:
    if output is None or is_standard_output(output):
        return "table" if to_terminal else "csv"
    device = is_device(Path(output))
    if Path(output).is_dir():
        raise TargetError.is_folder(output)
    found = format_of_name(output)
    if found is None and device:
        return "csv"
    if found is None:
        raise UnknownFormatError.from_target(output, FORMATS)
    return found


def check_target(output: str, *, inputs: Sequence[str], clobber: bool) -> None:
    """Refuse an output that could not be written, or that would destroy an input, before computing.

    Raises TargetIsInputError (also through links), and TargetError for a missing or read-only folder,
    a folder's name, and an existing file unless `clobber`.
    """
    if is_standard_output(output):
        return
    if "://" in output:
        from clvcli.output.objects import check_object

        check_object(output, inputs=inputs, clobber=clobber)
        return
    if is_device(Path(output)):
        _require_writable(Path(output))
        return
    target = Path(os.path.realpath(output))
    if target.is_dir():
        raise TargetError.is_folder(output)
    for source in inputs:
        if same_file(str(target), source):
            raise TargetIsInputError.from_paths(output, source)
    if target.exists() and not clobber:
        raise TargetError.exists(output)
    if not target.parent.is_dir():
        raise TargetError.no_folder(str(Path(output).parent))
    _require_writable(target.parent)


def check_new_folder(folder: str, *, option: str) -> None:
    """Refuse a folder of `option` that could not be made: only a missing or an empty one is another's place.

    Raises TargetError for files in the way, and for a parent that is missing or read-only.
    """
    if "://" in folder:
        raise TargetError.is_address(folder)
    place = Path(os.path.realpath(folder))
    if place.is_dir() and any(place.iterdir()):
        raise TargetError.not_empty(folder)
    if place.exists() and not place.is_dir():
        raise TargetError.is_file(folder, option)
    if not place.parent.is_dir():
        raise TargetError.no_folder(str(Path(folder).parent))
    _require_writable(place.parent, option)


def _require_writable(place: Path, option: str = "-o") -> None:
    if not os.access(place, os.W_OK):
        raise TargetError.not_writable(str(place), option)


def same_file(one: str, other: str) -> bool:
    """Tell whether two names are of one file, through links too, or will be; an address is only itself."""
    if "://" in one or "://" in other:
        return one == other
    try:
        return Path(one).samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)
