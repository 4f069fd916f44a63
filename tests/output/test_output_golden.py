"""The bytes of every format are pinned, and the same whatever the machine is set to."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from clvcli.output.rows import FORMATS, Rows, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion
    from syrupy.location import PyTestLocation

    from clvcli.output.terminal import Streams

GOLDEN = Path(__file__).parent.parent / "golden"


def pinned_as(ending: str) -> type[SingleFileSnapshotExtension]:
    """Keep a pinned output in a file of its own, which can be opened with what opens its format."""

    class OneFile(SingleFileSnapshotExtension):
        file_extension = ending

        @classmethod
        def dirname(cls, *, test_location: PyTestLocation) -> str:
            return str(GOLDEN / test_location.basename)

    return OneFile


def data_of(rows: Rows, streams: Streams, name: str, **options: Any) -> bytes:
    write_rows(rows, output="-", format=name, streams=streams, **options)
    assert isinstance(streams.stdout, io.BytesIO)
    return streams.stdout.getvalue()


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "jsonl", "md", "table"])
def test_the_bytes_of_a_text_format_are_pinned(
    awkward: Rows, pretended: Callable[..., Streams], snapshot: SnapshotAssertion, name: str
) -> None:
    pinned = snapshot.use_extension(pinned_as(name))
    assert data_of(awkward, pretended(), name) == pinned


def test_a_screen_of_eighty_columns_is_pinned(
    awkward: Rows, pretended: Callable[..., Streams], snapshot: SnapshotAssertion
) -> None:
    pinned = snapshot.use_extension(pinned_as("txt"))
    streams = pretended(stdout_is_terminal=True, width=80)
    assert data_of(awkward, streams, "table", limit=14) == pinned


def test_the_sheet_of_a_workbook_is_pinned(
    awkward: Rows, pretended: Callable[..., Streams], snapshot: SnapshotAssertion
) -> None:
    """The archive around it depends on the versions of zlib and XlsxWriter."""
    pinned = snapshot.use_extension(pinned_as("xml"))
    with zipfile.ZipFile(io.BytesIO(data_of(awkward, pretended(), "xlsx"))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.read("xl/worksheets/sheet1.xml").replace(b"><", b">\n<") == pinned


ELSEWHERE = {
    "TZ": "Asia/Tokyo",
    "LC_ALL": "de_DE.UTF-8",
    "POLARS_MAX_THREADS": "1",
    "PYTHONHASHSEED": "7",
    "COLUMNS": "40",
    "TERM": "xterm-256color",
}

AGAIN = """
import importlib.util, os, sys
from datetime import date
from clvcli.orders.schema import Column
from clvcli.output.rows import FORMATS, Rows, write_rows
from clvcli.output.terminal import Streams

spec = importlib.util.spec_from_file_location("conftest_of_output", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
frame = module.AWKWARD
columns = tuple(Column(name, dtype, f"what {name} means") for name, dtype in frame.schema.items())
about = {"version": "0.1.0", "command": "compute", "as_of": date(2011, 12, 9), "inputs": "=orders\\x1b.csv"}
rows = Rows(
    frame=frame, columns=columns, title="Customers", noun="customers", about=about,
    money=frozenset({"net_revenue"}), shares=frozenset({"p_alive"}),
)
for name in FORMATS:
    streams = Streams(stdin=None, stdout=None, stderr=None)
    write_rows(rows, output=os.path.join(sys.argv[2], name), format=name, streams=streams)
"""


def test_the_bytes_are_the_same_in_another_zone_locale_and_number_of_threads(
    awkward: Rows, pretended: Callable[..., Streams], tmp_path: Path
) -> None:
    arguments = [str(Path(__file__).with_name("conftest.py")), str(tmp_path)]
    environ = {"PATH": os.environ["PATH"], **ELSEWHERE}
    subprocess.run([sys.executable, "-c", AGAIN, *arguments], env=environ, cwd="/", check=True)
    for name in FORMATS:
        assert (tmp_path / name).read_bytes() == data_of(awkward, pretended(), name), name
