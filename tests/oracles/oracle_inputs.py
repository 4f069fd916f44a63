"""The published numbers, and the tables that they were computed from."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from clvcli.models.histories import DAYS_PER_WEEK, Floats, Histories, histories_of

HERE = Path(__file__).parent

CDNOW = "cdnow_to_1997-09-30"

Inputs = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oracle:
    """A number somebody else found, and how near to it is near enough."""

    id: str
    source: str
    quantity: str
    inputs: Inputs
    expected: list[float]
    tolerance: dict[str, float]

    def allowed(self) -> list[float]:
        """Return how far each number may be from the expected one."""
        absolute, relative = self.tolerance.get("abs", 0.0), self.tolerance.get("rel", 0.0)
        return [absolute + relative * abs(value) for value in self.expected]


def oracles() -> list[Oracle]:
    """Return all oracles, in the order of their files."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(HERE.glob("*.json"))]
    return [Oracle(**record) for text in texts for record in json.loads(text)]


@cache
def table(name: str) -> dict[str, Floats]:
    """Return the columns of a table in `data/`."""
    with gzip.open(HERE / "data" / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        columns = np.array([[float(value) for value in row] for row in rows]).T
    return dict(zip(header, columns, strict=True))


def histories(name: str, days_per_unit: float = DAYS_PER_WEEK) -> Histories:
    """Return the purchase histories of a table, time in weeks unless told otherwise."""
    columns = table(name)
    return histories_of(
        columns["repeat_purchases"],
        columns["active_days"] / days_per_unit,
        columns["age_days"] / days_per_unit,
        columns.get("customers"),
    )


def customer(inputs: Inputs) -> tuple[Floats, Floats, Floats]:
    """Return x, t_x and T of the one customer of the inputs."""
    x, t_x, T = (np.atleast_1d(np.asarray(inputs[name], dtype=np.float64)) for name in ("x", "t_x", "T"))
    return x, t_x, T
