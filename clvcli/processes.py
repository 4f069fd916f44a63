"""Whether another run still goes on: what one that was killed left behind may be removed."""

from __future__ import annotations

import os


def is_running(pid: int) -> bool:
    """Tell whether a process of this number runs on this machine, whosever it is."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
