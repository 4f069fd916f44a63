"""Values that stay in an engine are those of `compute`: to the cent, and to the last bit where rounding allows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.choosing.choice import planner_of
from clvcli.customers.engine import twin
from clvcli.customers.summary import summarise
from clvcli.errors import NothingToAnalyseError
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.valuation.engine_rows import rounded
from clvcli.valuation.in_engine import value_there
from clvcli.valuation.saved import saved_model
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from clvcli.customers.engine.base import Engine
    from clvcli.valuation.saved import SavedModel
    from clvcli.valuation.valued import Valuation


def _x() -> nw.Expr:
    return nw.col("x")


CENT = 0.01
"""Values are rounded to it, and two engines may add in another order."""

NORDLYS = Path("sample_data") / "nordlys" / "ordrelinjer.csv"


@pytest.fixture(scope="module")
def lines() -> pl.DataFrame:
    """Return the orders of the invented shop, in two currencies, with returns and guests."""
    return ingest([str(NORDLYS)], ReadOptions(by_currency=True)).lines.collect()


def in_memory(lines: pl.DataFrame, settings: ValueSettings, saved: SavedModel | None = None) -> Valuation:
    customers = summarise(lines.lazy())
    return value_customers(customers, settings, planner=planner_of(lines.lazy(), customers.as_of), saved=saved)


def assert_equal(
    engine: Engine, lines: pl.DataFrame, settings: ValueSettings, saved: SavedModel | None = None
) -> None:
    """Compare rows, and all that is said of them."""
    ours, theirs = in_memory(lines, settings, saved), engine.brought(lines)
    people = twin.summarise(theirs, engine)
    there = value_there(
        people,
        theirs,
        engine,
        settings,
        saved=saved,
    )
    rows = twin.brought_here(there.frame)
    order = ["currency", "customer_id"]
    assert_frame_equal(rows.sort(order), ours.frame.sort(order), abs_tol=CENT, rel_tol=0.0)
    assert [note.text for note in there.notes] == [note.text for note in ours.notes]
    assert [fact.prediction.plan.reasons for fact in there.facts] == [
        fact.prediction.plan.reasons for fact in ours.facts
    ]


@pytest.mark.parametrize(
    "settings",
    [ValueSettings(model="bg-nbd"), ValueSettings(model="mbg-nbd", margin=0.4, intervals=False)],
    ids=["with intervals", "of a margin"],
)
def test_values_by_a_model_that_is_named(engine: Engine, lines: pl.DataFrame, settings: ValueSettings) -> None:
    assert_equal(engine, lines, settings)


def test_values_by_a_saved_model_and_its_season(engine: Engine, lines: pl.DataFrame) -> None:
    customers = summarise(lines.lazy())
    valuation = in_memory(lines, ValueSettings())
    saved = saved_model(valuation, customers, name="model.json", clvcli="0")
    assert any(part.season is not None for part in saved.parts)
    assert_equal(engine, lines, ValueSettings(), saved)


def test_where_nobody_kept_an_order_nothing_is_valued(engine: Engine, lines: pl.DataFrame) -> None:
    theirs = engine.brought(lines.with_columns(order_kept=False))
    people = twin.summarise(theirs, engine)
    with pytest.raises(NothingToAnalyseError):
        value_there(people, theirs, engine, ValueSettings(model="bg-nbd"))


def test_a_half_is_rounded_as_polars_rounds_it(engine: Engine) -> None:
    numbers = pl.DataFrame(
        {"x": [0.125, 0.375, -0.125, -2.345, 1e9 + 0.005, 0.0, 7.0, None, *np.linspace(-3, 3, 97)]}
    )
    theirs = twin.brought_here(engine.brought(numbers).select("x", y=rounded(_x(), 2)))
    assert theirs.sort("x")["y"].equals((numbers.sort("x")["x"].round(2) + 0.0).alias("y"))


def test_a_share_is_drawn_by_key_whatever_the_order(engine: Engine) -> None:
    keys = pl.DataFrame({"customer_key": [f"buyer {number}" for number in range(2000)]})
    some, again = (
        twin.brought_here(twin.drawn(engine.brought(of), of=2000, most=500))["customer_key"].sort()
        for of in (keys, keys.reverse())
    )
    assert some.equals(again)
    assert some.len() == pytest.approx(500, abs=80)  # four standard deviations of a binomial
