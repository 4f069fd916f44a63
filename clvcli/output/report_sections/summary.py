"""In five lines: the report for someone who reads no further, each line with the section that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.document import Figure, Line, Phrase, Section
from clvcli.output.report_sections.newest import QUIET
from clvcli.output.report_sections.segments import quiet_row, segment_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from clvcli.output.report_inputs import Analysis


def summary(analysis: Analysis, sections: Sequence[Section]) -> Section:
    """Return what the base is worth, what changed, what new customers are worth, what is at risk, what to do.

    A line that the run has no input for is left out.
    """
    by_id = {section.id: section for section in sections}
    return Section(id="summary", unit=analysis.currency, lines=tuple(_lines(analysis, by_id)))


def _lines(analysis: Analysis, sections: Mapping[str, Section]) -> Iterator[Line]:
    yield Line(phrase=_value(analysis, sections["key_figures"]), proof="key_figures")
    yield from _answer_of(sections["changed"])
    yield from _new_customers(analysis, sections)
    if analysis.few:
        return
    at_risk = tuple(_answer_of(sections["resources"]))
    yield from at_risk
    segments = sections["segments"].tables[0]
    quiet = quiet_row(segments)
    if quiet is None:
        return
    if not at_risk:
        yield Line(phrase=segment_phrase(segments, "quiet_answer", quiet), proof="segments")
    yield Line(phrase=segment_phrase(segments, "act_on_quiet", quiet), proof="segments")


def _answer_of(section: Section) -> Iterator[Line]:
    """Yield what a section answers first."""
    for phrase in section.answer[:1]:
        yield Line(phrase=phrase, proof=section.id)


def _value(analysis: Analysis, proof: Section) -> Phrase:
    names = {"count": "customers", "earned": "value_to_date", "expected": "value_of_base"}
    found = {name: proof.key_figure(figure) for name, figure in names.items()}
    figures = {name: figure for name, figure in found.items() if figure}
    key = "value_answer" if "expected" in figures else "value_answer_past"
    return Phrase(f"{key}.{analysis.measure}", figures | {"horizon": analysis.horizon})


def _new_customers(analysis: Analysis, sections: Mapping[str, Section]) -> Iterator[Line]:
    """Yield what new customers are worth and whether they pay back, or that the newest are worth less."""
    alarms = [phrase for phrase in sections["newest"].answer if not phrase.key.startswith(QUIET)]
    if alarms:
        yield Line(phrase=alarms[0], proof="newest")
        return
    proof, back = sections["acquisition"], None if analysis.winning is None else analysis.winning.payback
    cac, worth, months = (proof.key_figure(name) for name in ("cac", "clv_new", "payback"))
    if cac is None or worth is None or back is None:
        yield from _answer_of(proof)
        return
    paid = "not" if months is None else "month" if months.value else "at_once"
    figures = {"cac": cac, "worth": worth}
    if paid != "at_once":
        figures["count"] = months or Figure(value=back.observed, kind="count")
    yield Line(phrase=Phrase(f"new_line_{paid}.{analysis.measure}", figures), proof="acquisition")
