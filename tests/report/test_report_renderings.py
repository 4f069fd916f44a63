from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from rich.cells import cell_len
from rich.console import Console

from clvcli.orders.tables import Decision
from clvcli.output.document import NUMERIC
from clvcli.output.render_json import render_json
from clvcli.output.render_markdown import escaped, render_markdown
from clvcli.output.render_terminal import render_terminal
from clvcli.output.report import build_report

if TYPE_CHECKING:
    from clvcli.output.document import Document
    from clvcli.output.report_inputs import ReportInputs

HOSTILE = "[/] \x1b[31m=cmd|' /C calc'!A0 <script>alert(1)</script>\n# head `x` \u202e"


def printed(document: Document, width: int, encoding: str = "utf-8", *, colour: bool = False) -> str:
    file = io.StringIO()
    system: Any = "standard" if colour else None
    console = Console(file=file, width=width, color_system=system, force_terminal=colour, _environ={})
    render_terminal(document, console, encoding=encoding)
    return file.getvalue()


def read_number(text: str) -> tuple[float, float]:
    """Return a shown figure as a number, and half a unit of its last digit."""
    bare = text.strip().rstrip("*~").replace(",", "").lstrip("<>")
    scale = 0.01 if bare.endswith("%") else 1.0
    bare = bare.removesuffix("%")
    decimals = len(bare.partition(".")[2])
    return float(bare) * scale, 0.5 * 10.0**-decimals * scale


def markdown_tables(text: str) -> list[list[list[str]]]:
    tables: list[list[list[str]]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            tables[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif tables[-1]:
            tables.append([])
    return [table for table in tables if table]


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


# --- figures as people read them ---------------------------------------------------------------


def test_each_figure_of_the_json_stands_in_the_markdown(document: Document) -> None:
    sections = json.loads(render_json(document))["sections"]
    shown = iter(markdown_tables(render_markdown(document)))
    for section in sections:
        if section["key_figures"]:
            for figure, row in zip(section["key_figures"], next(shown)[2:], strict=True):
                compare(figure["value"], figure["kind"], row[1].removeprefix(f"{figure['currency']} "))
        for table in section["tables"]:
            for raw, row in zip(table["rows"], next(shown)[2:], strict=True):
                for column, cell in zip(table["columns"], row, strict=True):
                    compare(raw[column["key"]], column["kind"], unescaped(cell))
    assert next(shown, None) is None


def compare(raw: Any, kind: str, shown: str) -> None:
    if kind not in NUMERIC:
        return
    if raw is None:
        assert shown in {"", "~", "not known"}
        return
    value, half = read_number(shown)
    if shown[0] in "<>":
        assert 0 < raw < value if shown[0] == "<" else value < raw < 1
        return
    rounding = abs(raw) * 0.005 if kind == "estimate" else 0.0  # three significant digits
    assert value == pytest.approx(raw, rel=0, abs=half + rounding + 1e-6)  # JSON keeps six decimals of a share


# --- the terminal ------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(document: Document, width: int) -> None:
    lines = printed(document, width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_an_ascii_terminal_gets_ascii(document: Document) -> None:
    assert printed(document, 40, "ascii").isascii()
    assert printed(document, 80, "ascii").isascii()


def test_a_wider_screen_shows_more_columns_and_more_months(inputs: ReportInputs) -> None:
    document = build_report(inputs)
    narrow, wide = printed(document, 80), printed(document, 120)
    assert narrow.count("not shown at this width") > wide.count("not shown at this width")
    heat = [next(line for line in text.splitlines() if "purchase customers" in line) for text in (narrow, wide)]
    assert len(heat[0].split()) < len(heat[1].split())


def test_without_colour_there_is_no_escape_and_with_colour_the_figures_are_the_same(inputs: ReportInputs) -> None:
    document = build_report(inputs)
    plain, coloured = printed(document, 80), printed(document, 80, colour=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_month_not_over_is_marked_and_an_observed_nothing_is_zero(inputs: ReportInputs) -> None:
    analysis = inputs.analyses[0]
    assert analysis.cohorts is not None
    nobody = analysis.cohorts.cells.with_columns(pl.col("share") * 0)
    unseen = replace(analysis, cohorts=replace(analysis.cohorts, cells=nobody))
    lines = printed(build_report(replace(inputs, analyses=(unseen,))), 80).splitlines()
    rows = [line.split()[3:] for line in lines if re.match(r"[A-Z][a-z]{2} 2011 ", line)]
    assert rows[-3:] == [["0%", "~"], ["~"], []]


# --- hostile text --------------------------------------------------------------------------------


def test_hostile_text_is_text_in_every_rendering(inputs: ReportInputs) -> None:
    hostile = Decision(subject=HOSTILE, value=HOSTILE, how="set", because=HOSTILE, source=HOSTILE)
    document = build_report(replace(inputs, decisions=(hostile,)))
    assert not set(printed(document, 120)) & {"\x1b", "\u202e"}
    assert "<script" not in re.sub(r"\\.", "", render_markdown(document))
    sections = json.loads(render_json(document))["sections"]
    decided = next(section for section in sections if section["id"] == "decided")
    assert decided["tables"][0]["rows"][0]["value"] == HOSTILE


# --- files ---------------------------------------------------------------------------------------


def test_markdown_has_no_trailing_blanks_and_its_tables_are_even(document: Document) -> None:
    text = render_markdown(document)
    assert all(line == line.rstrip() for line in text.split("\n"))
    assert all(len({len(row) for row in table}) == 1 for table in markdown_tables(text))


def test_json_names_its_schema_and_keeps_sorted_keys(document: Document) -> None:
    text = render_json(document)
    tree = json.loads(text)
    assert (tree["schema"], tree["schema_version"]) == ("clvcli.report", "1.1")
    assert text == json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def test_what_turns_text_round_is_shown_in_markdown_and_not_done() -> None:
    assert escaped("a\u202eb") == r"a\\u202eb"
