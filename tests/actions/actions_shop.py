"""Invented customers with values, enough of them to sort."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from clvcli.actions.silence import usual_gap_of_others
from clvcli.customers import rhythm
from clvcli.valuation.schema import VALUES_SCHEMA

AS_OF = date(2024, 12, 31)
FIXED = {"as_of": AS_OF, "basis": "contribution, ex tax", "horizon": "36m", "discount_rate": 0.1, "currency": "DKK"}

AT_RISK_AFTER, LAPSED_AFTER = 150, 250
"""Days of silence."""

WAITS = pl.DataFrame(
    {
        "currency": ["DKK"] * 80,
        "rung": [1] * 40 + [2] * 40,
        "silence": [400] * 80,
        "gap": [*range(50, 210, 4), *range(10, 170, 4)],
    },
    schema=rhythm.WAITS,
)
"""Forty customers took 128 days on average to buy a second time, forty others 88 to buy a third time."""


def others(values: pl.DataFrame | pl.LazyFrame, waits: pl.DataFrame = WAITS) -> pl.Expr:
    """Return the usual gap of others beside `values`."""
    return usual_gap_of_others(values, waits)


def customer(
    name: str, *, silent: int, repeats: int, active: int, chance: float, worth: float, alive: float
) -> dict[str, object]:
    """Return a row of values of somebody who bought `repeats` times again in `active` days."""
    last = AS_OF - timedelta(days=silent)
    return (
        dict.fromkeys(VALUES_SCHEMA)
        | FIXED
        | {
            "customer_id": name,
            "first_order": last - timedelta(days=active),
            "last_order": last,
            "orders": repeats + 1,
            "repeat_purchases": repeats,
            "active_days": active,
            "days_since_last": silent,
            "value_to_date": worth,
            "value_total": 3 * worth,
            "p_alive": alive,
            "p_buy": chance,
            "p_buy_12m": chance,
            "clv_12m": worth,
            "clv_residual": 2 * worth,
            "expected_revenue_12m": 2 * worth,
            "orders_24m": repeats + 1,
            "net_revenue_24m": 2 * worth,
        }
    )


def values_of(rows: list[dict[str, object]]) -> pl.DataFrame:
    """Return the values of customers, with the columns of their life cycle: the same limits for all."""
    values = pl.DataFrame(rows, schema=VALUES_SCHEMA, orient="row")
    return values.with_columns(
        at_risk_after=pl.lit(AT_RISK_AFTER),
        lapsed_after=pl.lit(LAPSED_AFTER),
        act_before=pl.col("last_order") + timedelta(days=LAPSED_AFTER),
    )


def shop(customers: int, seed: int = 1) -> pl.DataFrame:
    """Return so many invented customers, the same for the same seed."""
    chosen = random.Random(seed)  # noqa: S311  (no secret)
    rows = []
    for number in range(customers):
        repeats = chosen.choice([0, 0, 1, 2, 5, 9])
        rows.append(
            customer(
                f"C{number:03}",
                silent=chosen.randrange(1, 700),
                repeats=repeats,
                active=chosen.randrange(repeats, 600) if repeats else 0,
                chance=chosen.uniform(0.0, 1.0),
                worth=round(chosen.uniform(0.0, 900.0), 2),
                alive=chosen.uniform(0.0, 1.0),
            )
        )
    return values_of(rows)


SOMEBODY: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "silent": st.integers(0, 800),
        "repeats": st.integers(0, 8),
        "active": st.integers(8, 700),
        "chance": st.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
        "worth": st.integers(-5_000, 90_000).map(lambda cents: cents / 100),
        "alive": st.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
    }
)

PEOPLE = st.lists(SOMEBODY, min_size=1, max_size=30).map(
    lambda people: values_of(
        [
            customer(f"C{number:02}", **(who | ({} if who["repeats"] else {"active": 0})))
            for number, who in enumerate(people)
        ]
    )
)
"""Customers of one currency, of whom some are expected to cost money."""
