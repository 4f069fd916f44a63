"""How far a long step has come, told by who does it to whoever shows it."""

from __future__ import annotations

import time
from collections.abc import Callable

Watch = Callable[[int, int], None]
"""Is told how many of how many equal pieces are done; 0 of them when a step begins."""


def unwatched(_done: int, _of: int) -> None:
    """Show nothing."""


class Progress:
    """What is known of the step that goes on: a Watch."""

    def __init__(self) -> None:
        self._done, self._of, self._began = 0, 0, time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        """Take note of pieces that are done."""
        if done == 0:
            self._began = time.monotonic()
        self._done, self._of = done, of

    @property
    def left(self) -> float | None:
        """Seconds that the rest of the step will take if it takes as long as what is done; None before that."""
        if not 0 < self._done < self._of:
            return None
        return (time.monotonic() - self._began) / self._done * (self._of - self._done)
