"""Ctrl-C and SIGTERM stop the program at once, also while a library computes.

Python tells the main thread of a signal only between two of its own steps, and a long query is one step.
A second thread waits for the same signal and ends the process if the main thread has not done so in time.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from clvcli.errors import ExitCode

if TYPE_CHECKING:
    from types import FrameType

PATIENCE_SECONDS = 0.3
"""What tidying up may take; a person notices half a second."""


class TerminatedError(BaseException):
    """SIGTERM arrived; raised in the main thread so that drafts are removed on the way out."""


def install() -> None:
    """Begin to listen; called once, from the main thread."""
    receiver, sender = os.pipe()
    os.set_blocking(sender, False)
    signal.set_wakeup_fd(sender, warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminate)
    threading.Thread(target=_insist, args=(receiver,), daemon=True, name="clvcli-signals").start()


def ignore() -> None:
    """Cease to listen: the program ends by itself, and nothing stops with a traceback what tidies up last."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise TerminatedError


def _insist(receiver: int) -> None:
    """End the process a moment after a signal that stops it, if it is still there."""
    endings = {signal.SIGINT: ExitCode.INTERRUPTED, signal.SIGTERM: ExitCode.TERMINATED}
    while True:
        number = os.read(receiver, 1)[0]
        if number in endings:
            time.sleep(PATIENCE_SECONDS)
            if "clvcli.output.files" in sys.modules:
                from clvcli.output.files import remove_open_drafts

                remove_open_drafts()
            if "clvcli.scratch" in sys.modules:
                from clvcli.scratch import remove_scratch_folders

                remove_scratch_folders()
            os._exit(endings[signal.Signals(number)])
