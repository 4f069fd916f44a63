"""Rows speak the language of their reader where people read them, and one language where programs do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.output.rows import FORMATS, Rows, write_rows
from clvcli.output.words.languages import ENGLISH, MANNERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.output.terminal import Streams

    RowsOf = Callable[..., Rows]
    Pretended = Callable[..., Streams]
    Printed = Callable[[Streams], str]

WORDS = {
    **ENGLISH.words,
    "column.customer_id": "kunde",
    "column.value": "værdi",
    "column.p_alive": "sandsynlighed",
    "gold": "guld",
    "cell.true": "ja",
    "customers": "kunder",
    "rows_cut": "{shown} af {all} {noun}; -o FIL for alle",
    "columns_cut": "{count} kolonner vises ikke",
    "columns_cut.one": "{count} kolonne vises ikke",
}

DANISH = replace(ENGLISH, code="da", words=WORDS, manner=MANNERS["da"])

SWEDISH = replace(ENGLISH, code="sv", words=WORDS, manner=MANNERS["sv"])

FRAME = pl.DataFrame(
    {
        "customer_id": ["gold", "Ærø"],
        "tier": ["gold", "unheard_of"],
        "value": [1234567.5, -40.0],
        "p_alive": [0.1234, None],
        "orders": [1234, 0],
        "first_order": [date(2024, 2, 29), None],
        "few": [True, None],
    }
)


@pytest.fixture
def spoken(rows_of: RowsOf) -> Rows:
    return rows_of(
        FRAME, money=frozenset({"value"}), shares=frozenset({"p_alive"}), noun="customers", language=DANISH
    )


def drawn(rows: Rows, streams: Streams, printed: Printed, name: str = "table", **options: Any) -> list[str]:
    write_rows(rows, output=None, format=name, streams=streams, **options)
    return printed(streams).splitlines()


def test_a_table_is_said_in_the_language_of_its_reader(
    spoken: Rows, pretended: Pretended, printed: Printed
) -> None:
    heads, first, second = drawn(spoken, pretended(), printed)
    assert heads.startswith("kunde  tier  ")
    assert "værdi  sandsynlighed  " in heads
    assert [cell.strip() for cell in first.split("  ") if cell.strip()] == [
        "gold", "guld", "1.234.567,50", "12,34\N{NO-BREAK SPACE}%", "1.234", "29-02-2024", "ja"
    ]  # fmt: skip
    assert "unheard_of" in second


def test_figures_keep_all_their_digits_in_every_language(
    spoken: Rows, pretended: Pretended, printed: Printed
) -> None:
    english = drawn(replace(spoken, language=ENGLISH), pretended(), printed)
    assert "1,234,567.50" in english[1]
    assert "0.1234" in english[1]
    swedish = drawn(replace(spoken, language=SWEDISH), pretended(), printed)
    assert "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,50" in swedish[1]
    assert "\N{MINUS SIGN}40,00" in swedish[2]


def test_english_rows_are_as_they_are_typed(spoken: Rows, pretended: Pretended, printed: Printed) -> None:
    heads, first, _ = drawn(replace(spoken, language=ENGLISH), pretended(), printed)
    assert heads.split("  ")[0] == "customer id"
    assert "2024-02-29" in first
    assert "true" in first
    markdown = drawn(replace(spoken, language=ENGLISH), pretended(), printed, "md")
    assert markdown[0].startswith("| customer_id | tier | value |")
    assert "| 1234567.50 |" in markdown[2]


def test_markdown_is_said_in_the_language_of_its_reader(
    spoken: Rows, pretended: Pretended, printed: Printed
) -> None:
    heads, rule, first, second = drawn(spoken, pretended(), printed, "md")
    assert heads.startswith("| kunde | tier | værdi | sandsynlighed |")
    assert rule == "| --- | --- | ---: | ---: | ---: | --- | --- |"
    assert first == "| gold | guld | 1.234.567,50 | 12,34\N{NO-BREAK SPACE}% | 1.234 | 29-02-2024 | ja |"
    assert second == "| Ærø | unheard\\_of | -40,00 |  | 0 |  |  |"


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"table", "md", "xlsx"}))
def test_what_programs_read_is_the_same_in_every_language(
    spoken: Rows, pretended: Pretended, tmp_path: Path, name: str
) -> None:
    for language in (ENGLISH, DANISH, SWEDISH):
        target = str(tmp_path / language.code)
        write_rows(replace(spoken, language=language), output=target, format=name, streams=pretended())
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1


def test_a_workbook_keeps_keys_and_raw_values_in_every_language(
    spoken: Rows, pretended: Pretended, tmp_path: Path
) -> None:
    target = tmp_path / "rows.xlsx"
    write_rows(spoken, output=str(target), format="xlsx", streams=pretended())
    found = pl.read_excel(target, sheet_name="Rows")
    assert found.columns == FRAME.columns
    assert found.row(0)[1:4] == ("gold", 1234567.5, 0.1234)


def test_what_a_screen_leaves_out_is_said_in_words(rows_of: RowsOf, pretended: Pretended, printed: Printed) -> None:
    rows = rows_of(
        pl.DataFrame({"a": ["x" * 12] * 4212, "b": ["y" * 12] * 4212}), noun="customers", language=DANISH
    )
    lines = drawn(rows, pretended(stdout_is_terminal=True, width=20), printed)
    assert lines[-2:] == ["20 af 4.212 kunder; -o FIL for alle", "1 kolonne vises ikke"]


def test_a_screen_of_ascii_spells_our_words_and_escapes_the_data(
    spoken: Rows, pretended: Pretended, printed: Printed
) -> None:
    swedish = replace(spoken, language=SWEDISH)
    heads, _, first, second = drawn(swedish, pretended(stdout_is_terminal=True, encoding="ascii"), printed)
    assert "vaerdi" in heads
    assert "1 234 567,50" in first
    assert "-40,00" in second
    assert second.startswith("\\xc6r\\xf8")


def test_settled_digits_are_written_and_none_is_made_up(rows_of: RowsOf, pretended: Pretended) -> None:
    frame = pl.DataFrame({"n": [Decimal("0.10"), Decimal("12345678901234567890.12")]})
    streams = pretended()
    write_rows(rows_of(frame, language=DANISH), output=None, format="table", streams=streams)
    assert streams.stdout.getvalue().split()[1:] == [b"0,10", b"12.345.678.901.234.567.890,12"]  # type: ignore[union-attr]
