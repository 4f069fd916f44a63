"""How good the data are: a grade of A to D for what a run knows of them, by limits declared here.

A grade says how far figures of customers can be off for reasons that no model mends: who bought is not known,
rows were not read, goods have no cost.  The grade of the data is the lowest of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Grade = Literal["A", "B", "C", "D"]

GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")
"""Best first."""

Limits = tuple[float, float, float]

AT_MOST: dict[str, Limits] = {"guests": (0.05, 0.15, 0.30), "rejected": (0.001, 0.01, 0.05)}
"""Up to these an A, B, C: the share of net revenue that guests bought, and of rows that could not be read."""

AT_LEAST: dict[str, Limits] = {"costs": (0.95, 0.80, 0.0), "span": (730.0, 548.0, 365.0)}
"""From these on an A, B, C: the share of net sales whose cost is known, none being a C since value is then net
revenue and says so; and the days that orders reach back: two years can be compared, one has each season once."""

UNKNOWN: Grade = "C"
"""Where a thing is not known that figures can do without, and say so: tax, costs, whether anything came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a run knows of its data, currencies at their worst."""

    guests: float | None
    """Share of net revenue; None where there is none."""
    rejected: float
    """Share of the rows read."""
    costs: float | None
    """Share of net sales whose cost of goods is known, 0 where none is; None where one margin stands for all."""
    tax: bool
    """Whether it is known if amounts hold tax."""
    span: int
    """Days from the first order to the as-of date."""
    returns: float
    """Share of net sales that came back."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The grade of one thing."""

    name: str
    """A field of `Known`."""
    grade: Grade


def graded(known: Known) -> tuple[Mark, ...]:
    """Return the grade of each thing that is known or should be, in the order of `Known`."""
    return (
        *([Mark("guests", _up_to("guests", known.guests))] if known.guests is not None else []),
        Mark("rejected", _up_to("rejected", known.rejected)),
        Mark("costs", "B" if known.costs is None else _from("costs", known.costs)),
        Mark("tax", "A" if known.tax else UNKNOWN),
        Mark("span", _from("span", known.span)),
        Mark("returns", "A" if known.returns > 0 else UNKNOWN),
    )


def lowest(marks: Sequence[Mark]) -> Mark:
    """Return the mark that decides: the first with the lowest grade."""
    return max(marks, key=lambda mark: GRADES.index(mark.grade))


def _up_to(name: str, value: float) -> Grade:
    return next((grade for grade, limit in zip(GRADES, AT_MOST[name], strict=False) if value <= limit), "D")


def _from(name: str, value: float) -> Grade:
    return next((grade for grade, limit in zip(GRADES, AT_LEAST[name], strict=False) if value >= limit), "D")
