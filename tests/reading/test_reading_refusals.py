"""What is no table of orders is refused with 65, and said to be what it is."""

from __future__ import annotations

import gzip
import io
import tarfile
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from clvcli.errors import (
    ClvError,
    DamagedInputError,
    DialectOptionError,
    EmptyInputError,
    EncodingUnclearError,
    ExitCode,
    HeaderUnclearError,
    InputTooLargeError,
    NotATableError,
    SeparatorUnclearError,
)

if TYPE_CHECKING:
    from .conftest import Reader

ORDERS = b"id,date,amount\n1,2024-01-01,5\n2,2024-01-02,6\n"


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        member = tarfile.TarInfo("orders.csv")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel or Word file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "a JPEG image"),
        (b"<!DOCTYPE html><html><body>log in</body></html>", "a web page"),
        (b"\xef\xbb\xbf  <HTML><table><tr><td>1</td></tr></table></HTML>", "a web page"),
        (b"<?xml version='1.0'?><orders/>", "an XML document"),
        (b"SQLite format 3\x00" + bytes(84), "an SQLite database"),
        (b"BZh91AY&SY", "compressed with bzip2"),
        (zipped({"orders.csv": ORDERS}), "a zip archive"),
        (zipped({"word/document.xml": b"<w/>"}), "a Word document"),
        (tarred(ORDERS), "a tar archive"),
    ],
)
def test_a_file_of_another_kind_is_named_whatever_its_suffix(read: Reader, data: bytes, what: str) -> None:
    with pytest.raises(NotATableError) as caught:
        read(data)
    assert caught.value.exit_code == ExitCode.DATA
    assert f"orders.csv is {what}, not a table of orders" in caught.value.message


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_65(read: Reader, data: bytes) -> None:
    with pytest.raises(EmptyInputError, match="is empty") as caught:
        read(data)
    assert caught.value.exit_code == ExitCode.DATA


@pytest.mark.parametrize(
    "data", [b"id,date,amount", b"id,date,amount\n", b"id;date;amount\n\n\n", b"id,date,amount\n,,\n"]
)
def test_a_header_without_orders_is_65(read: Reader, data: bytes) -> None:
    with pytest.raises(EmptyInputError, match="has a header and no orders"):
        read(data)


def test_a_zero_byte_in_the_text_is_refused_with_its_line(read: Reader) -> None:
    with pytest.raises(NotATableError, match="line 3 holds a zero byte"):
        read(ORDERS.replace(b"\n2,", b"\n2\0,"))


def test_a_zero_byte_far_below_is_refused_with_its_line(read: Reader) -> None:
    with pytest.raises(NotATableError, match="line 40002 holds a zero byte"):
        read(b"id,date,amount\n" + b"1,2024-01-01,5\n" * 40_000 + b"1,2024-01-01,5\0\n")


@pytest.mark.parametrize(
    "line",
    [
        "Иванов;2024-01-01;5".encode("cp1251"),
        "Dvořák;2024-01-01;5".encode("cp1250") + "\nčerně žluťoučký kůň".encode("cp1250"),
        "Blå kjole;2024-01-01;5".encode("cp865"),
        "Blå kjole og bæger;2024-01-01;5".encode("mac-roman"),
        b"a\x81b;2024-01-01;5",
    ],
)
def test_bytes_that_prove_no_encoding_are_refused_with_their_line(read: Reader, line: bytes) -> None:
    with pytest.raises(EncodingUnclearError) as caught:
        read(b"name;date;amount\nKnud;2024-01-01;5\n" + line + b"\n")
    assert caught.value.message.endswith("orders.csv: line 3 is not UTF-8")
    assert caught.value.hint == "--encoding cp1252"


def test_an_encoding_that_cannot_read_the_file_is_refused_with_the_line(read: Reader) -> None:
    with pytest.raises(EncodingUnclearError, match="line 2 is not ascii"):
        read("name;date;amount\nBlå;2024-01-01;5\n".encode(), encoding="ascii")


@pytest.mark.parametrize("options", [{"encoding": "klingon"}, {"separator": "and"}, {"separator": '"'}])
def test_an_option_that_means_nothing_is_a_matter_of_usage(read: Reader, options: dict[str, str]) -> None:
    with pytest.raises(DialectOptionError) as caught:
        read(ORDERS, "orders.csv", **options)
    assert caught.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize("text", ["Dear customer\nthank you\nbye\n", "one\ntwo\nthree\n"])
def test_a_text_without_columns_asks_for_the_separator(read: Reader, text: str) -> None:
    with pytest.raises(SeparatorUnclearError) as caught:
        read(text)
    assert caught.value.hint == "--separator ';'"


@pytest.mark.parametrize("title", ["Export 7 of 9", "Export;2024"])
def test_a_title_above_an_unknown_header_is_never_skipped(read: Reader, title: str) -> None:
    with pytest.raises(HeaderUnclearError, match="line 1"):
        read(f"{title}\nfoo;bar;baz\n1;2;3\n4;5;6\n7;8;9\n")


@pytest.mark.parametrize("codec", ["gzip", "zstd"])
def test_a_compressed_text_is_read_whatever_it_is_called(read: Reader, codec: str) -> None:
    table = read(pa.compress(ORDERS, codec=codec, asbytes=True), name="orders.txt")
    assert table.rows_read == 2
    assert ("compression", codec) in [(one.subject, one.value) for one in table.decisions]


def test_a_plain_text_called_gz_is_read(read: Reader) -> None:
    assert read(ORDERS, name="orders.csv.gz").rows_read == 2


@pytest.mark.parametrize("codec", ["gzip", "zstd"])
@pytest.mark.parametrize("kept", [0.5, 0.98])
def test_a_truncated_compressed_text_is_an_error(read: Reader, codec: str, kept: float) -> None:
    rows = b"".join(b"%d,2024-01-01,%d\n" % (n, n * n % 997) for n in range(5000))
    data: bytes = pa.compress(ORDERS + rows, codec=codec, asbytes=True)
    with pytest.raises(DamagedInputError, match=f"a {codec} file that breaks off"):
        read(data[: int(len(data) * kept)])


def test_a_damaged_gzip_is_an_error(read: Reader) -> None:
    data = bytearray(gzip.compress(ORDERS * 100))
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(DamagedInputError):
        read(bytes(data))


@pytest.mark.parametrize("codec", ["gzip", "zstd"])
def test_a_bomb_is_refused_before_it_is_expanded(read: Reader, codec: str) -> None:
    bomb: bytes = pa.compress(b"0" * (200 << 20), codec=codec, asbytes=True)
    tracemalloc.start()
    try:
        with pytest.raises(InputTooLargeError, match="expands to more than 64 MiB"):
            read(bomb)
        assert tracemalloc.get_traced_memory()[1] < 160 << 20
    finally:
        tracemalloc.stop()


def test_no_message_holds_a_value_of_the_file(read: Reader) -> None:
    secret = b"anna@example.org"
    for data in (secret, secret + b"\0", b"x;y\n" + secret + b";1;2\n" + secret + b";3;4\n", secret + b"\xff"):
        with pytest.raises(ClvError) as caught:
            read(data)
        assert "anna" not in f"{caught.value.message} {caught.value.hint}"
