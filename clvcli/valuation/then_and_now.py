"""Values of an earlier day beside those of now: whether they mean the same, of the same shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.errors import EarlierValuesMismatchError
from clvcli.on_disk import figures, gathered
from clvcli.orders.currency import in_currency
from clvcli.valuation.stored import SETTINGS

if TYPE_CHECKING:
    from clvcli.in_parts import InParts
    from clvcli.on_disk import Table

MEANING = ("basis", "horizon", "discount_rate")

LEAST_KNOWN = 0.1
"""Of the earlier customers; those of one shop stay known, unless nearly all of them were forgotten or merged."""


def check_comparable(name: str, then: Table, now: Table, ids: tuple[InParts, InParts]) -> None:
    """Raise EarlierValuesMismatchError where values `then`, of a file called `name`, cannot be compared with `now`.

    Both hold the columns of VALUES, and `ids` their customers, each in the same part of both.  What money means
    must agree, the day must not be later, and LEAST_KNOWN of the customers must be known.
    """
    current = {row["currency"]: row for row in _of_each_currency(now)}
    for row in _of_each_currency(then):
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
    known = (
        ids[0].beside(ids[1], lambda old, new: old.join(new, on="customer_id", how="semi")).total(pl.len()).item()
    )
    if known < LEAST_KNOWN * then.height:
        raise EarlierValuesMismatchError.strangers(name, known=known, of=then.height)


def _of_each_currency(values: Table) -> list[dict[str, Any]]:
    """Return the day of the values of each currency, in the order in which currencies come."""
    days = values.lazy().select("currency", "as_of").with_row_index("place").group_by("currency")
    return gathered(days.agg(pl.all().first())).sort("place").to_dicts()


def _setting(values: Table, currency: str | None, what: str) -> list[str]:
    """Return a setting of the values of a currency, of the rows that it is the same in."""
    ours = values.lazy().filter(in_currency(currency) & SETTINGS[what])
    return list(map(str, figures(ours, pl.col(what).unique()).to_series().sort()))


def _code(currency: str | None) -> str:
    return currency or "unnamed"
