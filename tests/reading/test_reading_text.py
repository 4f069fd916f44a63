"""Text in every layout comes back as it was written, and every record is a row or a reject."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.tables import LINE, RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .conftest import Reader

HEADER = ("order id", "order date", "amount", "note")
LETTERS = "abc xyzæøåÅéü,;|\t'\"=-+@.1"
WORDS = st.text(LETTERS, max_size=12)
LINES = st.lists(st.text('abcæø ,;"', max_size=8), min_size=1, max_size=3).map("\n".join)
RECORDS = st.lists(
    st.tuples(
        st.integers(1, 99999).map(str),
        st.dates().map(str),
        st.decimals(-999, 999, places=2).map(str),
        st.one_of(WORDS, LINES),
    ),
    min_size=1,
    max_size=12,
)
MODEST = settings(
    derandomize=True, max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def written(
    records: Sequence[Sequence[str]],
    *,
    separator: str = ",",
    line_end: str = "\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator=line_end, quoting=quoting)  # type: ignore[arg-type]  # one of csv's constants
    writer.writerows(records)
    return buffer.getvalue()


def read_back(data: bytes, **options: object) -> RawTable:
    (table,) = read_tables(["-"], ReadOptions(**options), stdin=io.BytesIO(data))  # type: ignore[arg-type]  # keywords of the test
    return table


def cells_of(table: RawTable) -> list[tuple[str | None, ...]]:
    return table.frame.drop(LINE).collect().rows()


def as_read(cell: str) -> str | None:
    """What a cell becomes: our guard undone, trimmed, blank to null."""
    if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r\n":
        cell = cell[1:]
    return cell.strip() or None


@MODEST
@given(
    records=RECORDS,
    separator=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
)
def test_what_python_writes_comes_back_equal(
    records: list[tuple[str, ...]], separator: str, line_end: str, quoting: int, encoding: str
) -> None:
    assume(not any(cell.strip().startswith('="') for record in records for cell in record))  # text to Excel
    if line_end == "\r":  # Python 3.11 leaves a line feed unquoted where lines end in CR alone
        quoting = csv.QUOTE_ALL
    text = written([HEADER, *records], separator=separator, line_end=line_end, quoting=quoting)
    table = read_back(text.encode(encoding))
    assert table.columns == HEADER
    assert table.rejects is None
    assert table.rows_read == len(records)
    assert cells_of(table) == [tuple(as_read(cell) for cell in record) for record in records]


@MODEST
@given(records=RECORDS, line_end=st.sampled_from(["\n", "\r\n"]))
def test_the_line_of_a_record_is_the_line_it_starts_on(records: list[tuple[str, ...]], line_end: str) -> None:
    starts, at = [], 2
    for record in records:
        starts.append(at)
        at += written([record], line_end="\n").count("\n")
    table = read_back(written([HEADER, *records], line_end=line_end).encode())
    assert table.frame.collect()[LINE].to_list() == starts


LAYOUT = Counter(dict.fromkeys(", \t\n\x0b\"'=", 10**9))
"""What may go: quotes, separators, blanks, and the sign of Excel's `=""`, which is an empty text."""

UNHARMED = [("1", "2024-01-01", "5.00", "a"), ("2", "2024-01-02", "6.00", "b")]
DAMAGE = st.sampled_from(["", "", ",x", '"', "\n", '\n"', ",", "\x0b", "'"])


@MODEST
@given(records=RECORDS, damage=st.lists(st.tuples(st.integers(0, 400), DAMAGE), max_size=3))
def test_no_character_is_lost_whatever_is_done_to_the_text(
    records: list[tuple[str, ...]], damage: list[tuple[int, str]]
) -> None:
    """What stands in the file stands in a row or in a reject; only quotes, separators and blanks go."""
    body = written(records)
    for place, junk in damage:
        body = body[: place % len(body)] + junk + body[place % len(body) :]
    body = written(UNHARMED) + body
    table = read_back((written([HEADER]) + body).encode(), separator=",")
    rows = table.frame.collect()
    rejects = [] if table.rejects is None else table.rejects["text"].to_list()
    assert rows.height + len(rejects) == table.rows_read
    assert rows[LINE].is_unique().all()
    cells = [cell for row in rows.drop(LINE).rows() for cell in row if cell]
    assert Counter("".join([*cells, *rejects])) - LAYOUT == Counter(body) - LAYOUT


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_windows_1252_is_accepted_when_the_bytes_prove_it_and_said(read: Reader, encoding: str) -> None:
    table = read(
        "Kundenr;Dato;Beløb;Vare\n1;01-02-2024;10,50;Blå kjole\n2;02-02-2024;9,00;Tørklæde\n".encode(encoding)
    )
    assert table.columns == ("Kundenr", "Dato", "Beløb", "Vare")
    assert cells_of(table)[1][3] == "Tørklæde"
    (decision,) = [one for one in table.decisions if one.subject == "encoding"]
    assert (decision.value, decision.how, decision.because) == ("cp1252", "detected", "line 1")


def test_a_large_file_is_proved_to_its_end(read: Reader) -> None:
    """The first bytes looked at are UTF-8; a line far below is Windows-1252."""
    body = "".join(f"{number},2024-01-01,1.00,skjorte\n" for number in range(20_000))
    table = read(b"id,date,amount,product\n" + body.encode() + "7,2024-01-01,1.00,kjole blå\n".encode("cp1252"))
    assert cells_of(table)[-1][3] == "kjole blå"


def test_a_line_with_bad_bytes_in_a_utf8_file_is_rejected_alone(read: Reader) -> None:
    good = "1,2024-01-01,1.00,blå\n2,2024-01-01,1.00,grøn\n3,2024-01-01,1.00,rød\n"
    table = read(
        b"id,date,amount,product\n" + good.encode() + b"4,2024-01-01,1.00,x\xff\xfe\n5,2024-01-01,2.00,y\n"
    )
    assert table.rejects is not None
    assert table.rejects.select("line", "reason", "text").rows() == [
        (5, "bad_bytes", "4,2024-01-01,1.00,x\\xff\\xfe")
    ]
    assert table.frame.collect()[LINE].to_list() == [2, 3, 4, 6]


def test_encoding_given_beats_the_evidence(read: Reader) -> None:
    table = read("id;date;amount;product\n1;2024-01-01;1;ж\n".encode("cp1251"), encoding="cp1251")
    assert cells_of(table)[0][3] == "ж"
    assert table.decisions[0].how == "set"


def test_columns_aligned_with_blanks_are_read(read: Reader) -> None:
    """The CDNOW sample as its authors publish it: no header, runs of blanks."""
    table = read(" 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n")
    assert table.headless
    assert table.columns == ("column 1", "column 2", "column 3", "column 4", "column 5")
    assert cells_of(table)[1] == ("00004", "0001", "19970118", "2", "29.73")
    assert [(one.subject, one.value, one.how) for one in table.decisions[1:]] == [
        ("separator", "blanks", "detected"),
        ("header", "none", "detected"),
    ]


def test_columns_aligned_with_blanks_may_have_a_header(read: Reader) -> None:
    table = read(" customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n")
    assert table.columns == ("customer_id", "date", "number_of_cds", "dollar_value")
    assert table.frame.collect().rows() == [("00001", "19970101", "1", "11.77", 2)]


def test_comma_and_blank_separate_and_quotes_after_the_blank_enclose(read: Reader) -> None:
    table = read('id, date, amount, note\n1, 2024-01-01, 2.50, "a, b"\n2, 2024-01-02, 3.50, c\n')
    assert cells_of(table) == [("1", "2024-01-01", "2.50", "a, b"), ("2", "2024-01-02", "3.50", "c")]


def test_apostrophes_enclose_cells_where_the_file_proves_it(read: Reader) -> None:
    table = read("id,date,amount,note\n1,2024-01-01,2.50,'a, b'\n2,2024-01-02,3.50,'it''s'\n")
    assert [row[3] for row in cells_of(table)] == ["a, b", "it's"]


def test_title_lines_are_left_out_only_above_a_recognised_header(read: Reader) -> None:
    table = read("Salgsrapport 2024\n\nKundenr;Dato;Beløb\n1;01-02-2024;10,50\n")
    assert table.columns == ("Kundenr", "Dato", "Beløb")
    assert table.frame.collect()[LINE].to_list() == [4]
    assert ("header", "line 3") in [(one.subject, one.value) for one in table.decisions]


def test_total_rows_and_repeated_headers_are_furniture_and_counted(read: Reader) -> None:
    table = read("id;date;amount;note\n1;2024-01-01;5;x\nid;date;amount;note\n2;2024-01-02;5;x\n\nI alt;;10;\n")
    assert table.rejects is not None
    assert table.rejects.select("line", "reason").rows() == [(3, "furniture"), (6, "furniture")]
    assert table.rows_read == 4
    assert [one.value for one in table.decisions if one.subject == "furniture"] == [
        "2 total or header lines left out"
    ]


def test_a_product_called_total_is_no_total_row(read: Reader) -> None:
    table = read("product;id;date;amount\nTotal;1;2024-01-01;5\n")
    assert table.rejects is None
    assert cells_of(table) == [("Total", "1", "2024-01-01", "5")]


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\r\n", "\r\n\r\n", "\n;;\n"])
def test_ends_of_a_file_make_no_difference(read: Reader, end: str) -> None:
    table = read("id;date;amount\n1;2024-01-01;5\n2;2024-01-02;6" + end)
    assert table.rows_read == 2
    assert cells_of(table) == [("1", "2024-01-01", "5"), ("2", "2024-01-02", "6")]


def test_blank_lines_are_no_rows_wherever_they_stand(read: Reader) -> None:
    table = read("\nid;date;amount\n\n1;2024-01-01;5\n\n\n2;2024-01-02;6\n")
    assert table.rows_read == 2
    assert table.frame.collect()[LINE].to_list() == [4, 7]


def test_names_are_made_unique_and_never_empty(read: Reader) -> None:
    table = read("id;date;amount;amount;;__line\n1;2024-01-01;5;6;7;8\n")
    assert table.columns == ("id", "date", "amount", "amount #2", "column 5", "__line #2")


def test_separators_at_the_end_of_every_line_are_tolerated(read: Reader) -> None:
    table = read("id;date;amount\n1;2024-01-01;5;;\n2;2024-01-02;6;;\n")
    assert table.columns == ("id", "date", "amount", "column 4", "column 5")
    assert table.rejects is None


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("9;2024-01-09;9", "note", "too_few_fields"),
        ("9;2024-01-09;9;a;b", "", "too_many_fields"),
        ('9;2024-01-09;9;"never closed', "note", "unclosed_quote"),
        ('9;2024-01-09;9;a 5" pipe', "note", "stray_quote"),
        ('9;2024-01-09;9;"a" b', "note", "stray_quote"),
        ('9;2024-01-09;"9\n9";a', "amount", "unclosed_quote"),
    ],
)
def test_a_broken_record_is_rejected_alone_with_line_column_and_reason(
    read: Reader, line: str, column: str, reason: str
) -> None:
    table = read(f"id;date;amount;note\n1;2024-01-01;5;x\n{line}\n2;2024-01-02;6;y\n3;2024-01-03;7;z\n")
    assert table.rejects is not None
    first = table.rejects.row(0, named=True)
    assert (first["line"], first["column"], first["reason"]) == (3, column, reason)
    assert first["text"] == line.partition("\n")[0]
    assert [row[0] for row in cells_of(table)] == ["1", "2", "3"]


def test_a_quote_cannot_swallow_records_up_to_a_quote_far_below(read: Reader) -> None:
    records = [f"{number};2024-01-01;{number}.50;text" for number in range(1, 40)]
    records[4] = '5;2024-01-01;5.50;"text'
    records[30] = '31;2024-01-01;31.50;text"'
    table = read("\n".join(["id;date;amount;note", *records]))
    assert table.rejects is not None
    assert table.rejects.select("line", "reason").rows() == [(6, "unclosed_quote"), (32, "stray_quote")]
    assert table.frame.collect().height == 37


def test_our_own_spreadsheet_guard_is_undone(read: Reader) -> None:
    table = read("id;date;amount;note\n1;2024-01-01;5;'=SUM(A1)\n2;2024-01-02;6;'quoted'\n")
    assert [row[3] for row in cells_of(table)] == ["=SUM(A1)", "'quoted'"]


def test_reading_a_few_columns_gives_the_same_rows(read: Reader, tmp_path: Path) -> None:
    """Polars lets a long row pass when only some columns are read; the lines are proved before."""
    table = read("id;date;amount;note\n1;2024-01-01;5;x\n2;2024-01-01;5;x;y\n3;2024-01-01;5;z\n")
    assert table.frame.select("id").collect().rows() == [("1",), ("3",)]
    assert list(tmp_path.iterdir()) == [tmp_path / "orders.csv"]
