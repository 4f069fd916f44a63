"""A setting as it was in force when a result was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """One option, whether it was given or left as it is."""

    option: str
    """Its long name, without dashes."""
    value: str
    how: Literal["set", "default"]
    place: str | None = None
    """The file or variable it came from; None where it was typed or left as it is."""
