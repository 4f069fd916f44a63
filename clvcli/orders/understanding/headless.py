"""What the columns of a table without names hold, where their values leave no doubt.

The date of an order is the one column of dates, and the money the one column of amounts with cents.  A column
is the order's number if each of its values has one day and one value of exactly one other column, and that
one, the customer, comes back on other days.  Beside a column of small numbers the money may be the price of a
unit, unless it varies within every kind of goods.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.orders.tables import RawTable

_DAY = r"^(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})(?:[T ][0-9:.]+Z?)?$"
_NUMBER = r"^-?[0-9][0-9.,' ]*$"
COUNT = r"^-?[1-9][0-9]{0,2}$"
"""What quantities look like."""

_CENTS = r"[0-9][.,][0-9]{1,2}$"

_NEARLY_ALL = 0.95
"""Share of the filled cells of a column that must look alike; the rest will be rejected."""

_MOST_COLUMNS = 20
"""Every pair of columns is compared: wider tables are not looked at."""

_ONE_PRICE = 1.5
"""Different amounts for each kind of goods up to which they may be its price, changed now and then."""


def fields_by_value(table: RawTable) -> dict[str, str]:
    """Return field -> column for the customer, number, date and money of orders, or nothing where in doubt.

    A column that may tell the goods is the product, so that a row is taken for a line of an order.
    """
    if len(table.columns) > _MOST_COLUMNS or table.rows_read <= 1:
        return {}
    shapes = _shapes(table)
    days = [name for name, shape in shapes.items() if shape["day"] >= _NEARLY_ALL]
    money = [
        name
        for name, shape in shapes.items()
        if name not in days and shape["number"] >= _NEARLY_ALL and shape["cents"] > 1 - _NEARLY_ALL
    ]
    if len(days) != 1 or len(money) != 1:
        return {}
    others = [name for name in table.columns if name not in {*days, *money}]
    kinds = _kinds(table, days[0], money[0], others)
    pairs = [
        (order, customer)
        for order, customer in permutations(others, 2)
        if kinds[order] == kinds[f"{order}/day"] == kinds[f"{order}/{customer}"]
        and kinds[customer] < min(kinds[order], kinds[f"{customer}/day"])
    ]
    if len(pairs) != 1:
        return {}
    order, customer = pairs[0]
    goods = [name for name in others if name not in pairs[0]]
    counts = [name for name in goods if shapes[name]["count"] >= _NEARLY_ALL]
    products = [name for name in goods if name not in counts]
    if counts and not _vary(kinds, products, table.rows_read):
        return {}
    found = {"customer_id": customer, "order_id": order, "order_date": days[0], "amount": money[0]}
    return found | ({"product": products[0]} if products else {})


def _shapes(table: RawTable) -> dict[str, dict[str, float]]:
    """Return for each column the share of its filled cells that are days, numbers, cents and counts."""
    patterns = {"day": _DAY, "number": _NUMBER, "cents": _CENTS, "count": COUNT}
    shares = table.frame.select(
        pl.col(name).str.contains(pattern).mean().fill_null(0).alias(f"{name}/{shape}")
        for name in table.columns
        for shape, pattern in patterns.items()
    )
    found = shares.collect(engine="streaming").row(0, named=True)
    return {name: {shape: found[f"{name}/{shape}"] for shape in patterns} for name in table.columns}


def _kinds(table: RawTable, day: str, money: str, others: list[str]) -> dict[str, int]:
    """Return how many different values columns have, alone and together with the day, the money and others."""
    alone = {name: pl.col(name).n_unique() for name in others}
    together = {
        f"{name}/{what}": (name, with_) for name in others for what, with_ in (("day", day), ("money", money))
    }
    together |= {f"{one}/{other}": (one, other) for one, other in permutations(others, 2)}
    pairs = {label: pl.struct(names).n_unique() for label, names in together.items()}
    kinds: dict[str, int] = table.frame.select(**alone, **pairs).collect(engine="streaming").row(0, named=True)
    return kinds


def _vary(kinds: Mapping[str, int], goods: list[str], rows: int) -> bool:
    """Whether the money varies within the values of every column that may tell the goods."""
    telling = [name for name in goods if 1 < kinds[name] <= rows / 2]
    return bool(telling) and all(kinds[f"{name}/money"] > _ONE_PRICE * kinds[name] for name in telling)
