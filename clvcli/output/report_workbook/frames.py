"""Sheets made of long tables that the report shows in part only: for pivots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.retention.ltv_curves import ltv_curves
from clvcli.audit.retention.members import by_period, members
from clvcli.output.report_sections.frames import plain
from clvcli.output.report_workbook.formats import finest
from clvcli.output.report_workbook.meanings import heading_of, meaning_of
from clvcli.output.report_workbook.sheets import Field, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from clvcli.output.document import Kind
    from clvcli.output.report_inputs import Analysis
    from clvcli.output.words.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTable:
    """A sheet of a frame of each currency."""

    id: str
    section: str
    """The section of the report that shows a part of it."""
    frame: Callable[[Analysis], pl.DataFrame | None]
    kinds: Mapping[str, Kind]
    """Its columns after the currency."""


def long_sheet(table: LongTable, analyses: Sequence[Analysis], language: Language) -> Sheet | None:
    """Return the frames of all currencies under one another, or None where the run had no input for them."""
    found = [(analysis.currency, frame) for analysis in analyses if (frame := table.frame(analysis)) is not None]
    if not any(frame.height for _, frame in found):
        return None
    unit = finest(currency for currency, _ in found)
    kinds: dict[str, Kind] = {"currency": "text", **table.kinds}
    fields = (
        Field(
            key=name,
            heading=heading_of(name, language),
            meaning=meaning_of(name, language, table.id),
            kind=kind,
            unit=unit,
        )
        for name, kind in kinds.items()
    )
    rows = (
        (currency, *map(plain, row)) for currency, frame in found for row in frame.select(*table.kinds).iter_rows()
    )
    name = language.words[f"sheet.{table.id}"]
    return Sheet(id=table.id, name=name, fields=tuple(fields), rows=tuple(rows))


def _cohorts(analysis: Analysis) -> pl.DataFrame | None:
    """Return who of each month's new customers was active at each age, and what all had brought by then."""
    if analysis.cohorts is None or analysis.audit is None:
        return None
    cells, audit = analysis.cohorts.cells, analysis.audit
    brought = ltv_curves(audit, by_period(members(audit), "month")).with_columns(
        contribution=pl.lit(None, pl.Float64) if audit.level == "none" else pl.col(audit.value)
    )
    return cells.join(
        brought.select("cohort", "age", "net_revenue", "contribution"), on=["cohort", "age"], how="left"
    ).sort("cohort", "age")


def _cells(analysis: Analysis) -> pl.DataFrame | None:
    return None if analysis.winning is None else analysis.winning.acquisition.cells


LONG_TABLES = {
    table.id: table
    for table in (
        LongTable(
            id="cohorts_long",
            section="cohorts",
            frame=_cohorts,
            kinds={
                "cohort": "month", "age": "count", "customers": "count", "active": "count", "share": "share",
                "net_revenue": "money", "contribution": "money",
            },
        ),
        LongTable(
            id="cac_payback",
            section="acquisition",
            frame=_cells,
            kinds={
                "month": "month", "channel": "text", "spend": "money", "new_customers": "count", "kept": "count",
                "cac": "money",
            },
        ),
    )
}  # fmt: skip
"""By the id of the sheet."""
