"""Whom to win back: silent customers by what a contact is expected to gain, and where to stop.

The rule to stop is that of one contact: its cost against the extra probability it buys.  When to stop for good,
contact after contact, is `models.migration.best_policy` (Pfeifer & Carraway, 2000).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from clvcli.actions.contact import Contact, break_even, gain, with_value_if_back
from clvcli.actions.schema import WINBACK
from clvcli.actions.silence import with_silence
from clvcli.on_disk import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clvcli.on_disk import Table

STOPS = ("active", "nothing_kept", "no_forecast", "nothing_expected", "costs_more_than_it_brings")
"""Why a customer is not contacted: bought as lately as is usual; has returned everything; has no forecast; would
bring nothing; would bring less than the contact costs."""


ORDER = {"winback_gain": True, "value_if_back": True, "customer_id": False}
"""Columns by which the silent are sorted, and whether descending: the largest gain first, unknown gains last."""


def judged(values: pl.DataFrame, contact: Contact, others: pl.Expr) -> pl.DataFrame:
    """Return `values`, in their order, each with a verdict; they and `others` as `silence.with_silence` takes them.

    Adds the columns of `silence.with_silence`, `value_if_back`, `winback_gain`, `gain_low` and `gain_high` at the
    uplifts of `contact`, `break_even_uplift`, `stop_reason` (STOPS), null where a contact pays, and `contact`.
    """
    uplift = contact.uplift
    found = with_value_if_back(with_silence(values, others)).with_columns(
        winback_gain=gain(contact, uplift.middle),
        gain_low=gain(contact, uplift.low),
        gain_high=gain(contact, uplift.high),
        break_even_uplift=break_even(contact),
        stop_reason=_stop_reason(gain(contact, uplift.middle)),
    )
    return found.with_columns(contact=pl.col("stop_reason").is_null())


def _stop_reason(expected: pl.Expr) -> pl.Expr:
    silent, value = pl.col("days_silent"), pl.col("value_if_back")
    stops = (
        silent.is_not_null() & (silent <= pl.col("at_risk_after")).fill_null(value=True),
        silent.is_null(),
        value.is_null(),
        value <= 0,
        expected <= 0,
    )
    return pl.coalesce(pl.when(stop).then(pl.lit(name)) for name, stop in zip(STOPS, stops, strict=True))


def winback(judged: pl.DataFrame) -> pl.DataFrame:
    """Return the silent customers of `judged` (WINBACK), in ORDER."""
    silent = judged.filter(~pl.col("stop_reason").is_in(["active", "nothing_kept"]).fill_null(value=False))
    return silent.sort([*ORDER], descending=[*ORDER.values()], nulls_last=True, maintain_order=True).select(
        column.name for column in WINBACK
    )


def scenarios(silent: Table, contact: Contact) -> pl.DataFrame:
    """Return `uplift`, `customers` whom a contact would pay for at it, its `cost` and `expected_gain` over all.

    Of the `silent` customers (`winback`), one row per uplift, lowest first; an uplift given twice is there once.
    """
    columns = {"low": "gain_low", "middle": "winback_gain", "high": "gain_high"}
    rows = {getattr(contact.uplift, name): _gained(silent, column) for name, column in columns.items()}
    return pl.DataFrame(
        [(uplift, many, float(contact.cost * many), gain) for uplift, (many, gain) in sorted(rows.items())],
        schema={"uplift": pl.Float64, "customers": pl.Int64, "cost": pl.Float64, "expected_gain": pl.Float64},
        orient="row",
    )


def _gained(silent: Table, column: str) -> tuple[int, float]:
    """Return of how many the gain is above zero, and the sum of it, which the order of cents does not change."""
    gain = pl.col(column).filter(pl.col(column) > 0)
    many, cents = figures(silent, gain.len().alias("many"), gain.cast(pl.Decimal(38, 2)).sum().alias("cents")).row(
        0
    )
    return many, float(cents)


def stops(judged: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return `stop_reason`, null of those to contact, and `customers`, in the order of STOPS; their sum is all.

    `judged` are all customers, some at a time.
    """
    counts: Counter[str | None] = Counter()
    for some in judged:
        counts.update(dict(some["stop_reason"].value_counts().iter_rows()))
    order: Sequence[str | None] = (None, *STOPS)
    return pl.DataFrame(
        [(reason, counts[reason]) for reason in order if reason in counts],
        schema={"stop_reason": pl.String, "customers": pl.Int64},
        orient="row",
    )
