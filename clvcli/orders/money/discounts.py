"""Whether a line's discount is printed as money, as a share of the price, or in percent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from clvcli.errors import DiscountUnclearError
from clvcli.orders.money.agreement import CLEAR_MAJORITY, agree, price, said
from clvcli.orders.schema import NUMBER
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from clvcli.orders.options import ReadOptions
    from clvcli.orders.tables import Decision, Reading

DiscountForm = Literal["amount", "share", "percent"]

FORMS: tuple[DiscountForm, ...] = ("amount", "share", "percent")

IN_WORDS: dict[DiscountForm, Saying] = {
    "amount": Saying("amount"),
    "share": Saying("share"),
    "percent": Saying("percent"),
}
"""The same to be said."""

PARTS: dict[DiscountForm, int] = {"share": 1, "percent": 100}
"""What a discount of everything is printed as."""

PRICE_OF_A_COIN = 5
"""Discounts that are all below 1 are no money where most prices are from this many units up."""

MOST = 0.5

PERCENT_WORDS = re.compile(r"%|percent|pct|procent|prosent|prozent|pst|rate|sats|satz", re.IGNORECASE)


def evidence(columns: Container[str]) -> dict[str, pl.Expr]:
    """Return the aggregates over draft lines that tell how `line_discount` is printed.

    `columns` are the fields the export has.
    """
    given = (pl.col("line_discount") != 0) & pl.col("unit_price").is_not_null()
    discount = pl.when(given).then(pl.col("line_discount").abs())
    facts = {
        "given": given.sum(),
        "largest": discount.max(),
        "of cheap things": pl.when(given).then(pl.col("unit_price") < PRICE_OF_A_COIN).mean(),
        "above the price": (discount > price()).any(),
    }
    if "amount" in columns:
        facts |= {form: _fits(form).filter(given & pl.col("amount").is_not_null()).mean() for form in FORMS}
    return facts


def _fits(form: DiscountForm) -> pl.Expr:
    """Whether the printed amount of a line is its price less a discount printed in `form`."""
    return agree(price() - discount_amount(form), pl.col("amount").abs())


def decide_discount(
    facts: Mapping[str, Any], reading: Reading, options: ReadOptions
) -> tuple[DiscountForm, tuple[Decision, ...]]:
    """Decide how `line_discount` is printed, from its name, the line's amount, and its size beside the price.

    `facts` are the results of `evidence`.  Raises DiscountUnclearError where small numbers could be either.
    """
    source = reading.table.source
    if options.discount_is is not None:
        return options.discount_is, (said(Saying("discount"), IN_WORDS[options.discount_is], source, how="set"),)
    if not facts["given"]:
        return "amount", ()
    form, because = _by_name(facts, reading) or _by_amount(facts) or _by_size(facts, source)
    return form, (said(Saying("discount"), IN_WORDS[form], source, because=because),)


def _by_name(facts: Mapping[str, Any], reading: Reading) -> tuple[DiscountForm, str] | None:
    if not PERCENT_WORDS.search(reading.columns["line_discount"]):
        return None
    return ("share" if facts["largest"] <= 1 else "percent"), Saying("the column's name")


def _by_amount(facts: Mapping[str, Any]) -> tuple[DiscountForm, str] | None:
    """Hold every form against the printed amount of the line."""
    for form in FORMS:
        fits = facts.get(form)
        if fits is not None and fits >= CLEAR_MAJORITY:
            return form, Saying("{share:.0%} of rows = quantity x unit price less it", share=fits)
    return None


def _by_size(facts: Mapping[str, Any], source: str) -> tuple[DiscountForm, str]:
    largest = float(facts["largest"])
    if largest <= 1:
        if facts["of cheap things"] > MOST:
            raise DiscountUnclearError.small(source, largest)
        return "share", Saying("never above {largest:g}", largest=largest)
    if facts["above the price"] and largest <= PARTS["percent"]:
        return "percent", Saying("more than the price on some rows")
    return "amount", ""


def discount_amount(form: DiscountForm) -> pl.Expr:
    """The discount of a line as money, without its sign, from `line_discount` printed in `form`."""
    printed = pl.col("line_discount").abs()
    return printed if form == "amount" else (price() * printed / PARTS[form]).cast(NUMBER)
