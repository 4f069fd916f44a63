"""What every error is: a code, a fact, a hint and an exit status."""

from __future__ import annotations

import re
import shlex
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")


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
        self.also: tuple[ClvError, ...] = ()
        """What else went wrong, with the inputs after the one at fault; told with it, in order."""

    def told(self) -> list[ClvError]:
        """Return all that is to be told, this error among it."""
        return [self, *self.also]


def attempted(items: Iterable[Item], do: Callable[[Item], Result]) -> tuple[list[Result], list[ClvError]]:
    """Return what `do` makes of the items, and what is wrong with those of which it makes nothing."""
    results: list[Result] = []
    errors: list[ClvError] = []
    for item in items:
        try:
            results.append(do(item))
        except ClvError as error:
            errors.append(error)
    return results, errors


def raise_all(errors: Sequence[ClvError]) -> None:
    """Raise the first of `errors` with the others, so that one run tells what is wrong with every input."""
    if errors:
        first, *others = (told for error in errors for told in (error, *error.also))
        first.also = tuple(others)
        raise first


def each_of(items: Iterable[Item], do: Callable[[Item], Result]) -> list[Result]:
    """Return what `do` makes of each item; raises all that is wrong with any, as `raise_all` does."""
    results, errors = attempted(items, do)
    raise_all(errors)
    return results


_SAFE_IN_QUOTES = r'[^"$`\\!]*'
"""What a shell takes as it stands between double quotes."""


def in_quotes(text: str) -> str:
    """Return a text of the data for a hint, in quotes in which a shell runs nothing of it: `"Order ID"`."""
    return f'"{text}"' if re.fullmatch(_SAFE_IN_QUOTES, text) else shlex.quote(text)


def in_apostrophes(text: str) -> str:
    """Return the same where an apostrophe is the usual quote: `'Sheet 1'`."""
    return shlex.quote(text) if "'" in text else f"'{text}'"


LIKENESS = 0.7
"""How alike two names are before one is taken for a slip of the other: `shwo` is `show`, `pareto` is not `auto`."""


def nearest(word: str, among: Iterable[str]) -> str | None:
    """Return the name in `among` most like `word`, or None where nothing is really like it."""
    import difflib  # only where something went wrong

    found = difflib.get_close_matches(word, list(among), n=1, cutoff=LIKENESS)
    return found[0] if found else None


def few_nearest(word: str, among: Iterable[str]) -> str:
    """Return the three names in `among` most like `word`, however little, as a hint."""
    import difflib  # the same

    return ", ".join(difflib.get_close_matches(word, list(among), n=3, cutoff=0.0))
