"""Files that people and runs write by hand or for later: read whole, up to a size that none of them has."""

from __future__ import annotations

import errno
import os
from pathlib import Path

LARGEST = 64 << 20
"""Bytes: a list of two million customers; a device that never ends has more."""


def text_of_small(path: str | Path) -> str:
    """Return the text of a file, without byte order mark.

    Raises OSError, also where the file is larger than LARGEST, and UnicodeDecodeError.
    """
    with Path(path).open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
