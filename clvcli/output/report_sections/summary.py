"""In five lines: the report for someone who reads no further, each line with the section that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Line, Phrase, Section
from clvcli.output.report_sections.newest import QUIET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.report_inputs import Analysis

MOST = 5
"""Lines that are read at a glance."""

URGENCY = ("newest", "segments", "cohorts", "key_figures", "concentration", "tiers")
"""Whose answers come beside the value of the base; where there are too many, the last stay away."""


def summary(analysis: Analysis, sections: Sequence[Section]) -> Section:
    """Return the value of the base and the answers of the sections, of several sentences the last."""
    answers = {section.id: section.answer[-1] for section in sections if section.answer}
    answers = {name: phrase for name, phrase in answers.items() if not phrase.key.startswith(QUIET)}
    chosen = [name for name in URGENCY if name in answers][: MOST - 1]
    value = _value(analysis, next(section for section in sections if section.id == "key_figures"))
    lines = [Line(phrase=phrase, proof=name) for name, phrase in answers.items() if name in chosen]
    return Section(id="summary", unit=analysis.currency, lines=(Line(phrase=value, proof="key_figures"), *lines))


def _value(analysis: Analysis, proof: Section) -> Phrase:
    names = {"count": "customers", "earned": "value_to_date", "expected": "value_of_base"}
    found = {name: proof.key_figure(figure) for name, figure in names.items()}
    figures = {name: figure for name, figure in found.items() if figure}
    key = "value_answer" if "expected" in figures else "value_answer_past"
    return Phrase(f"{key}.{analysis.measure}", figures | {"horizon": analysis.horizon})
