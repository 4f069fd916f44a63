"""When a file says that it was made: on the day its figures are known at, or at SOURCE_DATE_EPOCH; never now.

The variable is that of reproducible-builds.org: seconds since 1970, UTC.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from clvcli.errors import BadValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE_DATE = "SOURCE_DATE_EPOCH"

NO_DAY = date(2000, 1, 1)
"""Of files whose figures belong to no day."""

_SECONDS = re.compile("[0-9]{1,11}")
"""No more digits than years of four digits have."""


def source_date(environment: Mapping[str, str] = os.environ) -> datetime | None:
    """Return what SOURCE_DATE_EPOCH says, in UTC; None where it is not set.

    Raises BadValueError where it is no number of seconds, as its specification asks for.
    """
    said = environment.get(SOURCE_DATE, "")
    if not said:
        return None
    if not _SECONDS.fullmatch(said):
        raise BadValueError.of(
            SOURCE_DATE, f"`{said}` is not a number of seconds since 1970", "unset SOURCE_DATE_EPOCH, or 1735689600"
        )
    return datetime.fromtimestamp(int(said), UTC)


def made_at(as_of: object) -> datetime:
    """Return when a file says that it was made whose figures are known at the end of a day, where that is one."""
    said = source_date()
    if said is not None:
        return said.replace(tzinfo=None)
    return datetime.combine(as_of if isinstance(as_of, date) else NO_DAY, time())
