from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.audiences.control import held_out
from clvcli.audiences.measure import TOGETHER, ordered_since
from clvcli.audiences.measure import lifts as lifts_of
from clvcli.contribution.orders import order_table
from clvcli.contribution.settings import CostSettings
from clvcli.customers.summary import summarise
from clvcli.orders.schema import CANONICAL_SCHEMA

MEMBERS = pl.Schema(dict.fromkeys(("customer_id", "currency", "segment", "group", "reason"), pl.String))


def lifts(members: pl.DataFrame, ordered: pl.DataFrame) -> pl.DataFrame:
    return lifts_of(members, ordered, ("gold", "silver", "bronze"))


def members_of(groups: dict[str, str], segment: str = "gold", currency: str | None = "DKK") -> pl.DataFrame:
    """Return members: id -> group."""
    rows = [(name, currency, segment, group, None) for name, group in groups.items()]
    return pl.DataFrame(rows, schema=MEMBERS, orient="row")


def ordered_of(money: dict[str, float], currency: str | None = "DKK") -> pl.DataFrame:
    return pl.DataFrame(
        [(name, currency, amount, amount > 0) for name, amount in money.items()],
        schema={"customer_id": pl.String, "currency": pl.String, "money": pl.Float64, "bought": pl.Boolean},
        orient="row",
    )


def test_the_interval_of_a_small_example_is_that_of_student_s_table() -> None:
    """Means 6 and 3, both of variance 4/3: four degrees of freedom, of which tables print 1.533 for 0.90."""
    groups = {"a": "treated", "b": "treated", "c": "treated", "d": "control", "e": "control", "f": "control"}
    money = {"a": 4.0, "b": 6.0, "c": 8.0, "d": 1.0, "e": 3.0, "f": 5.0}
    row = lifts(members_of(groups), ordered_of(money)).row(0, named=True)
    assert (row["treated_mean"], row["control_mean"], row["lift"], row["lift_total"]) == (6.0, 3.0, 3.0, 9.0)
    assert (row["treated_buyers"], row["control_buyers"], row["few"]) == (3, 3, True)
    # three decimals in the table
    assert row["lift_high"] - 3.0 == pytest.approx(1.533 * (8 / 3) ** 0.5, abs=1e-3)
    assert row["lift_high"] - 3.0 == pytest.approx(3.0 - row["lift_low"], rel=1e-12)  # floats, added and taken off


def test_unequal_spreads_have_fewer_degrees_of_freedom() -> None:
    """Welch: variances of the means 4/3 and 1/3 leave 2.94 of 4, so that tables bound it by those of 2 and of 3."""
    groups = {"a": "treated", "b": "treated", "c": "treated", "d": "control", "e": "control", "f": "control"}
    money = {"a": 4.0, "b": 6.0, "c": 8.0, "d": 2.0, "e": 3.0, "f": 4.0}
    row = lifts(members_of(groups), ordered_of(money)).row(0, named=True)
    assert 1.638 * (5 / 3) ** 0.5 < row["lift_high"] - row["lift"] < 1.886 * (5 / 3) ** 0.5


def spent(chance: np.random.Generator, customers: int) -> np.ndarray:
    """Return what customers spend in some months: most nothing, the others unequally much."""
    return np.where(chance.random(customers) < 0.35, chance.gamma(1.2, 400.0, customers), 0.0)


def simulated(runs: int, brought: float) -> list[dict[str, float]]:
    """Return the row of all together of audiences of two segments, whose treated bring so much more."""
    chance = np.random.default_rng(7)
    names = pl.Series([f"k{number}" for number in range(900)])
    rows = []
    for run in range(runs):
        out = held_out(names, 0.2, seed=run)
        members = pl.DataFrame({"customer_id": names}).with_columns(
            currency=pl.lit("DKK"),
            segment=pl.when(pl.int_range(pl.len()) < 200).then(pl.lit("gold")).otherwise(pl.lit("silver")),
            group=pl.when(out).then(pl.lit("control")).otherwise(pl.lit("treated")),
        )
        money = spent(chance, names.len()) * np.where(members["segment"] == "gold", 4.0, 1.0)
        money += np.where(out, 0.0, brought)
        ordered = members.select("customer_id", "currency", money=pl.Series(money), bought=pl.Series(money > 0))
        rows.append(lifts(members, ordered).row(-1, named=True))
    return rows


@pytest.mark.slow
@pytest.mark.parametrize("brought", [0.0, 60.0])
def test_four_of_five_intervals_hold_what_was_brought_nothing_too(brought: float) -> None:
    runs = 500
    rows = simulated(runs, brought)
    covered = sum(row["lift_low"] <= brought <= row["lift_high"] for row in rows)
    # three standard deviations of a binomial count
    assert abs(covered - 0.8 * runs) <= 3 * (0.8 * 0.2 * runs) ** 0.5
    mean = float(np.mean([row["lift"] for row in rows]))
    spread = float(np.std([row["lift"] for row in rows])) / runs**0.5
    assert abs(mean - brought) <= 3 * spread


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["gold", "silver"]), st.sampled_from(["treated", "control"]), st.integers(0, 50_000)
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from([0.5, 2.0, 10.0]),
)
def test_money_twice_as_much_is_a_lift_twice_as_large(rows: list[tuple[str, str, int]], factor: float) -> None:
    members = pl.concat([members_of({str(n): group}, segment) for n, (segment, group, _) in enumerate(rows)])
    money = {str(number): float(amount) for number, (_, _, amount) in enumerate(rows)}
    one = lifts(members, ordered_of(money))
    other = lifts(members, ordered_of({name: factor * amount for name, amount in money.items()}))
    for name in ("lift", "lift_low", "lift_high"):
        # sums of squares of floats
        assert other[name].to_list() == [
            None if value is None else pytest.approx(factor * value, rel=1e-9, abs=1e-6) for value in one[name]
        ]


def test_segments_count_by_their_customers_and_one_without_control_is_not_in_the_sum() -> None:
    members = pl.concat(
        [
            members_of({"a": "treated", "b": "treated", "c": "control", "d": "control"}, "gold"),
            members_of(
                {"e": "treated", "f": "treated", "g": "treated", "h": "treated", "i": "control", "j": "control"},
                "silver",
            ),
            members_of({"k": "treated", "l": "treated"}, "bronze"),
        ]
    )
    money = dict(zip("abcdefghijkl", [10, 20, 5, 5, 1, 1, 1, 5, 0, 2, 99, 99], strict=True))
    found = lifts(members, ordered_of({name: float(amount) for name, amount in money.items()}))
    rows = {row["segment"]: row for row in found.to_dicts()}
    assert (rows["gold"]["lift"], rows["silver"]["lift"], rows["bronze"]["lift"]) == (10.0, 1.0, None)
    assert rows[TOGETHER]["lift"] == pytest.approx(0.4 * 10 + 0.6 * 1)  # floats
    assert (rows[TOGETHER]["treated"], rows[TOGETHER]["control"]) == (6, 4)


def test_members_who_are_not_there_bought_nothing_and_the_withheld_do_not_count() -> None:
    members = members_of({"a": "treated", "b": "treated", "c": "control", "d": "control", "e": "withheld"})
    row = lifts(members, ordered_of({"a": 10.0, "e": 500.0})).row(0, named=True)
    assert (row["treated"], row["control"], row["treated_buyers"], row["treated_mean"]) == (2, 2, 1, 5.0)


def test_where_nobody_bought_there_is_no_interval() -> None:
    members = members_of(dict(zip("abcd", ["treated", "treated", "control", "control"], strict=True)))
    row = lifts(members, ordered_of({})).row(0, named=True)
    assert (row["lift"], row["lift_low"]) == (0.0, None)


def test_currencies_are_told_apart_and_one_may_have_no_name() -> None:
    groups = dict(zip("abcd", ["treated", "treated", "control", "control"], strict=True))
    members = pl.concat([members_of(groups, currency=code) for code in ("DKK", None)])
    found = lifts(members, ordered_of({}))
    assert found.select("currency", "segment").rows() == [
        ("DKK", "gold"), ("DKK", TOGETHER), (None, "gold"), (None, TOGETHER),
    ]  # fmt: skip


def test_only_orders_after_the_day_of_the_audience_count() -> None:
    days = [date(2024, 1, 10), date(2024, 3, 31), date(2024, 4, 1), date(2024, 5, 2)]
    lines = pl.DataFrame(
        {
            "order_id": ["1", "2", "3", "4"],
            "line_no": 1,
            "line_type": "product",
            "customer_key": ["a", "a", "a", "b"],
            "order_date": days,
            "net_amount": [100, 200, 400, 800],
            "net_after_refund": [100, 200, 400, 800],
            "order_kept": True,
            "currency": "DKK",
        }
    )
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in CANONICAL_SCHEMA.items() if name not in lines]
    whole = lines.with_columns(missing).select(CANONICAL_SCHEMA.names()).cast(CANONICAL_SCHEMA).lazy()
    customers = summarise(whole)
    table = order_table(whole, CostSettings(), as_of=customers.as_of)
    found = ordered_since(table, customers.frame, date(2024, 3, 31)).sort("customer_id")
    assert found.rows() == [("a", "DKK", 400.0, True), ("b", "DKK", 800.0, True)]
