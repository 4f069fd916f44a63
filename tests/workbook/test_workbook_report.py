"""The workbook holds the figures of the report, typed, one tidy table a sheet, and says where everything is."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.on_disk import held
from clvcli.output.report import build_report
from clvcli.output.report_workbook import customers
from clvcli.output.report_workbook.of_tables import SOURCES
from clvcli.output.report_workbook.sheets import Sheet
from clvcli.output.report_workbook.workbook import Material, parts_of
from clvcli.output.words.languages import ENGLISH, MANNERS, language_of
from tests.report.conftest import SCENARIOS, everything, two_currencies, values, values_only
from tests.workbook.conftest import read, written

if TYPE_CHECKING:
    from clvcli.output.document import Figure
    from clvcli.output.report_inputs import ReportInputs

PAGES = {"Read me", "Scenario"}
HOSTILE = "=cmd|' /C calc'!A0 \x1b[31m\u202e <b>&amp; _x0041_"


@pytest.fixture(params=list(SCENARIOS), scope="module")
def inputs(request: pytest.FixtureRequest) -> ReportInputs:
    return SCENARIOS[request.param]()


@pytest.fixture(scope="module")
def book(inputs: ReportInputs) -> Any:
    return read(written(inputs))


def plain(cell: object) -> object:
    return cell.date() if isinstance(cell, datetime) else cell


def same(cell: object, value: object) -> bool:
    if isinstance(value, float):
        return isinstance(cell, int | float) and abs(cell - value) <= 1e-9 * abs(value)  # 16 digits are written
    return plain(cell) == value


# --- the same figures -----------------------------------------------------------------------------


def test_each_figure_of_the_report_stands_in_the_sheet_of_all_figures(inputs: ReportInputs, book: Any) -> None:
    document = build_report(inputs)
    found = [row[-1] for row in book["All figures"].iter_rows(min_row=2, values_only=True)]
    wanted: list[Figure] = []
    for section in document.sections:
        wanted.extend(each.figure for each in section.key_figures)
        for table in section.tables:
            others = table.columns[1:] or table.columns
            wanted.extend(table.figure(row, column.key) for row in range(len(table.rows)) for column in others)
    assert len(found) == len(wanted)
    for cell, figure in zip(found, wanted, strict=True):
        value = figure.value
        assert same(cell, (ENGLISH.show(figure) or None) if isinstance(value, str) else value)


def test_a_sheet_of_a_table_holds_its_cells_as_they_are(inputs: ReportInputs, book: Any) -> None:
    document = build_report(inputs)
    for source in SOURCES.values():
        tables = [
            (section, table)
            for name in source.tables
            for section in document.sections
            for table in section.tables
            if table.id == name and table.rows
        ]
        name = ENGLISH.words[f"sheet.{source.id}"]
        assert (name in book.sheetnames) == bool(tables)
        cells = (
            [cell for row in book[name].iter_rows(min_row=2, values_only=True) for cell in row] if tables else []
        )
        for _, table in tables:
            for row in table.rows:
                numbers = [value for value in row if isinstance(value, int | float | date)]
                assert all(any(same(cell, value) for cell in cells) for value in numbers)


def test_currencies_stand_under_one_another_and_are_never_added() -> None:
    sheet = read(written(two_currencies()))["Concentration"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "currency"
    assert [row[0] for row in rows[1:]] == ["DKK"] * 10 + ["SEK"] * 10


# --- tidy sheets ------------------------------------------------------------------------------------


def test_each_sheet_is_one_table_with_headings_that_stay_and_filter(book: Any) -> None:
    for sheet in (each for each in book if each.sheet_state == "visible"):
        assert not sheet.merged_cells.ranges
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        if sheet.title in PAGES:
            continue
        heads = [cell.value for cell in sheet[1]]
        assert all(head not in {None, ""} for head in heads)
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.column_dimensions[letter].width <= 62 for letter in sheet.column_dimensions)


def test_nothing_but_the_scenario_is_reckoned_by_the_reader(book: Any) -> None:
    for sheet in book:
        if sheet.title not in PAGES:
            assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_customers_have_ids_as_text_money_with_cents_and_days_as_days() -> None:
    sheet = read(written(everything()))["Customers"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    first = {head: sheet.cell(2, column) for head, column in heads.items()}
    assert first["customer id"].data_type == "s"
    assert first["first order"].is_date
    assert first["clv 12m"].number_format == "#,##0.00"
    assert sheet.max_row == 401


def test_text_of_strangers_is_text() -> None:
    frame = values(3).with_columns(customer_id=pl.Series([HOSTILE, "007", "1E5"]))
    raw = written(values_only(frame))
    cells = [cell.value for cell in read(raw)["Customers"]["A"]]
    assert cells[1:] == ["=cmd|' /C calc'!A0 \\x1b[31m\u202e <b>&amp; _x005F_x0041_", "007", "1E5"]
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower()]


# --- where everything is ----------------------------------------------------------------------------


def test_the_first_page_leads_to_every_sheet_and_names_those_that_are_missing(book: Any) -> None:
    page = book["Read me"]
    links = {cell.value for row in page.iter_rows() for cell in row if cell.hyperlink}
    shown = {sheet.title for sheet in book if sheet.sheet_state == "visible"}
    assert links == shown - {"Read me"}
    told = {cell.value for cell in page["A"]}
    assert {ENGLISH.words[f"sheet.{name}"] for name in SOURCES} <= told


@pytest.mark.parametrize("code", MANNERS)
def test_the_dictionary_says_what_each_column_of_each_sheet_means(code: str, inputs: ReportInputs) -> None:
    language, document = language_of(code), build_report(inputs)
    parts = parts_of(Material(document=document, analyses=inputs.analyses, language=language))
    sheets = [part for part in parts if isinstance(part, Sheet)]
    dictionary = next(part for part in sheets if part.id == "dictionary")
    assert [row[:3] for row in dictionary.rows] == [
        (sheet.name, each.heading, each.key) for sheet in sheets for each in sheet.fields
    ]
    assert not [row[:3] for row in dictionary.rows if not row[3]]


@pytest.mark.parametrize("code", MANNERS)
def test_names_of_sheets_fit_and_differ(code: str) -> None:
    words = language_of(code).words
    names = [text for key, text in words.items() if key.startswith("sheet.") and key.count(".") == 1]
    assert len(set(map(str.lower, names))) == len(names)
    assert all(len(name) <= 28 and not set("[]:*?/\\'") & set(name) for name in names)  # room for a number


# --- what may leave the house, and how much fits ----------------------------------------------------


def test_a_workbook_to_share_has_no_customers(inputs: ReportInputs) -> None:
    book = read(written(inputs, share=True))
    assert "Customers" not in book.sheetnames
    ids = set(held(inputs.analyses[0].values)["customer_id"])
    assert not any(cell.value in ids for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def test_customers_that_do_not_fit_on_a_sheet_stand_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customers, "MOST_ROWS", 150)
    book = read(written(everything()))
    sheets = [name for name in book.sheetnames if name.startswith("Customers")]
    assert sheets[:3] == ["Customers", "Customers 2", "Customers 3"]
    ids = [cell.value for name in sheets[:3] for cell in book[name]["A"][1:]]
    assert ids == held(everything().analyses[0].values)["customer_id"].to_list()


def test_the_same_data_make_the_same_bytes() -> None:
    assert written(everything()) == written(everything())
