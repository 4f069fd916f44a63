"""`--customer-costs`: what was spent on single customers: rewards, retention marketing, service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.errors import AttachedFileError
from clvcli.in_parts import InParts
from clvcli.orders import dictionary
from clvcli.orders.attached.customers import WHO, linked
from clvcli.orders.attached.months import first_of_month
from clvcli.orders.attached.spend import AMOUNT
from clvcli.orders.attached.tables import read_attached
from clvcli.orders.schema import MONEY
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from clvcli.notes import Note
    from clvcli.orders.attached.tables import Attached
    from clvcli.orders.options import ReadOptions

_WHOSE = ["customer_key", "currency"]

DAY = ("order_date", "month")
"""Fields that the day of a cost is known by; a month counts from its first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCosts:
    """What was spent on customers up to a day."""

    frame: pl.DataFrame
    """`customer_key`, `currency` and `customer_cost` (MONEY), one row of each customer and currency, sorted."""
    notes: tuple[Note, ...]


def read_customer_costs(path: str, options: ReadOptions) -> Attached:
    """Read the file of `--customer-costs` at `path`: id or e-mail, amount, perhaps day or month, and currency.

    Raises InputError as for any input, and AttachedFileError where a column is missing, or a row names no amount,
    or no day though others do.
    """
    attached = read_attached(path, (*WHO, *DAY, *AMOUNT, "currency"), (WHO, AMOUNT), options)
    for names in (AMOUNT, DAY):
        column = next((name for name in names if name in attached.columns), None)
        missing = attached.rows.filter(pl.col(column).is_null()).sort(LINE) if column else attached.rows.clear()
        if column and missing.height:
            raise AttachedFileError.broken(attached.source, missing[LINE][0], attached.columns[column])
    return attached


def costs_of_customers(
    attached: Attached, lines: pl.LazyFrame | InParts, customers: pl.DataFrame | InParts, *, as_of: date
) -> CustomerCosts:
    """Return what was spent by the end of `as_of` on each of `customers` (`customer_key`, `currency`).

    A row is of the customer who has its id or its e-mail on canonical `lines`, which lie in the same parts, and of
    the first by key where several have; what has no day was spent before.  Raises AttachedFileError where the
    currency of a cost is not one of the orders, or could be any of several.
    """
    lines, customers = InParts.of(lines), InParts.of(customers)
    currencies = customers.map(lambda part: part.select(pl.col("currency").unique())).collect()
    rows = _in_currency(attached, _rows(attached), currencies["currency"].unique().sort().to_list())
    by_then = rows.filter(pl.col("day").is_null() | (pl.col("day") <= as_of))

    def theirs(part: pl.LazyFrame, people: pl.LazyFrame) -> pl.LazyFrame:
        """Return the rows of customers of a part."""
        return linked(by_then, part).lazy().join(people, on=_WHOSE, how="semi", nulls_equal=True)

    every = lines.beside(customers, theirs).collect()
    found = every.sort(LINE, "customer_key").unique(LINE, keep="first", maintain_order=True)
    frame = found.group_by("customer_key", "currency").agg(customer_cost=pl.col("amount").sum().cast(MONEY))
    return CustomerCosts(
        frame=frame.sort("customer_key", "currency", nulls_last=True),
        notes=tuple(_notes(attached.source, rows, by_then, found, as_of)),
    )


def _notes(
    source: str, rows: pl.DataFrame, by_then: pl.DataFrame, found: pl.DataFrame, as_of: date
) -> Iterator[Note]:
    unmatched = by_then.join(found, on=LINE, how="anti")
    if unmatched.height:
        whole = float(by_then["amount"].sum())
        yield said.customer_costs_unmatched(
            source, rows=unmatched.height, of=by_then.height, amount=float(unmatched["amount"].sum()), whole=whole
        )
    later = rows.join(by_then, on=LINE, how="anti")
    if later.height:
        yield said.customer_costs_later(source, later.height, float(later["amount"].sum()), as_of=as_of)


def _rows(attached: Attached) -> pl.DataFrame:
    """Return LINE, the fields of WHO, day, amount and currency of each row."""
    rows, columns = attached.rows, attached.columns
    amount = next(name for name in AMOUNT if name in columns)
    of_header = dictionary.parse(columns[amount]).currency
    currency = pl.col("currency") if "currency" in columns else pl.lit(of_header, pl.String)
    day = pl.col("order_date") if "order_date" in columns else pl.lit(None, pl.Date)
    if "order_date" not in columns and "month" in columns:
        day = first_of_month(pl.col("month"))
    return rows.select(
        LINE,
        *(name for name in WHO if name in rows.columns),
        day=day,
        amount=pl.col(amount).cast(MONEY),
        currency=currency.str.strip_chars().str.to_uppercase().replace("", None),
    )


def _in_currency(attached: Attached, rows: pl.DataFrame, currencies: Sequence[str | None]) -> pl.DataFrame:
    """Return `rows` in the currencies of the orders, which those have that name none."""
    found = [code for code in currencies if code is not None]
    if not found:
        return rows.with_columns(currency=pl.lit(None, pl.String))
    if rows["currency"].null_count() and len(currencies) > 1:
        raise AttachedFileError.no_currency(attached.source, found)
    rows = rows.with_columns(pl.col("currency").fill_null(found[0]))
    for code in sorted(set(rows["currency"]) - set(found))[:1]:
        raise AttachedFileError.cost_in_other_currency(attached.source, code, found)
    return rows
