"""The same figure at a terminal, on the page, in Markdown, JSON and the workbook: all of all are compared.

Each rendering is read back from what was written, and held to JSON: every section, key figure, table, row, column,
cell, mark, sentence and line, in order, with nothing missing and nothing besides.  What one of them lacks is by
intention: JSON and the workbook write raw values, which the others round; the workbook has the sentences of the head
and the first lines, but no answers and notes, since it is for reckoning; pictures draw the tables beside them.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from clvcli.cli.tree import app
from clvcli.customers.cohorts import Repurchase
from clvcli.output.html.look import Look
from clvcli.output.html.page import render_html
from clvcli.output.render_json import render_json
from clvcli.output.render_markdown import render_markdown
from clvcli.output.render_terminal import render_terminal
from clvcli.output.report import build_report
from clvcli.output.report_workbook import workbook
from clvcli.output.report_workbook.workbook import Material, parts_of
from clvcli.output.shared import shareable
from clvcli.output.words.languages import language_of
from tests.report.conftest import SCENARIOS, everything
from tests.report.shown import shown_by_json
from tests.report.shown_book import check_book, read
from tests.report.shown_text import Layout, shown_by_markdown, shown_by_page, shown_by_terminal
from tests.report.test_report_samples import SHOPS

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.output.report_inputs import ReportInputs
    from clvcli.output.report_workbook.sheets import Part
    from clvcli.output.words.language import Language
    from tests.report.shown import Shown

WIDE = 1200
"""Columns of a screen that no table is too wide for."""

QUICK = ("--model", "mbg-nbd", "--no-intervals", "--quiet")

LEAST = 200
"""Figures and sentences of the shortest report."""

LEAST_OF_SHOPS = 2_500


def few() -> ReportInputs:
    """Return a report whose repurchase rate rests on few customers, and so is marked."""
    inputs = everything()
    (analysis,) = inputs.analyses
    assert analysis.cohorts is not None
    cohorts = replace(analysis.cohorts, last_year=Repurchase(before=12, again=5))
    return replace(inputs, analyses=(replace(analysis, cohorts=cohorts),))


REPORTS = {**SCENARIOS, "few who came back": few}


def material(name: str, language: Language, *, share: bool = False) -> Material:
    inputs = REPORTS[name]()
    document = build_report(inputs)
    shown = shareable(document) if share else document
    return Material(document=shown, analyses=inputs.analyses, language=language, share=share)


def of_shop(shop: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Material:
    """Return what the command makes the workbook of a sample shop from."""
    made: list[Material] = []

    def kept(found: Material) -> list[Part]:
        made.append(found)
        return parts_of(found)

    monkeypatch.setattr(workbook, "parts_of", kept)
    app(["report", *SHOPS[shop], *QUICK, "-o", str(folder / "report.xlsx")], standalone_mode=False)
    (found,) = made
    return found


def compare(report: Material) -> int:
    """Hold all renderings of a report to its JSON; return how many figures each shows."""
    document, language = report.document, report.language
    tree = json.loads(render_json(document, language))
    told = shown_by_json(tree, document, language)
    assert_same(shown_by_page(render_html(document, language, Look()), language), told)
    assert_same(shown_by_markdown(render_markdown(document, language), language), told)
    assert_same(shown_by_terminal(printed(report), layout(told), language), told)
    assert check_book(read(report, date(2026, 1, 1)), document, told, language)
    return sum(part.figures for part in told.parts.values())


def assert_same(shown: Shown, told: Shown) -> None:
    """Hold a rendering to what JSON tells, the smallest difference first."""
    assert (shown.title, shown.context) == (told.title, told.context)
    assert set(shown.parts) == set(told.parts)
    for key, part in told.parts.items():
        assert [grid.title for grid in shown.parts[key].grids] == [grid.title for grid in part.grids], key
        for found, grid in zip(shown.parts[key].grids, part.grids, strict=True):
            assert found == grid, key
        assert shown.parts[key] == part, key


def printed(report: Material) -> str:
    file = io.StringIO()
    console = Console(file=file, width=WIDE, color_system=None, force_terminal=False, _environ={})
    render_terminal(report.document, console, language=report.language)
    return file.getvalue()


def layout(told: Shown) -> Layout:
    grids = {key: part.grids for key, part in told.parts.items()}
    return Layout(
        titles=frozenset(grid.title for found in grids.values() for grid in found if grid.title),
        columns={key: [len(grid.head) for grid in found] for key, found in grids.items()},
    )


@pytest.mark.parametrize(("code", "share"), [("en", False), ("da", False), ("en", True)])
@pytest.mark.parametrize("name", REPORTS)
def test_all_renderings_of_a_report_show_the_same(name: str, code: str, *, share: bool) -> None:
    assert compare(material(name, language_of(code), share=share)) > LEAST


@pytest.mark.long
@pytest.mark.parametrize("shop", SHOPS)
def test_all_renderings_of_a_sample_shop_show_the_same(
    shop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = of_shop(shop, tmp_path, monkeypatch)
    for code in ("en", "da"):
        assert compare(replace(found, language=language_of(code))) > LEAST_OF_SHOPS
    assert compare(replace(found, document=shareable(found.document), share=True)) > LEAST_OF_SHOPS
