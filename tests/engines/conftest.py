"""An engine for a whole module: one session of DuckDB, or of Spark on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clvcli.budget import GIB
from clvcli.customers.engine.base import engine_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.customers.engine.base import Engine

BIGGER = ["duckdb", pytest.param("spark", marks=pytest.mark.spark)]


@pytest.fixture(scope="module", params=BIGGER)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return each engine, started."""
    with engine_of(request.param, memory=GIB, scratch=tmp_path_factory.mktemp("scratch")) as started:
        yield started


@pytest.fixture(scope="module")
def duckdb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return the one that answers at once, for questions by the dozen."""
    with engine_of("duckdb", memory=GIB, scratch=tmp_path_factory.mktemp("scratch")) as started:
        yield started
