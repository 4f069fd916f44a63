"""A table in files is written as the same table in memory is, and sorted as it would be."""

from __future__ import annotations

import errno
import io
import itertools
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest import mock

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli import on_disk
from clvcli.cli.tables import digits_of, value_rows
from clvcli.on_disk import OnDisk, slices_of, sorted_on_disk
from clvcli.orders.schema import Column
from clvcli.output import identity, workbook
from clvcli.output.parquet import write_parquet
from clvcli.output.rows import FORMATS, Rows, Written, write_rows
from clvcli.output.settled import settle
from clvcli.output.terminal import Streams
from clvcli.valuation.schema import VALUES_SCHEMA
from clvcli.valuation.value import best_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from clvcli.on_disk import Table

    Query = Callable[[pl.LazyFrame], pl.LazyFrame]

SCHEMA = pl.Schema({
    "customer_id": pl.String,
    "net_revenue": pl.Float64,
    "p_alive": pl.Float64,
    "orders": pl.Int64,
    "first_order": pl.Date,
    "is_new": pl.Boolean,
    "currency": pl.String,
    "note": pl.String,
})  # fmt: skip

texts = st.sampled_from([
    None, "", "7", "007", "=1+1", "-2+3", "+45 12 34 56 78", "\x1b[31m", "a\nb", 'æ|ø,"å"', "\u202edlog", "_x0041_",
    "kim@example.com", "bo@example.com", "1234567890123456", "日本",
])  # fmt: skip

rows_of_all_kinds = st.lists(
    st.tuples(
        texts,
        st.none() | st.floats(-1e12, 1e12),
        st.none() | st.floats(0, 1),
        st.none() | st.integers(-(2**40), 2**40),
        st.none() | st.dates(date(1890, 1, 1)),
        st.none() | st.booleans(),
        st.sampled_from([None, "DKK", "JPY", "KWD"]),
        texts,
    ),
    max_size=12,
)

cuts = st.lists(st.integers(0, 12), max_size=4)


@contextmanager
def cut_into_files(frame: pl.DataFrame, places: Sequence[int]) -> Iterator[OnDisk]:
    """Lay a frame down in files cut at `places`, and take them away afterwards."""
    with TemporaryDirectory() as folder:
        ends = [0, *sorted(min(place, frame.height) for place in places), frame.height]
        paths = [Path(folder) / f"[{number}]*.parquet" for number in range(len(ends) - 1)]
        for path, (start, end) in zip(paths, itertools.pairwise(ends), strict=True):
            frame[start:end].write_parquet(path)
        yield OnDisk.of(paths)


def written(table: Table, name: str, **options: Any) -> tuple[bytes, Written]:
    rows = Rows(
        frame=table,
        columns=tuple(Column(column, dtype, "") for column, dtype in SCHEMA.items()),
        title="Customers",
        money=frozenset({"net_revenue"}),
        shares=frozenset({"p_alive"}),
    )
    out = io.BytesIO()
    streams = Streams(stdin=None, stdout=out, stderr=None)
    told = write_rows(rows, output=None, format=name, streams=streams, **options)
    return out.getvalue(), told


@pytest.mark.parametrize("name", FORMATS)
@given(rows=rows_of_all_kinds, places=cuts, limit=st.none() | st.integers(1, 9))
@settings(max_examples=20, derandomize=True, deadline=None)
def test_a_table_in_files_cut_anywhere_is_written_as_one_in_memory(
    name: str, rows: list[Any], places: list[int], limit: int | None
) -> None:
    frame = pl.DataFrame(rows, SCHEMA, orient="row")
    with cut_into_files(frame, places) as table:
        assert written(table, name, limit=limit) == written(frame, name, limit=limit)


@given(rows=rows_of_all_kinds, places=cuts)
@settings(max_examples=15, derandomize=True, deadline=None)
def test_a_csv_for_excel_counts_the_same_cells(rows: list[Any], places: list[int]) -> None:
    frame = pl.DataFrame(rows, SCHEMA, orient="row")
    with cut_into_files(frame, places) as table:
        assert written(table, "csv", excel="eu") == written(frame, "csv", excel="eu")


@given(rows=rows_of_all_kinds, places=cuts)
@settings(max_examples=15, derandomize=True, deadline=None)
def test_a_long_workbook_is_the_same_too(rows: list[Any], places: list[int]) -> None:
    frame = pl.DataFrame(rows, SCHEMA, orient="row")
    with (
        mock.patch.object(workbook, "_ROWS_CELL_BY_CELL", 2),
        mock.patch.object(workbook, "_HELD", 1),
        cut_into_files(frame, places) as table,
    ):
        assert written(table, "xlsx") == written(frame, "xlsx")


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_a_table_of_several_slices_and_row_groups_is_the_same_too(name: str) -> None:
    frame = pl.DataFrame({"orders": range(300_000)}).select(
        pl.lit(None, dtype).alias(column) if column != "orders" else pl.col(column)
        for column, dtype in SCHEMA.items()
    )
    with cut_into_files(frame, [1, 100_000, 290_001]) as table:
        assert written(table, name) == written(frame, name)


@pytest.mark.parametrize(
    "asked",
    [
        lambda rows: rows,
        lambda rows: rows.filter(pl.col("number") % 3 == 0),
        lambda rows: rows.filter(pl.col("number") > 70).select("name"),
        lambda rows: rows.head(65).select("number"),
        lambda rows: rows.head(65).filter(pl.col("number") > 60),
        lambda rows: rows.filter(pl.col("number") > 60).head(2),
        lambda rows: rows.select(pl.len()),
    ],
)
def test_a_query_of_rows_that_are_read_as_they_are_taken_gets_what_it_asks_for(asked: Query) -> None:
    frame = pl.DataFrame({"number": range(100), "name": [f"n{number}" for number in range(100)]})
    with cut_into_files(frame, [40, 60, 60]) as table:
        changed = table.with_columns(pl.col("number") * 2).with_columns(pl.col("number") + 1)
        expected = asked(frame.lazy().with_columns(pl.col("number") * 2 + 1)).collect()
        for rows in (changed.flowing(), on_disk.flowing(changed.lazy(), 100)):
            assert asked(rows).collect().equals(expected)
            assert asked(rows).collect(engine="streaming").equals(expected)


def test_a_slice_is_no_longer_than_asked_for_and_an_empty_table_has_one() -> None:
    frame = pl.DataFrame({"a": range(20)})
    with cut_into_files(frame, [3, 3, 9]) as table:
        for each in (frame, table):
            slices = [*slices_of(each.head(17), 5)]
            assert max(part.height for part in slices) == 5
            assert pl.concat(slices).equals(frame.head(17))
            assert [part.schema for part in slices_of(each.head(0))] == [frame.schema]


keys = st.tuples(
    st.sampled_from([None, "", "a", "b", "ab"]),
    st.sampled_from([None, 0.0, -0.0, 1.5, -1.0, float("inf")]),
    st.none() | st.integers(0, 2),
)


@given(
    rows=st.lists(keys, max_size=40),
    places=st.lists(st.integers(0, 40), max_size=5),
    descending=st.tuples(st.booleans(), st.booleans(), st.booleans()),
    at_once=st.integers(1, 12),
)
@settings(max_examples=80, derandomize=True, deadline=None)
def test_files_are_sorted_as_a_frame_is(
    rows: list[Any], places: list[int], descending: tuple[bool, ...], at_once: int
) -> None:
    by = ["a", "b", "c"]
    schema = {"a": pl.String, "b": pl.Float64, "c": pl.Int64}
    whole = pl.DataFrame(rows, schema, orient="row").with_row_index("row")
    order: dict[str, Any] = {"by": by, "descending": descending, "nulls_last": True, "maintain_order": True}
    with (
        mock.patch.object(on_disk, "ROWS_OF_PART", 1),
        TemporaryDirectory() as folder,
        cut_into_files(whole, places) as apart,
    ):
        for path in apart.paths:
            pl.read_parquet(path, glob=False).sort(**order).write_parquet(path)
        found = sorted_on_disk(apart.paths, by, descending=descending, folder=Path(folder), rows=at_once)
        sliced = pl.concat(found.slices())
        expected = whole.sort(**order)
        assert sliced.equals(expected)
        assert sliced["b"].to_list().__repr__() == expected["b"].to_list().__repr__()  # which zeros are -0.0
        assert found.lazy().collect().equals(expected)


customers = st.lists(
    st.tuples(
        st.sampled_from([None, "DKK", "SEK"]), st.sampled_from([None, 0.0, 1.0, 2.5]), st.sampled_from("xyz")
    ),
    max_size=30,
)


@given(rows=customers, places=cuts)
@settings(max_examples=60, derandomize=True, deadline=None)
def test_customers_come_in_the_order_of_a_result(rows: list[Any], places: list[int]) -> None:
    columns = ["currency", "clv_residual", "customer_id"]
    frame = pl.DataFrame(rows, dict(zip(columns, (pl.String, pl.Float64, pl.String), strict=True)), orient="row")
    frame = frame.with_row_index("customer_key").with_columns(pl.col("customer_key").cast(pl.String))
    order = [*columns, "customer_key"]
    with (
        mock.patch.object(on_disk, "ROWS_OF_PART", 2),
        TemporaryDirectory() as folder,
        cut_into_files(frame, places) as apart,
    ):
        for path in apart.paths:
            best_first(pl.read_parquet(path, glob=False)).write_parquet(path)
        mixed = [False, True, False, False]
        table = sorted_on_disk(apart.paths, order, descending=mixed, folder=Path(folder), rows=4)
        assert table.lazy().collect().equals(best_first(frame))


@given(ids=st.lists(texts, max_size=12), places=cuts)
@settings(max_examples=30, derandomize=True, deadline=None)
def test_the_same_hashes_stand_for_identities_in_files(ids: list[str | None], places: list[int]) -> None:
    frame = pl.DataFrame({"customer_id": ids, "row": range(len(ids))}, {"customer_id": pl.String, "row": pl.Int64})
    with mock.patch.object(identity, "_SORTED_AT_ONCE", 3), cut_into_files(frame, places) as table:
        for show in (False, True):
            for name in ("md", "csv"):
                shown = identity.for_format(table, name, show_identity=show)
                expected = identity.for_format(frame, name, show_identity=show)
                assert pl.concat(slices_of(shown)).equals(expected)
                assert shown.lazy().collect().equals(expected)


kinds = st.tuples(
    st.sampled_from([None, "DKK", "SEK"]), st.sampled_from(["net revenue", "contribution"]),
    st.sampled_from(["bg-nbd", "historic"]), st.floats(0, 1e6),
)  # fmt: skip


@given(rows=st.lists(kinds, max_size=12), places=cuts)
@settings(max_examples=30, derandomize=True, deadline=None)
def test_the_same_is_known_of_values_in_files(rows: list[Any], places: list[int]) -> None:
    schema = {name: VALUES_SCHEMA[name] for name in ("currency", "basis", "method", "net_revenue")}
    frame = pl.DataFrame(rows, schema, orient="row").with_columns(
        as_of=pl.lit(date(2024, 6, 30)), horizon=pl.lit("36m"), discount_rate=pl.lit(0.1)
    )
    columns = [Column(name, dtype, "") for name, dtype in frame.schema.items()]
    with cut_into_files(frame, places) as table:
        one, other = (value_rows(each, columns, {}, "Customers") for each in (table, frame))
        assert one.about == other.about
        assert one.context == other.context
        assert one.priority == other.priority
        assert digits_of(one) == digits_of(other)


def test_why_a_sink_refuses_parquet_is_kept() -> None:
    class Full:
        def write(self, _: bytes | memoryview) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    rows = Rows(frame=pl.DataFrame({"a": [1]}), columns=(Column("a", pl.Int64, ""),), title="Rows")
    with pytest.raises(OSError, match="No space left on device"):
        write_parquet(settle(rows), Full())
