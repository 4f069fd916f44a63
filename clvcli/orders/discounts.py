"""Whether a line's discount is printed as money, as a share of the price, or in percent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import polars as pl

from clvcli.errors import DiscountUnclearError
from clvcli.orders.schema import NUMBER
from clvcli.orders.tables import Decision

if TYPE_CHECKING:
    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Reading

DiscountForm = Literal["amount", "share", "percent"]

PARTS: dict[DiscountForm, int] = {"share": 1, "percent": 100}
"""What a discount of everything is printed as."""

HALF_CENT = 0.005
CLEAR_MAJORITY = 0.95
"""Share of rows that must fit before a form is believed."""

PRICE_OF_A_COIN = 5
"""Discounts that are all below 1 are no money where the median price is above this many units."""

PERCENT_WORDS = re.compile(r"%|percent|pct|procent|prosent|prozent|pst|rate|sats|satz", re.IGNORECASE)


def decide_discount(
    drafts: pl.DataFrame, reading: Reading, options: ReadOptions
) -> tuple[DiscountForm, tuple[Decision, ...]]:
    """Decide how `line_discount` is printed, from its name, the line's amount, and its size beside the price.

    Raises DiscountUnclearError where small numbers could be either.
    """
    source = reading.table.source
    if options.discount_is is not None:
        return options.discount_is, (
            Decision(subject="discount", value=options.discount_is, how="set", source=source),
        )
    given = drafts.filter((pl.col("line_discount") != 0) & pl.col("unit_price").is_not_null())
    if given.height == 0:
        return "amount", ()
    form, because = _by_name(given, reading) or _by_amount(given) or _by_size(given, source)
    return form, (Decision(subject="discount", value=form, how="detected", because=because, source=source),)


def _by_name(given: pl.DataFrame, reading: Reading) -> tuple[DiscountForm, str] | None:
    if not PERCENT_WORDS.search(reading.columns["line_discount"]):
        return None
    return ("share" if _largest(given) <= 1 else "percent"), "the column's name"


def _by_amount(given: pl.DataFrame) -> tuple[DiscountForm, str] | None:
    """Hold every form against the printed amount of the line."""
    for form in ("amount", "share", "percent"):
        difference = (price() - discount_amount(form) - pl.col("amount").abs()).abs()
        fits = given.filter(pl.col("amount").is_not_null()).select((difference <= HALF_CENT).mean()).item()
        if fits is not None and fits >= CLEAR_MAJORITY:
            return form, f"{fits:.0%} of rows = quantity x unit price less it"
    return None


def _by_size(given: pl.DataFrame, source: str) -> tuple[DiscountForm, str]:
    largest = _largest(given)
    if largest <= 1:
        if float(given["unit_price"].median() or 0) < PRICE_OF_A_COIN:  # type: ignore[arg-type]  # numeric column
            raise DiscountUnclearError.small(source, largest)
        return "share", f"never above {largest:g}"
    more_than_the_price = given.select((pl.col("line_discount").abs() > price()).any()).item()
    if more_than_the_price and largest <= PARTS["percent"]:
        return "percent", "more than the price on some rows"
    return "amount", ""


def _largest(given: pl.DataFrame) -> float:
    return float(given["line_discount"].abs().max() or 0)  # type: ignore[arg-type]  # numeric column


def price() -> pl.Expr:
    """Quantity x unit price of a line, without its sign."""
    return (pl.col("quantity").fill_null(1) * pl.col("unit_price")).abs()


def discount_amount(form: DiscountForm) -> pl.Expr:
    """The discount of a line as money, without its sign, from `line_discount` printed in `form`."""
    printed = pl.col("line_discount").abs()
    return printed if form == "amount" else (price() * printed / PARTS[form]).cast(NUMBER)
