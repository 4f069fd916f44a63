"""Names that leave open what a column holds: a number of whom, a price of what; its values and other columns tell.

A number is the customer's where its values come back on other days and are not counted up: the numbers of
orders and receipts that begin again, each year or each morning, lie close together on every day, and those of
the customers who happen to buy on one day do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders import dictionary
from clvcli.orders.tables import Decision
from clvcli.orders.understanding.columns import WHO
from clvcli.orders.understanding.dates import DateColumn, heads
from clvcli.orders.understanding.headless import COUNT
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.orders.tables import RawTable

ENOUGH_COME_BACK = 0.05
"""Share of the numbers that must come back on another day; fewer may be slips among numbers of orders."""

COUNTED_UP = 0.5
"""Share of the numbers between the first and the last of a day that the day has, from which they are counted up."""

_LAST_DIGITS = r"([0-9]{1,18})$"


def customer(table: RawTable, columns: Mapping[str, str]) -> tuple[dict[str, str], list[Decision]]:
    """Take the only number that could be anybody's for the customer's, if its values say so: field -> column.

    `columns` are the fields found by name; nothing is taken where they say who bought or which order it was.
    """
    if table.headless or "order_date" not in columns or {*WHO, "order_id"} & columns.keys():
        return {}, []
    used = set(columns.values())
    numbers = [name for name in table.columns if name not in used and dictionary.leaves_open_whose(name)]
    if len(numbers) != 1 or not _comes_back(table, numbers[0], columns["order_date"]):
        return {}, []
    because = Saying("the only number, and its values come back on other days")
    return {"customer_id": numbers[0]}, [_decision("customer_id", numbers[0], because)]


def amount(
    table: RawTable, columns: Mapping[str, str], candidates: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], list[Decision]]:
    """Take the only price for the amount of its row where no column could be a quantity: field -> column.

    `candidates` are the columns that the names suggest for a field; a price set by the user stays one.
    """
    prices = candidates.get("unit_price", ())
    if {"amount", "quantity"} & columns.keys() or len(prices) != 1 or columns["unit_price"] != prices[0]:
        return {}, []
    if not dictionary.leaves_open_of_what(prices[0]) or _has_counts(table, set(columns.values())):
        return {}, []
    because = Saying("a price, and no column holds quantities")
    return {"amount": prices[0]}, [_decision("amount", prices[0], because)]


def before_discount(
    columns: Mapping[str, str], candidates: Mapping[str, Sequence[str]], by_user: Mapping[str, str]
) -> tuple[dict[str, str], list[Decision]]:
    """Return the columns with `line_gross` where an amount is before discount by its name, and what to say.

    A gross that says of tax apart, or that is not the only amount, is no amount with tax.  Where the amount before
    discount is the only one, it is `amount` too; what `by_user` names is what it is.
    """
    columns = dict(columns)
    if "line_gross" in columns:
        return {"amount": columns["line_gross"]} | columns, []
    if "line_discount" not in columns or {"amount", "unit_price"} & by_user.keys() or "unit_price" in columns:
        return columns, []
    gross = [name for name in candidates.get("amount", ()) if dictionary.may_be_before_discount(name)]
    told_apart = [name for name in gross if dictionary.parse(name).tax_included is not None]
    if gross and columns.get("amount") not in gross:
        columns["line_gross"] = gross[0]
    elif told_apart:
        columns["line_gross"] = columns["amount"] = told_apart[0]
    else:
        return columns, []
    because = Saying("called gross, with a discount beside it")
    return columns, [_decision("line_gross", columns["line_gross"], because)]


def _comes_back(table: RawTable, number: str, date: str) -> bool:
    """Whether values of `number` come back on other days, and are not counted up from order to order."""
    dtype = table.frame.collect_schema()[date]
    day = heads(DateColumn(field="order_date", column=date, dtype=dtype))
    pairs = (
        table.frame.select(number=pl.col(number).cast(pl.String), day=day)
        .drop_nulls()
        .unique()
        .collect(engine="streaming")
    )
    if pairs.is_empty():
        return False
    returning = pairs.group_by("number").agg(back=pl.len() > 1).select(pl.col("back").mean()).item()
    digits = pl.col("number").str.extract(_LAST_DIGITS).cast(pl.Int64)
    days = pairs.group_by("day").agg(numbers=pl.len(), span=digits.max() - digits.min() + 1)
    density = days.filter(pl.col("numbers") > 1).select((pl.col("numbers") / pl.col("span")).median()).item()
    return bool(returning >= ENOUGH_COME_BACK and (density is None or density < COUNTED_UP))


def _has_counts(table: RawTable, used: set[str]) -> bool:
    """Whether a column of no known name holds small whole numbers that differ, as quantities do."""
    free = [name for name in table.columns if name not in used and not dictionary.leaves_open_whose(name)]
    if not free:
        return False
    text = {name: pl.col(name).cast(pl.String).str.strip_suffix(".0") for name in free}
    facts = table.frame.select(
        fact
        for name in free
        for fact in (
            text[name].str.contains(COUNT).all().alias(f"{name}/counts"),
            text[name].n_unique().alias(f"{name}/kinds"),
        )
    )
    found = facts.collect(engine="streaming").row(0, named=True)
    return any(found[f"{name}/counts"] and found[f"{name}/kinds"] > 1 for name in free)


def _decision(field: str, column: str, because: Saying) -> Decision:
    subject = Saying("column of {field}", field=field)
    return Decision(subject=subject, value=column, how="detected", because=because)
