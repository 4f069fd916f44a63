"""The twin says what Polars' own query says: of a real log, of the tiny shop, and of generated orders."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli.customers.calendar import customer_days
from clvcli.customers.engine import twin
from clvcli.customers.known import known_at
from clvcli.customers.summary import summarise
from clvcli.errors import NothingToAnalyseError
from clvcli.orders.currency import in_currency
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.config import RefundDate
    from clvcli.customers.engine.base import Engine

    Canonical = Callable[[list[dict[str, Any]]], pl.DataFrame]
    Order = Callable[..., list[dict[str, Any]]]

SAMPLES = Path("sample_data")
STEP = Decimal("0.0001")
START = date(2022, 1, 1)

ORDERS = st.lists(
    st.tuples(
        st.integers(0, 800),
        st.sampled_from(["a", "b", "ø", None]),
        st.integers(0, 10**7).map(lambda steps: Decimal(steps) * STEP),
        st.integers(0, 2),
        st.integers(0, 60),
        st.sampled_from([None, "1", "2", "10"]),
        st.sampled_from(["DKK", "DKK", "SEK"]),
    ),
    min_size=1,
    max_size=20,
)


def lines_of(orders: list[Any], canonical: Canonical, order: Order) -> pl.DataFrame:
    rows = []
    for number, (day, key, net, half, wait, customer_id, currency) in enumerate(orders):
        placed, refund = START + timedelta(days=day), (net / 2 * half).quantize(STEP)
        rows += order(
            f"{number:03}", placed, key, net, refund=refund, refunded_at=placed + timedelta(days=wait),
            customer_id=customer_id, currency=currency,
        )  # fmt: skip
    return canonical(rows)


def assert_equal(
    engine: Engine, lines: pl.DataFrame, as_of: date | None = None, refund_date: RefundDate = "order"
) -> None:
    """Compare customers with all that is known of them, and their days."""
    theirs = engine.brought(lines)
    try:
        ours = summarise(lines.lazy(), as_of=as_of, refund_date=refund_date)
    except NothingToAnalyseError as error:
        with pytest.raises(NothingToAnalyseError, match=error.message):
            twin.summarise(theirs, engine, as_of=as_of, refund_date=refund_date)
        return
    found = twin.summarise(theirs, engine, as_of=as_of, refund_date=refund_date).collected()
    assert_frame_equal(found.frame, ours.frame)
    for name in ("as_of", "first_date", "shop", "costs_known", "notes"):
        assert getattr(found, name) == getattr(ours, name)
    for shop in ours.shop:
        known = known_at(lines.lazy().filter(in_currency(shop.currency)), ours.as_of)
        assert_frame_equal(twin.days_of(theirs, shop.currency, ours.as_of), customer_days(known))


@pytest.mark.parametrize("refund_date", ["order", "refund"])
@pytest.mark.parametrize("as_of", [None, date(2024, 3, 1), date(2024, 6, 30), date(2026, 1, 1), date(2020, 1, 1)])
def test_the_tiny_shop(
    duckdb: Engine, tiny_shop: pl.DataFrame, as_of: date | None, refund_date: RefundDate
) -> None:
    assert_equal(duckdb, tiny_shop, as_of, refund_date)


@pytest.mark.parametrize("as_of", [None, date(2025, 3, 31)])
def test_the_invented_shop_of_two_currencies_and_costs(engine: Engine, as_of: date | None) -> None:
    lines = ingest([str(SAMPLES / "nordlys" / "ordrelinjer.csv")], ReadOptions(by_currency=True)).lines.collect()
    assert_equal(engine, lines, as_of)


@settings(
    derandomize=True,
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(orders=ORDERS, day=st.none() | st.integers(0, 900), by_refund=st.booleans())
def test_generated_orders_of_several_ids_and_currencies(
    duckdb: Engine, orders: list[Any], day: int | None, by_refund: bool, canonical: Canonical, order: Order
) -> None:
    lines = lines_of(orders, canonical, order)
    as_of = None if day is None else START + timedelta(days=day)
    assert_equal(duckdb, lines, as_of, "refund" if by_refund else "order")


def test_a_generated_log_of_thousands_of_orders(engine: Engine, canonical: Canonical, order: Order) -> None:
    chance = random.Random(8)  # noqa: S311  (orders, no secrets)
    orders = [
        (
            chance.randrange(800),
            chance.choice([*map(str, range(300)), None]),
            Decimal(chance.randrange(10**7)) * STEP,
            chance.choice([0, 0, 0, 1, 2]),
            chance.randrange(60),
            chance.choice([None, *map(str, range(400))]),
            "DKK",
        )
        for _ in range(3000)
    ]
    assert_equal(engine, lines_of(orders, canonical, order), START + timedelta(days=700), "refund")


def test_without_a_line_that_counts_there_is_nothing_to_analyse(duckdb: Engine, tiny_shop: pl.DataFrame) -> None:
    assert_equal(duckdb, tiny_shop.with_columns(excluded=pl.lit("test")))
