"""Shops of a few orders for the tables of the shop: customer, day, amount, and what it was of."""

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

OPENED = date(2020, 1, 1)
AS_OF = date(2023, 12, 31)

Sale = tuple[str | None, int, int, str | None]
"""Customer (None: a guest), days since OPENED, amount, category."""


def lines_of(sales: Sequence[Sale], *, times: int = 1) -> pl.DataFrame:
    """Return canonical lines, one order a sale; `times` multiplies the money."""
    rows: list[dict[str, Any]] = []
    for number, (key, after, amount, category) in enumerate(sales):
        day = OPENED + timedelta(days=after)
        more: dict[str, Any] = {"currency": "DKK", "category": category, "quantity": Decimal(1 + number % 3)}
        rows += order_rows(f"O{number}", day, key, Decimal(amount * times), **more)
    return canonical_lines(rows)


def audit_of(lines: pl.DataFrame) -> Audit:
    """Return the audit of canonical lines at the end of AS_OF."""
    found = lines.lazy()
    return audits(found, summarise(found, as_of=AS_OF), CostSettings())["DKK"]


def shop(sales: Sequence[Sale], *, times: int = 1) -> Audit:
    """Return the audit of these sales."""
    return audit_of(lines_of(sales, times=times))
