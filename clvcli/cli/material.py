"""What customers are sorted by: their values and, where the run had the orders, the rhythm in which they buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.cli.at_scale import ValuedTable
from clvcli.segments.scheme import Material

if TYPE_CHECKING:
    import polars as pl

    from clvcli.cli.valued import Valued
    from clvcli.on_disk import Table


def material_of(customers: Valued | ValuedTable, *, rhythm: bool) -> Material:
    """Return the values of `customers`, with their `rhythm` beside where it is asked for and the run had orders.

    On disk it stands there already.
    """
    if isinstance(customers, ValuedTable):
        return Material(values=customers.table, waits=customers.waits)
    found = customers.rhythm if rhythm else None
    if found is None:
        return Material(values=customers.frame)
    from clvcli.customers.rhythm import WHO

    values = with_keys(customers.frame, customers).join(
        found.people, on=list(WHO), how="left", nulls_equal=True, maintain_order="left"
    )
    return Material(values=values.drop("customer_key"), waits=found.waits)


def table_of(customers: Valued | ValuedTable) -> Table:
    """Return the values of `customers`, wherever they lie."""
    return customers.table if isinstance(customers, ValuedTable) else customers.frame


def with_keys(frame: pl.DataFrame, customers: Valued) -> pl.DataFrame:
    """Return `frame`, rows of `customers`, with `customer_key` where the run had the orders."""
    return frame if customers.valuation is None else frame.with_columns(customer_key=customers.valuation.keys)
