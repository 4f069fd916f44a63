"""Shades and bars made of characters: how a share is seen before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.output.terminal import can_show

if TYPE_CHECKING:
    from collections.abc import Sequence

EIGHTHS = "▏▎▍▌▋▊▉█"
"""Blocks of one to eight eighths: a bar is drawn to an eighth of a character."""

HEIGHTS = "▁▂▃▄▅▆▇█"
"""Blocks of one to eight eighths of a line, for a curve in one."""

ASCII_HEIGHTS = "_.-~=+*#"
"""The same for a screen that has no blocks."""

FINE_SHADES = (
    "black on #eff3ff",
    "black on #c6dbef",
    "black on #9ecae1",
    "black on #6baed6",
    "white on #3182bd",
    "white on #08519c",
)
"""ColorBrewer's sequential blues: told apart by their lightness alone, so also without colour vision."""

COARSE_SHADES = ("dim", "", "cyan", "bold cyan", "reverse cyan", "bold reverse cyan")
"""The same six steps where a terminal has only its own sixteen colours."""


def shade(share: float, darkest: float, colours: str | None) -> str:
    """Return Rich's style for a share, the darkest at `darkest`; none without colour."""
    if colours is None or darkest <= 0:
        return ""
    shades = COARSE_SHADES if colours == "standard" else FINE_SHADES
    step = int(share / darkest * len(shades))
    return shades[min(max(step, 0), len(shades) - 1)]


def bar(share: float, longest: float, width: int, encoding: str) -> str:
    """Return a bar from zero, `width` characters for `longest`; what is not nothing shows at least a trace."""
    if share <= 0 or longest <= 0:
        return ""
    if not can_show(EIGHTHS, encoding):
        return "#" * max(1, round(share / longest * width))
    full, rest = divmod(max(1, round(share / longest * width * 8)), 8)
    return "█" * full + (EIGHTHS[rest - 1] if rest else "")


def sparkline(values: Sequence[float | None], highest: float, encoding: str) -> str:
    """Return a curve from zero in one line, a character for each value; what is not known is a blank."""
    heights = HEIGHTS if can_show(HEIGHTS, encoding) else ASCII_HEIGHTS
    steps = (None if value is None else int(max(value, 0.0) / (highest or 1.0) * len(heights)) for value in values)
    return "".join(" " if step is None else heights[min(step, len(heights) - 1)] for step in steps)
