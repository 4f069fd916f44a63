"""What to do next: three actions, each with what to type."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from clvcli.output.document import Line, Phrase, Section
from clvcli.output.report_sections.segments import quiet_row, segment_phrase

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import ReportInputs

MOST = 3


def actions(inputs: ReportInputs, rfm: Table) -> Section:
    """Return the three actions that the figures call for first."""
    files = " ".join(shlex.quote(name) for name in inputs.source.files)
    row = quiet_row(rfm)
    lines: list[Line] = []
    if row is not None:
        command = f"clvcli segment {files} --scheme rfm -o segments.csv"
        lines.append(Line(phrase=segment_phrase(rfm, "act_on_quiet", row), command=command, proof="segments"))
    if inputs.analyses[0].measure == "revenue":
        lines.append(Line(phrase=Phrase("act_on_cost"), command=f"clvcli report {files} --margin 40%"))
    if inputs.reconciliation is None:
        lines.append(Line(phrase=Phrase("act_on_orders"), command="clvcli report ORDERS.csv"))
    lines.append(Line(phrase=Phrase("act_on_list"), command=f"clvcli compute {files} -o clv.xlsx"))
    lines.append(Line(phrase=Phrase("act_on_trust"), command=f"clvcli backtest {files}"))
    return Section(id="next", lines=tuple(lines[:MOST]))
