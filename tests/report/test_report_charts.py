"""Charts show the figures of their tables, can do nothing but be seen, and are the same wherever they are drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import MalformedReportError
from clvcli.output.charts.described import described
from clvcli.output.charts.draw import KINDS, alternative, drawn
from clvcli.output.charts.ink import CLASSES, SERIES
from clvcli.output.charts.layout import SIZE, WIDTH
from clvcli.output.charts.measure import cut, width_of
from clvcli.output.charts.picture import MOST_PLACES, pictured, words
from clvcli.output.charts.rows import NAMES_WIDTH
from clvcli.output.charts.svg import KEPT, fragment
from clvcli.output.document import Chart, ChartKind, Column, Figure, KeyFigure, Level, Phrase, Section, Table
from clvcli.output.report import build_report
from clvcli.output.report_sections.charted import charted
from clvcli.output.report_sections.frames import table
from clvcli.output.shared import shareable
from clvcli.output.words.languages import ENGLISH, MANNERS, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.output.charts.layout import Sheet
    from clvcli.output.document import Document, Value

HOSTILE = (
    "</svg><script>alert(1)</script>",
    "]]>",
    "<!ENTITY x 'y'>",
    "a\nb\rc\td",
    "\u202eturned\u2066",
    "\x00\x1b[31m\ufffe",
    "javascript:alert(1)",
    'url(http://example.org) " onload="x',
    "{{ 7 * 7 }}",
    "datum.value",
    "名前" * 40,
    "x" * 300,
    "",
    " ",
)

_cells = st.none() | st.floats(-1e12, 1e12).map(lambda value: round(value, 2)) | st.integers(-10, 10)
_names = st.sampled_from(HOSTILE) | st.text(max_size=40)


def _table(rows: list[tuple[Value, ...]], **more: object) -> Table:
    columns = (
        Column(key="name", kind="text", heading=Phrase("customers")),
        Column(key="one", kind="money", heading=Phrase("value_to_date.revenue")),
        Column(key="two", kind="money", heading=Phrase("aov")),
        Column(key="low", kind="money"),
        Column(key="high", kind="money"),
    )
    return Table(id="made", columns=columns, rows=tuple(rows), unit="DKK", **more)  # type: ignore[arg-type]  # fields of a table


def _chart(kind: ChartKind, *, by_row: bool = False, **more: object) -> Chart:
    y = ("one",) if kind in {"bridge", "lorenz", "tornado"} else ("one", "two")
    return Chart(id="made", kind=kind, table="made", x="name", y=y, by_row=by_row, **more)  # type: ignore[arg-type]  # fields of a chart


def _sheet(chart: Chart, of: Table) -> Sheet | None:
    picture = pictured(chart, of, ENGLISH)
    return KINDS[chart.kind](picture) if picture else None


def _figures(sheet: Sheet) -> Iterator[object]:
    """Yield what the library is handed as figures; the other numbers are pixels and places."""
    for layer in sheet.layers:
        for row in layer["data"]["values"]:
            yield from (row[key] for key in ("value", "low", "high") if key in row)


def _texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314  (made above)


charts = pytest.mark.parametrize(
    "chart",
    [
        *(_chart(kind) for kind in get_args(ChartKind)),
        _chart("bars", low="low", high="high"),
        _chart("lines", low="low", high="high"),
        _chart("lines", by_row=True),
        _chart("stack", by_row=True),
        _chart("bars", within="low", beside="two"),
    ],
    ids=lambda chart: (
        f"{chart.kind}{'-rows' * chart.by_row}{'-ends' * bool(chart.low)}{'-parts' * bool(chart.within)}"
    ),
)


def test_every_kind_of_chart_is_laid_out() -> None:
    assert set(KINDS) == set(get_args(ChartKind))


@charts
@given(rows=st.lists(st.tuples(_names, _cells, _cells, _cells, _cells), max_size=12))
@settings(max_examples=5, deadline=None, derandomize=True)
def test_any_table_is_drawn_as_harmless_xml_twice_the_same(chart: Chart, rows: list[tuple[Value, ...]]) -> None:
    made = _table(rows)
    svg = drawn(chart, made, ENGLISH, prefix="a b<")
    assert svg == drawn(chart, made, ENGLISH, prefix="a b<")
    if not svg:
        assert all(row[1] is None and (row[2] is None or chart.y == ("one",)) for row in rows)
        return
    root = ET.fromstring(svg)  # noqa: S314  (made above)
    assert root.get("role") == "img"
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        assert tag in {"svg", "title", "desc", "text", *KEPT}
        said = {name.lower() for name in element.attrib}
        assert not said & {"style", "href", "src", "clip-path", "filter", "mask"}
        assert not any(name.startswith("on") or "}" in name for name in said)
        assert not any("url(" in value or "NaN" in value for value in element.attrib.values())
    assert {element.get("id") for element in root.iter() if element.get("id")} == {
        "a-b-made-title",
        "a-b-made-desc",
    }


@charts
@given(rows=st.lists(st.tuples(_names, _cells, _cells, _cells, _cells), min_size=1, max_size=30))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_the_library_is_handed_cells_of_the_table_and_no_words(chart: Chart, rows: list[tuple[Value, ...]]) -> None:
    sheet = _sheet(chart, _table(rows))
    if sheet is None:
        return
    cells = {float(cell) for row in rows for cell in row if isinstance(cell, int | float)}
    ends = {0.0, 1.0} if chart.kind == "lorenz" else set()
    assert {float(value) for value in _figures(sheet) if isinstance(value, int | float)} <= cells | ends
    for layer in sheet.layers:
        strings = [cell for row in layer["data"]["values"] for cell in row.values() if isinstance(cell, str)]
        assert all(text in CLASSES for text in strings)
        assert layer["mark"]["type"] != "text"
        assert "url" not in layer["data"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text(text: str) -> None:
    made = _table([(text, 10.0, 5.0, 1.0, 20.0), ("other", 20.0, 6.0, 1.0, 30.0)])
    svg = drawn(_chart("bars"), made, ENGLISH, prefix="")
    assert "<script" not in svg
    shown = cut(words(text), NAMES_WIDTH, SIZE)
    assert not shown or shown in _texts(svg)


def test_a_title_and_a_description_name_the_picture() -> None:
    made = _table(
        [("a", 10.0, 5.0, None, None), ("b", 30.0, 6.0, None, None)], title=Phrase("deciles_title.revenue")
    )
    chart = _chart("bars")
    root = ET.fromstring(drawn(chart, made, ENGLISH, prefix="p-"))  # noqa: S314  (made above)
    assert root[0].text == ENGLISH.words["deciles_title.revenue"]
    assert root[1].text == alternative(chart, made, ENGLISH)
    assert "the largest is 30.00 (b), the smallest 10.00 (a)" in alternative(chart, made, ENGLISH)


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_a_table_without_figures_has_no_chart(kind: ChartKind) -> None:
    made = _table([("a", None, None, None, None), ("b", None, None, None, None)])
    assert drawn(_chart(kind), made, ENGLISH, prefix="") == ""
    assert alternative(_chart(kind), made, ENGLISH) == ""


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_one_row_is_drawn(kind: ChartKind) -> None:
    assert drawn(_chart(kind), _table([("a", 0.0, 0.0, None, None)]), ENGLISH, prefix="").startswith("<svg")


def test_of_many_rows_the_largest_are_drawn_and_the_chart_says_so() -> None:
    made = _table([(f"r{row}", float(row), 0.0, None, None) for row in range(200)])
    chart = Chart(id="made", kind="bars", table="made", x="name", y=("one",))
    picture = pictured(chart, made, ENGLISH)
    assert picture is not None
    assert picture.names == tuple(f"r{row}" for row in range(180, 200))
    assert f"the {MOST_PLACES} largest of 200" in _texts(drawn(chart, made, ENGLISH, prefix=""))
    assert described(picture, "bars").endswith(f"the {MOST_PLACES} largest of 200.")


def test_of_many_periods_the_last_are_drawn() -> None:
    made = _table([(f"r{row}", float(row), 1.0, None, None) for row in range(200)])
    picture = pictured(_chart("stack"), made, ENGLISH)
    assert picture is not None
    assert (picture.names[0], picture.names[-1]) == ("r180", "r199")
    assert picture.left_out == "the last 20 of 200"


def test_the_row_of_all_is_no_part_of_a_stack_and_the_strongest_of_lines() -> None:
    made = _table([("a", 1.0, 2.0, None, None), ("all", 3.0, 5.0, None, None)])
    stacked = pictured(_chart("stack", by_row=True, total="all"), made, ENGLISH)
    lined = pictured(_chart("lines", by_row=True, total="all"), made, ENGLISH)
    assert stacked is not None
    assert stacked.series == ("a",)
    assert lined is not None
    assert lined.total == 1


def test_marked_cells_are_paler_and_carry_their_mark() -> None:
    made = _table(
        [("a", 1.0, 2.0, None, None), ("b", 3.0, 5.0, None, None)],
        flags={(0, "one"): "few", (1, "name"): "incomplete"},
    )
    svg = drawn(_chart("bars"), made, ENGLISH, prefix="")
    assert svg.count('fill-opacity="0.4"') == 3
    assert {"1.00*", "3.00~", "5.00~", ENGLISH.words["few_legend"], ENGLISH.words["incomplete_legend"]} <= set(
        _texts(svg)
    )


def test_all_figures_of_an_axis_have_the_decimals_that_its_steps_need() -> None:
    made = _table([("a", 0.0, 1.0, None, None), ("b", 180.0, 100.0, None, None)])
    assert {"0", "50", "100", "150", "200"} <= set(_texts(drawn(_chart("lines"), made, ENGLISH, prefix="")))


def test_a_level_is_named_with_its_figure() -> None:
    level = Level(label=Phrase("cac"), figure=Figure(value=150.0, kind="money", unit="DKK"))
    made = _table([("a", 100.0, 200.0, None, None)])
    chart = _chart("lines", by_row=True, levels=(level,))
    assert "CAC DKK 150" in _texts(drawn(chart, made, ENGLISH, prefix=""))


def test_the_first_and_the_last_row_of_a_bridge_stand_on_zero_and_its_steps_are_signed() -> None:
    made = _table([("a", 100.0, 0, 0, 0), ("b", 50.0, 0, 0, 0), ("c", -30.0, 0, 0, 0), ("d", 120.0, 0, 0, 0)])
    sheet = _sheet(_chart("bridge"), made)
    assert sheet is not None
    assert [row["stands"] for row in sheet.layers[0]["data"]["values"]] == [True, False, False, True]
    assert {"100", "+50.00", "-30.00", "120"} <= {word.text for word in sheet.words}


def test_bars_begin_at_zero_whatever_the_figures() -> None:
    for figures in ((90.0, 100.0), (-100.0, -90.0), (-5.0, 5.0)):
        sheet = _sheet(_chart("tornado"), _table([(str(each), each, 0, 0, 0) for each in figures]))
        assert sheet is not None
        low, high = sheet.layers[0]["encoding"]["x"]["scale"]["domain"]
        assert low <= 0 <= high


@pytest.mark.parametrize("code", MANNERS)
def test_figures_of_axes_are_written_in_the_language(code: str) -> None:
    made = _table([("a", 1_250_000.0, 900_000.0, None, None), ("b", 2_000_000.0, 1.0, None, None)])
    told = {"en": "1,000,000", "da": "1.000.000", "sv": "1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"}
    assert told[code] in _texts(drawn(_chart("lines"), made, language_of(code), prefix=""))


def test_all_charts_of_a_report_are_drawn_of_their_own_tables(document: Document) -> None:
    for section in document.sections:
        for chart in section.charts:
            made = next(each for each in section.tables if each.id == chart.table)
            assert drawn(chart, made, ENGLISH, prefix=f"{section.id}-")
            assert alternative(chart, made, ENGLISH)
        assert len({chart.id for chart in section.charts}) == len(section.charts)


def test_what_may_be_shared_has_no_chart_of_a_table_that_is_gone(document: Document) -> None:
    for section in shareable(document).sections:
        assert {chart.table for chart in section.charts} <= {each.id for each in section.tables}


def test_a_report_of_everything_draws_cohorts_concentration_and_segments(inputs: object) -> None:
    sections = build_report(inputs).sections  # type: ignore[arg-type]  # the fixture of conftest
    found = {chart.id for section in sections for chart in section.charts}
    assert {"repurchase_by_age", "deciles", "rfm_segments", "tiers"} <= found


def test_the_cost_of_winning_a_customer_is_a_level_of_what_customers_bring() -> None:
    frame = pl.DataFrame({"quarter": ["2024 Q1"], "age_0": [10.0], "age_1": [20.0]})
    curves = table(
        "ltv_by_quarter",
        frame,
        [Column(key="quarter", kind="term"), *(Column(key=key, kind="money") for key in ("age_0", "age_1"))],
    )
    cost = Figure(value=15.0, kind="money", unit="DKK")
    won = Section(
        id="acquisition", unit="DKK", key_figures=(KeyFigure(id="cac", figure=cost, meaning=Phrase("cac")),)
    )
    cohorts = Section(id="cohorts", unit="DKK", tables=(curves,))
    other = Section(id="cohorts", unit="SEK", tables=(curves,))
    found = {section.unit: section.charts[0].levels for section in charted([won, cohorts, other]) if section.charts}
    assert found == {"DKK": (Level(label=Phrase("cac"), figure=cost),), "SEK": ()}


def test_a_table_that_has_a_row_of_all_and_nothing_else_is_not_drawn() -> None:
    columns = (Column(key="state", kind="term"), Column(key="change", kind="money"))
    for rows, charts_drawn in (((("whole_shop", 5.0),), 0), ((("kept", 5.0), ("whole_shop", 5.0)), 1)):
        section = Section(id="changed", tables=(Table(id="flows", columns=columns, rows=rows),))
        assert len(charted([section])[0].charts) == charts_drawn


def test_a_chart_of_no_table_or_of_no_column_of_it_is_a_fault() -> None:
    made = _table([("a", 1.0, 2.0, None, None)])
    with pytest.raises(MalformedReportError, match="which its section does not have"):
        Section(id="tiers", charts=(_chart("bars"),), tables=())
    with pytest.raises(MalformedReportError, match="draws the column seven, which its table does not have"):
        Section(id="tiers", charts=(_chart("bars", low="seven", high="high"),), tables=(made,))


def test_a_drawing_with_a_document_type_is_refused() -> None:
    sheet = _sheet(_chart("bars"), _table([("a", 1.0, 2.0, None, None)]))
    assert sheet is not None
    with pytest.raises(MalformedReportError, match="document type"):
        fragment("<!DOCTYPE svg><svg/>", sheet, name="x", title="", description="")


def test_only_what_is_listed_stays_of_a_drawing() -> None:
    sheet = _sheet(_chart("bars"), _table([("a", 1.0, 2.0, None, None)]))
    assert sheet is not None
    ink = SERIES[0]
    svg = fragment(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">'
        f'<a xlink:href="http://x"><path d="M0,0" fill="{ink}"/></a><style>x</style><script>y</script>'
        f'<g clip-path="url(#c)" onclick="z"><path d="M0.123,9.99" style="fill:red" fill="{ink}"/></g></svg>',
        sheet,
        name="x",
        title="",
        description="",
    )
    paths = re.findall(r"<path [^>]*>", svg)
    assert paths == [f'<path d="M0.1,10" class="c0" color="{ink}" fill="currentColor" />']
    assert not re.search(r"href|script|style|onclick|url|<a ", svg)


@charts
def test_words_stay_within_the_width_of_the_chart(chart: Chart) -> None:
    made = _table([("a name that is rather long for a chart" * at, 1e6 * at, -2e6, 1.0, 2e6) for at in range(1, 6)])
    sheet = _sheet(chart, made)
    assert sheet is not None
    for word in sheet.words:
        wide = width_of(word.text, SIZE)
        left = sheet.frame.left + word.x - {"start": 0.0, "middle": wide / 2, "end": wide}[word.anchor]
        assert left >= -1  # the width of letters is estimated
        assert left + wide <= WIDTH + 1
