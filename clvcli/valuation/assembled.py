"""Customers who were valued in parts, in memory again: the same tables as of customers who were valued at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.customers.summary import Customers
from clvcli.orders.currency import in_currency
from clvcli.valuation.boost import Boost
from clvcli.valuation.valued import Valuation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.models.histories import Ints
    from clvcli.on_disk import OnDisk
    from clvcli.valuation.in_parts import ValuationInParts
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.valued import Facts

CONSTANT = ("currency", "method", "note", "as_of", "basis", "horizon", "discount_rate")
"""Columns of values that often say the same of everybody, which then takes no memory."""

NARROW = (
    "customer_key", "customer_id", "currency", "orders", "repeat_purchases", "active_days", "age_days", "net_sales",
)  # fmt: skip
"""Columns of the customer table that are asked for after customers are valued, `net_sales` for what they spend."""

_ROW = "row"


def held_narrowly(table: OnDisk, columns: Sequence[str]) -> pl.DataFrame:
    """Return `columns` of values in memory, those of CONSTANT that say one thing of everybody as that alone."""
    asked = [name for name in CONSTANT if name in columns]
    lazy = table.lazy()
    said = lazy.select(pl.col(asked).unique().implode()).collect(engine="streaming").row(0, named=True)
    same = {
        name: pl.lit(values[0], table.schema[name]).alias(name) for name, values in said.items() if len(values) == 1
    }
    held = lazy.select(name for name in columns if name not in same).collect(engine="streaming")
    return held.with_columns(same.values()).select(columns)


def customers_of(
    values: pl.DataFrame, parts: ValuationInParts, customers: CustomersInParts
) -> tuple[Customers, Valuation]:
    """Return the `customers` in memory, NARROW, and what stands behind `values`, the rows of `parts`."""
    people, rows = _sorted(customers)
    found = Customers(
        frame=people.drop("net_sales"),
        as_of=customers.as_of,
        first_date=customers.first_date,
        shop=customers.shop,
        costs_known=customers.costs_known,
        notes=customers.notes,
    )
    facts = tuple(_of_everybody(fact, people, rows, len(customers.paths)) for fact in parts.facts)
    part = pl.Series(np.zeros(values.height, dtype=np.int8))
    for number, fact in enumerate(facts):
        ours = values.select(in_currency(fact.currency)).to_series()
        part = part.set(ours, number)
    keys = keys_of(parts.table)
    return found, Valuation(frame=values, keys=keys, facts=facts, part=part.to_numpy(), notes=parts.notes)


def keys_of(table: OnDisk) -> pl.Series:
    """Return the `customer_key` of each row of values that were made in parts."""
    rows = pl.scan_parquet([*table.paths], glob=False, hive_partitioning=False)
    return rows.select("customer_key").collect()["customer_key"]


def _sorted(parts: CustomersInParts) -> tuple[pl.DataFrame, Ints]:
    """Return the customers of all parts, sorted as in memory, and the place of each among those of all parts."""
    rows = pl.concat([pl.read_parquet(path, columns=[*NARROW], glob=False) for path in parts.paths])
    placed = rows.with_row_index(_ROW).sort("customer_key", "currency", nulls_last=True)
    if len(parts.shop) == 1:
        placed = placed.with_columns(pl.lit(parts.shop[0].currency, pl.String).alias("currency"))
    return placed.drop(_ROW), placed[_ROW].to_numpy()


def buyers_of(parts: CustomersInParts, currency: str | None, plan: Plan) -> tuple[pl.DataFrame, Plan]:
    """Return the buyers of a currency in memory, sorted by key, and the `plan` that was made of them in parts."""
    people, rows = _sorted(parts)
    ours = _bought(people, currency)
    return people.filter(ours), _in_order(plan, rows[ours.to_numpy()], len(parts.paths))


def _bought(people: pl.DataFrame, currency: str | None) -> pl.Series:
    """Tell who is a buyer in a currency."""
    return people.select(in_currency(currency) & pl.col("repeat_purchases").is_not_null()).to_series()


def _in_order(plan: Plan, rows: Ints, parts: int) -> Plan:
    """Return a plan made of buyers in `parts` as one of them in another order, from where each stood before."""
    boost = plan.boost
    if boost is None:
        return plan
    place = rows.argsort().argsort()
    files = [boost.of_part(number) for number in range(parts)]
    orders, revenue = (np.concatenate([getattr(each, name) for each in files]) for name in ("orders", "revenue"))
    return replace(plan, boost=Boost(orders=orders[place], revenue=revenue[place]))


def _of_everybody(facts: Facts, people: pl.DataFrame, rows: Ints, parts: int) -> Facts:
    """Return facts whose prediction knows the buyers of its currency, in the order of `people`."""
    prediction = facts.prediction
    if prediction.spend is None:
        return facts
    ours = _bought(people, facts.currency)
    buyers = people.filter(ours)
    n = buyers["repeat_purchases"].to_numpy().astype(np.float64) + 1.0
    sales = buyers["net_sales"].cast(pl.Float64).to_numpy()
    spend = replace(prediction.spend, per_purchase=prediction.spend.model.per_purchase(n, sales / n))
    plan = _in_order(prediction.plan, rows[ours.to_numpy()], parts)
    return replace(facts, prediction=replace(prediction, spend=spend, plan=plan))
