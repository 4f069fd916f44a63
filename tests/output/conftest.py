"""Invented rows with every awkward cell, and streams that pretend to be any terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.orders.schema import Column
from clvcli.output.settled import Rows
from clvcli.output.terminal import Streams

if TYPE_CHECKING:
    from collections.abc import Callable

AWKWARD = pl.DataFrame(
    {
        "customer_id": [
            "007",
            "9007199254740993",
            "1E5",
            "=HYPERLINK(1)",
            "-40.00",
            "-2+3",
            "+45 12 34 56 78",
            "＠sum",
            "\tlead",
            'a "quote", and | pipe',
            "line\nfeed",
            "\x1b[31mred\x9b\x7f",
            "日本語の名前",
            "[/]<script>&amp;*_x_*`",
            "_x0041_",
            None,
        ],
        "net_revenue": [
            1234567.005, -40.0, 0.0, -0.001, None, 0.125, 0.135, 2.675, 1e15, 0.1 + 0.2, *[5.0] * 6
        ],
        "p_alive": [0.5, 0.12345, None, 1.0, 0.0, 0.99996, *[0.25] * 10],
        "orders": [1, 2, None, 0, -1, 123456789, *[3] * 10],
        "first_order": [date(2011, 12, 9), date(1900, 1, 1), date(1899, 12, 31), None, *[date(2024, 2, 29)] * 12],
        "seen_at": [datetime(2011, 12, 9, 12, 50, tzinfo=UTC), None, *[datetime(2024, 2, 29, tzinfo=UTC)] * 14],
        "is_new": [True, False, None, *[True] * 13],
    },
    schema_overrides={"seen_at": pl.Datetime("us", "UTC")},
)  # fmt: skip


@pytest.fixture
def awkward() -> Rows:
    return Rows(
        frame=AWKWARD,
        columns=tuple(Column(name, dtype, f"what {name} means") for name, dtype in AWKWARD.schema.items()),
        title="Customers",
        noun="customers",
        about={"version": "0.1.0", "command": "compute", "as_of": date(2011, 12, 9), "inputs": "=orders\x1b.csv"},
        money=frozenset({"net_revenue"}),
        shares=frozenset({"p_alive"}),
    )


@pytest.fixture
def rows_of() -> Callable[..., Rows]:
    """Make rows of a frame whose declared types are its own."""

    def make(frame: pl.DataFrame, **more: object) -> Rows:
        columns = tuple(Column(name, dtype, "") for name, dtype in frame.schema.items())
        return replace(Rows(frame=frame, columns=columns, title="Rows"), **more)  # type: ignore[arg-type]  # free keywords

    return make


@pytest.fixture
def pretended() -> Callable[..., Streams]:
    """Make streams in memory: a pipe unless told otherwise."""

    def make(**more: object) -> Streams:
        streams = Streams(stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.BytesIO())
        return replace(streams, **more)  # type: ignore[arg-type]  # free keywords

    return make


@pytest.fixture
def printed() -> Callable[[Streams], str]:
    """Return what went to standard output."""

    def read(streams: Streams) -> str:
        assert isinstance(streams.stdout, io.BytesIO)
        return streams.stdout.getvalue().decode(streams.encoding)

    return read


@pytest.fixture
def said() -> Callable[[Streams], str]:
    """Return what went to standard error."""

    def read(streams: Streams) -> str:
        assert isinstance(streams.stderr, io.BytesIO)
        return streams.stderr.getvalue().decode(streams.encoding)

    return read
