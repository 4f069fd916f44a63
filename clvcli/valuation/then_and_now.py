"""Values of an earlier day beside those of now: whether they mean the same, of the same shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.errors import EarlierValuesMismatchError
from clvcli.orders.currency import in_currency
from clvcli.valuation.stored import SETTINGS

if TYPE_CHECKING:
    import polars as pl

MEANING = ("basis", "horizon", "discount_rate")

LEAST_KNOWN = 0.1
"""Of the earlier customers; those of one shop stay known, unless nearly all of them were forgotten or merged."""


def check_comparable(name: str, then: pl.DataFrame, now: pl.DataFrame) -> None:
    """Raise EarlierValuesMismatchError where values `then`, of a file called `name`, cannot be compared with `now`.

    Both hold the columns of VALUES.  What money means must agree, the day must not be later, and LEAST_KNOWN of
    the customers must be known.
    """
    current = {row["currency"]: row for row in now.unique("currency", maintain_order=True).iter_rows(named=True)}
    for row in then.unique("currency", maintain_order=True).iter_rows(named=True):
        if row["currency"] not in current:
            codes = "/".join(sorted(map(_code, current)))
            raise EarlierValuesMismatchError.meaning(
                name, what="currency", wanted=codes, known=_code(row["currency"])
            )
        beside = current[row["currency"]]
        if row["as_of"] > beside["as_of"]:
            raise EarlierValuesMismatchError.later(name, then=row["as_of"], now=beside["as_of"])
        for what in MEANING:
            known_as, wanted = (_setting(values, row["currency"], what) for values in (then, now))
            if known_as and wanted and known_as != wanted:
                raise EarlierValuesMismatchError.meaning(
                    name, what=what.replace("_", " "), wanted=", ".join(wanted), known=", ".join(known_as)
                )
    known = int(then["customer_id"].is_in(now["customer_id"].implode()).sum())
    if known < LEAST_KNOWN * then.height:
        raise EarlierValuesMismatchError.strangers(name, known=known, of=then.height)


def _setting(values: pl.DataFrame, currency: str | None, what: str) -> list[str]:
    """Return a setting of the values of a currency, of the rows that it is the same in."""
    return list(map(str, values.filter(in_currency(currency) & SETTINGS[what])[what].unique().sort()))


def _code(currency: str | None) -> str:
    return currency or "unnamed"
