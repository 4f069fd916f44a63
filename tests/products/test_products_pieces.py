from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.products.pieces import AMOUNTS, in_pieces
from clvcli.products.planning import SeasonPlan
from clvcli.products.seasons import season_at

few = settings(derandomize=True, max_examples=60, deadline=None)

CELL = ["category", "size"]
CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["hats", "coats", None]), st.sampled_from(["S", "M", None])),
    st.floats(0.0, 500.0),
    max_size=9,
)


@few
@given(CELLS)
def test_whole_pieces_add_up_at_every_level(cells: dict[tuple[str | None, str | None], float]) -> None:
    rows = [(category, size, units, 1.5 * units) for (category, size), units in cells.items()]
    schema = {"category": pl.String, "size": pl.String, "units": pl.Float64, "sold": pl.Float64}
    frame = pl.DataFrame(rows, schema=schema, orient="row").sort("category", "size", nulls_last=True)
    categories = frame.group_by("category").agg(pl.col(AMOUNTS).sum()).sort("category", nulls_last=True)
    plan = SeasonPlan(
        season=season_at(date(2025, 8, 1)),
        cells=frame,
        categories=categories,
        total=frame.select(pl.col(AMOUNTS).sum()),
        purchases=1.0,
    )
    whole = in_pieces(plan)
    assert whole.cells.select(CELL).equals(frame.select(CELL))
    for name in AMOUNTS:
        sums = [level[name].sum() for level in (whole.total, whole.categories, whole.cells)]
        assert sums == [round(frame[name].sum())] * 3
        assert ((whole.categories[name] - categories[name]).abs() < 1.5).all()
