"""Files for the tests of reading, and the shortest way to read one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from clvcli.orders.tables import RawTable


class Reader(Protocol):
    """Writes bytes to a file and reads its only table."""

    def __call__(self, data: bytes | str, name: str = "orders.csv", **options: object) -> RawTable: ...


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def write_and_read(data: bytes | str, name: str = "orders.csv", **options: object) -> RawTable:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        (table,) = read_tables([str(path)], ReadOptions(**options))  # type: ignore[arg-type]  # keywords of the test
        return table

    return write_and_read
