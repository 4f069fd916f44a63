"""What a fit at the edge of its range means for a shop, before the figures that a statistician wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN = (
    "the orders do not tell how customers differ in buying and leaving; more orders, or a longer time of them, may"
)
_OPEN_SPEND = "the orders do not tell how customers differ in what they spend"

OF_PURCHASES: Mapping[str, str] = {
    "no dropout": "the orders show no sign that customers leave, so how long they stay cannot be told; "
    "orders over a longer time may tell",
    "the likelihood": _OPEN,
    "the data leave": _OPEN,
}
"""How the words of a model of purchases (`Fit.at_boundary`) begin -> what they mean, and what may help."""

OF_SPEND: Mapping[str, str] = {
    "the mean spend": "a few very large purchases leave no average to expect",
    "the likelihood": _OPEN_SPEND,
    "the data leave": _OPEN_SPEND,
}
"""The same of a model of spend."""


def plainly(boundary: str, words: Mapping[str, str]) -> str:
    """Return what `boundary` means, its figures or else its own words in brackets."""
    meant = next((plain for begins, plain in words.items() if boundary.startswith(begins)), None)
    if meant is None:
        return boundary
    _, bracket, figures = boundary.partition("(")
    return f"{meant} {bracket}{figures}" if bracket else f"{meant} ({boundary})"
