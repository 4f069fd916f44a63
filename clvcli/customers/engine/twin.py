"""The twin of `customers.summary` and `customers.calendar`, for engines that Narwhals speaks to: the same numbers.

What stands there in the words of Polars stands here in those that SQL has too: no look at a row beside its
neighbours, no order of rows, `when` where a comparison may be null, and money summed as the decimals it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from clvcli import notes
from clvcli.customers.months import months_after
from clvcli.customers.schema import CUSTOMERS, MONEY_COLUMNS
from clvcli.customers.summary import (
    RECENT_MONTHS,
    Customers,
    Spans,
    observed,
    quiet_before,
    said_of_quiet,
    totals_of,
)
from clvcli.orders.schema import HALF_A_CENT, ONE_ORDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from clvcli.config import RefundDate
    from clvcli.customers.engine.base import Engine, Lazy
    from clvcli.customers.summary import ShopTotals
    from clvcli.notes import Note

_DAY_DIGITS = len("2024-06-30")

_HASH_DIGITS = 6
"""Of the hash, in hexadecimal, by which customers are drawn: sixteen million shares."""

_MONEY = nw.Decimal(18, 4)

_TYPES: Mapping[Any, nw.dtypes.DType] = {
    pl.String: nw.String(), pl.Date: nw.Date(), pl.Int32: nw.Int32(), pl.Decimal(18, 4): _MONEY,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """`summary.Customers` whose table stays in the engine; the rest is as there."""

    frame: Lazy
    """The columns of `customers.schema.CUSTOMERS`, in no order."""
    as_of: date
    first_date: date
    shop: tuple[ShopTotals, ...]
    costs_known: bool
    notes: tuple[Note, ...]

    @property
    def span_days(self) -> int:
        """Days from the first valid order to the as-of date."""
        return (self.as_of - self.first_date).days

    def collected(self) -> Customers:
        """Return them with their table in memory, sorted."""
        frame = brought_here(self.frame).sort("customer_key", "currency", nulls_last=True)
        return Customers(
            frame=frame.select(pl.col(column.name).cast(column.dtype) for column in CUSTOMERS).rechunk(),
            as_of=self.as_of,
            first_date=self.first_date,
            shop=self.shop,
            costs_known=self.costs_known,
            notes=self.notes,
        )


def brought_here(frame: Lazy) -> pl.DataFrame:
    """Return the rows of the engine as a table of Polars."""
    return frame.collect("polars").to_native()  # type: ignore[no-any-return]  # narwhals cannot tell whose it is


def summarise(
    lines: Lazy, engine: Engine, *, as_of: date | None = None, refund_date: RefundDate = "order"
) -> People:
    """Return what `summary.summarise` does of canonical `lines` that `engine` has opened; raises as it does."""
    spans = _spans(_counted(lines))
    first, day = observed(spans, as_of)
    latest = spans.latest or day
    known = known_at(lines, day, latest=latest)
    keys = ("customer_key", "currency") if spans.several_currencies else ("customer_key",)
    sums = engine.held(
        _summed(known, keys, spans, recent_after=months_after(day, -RECENT_MONTHS), refund_date=refund_date)
    )
    late = as_of is None and latest > day
    return People(
        frame=_finished(sums.filter(~nw.col("customer_key").is_null()), day, spans),
        as_of=day,
        first_date=first,
        shop=_totals(sums),
        costs_known=spans.costs,
        notes=_late_returns(lines, day) if late else _long_after(lines, day, spans),
    )


def days_of(lines: Lazy, currency: str | None, as_of: date) -> pl.DataFrame:
    """Return what `calendar.customer_days` does of canonical `lines` of one currency, as known at `as_of`."""
    named = nw.col("currency").is_null() if currency is None else nw.col("currency") == currency
    ours = lines.filter(named)
    latest = brought_here(_counted(ours).select(_latest())).item()
    return brought_here(customer_days(ours, as_of, latest=latest)).sort("customer_key", "day")


def customer_days(lines: Lazy, as_of: date, *, latest: date) -> Lazy:
    """Return what `calendar.customer_days` does of canonical `lines` as known at the end of `as_of`, in no order.

    `latest` is the last day on which anything happened.
    """
    kept = nw.col("order_kept")
    return (
        known_at(lines, as_of, latest=latest)
        .filter(~nw.col("customer_key").is_null())
        .select(
            "customer_key",
            nw.col("order_date").alias("day"),
            nw.col("net_after_refund").alias("net_revenue"),
            kept=nw.when(kept).then(1).otherwise(0),
            net_sales=nw.when(kept).then("net_amount"),
        )
        .group_by("customer_key", "day")
        .agg(nw.col("kept").max(), nw.col("net_sales", "net_revenue").sum())
        .with_columns(nw.col("kept") == 1, nw.col("net_sales", "net_revenue").cast(_MONEY))
    )


def known_at(lines: Lazy, day: date, *, latest: date) -> Lazy:
    """Return what `known.known_at` does; `latest` is the last day on which anything happened."""
    if latest <= day:
        return _counted(lines)
    later = nw.when(_gives_back() & (nw.col("refunded_at") > day)).then(True).otherwise(False)
    sells = (nw.col("net_amount") > 0) & (nw.col("line_type") == "product")
    return (
        _counted(lines)
        .filter(nw.col("order_date") <= day, ~later)
        .with_columns(
            sold=nw.when(sells).then(1).otherwise(0).max().over(*ONE_ORDER),
            left=nw.col("net_after_refund").sum().over(*ONE_ORDER),
        )
        .with_columns(order_kept=(nw.col("sold") == 1) & (nw.col("left") >= nw.lit(HALF_A_CENT)))
        .drop("sold", "left")
    )


def _counted(lines: Lazy) -> Lazy:
    return lines.filter(nw.col("excluded").is_null())


def _gives_back() -> nw.Expr:
    shipping_back = (nw.col("line_type") == "shipping") & (nw.col("other_amount") < 0)
    return (nw.col("line_type") == "refund") | shipping_back


def _latest() -> nw.Expr:
    refunded = nw.when(_gives_back()).then("refunded_at")
    return nw.max_horizontal(nw.col("order_date").max(), refunded.max()).alias("latest")


def _spans(lines: Lazy) -> Spans:
    order = nw.when(nw.col("line_no") == 1).then("order_date")
    printed, key = nw.col("customer_id"), nw.col("customer_key")
    unknown = nw.when(printed.is_null(), key.is_null())
    found = lines.select(
        order.min().alias("first"),
        order.max().alias("last"),
        _latest(),
        nw.col("currency").min().alias("least"),
        nw.col("currency").max().alias("most"),
        nw.col("currency").count().alias("named"),
        nw.col("cost_amount").count().alias("costs"),
        nw.when(printed == key).then(0).otherwise(unknown.then(0).otherwise(1)).max().alias("other_ids"),
        nw.len().alias("lines"),
    )
    row = brought_here(found).row(0, named=True)
    return Spans(
        first=row["first"],
        last=row["last"],
        latest=row["latest"],
        currency=row["least"],
        several_currencies=row["least"] != row["most"] or 0 < row["named"] < row["lines"],
        costs=row["costs"] > 0,
        ids_are_keys=row["other_ids"] == 0,
    )


def _summed(lines: Lazy, keys: Sequence[str], spans: Spans, *, recent_after: date, refund_date: RefundDate) -> Lazy:
    """Group counted lines by `keys`: by day first, as there."""
    kept, day = nw.col("order_kept"), nw.col("order_date")
    recent, valid = day > recent_after, nw.col("valid_orders") > 0
    parts = {
        "orders": nw.when(kept).then("valid_orders"),
        "orders_24m": nw.when(kept & recent).then("valid_orders"),
        "net_sales": nw.when(kept).then("net_sales"),
        "net_revenue_kept": nw.when(kept).then("net_revenue"),
        "net_revenue_24m": nw.col("recent") if refund_date == "refund" else nw.when(recent).then("net_revenue"),
    }
    dated = nw.concat_str(day.cast(nw.String), nw.col("smallest_id"))
    sums = (
        _by_day(lines, keys, spans, recent_after)
        .with_columns(**parts, valid_day=nw.when(valid).then(day), kept_day=nw.when(kept).then(day))
        .group_by(*keys)
        .agg(
            nw.col("valid_orders", "net_revenue", *parts).sum(),
            first_valid=nw.col("valid_day").min(),
            first_kept=nw.col("kept_day").min(),
            last_kept=nw.col("kept_day").max(),
            purchase_days=nw.col("kept_day").count(),
            **({} if spans.ids_are_keys else _ids("smallest_id", "largest_id", dated)),
        )
        .with_columns(nw.col(name).cast(_MONEY) for name in MONEY_COLUMNS)
    )
    return sums if spans.several_currencies else sums.with_columns(currency=nw.lit(spans.currency, nw.String))


def _by_day(lines: Lazy, keys: Sequence[str], spans: Spans, recent_after: date) -> Lazy:
    back = nw.when(nw.col("line_type") == "refund").then("refunded_at")
    of_money = nw.coalesce(back, "order_date")
    by_day = (*keys, "order_date", "order_kept")
    return (
        lines.select(
            *by_day,
            "customer_id",
            net_sales="net_amount",
            net_revenue="net_after_refund",
            valid_orders=nw.when(nw.col("line_no") == 1).then(1).otherwise(0),
            recent=nw.when(of_money > recent_after).then("net_after_refund"),
        )
        .group_by(*by_day)
        .agg(
            nw.col("valid_orders", "net_sales", "net_revenue", "recent").sum(),
            **({} if spans.ids_are_keys else _ids("customer_id", "customer_id")),
        )
    )


def _ids(smallest: str, largest: str, earliest: nw.Expr | None = None) -> dict[str, nw.Expr]:
    """Return the aggregates that tell whether a customer has several ids, and which came first."""
    found = {"smallest_id": nw.col(smallest).min(), "largest_id": nw.col(largest).max()}
    return found if earliest is None else found | {"earliest": earliest.min()}


def _finished(people: Lazy, as_of: date, spans: Spans) -> Lazy:
    first, last, days = ordinal(nw.col("first_kept")), ordinal(nw.col("last_kept")), nw.col("purchase_days")
    today = as_of.toordinal()
    finished = people.with_columns(
        customer_id=_id(spans),
        first_order=nw.coalesce("first_kept", "first_valid"),
        last_order=nw.col("last_kept"),
        repeat_purchases=nw.when(days > 0).then(days - 1),
        active_days=last - first,
        age_days=today - first,
        days_since_last=today - last,
    )
    return finished.select(nw.col(column.name).cast(_TYPES[column.dtype]) for column in CUSTOMERS)


def _id(spans: Spans) -> nw.Expr:
    """Return a customer's only id, else the one of the earliest order, else the key.

    A customer of several currencies has several where those of one currency have, and the earliest is of all.
    """
    if spans.ids_are_keys:
        return nw.col("customer_key")
    several = nw.when(nw.col("smallest_id") != nw.col("largest_id")).then(1).otherwise(0)
    earliest = nw.col("earliest")
    if spans.several_currencies:
        several, earliest = several.max().over("customer_key"), earliest.min().over("customer_key")
    named = nw.when(several == 1).then(earliest.str.slice(_DAY_DIGITS))
    return nw.coalesce(named, "smallest_id", "customer_key")


def ordinal(day: nw.Expr) -> nw.Expr:
    """Return a day as `date.toordinal` counts it: engines agree on years and days of years, not on differences."""
    before = day.dt.year() - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + day.dt.ordinal_day()


def _totals(sums: Lazy) -> tuple[ShopTotals, ...]:
    totals = ("orders", "valid_orders", "net_sales", "net_revenue")
    guest = nw.col("customer_key").is_null()
    found = (
        sums.with_columns(guest=nw.when(guest).then(1).otherwise(0))
        .group_by("currency", "guest")
        .agg(nw.col(*totals).sum(), customers=nw.len())
    )
    return totals_of(brought_here(found).with_columns(guest=pl.col("guest") == 1))


def _late_returns(lines: Lazy, day: date) -> tuple[Note, ...]:
    late = nw.max_horizontal("refunded_at", "order_date") > day
    found = (
        _counted(lines)
        .filter(nw.col("line_type") == "refund", late)
        .select(nw.len().alias("rows"), nw.col("refund_amount").sum().cast(_MONEY).alias("money"))
    )
    rows, total = brought_here(found).row(0)
    return (notes.refunds_after(day, rows=rows, money=total),) if rows else ()


def _long_after(lines: Lazy, day: date, spans: Spans) -> tuple[Note, ...]:
    if not quiet_before(day, spans):
        return ()
    days = _counted(lines).filter(nw.col("line_no") == 1).select("order_date").unique()
    return said_of_quiet(brought_here(days)["order_date"], day)


def drawn(rows: Lazy, *, of: int, most: int) -> Lazy:
    """Return the `rows` of about `most` of so many customers: by a hash, the same at every run, in any engine."""
    if of <= most:
        return rows
    below = f"{int(16**_HASH_DIGITS * most / of):0{_HASH_DIGITS}x}"
    hashed = f"substr(md5(customer_key), 1, {_HASH_DIGITS}) < '{below}'"
    some: Lazy = nw.from_native(rows.to_native().filter(hashed))
    return some
