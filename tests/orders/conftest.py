"""Small invented exports, written as a shop's system would write them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Write = "Callable[[str, Sequence[dict[str, object]]], Path]"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write rows (dicts with the same keys) as a CSV and return its path."""

    def write_csv(name: str, rows: Sequence[dict[str, object]]) -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write_csv


@pytest.fixture
def ingested(write: Callable[..., Path]) -> Callable[..., Ingested]:
    """Ingest rows given as one or several lists, each a file."""

    def run(*files: Sequence[dict[str, object]], **options: Any) -> Ingested:
        paths = [str(write(f"part{number}.csv", rows)) for number, rows in enumerate(files)]
        return ingest(paths, ReadOptions(**options))

    return run
