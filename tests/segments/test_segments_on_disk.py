"""Customers on disk are sorted like customers in memory: the same lines, segments, sums and sentences."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.customers.lapse import tallied
from clvcli.on_disk import OnDisk
from clvcli.segments.crossed import crossed
from clvcli.segments.cuts import medians
from clvcli.segments.cuts_file import saved_cuts, text_of
from clvcli.segments.scheme import Material
from clvcli.segments.schemes import SCHEMES, Sorting, segment
from clvcli.segments.tier_spec import tiers_of
from clvcli.valuation.doubt import Doubt, Doubts, DoubtsBeside, Interval, beside
from tests.segments.test_segments_invariants import shop

if TYPE_CHECKING:
    from clvcli.config import SchemeName

few = settings(derandomize=True, max_examples=3, deadline=None)
SEEDS = st.integers(0, 2**32 - 1)
CUT_AT = st.lists(st.integers(0, 140), max_size=4)
"""Rows at which a table of 140 is cut into files."""

BY: dict[Sorting, tuple[SchemeName, ...]] = {
    Sorting(): tuple(SCHEMES),
    Sorting(tiers=tiers_of("abc"), tier_by="p_alive"): ("tiers", "rfm"),
    Sorting(tiers=tiers_of("top=20"), tier_by="orders"): ("tiers", "rfm"),
}


def on_disk(table: pl.DataFrame, folder: str | Path, cut_at: list[int]) -> OnDisk:
    """Return a table in files, some of them perhaps without rows."""
    paths = []
    for number, (start, end) in enumerate(pairwise([0, *sorted(cut_at), table.height])):
        paths.append(Path(folder) / f"{number}.parquet")
        table[start:end].write_parquet(paths[-1])
    return OnDisk.of(paths)


@pytest.mark.parametrize("sorting", BY, ids=lambda sorting: sorting.tiers.kind)
@few
@given(seed=SEEDS, cut_at=CUT_AT)
def test_customers_on_disk_are_sorted_like_customers_in_memory(
    sorting: Sorting, seed: int, cut_at: list[int]
) -> None:
    material, names = shop(seed, 140), BY[sorting]
    assert isinstance(material.values, pl.DataFrame)
    assert material.waits is not None
    waits = pl.concat([tallied(material.waits[:200]), tallied(material.waits[200:])])
    ours = segment(material, names, sorting=sorting)
    pairs = {
        ours.schemes[name].column: [each.name for each in ours.schemes[name].segments(ours.cuts[name])]
        for name in names[:2]
    }
    with TemporaryDirectory() as folder:
        values = on_disk(material.values, folder, cut_at)
        theirs = segment(Material(values=values, waits=waits), names, sorting=sorting)
        assert theirs.frame.equals(ours.frame)
        assert crossed(theirs.table, pairs).equals(crossed(ours.table, pairs))
        kept = [text_of(saved_cuts(found, name="cuts.json", clvcli="1")) for found in (ours, theirs)]
        assert kept[0] == kept[1]
        assert theirs.rules == ours.rules
    assert all(theirs.summaries[name].equals(ours.summaries[name]) for name in names)
    assert theirs.notes == ours.notes


def test_exact_fifths_are_those_of_all_customers_wherever_they_lie(tmp_path: Path) -> None:
    values = shop(3, 140).values
    assert isinstance(values, pl.DataFrame)
    tables = (values, on_disk(values, tmp_path, [50, 90]))
    ours, theirs = (segment(table, ["rfm"], sorting=Sorting(exact_fifths=True)) for table in tables)
    assert theirs.frame.equals(ours.frame)
    assert theirs.notes == ours.notes


@settings(derandomize=True, max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(-400, 400)), min_size=1, max_size=40))
def test_medians_of_counted_figures_are_those_of_all(rows: list[tuple[str, int]]) -> None:
    table = pl.DataFrame(rows, schema={"who": pl.String, "figure": pl.Int64}, orient="row")
    figures = table.with_columns(pl.col("figure") / 100)
    expected = figures.group_by("who").agg(pl.col("figure").median()).sort("who")
    assert medians(figures.lazy(), "figure", ["who"]).sort("who").equals(expected)


def doubt_of(random: np.random.Generator, customers: int, directions: int) -> Doubt:
    """Return the doubt about invented customers."""
    mean = random.gamma(1.0, 500.0, customers)
    return Doubt(
        customers=Interval(low=np.zeros(customers), high=2 * mean),
        mean=mean,
        variance=random.gamma(1.0, 1e5, customers),
        effects=random.normal(0.0, 0.1, (directions, customers)) * mean,
    )


@few
@given(seed=SEEDS, cut_at=CUT_AT)
def test_intervals_of_sums_are_the_same_to_the_last_bit_wherever_customers_lie(
    seed: int, cut_at: list[int]
) -> None:
    random = np.random.default_rng(seed)
    parts = (doubt_of(random, 30, 5), doubt_of(random, 60, 3), None)
    part = np.repeat([0, 1, 2], [50, 70, 20])
    place = np.concatenate(
        [random.permutation(np.append(np.arange(30), [-1] * 20)), random.integers(-1, 60, 70), [-1] * 20]
    )
    rows = pl.DataFrame(
        {"currency": pl.Series(["DKK", "SEK", None]).gather(part), "segment": random.choice(["a", "b"], 140)}
    )
    groups = rows.select("currency", "segment").unique(maintain_order=True)
    beneath = [beside(each, pl.Series(place[part == at])) for at, each in enumerate(parts)]
    whole = Doubts(parts=parts, part=part, place=place)
    with TemporaryDirectory() as folder:
        table = on_disk(rows.hstack(pl.concat(beneath)), folder, cut_at)
        for asked in (groups, groups[1:3]):  # of all, or with rows that are of no group
            ours, theirs = whole.by(rows, asked), DoubtsBeside(directions=5).by(table, asked)
            assert (theirs.low == ours.low).all()
            assert (theirs.high == ours.high).all()
