"""What is longer than the screen goes through a pager, as git's output does; never in a pipe, and never in cron."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARIABLES = ("CLVCLI_PAGER", "PAGER")
"""What names the pager, as a shell would run it; the first that is set wins, and an empty one means none."""

USUAL = "less"

NO_PAGER = frozenset({"", "cat"})

SETTINGS: Mapping[str, str] = {"LESS": "FRX", "LV": "-c"}
"""Unless they are set: end at once where all fits, keep colours, leave the text on the screen."""

_KILLED = 128
"""Statuses from here on, and those below zero, tell of a signal: somebody ended the pager."""


@dataclass(slots=True, kw_only=True)
class Pager:
    """Keeps what goes to a terminal until all of it is there, and knows then whether it is long."""

    command: str
    height: int
    """Lines of the screen."""
    held: bytearray = field(default_factory=bytearray)

    def taken(self) -> bytes:
        """Return what was kept, and keep it no longer."""
        text = bytes(self.held)
        self.held.clear()
        return text

    def shows(self, text: bytes, messages: BinaryIO | None) -> bool:
        """Show a text that is longer than the screen, until its reader has had enough; tell whether that went well.

        `messages` is where the pager may complain.  Ctrl-C is the pager's meanwhile.
        """
        if text.count(b"\n") < self.height:
            return False
        environment = {**SETTINGS, **os.environ}
        with _interrupts_left_to_others():
            try:
                process = subprocess.Popen(  # noqa: S602  (the command line of whoever runs clvcli, as in git)
                    self.command, shell=True, stdin=subprocess.PIPE, stderr=messages, env=environment
                )
            except OSError:
                return False
            with process:
                process.communicate(text)
        return process.returncode == 0 or not 0 < process.returncode < _KILLED


def pager_of(environ: Mapping[str, str], *, is_terminal: bool, height: int | None) -> Pager | None:
    """Return the pager for a terminal, or None where nothing is to be paged.

    `is_terminal` is whether both standard input and output are one; `height` the lines of the screen.
    """
    if not is_terminal or not height or environ.get("TERM", "") in {"", "dumb"}:
        return None
    named = next((environ[name].strip() for name in VARIABLES if name in environ), None)
    command = shutil.which(USUAL) if named is None else named
    return None if command is None or command in NO_PAGER else Pager(command=command, height=height)


@contextlib.contextmanager
def _interrupts_left_to_others() -> Iterator[None]:
    """Do nothing at Ctrl-C; a program that is started meanwhile does not inherit that, as it would SIG_IGN."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
