"""A store is whole at every instant: killed runs, runs at once, folders that cannot be written, other engines."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

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

COMMAND = [sys.executable, "-m", "clvcli", "ingest"]

ROOT = Path(__file__).parents[2]


def running(*words: str | Path, **options: Any) -> Any:
    return subprocess.Popen([*COMMAND, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
                            cwd=ROOT, **options)  # fmt: skip


@pytest.mark.slow
def test_a_run_killed_at_any_moment_leaves_the_store_as_it_was_or_done(tmp_path: Path) -> None:
    store, rows = tmp_path / "store", shop(orders=900)
    kept(store, write(tmp_path / "0.csv", [row for row in rows if row[0] < 1300]))
    chance = random.Random(4)  # noqa: S311  (moments, no secret)
    longest = 2.0
    for moment in range(20):
        upto = 1300 + 30 * (moment + 1)
        export = write(tmp_path / "night.csv", [row for row in rows if row[0] < upto])
        before = content(store)
        started = time.perf_counter()
        run = running(export, "--into", store)
        try:
            run.wait(chance.uniform(0.3, longest))
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
        else:
            longest = max(0.5, time.perf_counter() - started)
        found = content(store)
        if not found.equals(before):
            assert found.equals(content(_alone(tmp_path / f"alone{moment}", export)))
        files = {path for path in store.rglob("*") if path.is_file()}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    kept(store, write(tmp_path / "last.csv", rows))
    assert content(store).equals(content(_alone(tmp_path / "alone", tmp_path / "last.csv")))
    assert not (store / "_clvcli").exists(), "what killed runs left is swept"


def _alone(store: Path, export: Path) -> Path:
    kept(store, export)
    return store


@pytest.mark.slow
def test_of_two_runs_at_once_nothing_is_lost(tmp_path: Path) -> None:
    store, rows = tmp_path / "store", shop(orders=300)
    parts = [write(tmp_path / f"{n}.csv", [row for row in rows if row[0] % 2 == n]) for n in (0, 1)]
    runs = [running(part, "--into", store) for part in parts]
    statuses = [run.wait() for run in runs]
    assert set(statuses) <= {0, 75}
    for part, status in zip(parts, statuses, strict=True):
        if status:
            assert running(part, "--into", store).wait() == 0
    assert content(store).equals(content(_alone(tmp_path / "alone", write(tmp_path / "all.csv", rows))))


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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(StoreTargetError):
        kept(tmp_path / "closed" / "store", write(tmp_path / "1.csv", shop(orders=5)))


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store, rows = tmp_path / "store", shop(orders=2000)
    kept(store, write(tmp_path / "0.csv", rows[:50]))
    before = content(store)
    night = write(tmp_path / "1.csv", rows)
    limited = f"ulimit -f 8; exec {sys.executable} -m clvcli ingest {night} --into {store}"
    run = subprocess.run(["/bin/bash", "-c", limited], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 74, run.stderr
    assert "Traceback" not in run.stderr
    assert content(store).equals(before)


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
