"""What to do next: three actions, each with what to type."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from clvcli.output.document import Line, Phrase, Section
from clvcli.output.report_inputs import MOST_NAMES
from clvcli.output.report_sections.segments import quiet_row, segment_phrase

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import ReportInputs, Source

MOST = 3
"""Actions that somebody will really take."""


def actions(inputs: ReportInputs, rfm: Table) -> Section:
    """Return the three actions that the figures call for first."""
    files = _typed(inputs.source)
    report = " ".join(("clvcli report", files, *map(shlex.quote, inputs.source.of_report)))
    orders = inputs.reconciliation is not None
    quiet = quiet_row(rfm)
    lines = []
    if quiet is not None:
        command = f"clvcli segment {files} --scheme rfm -o segments.csv"
        lines.append(Line(phrase=segment_phrase(rfm, "act_on_quiet", quiet), proof="segments", command=command))
    if orders and inputs.analyses[0].measure == "revenue":
        lines.append(Line(phrase=Phrase("act_on_cost"), command=f"{report} --margin 40%"))
    if not orders:
        lines.append(Line(phrase=Phrase("act_on_orders"), command="clvcli report ORDERS.csv"))
    if orders:
        lines.append(Line(phrase=Phrase("act_on_list"), command=f"clvcli compute {files} -o clv.xlsx"))
    lines.append(Line(phrase=Phrase("act_on_keep"), command=f"{report} -o report.html"))
    return Section(id="next", lines=tuple(lines[:MOST]))


def _typed(source: Source) -> str:
    """Return the inputs and the options they need as one types them; many inputs are left to the reader."""
    files = map(shlex.quote, source.files) if len(source.files) <= MOST_NAMES else ("INPUT...",)
    return " ".join((*files, *map(shlex.quote, source.options)))
