"""How cells look: every combination is made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clvcli.output.report_workbook.formats import number_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from clvcli.output.document import Kind

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "bottom": 1},
    "heading_of_figures": {"bold": True, "bottom": 1, "align": "right"},
    "beside": {"indent": 1},
    "text": {"text_wrap": True, "valign": "top"},
    "input": {"bg_color": "#FFF2A8", "border": 1, "border_color": "#BFA640"},
    "result": {"bold": True},
    "link": {"font_color": "#0563C1", "underline": 1, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF0"},
    "figures": {"align": "right", "valign": "top"},
    "words": {"align": "left", "indent": 1, "valign": "top"},
    "wrapped": {"text_wrap": True},
    "few": {"font_color": "#7A7A7A", "italic": True},
    "incomplete": {"font_color": "#7A7A7A", "pattern": 18, "fg_color": "#D9D9D9"},
}
"""Name -> what it adds; words stand away from the figures beside them."""


@dataclass(slots=True)
class Formats:
    """The formats of one workbook."""

    book: Workbook
    language: str
    made: dict[object, Format] = field(default_factory=dict)

    def of(self, *looks: str, kind: Kind = "text", digits: int | None = None, unit: str | None = None) -> Format:
        """Return what shows values of `kind` with these of LOOKS, one over the other."""
        key = (looks, kind, digits, unit)
        if key not in self.made:
            shape: dict[str, Any] = {"num_format": number_format(kind, digits, unit, self.language)}
            for look in looks:
                shape |= LOOKS[look]
            self.made[key] = self.book.add_format(shape)
        return self.made[key]
