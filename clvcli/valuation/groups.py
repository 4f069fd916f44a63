"""Groups of customers that are fitted apart: those large enough to carry a model, and the small ones together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.currency import in_currency
from clvcli.sayings import Saying
from clvcli.valuation import gate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.customers.summary import Customers

KEYS: Mapping[str, pl.Expr] = {
    "channel": pl.col("channel"),
    "country": pl.col("country"),
    "cohort-year": pl.col("first_order").dt.year().cast(pl.String),
}
"""What customers can be grouped by -> the group of a row of the customer table."""

EVERYBODY = Saying("all customers")
"""Whose model values a customer, where that is not the customer's own group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Customers of one currency who are valued by one model."""

    members: pl.DataFrame
    """Rows of the customer table."""
    learnt_from: pl.DataFrame
    """Those the model is fitted to; they hold the members, and are the members where those are enough."""
    span_days: int
    """Days of orders behind the model."""
    name: str | None
    """`channel=web`, small groups together, or EVERYBODY; None where nothing is grouped."""


def by_currency(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the rows of `people` of each currency, sorted, those without one last."""
    currencies = people["currency"].unique().sort(nulls_last=True)
    if len(currencies) == 1:
        yield people
        return
    for currency in currencies:
        yield people.filter(in_currency(currency))


def groups_of(people: pl.DataFrame, by: Sequence[str], customers: Customers) -> Iterator[Group]:
    """Yield the groups of `people`, customers of one currency, by the KEYS named in `by`, sorted.

    A group is fitted apart where it passes the gate's thresholds by itself.  The others are fitted
    together, and where even that is too little they are valued by a model of all `people`.
    """
    if not by:
        yield Group(members=people, learnt_from=people, span_days=customers.span_days, name=None)
        return
    labels = [pl.concat_str(pl.lit(f"{key}="), KEYS[key].fill_null("(none)")) for key in by]
    named = people.with_columns(group=pl.concat_str(labels, separator=", "))
    small: list[pl.DataFrame] = []
    for (name,), part in sorted(named.partition_by("group", as_dict=True, include_key=False).items()):
        group = _of(part, str(name), customers)
        if _carries(group):
            yield group
        else:
            small.append(part)
    if small:
        yield _pooled(small, people, customers)


def _pooled(small: Sequence[pl.DataFrame], people: pl.DataFrame, customers: Customers) -> Group:
    members = pl.concat(small)
    together = _of(members, Saying("{count} small groups together", count=len(small)), customers)
    if members.height < people.height and _carries(together):
        return together
    return Group(members=members, learnt_from=people, span_days=customers.span_days, name=EVERYBODY)


def _of(part: pl.DataFrame, name: str, customers: Customers) -> Group:
    span = part.select((pl.lit(customers.as_of) - pl.col("first_order").min()).dt.total_days()).item()
    return Group(members=part, learnt_from=part, span_days=min(span, customers.span_days), name=name)


def _carries(group: Group) -> bool:
    """Tell whether a model can be fitted to a group alone."""
    buyers = group.learnt_from.filter(pl.col("repeat_purchases").is_not_null())
    return buyers.height > 0 and gate.measured(buyers, span_days=group.span_days).open
