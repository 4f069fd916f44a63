"""`--contracts`: memberships and subscriptions, with the day each began and the day it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.errors import AttachedFileError
from clvcli.orders.attached.customers import WHO
from clvcli.orders.attached.tables import read_attached
from clvcli.orders.settling.identity import normalised_email
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.orders.attached.tables import Attached
    from clvcli.orders.options import ReadOptions

START = ("valid_from", "order_date")
END = ("valid_to", "cancelled_at")
PERIOD = ("contract_period",)
"""Fields that the columns of contracts are known by, the best name first."""

MONTHS = {
    12: ("year", "years", "yearly", "annual", "annually", "år", "årlig", "årligt", "jahr", "jahre", "jährlich"),
    3: ("quarter", "quarters", "quarterly", "kvartal", "kvartalsvis", "quartal", "vierteljährlich"),
    1: (
        "month", "months", "monthly", "måned", "måneder", "månedlig", "månedligt", "mdr", "månad", "månader",
        "månatlig", "monat", "monate", "monatlich", "",
    ),
}  # fmt: skip
"""Months of a unit of time -> what people call it; a number alone counts months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Contracts as a file has them."""

    source: str
    frame: pl.DataFrame
    """`customer`, `start`, `end` (null: none is known), `renewals` and `months` of a period (null: not said);
    sorted by customer and start."""
    notes: tuple[Note, ...] = ()


def read_contracts(path: str, options: ReadOptions) -> Agreed:
    """Read the file of `--contracts` at `path`.

    Raises InputError as for any input, and AttachedFileError where a column is missing, or a contract is nobody's,
    has no start, ends before it, or runs for a time that nobody understands.
    """
    fields = (*WHO, *START, *END, *PERIOD, "renewals")
    attached = read_attached(path, fields, (WHO, START), options)
    rows = _rows(attached)
    _check(rows, attached)
    frame = rows.drop(LINE, "period_said").sort("customer", "start", "end", nulls_last=True)
    overlapping = _overlapping(frame)
    notes = (said.contracts_overlap(attached.source, overlapping),) if overlapping else ()
    return Agreed(source=attached.source, frame=frame, notes=notes)


def _check(rows: pl.DataFrame, attached: Attached) -> None:
    said_badly = pl.col("period_said") & pl.col("months").is_null()
    wrong = ((pl.col("customer").is_null(), WHO), (pl.col("start").is_null(), START), (said_badly, PERIOD))
    for rule, fields in wrong:
        for line in rows.filter(rule)[LINE].sort().head(1):
            column = next(attached.columns[field] for field in fields if field in attached.columns)
            raise AttachedFileError.broken(attached.source, line, column)
    for line in rows.filter(pl.col("end") < pl.col("start"))[LINE].sort().head(1):
        raise AttachedFileError.ends_before_start(attached.source, line)


def _rows(attached: Attached) -> pl.DataFrame:
    """Return LINE and the columns of `Agreed.frame` of each row that says anything."""
    rows = attached.rows
    if "customer_email" in rows.columns:
        rows = rows.with_columns(normalised_email())
    start, end = (next((name for name in names if name in rows.columns), None) for names in (START, END))
    period = pl.col("contract_period") if "contract_period" in rows.columns else pl.lit(None, pl.String)
    renewals = pl.col("renewals") if "renewals" in rows.columns else pl.lit(None)
    return rows.select(
        LINE,
        customer=pl.coalesce(name for name in WHO if name in rows.columns),
        start=pl.col(str(start)),
        end=pl.col(end) if end else pl.lit(None, pl.Date),
        renewals=renewals.cast(pl.Int64),
        months=_months(period),
        period_said=period.is_not_null(),
    ).filter(~pl.all_horizontal(pl.col("customer", "start", "end").is_null()))


def _months(period: pl.Expr) -> pl.Expr:
    parts = period.str.to_lowercase().str.extract_groups(r"^\s*(?<number>[0-9]{1,3})?\s*(?<unit>[\p{L}]*)\.?\s*$")
    unit = parts.struct.field("unit")
    of_unit = {word: months for months, words in MONTHS.items() for word in words}
    months = unit.replace_strict(of_unit, default=None, return_dtype=pl.Int64)
    number = parts.struct.field("number").cast(pl.Int64).fill_null(1) * months
    return pl.when(number > 0).then(number)


def _overlapping(frame: pl.DataFrame) -> int:
    """Return how many customers have a contract that begins before one of theirs has ended."""
    until = pl.col("end").fill_null(pl.date(9999, 12, 31)).cum_max().shift(1).over("customer")
    return frame.filter(pl.col("start") < until)["customer"].n_unique()
