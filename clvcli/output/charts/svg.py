"""From the picture a library drew to a small piece of a page that can do nothing but be seen.

What may stay is listed, element by element and attribute by attribute; all else goes: styles, scripts, links,
references to anything.  Colours become classes, so that a page can have its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from clvcli.errors import MalformedReportError
from clvcli.output.charts.ink import CLASSES, HOLLOW, PAPER, TEXT
from clvcli.output.charts.layout import SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from clvcli.output.charts.layout import Sheet

KEPT: Mapping[str, frozenset[str]] = {
    "g": frozenset({"transform"}),
    "path": frozenset({"d", "transform"}),
    "line": frozenset({"x1", "y1", "x2", "y2", "transform"}),
}
"""Elements that a chart is made of -> what each may say besides how it is painted."""

PAINT = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "stroke-opacity"}
)

USUAL: Mapping[str, str] = dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stroke-width"), "1")
"""What need not be said."""

NOWHERE = frozenset({"translate(0,0)", "translate(0.5,0.5)"})
"""Moves that change nothing, or half a pixel of the grid of a screen."""

NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
"""What an id may not hold that other things refer to."""

BASELINE = 0.36
"""From the middle of a line of words down to where its letters stand, in sizes of the font."""

_PLACE = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-\d+")


def fragment(drawn: str, sheet: Sheet, *, name: str, title: str, description: str) -> str:
    """Return what the library drew of a sheet, and its words, as one `<svg>` that says what it shows.

    `name` begins its ids.  Raises MalformedReportError for a document type, which none of ours has.
    """
    if "<!" in drawn:
        raise MalformedReportError.no_picture(name)
    found = ET.fromstring(drawn)  # noqa: S314  (drawn by our library of figures alone; no document type, so no entity)
    name = NO_NAME.sub("-", name)
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
            "overflow": "visible",
        },
    )
    for tag, text in (("title", title), ("desc", description)):
        ET.SubElement(root, tag, {"id": f"{name}-{tag}"}).text = text
    root.extend(piece for child in found for piece in _pieces(child))
    root.append(_words(sheet))
    return ET.tostring(root, encoding="unicode")


def _words(sheet: Sheet) -> ET.Element:
    """Return the words of a chart, in the colour of words."""
    painted = {"class": CLASSES[TEXT], "color": TEXT, "fill": "currentColor"}
    group = ET.Element("g", {"transform": f"translate({sheet.frame.left:g},{sheet.frame.top:g})", **painted})
    for word in sheet.words:
        if word.text:
            place = {"x": _tenth(word.x), "y": _tenth(word.y + BASELINE * SIZE)}
            anchor = {} if word.anchor == "start" else {"text-anchor": word.anchor}
            weight = {"font-weight": "bold"} if word.strong else {}
            ET.SubElement(group, "text", {**place, **anchor, **weight}).text = word.text
    return group


def _tenth(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"


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
    if said.get("fill") or said.get("stroke"):
        yield ET.Element(tag, said)


def _attributes(element: ET.Element, names: frozenset[str]) -> dict[str, str]:
    """Return what an element may say: places to a tenth of a pixel, and its colour as a class."""
    said = {
        key: _PLACE.sub(_rounded, value)
        for key, value in element.attrib.items()
        if key in names and value not in NOWHERE
    }
    if element.tag.endswith("}g"):
        return said
    paint = {key: value for key, value in element.attrib.items() if key in PAINT and USUAL.get(key) != value}
    fill, stroke = (paint.pop(key, "none").lower() for key in ("fill", "stroke"))
    ink = stroke if stroke in CLASSES else fill
    if ink not in CLASSES:
        return said
    paint |= {key: "currentColor" for key, value in (("fill", fill), ("stroke", stroke)) if value == ink}
    classes = CLASSES[ink]
    if fill == PAPER != ink:
        paint["fill"], classes = PAPER, f"{classes} {HOLLOW}"
    said |= {"class": classes, "color": ink}
    return said | paint


def _rounded(found: re.Match[str]) -> str:
    return _tenth(float(found[0]))
