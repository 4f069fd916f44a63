"""CLV54x: a run that would take more than it may."""

from __future__ import annotations

from clvcli.errors.usage import UsageError


class MemoryTooSmallError(UsageError):
    """A run would take more memory than `--memory` allows it.

    `compute` of a plain export, of order lines that `ingest` wrote or of a store is done a part of the customers
    at a time, and keeps to whatever is allowed.  Everything else holds the orders, or a line of each customer, at
    once, and so do `compute` with costs of orders, groups, several inputs, or an export whose orders cannot be
    told by their own lines.  How much it takes is estimated from the number of rows.  Allow more, or have a
    machine with more do it.
    """

    code = "CLV541"

    @classmethod
    def of(cls, what: str, *, need: str, allowed: str, enough: str) -> MemoryTooSmallError:
        """Say how much a run takes, about, how much it may take, and how much would do."""
        return cls(f"{what} takes about {need} of memory, more than --memory {allowed}", hint=f"--memory {enough}")
