"""Shops by hand for tests of the audit: who bought how many days before the end, and for how much."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clvcli.audit.audit import Audit, audits
from clvcli.contribution.settings import CostSettings
from clvcli.customers.summary import summarise
from tests.conftest import canonical_lines, order_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

AS_OF = date(2024, 12, 31)
OPENED = date(2020, 1, 1)

Bought = tuple[str | None, int, int, bool]
"""Customer (None is a guest), days before AS_OF, amount, and whether it came back whole later."""

MARGIN = CostSettings(margin=0.4)


def lines_of(bought: Sequence[Bought], *, opened: date | None = OPENED, **more: Any) -> pl.LazyFrame:
    """Return lines of these sales, and of one to a guest on the day the shop opened."""
    rows: list[dict[str, Any]] = []
    if opened is not None:
        rows += order_rows("first", opened, None, Decimal(1), currency="DKK")
    for number, (key, ago, amount, back) in enumerate(bought):
        day = AS_OF - timedelta(days=ago)
        refund: dict[str, Any] = (
            {"refund": Decimal(amount), "refunded_at": min(day + timedelta(days=20), AS_OF)} if back else {}
        )
        rows += order_rows(f"O{number:04}", day, key, Decimal(amount), currency="DKK", **refund, **more)
    return canonical_lines(rows).lazy()


def audit_of(lines: pl.LazyFrame, costs: CostSettings = MARGIN, *, as_of: date = AS_OF) -> Audit:
    return audits(lines, summarise(lines, as_of=as_of), costs)["DKK"]


def sold(*bought: tuple[str | None, int]) -> list[Bought]:
    """Return sales of 100 each that stayed."""
    return [(key, ago, 100, False) for key, ago in bought]
