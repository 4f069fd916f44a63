"""Keeps what libraries print by themselves off standard error: a panic in Rust is told in our words or not."""

from __future__ import annotations

import os
import sys

STANDARD_ERROR = 2


def keep_native_messages_out() -> None:
    """Give Python a handle of its own on standard error, and compiled code one that leads nowhere."""
    if sys.stderr is None:
        return
    ours = os.dup(STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STANDARD_ERROR)
    os.close(nowhere)
    sys.stderr = os.fdopen(ours, "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")
