"""Raw tables made from text, as the reader of files hands them over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.orders.options import ReadOptions
from clvcli.orders.tables import LINE, RawTable, Reading
from clvcli.orders.understanding.understand import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def _table(columns: Mapping[str, Sequence[Any] | pl.Series], *, headless: bool = False) -> RawTable:
    frame = pl.DataFrame(columns)
    first = 1 if headless else 2
    line = pl.int_range(first, first + frame.height, dtype=pl.Int64).alias(LINE)
    return RawTable(
        source="orders.csv",
        columns=tuple(frame.columns),
        frame=frame.with_columns(line).lazy(),
        rows_read=frame.height,
        headless=headless,
    )


def _read(values: Mapping[str, Sequence[Any] | pl.Series], /, *, headless: bool = False, **options: Any) -> Reading:
    return understand(_table(values, headless=headless), ReadOptions(**options))


def _text(text: str, /, *, headless: bool = False, **options: Any) -> Reading:
    """Read lines of cells separated by `|`; an empty cell is null."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()]
    names = [f"column {at + 1}" for at in range(len(lines[0]))] if headless else [cell or "" for cell in lines[0]]
    body = lines if headless else lines[1:]
    return _read(
        {name: pl.Series([row[at] for row in body], dtype=pl.String) for at, name in enumerate(names)},
        headless=headless,
        **options,
    )


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Return the function that reads columns of values."""
    return _read


@pytest.fixture(scope="session")
def read_text() -> Callable[..., Reading]:
    """Return the function that reads a small table written out."""
    return _text


@pytest.fixture(scope="session")
def amounts() -> Callable[..., list[Any]]:
    """Return the function that reads a column of amounts on its own."""

    def values(texts: Sequence[Any], **options: Any) -> list[Any]:
        days = ["2024-01-31"] * len(texts)
        reading = _read({"customer": ["A"] * len(texts), "date": days, "amount": texts}, **options)
        return reading.rows.collect()["amount"].to_list()

    return values


@pytest.fixture(scope="session")
def days() -> Callable[..., list[Any]]:
    """Return the function that reads a column of dates on its own."""

    def values(texts: Sequence[Any], **options: Any) -> list[Any]:
        reading = _read({"customer": ["A"] * len(texts), "date": texts, "amount": ["1"] * len(texts)}, **options)
        return reading.rows.collect()["order_date"].to_list()

    return values
