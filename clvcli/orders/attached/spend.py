"""`--spend`: what was spent on winning customers, by month and channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes as said
from clvcli.errors import AttachedFileError
from clvcli.orders import dictionary
from clvcli.orders.attached.months import first_of_month
from clvcli.orders.attached.tables import read_attached
from clvcli.orders.money.rates import RATE, RATE_DAY, with_rates
from clvcli.orders.rate_file import with_rates_read
from clvcli.orders.schema import MONEY
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Collection

    from clvcli.notes import Note
    from clvcli.orders.attached.tables import Attached
    from clvcli.orders.options import ReadOptions

CHANNEL = ("channel", "source")
AMOUNT = ("spend", "unit_cost", "line_cost", "amount")
"""Fields that the columns of spend are known by, the best name first."""

_CELL = ("month", "channel", "currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """What a shop spent on winning customers."""

    source: str
    frame: pl.DataFrame
    """`month` (its first day), `channel` as the file writes it, `currency` (None where nobody names one) and
    `amount` (MONEY); one row of each month, channel and currency, sorted."""
    notes: tuple[Note, ...] = ()


def read_spend(path: str, options: ReadOptions) -> Spend:
    """Read the file of `--spend` at `path`: month, channel, amount, perhaps currency.

    Rows of the same month, channel and currency are added up; amounts below zero are credits.
    Raises InputError as for any input, and AttachedFileError where a column is missing, a row names no month
    or channel, or credits are more than the spend of their month.
    """
    fields = ("month", "order_date", *CHANNEL, *AMOUNT, "currency")
    attached = read_attached(path, fields, (("month", "order_date"), CHANNEL, AMOUNT), options)
    rows = _rows(attached)
    for name in ("month", "channel", "amount"):
        missing = rows.filter(pl.col(name).is_null()).sort(LINE)
        if missing.height:
            raise AttachedFileError.broken(attached.source, missing[LINE][0], _column(attached, name))
    rows = rows.with_columns(pl.col("channel").replace(_as_first_written(rows.sort(LINE)["channel"])))
    frame = rows.group_by(_CELL).agg(pl.col("amount").sum(), pl.col(LINE).min()).sort(*_CELL, nulls_last=True)
    below = frame.filter(pl.col("amount") < 0).sort(LINE)
    if below.height:
        raise AttachedFileError.spend_below_zero(attached.source, below[LINE][0])
    added, credited = rows.height - frame.height, rows.filter(pl.col("amount") < 0).height
    notes = (said.spend_added_up(attached.source, rows=rows.height, cells=frame.height, credited=credited),)
    return Spend(
        source=attached.source,
        frame=frame.select(*_CELL, pl.col("amount").cast(MONEY)),
        notes=notes if added or credited else (),
    )


def spend_in(spend: Spend, currencies: Collection[str | None], options: ReadOptions) -> Spend:
    """Return spend in the `currencies` of the orders: what names none gets theirs, others are converted by rates.

    A month is converted at the rate of its last day, or of the last day before it that has one.
    Raises AttachedFileError for a currency that the orders do not have where no rates are given, and where
    several could be meant.
    """
    frame, found = spend.frame, sorted(code for code in currencies if code is not None)
    if frame["currency"].null_count():
        if len(currencies) > 1:
            raise AttachedFileError.no_currency(spend.source, found)
        frame = frame.with_columns(pl.col("currency").fill_null(pl.lit(next(iter(currencies)), pl.String)))
    others = sorted(set(frame["currency"].drop_nulls()) - set(found))
    if others and found:
        if options.rates is None or options.currency is None:
            raise AttachedFileError.other_currency(spend.source, others[0], found)
        frame = _converted(frame, options)
    elif others:
        frame = frame.with_columns(currency=pl.lit(None, pl.String))
    frame = frame.group_by(_CELL).agg(pl.col("amount").sum().cast(MONEY)).sort(*_CELL, nulls_last=True)
    return Spend(source=spend.source, frame=frame, notes=spend.notes)


def _rows(attached: Attached) -> pl.DataFrame:
    """Return month, channel, amount and currency of each row that says anything."""
    rows, columns = attached.rows, attached.columns
    amount, channel = (next(name for name in names if name in columns) for names in (AMOUNT, CHANNEL))
    month = first_of_month(pl.col("month")) if "month" in columns else pl.col("order_date").dt.month_start()
    of_header = dictionary.parse(columns[amount]).currency
    currency = pl.col("currency") if "currency" in columns else pl.lit(of_header, pl.String)
    return rows.select(
        LINE,
        month=month,
        channel=pl.col(channel).str.strip_chars().replace("", None),
        amount=pl.col(amount).cast(MONEY),
        currency=currency.str.strip_chars().str.to_uppercase().replace("", None),
    ).filter(~pl.all_horizontal(pl.col("month", "channel", "amount").is_null()))


def _as_first_written(channels: pl.Series) -> dict[str, str]:
    """Return each name -> the first of those that are the same but for case, blanks and dashes."""
    first: dict[str, str] = {}
    return {name: first.setdefault(dictionary.key(name), name) for name in channels.drop_nulls()}


def _column(attached: Attached, name: str) -> str:
    of = {"month": ("month", "order_date"), "channel": CHANNEL, "amount": AMOUNT}[name]
    return next(attached.columns[field] for field in of if field in attached.columns)


def _converted(frame: pl.DataFrame, options: ReadOptions) -> pl.DataFrame:
    dated = frame.with_columns(order_date=pl.col("month").dt.month_end(), excluded=pl.lit(None, pl.String))
    rated = with_rates(dated, with_rates_read(options)).drop(RATE_DAY)
    return rated.select(
        "month",
        "channel",
        currency=pl.lit(options.currency, pl.String),
        amount=(pl.col("amount") * pl.col(RATE)).cast(MONEY),
    )
