"""From the picture a library drew to a small piece of a page that can do nothing but be seen.

What may stay is listed, element by element and attribute by attribute; all else goes: styles, scripts, links,
references to anything.  Colours become classes, so that a page can have its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from clvcli.errors import MalformedReportError
from clvcli.output.charts.ink import CLASSES
from clvcli.output.charts.layout import SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEPT: Mapping[str, frozenset[str]] = {
    "g": frozenset({"transform"}),
    "path": frozenset({"d", "transform"}),
    "line": frozenset({"x1", "y1", "x2", "y2", "transform"}),
    "text": frozenset({"text-anchor", "transform", "font-weight"}),
}
"""Elements that a chart is made of -> what each may say besides how it is painted."""

PAINT = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "stroke-opacity"}
)

USUAL: Mapping[str, str] = {
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stroke-width"), "1"),
    "text-anchor": "start",
}
"""What need not be said."""

NOWHERE = frozenset({"translate(0,0)", "translate(0.5,0.5)"})
"""Moves that change nothing, or half a pixel of the grid of a screen."""

_PLACE = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-\d+")


def fragment(drawn: str, *, name: str, title: str, description: str) -> str:
    """Return what the library drew as one `<svg>` that says what it shows and takes all the width it is given.

    `name` begins its ids.  Raises MalformedReportError for a document type, which none of ours has.
    """
    if "<!" in drawn:
        raise MalformedReportError.no_picture(name)
    found = ET.fromstring(drawn)  # noqa: S314  (drawn by our library, texts escaped, no document type: no entity to expand)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": str(found.get("viewBox")),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "class": "chart",
            "font-family": "sans-serif",
            "font-size": f"{SIZE}",
            "fill": "none",
        },
    )
    for tag, text in (("title", title), ("desc", description)):
        ET.SubElement(root, tag, {"id": f"{name}-{tag}"}).text = text
    root.extend(piece for child in found for piece in _pieces(child))
    return ET.tostring(root, encoding="unicode")


def _pieces(element: ET.Element) -> Iterator[ET.Element]:
    """Yield what may stay of an element: itself, or what is within a group that says nothing."""
    tag = element.tag.rpartition("}")[2]
    if tag not in KEPT:
        return
    inner = [piece for child in element for piece in _pieces(child)]
    said = _attributes(element, KEPT[tag])
    if tag == "g":
        if inner and said:
            group = ET.Element(tag, said)
            group.extend(inner)
            yield group
        else:
            yield from inner
        return
    if not (said.get("fill") or said.get("stroke")) or (tag == "text" and not element.text):
        return
    kept = ET.Element(tag, said)
    kept.text = element.text
    yield kept


def _attributes(element: ET.Element, names: frozenset[str]) -> dict[str, str]:
    """Return what an element may say: places to a tenth of a pixel, and its colour as a class."""
    said = {
        key: _PLACE.sub(_rounded, value)
        for key, value in element.attrib.items()
        if key in names
        and USUAL.get(key) != value
        and not (key == "transform" and value in {"translate(0,0)", "translate(0.5,0.5)"})
    }
    if element.tag.endswith("}g"):
        return said
    inks = {element.get(key, "none").lower() for key in ("fill", "stroke")} & CLASSES.keys()
    paint = {key: value for key, value in element.attrib.items() if key in PAINT and USUAL.get(key) != value}
    for key in ("fill", "stroke"):
        value = paint.pop(key, "none").lower()
        if value in CLASSES:
            paint[key] = "currentColor"
    if len(inks) == 1:
        ink = inks.pop()
        paint |= {"color": ink, "class": CLASSES[ink]}
    return said | paint


def _rounded(found: re.Match[str]) -> str:
    return f"{round(float(found[0]), 1) + 0.0:g}"
