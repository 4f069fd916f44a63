"""What is named on a command line is found once, in order, or said to be missing."""

from __future__ import annotations

import gzip
import io
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.errors import EmptyInputError, ExitCode, InputMissingError, InputUnreadableError
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.reading.sources import resolve, without_credentials
from clvcli.orders.tables import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ORDERS = "id,date,amount\n1,2024-01-01,5\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["a[1].csv", "a*.csv", "what?.csv", "-orders.csv", "line\nfeed.csv", "{x}.csv", "~.csv"]
)
def test_an_existing_name_is_never_a_pattern(folder: Path, name: str) -> None:
    (folder / name).write_text(ORDERS)
    (folder / "a1.csv").write_text("other")
    (table,) = read_tables([name], ReadOptions())
    assert table.source == name
    assert table.frame.collect().rows() == [("1", "2024-01-01", "5", 2)]


def test_a_pattern_gives_its_files_sorted(folder: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        (folder / name).write_text(ORDERS)
    assert [table.source for table in read_tables(["*.csv"], ReadOptions())] == ["a.csv", "b.csv"]


def test_the_same_file_is_read_once_and_said(folder: Path) -> None:
    (folder / "a.csv").write_text(ORDERS)
    (folder / "b.csv").symlink_to("a.csv")
    (table,) = read_tables(["a.csv", "*.csv", "./a.csv"], ReadOptions())
    assert ("input", "read once", "given 4 times") in [(d.subject, d.value, d.because) for d in table.decisions]


def test_a_missing_file_is_66_and_the_nearest_name_is_the_hint(folder: Path) -> None:
    (folder / "orders.csv").write_text(ORDERS)
    with pytest.raises(InputMissingError) as caught:
        read_tables(["order.csv"], ReadOptions())
    assert caught.value.exit_code == ExitCode.NO_INPUT
    assert (caught.value.message, caught.value.hint) == ("no file order.csv", "orders.csv")


def test_a_pattern_without_files_is_66() -> None:
    with pytest.raises(InputMissingError, match="no file matches"):
        read_tables(["exports/*.csv"], ReadOptions())


def test_a_folder_gives_its_exports_sorted_and_names_the_rest(folder: Path) -> None:
    exports = folder / "exports"
    (exports / "older").mkdir(parents=True)
    for name in ("b.csv", "a.tsv", ".c.csv", "~$book.xlsx", "clv.csv.rejects.csv", "README.md"):
        (exports / name).write_text(ORDERS.replace(",", "\t") if name.endswith("tsv") else ORDERS)
    (exports / "invoice").write_bytes(b"%PDF-1.7")
    tables = read_tables(["exports/"], ReadOptions())
    assert [table.source for table in tables] == ["exports/a.tsv", "exports/b.csv"]
    assert [(d.value, d.because) for d in tables[0].decisions if d.subject == LEFT_OUT] == [
        (".c.csv", "hidden"),
        ("README.md", "notes"),
        ("clv.csv.rejects.csv", "rows that an earlier run rejected"),
        ("invoice", "a PDF document"),
        ("older", "a folder"),
        ("~$book.xlsx", "hidden"),
    ]


@pytest.mark.parametrize(("name", "says"), [("", "empty folder"), ("notes.md", "folder without exports")])
def test_a_folder_without_exports_is_66(folder: Path, name: str, says: str) -> None:
    (folder / "exports").mkdir()
    if name:
        (folder / "exports" / name).touch()
    with pytest.raises(InputUnreadableError, match=says) as caught:
        read_tables(["exports/"], ReadOptions())
    assert (caught.value.exit_code, caught.value.hint) == (ExitCode.NO_INPUT, "ls -A exports/")


def test_one_run_tells_what_is_wrong_with_every_input(folder: Path) -> None:
    (folder / "exports").mkdir()
    (folder / "exports/good.csv").write_text(ORDERS)
    (folder / "exports/old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (folder / "exports/half.csv.gz").write_bytes(gzip.compress(ORDERS.encode())[:-9])
    with pytest.raises(InputMissingError) as caught:
        read_tables(["nowhere.csv", "exports", "no/*.csv"], ReadOptions())
    assert [error.code for error in caught.value.told()] == ["CLV101", "CLV101", "CLV105", "CLV104"]


def test_urls_that_differ_in_their_query_are_two_inputs() -> None:
    sources, _ = resolve(["https://x.example/orders?month=1", "https://x.example/orders?month=2"])
    assert len(sources) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_66(folder: Path) -> None:
    (folder / "a.csv").write_text(ORDERS)
    (folder / "a.csv").chmod(0)
    with pytest.raises(InputUnreadableError, match="permission denied"):
        read_tables(["a.csv"], ReadOptions())


def test_stdin_is_read_once_and_only_for_a_dash(folder: Path) -> None:
    (folder / "a.csv").write_text(ORDERS)
    stdin = io.BytesIO(ORDERS.encode())
    read_tables(["a.csv"], ReadOptions(), stdin=stdin)
    assert stdin.tell() == 0
    (table,) = read_tables(["-", "-"], ReadOptions(), stdin=stdin)
    assert (table.source, table.rows_read) == ("-", 1)


def test_a_closed_stdin_is_66(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputUnreadableError):
        read_tables(["-"], ReadOptions())


def test_an_empty_stdin_is_65() -> None:
    with pytest.raises(EmptyInputError) as caught:
        read_tables(["-"], ReadOptions(), stdin=io.BytesIO())
    assert caught.value.exit_code == ExitCode.DATA


def test_a_named_pipe_is_read_like_a_file(folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.write(write_end, ORDERS.encode())
    os.close(write_end)
    try:
        (table,) = read_tables([f"/dev/fd/{read_end}"], ReadOptions())
    finally:
        os.close(read_end)
    assert table.rows_read == 1
    assert not list(folder.iterdir())


class Shop(BaseHTTPRequestHandler):
    """Serves the bytes of `content`, whole or in the ranges that object stores are asked for."""

    content = b""

    def do_HEAD(self) -> None:
        self._answer(len(self.content), b"", None)

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", "bytes=0-"))
        assert asked
        size = len(self.content)
        first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
        last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
        part = self.content[first : last + 1]
        self._answer(len(part), part, f"bytes {first}-{last}/{size}")

    def _answer(self, length: int, part: bytes, extent: str | None) -> None:
        self.send_response(206 if extent else 200)
        self.send_header("Content-Length", str(length))
        self.send_header("Accept-Ranges", "bytes")
        if extent:
            self.send_header("Content-Range", extent)
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name the base class gives it)
        """Say nothing."""


@pytest.fixture
def shop() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_url_gives_the_rows_of_its_file(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shop, "content", ORDERS.encode())
    (table,) = read_tables([f"{shop}/orders.csv?sig=secret"], ReadOptions())
    assert table.source == f"{shop}/orders.csv"
    assert table.frame.collect().rows() == [("1", "2024-01-01", "5", 2)]


def test_a_url_of_parquet_gives_its_rows(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    pl.DataFrame({"id": ["1"], "amount": [5]}).write_parquet(buffer)
    monkeypatch.setattr(Shop, "content", buffer.getvalue())
    (table,) = read_tables([f"{shop}/orders.parquet"], ReadOptions())
    assert (table.rows_read, table.frame.collect().rows()) == (1, [("1", 5, 1)])


def test_credentials_of_a_url_are_never_shown() -> None:
    url = "https://user:secret@shop.example/orders.csv?sig=secret#secret"
    assert without_credentials(url) == "https://shop.example/orders.csv"
    (source,), _ = resolve([url])
    assert (source.name, source.url) == ("https://shop.example/orders.csv", url)


def test_a_url_that_does_not_answer_is_66_and_keeps_its_secret() -> None:
    with pytest.raises(InputUnreadableError) as caught:
        read_tables(["http://user:secret@127.0.0.1:9/orders.csv?sig=secret"], ReadOptions())
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"


def test_reading_leaves_the_input_as_it_was(folder: Path) -> None:
    (folder / "a.csv").write_bytes(ORDERS.encode("utf-16"))
    before = (folder / "a.csv").stat()
    read_tables(["a.csv"], ReadOptions())
    after = (folder / "a.csv").stat()
    assert (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    assert [path.name for path in folder.iterdir()] == ["a.csv"]
