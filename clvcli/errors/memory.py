"""CLV54x: a run that would take more than it may."""

from __future__ import annotations

from clvcli.errors.usage import UsageError


class MemoryTooSmallError(UsageError):
    """A run would take more memory than `--memory` allows it.

    Plain exports, one or several, order lines that `ingest` wrote and stores are looked at a part of the customers
    at a time, and so keep to what is allowed, but for a level that some work takes in any case.  Held at once are
    orders that have to be settled together: those of exports that tell more than products, prices and one name of
    the buyer, or that have orders in common; and customers who are valued in groups (`--by`).  How much that takes
    is estimated from the number of rows.  Allow more, bring the exports into a store one by one
    (`ingest --into`), or have a machine with more do it.
    """

    code = "CLV541"

    @classmethod
    def of(cls, what: str, *, need: str, allowed: str, enough: str) -> MemoryTooSmallError:
        """Say how much a run takes, about, how much it may take, and how much would do."""
        return cls(f"{what} takes about {need} of memory, more than --memory {allowed}", hint=f"--memory {enough}")
