"""What holds for every scheme, whichever it is: who is together depends on customers alone, not on how they are told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.rhythm import WAITS
from clvcli.on_disk import held
from clvcli.segments.scheme import Material
from clvcli.segments.schemes import SCHEMES, Sorting, segment
from clvcli.valuation.schema import MONEY_COLUMNS, VALUES_SCHEMA

if TYPE_CHECKING:
    from clvcli.config import SchemeName
    from clvcli.segments.schemes import Segmented

PROPERTY = settings(derandomize=True, max_examples=5, deadline=None)
AS_OF = date(2025, 6, 30)

ORDERS_TELL = pl.Schema({"last_gap": pl.Int64, "yearly": pl.Boolean})
"""The columns that schemes may need beside those of `compute`."""

KRONER_IN_A_EURO = 7.45
CENTS_THAT_STAY_WHOLE = 20
"""Amounts are multiples of it, so that 7.45 times each is a whole number, and rounding ties nobody together."""

SUMS = ("customers", "value_to_date", "clv_12m", "clv_residual", "value_total", "net_revenue_24m", "revenue_total")

every_scheme = pytest.mark.parametrize("name", SCHEMES)


def shop(seed: int, customers: int) -> Material:
    """Return invented customers of two currencies, some of them alike, some without a forecast."""
    random = np.random.default_rng(seed)
    return Material(
        values=pl.DataFrame(
            [customer(random, f"C{number:03}") for number in range(customers)],
            schema={**VALUES_SCHEMA, **ORDERS_TELL},
        ),
        waits=pl.DataFrame(
            [waits(random) for _ in range(4 * customers)],
            schema=WAITS,
            orient="row",
        ),
    )


def customer(random: np.random.Generator, name: str) -> dict[str, Any]:
    kind = int(random.integers(3))
    age = int(random.integers(800))
    silence = int(random.integers(age + 1)) // (1 + 3 * (kind == 0))
    bought = int(random.poisson((6, 2, 0)[kind]))
    orders = 1 + bought
    worth = float(CENTS_THAT_STAY_WHOLE * random.integers(1, 12) * (9, 3, 1)[kind])
    predicted = bool(random.integers(10))
    to_come = worth * (orders // 2) if predicted else None
    row: dict[str, Any] = dict.fromkeys((*VALUES_SCHEMA, *ORDERS_TELL))
    return row | {
        "customer_id": name,
        "currency": ("DKK", "SEK")[int(random.integers(2))],
        "first_order": AS_OF - timedelta(days=age),
        "last_order": AS_OF - timedelta(days=silence),
        "days_since_last": silence,
        "age_days": age,
        "orders": orders,
        "orders_24m": orders,
        "repeat_purchases": bought,
        "net_revenue": worth * orders,
        "net_revenue_24m": worth * orders,
        "value_to_date": worth * orders,
        "clv_12m": to_come,
        "clv_residual": to_come,
        "expected_revenue": to_come,
        "value_total": None if to_come is None else worth * orders + to_come,
        "revenue_total": None if to_come is None else worth * orders + to_come,
        "p_alive": float((95, 60, 20)[kind] + random.integers(5)) / 100 if predicted else None,
        "as_of": AS_OF,
        "last_gap": int(random.integers(1, 400)) if bought else None,
        "yearly": bool(random.integers(8) == 0),
    }


def waits(random: np.random.Generator) -> tuple[str, int, int, int | None]:
    gap = int(random.integers(1, 300))
    return (
        ("DKK", "SEK")[int(random.integers(2))],
        int(random.integers(1, 4)),
        500,
        gap if random.integers(3) else None,
    )


def sorted_by(name: SchemeName, material: Material, cuts: pl.DataFrame | None = None) -> Segmented:
    return segment(material, [name], cuts=None if cuts is None else {name: cuts})


def segments_of(found: Segmented) -> dict[str, str]:
    """Return the segment of each customer."""
    (scheme,) = found.schemes.values()
    return dict(found.frame.select("customer_id", scheme.column).iter_rows())


def times(material: Material, factor: float, currency: str | None = None) -> Material:
    """Return the customers with all their money, or that of one currency, multiplied."""
    theirs = pl.lit(True) if currency is None else pl.col("currency") == currency
    money = pl.when(theirs).then(pl.col(sorted(MONEY_COLUMNS)) * factor).otherwise(pl.col(sorted(MONEY_COLUMNS)))
    return Material(values=held(material.values).with_columns(money), waits=material.waits)


SHOPS = st.builds(shop, seed=st.integers(0, 2**32 - 1), customers=st.sampled_from([1, 12, 140]))


@every_scheme
@PROPERTY
@given(material=SHOPS)
def test_everybody_is_in_one_segment_and_tables_add_up_to_the_base(name: SchemeName, material: Material) -> None:
    found = sorted_by(name, material)
    (scheme,), (table,) = found.schemes.values(), found.summaries.values()
    assert found.frame.select(held(material.values).columns).equals(held(material.values))
    assert found.frame[scheme.column].null_count() == 0
    assert set(found.frame.select("currency", scheme.column).rows()) <= set(
        table.select("currency", scheme.column).rows()
    )
    assert table.select("currency", scheme.column).is_unique().all()
    for (currency,), part in held(material.values).group_by("currency"):
        segments = table.filter(pl.col("currency") == currency)
        assert segments["customers"].sum() == part.height
        for money in ("value_to_date", "clv_12m", "clv_residual", "net_revenue_24m"):
            assert segments[money].sum() == part[money].sum()


@PROPERTY
@given(material=SHOPS)
def test_tables_of_all_schemes_have_the_same_totals(material: Material) -> None:
    tables = segment(material, list(SCHEMES)).summaries.values()
    totals = [table.group_by("currency").agg(pl.col(SUMS).sum()).sort("currency") for table in tables]
    assert all(total.equals(totals[0]) for total in totals)


@every_scheme
@PROPERTY
@given(material=SHOPS)
def test_equal_customers_are_together(name: SchemeName, material: Material) -> None:
    twins = held(material.values).with_columns(pl.col("customer_id") + "-twin")
    both = Material(values=pl.concat([held(material.values), twins]), waits=material.waits)
    where = segments_of(sorted_by(name, both))
    assert all(where[one] == where[f"{one}-twin"] for one in held(material.values)["customer_id"])


@every_scheme
@PROPERTY
@given(material=SHOPS)
def test_twice_the_money_changes_no_segment(name: SchemeName, material: Material) -> None:
    assert segments_of(sorted_by(name, times(material, 2.0))) == segments_of(sorted_by(name, material))


@every_scheme
@PROPERTY
@given(material=SHOPS)
def test_one_currency_in_another_unit_changes_no_segment_of_it_nor_of_others(
    name: SchemeName, material: Material
) -> None:
    rescaled = times(material, KRONER_IN_A_EURO, "DKK")
    assert segments_of(sorted_by(name, rescaled)) == segments_of(sorted_by(name, material))


@every_scheme
@PROPERTY
@given(material=SHOPS)
def test_the_customers_of_a_currency_are_sorted_as_if_alone(name: SchemeName, material: Material) -> None:
    together = segments_of(sorted_by(name, material))
    for part in held(material.values).partition_by("currency"):
        alone = segments_of(sorted_by(name, Material(values=part, waits=material.waits)))
        assert alone == {who: together[who] for who in alone}


@every_scheme
@PROPERTY
@given(material=SHOPS, seed=st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(name: SchemeName, material: Material, seed: int) -> None:
    shuffled = Material(
        values=held(material.values).sample(fraction=1.0, shuffle=True, seed=seed),
        waits=None if material.waits is None else material.waits.sample(fraction=1.0, shuffle=True, seed=seed),
    )
    ours, theirs = sorted_by(name, material), sorted_by(name, shuffled)
    assert segments_of(ours) == segments_of(theirs)
    assert ours.cuts[name].equals(theirs.cuts[name])
    assert ours.summaries[name].equals(theirs.summaries[name])


@every_scheme
@PROPERTY
@given(material=SHOPS)
def test_unchanged_customers_stay_where_cut_points_stay(name: SchemeName, material: Material) -> None:
    before = sorted_by(name, material)
    changes = pl.int_range(pl.len()) % 2 == 0
    money = [(pl.when(changes).then(pl.col(column) * 3.0).otherwise(pl.col(column))) for column in MONEY_COLUMNS]
    counts = pl.when(changes).then(pl.col("orders_24m") + 4).otherwise(pl.col("orders_24m"))
    others = held(material.values).with_columns(*money, counts, customer_id=pl.col("customer_id") + "-new")
    changed = held(material.values).with_columns(*money, counts, __stayed=~changes)
    stayed = changed.filter("__stayed")["customer_id"].to_list()
    after = Material(values=pl.concat([changed.drop("__stayed"), others]), waits=material.waits)
    now, then = segments_of(sorted_by(name, after, before.cuts[name])), segments_of(before)
    assert {who: now[who] for who in stayed} == {who: then[who] for who in stayed}


@every_scheme
@PROPERTY
@given(material=SHOPS)
def test_a_run_by_its_own_cut_points_is_the_same_run(name: SchemeName, material: Material) -> None:
    fresh = sorted_by(name, material)
    again = sorted_by(name, material, fresh.cuts[name])
    assert again.frame.equals(fresh.frame)
    assert again.summaries[name].equals(fresh.summaries[name])


@every_scheme
def test_what_a_scheme_says_of_its_segments_is_said_of_each_once(name: SchemeName) -> None:
    material = shop(1, 140)
    scheme = SCHEMES[name](Sorting())
    segments = scheme.segments(scheme.learn(material))
    assert len({each.name for each in segments}) == len(segments)
    assert all(each.rule for each in segments)
