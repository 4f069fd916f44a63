"""What tests of values have in common: a column of them, and the types of the fixtures that make customers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clvcli.customers.summary import Customers
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

Rows = list[dict[str, Any]]
MakeCustomers = Callable[..., Customers]
MakeBuyer = Callable[..., dict[str, Any]]


def column(customers: Customers, name: str, settings: ValueSettings | None = None) -> list[Any]:
    """Return a column of the values of customers, as a list."""
    return value_customers(customers, settings or ValueSettings()).frame[name].to_list()
