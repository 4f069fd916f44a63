"""The tool in a folder of its own, with an invented log to work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import Cli, log_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def computed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the rows of `compute log.csv`, the same for every test."""
    folder = tmp_path_factory.mktemp("computed")
    cli = Cli(folder, {"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error"})
    cli.write("log.csv", log_text())
    ran = cli("compute", "log.csv")
    assert (ran.exit_code, ran.stderr) == (0, "")
    return ran.stdout


@pytest.fixture
def clvcli(tmp_path: Path) -> Cli:
    """Return the tool in an empty folder with a log of 240 customers, `log.csv`."""
    home = tmp_path / "home"
    folder = tmp_path / "work"
    home.mkdir()
    folder.mkdir()
    env = {"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error", "TMPDIR": str(tmp_path)}
    cli = Cli(folder, env)
    cli.write("log.csv", log_text())
    return cli
