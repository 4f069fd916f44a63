"""A store and an export beside it are read as if the export had been kept, and nothing is."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from polars.testing import assert_frame_equal

from clvcli.errors import PseudonymsDisagreeError
from clvcli.orders.keep import as_if_kept
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from tests.store.store_exports import content, kept, shop, write
from tests.store.test_store_commands import clvcli

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.orders.ingest import Ingested


def beside(*inputs: Path, **options: object) -> Ingested:
    """Read a store and exports as `compute` does."""
    chosen = ReadOptions(**options)  # type: ignore[arg-type]  # the tests name fields
    return as_if_kept(read_tables([str(path) for path in inputs], chosen), chosen)


def night(seed: int) -> list[tuple[object, ...]]:
    """Orders of another night: some seen before, a newer state of one, a return that names no order, a new address."""
    again = [
        (*row[:4], date(2025, 1, 2), "refunded" if row[0] == 1007 else "paid", *row[6:]) for row in shop(orders=20)
    ]
    new = [(row[0] + 5000, *row[1:]) for row in shop(orders=30, seed=seed)]
    back = (9001, "c3", "c3@example.org", date(2025, 1, 5), date(2025, 1, 5), "paid", "s4", -1, "30.00", "EUR")
    moved = (9002, "c2", "second@example.org", date(2025, 1, 6), date(2025, 1, 6), "paid", "s5", 1, "10.00", "EUR")
    return [*again, *new, back, moved]


@pytest.mark.parametrize("seed", [2, 3])
def test_lines_are_those_of_the_store_once_the_export_is_kept(seed: int, tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "all.csv", shop(orders=120)))
    export = write(tmp_path / "night.csv", night(seed))
    before = content(store)
    together = beside(store, export)
    assert_frame_equal(content(store), before)
    kept(store, export)
    assert_frame_equal(together.lines.collect(), content(store))


def test_compute_gives_the_values_of_the_store_once_the_export_is_kept(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "all.csv", shop(orders=200)))
    export = write(tmp_path / "night.csv", night(4))
    together = clvcli("compute", export, store, "--model", "none", "-q")
    assert together.returncode == 0
    shutil.copytree(store, tmp_path / "before")
    kept(store, export)
    assert together.stdout == clvcli("compute", store, "--model", "none", "-q").stdout
    assert together.stdout != clvcli("compute", tmp_path / "before", "--model", "none", "-q").stdout


def test_rows_of_the_store_and_of_the_export_are_counted(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "all.csv", shop(orders=50)))
    rows = [(row[0] + 5000, *row[1:]) for row in shop(orders=20, seed=2)]
    together = beside(store, write(tmp_path / "night.csv", rows))
    assert together.rows_read == content(store).height + len(rows)
    assert together.reconciliation.rows_of("accepted") == together.rows_read


def test_plain_orders_are_not_put_beside_pseudonyms(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "all.csv", shop(orders=20)), pseudonym_key=b"an-invented-key-of-enough-characters")
    with pytest.raises(PseudonymsDisagreeError):
        beside(store, write(tmp_path / "night.csv", shop(orders=5, seed=2)))
