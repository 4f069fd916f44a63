"""A table on a terminal fits, lines up, takes nothing for markup, and says what it does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from rich.cells import cell_len

from clvcli.output.rows import Rows, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.output.terminal import Streams

    Pretended = Callable[..., Streams]
    Printed = Callable[[Streams], str]


def shown(rows: Rows, streams: Streams, **options: Any) -> Streams:
    write_rows(rows, output=None, format="table", streams=streams, **options)
    return streams


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 250])
def test_no_line_is_wider_than_the_screen(
    awkward: Rows, pretended: Pretended, printed: Printed, width: int
) -> None:
    text = printed(shown(awkward, pretended(stdout_is_terminal=True, width=width)))
    assert max(cell_len(line) for line in text.splitlines()) <= max(width, 36)  # the footer is never cut


def test_columns_line_up_also_under_wide_characters(
    rows_of: Callable[..., Rows], pretended: Pretended, printed: Printed
) -> None:
    frame = pl.DataFrame({"name": ["日本語の名前", "Ærø", "[/]"], "orders": [1, 22222, 3]})
    text = printed(shown(rows_of(frame), pretended(stdout_is_terminal=True, width=40)))
    _, _, *lines = text.splitlines()
    assert {cell_len(line) for line in lines} == {20}
    assert lines[1].endswith("22,222")
    assert lines[2].startswith("[/] ")


def test_twenty_rows_are_shown_and_the_rest_counted(
    rows_of: Callable[..., Rows], pretended: Pretended, printed: Printed
) -> None:
    rows = rows_of(pl.DataFrame({"orders": range(4212)}), noun="customers")
    lines = printed(shown(rows, pretended(stdout_is_terminal=True, width=80))).splitlines()
    assert len(lines) == 2 + 20 + 1
    assert lines[-1] == "20 of 4,212 customers; -o FILE for all"
    assert len(printed(shown(rows, pretended())).splitlines()) == 4212 + 1


def test_a_narrow_screen_keeps_the_columns_that_matter_in_the_order_declared(
    rows_of: Callable[..., Rows], pretended: Pretended, printed: Printed
) -> None:
    frame = pl.DataFrame({name: [1234567] for name in ("a", "b", "c", "d")})
    rows = rows_of(frame, priority=("d", "a"))
    text = printed(shown(rows, pretended(stdout_is_terminal=True, width=20)))
    assert text.splitlines()[0].split() == ["a", "d"]
    assert text.splitlines()[-1] == "2 columns not shown; --wide for all"
    wide = printed(shown(rows, pretended(stdout_is_terminal=True, width=20), wide=True))
    assert wide.splitlines()[0].split() == ["a", "b", "c", "d"]
    assert "not shown" not in wide


def test_a_pipe_gets_no_rule_no_colour_and_no_cut(awkward: Rows, pretended: Pretended, printed: Printed) -> None:
    long = awkward.held.with_columns(customer_id=pl.lit("x" * 100))
    rows = Rows(frame=long, columns=awkward.columns, title="")
    text = printed(shown(rows, pretended()))
    assert "\x1b" not in text
    assert not {char for char in text if "\u2500" <= char <= "\u259f"}
    assert "x" * 100 in text


def test_a_coloured_header_is_only_there_where_colour_is(
    awkward: Rows, pretended: Pretended, printed: Printed
) -> None:
    assert "\x1b[1m" in printed(shown(awkward, pretended(colour=True)))
    assert "\x1b" not in printed(shown(awkward, pretended(stdout_is_terminal=True, width=80)))


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "latin-1"])
def test_an_encoding_without_the_characters_gets_escapes_that_line_up(
    rows_of: Callable[..., Rows], pretended: Pretended, printed: Printed, encoding: str
) -> None:
    frame = pl.DataFrame({"name": ["日本語", "plain", "long " * 20], "orders": [1, 2, 3]})
    streams = pretended(stdout_is_terminal=True, width=60, encoding=encoding)
    lines = printed(shown(rows_of(frame), streams)).splitlines()
    assert {len(line) for line in lines[2:]} == {32 + 2 + 6}
    assert lines[-1].split("  ")[0].endswith("...")


def test_a_table_in_a_file_is_utf_8_whatever_the_terminal(
    rows_of: Callable[..., Rows], pretended: Pretended, tmp_path: Path
) -> None:
    streams = pretended(stdout_is_terminal=True, width=20, encoding="ascii", colour=True)
    target = tmp_path / "table.txt"
    frame = pl.DataFrame({"name": ["日本語"] * 30})
    write_rows(rows_of(frame), output=str(target), format="table", streams=streams)
    assert target.read_bytes().decode() == "name\n" + "日本語\n" * 30


def test_headings_are_short_where_a_table_says_so(
    rows_of: Callable[..., Rows], pretended: Pretended, printed: Printed
) -> None:
    rows = rows_of(pl.DataFrame({"clv_residual": [1]}), headings={"clv_residual": "CLV"})
    assert printed(shown(rows, pretended())).splitlines()[0] == "CLV"


def test_no_rows_make_a_header_only(rows_of: Callable[..., Rows], pretended: Pretended, printed: Printed) -> None:
    rows = rows_of(pl.DataFrame({"a": [], "b": []}, schema={"a": pl.String, "b": pl.Int64}))
    assert printed(shown(rows, pretended())) == "a  b\n"
