"""Files that a run keeps for later ones: JSON that a person can read and compare, checked key by key when read."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clvcli.errors import KeptFileError
    from clvcli.models.histories import Floats

_LIST_OF_NUMBERS = re.compile(r"\[[\s\d.eE+,-]+\]")
"""What stands on one line, so that a row of a covariance is a row."""


_NOT_FINITE = (math.inf, -math.inf)
"""What a number too large for a computer is read as."""

LARGEST = 1e12
"""Above every number of our files but measures of a fit: what is made of such numbers stays finite."""

_LONGEST_WHOLE = 18
"""Digits of a whole number; a longer one is read as a number with decimals, which ends at 1e308."""


def written(document: Mapping[str, Any]) -> str:
    """Return the text of a file, in the order of its keys."""
    spaced = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    return _LIST_OF_NUMBERS.sub(lambda found: " ".join(found[0].split()), spaced) + "\n"


def opened(text: str, name: str, *, format: str, version: int, fault: type[KeptFileError]) -> Record:  # noqa: A002  (the key of the file)
    """Return what stands in the `text` of a file called `name`.

    Raises `fault` where it is not JSON, not of `format`, or of a later version of it than `version`.
    """
    try:
        document = parsed(text)
    except ValueError:
        raise fault.not_json(name) from None
    if not isinstance(document, dict) or document.get("format") != format:
        raise fault.foreign(name)
    root = Record(name, "", document, fault)
    if (found := root.whole("version")) > version:
        raise fault.newer(name, version=found, known=version)
    return root


def parsed(text: str | bytes) -> Any:
    """Return what JSON says; raises ValueError where it is none, or is nested more deeply than any file of ours."""
    try:
        return json.loads(text, parse_constant=_refused, parse_int=_whole)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else float(digits)


def _refused(word: str) -> None:
    """Refuse `NaN` and `Infinity`, which are no JSON."""
    raise ValueError(word)


@dataclass(frozen=True, slots=True)
class Record:
    """An object of the file: every value is asked for by its key and kind, and missed by its path."""

    name: str
    """Of the file."""
    path: str
    """Of the object in the file, with a point at its end."""
    found: dict[str, Any]
    fault: type[KeptFileError]
    """What each method raises where a key is missing or holds something else."""

    def text(self, key: str) -> str:
        """Return a text."""
        return str(self._checked(key, str, "a text"))

    def number(self, key: str, *, least: float = -LARGEST, most: float = LARGEST) -> float:
        """Return a number from `least` to `most`."""
        found = float(self._checked(key, int | float, "a number"))
        if not least <= found <= most:
            raise self.unfit(key, f"a number from {least:g} to {most:g}")
        return found

    def number_or(self, key: str, otherwise: float) -> float:
        """Return a number, `otherwise` where the key is missing."""
        return self.number(key) if key in self.found else otherwise

    def optional_number(self, key: str) -> float | None:
        """Return a number, or None where there is null."""
        return None if self.is_null(key) else self.number(key)

    def whole(self, key: str) -> int:
        """Return a whole number."""
        return int(self._checked(key, int, "a whole number"))

    def numbers(self, key: str, count: int, *, least: float = -LARGEST, most: float = LARGEST) -> Floats:
        """Return a list of so many numbers from `least` to `most`, shape `(count,)`."""
        found = self._checked(key, list, "a list")
        if len(found) != count or not all(is_number(each) and least <= each <= most for each in found):
            raise self.unfit(key, f"a list of {count} numbers from {least:g} to {most:g}")
        return np.array(found, dtype=np.float64)

    def pairs(self, key: str) -> list[tuple[float, float]]:
        """Return a list of pairs of numbers."""
        found = self._checked(key, list, "a list")
        two = 2
        if not all(isinstance(each, list) and len(each) == two and all(map(is_number, each)) for each in found):
            raise self.unfit(key, "a list of pairs of numbers")
        return [(float(first), float(second)) for first, second in found]

    def day(self, key: str) -> date:
        """Return a day."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self.unfit(key, "a day such as 2024-06-30") from None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list, each of it as text."""
        return tuple(map(str, self._checked(key, list, "a list")))

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None where there is null."""
        return None if self.is_null(key) else self.text(key)

    def record(self, key: str) -> Record:
        """Return an object inside this one."""
        return Record(self.name, f"{self.path}{key}.", self._checked(key, dict, "a group of keys"), self.fault)

    def records(self, key: str) -> Iterator[Record]:
        """Yield the objects of a list."""
        for at, each in enumerate(self._checked(key, list, "a list")):
            if not isinstance(each, dict):
                raise self.unfit(f"{key}[{at}]", "a group of keys")
            yield Record(self.name, f"{self.path}{key}[{at}].", each, self.fault)

    def is_null(self, key: str) -> bool:
        """Tell whether a key that must be there holds nothing."""
        self._require(key)
        return self.found[key] is None

    def unfit(self, key: str, wanted: str) -> KeptFileError:
        """Return the error of a key that does not hold what is `wanted`."""
        return self.fault.unfit(self.name, self.path + key, wanted=wanted)

    def _require(self, key: str) -> None:
        if key not in self.found:
            raise self.fault.lacks(self.name, self.path + key)

    def _checked(self, key: str, kind: Any, wanted: str) -> Any:
        self._require(key)
        value = self.found[key]
        if not isinstance(value, kind) or isinstance(value, bool) or value in _NOT_FINITE:
            raise self.unfit(key, wanted)
        return value


def is_number(value: object) -> bool:
    """Tell whether a value of JSON is a number that a computer can square."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST**2
