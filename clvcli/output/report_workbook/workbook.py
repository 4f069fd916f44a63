"""The report as a workbook: which sheets it has, in which order, and which it lacks for want of input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clvcli.output.report_workbook.assumptions import assumptions_sheet
from clvcli.output.report_workbook.customers import customer_sheets
from clvcli.output.report_workbook.dictionary import dictionary_sheet
from clvcli.output.report_workbook.figures import figures_sheet
from clvcli.output.report_workbook.frames import LONG_TABLES, long_sheet
from clvcli.output.report_workbook.of_tables import SOURCES, table_sheet
from clvcli.output.report_workbook.read_me import Absent, read_me
from clvcli.output.report_workbook.scenario import scenario_page
from clvcli.output.report_workbook.segments import segments_sheet
from clvcli.output.report_workbook.sheets import Sheet
from clvcli.output.report_workbook.summary import summary_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clvcli.audit.worth.scenario import Scenario
    from clvcli.output.document import Document
    from clvcli.output.report_inputs import Analysis
    from clvcli.output.report_workbook.sheets import Part
    from clvcli.output.words.language import Language

ORDER = (
    "bridge",
    "flows",
    "new_returning",
    "cohort_ltv",
    "cohort_repurchase",
    "cohorts_long",
    "acquisition",
    "cac_payback",
    "products",
    "affinity",
    "sizes",
    "seasons",
    "returns_discounts",
    "concentration",
    "lorenz",
    "validation",
    "calibration",
    "equity",
    "levers",
    "data_quality",
)
"""Sheets of tables of the report, or of the longer tables behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a workbook is made from."""

    document: Document
    analyses: tuple[Analysis, ...]
    language: Language
    scenarios: Mapping[str | None, Scenario] = field(default_factory=dict)
    """By currency, of those that have one."""
    share: bool = False
    """Whether it is to leave the house: then it has no customers, and small counts are hidden."""


def parts_of(material: Material) -> list[Part]:
    """Return the parts of the workbook in their order, the page that leads to them first."""
    document, language = material.document, material.language
    found = list(_found(material))
    parts = [part for part in found if not isinstance(part, Absent)]
    absent = [part for part in found if isinstance(part, Absent)]
    parts.append(dictionary_sheet([part for part in parts if isinstance(part, Sheet)], language))
    return [read_me(document, parts, absent, language), *parts]


def _found(material: Material) -> Iterator[Part | Absent]:
    """Yield the parts after the first page, and what stands for those that cannot be made."""
    document, analyses, language = material.document, material.analyses, material.language
    yield summary_sheet(document, language) or Absent(id="summary", section="key_figures")
    if material.share:
        yield Absent(id="customers", why="read_shared")
    else:
        yield from customer_sheets(analyses, language)
    yield segments_sheet(document, analyses, language, share=material.share) or Absent(
        id="segments", section="segments"
    )
    for name in ORDER:
        yield _sheet(name, material)
    named = document.several_currencies
    for unit, found in material.scenarios.items():
        yield scenario_page(found, unit, language, named=named)
    if not material.scenarios:
        yield Absent(id="scenario", section="what_if")
    yield assumptions_sheet(document, language)
    yield figures_sheet(document, language)


def _sheet(name: str, material: Material) -> Part | Absent:
    document, language = material.document, material.language
    if name in LONG_TABLES and material.share:
        return Absent(id=name, why="read_shared")
    if name in LONG_TABLES:
        table = LONG_TABLES[name]
        return long_sheet(table, material.analyses, language) or Absent(id=name, section=table.section)
    source = SOURCES[name]
    return table_sheet(document, source, language) or Absent(id=name, section=source.section)
