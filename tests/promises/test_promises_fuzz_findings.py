"""What fuzzers and mutations found: the input, reduced, what it did once, and what it does now (R1, R3, R25, S7)."""

from __future__ import annotations

import json
import shutil
import struct
from typing import TYPE_CHECKING, Any

import pytest

from clvcli.errors import (
    DamagedInputError,
    EncodingUnclearError,
    InputTooLargeError,
    ModelFileError,
    OrderLinesError,
    StoreDamagedError,
)
from clvcli.models.fitting import is_covariance
from clvcli.orders.ingest import ingest
from clvcli.orders.keep import keep
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.cells import unique_names
from clvcli.orders.reading.damage import damaged_among
from clvcli.orders.reading.read import read_tables
from clvcli.orders.store.layout import facts_of
from clvcli.orders.store.table import open_store
from clvcli.segments.tier_spec import tiers_of
from clvcli.toml_text import toml_of
from clvcli.valuation.saved_file import saved_from
from tests.fuzz.fuzz_seeds import ORDERS, seeds
from tests.fuzz.fuzz_targets import TARGETS, tried
from tests.promises.promises_containers import parquet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.contract_cli import Cli

OPTIONS = ReadOptions()


def test_r03_half_a_character_at_the_end_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    # Once a fault of clvcli (70): the first bytes were proved as those of a longer file
    (tmp_path / "orders.csv").write_bytes(ORDERS.encode() + b"J\xc3")
    with pytest.raises(EncodingUnclearError, match="line 8 is not UTF-8"):
        read_tables([str(tmp_path / "orders.csv")], OPTIONS)


def test_r25_thousands_of_columns_of_one_name_are_named_in_one_pass() -> None:
    # Once without end: each name was compared with all before it, as often as it occurred
    names = unique_names(["x"] * 16_000 + ["x #2"], 16_001)
    assert len(set(names)) == 16_001
    assert names[:3] == ("x", "x #2", "x #3")


def test_r25_more_columns_than_a_spreadsheet_has_are_no_table(tmp_path: Path) -> None:
    # Once two minutes and gigabytes
    (tmp_path / "orders.csv").write_bytes(b"a," * 16_384 + b"a\n" + b"1," * 16_384 + b"1\n")
    with pytest.raises(InputTooLargeError, match="16,385 columns"):
        read_tables([str(tmp_path / "orders.csv")], OPTIONS)


@pytest.mark.parametrize("encoding", ["UUF-8", "utf-7", "shift_jis"])
def test_s07_an_open_document_in_an_encoding_of_its_own_is_refused(encoding: str) -> None:
    # Once a fault of clvcli: the encoding was believed
    (content,) = seeds("open_document")
    assert tried(TARGETS["open_document"], content.replace(b"UTF-8", encoding.encode(), 1)) in {"read", "CLV105"}


def test_s07_a_directory_of_an_archive_that_points_before_its_beginning_is_damage(tmp_path: Path) -> None:
    # Once a fault of clvcli
    (book,) = (seed for seed in seeds("container") if seed.startswith(b"PK"))
    at = book.rindex(b"PK\x05\x06")
    (offset,) = struct.unpack("<I", book[at + 16 : at + 20])
    (tmp_path / "orders.xlsx").write_bytes(book[: at + 16] + struct.pack("<I", offset + 2_000) + book[at + 20 :])
    with pytest.raises(DamagedInputError):
        read_tables([str(tmp_path / "orders.xlsx")], OPTIONS)


def _with_broken_pages() -> bytes:
    """Return a Parquet file whose footer and first page headers are sound, and whose pages are not."""
    data = bytearray(parquet())
    start = data.index(b"B0") - 4
    data[start : start + 24] = b"\xff" * 24
    return bytes(data)


@pytest.mark.parametrize("command", ["compute", "ingest"])
def test_s07_pages_that_cannot_be_read_are_blamed_on_their_file(clvcli: Cli, command: str) -> None:
    # Once a fault of clvcli: pages are read far from who knows the name of the file
    clvcli.write("orders.parquet", _with_broken_pages())
    ran = clvcli(command, "orders.parquet")
    assert ran.exit_code == 65, ran.stderr
    assert ran.stderr.startswith(
        "clvcli: error[CLV105]: orders.parquet is a Parquet file that breaks off or is damaged"
    )
    assert "panicked" not in ran.stderr


def test_s07_a_sound_file_is_never_blamed(tmp_path: Path) -> None:
    (tmp_path / "orders.parquet").write_bytes(parquet())
    assert damaged_among([str(tmp_path / "orders.parquet"), "-", "36m", ""], ValueError("parquet")) is None


# --- order lines of ours, changed ------------------------------------------------------------


@pytest.fixture
def order_lines(clvcli: Cli) -> Path:
    clvcli.write("orders.csv", ORDERS)
    assert clvcli("ingest", "orders.csv", "-o", "lines.csv").exit_code == 0
    return clvcli.folder / "lines.csv"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2024-01-02", "2024-01-32", "line 3, column `order_date`"),
        ("11.5000", "11.5 kr", "column `gross_amount`"),
        (",true,", ",yes,", "line 2, column `order_kept`"),
        ("B2,1,", "B2,1.5,", "line 4, column `line_no`"),
    ],
)
def test_r01_a_cell_of_our_own_lines_that_was_changed_stops_the_run(
    order_lines: Path, old: str, new: str, said: str
) -> None:
    # Once a fault of clvcli, or an order that silently did not count
    order_lines.write_text(order_lines.read_text().replace(old, new, 1))
    with pytest.raises(OrderLinesError, match=said):
        ingest([str(order_lines)], OPTIONS)


def test_r01_a_row_of_our_own_lines_that_breaks_off_stops_the_run(order_lines: Path) -> None:
    # Once left out without a word
    order_lines.write_text(order_lines.read_text() + "B9,1\n")
    with pytest.raises(OrderLinesError, match="line 8 is not a row"):
        ingest([str(order_lines)], OPTIONS)


def test_r01_flags_of_our_own_lines_in_capitals_are_what_they_were(order_lines: Path) -> None:
    # Once every order was taken for one that came back: spreadsheets write TRUE
    before = ingest([str(order_lines)], OPTIONS).lines.collect()
    order_lines.write_text(order_lines.read_text().replace(",true,", ",TRUE,"))
    assert ingest([str(order_lines)], OPTIONS).lines.collect().equals(before)


# --- what a run kept for later ones ----------------------------------------------------------


def _model(*path: str | int, value: Any) -> str:
    document = json.loads(seeds("model")[0])
    place = document["models"][0]
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(document)


@pytest.mark.parametrize("value", [10**400, 1e308, 1e13, 1e-308])
@pytest.mark.parametrize("name", ["alpha", "a"])
def test_r03_parameters_that_no_computer_squares_are_refused(name: str, value: float) -> None:
    # Once a fault of clvcli, or a value that was no finite number
    with pytest.raises(ModelFileError):
        saved_from(_model("purchases", "parameters", name, value=value), "model.json")


@pytest.mark.parametrize("value", [1e308, -1.0, 1e4])
def test_r03_a_month_is_not_a_thousand_times_another(value: float) -> None:
    # Once infinitely many expected orders
    with pytest.raises(ModelFileError):
        saved_from(_model("season", "purchases", 3, value=value), "model.json")


def test_r03_a_covariance_without_bound_is_none() -> None:
    # Once a warning of a library on standard error
    import numpy as np

    assert not is_covariance(np.array([[1e-320, 1e24], [1e24, 1.0]]))


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 9_000, "a = " + "9" * 5_000, "a = 0x" + "f" * 5_000, "a = 1\nb = 18446744073709551616"]
)
def test_r03_toml_that_a_computer_cannot_hold_is_refused_with_a_reason(text: str) -> None:
    # Once a fault of clvcli in `clvcli.toml` and action books: recursion, and numbers of thousands of digits
    with pytest.raises(ValueError, match=r"nested too deeply|too long"):
        toml_of(text)


def test_r03_a_clvcli_toml_nested_without_end_is_told_in_one_line(clvcli: Cli) -> None:
    clvcli.write("clvcli.toml", "horizon = " + "[" * 9_000)
    ran = clvcli("compute", "orders.csv")
    assert ran.exit_code == 2
    assert ran.stderr.startswith("clvcli: error[CLV506]: clvcli.toml:1: nested too deeply")


def test_r03_a_share_before_a_separator_of_files_is_read_as_one_before_a_blank() -> None:
    # Once a ValueError of Python: the pattern knew more blanks than what took them off
    assert tiers_of("abc=8\x1c,9").reached == (8.0, 9.0)


@pytest.mark.parametrize(
    "said", ['{"clvcli.schema": "clvcli.order-lines x"}', '{"clvcli.schema": 7}', "[" * 9_000, "{}", None]
)
def test_r03_a_table_of_others_is_none_of_ours_whatever_it_says(said: str | None) -> None:
    # Once a fault of clvcli
    assert facts_of(said, "store") is None


# --- stores whose log lies -------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "orders.csv").write_text(ORDERS)
    keep(read_tables([str(tmp_path / "orders.csv")], OPTIONS), str(tmp_path / "store"), OPTIONS)
    return tmp_path / "store"


def _log_changed(store: Path, **changes: Any) -> str:
    """Change the first file that the log of a store names; return its path."""
    (log,) = sorted((store / "_delta_log").glob("*.json"))
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    added = next(entry["add"] for entry in entries if "add" in entry)
    path = str(added["path"])
    for entry in entries:
        if "protocol" in entry and "protocol" in changes:
            entry["protocol"] = changes["protocol"]
    added |= {key: value for key, value in changes.items() if key != "protocol"}
    log.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    return path


@pytest.mark.parametrize(
    "outside",
    [
        "../{name}",
        "order_month=2024-01/../../{name}",
        "{folder}/{name}",
        "file://{folder}/{name}",
        "s3://bucket/{name}",
    ],
)
def test_s07_a_log_never_leads_out_of_its_store(store: Path, outside: str) -> None:
    # Once a file beside the store was read as a part of it
    (path,) = list(store.rglob("*.parquet"))
    shutil.copy(path, store.parent / path.name)
    _log_changed(store, path=outside.format(name=path.name, folder=store.parent))
    with pytest.raises(StoreDamagedError, match="outside of it"):
        open_store(str(store))


@pytest.mark.parametrize(
    "lie",
    [{"size": 10**18}, {"size": -1}, {"stats": '{"numRecords": 1}'}, {"stats": '{"numRecords": 1000000000000}'}],
)
def test_s07_files_that_are_not_as_the_log_says_are_told(store: Path, lie: dict[str, Any]) -> None:
    # Once believed: rows were counted by the log
    _log_changed(store, **lie)
    with pytest.raises(StoreDamagedError, match="not as they were written"):
        open_store(str(store))


def test_s07_lines_that_another_program_marked_as_deleted_are_never_read(store: Path) -> None:
    # Once they were read like any other
    features = {
        "minReaderVersion": 3,
        "minWriterVersion": 7,
        "readerFeatures": ["deletionVectors"],
        "writerFeatures": ["deletionVectors"],
    }
    vector = {
        "storageType": "u",
        "pathOrInlineDv": "ab^-aqEH.-t@S}K{vb[*k^",
        "offset": 1,
        "sizeInBytes": 36,
        "cardinality": 2,
    }
    _log_changed(store, protocol=features, deletionVector=vector)
    with pytest.raises(StoreDamagedError, match="deletionVectors"):
        open_store(str(store))


def test_s07_a_store_that_does_not_lie_is_opened(store: Path) -> None:
    assert open_store(str(store)).rows == 6
