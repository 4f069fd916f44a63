"""Sheets made of tables of the report: the same figures, one tidy table a sheet, all currencies in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.output.document import Column
from clvcli.output.report_workbook.formats import finest
from clvcli.output.report_workbook.meanings import meaning_of
from clvcli.output.report_workbook.sheets import Block, Field, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.output.document import Document, Flag, Section, Table, Value
    from clvcli.output.words.language import Language

CURRENCY = Column(key="currency", kind="text")
TABLE = Column(key="table", kind="text")
ROW = "row"
"""The first column of tables that stand under one another and call it differently."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A sheet, and the tables of the report that it is made of."""

    id: str
    section: str
    """The part of the report that says what is wanted, where none of the tables is there."""
    tables: tuple[str, ...]


SOURCES = {
    source.id: source
    for source in (
        Source(id="bridge", section="changed", tables=("bridge",)),
        Source(id="flows", section="changed", tables=("flows",)),
        Source(id="new_returning", section="changed", tables=("new_returning",)),
        Source(id="cohort_ltv", section="cohorts", tables=("ltv_by_quarter",)),
        Source(id="cohort_repurchase", section="cohorts", tables=("cohort_repurchase",)),
        Source(id="acquisition", section="acquisition", tables=("acquisition_channels",)),
        Source(id="products", section="first_products", tables=("first_products",)),
        Source(id="affinity", section="preferences", tables=("preferences", "preferred_products")),
        Source(id="sizes", section="sizes", tables=("size_curve",)),
        Source(id="seasons", section="seasons", tables=("month_index",)),
        Source(
            id="returns_discounts",
            section="contribution",
            tables=("ladder_by_category", "returns_by_order_number", "discount_classes"),
        ),
        Source(id="concentration", section="concentration", tables=("deciles",)),
        Source(id="lorenz", section="concentration", tables=("lorenz",)),
        Source(id="validation", section="trust", tables=("forecasts_compared",)),
        Source(id="calibration", section="trust", tables=("calibration",)),
        Source(id="equity", section="equity", tables=("acquisition_by_year",)),
        Source(id="levers", section="what_if", tables=("what_if_levers",)),
        Source(id="data_quality", section="data", tables=("rows", "money")),
    )
}
"""By the id of the sheet."""


def table_sheet(document: Document, source: Source, language: Language) -> Sheet | None:
    """Return the tables of `source` as one sheet, or None where the report has none of them."""
    found = [
        (section, table)
        for name in source.tables
        for section in document.sections
        for table in section.tables
        if table.id == name and table.rows
    ]
    if not found:
        return None
    units = sorted({section.unit for section, _ in found if section.unit})
    several = len(source.tables) > 1
    leading = (*((CURRENCY,) if units else ()), *((TABLE,) if several else ()))
    columns = _together([_columns(table, several=several) for _, table in found])
    stacked = _Stacked(language, leading, columns)
    for section, table in found:
        stacked.add(section, table, several=several)
    return Sheet(
        id=source.id,
        name=language.words[f"sheet.{source.id}"],
        fields=tuple(
            _field(column, source.id, language, finest(units)) for column in (*leading, *columns.values())
        ),
        rows=tuple(stacked.rows),
        flags=stacked.flags,
        shaded=_shaded(found, leading, columns),
        blocks=tuple(stacked.blocks),
    )


def said(value: Value, column: Column, language: Language) -> Value:
    """Return a value as a cell holds it: words in the language, figures and days as they are."""
    return language.cell(value, column) if isinstance(value, str) else value


class _Stacked:
    """Rows of tables under one another."""

    def __init__(self, language: Language, leading: Sequence[Column], columns: Mapping[str, Column]) -> None:
        self.language, self.leading, self.keys = language, leading, list(columns)
        self.rows: list[tuple[Value, ...]] = []
        self.flags: dict[tuple[int, int], Flag] = {}
        self.blocks: list[Block] = []

    def add(self, section: Section, table: Table, *, several: bool) -> None:
        """Put the rows of one table under those that are there."""
        start, keys = len(self.rows), list(_columns(table, several=several))
        told = {"currency": section.unit, "table": self._title(section, table)}
        head = tuple(told[column.key] for column in self.leading)
        for cells in table.rows:
            values = dict(zip(keys, self._said(table, cells), strict=True))
            self.rows.append((*head, *(values.get(key) for key in self.keys)))
        for (row, key), flag in table.flags.items():
            place = self.keys.index(keys[table.position(key)])
            self.flags[start + row, len(self.leading) + place] = flag
        charts = tuple(chart for chart in section.charts if chart.table == table.id)
        places = {
            column.key: len(self.leading) + self.keys.index(key)
            for column, key in zip(table.columns, keys, strict=True)
        }
        self.blocks.append(
            Block(table=table, row=start, height=len(table.rows), places=places, unit=section.unit, charts=charts)
        )

    def _said(self, table: Table, cells: Sequence[Value]) -> Iterator[Value]:
        for value, column in zip(cells, table.columns, strict=True):
            yield said(value, column, self.language)

    def _title(self, section: Section, table: Table) -> str:
        return self.language.say(table.title) if table.title else self.language.title(section.id)


def _columns(table: Table, *, several: bool) -> dict[str, Column]:
    """Return the columns of a table under the names that they have in its sheet."""
    first, *others = table.columns
    alike = several and first.kind in {"text", "term", "name"}
    return {(ROW if alike else first.key): first, **{column.key: column for column in others}}


def _together(tables: Sequence[Mapping[str, Column]]) -> dict[str, Column]:
    """Return the columns of all tables, each once, those of the first table first."""
    found: dict[str, Column] = {}
    for columns in tables:
        for key, column in columns.items():
            found.setdefault(key, Column(key=key, kind="text") if key == ROW else column)
    return found


def _field(column: Column, sheet: str, language: Language, unit: str | None) -> Field:
    """Return a column of a sheet, under a heading of its own where its tables call it differently."""
    return Field(
        key=column.key,
        heading=language.words.get(f"heading.{sheet}.{column.key}") or language.heading(column),
        meaning=meaning_of(column.key, language, sheet),
        kind=column.kind,
        digits=column.digits,
        unit=unit,
    )


def _shaded(
    found: Sequence[tuple[Section, Table]], leading: Sequence[Column], columns: Mapping[str, Column]
) -> tuple[int, ...]:
    if any(table.form != "heat" for _, table in found):
        return ()
    return tuple(place for place, column in enumerate(columns.values(), len(leading)) if column.kind == "share")
