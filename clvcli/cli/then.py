"""The orders as they were: what a day or a version of a store, named by `--compare-to`, stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from clvcli.errors import BadValueError, StoreVersionError

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from clvcli.cli.valued import Asked
    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.customers.summary import Customers

VERSION = "v"
"""Before the number of a version of a store."""

ONE_DAY = timedelta(days=1)


def lines_then(
    asked: Asked, since: str | None, lines: pl.LazyFrame, now: Customers | CustomersInParts
) -> tuple[pl.LazyFrame, date] | None:
    """Return the order lines to compare with and the day that they are looked at.

    `since` is a day or a version; without it a year before `now`, and None where the orders do not reach back two.
    Raises BadValueError for a day that leaves nothing to compare, and where no input is a store that has versions.
    """
    from clvcli.cli.values import day
    from clvcli.customers.months import MONTHS_PER_YEAR, months_after

    year_before = months_after(now.as_of, -MONTHS_PER_YEAR)
    if since is None:
        seen = months_after(year_before, -MONTHS_PER_YEAR) >= now.first_date - ONE_DAY
        return (lines, year_before) if seen else None
    if since.startswith(VERSION):
        return _version(asked, int(since.removeprefix(VERSION)))
    then = day(since)
    if not now.first_date <= then < now.as_of:
        reason = f"{then} is not between the first order, {now.first_date}, and the as-of date, {now.as_of}"
        raise BadValueError.of("--compare-to", reason, f"--compare-to {max(year_before, now.first_date)}")
    return lines, then


def _version(asked: Asked, version: int) -> tuple[pl.LazyFrame, date]:
    """Return the lines of an earlier version of the store, and the day they know of."""
    from clvcli.customers.summary import summarise
    from clvcli.errors import raise_all
    from clvcli.orders.attached.attach import attach
    from clvcli.orders.ingest import ingest_tables
    from clvcli.orders.reading.read import readable_tables
    from clvcli.orders.store.places import is_store

    if len(asked.inputs) > 1 or not is_store(asked.inputs[0]):
        reason = f"{VERSION}{version} is a version of a store, and the orders are none"
        raise BadValueError.of("--compare-to", reason, "--compare-to 2024-06-30")
    options = replace(asked.reading.options(), version=version)
    tables, errors = readable_tables(asked.inputs, options)
    if errors:
        raise_all([each.comparing() if isinstance(each, StoreVersionError) else each for each in errors])
    lines = attach(ingest_tables(tables, options), options).lines
    return lines, summarise(lines, as_of=asked.reading.as_of).as_of
