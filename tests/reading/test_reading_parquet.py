"""Parquet keeps its types, and a footer that cannot be true is refused before anything is read."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from clvcli.errors import DamagedInputError, EmptyInputError, ExitCode
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Reader

ORDERS = pl.DataFrame(
    {
        "id": ["007", " 8 ", ""],
        "date": [dt.date(2024, 1, 1), None, dt.date(2024, 1, 3)],
        "amount": [Decimal("1.50"), Decimal("2.00"), Decimal("3.00")],
        "quantity": [1, 2, 3],
    }
)


def parquet(frame: pl.DataFrame, **options: object) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, **options)  # type: ignore[arg-type]  # keywords of the test
    return buffer.getvalue()


def test_types_are_kept_and_text_is_trimmed(read: Reader) -> None:
    table = read(parquet(ORDERS), name="orders.csv")
    assert table.columns == ("id", "date", "amount", "quantity")
    assert table.frame.collect().schema == {**ORDERS.schema, LINE: pl.Int64}
    assert table.frame.collect()["id"].to_list() == ["007", "8", None]
    assert table.frame.collect()[LINE].to_list() == [1, 2, 3]
    assert table.rows_read == 3


def test_metadata_is_passed_on_and_our_own_text_is_left_alone(read: Reader) -> None:
    table = read(parquet(ORDERS, metadata={"clvcli.schema": "clvcli.order-lines 1.0"}), name="orders.parquet")
    assert dict(table.metadata) == {"clvcli.schema": "clvcli.order-lines 1.0"}
    assert table.frame.collect()["id"].to_list() == ["007", " 8 ", ""]


def test_parquet_comes_through_stdin_and_gzip(read: Reader) -> None:
    data = parquet(ORDERS)
    (table,) = read_tables(["-"], ReadOptions(), stdin=io.BytesIO(data))
    assert table.frame.collect().height == 3
    assert read(pa.compress(data, codec="gzip", asbytes=True)).frame.collect().height == 3


def test_categories_and_bytes_that_are_text_become_text(read: Reader) -> None:
    frame = pl.DataFrame({"id": ["a", "b"], "kind": ["x", None]}).with_columns(
        pl.col("id").cast(pl.Binary), pl.col("kind").cast(pl.Categorical)
    )
    table = read(parquet(frame))
    assert table.frame.collect().drop(LINE).rows() == [("a", "x"), ("b", None)]


def test_lists_records_and_bytes_are_left_out_and_said(read: Reader) -> None:
    frame = pl.DataFrame({"id": ["a"], "items": [[1, 2]], "buyer": [{"name": "x"}], "raw": [b"\xff\xfe"]})
    table = read(parquet(frame))
    assert table.columns == ("id",)
    assert [(one.subject, one.value) for one in table.decisions] == [("columns", "left out: items, buyer, raw")]


def test_no_rows_is_65(read: Reader) -> None:
    with pytest.raises(EmptyInputError) as caught:
        read(parquet(ORDERS.clear()))
    assert caught.value.exit_code == ExitCode.DATA


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-10],
        lambda data: data[:40],
        lambda data: b"PAR1" + data[-60:],
        lambda data: data[:-8] + (10**9).to_bytes(4, "little") + b"PAR1",
        lambda data: data[:4] + bytes(20) + data[-4:],
        lambda data: data[:4] + data[104:],
    ],
    ids=["tail cut", "head only", "footer only", "footer of a gigabyte", "no footer", "a column shortened"],
)
def test_a_damaged_file_is_refused_without_a_word_from_the_engine(
    read: Reader, capfd: pytest.CaptureFixture[str], damage: Callable[[bytes], bytes]
) -> None:
    data = parquet(pl.DataFrame({"id": [f"customer {n}" for n in range(100)], "amount": range(100)}))
    with pytest.raises(DamagedInputError) as caught:
        read(damage(data), name="orders.parquet")
    assert caught.value.exit_code == ExitCode.DATA
    assert "a Parquet file that" in caught.value.message
    assert capfd.readouterr().err == ""


def with_rows_declared(rows: int) -> bytes:
    """A Parquet file of eight rows whose footer says `rows`, in its total and in its row group."""
    buffer = io.BytesIO()
    pq.write_table(
        pa.table({"id": [7] * 8}), buffer, compression="none", use_dictionary=False, write_statistics=False
    )
    data = buffer.getvalue()
    length = int.from_bytes(data[-8:-4], "little")
    body, footer = data[: -8 - length], data[-8 - length : -8]
    declared, varint = 2 * rows, bytearray()
    while declared > 0x7F:
        varint.append(declared & 0x7F | 0x80)
        declared >>= 7
    varint.append(declared)
    footer = footer.replace(b"\x16\x10", b"\x16" + bytes(varint))
    return body + footer + len(footer).to_bytes(4, "little") + b"PAR1"


def test_a_footer_that_declares_a_trillion_rows_is_refused(read: Reader) -> None:
    assert read(with_rows_declared(8), name="orders.parquet").rows_read == 8
    with pytest.raises(DamagedInputError, match="more rows than its size can hold"):
        read(with_rows_declared(10**12), name="orders.parquet")
