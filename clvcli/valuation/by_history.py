"""Numbers of each history: in memory, or in files where histories are many and some are looked up at a time."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from clvcli.models.histories import Floats
from clvcli.scratch import writing

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True, eq=False)
class InFile:
    """An array in a file without a name, which is gone with it; read anew whenever some of it is asked for."""

    file: BinaryIO
    shape: tuple[int, ...]

    def __getitem__(self, at: Any) -> Floats:
        """Return what stands at these positions, as of an array."""
        found: Floats = np.memmap(self.file, dtype=np.float64, mode="r", shape=self.shape)[at]
        return found


ByHistory = Floats | InFile
"""Numbers whose last axis are histories."""

Keep = Callable[[Floats], ByHistory]
"""Takes numbers of all histories to where they are looked up."""


def in_memory(numbers: Floats) -> ByHistory:
    """Return the numbers as they are."""
    return numbers


def in_file(numbers: Floats, folder: Path) -> ByHistory:
    """Return the numbers in a file in `folder`.  Raises WriteError."""
    if not numbers.size:
        return numbers
    with writing():
        file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed with what is returned)
        kept = InFile(file=file, shape=numbers.shape)
        weakref.finalize(kept, file.close)
        file.write(np.ascontiguousarray(numbers).data)
        file.flush()
    return kept
