"""What a fit at the edge of its range means for a shop, before the figures that a statistician wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN = Saying(
    "the orders do not tell how customers differ in buying and leaving; more orders, or a longer time of them, may"
)
_OPEN_SPEND = Saying("the orders do not tell how customers differ in what they spend")

OF_PURCHASES: Mapping[str, Saying] = {
    "no dropout": Saying(
        "the orders show no sign that customers leave, so how long they stay cannot be told; "
        "orders over a longer time may tell"
    ),
    "the likelihood": _OPEN,
    "the data leave": _OPEN,
}
"""How the words of a model of purchases (`Fit.at_boundary`) begin -> what they mean, and what may help."""

OF_SPEND: Mapping[str, Saying] = {
    "the mean spend": Saying("a few very large purchases leave no average to expect"),
    "the likelihood": _OPEN_SPEND,
    "the data leave": _OPEN_SPEND,
}
"""The same of a model of spend."""


def plainly(boundary: Saying, words: Mapping[str, Saying]) -> Saying:
    """Return what `boundary` means, its figures (`{evidence}`) or else its own words in brackets."""
    meant = next((plain for begins, plain in words.items() if boundary.startswith(begins)), None)
    if meant is None:
        return boundary
    return Saying("{meant} ({evidence})", meant=meant, evidence=boundary.figures.get("evidence", boundary))
