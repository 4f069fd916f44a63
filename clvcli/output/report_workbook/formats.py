"""How Excel shows a value of each kind; the value itself is never rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.orders.currency import MINOR_UNITS, USUAL_MINOR_UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from clvcli.output.document import Kind

SHARE_DIGITS = 1
NUMBER_DIGITS = 2

DAYS: Mapping[str, str] = {"da": "dd-mm-yyyy"}
"""Language -> how it writes a day; the others write it as ISO does."""

ISO_DAY, MONTH = "yyyy-mm-dd", "yyyy-mm"
TEXT = "@"
GENERAL = "General"


def number_format(kind: Kind, digits: int | None, unit: str | None, language: str) -> str:
    """Return Excel's format of values of `kind`; money has the decimals of its currency `unit`."""
    if kind in {"count", "days"}:
        return "#,##0"
    if kind in {"money", "estimate"}:
        return _decimals("#,##0", _minor_units(unit))
    if kind == "share":
        return _decimals("0", SHARE_DIGITS if digits is None else digits) + "%"
    if kind == "number":
        return _decimals("#,##0", NUMBER_DIGITS if digits is None else digits)
    if kind == "date":
        return DAYS.get(language, ISO_DAY)
    return MONTH if kind == "month" else GENERAL


def finest(units: Iterable[str | None]) -> str | None:
    """Return the currency whose money has most decimals; the first of equals, and None of none."""
    return max((unit for unit in units if unit), key=_minor_units, default=None)


def _minor_units(unit: str | None) -> int:
    return MINOR_UNITS.get(unit or "", USUAL_MINOR_UNITS)


def _decimals(whole: str, digits: int) -> str:
    return whole + "." * bool(digits) + "0" * digits
