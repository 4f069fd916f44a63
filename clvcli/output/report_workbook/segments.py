"""Every segment of every scheme in one table, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.orders.schema import Column
from clvcli.output.report_workbook.formats import finest
from clvcli.output.report_workbook.meanings import heading_of, meaning_of
from clvcli.output.report_workbook.sheets import Block, Field, Sheet
from clvcli.output.settled import Rows
from clvcli.output.shared import shareable_rows
from clvcli.segments.summary import SUMMARY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.output.document import Document, Kind, Value
    from clvcli.output.report_inputs import Analysis
    from clvcli.output.words.language import Language

NAME = "segments"

KINDS: Mapping[str, Kind] = {
    "currency": "text",
    "scheme": "term",
    "segment": "term",
    "customers": "count",
    "customers_share": "share",
    "value_to_date": "money",
    "clv_12m": "estimate",
    "clv_residual": "estimate",
    "clv_low": "estimate",
    "clv_high": "estimate",
    "value_total": "estimate",
    "value_share": "share",
    "net_revenue_24m": "money",
    "revenue_share": "share",
    "days_since_last": "days",
    "value_at_risk": "estimate",
    "threshold": "estimate",
    "action": "text",
    "spend_ceiling": "estimate",
    "channel": "text",
    "owner": "text",
    "window_days": "days",
    "export_name": "text",
}
"""Columns of the sheet, in its order."""


TABLES: Mapping[str, str] = {"tiers": "tiers", "rfm": "rfm_segments", "life-cycle": "life_cycle", "grid": "grid"}
"""Scheme -> the table of the report that shows it."""


def segments_sheet(
    document: Document, analyses: Sequence[Analysis], language: Language, *, share: bool
) -> Sheet | None:
    """Return the tables of all schemes under one another; small counts are hidden where it is to `share`."""
    frames = [frame for analysis in analyses for frame in _schemes(analysis)]
    if not frames:
        return None
    frame = pl.concat(frames, how="diagonal_relaxed").select(*KINDS)
    if share:
        columns = tuple(Column(name, dtype, "") for name, dtype in frame.schema.items())
        frame = shareable_rows(Rows(frame=frame, columns=columns, title=NAME)).held
    fields = tuple(_field(name, analyses, language) for name in KINDS)
    rows = tuple(
        tuple(_cell(*cell, language) for cell in zip(KINDS, row, strict=True)) for row in frame.iter_rows()
    )
    return Sheet(
        id=NAME, name=language.words[f"sheet.{NAME}"], fields=fields, rows=rows, blocks=_blocks(document, frame)
    )


def _blocks(document: Document, frame: pl.DataFrame) -> tuple[Block, ...]:
    """Return where the tables of the report stand, for their charts."""
    found = []
    whole = frame.select("currency", "scheme").with_row_index("row")
    parts = whole.group_by("currency", "scheme", maintain_order=True).agg(pl.col("row").first(), height=pl.len())
    for currency, scheme, row, height in parts.iter_rows():
        for section in document.sections:
            for table in section.tables:
                if (section.unit, table.id) != (currency, TABLES.get(scheme)):
                    continue
                places = {name: place for place, name in enumerate(KINDS)}
                found.append(
                    Block(
                        table=table,
                        row=row,
                        height=height,
                        places=places | {table.columns[0].key: places["segment"]},
                        unit=section.unit,
                        charts=tuple(chart for chart in section.charts if chart.table == table.id),
                    )
                )
    return tuple(found)


def _schemes(analysis: Analysis) -> Iterator[pl.DataFrame]:
    """Yield the table of each scheme with its name and its segments under `scheme` and `segment`."""
    for scheme, frame in analysis.summaries.items():
        segment = next(name for name in frame.columns if name not in {"currency", *SUMMARY})
        yield frame.rename({segment: "segment"}).with_columns(scheme=pl.lit(scheme))


def _field(name: str, analyses: Sequence[Analysis], language: Language) -> Field:
    return Field(
        key=name,
        heading=heading_of(name, language),
        meaning=meaning_of(name, language, NAME),
        kind=KINDS[name],
        unit=finest(analysis.currency for analysis in analyses),
    )


def _cell(name: str, value: Value, language: Language) -> Value:
    if not isinstance(value, str):
        return value
    return language.term(value) if KINDS[name] == "term" else language.prose(value)
