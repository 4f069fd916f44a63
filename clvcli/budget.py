"""How much memory a run may take: what the user says, or a share of what this machine has."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from pathlib import Path

from clvcli.errors import MemoryTooSmallError

KIB, MIB, GIB = 2**10, 2**20, 2**30

SHARE = 0.5
"""Of the memory that is there: the other half is left to everything else, and to what an estimate misses."""

LEAST = 256 * MIB
"""Less than that does not hold the libraries and a few rows."""

LIBRARIES = 250 * MIB
"""What a run takes that reads ten orders."""

STEP = 256 * MIB
"""Amounts of memory people name are multiples of it."""

_UNITS = {"": 1, "k": KIB, "m": MIB, "g": GIB, "t": 2**40}

_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""Where Linux says what a container may take, the second in its first version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The memory a run may take."""

    size: int
    """Bytes."""
    asked_for: bool
    """Whether the user said so: then more is not taken, else it is a sign to take less."""

    @classmethod
    def of(cls, asked: int | None) -> Budget:
        """Return what was asked for, or a share of what this machine, or this container, has."""
        return cls(size=int(SHARE * memory_here()) if asked is None else asked, asked_for=asked is not None)

    def holds(self, estimate: float) -> bool:
        """Tell whether an estimate of bytes lies within it."""
        return estimate <= self.size

    def check(self, what: str, need: float) -> None:
        """Raise MemoryTooSmallError where the user allows less than `what` needs, in bytes."""
        if self.asked_for and not self.holds(need):
            enough = math.ceil(need / STEP) * STEP
            raise MemoryTooSmallError.of(
                what, need=size_as_text(need), allowed=str(self), enough=f"{enough // MIB}MiB"
            )

    def __str__(self) -> str:
        """Return it as one types it."""
        return size_as_text(self.size)


def memory_here() -> int:
    """Return the bytes of memory of this machine, or what its container may take of them."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([whole, *(limit for path in _LIMITS if (limit := _limit(Path(path))) is not None)])


def bytes_of(text: str) -> int | None:
    """Return the bytes that `1GiB`, `800M` or `1.5g` mean, in powers of 1,024; None where it means nothing."""
    found = re.fullmatch(r"\s*(\d{1,7}(?:\.\d{1,3})?)\s*([kmgt]?)(?:i?b)?\s*", text, flags=re.IGNORECASE)
    return int(float(found[1]) * _UNITS[found[2].lower()]) if found else None


def size_as_text(size: float) -> str:
    """Return bytes in the largest unit of which they are one or more: `1.5 GiB`."""
    unit, name = (GIB, "GiB") if size >= GIB else (MIB, "MiB")
    return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"


def _limit(path: Path) -> int | None:
    try:
        text = path.read_text().strip()
    except OSError:
        return None
    return int(text) if text.isdigit() else None
