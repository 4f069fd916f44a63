"""How a page looks: the one colour that is a shop's own, made readable wherever it stands.

Contrast is that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

from dataclasses import dataclass

ACCENT = "#0b5c7a"
"""A quiet blue: of lines and links, where no brand has a colour."""

PAPER, NIGHT = "#f6f7f8", "#1c2227"
"""The ground of a page that lies nearest to its ink, by day and by night: what is read there is read anywhere."""

READABLE = 4.5
"""Contrast of text with its ground that WCAG asks for at level AA."""

VISIBLE = 3.0
"""The same of lines and signs."""

STEP = 1 / 50
"""By which a colour nears black or white until it is readable: too small to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a shop may choose of a page."""

    accent: str = ACCENT
    """`#rrggbb`."""
    for_mail: bool = False
    """Whether a mail client is to show it: no script, no pictures, every style on its element."""

    def colours(self) -> dict[str, str]:
        """Return the accent by what it is used for: lines and text, by day and by night."""
        return {
            "accent": readable(self.accent, PAPER, VISIBLE),
            "accent-night": readable(self.accent, NIGHT, VISIBLE),
            "link": readable(self.accent, PAPER),
            "link-night": readable(self.accent, NIGHT),
        }


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart in lightness, from 1 (not) to 21 (black and white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str, least: float = READABLE) -> str:
    """Return the colour nearest to `colour`, darker or lighter, whose contrast with `ground` is `least`."""
    goal = max(("#000000", "#ffffff"), key=lambda end: contrast(end, ground))
    shares = (step * STEP for step in range(round(1 / STEP) + 1))
    return next(mixed for share in shares if contrast(mixed := _mixed(colour, goal, share), ground) >= least)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  (of sRGB)


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(own + (its - own) * share):02x}" for own, its in pairs)


def _parts(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))
