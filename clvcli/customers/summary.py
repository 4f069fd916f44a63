"""From order lines to one row per customer: one group-by over the lines, and nothing after it touches them.

Definitions: kept orders count, all valid orders carry money; purchases are days with a kept order;
x, t_x, T are repeat purchase days, days from first to last, and days from first to the as-of date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from decimal import Decimal  # noqa: TC003  (the same)
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes
from clvcli.customers.known import counted, known_given, latest_event
from clvcli.customers.months import months_after
from clvcli.customers.schema import CUSTOMERS, MONEY_COLUMNS
from clvcli.errors import NothingToAnalyseError
from clvcli.in_parts import InParts
from clvcli.orders.steps import money_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.config import RefundDate
    from clvcli.customers.contributions import Earned
    from clvcli.notes import Note

RECENT_MONTHS = 24
"""The window of RFM: long enough for a yearly buyer to come twice, short enough to follow fashion."""

LONG_AFTER_DAYS = 60
"""An export of last month is usual; two months without an order are a closed shop or an export that ends early."""

LONG_AFTER_PAUSES = 2
"""But a shop that has paused before may have paused again: up to twice its longest pause says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopTotals:
    """The shop as a whole in one currency: customers and guests together, and the guests' part."""

    currency: str | None
    customers: int
    """Rows of the customer table, those who returned everything included."""
    orders: int
    """Kept orders."""
    valid_orders: int
    net_sales: Decimal
    """Merchandise before returns of kept orders."""
    net_revenue: Decimal
    guest_orders: int
    """Valid orders without a customer key."""
    guest_net_revenue: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Customers:
    """The customer table with the dates and totals it belongs to."""

    frame: pl.DataFrame
    """The columns of `customers.schema.CUSTOMERS`, sorted by `customer_key`, then `currency`."""
    as_of: date
    """All figures are known at the end of this day."""
    first_date: date
    """The first valid order: where observation starts."""
    shop: tuple[ShopTotals, ...]
    """One per currency, sorted; one with currency None where the data name none."""
    costs_known: bool = False
    """Whether any line names what its goods cost."""
    earned: Mapping[str | None, Earned] = field(default_factory=dict)
    """By currency, what orders have left; empty before `contributions.with_contributions` has added it."""
    notes: tuple[Note, ...] = ()

    @property
    def people(self) -> InParts:
        """The rows of the table."""
        return InParts.of(self.frame)

    @property
    def span_days(self) -> int:
        """Days from the first valid order to the as-of date."""
        return (self.as_of - self.first_date).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """What must be known of all lines before they can be summed."""

    first: date | None
    last: date | None
    """Days of the first and last valid order."""
    latest: date | None
    """The last day anything happened, a refund included."""
    currency: str | None
    """The only one, or one of several."""
    several_currencies: bool
    costs: bool
    ids_are_keys: bool
    """Whether every customer is known by the shop's own id, so that there is no other to look for."""


def summarise(lines: pl.LazyFrame, *, as_of: date | None = None, refund_date: RefundDate = "order") -> Customers:
    """Return one row per customer (and currency) of canonical `lines`, as known at the end of `as_of`.

    `as_of` defaults to the day of the last valid order.  Rows dated later are not there, nor are refunds
    made later.  Guests are in the shop's totals and have no row.  A customer whose orders were all
    returned has `orders` 0, no purchase days, and `first_order` from the first valid order.
    `refund_date` says on which day a return lowers `net_revenue_24m`: its order's, or its own where it has one.
    The lines are read twice: a few narrow columns for the dates, then one streaming group-by; give a
    Parquet scan or a frame in memory, not a query that would be computed again.

    Raises NothingToAnalyseError where no valid order lies on or before `as_of`.
    """
    spans = spans_of(lines)
    first, day = observed(spans, as_of)
    summed = summed_up(lines, spans, day, refund_date)
    return Customers(
        frame=summed.frame,
        as_of=day,
        first_date=first,
        shop=totals_of(summed.sums),
        costs_known=spans.costs,
        notes=noted(lines, spans, day, chosen=as_of is not None),
    )


def observed(spans: Spans, as_of: date | None) -> tuple[date, date]:
    """Return the first and last day of observation: of the first valid order, and `as_of` or of the last.

    Raises NothingToAnalyseError where no valid order lies on or before `as_of`.
    """
    if spans.first is None or spans.last is None or spans.latest is None:
        raise NothingToAnalyseError.no_orders()
    day = as_of or spans.last
    if day < spans.first:
        raise NothingToAnalyseError.before(day, first=spans.first)
    return spans.first, day


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedUp:
    """What lines come to, all or all those of some customers."""

    frame: pl.DataFrame
    """As `Customers.frame`."""
    sums: pl.DataFrame
    """What `totals_of` looks at: one row a currency for customers together, and one for guests."""


def summed_up(lines: pl.LazyFrame, spans: Spans, day: date, refund_date: RefundDate) -> SummedUp:
    """Return the customers of `lines`, all or all those of some customers, as known at the end of `day`.

    `spans` are those of all lines.
    """
    known = known_by(lines, spans, day)
    keys = ("customer_key", "currency") if spans.several_currencies else ("customer_key",)
    sums = _summed(known, keys, spans, recent_after=months_after(day, -RECENT_MONTHS), refund_date=refund_date)
    if not spans.several_currencies:
        sums = sums.with_columns(currency=pl.lit(spans.currency, pl.String))
    people = _identified(sums.filter(pl.col("customer_key").is_not_null()), known, spans)
    together = sums.group_by("currency", guest=pl.col("customer_key").is_null()).agg(
        pl.col("orders", "valid_orders", "net_sales", "net_revenue").sum(), customers=pl.len().cast(pl.Int64)
    )
    return SummedUp(frame=_finished(people, day), sums=together)


def known_by(lines: pl.LazyFrame, spans: Spans, day: date) -> pl.LazyFrame:
    """Return what `known_at` returns of `lines`, all or all those of some customers; `spans` are those of all."""
    return known_given(lines, spans.latest, day)


def noted(lines: pl.LazyFrame, spans: Spans, day: date, *, chosen: bool) -> tuple[Note, ...]:
    """Say of an as-of `day` that returns were made after it, where nobody chose it, or that it lies long after."""
    late = not chosen and spans.latest is not None and spans.latest > day
    return _late_returns(lines, day) if late else _long_after(lines, day, spans)


def spans_of(lines: pl.LazyFrame) -> Spans:
    """Return what must be known of all lines, from one streaming pass over some narrow columns."""
    order = pl.col("order_date").filter(pl.col("line_no") == 1)
    found = counted(lines).select(
        first=order.min(),
        last=order.max(),
        latest=latest_event(),
        currency=pl.col("currency").min(),
        several_currencies=(pl.col("currency").min() != pl.col("currency").max()).fill_null(value=False)
        | (
            pl.col("currency").null_count().is_between(1, pl.len(), closed="left")
            & (pl.col("currency").count() > 0)
        ),
        costs=pl.col("cost_amount").count() > 0,
        ids_are_keys=pl.col("customer_id").eq_missing(pl.col("customer_key")).all(),
    )
    return Spans(**found.collect(engine="streaming").row(0, named=True))


def _summed(
    lines: pl.LazyFrame, keys: Sequence[str], spans: Spans, *, recent_after: date, refund_date: RefundDate
) -> pl.DataFrame:
    """Group counted lines by `keys`, sorted: counts, exact sums of money, first and last days.

    Lines are first summed up by day, which leaves less than half as many rows to tell apart.
    """
    kept, day = pl.col("order_kept"), pl.col("order_date")
    parts: dict[str, pl.Expr] = {
        "orders": pl.when(kept).then("valid_orders"),
        "orders_24m": pl.when(kept & (day > recent_after)).then("valid_orders"),
        "net_sales": pl.when(kept).then("net_sales"),
        "net_revenue_kept": pl.when(kept).then("net_revenue"),
        "net_revenue_24m": pl.when(day > recent_after).then("net_revenue"),
    }
    whole = ("valid_orders", "net_revenue")
    values = {}
    if refund_date == "refund":
        parts["net_revenue_24m"] = pl.col("recent")
        values["recent"] = pl.when(_day_of_money() > recent_after).then(steps_of(pl.col("net_after_refund")))
    sums = (
        _by_day(lines, keys, spans, values)
        .with_columns(
            **parts, valid_day=pl.when(pl.col("valid_orders") > 0).then(day), kept_day=pl.when(kept).then(day)
        )
        .group_by(keys)
        .agg(
            pl.col(*whole, *parts).sum(),
            *_ids(spans, "smallest_id", "largest_id"),
            first_valid=pl.col("valid_day").min(),
            first_kept=pl.col("kept_day").min(),
            last_kept=pl.col("kept_day").max(),
            purchase_days=pl.col("kept_day").count(),
        )
        .sort(keys, nulls_last=True)
        .collect(engine="streaming")
    )
    return sums.with_columns(money_of(pl.col(name)) for name in MONEY_COLUMNS)


def _day_of_money() -> pl.Expr:
    """Return the day of a line's money: a return's own day where it has one."""
    back = pl.when(pl.col("line_type") == "refund").then("refunded_at")
    return pl.coalesce(back, "order_date")


def _by_day(lines: pl.LazyFrame, keys: Sequence[str], spans: Spans, more: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """Sum up counted lines by `keys`, day, and whether their order is kept; `more` are sums beside the usual."""
    values = {
        **more,
        "valid_orders": (pl.col("line_no") == 1).cast(pl.Int32),
        "net_sales": steps_of(pl.col("net_amount")),
        "net_revenue": steps_of(pl.col("net_after_refund")),
    }
    by_day = (*keys, "order_date", "order_kept")
    return (
        lines.select(*by_day, "customer_id", **values)
        .group_by(by_day)
        .agg(*(pl.col(name).sum() for name in values), *_ids(spans, "customer_id", "customer_id"))
    )


def _ids(spans: Spans, smallest: str, largest: str) -> tuple[pl.Expr, ...]:
    """Return the aggregates that tell whether a customer has several ids, where any may have."""
    if spans.ids_are_keys:
        return ()
    return pl.col(smallest).min().alias("smallest_id"), pl.col(largest).max().alias("largest_id")


def _identified(people: pl.DataFrame, lines: pl.LazyFrame, spans: Spans) -> pl.DataFrame:
    """Add `customer_id`: the only id of a customer, else the one of the earliest order, else the key."""
    if spans.ids_are_keys:
        return people.with_columns(customer_id="customer_key")
    several = people.filter(pl.col("smallest_id") != pl.col("largest_id")).select("customer_key").unique()
    if several.is_empty():
        return people.with_columns(customer_id=pl.coalesce("smallest_id", "customer_key"))
    earliest = _earliest_ids(lines.join(several.lazy(), on="customer_key", how="semi"))
    named = people.join(earliest, on="customer_key", how="left", maintain_order="left")
    return named.with_columns(customer_id=pl.coalesce("earliest_id", "smallest_id", "customer_key"))


def _earliest_ids(lines: pl.LazyFrame) -> pl.DataFrame:
    """Return `earliest_id` per customer: the id on the first day that has one, the smallest of that day."""
    return (
        lines.filter(pl.col("customer_id").is_not_null())
        .group_by("customer_key", "order_date")
        .agg(earliest_id=pl.col("customer_id").min())
        .group_by("customer_key")
        .agg(pl.col("earliest_id").min_by("order_date"))
        .collect(engine="streaming")
    )


def _finished(people: pl.DataFrame, as_of: date) -> pl.DataFrame:
    first, last, days = pl.col("first_kept"), pl.col("last_kept"), pl.col("purchase_days").cast(pl.Int32)
    return (
        people.with_columns(
            first_order=pl.coalesce("first_kept", "first_valid"),
            last_order=last,
            repeat_purchases=pl.when(first.is_not_null()).then(days - 1),
            active_days=(last - first).dt.total_days(),
            age_days=(pl.lit(as_of) - first).dt.total_days(),
            days_since_last=(pl.lit(as_of) - last).dt.total_days(),
        )
        .select(pl.col(column.name).cast(column.dtype) for column in CUSTOMERS)
        .rechunk()
    )


def _late_returns(lines: pl.LazyFrame, day: date) -> tuple[Note, ...]:
    """Say what was returned after the last order, which nobody chose to leave out."""
    late = (pl.col("line_type") == "refund") & (pl.max_horizontal("refunded_at", "order_date") > day)
    money = pl.col("refund_amount").sum()
    rows, total = counted(lines).filter(late).select(pl.len(), money).collect(engine="streaming").row(0)
    return (notes.refunds_after(day, rows=rows, money=total),) if rows else ()


def _long_after(lines: pl.LazyFrame, day: date, spans: Spans) -> tuple[Note, ...]:
    if not quiet_before(day, spans):
        return ()
    order_days = counted(lines).filter(pl.col("line_no") == 1).select("order_date").unique()
    return said_of_quiet(order_days.collect(engine="streaming")["order_date"], day)


def quiet_before(day: date, spans: Spans) -> bool:
    """Tell whether an as-of `day` lies so far behind the last order that the days with one are worth a look."""
    return spans.last is not None and (day - spans.last).days > LONG_AFTER_DAYS


def said_of_quiet(order_days: pl.Series, day: date) -> tuple[Note, ...]:
    """Say that an as-of `day` lies so far behind the last of `order_days` that customers seem to have left."""
    days = order_days.unique().sort()
    longest = max(days.diff().dt.total_days().drop_nulls().to_list(), default=0)
    quiet = (day - days[-1]).days
    if quiet <= LONG_AFTER_PAUSES * longest:
        return ()
    return (notes.as_of_long_after(day, last=days[-1], days=quiet),)


def totals_of(sums: pl.DataFrame) -> tuple[ShopTotals, ...]:
    """Return the totals of the shop by currency, sorted, from sums over `customers` each, or over each `guest`."""
    guest = pl.col("guest")
    totals = (
        sums.group_by("currency")
        .agg(
            pl.col("orders", "valid_orders", "net_sales", "net_revenue").sum(),
            customers=pl.col("customers").filter(~guest).sum(),
            guest_orders=pl.col("valid_orders").filter(guest).sum(),
            guest_net_revenue=pl.col("net_revenue").filter(guest).sum(),
        )
        .sort("currency", nulls_last=True)
    )
    return tuple(ShopTotals(**row) for row in totals.iter_rows(named=True))
