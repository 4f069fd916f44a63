"""Which files of a folder are exports: all but hidden ones, folders, and those that hold no table by nature."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import NamedTuple

from clvcli.errors import InputUnreadableError
from clvcli.orders.reading.containers import lies_beside
from clvcli.orders.tables import HIDDEN, LEFT_OUT, Decision
from clvcli.sayings import Saying

HIDDEN_NAMES = (".", "~$")
"""How names begin that file managers and Excel hide."""

OURS = ".rejects.csv"
"""How the name of a file of rejected rows ends, which an earlier run wrote beside its result."""

TEXTS: dict[str, Saying] = {
    ".md": Saying("notes"),
    ".rst": Saying("notes"),
    ".log": Saying("a log"),
    ".toml": Saying("settings"),
    ".ini": Saying("settings"),
    ".yml": Saying("settings"),
    ".yaml": Saying("settings"),
    ".sh": Saying("a program"),
    ".py": Saying("a program"),
    ".sql": Saying("a program"),
}
"""Suffix -> what a text is whose first bytes do not tell it from an export."""


class Folder(NamedTuple):
    """The files of a folder that are to be read, and what is said of the others."""

    files: list[Path]
    decisions: tuple[Decision, ...]


def files_of(name: str) -> Folder:
    """Return the exports in the folder `name`, sorted; folders in it are not looked into.

    A file that may be an export and cannot be read is among them, so that it is said.
    Raises InputUnreadableError where there is none, or the folder cannot be looked into.
    """
    try:
        entries = sorted(Path(name).iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise InputUnreadableError.file(name, error.strerror or "unknown reason") from error
    aside = {entry: what for entry in entries if (what := _what_else(entry)) is not None}
    files = [entry for entry in entries if entry not in aside]
    if not files:
        raise InputUnreadableError.folder(name, empty=not entries)
    count = Decision(subject=Saying("files of the folder"), value=str(len(files)), how="detected", source=name)
    others = (
        Decision(subject=LEFT_OUT, value=entry.name, how="detected", because=what, source=name)
        for entry, what in aside.items()
    )
    return Folder(files, (count, *others))


def is_export(name: str) -> bool:
    """Tell whether a file may hold orders, by its name alone."""
    path = PurePath(name)
    return not (path.name.startswith(HIDDEN_NAMES) or path.name.endswith(OURS) or path.suffix.lower() in TEXTS)


def _what_else(entry: Path) -> str | None:
    """Return what an entry of a folder is, where it is no export."""
    if entry.name.startswith(HIDDEN_NAMES):
        return HIDDEN
    if entry.is_dir():
        return Saying("a folder")
    if not entry.is_file():
        return Saying("no file")
    if entry.name.endswith(OURS):
        return Saying("rows that an earlier run rejected")
    return TEXTS.get(entry.suffix.lower()) or lies_beside(entry)
