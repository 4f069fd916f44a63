"""Object storage, for the tests that are marked so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.s3_server import BUCKET, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def machine() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(machine: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return the server with one empty bucket, and let the environment of this process speak of it."""
    machine.ask("POST", "moto-api/reset")
    machine.ask("PUT", BUCKET)
    for name, value in machine.environment.items():
        monkeypatch.setenv(name, value)
    return machine
