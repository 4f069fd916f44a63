"""The action book: what to do about each segment, by which channel, whose task it is, and what it may cost."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.config import LANGUAGES
from clvcli.errors import ActionBookError, InputMissingError, InputUnreadableError, raise_all
from clvcli.segments.summary import ANY_OTHER, BOOK
from clvcli.small_files import text_of_small
from clvcli.toml_text import toml_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

CEILING_OF = ("clv_12m", "value_at_risk")
"""What a ceiling can be a share of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be done about one segment."""

    scheme: str
    segment: str
    """ANY_OTHER is any of the scheme that has no entry of its own."""
    action: str
    channel: str | None = None
    owner: str | None = None
    window_days: int | None = None
    ceiling: float | None = None
    """The largest share of `of` that may be spent on the segment."""
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionBook:
    """What is to be done about segments, in the order of the file."""

    name: str
    """The file, or the language of a default."""
    entries: tuple[Entry, ...]

    def check(self, segments: Mapping[str, Collection[str]]) -> None:
        """Raise ActionBookError for each segment of the book that its scheme does not have.

        `segments` are those of the schemes of a run; those of the default book may always stand there.
        """
        known = {
            scheme: (*names, *_default_segments().get(scheme, ()), ANY_OTHER) for scheme, names in segments.items()
        }
        raise_all(
            [
                ActionBookError.unknown(
                    self.name, f"{entry.scheme}.{entry.segment}", "segment", entry.segment, known[entry.scheme]
                )
                for entry in self.entries
                if entry.segment not in known.get(entry.scheme, (entry.segment,))
            ]
        )


def default_book(language: str) -> str:
    """Return the text of the book that comes with clvcli in one of LANGUAGES."""
    return resources.files("clvcli.actions").joinpath("books", f"{language}.toml").read_text(encoding="utf-8")


def read_book(source: str) -> ActionBook:
    """Return the book in a file, or the default in one of LANGUAGES.

    Raises ActionBookError with all that is wrong with it, InputMissingError and InputUnreadableError.
    """
    text = default_book(source) if source in LANGUAGES else _text_of(source)
    try:
        document = toml_of(text)
    except ValueError as error:
        raise ActionBookError.not_toml(source, str(error)) from None
    raise_all([fault for scheme, segments in document.items() for fault in _faults(source, scheme, segments)])
    entries = tuple(
        Entry(scheme=scheme, segment=segment, **keys)
        for scheme, segments in document.items()
        for segment, keys in segments.items()
    )
    if not entries:
        raise ActionBookError.empty(source)
    return ActionBook(name=source, entries=entries)


def book_rows(book: ActionBook, scheme: str | None = None) -> pl.DataFrame:
    """Return the entries as `segments.summary.BOOK`, in their order, perhaps of one scheme only."""
    entries = [asdict(entry) for entry in book.entries if scheme in {None, entry.scheme}]
    return pl.DataFrame(entries, schema=BOOK)


def _text_of(source: str) -> str:
    try:
        return text_of_small(source)
    except FileNotFoundError:
        raise InputMissingError.of_option(source, f"--actions {'|'.join(('FILE', *LANGUAGES))}") from None
    except OSError as problem:
        raise InputUnreadableError.file(source, os.strerror(problem.errno or 0)) from None
    except UnicodeDecodeError:
        raise ActionBookError.no_text(source) from None


@cache
def _default_segments() -> Mapping[str, tuple[str, ...]]:
    """Return the segments that the default book names, by scheme."""
    return {scheme: tuple(segments) for scheme, segments in toml_of(default_book(LANGUAGES[0])).items()}


def _faults(source: str, scheme: str, segments: Any) -> Iterator[ActionBookError]:
    """Yield what is wrong with the entries of one scheme."""
    if scheme not in (known := _default_segments()):
        yield ActionBookError.unknown(source, scheme, "scheme", scheme, known)
    elif not isinstance(segments, dict):
        yield ActionBookError.unfit(source, scheme, wanted="a group of segments")
    else:
        for segment, keys in segments.items():
            yield from _faults_of_entry(source, f"{scheme}.{segment}", keys)


def _faults_of_entry(source: str, where: str, keys: Any) -> Iterator[ActionBookError]:
    if not isinstance(keys, dict):
        yield ActionBookError.unfit(source, where, wanted="a group of keys")
        return
    for key, value in keys.items():
        if key not in _WANTED:
            yield ActionBookError.unknown(source, f"{where}.{key}", "key", key, _WANTED)
        elif not _is_fit(key, value):
            yield ActionBookError.unfit(source, f"{where}.{key}", wanted=_WANTED[key])
    needed = ("action", *(["of"] if "ceiling" in keys else []))
    yield from (ActionBookError.lacks(source, f"{where}.{key}") for key in needed if key not in keys)


_WANTED = {
    "action": "a text",
    "channel": "a text",
    "owner": "a text",
    "window_days": "a whole number of days",
    "ceiling": "a share from 0 to 1",
    "of": " or ".join(CEILING_OF),
}
"""Key of a segment -> what stands under it."""


def _is_fit(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return False
    if key == "window_days":
        return isinstance(value, int) and value > 0
    if key == "ceiling":
        return isinstance(value, int | float) and 0 <= value <= 1
    if key == "of":
        return value in CEILING_OF
    return isinstance(value, str) and bool(value.strip())
