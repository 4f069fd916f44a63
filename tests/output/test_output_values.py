"""The same values leave in every format; only their decoration differs."""

from __future__ import annotations

import csv
import io
import json
import re
import string
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import polars as pl
import polars.selectors as cs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import UnfitNumberError
from clvcli.orders.schema import Column
from clvcli.output.cells import controls_shown, formulas_guarded
from clvcli.output.rows import Rows, write_rows
from clvcli.output.settled import settle
from clvcli.output.terminal import Streams, safe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NUMBERS = ("net_revenue", "p_alive", "orders")


def written(rows: Rows, name: str, **options: Any) -> bytes:
    out = io.BytesIO()
    write_rows(rows, output=None, format=name, streams=Streams(stdin=None, stdout=out, stderr=None), **options)
    return out.getvalue()


def canonical(record: dict[str, Any]) -> dict[str, str]:
    """Bring a record of any format to plain text: numbers without trailing zeros, empty for unknown."""
    return {name: plain(value, is_number=name in NUMBERS) for name, value in record.items()}


def plain(value: Any, *, is_number: bool) -> str:
    if value is None or value == "":
        return ""
    if is_number:
        return f"{Decimal(str(value).replace(',', '')).normalize() + 0:f}"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def from_csv(data: bytes, separator: str = ",") -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=separator))


def from_markdown(data: bytes) -> list[dict[str, Any]]:
    lines = [re.split(r"(?<!\\) \| ", f" {line[2:-2]} ") for line in data.decode().splitlines()]
    header, _, *records = [[cell.strip(" ") for cell in line] for line in lines]
    unescaped = [[re.sub(r"\\([^0-9A-Za-z\s])", r"\1", cell) for cell in record] for record in records]
    return [dict(zip(header, record, strict=True)) for record in unescaped]


def from_parquet(data: bytes) -> list[dict[str, Any]]:
    frame = pl.read_parquet(io.BytesIO(data))
    return frame.with_columns(pl.col("seen_at").dt.to_string("%Y-%m-%dT%H:%M:%S%.f%:z")).to_dicts()


def from_workbook(data: bytes) -> list[dict[str, Any]]:
    header, *records = openpyxl.load_workbook(io.BytesIO(data))["Customers"].iter_rows(values_only=True)
    return [dict(zip(map(str, header), map(day, record), strict=True)) for record in records]


def day(value: Any) -> Any:
    return value.date() if hasattr(value, "date") else value


READERS: dict[str, Callable[[bytes], list[dict[str, Any]]]] = {
    "csv": from_csv,
    "tsv": lambda data: from_csv(data, "\t"),
    "json": json.loads,
    "jsonl": lambda data: [json.loads(line) for line in data.splitlines()],
    "parquet": from_parquet,
    "xlsx": from_workbook,
    "md": from_markdown,
}


def expected(rows: Rows, name: str) -> list[dict[str, str]]:
    """What every format should say: the settled values, text shown as the format shows it."""
    frame = settle(rows).frame
    if name in {"csv", "tsv"}:
        frame = frame.with_columns(formulas_guarded(frame.select(cs.string()))[0])
    if name not in {"json", "jsonl", "parquet"}:
        frame = frame.with_columns(controls_shown(frame.select(cs.string())))
    instants = pl.col("seen_at").dt.to_string("%Y-%m-%dT%H:%M:%S%.f%:z")
    return [canonical(record) for record in frame.with_columns(instants).to_dicts()]


@pytest.mark.parametrize("name", READERS)
def test_every_format_holds_the_same_values(awkward: Rows, name: str) -> None:
    found = [canonical(record) for record in READERS[name](written(awkward, name))]
    assert found == expected(awkward, name)


def test_a_table_in_a_pipe_holds_the_same_values_with_thousands_marked(awkward: Rows) -> None:
    _, *lines = written(awkward, "table").decode().splitlines()
    cells = [[cell.replace(",", "") for cell in re.split(r" {2,}", line.strip())] for line in lines]
    records = settle(awkward).frame.with_columns(pl.col("seen_at").dt.to_string("%Y-%m-%dT%H:%M:%S%.f%:z"))
    text = records.with_columns(pl.all().cast(pl.String))
    shown = text.with_columns(controls_shown(text)).rows()
    assert cells == [[cell.replace(",", "") for cell in row if cell is not None] for row in shown]


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_raw_text_comes_back_as_it_was(awkward: Rows, name: str) -> None:
    data = written(awkward, name, raw=True)
    found = [record["customer_id"] or None for record in READERS[name](data)]
    assert found == awkward.held["customer_id"].to_list()


@given(
    amounts=st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=20),
    decimals=st.integers(0, 6),
)
@settings(derandomize=True, max_examples=60, deadline=None)
def test_money_is_within_half_a_unit_of_itself_and_never_minus_zero(amounts: list[float], decimals: int) -> None:
    frame = pl.DataFrame({"value": amounts})
    rows = Rows(frame=frame, columns=(Column("value", pl.Float64, ""),), title="", money=frozenset({"value"}))
    cells = written(rows, "csv", decimals=decimals).decode().splitlines()[1:]
    for text, amount in zip(cells, amounts, strict=True):
        half = Decimal(1).scaleb(-decimals) / 2
        # doubles are spaced 1.2e-4 apart at 1e12, and rounding multiplies one by a power of ten
        spacing = Decimal(abs(amount)) * Decimal("3e-16")
        assert abs(Decimal(text) - Decimal(amount)) <= half + spacing
        assert not (Decimal(text).is_zero() and text.startswith("-"))
        assert len(text.partition(".")[2]) == decimals


@given(st.decimals(-(10**9), 10**9, places=4))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_fixed_point_money_is_rounded_half_even(amount: Decimal) -> None:
    frame = pl.DataFrame({"value": [amount]}, schema={"value": pl.Decimal(18, 4)})
    rows = Rows(
        frame=frame, columns=(Column("value", pl.Decimal(18, 4), ""),), title="", money=frozenset({"value"})
    )
    assert settle(rows).frame.item() == amount.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def test_fixed_point_columns_that_are_not_money_stay_as_they_are(rows_of: Callable[..., Rows]) -> None:
    frame = pl.DataFrame({"quantity": [Decimal("1.2345"), None]}, schema={"quantity": pl.Decimal(18, 4)})
    assert written(rows_of(frame), "jsonl") == b'{"quantity": 1.2345}\n{"quantity": null}\n'


def test_each_row_of_money_has_the_decimals_of_its_currency(rows_of: Callable[..., Rows]) -> None:
    frame = pl.DataFrame({"value": [1.5555, 1.5555, 1.5555, 1.5555], "currency": ["JPY", "DKK", "KWD", None]})
    values = settle(rows_of(frame, money=frozenset({"value"}))).frame["value"].to_list()
    assert values == [Decimal(2), Decimal("1.56"), Decimal("1.556"), Decimal("1.56")]


def test_a_limit_changes_no_value_of_the_rows_it_leaves(rows_of: Callable[..., Rows]) -> None:
    frame = pl.DataFrame({"value": [1.5, 2.5], "currency": ["JPY", "DKK"]})
    rows = rows_of(frame, money=frozenset({"value"}))
    assert written(rows, "csv").startswith(written(rows, "csv", limit=1))


def test_yen_alone_are_written_without_decimals(rows_of: Callable[..., Rows]) -> None:
    frame = pl.DataFrame({"value": [1234.5, 1233.5], "currency": ["JPY", "JPY"]})
    assert written(rows_of(frame, money=frozenset({"value"})), "csv") == b"value,currency\n1234,JPY\n1234,JPY\n"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e300])
@pytest.mark.parametrize("name", READERS)
def test_a_number_that_is_none_never_leaves(rows_of: Callable[..., Rows], value: float, name: str) -> None:
    with pytest.raises(UnfitNumberError):
        written(rows_of(pl.DataFrame({"value": [1.0, value]})), name)


def test_unknown_is_an_empty_field_and_a_json_null(rows_of: Callable[..., Rows]) -> None:
    frame = pl.DataFrame({"a": ["x", None, ""], "b": [1.0, None, 2.0]})
    assert written(rows_of(frame), "csv") == b"a,b\nx,1.0000\n,\n,2.0000\n"
    assert written(rows_of(frame), "jsonl").splitlines()[1] == b'{"a": null, "b": null}'


@pytest.mark.parametrize("name", ["table", "csv", "tsv", "json", "jsonl", "md"])
def test_no_byte_of_a_text_format_drives_a_terminal(awkward: Rows, name: str) -> None:
    text = written(awkward, name).decode()
    allowed = {"\n"} | ({"\t"} if name == "tsv" else set())
    assert not {char for char in text if unicodedata.category(char) == "Cc"} - allowed


HOSTILE = [
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "-",
]
HARMLESS = ["007", "1,5", "-40.00", "+5", "-1e5", "+45 12 34 56 78", "+1 (555) 123-4567", "'x", "a=b", " =1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_a_spreadsheet_would_run_gets_an_apostrophe(rows_of: Callable[..., Rows], text: str) -> None:
    out = io.BytesIO()
    streams = Streams(stdin=None, stdout=out, stderr=None)
    report = write_rows(rows_of(pl.DataFrame({"a": [text], "b": [1]})), output="-", format="csv", streams=streams)
    assert from_csv(out.getvalue())[0]["a"] == "'" + safe(text)
    assert report.guarded == 1


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_phones_and_ordinary_text_are_left_alone(rows_of: Callable[..., Rows], text: str) -> None:
    assert from_csv(written(rows_of(pl.DataFrame({"a": [text], "b": [1]})), "csv"))[0]["a"] == text


@given(st.lists(st.text(alphabet=string.printable + "＝\x00\x9b\u202e|\\", max_size=12), min_size=1, max_size=5))
@settings(derandomize=True, max_examples=80, deadline=None)
def test_any_text_leaves_csv_with_one_row_a_line_and_json_unchanged(texts: list[str]) -> None:
    frame = pl.DataFrame({"text": texts, "n": range(len(texts))})
    rows = Rows(frame=frame, columns=(Column("text", pl.String, ""), Column("n", pl.Int64, "")), title="")
    data = written(rows, "csv")
    assert data.count(b"\n") == len(texts) + 1
    assert len(from_csv(data)) == len(texts)
    assert [record["text"] for record in json.loads(written(rows, "json"))] == [text or None for text in texts]


def test_csv_is_rfc_4180_plain_and_three_parsers_agree(awkward: Rows, tmp_path: Path) -> None:
    from pyarrow import csv as arrow_csv

    data = written(awkward, "csv")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    path = tmp_path / "clv.csv"
    path.write_bytes(data)
    by_python = [record["customer_id"] or None for record in from_csv(data)]
    by_polars = pl.read_csv(path, schema_overrides={"customer_id": pl.String})["customer_id"].to_list()
    types = arrow_csv.ConvertOptions(column_types={"customer_id": "string"}, strings_can_be_null=True)
    by_arrow = arrow_csv.read_csv(path, convert_options=types)["customer_id"].to_pylist()
    assert by_python == by_polars == by_arrow


def test_parquet_has_the_declared_types_and_says_where_it_comes_from(awkward: Rows) -> None:
    data = written(awkward, "parquet")
    assert pl.read_parquet(io.BytesIO(data)).schema == awkward.frame.schema
    metadata = pl.read_parquet_metadata(io.BytesIO(data))
    assert metadata["clvcli.as_of"] == "2011-12-09"
    assert metadata["clvcli.command"] == "compute"


def test_json_of_no_rows_is_an_empty_array(awkward: Rows, rows_of: Callable[..., Rows]) -> None:
    empty = rows_of(awkward.held.clear())
    assert json.loads(written(empty, "json")) == []
    assert written(empty, "jsonl") == b""
    assert written(empty, "csv").decode().splitlines() == [",".join(awkward.frame.columns)]


def test_a_limit_holds_in_every_format(awkward: Rows) -> None:
    for name, read in READERS.items():
        assert len(read(written(awkward, name, limit=3))) == 3, name
