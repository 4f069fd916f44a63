"""Whether each column of money holds tax by its own name, and all of them brought to one way.

In a list of orders of no known system the price may hold tax where the freight does not.  What a line is counted
by sets the way; columns that say otherwise are turned by the rate before anything is added up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import polars as pl

from clvcli.errors import TaxUnclearError
from clvcli.orders.money.agreement import said
from clvcli.orders.schema import EXACT, NUMBER
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clvcli.orders.money.amounts import Basis
    from clvcli.orders.money.discounts import DiscountForm
    from clvcli.orders.money.tax import Tax
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

Lines = TypeVar("Lines", pl.DataFrame, pl.LazyFrame)

BESIDE_LINES = ("order_shipping", "order_shipping_refund", "order_refund", "line_refund")
"""Money that is counted beside what the lines cost."""

TURNED = (
    "amount", "unit_price", "line_gross", "line_discount", "order_discount", "order_subtotal", "order_total",
    *BESIDE_LINES,
)  # fmt: skip
"""Money that may be printed with tax or without."""

ADDED = ("line_gross", "line_discount", *BESIDE_LINES)
"""Those that are set against the money of a line, or added to it."""

COSTS = ("unit_cost", "line_cost", "restocked_cost")
"""Costs are taken to be without tax, unless their name says that they hold it."""

RESTS_ON: dict[Basis, str] = {"price": "unit_price", "order_subtotal": "order_subtotal"}
"""What the money of a line rests on, where it is not `amount`."""


def rate_of(reading: Reading, options: ReadOptions) -> pl.Expr | None:
    """Return the rate of tax on top of a line's money (0.25), by option or by a column; None where neither is."""
    if options.tax_rate is not None:
        return pl.lit(options.tax_rate).cast(EXACT)
    if "tax_rate" not in reading.columns:
        return None
    printed = pl.col("tax_rate").cast(EXACT)
    return pl.when(printed >= 1).then(printed / 100).otherwise(printed).cast(EXACT)


def stated(reading: Reading, options: ReadOptions, basis: Basis) -> bool | None:
    """Return whether the money of a line holds tax by the name of its column; None where that is silent."""
    if rate_of(reading, options) is not None:
        return _way(reading, options)
    return reading.taxed.get(RESTS_ON.get(basis, "amount"), reading.tax_included)


def in_one_way(drafts: Lines, reading: Reading, options: ReadOptions, discount: DiscountForm) -> Lines:
    """Return drafts with all money printed in the way of the lines' own, and costs without tax.

    Nothing changes where no rate is known.
    """
    rate = rate_of(reading, options)
    if rate is None or not reading.taxed:
        return drafts
    way = _way(reading, options)
    against = [name for name in _against(reading, way, TURNED) if name != "line_discount" or discount == "amount"]
    out = [name for name in COSTS if reading.taxed.get(name)] + ([] if way else against)
    on = against if way else []
    return drafts.with_columns(
        *((pl.col(name).cast(EXACT) / (1 + rate)).cast(NUMBER).alias(name) for name in out),
        *((pl.col(name) * (1 + rate)).cast(NUMBER).alias(name) for name in on),
    )


def check_one_way(drafts: pl.DataFrame, reading: Reading, options: ReadOptions, tax: Tax) -> tuple[Decision, ...]:
    """Return what to say of columns that are printed another way than the lines, whose `tax` is decided.

    Raises TaxUnclearError where they would be added up and no rate turns one into the other.
    """
    way = {"included": True, "excluded": False}.get(tax)
    source = reading.table.source
    if rate_of(reading, options) is not None and way == _way(reading, options):
        against = [*_against(reading, way, TURNED), *(name for name in COSTS if reading.taxed.get(name))]
        return tuple(_said(reading, name) for name in against)
    added = [*_against(reading, way, ADDED), *(_against(reading, way, COSTS) if way is False else ())]
    for name in added:
        if drafts.is_empty() or drafts.select((pl.col(name) != 0).any()).item():
            raise TaxUnclearError.by_columns(source, reading.columns[name], holds=reading.taxed[name])
    return ()


def _way(reading: Reading, options: ReadOptions) -> bool | None:
    """Return whether the lines hold tax by name or option; with a rate to take out they do."""
    if reading.tax_included is None and options.tax_rate is not None:
        return True
    return reading.tax_included


def _against(reading: Reading, way: bool | None, fields: Iterable[str]) -> list[str]:
    """Return the `fields` whose columns say the opposite of `way`."""
    return [name for name in fields if way is not None and reading.taxed.get(name, way) != way]


def _said(reading: Reading, name: str) -> Decision:
    subject = Saying("tax in `{column}`", column=reading.columns[name])
    tax = Saying("included" if reading.taxed[name] else "excluded")
    return said(subject, tax, reading.table.source, because=Saying("the column's name"))
