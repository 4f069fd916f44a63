"""A plain export of any size, settled month by month, comes to what it comes to as a whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from clvcli import scratch
from clvcli.cli.tables import line_rows
from clvcli.errors import WriteError
from clvcli.orders import ingest as door
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.settling import returning, spans
from clvcli.orders.settling.by_buyer import lines_by_buyer
from clvcli.orders.store.table import open_store
from clvcli.output.rows import write_rows
from clvcli.output.terminal import streams_of_process
from tests.store.store_exports import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLES = [
    Path(__file__).parents[2] / "sample_data" / "nordlys" / name
    for name in ("ordrelinjer.csv", "shopify_orders_export.csv")
]

NEVER = 10**12

COLUMNS = (
    "order_id",
    "customer_id",
    "order_date",
    "sku",
    "product",
    "quantity",
    "unit_price",
    "discount",
    "country",
)

START = datetime(2023, 1, 30, 9)  # noqa: DTZ001  (exports print local times)

LINE = st.tuples(
    st.sampled_from("abcd"), st.sampled_from([1, 1, 2, 3, 0, -1, -2]), st.sampled_from(["10.00", "12.50", "0.00"]),
    st.sampled_from(["0", "0", "0.1"]),
)  # fmt: skip

ORDER = st.tuples(
    st.integers(0, 6), st.integers(0, 90), st.lists(LINE, min_size=1, max_size=5), st.booleans(), st.integers(0, 30)
)
"""Buyer (0 is a guest), day, lines, whether its number is that of the order before, and which day it spills over to."""


@pytest.fixture(autouse=True)
def _small_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN_ROWS", 20)
    monkeypatch.setattr(returning, "APART_ROWS", 5)


def write(path: Path, orders: Sequence[Any], *, strange: bool = False, number: int = 1000) -> Path:
    """Write orders as an export; `strange` ones stand on two days, or have a number that others have, too."""
    rows = [COLUMNS]
    for buyer, day, lines, same_number, spills in orders:
        number += not (strange and same_number)
        when = START + timedelta(days=day, seconds=number)
        for place, (sku, quantity, price, discount) in enumerate(lines):
            moment = when + timedelta(days=strange and spills == 0 and place)
            rows.append((f"{number}", f"c{buyer}" if buyer else "", f"{moment:%Y-%m-%dT%H:%M:%S}", f"s{sku}",
                         f"Thing, {sku}", f"{quantity}", price, discount, "DK"))  # fmt: skip
    path.write_text("\n".join(";".join(row) for row in rows) + "\n")
    return path


def steady(first: int = 0) -> list[Any]:
    """Return orders on every day, so that no day lies apart and few orders only return goods."""
    return [(1 + day % 5, first + day, [("abcd"[day % 4], 2, "10.00", "0")], False, 9) for day in range(91)]


def both_ways(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Ingested, Ingested]:
    found = []
    for large in (0, NEVER):
        monkeypatch.setattr(door, "LARGE", large)
        found.append(ingest([str(path)], ReadOptions(by_currency=True)))
    return found[0], found[1]


def test_lines_on_disk_are_written_and_laid_apart_as_those_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[bytes, list[bytes], bool]] = []
    for ingested in both_ways(write(tmp_path / "all.csv", steady()), monkeypatch):
        target = tmp_path / f"{len(found)}.parquet"
        streams = streams_of_process({}, color="never", pages=False)
        write_rows(line_rows(ingested), output=str(target), format="parquet", streams=streams)
        parts = lines_by_buyer(ingested.flowing, 3)
        found.append((target.read_bytes(), [part.read_bytes() for part in parts], ingested.on_disk is not None))
    assert found[0][:2] == found[1][:2]
    assert [on_disk for *_, on_disk in found] == [True, False]


def check_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold lines, fates, sums and notes of both ways against one another."""
    parted, whole = both_ways(path, monkeypatch)
    assert_frame_equal(parted.lines.collect(), whole.lines.collect())
    assert_frame_equal(parted.reconciliation.fates, whole.reconciliation.fates)
    assert_frame_equal(parted.reconciliation.ladder, whole.reconciliation.ladder)
    assert_frame_equal(parted.rejects, whole.rejects)
    assert parted.notes == whole.notes
    assert parted.people == whole.people
    assert set(parted.decisions) == set(whole.decisions)


@settings(
    derandomize=True, max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(orders=st.lists(ORDER, max_size=60), strange=st.booleans())
def test_lines_and_their_account_are_the_same_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, orders: list[Any], strange: bool
) -> None:
    check_same(write(tmp_path / "all.csv", [*orders, *steady()], strange=strange), monkeypatch)


@settings(
    derandomize=True, max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(orders=st.lists(ORDER, max_size=40))
def test_a_store_holds_the_same_both_ways(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, orders: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("both")
    path, found = write(folder / "all.csv", [*orders, *steady()]), []
    for large in (0, NEVER):
        monkeypatch.setattr(door, "LARGE", large)
        kept(folder / str(large), path)
        found.append(open_store(str(folder / str(large))).lines().collect())
    assert_frame_equal(*found)


DELIVERED_TWICE: dict[str, Callable[[list[str]], list[str]]] = {
    "everything": lambda rows: rows,
    "some days in a row": lambda rows: [line for line in rows if "2023-03-0" in line],
    "one order": lambda rows: rows[:3],
    "half of the orders of a day": lambda rows: rows[:1],
}
"""Rows that stand in an export again."""


@pytest.mark.parametrize("again", DELIVERED_TWICE.values(), ids=DELIVERED_TWICE)
@pytest.mark.parametrize("files", [1, 2])
def test_what_was_delivered_twice_counts_as_often_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: Callable[[list[str]], list[str]], files: int
) -> None:
    baskets = [(1 + day % 5, day, [(sku, 2, "10.00", "0") for sku in "abc"], False, 9) for day in range(91)]
    path = write(tmp_path / "all.csv", [*baskets, *steady()])
    head, *rows = path.read_text().splitlines()
    if files == 1:
        path.write_text("\n".join([head, *rows, *again(rows)]) + "\n")
        return check_same(path, monkeypatch)
    (tmp_path / "several").mkdir()
    for number, lines in enumerate([rows, again(rows)]):
        (tmp_path / "several" / f"{number}.csv").write_text("\n".join([head, *lines]) + "\n")
    return check_same(tmp_path / "several", monkeypatch)


def test_plain_exports_are_settled_by_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_in_full", None)
    monkeypatch.setattr(door, "LARGE", 0)
    back = [(2, 60, [("a", -1, "10.00", "0")], False, 9)]
    path = write(tmp_path / "all.csv", [*steady(), *back])
    lines = ingest([str(path)], ReadOptions()).lines.collect()
    returned = lines.filter(pl.col("line_type") == "refund")
    assert returned["order_date"].item() < returned["refunded_at"].item() == date(2023, 3, 31)
    report = kept(tmp_path / "store", path)
    assert (report.months, report.store.rows) == (4, 92)


def test_the_next_night_finds_what_was_settled_by_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(tmp_path / "1.csv", steady())
    night = write(tmp_path / "2.csv", [*steady(), (3, 40, [("b", -1, "10.00", "0")], False, 9)])
    found = []
    for large in (0, NEVER):
        monkeypatch.setattr(door, "LARGE", large)
        store = tmp_path / str(large)
        assert [kept(store, export).months for export in (first, first, night)] == [4, 0, 1]
        found.append(open_store(str(store)).lines().collect())
    assert_frame_equal(*found)


def test_a_store_of_several_exports_is_the_same_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (exports := tmp_path / "exports").mkdir()
    write(exports / "1.csv", steady())
    write(exports / "2.csv", [(3, 95, [("b", -1, "10.00", "0")], False, 9), *steady(100)], number=5000)
    found = []
    for large in (0, NEVER):
        monkeypatch.setattr(door, "LARGE", large)
        kept(tmp_path / str(large), exports)
        found.append(open_store(str(tmp_path / str(large))).lines().collect())
    assert_frame_equal(*found)
    assert found[0]["export_last"].n_unique() == 2


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_shipped_samples_are_the_same_both_ways(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "SPAN_ROWS", 30_000)
    check_same(sample, monkeypatch)


def test_no_room_for_temporary_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LARGE", 0)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    with pytest.raises(WriteError):
        ingest([str(write(tmp_path / "all.csv", steady()))], ReadOptions())


def test_what_was_laid_down_is_for_its_owner_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (left := tmp_path / "clvcli-rows-999999999-of-a-killed-run").mkdir()
    scratch.sweep()
    folder = scratch.scratch_folder()
    assert (folder.stat().st_mode & 0o777, left.exists()) == (0o700, False)
    scratch.remove_scratch_folders()
    assert not folder.exists()
