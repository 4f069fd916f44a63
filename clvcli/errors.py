"""The catalogue of what can go wrong: code, fact, hint, exit status.

    ClvError
    ├── InputError      CLV1xx  an input is missing, unreadable or not a table
    ├── ReadingError    CLV2xx  the columns or values cannot be understood without help
    ├── DataError       CLV3xx  the orders are understood and cannot be used
    ├── AnalysisError   CLV4xx  the analysis cannot be done
    ├── UsageError      CLV5xx  options and configuration
    ├── OutputError     CLV6xx  the result cannot be written
    └── BugError        CLV9xx  a fault of clvcli itself

Every message a user can see is made here, by a named constructor of the class that carries its
code: a fact about the user's data (lower case, no full stop, no Python names, never the value of
an id or any personal data), then a hint, which is a thing to type.  The class docstring is what
`clvcli explain CODE` prints.  Messages that do not stop a run are in `notes.py`.
"""

from __future__ import annotations

import difflib
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class ExitCode(IntEnum):
    """What the process returns; far apart, so that a script can tell them."""

    OK = 0
    ANALYSIS = 1
    USAGE = 2
    DATA = 65
    NO_INPUT = 66
    BUG = 70
    CANT_CREATE = 73
    WRITE_FAILED = 74
    BUSY = 75
    INTERRUPTED = 130
    TERMINATED = 143


class ClvError(Exception):
    """Something the user can be told in one line."""

    code: ClassVar[str] = ""
    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def nearest(word: str, among: Iterable[str]) -> str | None:
    """Return the name in `among` most like `word`, or None where nothing is like it."""
    found = difflib.get_close_matches(word, list(among), n=1)
    return found[0] if found else None


# --- CLV1xx: inputs --------------------------------------------------------------------------


class InputError(ClvError):
    """An input is missing, unreadable or not a table."""

    exit_code = ExitCode.NO_INPUT


# --- CLV2xx: reading -------------------------------------------------------------------------


class ReadingError(ClvError):
    """The columns or values cannot be understood without help."""

    exit_code = ExitCode.DATA


# --- CLV3xx: data ----------------------------------------------------------------------------


class DataError(ClvError):
    """The orders are understood and cannot be used."""

    exit_code = ExitCode.DATA


# --- CLV4xx: analysis ------------------------------------------------------------------------


class AnalysisError(ClvError):
    """The analysis cannot be done."""

    exit_code = ExitCode.ANALYSIS


# --- CLV5xx: usage and configuration ---------------------------------------------------------


class UsageError(ClvError):
    """The options or the configuration are wrong."""

    exit_code = ExitCode.USAGE


# --- CLV6xx: output --------------------------------------------------------------------------


class OutputError(ClvError):
    """The result cannot be written."""

    exit_code = ExitCode.CANT_CREATE


# --- CLV9xx: bugs ----------------------------------------------------------------------------


class BugError(ClvError):
    """A fault of clvcli itself."""

    exit_code = ExitCode.BUG
