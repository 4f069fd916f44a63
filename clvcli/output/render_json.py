"""The report as JSON: the document itself, raw values under stable English snake_case keys."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from clvcli.output.document import SCHEMA_NAME, SCHEMA_VERSION
from clvcli.output.terminal import safe_json
from clvcli.output.words.languages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.output.document import Document, Figure, KeyFigure, Kind, Line, Phrase, Section, Table, Value
    from clvcli.output.words.language import Language

DECIMALS: Mapping[Kind, int] = {"money": 2, "estimate": 2, "share": 6, "number": 6, "count": 0, "days": 0}
"""Decimals a number keeps: sums of floats differ in the last bits, and no figure rests on them."""


def render_json(document: Document, language: Language = ENGLISH) -> str:
    """Return the document as JSON text, keys sorted, one newline at the end."""
    sections = [_section(section, language) for section in document.sections]
    tree = {
        "schema": SCHEMA_NAME,
        "schema_version": SCHEMA_VERSION,
        "title": language.say(document.title),
        "context": [_phrase(phrase, language) for phrase in document.context],
        "sections": sections,
    }
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return safe_json(text) + "\n"


def raw(value: Value, kind: Kind) -> str | int | float | None:
    """Return a value as JSON holds it: dates in ISO form, numbers to the decimals of their kind."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        decimals = DECIMALS[kind]
        return round(value, decimals) + 0.0 if decimals else round(value)
    return value


def _section(section: Section, language: Language) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": language.title(section.id),
        "currency": section.unit,
        "answer": [_phrase(phrase, language) for phrase in section.answer],
        "key_figures": [_key_figure(each, language) for each in section.key_figures],
        "tables": [_table(table, language) for table in section.tables],
        "lines": [_line(line, language) for line in section.lines],
        "notes": [_phrase(phrase, language) for phrase in section.notes],
        "missing": _phrase(section.missing, language) if section.missing else None,
    }


def _phrase(phrase: Phrase, language: Language) -> dict[str, Any]:
    return {
        "key": phrase.key,
        "text": language.say(phrase),
        "figures": {name: _figure(figure) for name, figure in phrase.figures.items()},
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"value": raw(figure.value, figure.kind), "kind": figure.kind, "currency": figure.unit}


def _key_figure(each: KeyFigure, language: Language) -> dict[str, Any]:
    meaning = _phrase(each.meaning, language)
    return _figure(each.figure) | {
        "id": each.id,
        "label": language.term(each.id),
        "meaning": meaning,
        "flag": each.flag,
        "before": _end(each.before),
        "low": _end(each.low),
        "high": _end(each.high),
    }


def _end(figure: Figure | None) -> str | int | float | None:
    """Return the value of a figure beside another; they are of one kind and currency."""
    return raw(figure.value, figure.kind) if figure is not None else None


def _line(line: Line, language: Language) -> dict[str, Any]:
    return _phrase(line.phrase, language) | {"proof": line.proof, "command": line.command}


def _table(table: Table, language: Language) -> dict[str, Any]:
    columns = [
        {"key": column.key, "label": language.heading(column), "kind": column.kind} for column in table.columns
    ]
    rows = [
        {column.key: raw(cell, column.kind) for column, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    flags = [{"row": row, "column": column, "flag": flag} for (row, column), flag in sorted(table.flags.items())]
    return {
        "id": table.id,
        "title": _phrase(table.title, language) if table.title else None,
        "currency": table.unit,
        "columns": columns,
        "rows": rows,
        "flags": flags,
    }
