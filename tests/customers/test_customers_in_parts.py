"""Customers summed up a file of lines at a time are those of all lines."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.calendar import customer_days
from clvcli.customers.in_parts import CustomersInParts, summarise_in_parts
from clvcli.customers.known import known_at
from clvcli.customers.lapse import TIMES, tallied
from clvcli.customers.rhythm import WAITS, WHO, rhythm
from clvcli.customers.rhythm_in_parts import rhythm_in_parts
from clvcli.customers.schema import ATTRIBUTES, CUSTOMERS
from clvcli.customers.summary import Customers, summarise
from clvcli.errors import NothingToAnalyseError
from clvcli.orders.schema import schema_of
from clvcli.orders.settling.by_buyer import lines_by_buyer

if TYPE_CHECKING:
    from collections.abc import Callable

    Canonical = Callable[[list[dict[str, Any]]], pl.DataFrame]
    Order = Callable[..., list[dict[str, Any]]]

START = date(2023, 1, 1)
PEOPLE = ("anna@x.dk", "bo@x.dk", "carl@x.dk", "dora@x.dk", None)
SAME = ("as_of", "first_date", "shop", "costs_known", "notes", "span_days")


def in_parts(lines: pl.DataFrame, parts: int, folder: Path, **settings_: Any) -> CustomersInParts:
    return summarise_in_parts(lines_by_buyer(lines.lazy(), parts), folder=folder, **settings_)


def assert_the_same(found: CustomersInParts, whole: Customers) -> None:
    tables = [pl.read_parquet(path) for path in found.paths]
    for table in tables:
        assert table.equals(table.sort("customer_key", "currency", nulls_last=True))
        assert table.schema == schema_of(CUSTOMERS)
    assert pl.concat(tables).sort("customer_key", "currency", nulls_last=True).equals(whole.frame)
    assert found.rows == whole.frame.height
    for name in SAME:
        assert getattr(found, name) == getattr(whole, name), name


@st.composite
def logs(draw: st.DrawFn, order: Order) -> list[dict[str, Any]]:
    """A few orders: of guests, in several currencies or none, returned in part or whole, excluded, of several ids."""
    rows: list[dict[str, Any]] = []
    currencies = draw(st.sampled_from([("DKK",), (None,), ("DKK", "SEK"), ("DKK", None)]))
    for number in range(draw(st.integers(1, 25))):
        day = START + timedelta(days=draw(st.integers(0, 900)))
        amount = Decimal(draw(st.integers(1, 900_000))) / 100
        more: dict[str, Any] = {
            "currency": draw(st.sampled_from(currencies)),
            "customer_id": draw(st.sampled_from([None, "7", "0017"])),
            "excluded": draw(st.sampled_from([None, None, None, "cancelled"])),
        }
        if draw(st.integers(0, 3)) == 0:
            more |= {
                "refund": draw(st.sampled_from([amount, amount / 2])).quantize(Decimal("0.0001")),
                "refunded_at": draw(st.sampled_from([None, day + timedelta(days=draw(st.integers(0, 200)))])),
            }
        rows += order(str(number % 20), day, draw(st.sampled_from(PEOPLE)), amount, **more)
    return rows


@settings(max_examples=60, derandomize=True, deadline=None)
@given(data=st.data())
def test_any_log_in_any_number_of_parts_has_the_customers_of_the_whole(
    data: st.DataObject, canonical: Canonical, order: Order
) -> None:
    lines = canonical(data.draw(logs(order)))
    parts = data.draw(st.integers(1, 7))
    settings_: dict[str, Any] = {
        "as_of": data.draw(
            st.sampled_from([None, None, START + timedelta(days=400), START + timedelta(days=1500)])
        ),
        "refund_date": data.draw(st.sampled_from(["order", "refund"])),
    }
    with TemporaryDirectory() as folder:
        try:
            whole = summarise(lines.lazy(), **settings_)
        except NothingToAnalyseError as error:
            with pytest.raises(NothingToAnalyseError, match=str(error)):
                in_parts(lines, parts, Path(folder), **settings_)
            return
        assert_the_same(in_parts(lines, parts, Path(folder), **settings_), whole)


def test_the_days_of_all_parts_are_those_of_the_whole(tiny_shop: pl.DataFrame, tmp_path: Path) -> None:
    day = date(2024, 2, 20)
    found = in_parts(tiny_shop, 4, tmp_path, as_of=day)
    days = pl.concat(customer_days(found.known_lines(number)) for number in range(len(found.lines)))
    assert days.sort("customer_key", "day").equals(customer_days(known_at(tiny_shop.lazy(), day)))


def test_attributes_can_be_told_of_the_lines_of_a_part(tiny_shop: pl.DataFrame, tmp_path: Path) -> None:
    columns = [pl.read_parquet_schema(path).keys() for path in in_parts(tiny_shop, 2, tmp_path).lines]
    assert all({column.name for column in ATTRIBUTES} <= names for names in columns)


@settings(max_examples=20, derandomize=True, deadline=None)
@given(data=st.data())
def test_when_customers_in_parts_buy_is_when_all_do(
    data: st.DataObject, canonical: Canonical, order: Order
) -> None:
    lines, parts = canonical(data.draw(logs(order))), data.draw(st.integers(1, 5))
    with TemporaryDirectory() as folder:
        try:
            customers = in_parts(lines, parts, Path(folder))
        except NothingToAnalyseError:
            return
        whole = rhythm(lines.lazy(), first_date=customers.first_date, as_of=customers.as_of)
        found = rhythm_in_parts(customers, folder=Path(folder))
        people = pl.concat([pl.read_parquet(path) for path in found.people])
    assert people.sort(WHO, nulls_last=True).equals(whole.people)
    order_of = [*WAITS, TIMES]
    assert found.waits.sort(order_of).equals(tallied(whole.waits).sort(order_of))
