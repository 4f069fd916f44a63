"""LibreOffice opens the workbook, reckons it again to the figures of the report, and prints every sheet."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from clvcli.output.words.languages import MANNERS, language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

pytestmark = pytest.mark.libreoffice

NORDLYS = Path(__file__).parents[2] / "sample_data" / "nordlys"

ALWAYS_RECKON = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings of a user who has formulas reckoned whenever a workbook is opened."""

ROUNDED = 1e-4
"""What-if rounds the value of each customer to the cent before it adds them."""

OTHER_RATE = 5e-3
"""Under another discount rate the sheet takes the money of a year as one payment."""

CENT = 0.005
"""Money is compared to the cent."""


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Make LibreOffice write a workbook again, as another format."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("libreoffice")
    (home / "user").mkdir()
    (home / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECKON)

    def convert(book: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        options = [f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore"]
        subprocess.run(
            [program, *options, "--convert-to", kind, "--outdir", str(folder), str(book)],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return folder / f"{book.stem}.{kind}"

    return convert


@pytest.fixture(scope="session", params=MANNERS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Write the report of the sample shop, with costs and spend, in each language."""
    target = tmp_path_factory.mktemp("report") / f"report-{request.param}.xlsx"
    make_report(target, request.param)
    return request.param, target


def make_report(target: Path, code: str, *more: str) -> None:
    costs = ["--freight", "Webshop=39,Butik=0", "--payment-fee", "1.5%", "--return-handling", "35"]
    money = ["--currency", "DKK", "--rates", str(NORDLYS / "rates.csv"), "--spend", str(NORDLYS / "spend.csv")]
    inputs = [str(NORDLYS / "ordrelinjer.csv"), *money, *costs, "--lang", code]
    command = [sys.executable, "-m", "clvcli", "report", *inputs, *more, "-q", "-o", str(target)]
    subprocess.run(command, check=True)


@pytest.fixture(scope="session")
def reckoned(report: tuple[str, Path], converted: Callable[[Path, str], Path]) -> Any:
    return openpyxl.load_workbook(converted(report[1], "xlsx"), data_only=True)


def lines(sheet: Any) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0] is not None}


def label(code: str, name: str) -> str:
    return language_of(code).words[f"scenario.{name}"]


def test_no_cell_is_an_error(reckoned: Any) -> None:
    errors = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in reckoned
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
    assert not errors


def test_the_scenario_begins_with_the_figures_of_the_report(report: tuple[str, Path], reckoned: Any) -> None:
    code, _ = report
    words = language_of(code).words
    found = lines(reckoned[words["sheet.scenario"]])
    summary = {row[2]: row[3] for row in reckoned[words["sheet.summary"]].iter_rows(values_only=True, min_row=2)}
    of_report = {
        "clv_new": "clv_new", "later": "clv_new_later", "today": "customer_equity", "future": "future_customers",
        "total": "equity_total", "payback": "payback", "cac": "cac", "repurchase": "repurchase_12m",
    }  # fmt: skip
    for name, key in of_report.items():
        assert found[label(code, name)][1] == pytest.approx(summary[words[key]], abs=CENT)
    for name in ("clv_new", "first", "later", "ltv_cac", "payback", "today", "future", "total"):
        told, again, more, *_ = found[label(code, name)]
        assert again == pytest.approx(told, abs=CENT)
        assert more == pytest.approx(0.0, abs=CENT)


def test_charts_are_there_and_every_sheet_is_printed(
    report: tuple[str, Path], converted: Callable[[Path, str], Path]
) -> None:
    book = openpyxl.load_workbook(converted(report[1], "xlsx"))
    assert sum(len(sheet._charts) for sheet in book) >= 10
    assert converted(report[1], "pdf").read_bytes().startswith(b"%PDF")


MOVED: Mapping[str, tuple[str, Callable[[float], float]]] = {
    "aov=+5%": ("order_value", lambda value: value * 1.05),
    "margin=+1pp": ("margin", lambda value: value + 0.01),
    "returns=-1pp": ("return_rate", lambda value: value - 0.01),
    "discount-rate=-1pp": ("discount_rate", lambda value: value - 0.01),
    "cac=-10%": ("cac", lambda value: value * 0.9),
}
"""Lever of --what-if -> the yellow cell that is the same, and what is typed there."""


def test_a_lever_moves_the_scenario_as_the_report_says_it_would(
    converted: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    written = tmp_path / "report.xlsx"
    make_report(written, "en", "--what-if", ",".join(MOVED))
    book = openpyxl.load_workbook(written)
    moves = book["What moves the value"].iter_rows(values_only=True, min_row=2)
    effects = {row[1]: row[3] for row in moves}
    first = book["Scenario"]
    at = {row[0].value: row[0].row for row in first.iter_rows() if row[0].value is not None}
    for lever, (name, moved) in MOVED.items():
        sheet = book.copy_worksheet(first)
        sheet.title = lever.partition("=")[0]
        cell = sheet.cell(at[label("en", name)], 3)
        cell.value = moved(cell.value)
    book.save(tmp_path / "moved.xlsx")
    again = openpyxl.load_workbook(converted(tmp_path / "moved.xlsx", "xlsx"), data_only=True)
    words = language_of("en").words
    for lever, (name, _) in MOVED.items():
        found = lines(again[lever.partition("=")[0]])
        told = effects[words[name if name == "cac" else lever.partition("=")[0].replace("-", "_")]]
        effect = found[label("en", "future" if name == "cac" else "today")][2]
        assert effect == pytest.approx(told, rel=OTHER_RATE if name == "discount_rate" else ROUNDED)
