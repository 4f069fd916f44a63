"""The report on a screen: pictures where there is room, every language, and letters the screen may lack."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console

from clvcli.output.document import Chart, Column, Document, Figure, Phrase, Section, Table
from clvcli.output.render_terminal import render_terminal
from clvcli.output.shades import ASCII_HEIGHTS, HEIGHTS, sparkline
from clvcli.output.words.languages import ENGLISH, MANNERS, language_of

if TYPE_CHECKING:
    from clvcli.output.words.language import Language

SWEDISH = replace(
    ENGLISH,
    code="sv",
    words={**ENGLISH.words, "said": "Åtta öre är {amount} för {who}.", "name": "kvartal på år"},
    manner=MANNERS["sv"],
)


def printed(document: Document, width: int, encoding: str = "utf-8", language: Language = ENGLISH) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, color_system=None, _environ={})
    render_terminal(document, console, encoding=encoding, language=language)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def of_section(**parts: object) -> Document:
    section = Section(id="cohorts", **parts)  # type: ignore[arg-type]  # free keywords
    return Document(title=Phrase("report_title"), context=(), sections=(section,))


CURVES = Table(
    id="ltv_by_quarter",
    columns=(
        Column(key="name", kind="text"),
        *(Column(key=f"age_{age}", kind="money") for age in (1, 3, 6)),
    ),
    rows=(("first", 10.0, 40.0, 80.0), ("second", 10.0, 20.0, None)),
)

LINES = Chart(id="ltv", kind="lines", table="ltv_by_quarter", x="name", y=("age_1", "age_3", "age_6"), by_row=True)

AMOUNTS = Table(
    id="amounts",
    columns=(
        Column(key="name", kind="text"),
        Column(key="value", kind="money"),
        Column(key="customers", kind="count"),
    ),
    rows=(("all", 200.0, 4), ("half", 100.0, 2), ("none", None, 1), ("less", -50.0, 1)),
)

BARS = Chart(id="amounts", kind="bars", table="amounts", x="name", y=("value",))


def test_lines_become_a_curve_in_each_row_to_one_scale() -> None:
    text = printed(of_section(tables=(CURVES,), charts=(LINES,)), 80)
    assert re.search(r"first .* 80(\.00)? +▂▅█$", text, re.MULTILINE)
    assert re.search(r"second .* ▂▃$", text, re.MULTILINE)


def test_bars_stand_beside_their_figures_and_say_what_they_show() -> None:
    text = printed(of_section(tables=(AMOUNTS,), charts=(BARS,)), 60)
    lengths = [line.count("█") for line in text.splitlines() if line.startswith(("all", "half", "none", "less"))]
    assert lengths[0] == 2 * lengths[1] == 4 * lengths[3] > 0
    assert lengths[2] == 0
    head = next(line for line in text.splitlines() if line.startswith("name"))
    assert head.split() == ["name", "value", "customers", "value"]


def test_pictures_give_way_to_figures() -> None:
    narrow = printed(of_section(tables=(AMOUNTS,), charts=(BARS,)), 28)
    assert "█" not in narrow
    assert narrow == printed(of_section(tables=(AMOUNTS,)), 28)


def test_a_picture_of_several_amounts_is_left_to_the_page() -> None:
    several = replace(BARS, y=("value", "customers"))
    assert printed(of_section(tables=(AMOUNTS,), charts=(several,)), 80) == printed(
        of_section(tables=(AMOUNTS,)), 80
    )


def test_an_ascii_screen_gets_bars_and_curves_of_its_own() -> None:
    text = printed(of_section(tables=(CURVES, AMOUNTS), charts=(LINES, BARS)), 80, "ascii")
    assert text.isascii()
    assert re.search(r"all .* #+$", text, re.MULTILINE)
    assert re.search(r"first .* [_.~-][~=+*-]#$", text, re.MULTILINE)


@pytest.mark.parametrize(("encoding", "heights"), [("utf-8", HEIGHTS), ("ascii", ASCII_HEIGHTS)])
def test_a_curve_rises_from_zero_to_its_highest_value(encoding: str, heights: str) -> None:
    values = [step / 8 for step in range(8)]
    assert sparkline(values, 1.0, encoding) == heights
    assert sparkline([0.0, None, 1.0, -1.0], 1.0, encoding) == f"{heights[0]} {heights[-1]}{heights[0]}"
    assert sparkline([0.0, None], 0.0, encoding) == f"{heights[0]} "


@pytest.mark.parametrize("width", [16, 20, 24, 28, 32, 40, 60])
def test_no_line_ends_inside_a_figure(width: int) -> None:
    amount = Figure(value=1234567.0, kind="money", unit="SEK")
    said = Phrase("said", {"amount": amount, "who": Figure(value="Ærø", kind="text")})
    text = printed(of_section(answer=(said, said)), width, language=SWEDISH)
    assert text.count("1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567\N{NO-BREAK SPACE}kr") == 2
    assert max(map(cell_len, text.splitlines())) <= width


def test_our_words_are_spelled_without_letters_the_screen_lacks_and_data_escaped() -> None:
    said = Phrase(
        "said",
        {"amount": Figure(value=-1234.0, kind="money"), "who": Figure(value="Ærø", kind="text")},
    )
    document = of_section(answer=(said,), tables=(CURVES,))
    text = printed(document, 80, "ascii", SWEDISH)
    assert "Aatta oere aer -1 234 foer \\xc6r\\xf8." in text
    assert "kvartal" in text
    assert "paa aar" in text
    assert "Åtta öre är" in printed(document, 80, "latin-1", SWEDISH)


def test_the_book_of_actions_is_spelled_too_and_names_are_not() -> None:
    columns = (Column(key="name", kind="text"), Column(key="action", kind="text"))
    table = Table(id="plan", columns=columns, rows=(("Ærø", "skriv før påske"),))
    text = printed(of_section(tables=(table,)), 80, "ascii")
    assert "\\xc6r\\xf8  skriv foer paaske" in text
    assert "skriv før påske" in printed(of_section(tables=(table,)), 80)


@pytest.mark.parametrize("code", ["da", "sv"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_report_fits_the_screen_in_every_language(document: Document, code: str, width: int) -> None:
    text = printed(document, width, language=language_of(code))
    assert max(map(cell_len, text.splitlines())) <= width


@pytest.mark.parametrize("code", ["da", "sv"])
def test_the_report_is_ascii_on_an_ascii_screen_in_every_language(document: Document, code: str) -> None:
    text = printed(document, 80, "ascii", language_of(code))
    assert text.isascii()
    assert "\\x" not in text
