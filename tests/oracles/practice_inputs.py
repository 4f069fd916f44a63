"""The worked examples of practice: what a definition means in numbers, and the tiny shop most of them speak of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clvcli.audit.audit import Audit, audits
from clvcli.contribution.settings import CostSettings
from clvcli.customers.summary import Customers, summarise
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "practice"

AS_OF = date(2024, 6, 30)
"""The last day the tiny shop knows of."""

Inputs = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example: numbers, words, dates and nothings, in lists and under names."""

    id: str
    title: str
    task: str
    source: str
    inputs: Inputs
    expected: Any
    tolerance: float


def examples() -> dict[str, Example]:
    """Return all examples by id, in the order of their file."""
    records = json.loads((HERE / "oracles.json").read_text(encoding="utf-8"))
    return {record["id"]: Example(**record) for record in records}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what stands at the ends of nested lists and names, each with the way to it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from leaves(part, f"{path}[{number}]")
    else:
        yield path, value


@cache
def tiny_shop() -> Ingested:
    """Return the order lines of the tiny shop, read from its export."""
    return ingest([str(HERE / "tiny_shop.csv")], ReadOptions(tax="included", tax_rate=0.25, currency="DKK"))


@cache
def tiny_customers() -> Customers:
    """Return the customers of the tiny shop at the end of June."""
    return summarise(tiny_shop().lines, as_of=AS_OF)


@cache
def tiny_audit() -> Audit:
    """Return the orders of the tiny shop, without costs of delivery."""
    return audits(tiny_shop().lines, tiny_customers(), CostSettings())["DKK"]
