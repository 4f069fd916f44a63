"""The tool in an empty folder of its own, with an empty home and an empty place for temporary files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import Cli
from tests.promises.trials import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def clvcli(tmp_path: Path) -> Cli:
    for name in ("work", "home", "temporary"):
        (tmp_path / name).mkdir()
    env = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path / "temporary")}
    return Cli(tmp_path / "work", env | {"PYTHONWARNINGS": "error"})


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Prepared]:
    """Return what makes a command that writes ready for faults, once."""
    made: dict[str, Prepared] = {}

    def of(name: str) -> Prepared:
        if name not in made:
            made[name] = Prepared.of(name, tmp_path_factory.mktemp("faults"))
        return made[name]

    return of


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many faults were tried."""
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    counts = {report.nodeid.partition("::")[2]: dict(report.user_properties).get("faults") for report in reports}
    tried = {name: count for name, count in counts.items() if count}
    if tried:
        terminalreporter.section("faults tried")
        for name, count in sorted(tried.items()):
            terminalreporter.write_line(f"{count:6,}  {name}")
        terminalreporter.write_line(f"{sum(tried.values()):6,}  in all")
