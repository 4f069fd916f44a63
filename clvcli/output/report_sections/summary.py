"""In five lines: the report for someone who reads no further, each line with the section that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Line, Phrase, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.output.report_inputs import Analysis

PROVERS = ("tiers", "segments", "cohorts", "concentration")
"""The sections whose answers follow the value of the base; of several sentences, the last calls for action."""


def summary(analysis: Analysis, sections: Sequence[Section]) -> Section:
    """Return the value of the base and the answers of the sections; one without an answer has no line."""
    by_id = {section.id: section for section in sections}
    lines = [Line(phrase=_value(analysis, by_id["key_figures"]), proof="key_figures")]
    lines.extend(Line(phrase=phrase, proof=name) for name in PROVERS for phrase in by_id[name].answer[-1:])
    return Section(id="summary", unit=analysis.currency, lines=tuple(lines))


def _value(analysis: Analysis, proof: Section) -> Phrase:
    names = {"count": "customers", "earned": "value_to_date", "expected": "value_of_base"}
    found = {name: proof.key_figure(figure) for name, figure in names.items()}
    figures = {name: figure for name, figure in found.items() if figure}
    key = "value_answer" if "expected" in figures else "value_answer_past"
    return Phrase(f"{key}.{analysis.measure}", figures | {"horizon": analysis.horizon})
