"""A chart of the report as a piece of a page, and in words for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.charts.bars import bars
from clvcli.output.charts.bridge import bridge
from clvcli.output.charts.calibration import calibration
from clvcli.output.charts.described import described
from clvcli.output.charts.lines import lines
from clvcli.output.charts.lorenz import lorenz
from clvcli.output.charts.picture import pictured
from clvcli.output.charts.stack import stack
from clvcli.output.charts.svg import fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from clvcli.output.charts.layout import Sheet
    from clvcli.output.charts.picture import Picture
    from clvcli.output.document import Chart, ChartKind, Table
    from clvcli.output.words.language import Language

KINDS: Mapping[ChartKind, Callable[[Picture], Sheet]] = {
    "bars": bars,
    "bridge": bridge,
    "calibration": calibration,
    "lines": lines,
    "lorenz": lorenz,
    "stack": stack,
    "tornado": bars,
}
"""Kind of chart -> what lays it out."""


def drawn(chart: Chart, table: Table, language: Language, *, prefix: str) -> str:
    """Return the chart as an `<svg>` element; empty where its columns hold no figure.

    Its ids begin with `prefix` and the chart's own id.  The same table gives the same bytes on every machine.
    """
    import vl_convert

    picture = pictured(chart, table, language)
    if picture is None:
        return ""
    sheet = KINDS[chart.kind](picture)
    return fragment(
        vl_convert.vegalite_to_svg(sheet.spec),
        sheet,
        name=f"{prefix}{chart.id}",
        title=picture.title,
        description=described(picture, chart.kind),
    )


def alternative(chart: Chart, table: Table, language: Language) -> str:
    """Return what the chart shows in a few sentences; empty where its columns hold no figure."""
    picture = pictured(chart, table, language)
    return described(picture, chart.kind) if picture else ""
