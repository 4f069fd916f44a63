"""A store is whole at every instant: runs that others overtake, folders of other things, other engines."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow.dataset as ds
import pytest
from deltalake import DeltaTable

from clvcli.errors import StoreBusyError, StoreTargetError, TooManyRejectsError
from clvcli.orders import keep as keeping
from clvcli.orders.options import ReadOptions
from clvcli.orders.store import table
from clvcli.orders.store.layout import MONTH
from tests.store.store_exports import content, kept, shop, write

if TYPE_CHECKING:
    from pathlib import Path


def _alone(store: Path, export: Path) -> Path:
    kept(store, export)
    return store


def test_a_run_that_another_overtakes_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, rows = tmp_path / "store", shop(orders=60)
    first, second = (write(tmp_path / f"{n}.csv", [row for row in rows if row[0] % 2 == n]) for n in (0, 1))
    kept(store, write(tmp_path / "start.csv", rows[:1]))
    own = table.commit
    overtaken: list[bool] = []

    def commit(*arguments: Any, **options: Any) -> object:
        if not overtaken:
            overtaken.append(True)
            kept(store, second)
        return own(*arguments, **options)

    monkeypatch.setattr(keeping, "commit", commit)
    kept(store, first)
    assert content(store).equals(content(_alone(tmp_path / "alone", write(tmp_path / "all.csv", rows))))


def test_a_run_that_is_always_overtaken_gives_up_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, rows = tmp_path / "store", shop(orders=20)
    kept(store, write(tmp_path / "start.csv", rows))
    own, others = table.commit, iter(range(99))

    def commit(*arguments: Any, **options: Any) -> object:
        number = next(others)
        if number % 2 == 0:
            late = (5000 + number, "z", "z@example.org", *rows[0][3:])
            kept(store, write(tmp_path / "other.csv", [late]))
        return own(*arguments, **options)

    monkeypatch.setattr(keeping, "commit", commit)
    monkeypatch.setattr(keeping, "PAUSE_SECONDS", 0)
    night = write(tmp_path / "night.csv", [(7000, "y", "y@example.org", *rows[0][3:])])
    with pytest.raises(StoreBusyError):
        kept(store, night)
    assert "7000" not in content(store)["order_id"]
    named = set(DeltaTable(str(store)).file_uris())
    earlier = {
        uri
        for version in range(DeltaTable(str(store)).version())
        for uri in DeltaTable(str(store), version=version).file_uris()
    }
    assert {str(path) for path in store.rglob("*.parquet")} == named | earlier


def test_a_bad_export_changes_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    good = write(tmp_path / "good.csv", shop(orders=30))
    kept(store, good)
    bad = write(
        tmp_path / "bad.csv",
        [*shop(orders=10, seed=9), *[(9, "c", "c@example.org", "no date", "", "paid", "s", 1, "1.00", "EUR")] * 30],
    )
    with pytest.raises(TooManyRejectsError):
        kept(store, good, bad, date_format="%Y-%m-%d")
    assert (DeltaTable(str(store)).version(), len(list((store / "_delta_log").glob("*.json")))) == (0, 1)


def test_a_folder_of_other_things_is_not_made_a_store(tmp_path: Path) -> None:
    export = write(tmp_path / "1.csv", shop(orders=5))
    with pytest.raises(StoreTargetError):
        kept(tmp_path, export)
    with pytest.raises(StoreTargetError):
        kept(export, export)


def test_a_store_is_for_its_owner_only(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        kept(tmp_path / "store", write(tmp_path / "1.csv", shop(orders=30)))
    finally:
        os.umask(old)
    for path in (tmp_path / "store", *(tmp_path / "store").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_other_engines_read_the_same_lines(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "1.csv", shop(orders=100)))
    kept(store, write(tmp_path / "2.csv", shop(orders=120)))
    expected = content(store)
    by_polars = pl.scan_delta(str(store)).collect()
    assert set(by_polars.columns) >= {*expected.columns, MONTH}
    key = ["order_date", "order_id", "customer_email", "line_no"]
    assert by_polars.select(expected.columns).sort(key).equals(expected.sort(key))
    files = ds.dataset(DeltaTable(str(store)).file_uris(), partitioning="hive", partition_base_dir=str(store))
    by_arrow = pl.DataFrame(files.to_table())
    assert by_arrow.select(expected.columns).sort(key).equals(expected.sort(key))
    assert by_arrow["net_after_refund"].sum() == expected["net_after_refund"].sum()


def test_an_earlier_version_reads_as_it_was(tmp_path: Path) -> None:
    store = tmp_path / "store"
    kept(store, write(tmp_path / "1.csv", shop(orders=50)))
    first = content(store)
    kept(store, write(tmp_path / "2.csv", shop(orders=80)))
    assert content(store, version=0).equals(first)
    assert content(store).height > first.height


def test_a_store_has_an_address_as_well(tmp_path: Path) -> None:
    export = write(tmp_path / "1.csv", shop(orders=40))
    address = f"file://{tmp_path}/remote"
    (tmp_path / "remote").mkdir()
    assert kept(address, export).store.version == 0
    assert kept(address, export).months == 0
    kept(tmp_path / "local", export)
    assert content(address).equals(content(tmp_path / "local"))


def test_without_merging_a_store_keeps_ids_apart(tmp_path: Path) -> None:
    rows = [
        (n, f"c{n}", "ann@example.org", f"2024-01-0{n}", f"2024-01-0{n}", "paid", "s", 1, "5.00", "EUR")
        for n in (1, 2)
    ]
    options = ReadOptions(merge_identities=False)
    for number, row in enumerate(rows):
        kept(tmp_path / "s", write(tmp_path / f"{number}.csv", [row]), merge_identities=options.merge_identities)
    assert content(tmp_path / "s")["customer_key"].n_unique() == 2
