"""The figures of an account: the steps of the reckoning, amounts of money, and what each period adds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Table
from clvcli.output.report_sections.frames import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from clvcli.output.document import Kind, Value
    from clvcli.sayings import Saying
    from clvcli.valuation.account import Account

CENTS, FINE, PERCENT = 2, 4, 2
"""Decimals of money, of expected purchases and odds, and of shares in percent."""

HAIR = 1e-6
"""Scores of a row are rounded to this; a correction nearer to 1 is none."""


def by_period(account: Account, name: str, key: str, kind: Kind, totals: Sequence[float], digits: int) -> Table:
    """Return totals until the end of each period, and what each period adds."""
    before = [0.0, *totals[:-1]]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (day, total - earlier, total)
        for day, total, earlier in zip(account.periods.values(), totals, before, strict=True)
    )
    columns = (
        Column(key="until", kind="date"),
        Column(key=key, kind=kind, digits=digits),
        Column(key="so_far", kind=kind, digits=digits),
    )
    title = Phrase("account_worth" if kind == "money" else "account_periods")
    return Table(id=name, columns=columns, rows=rows, title=title, unit=account.row["currency"])


def step(name: str, value: float, kind: Kind, meaning: Phrase | None = None) -> KeyFigure:
    """Return a step of the reckoning; what it means is said by the phrase of its own name, where none is given."""
    digits = {"number": _digits(value), "share": PERCENT}.get(kind)
    return KeyFigure(
        id=name, figure=Figure(value=value, kind=kind, digits=digits), meaning=meaning or Phrase(f"{name}_meaning")
    )


def _digits(value: float) -> int:
    """Return the decimals of a number that others are multiplied with: four, and four digits where it is small."""
    return FINE if abs(value) >= 1 or abs(value) < HAIR else FINE - 1 - math.floor(math.log10(abs(value)))


def amount(account: Account, name: str, value: float, meaning: Phrase | None = None) -> KeyFigure:
    """Return a step that is money."""
    return KeyFigure(id=name, figure=money(account, value), meaning=meaning or Phrase(f"{name}_meaning"))


def money(account: Account, value: float) -> Figure:
    """Return an amount in the currency of the account."""
    return Figure(value=value, kind="money", digits=CENTS, unit=account.row["currency"])


def day(value: date) -> Figure:
    """Return a date."""
    return Figure(value=value, kind="date")


def horizon_of(account: Account) -> Figure:
    """Return how far the account looks ahead."""
    return Figure(value=account.row["horizon"], kind="period")


def formula_of(key: str, formula: Saying) -> Phrase:
    """Return a meaning that shows how the numbers go together."""
    return Phrase(key, {"formula": text(formula)})
