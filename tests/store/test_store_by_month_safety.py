"""An export that is settled by month is kept whole or not at all, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.store_exports import content, kept, shop

ROOT = Path(__file__).parents[2]

BY_MONTH = """
from clvcli.orders import ingest
from clvcli.orders.settling import spans
ingest.LARGE, spans.SPAN_ROWS = 0, 400
from clvcli.cli.app import main
main()
"""
"""The program, to which any export is a large one."""


class Run:
    """A run that has its temporary files in a folder of its own."""

    def __init__(self, folder: Path, export: Path, *, file_limit: int | None = None) -> None:
        self.store, self.temporary = folder / "store", folder / "temporary"
        self.temporary.mkdir(exist_ok=True)
        limit = f"ulimit -f {file_limit}; " if file_limit else ""
        self.process = subprocess.Popen(
            ["/bin/bash", "-c", f'{limit}exec "$@"', "-", sys.executable, "-c", BY_MONTH, "ingest", str(export),
             "--into", str(self.store)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT,
            env={**os.environ, "TMPDIR": str(self.temporary)},
        )  # fmt: skip

    def folders(self) -> set[str]:
        """Return how the names of the folders begin that hold temporary files."""
        return {Path(folder).name[:12] for folder, _, files in os.walk(self.temporary) if files}

    def end(self) -> tuple[int, str]:
        """Wait for it, and return its status and what it said."""
        said = self.process.communicate(timeout=60)[1]
        return self.process.returncode, said

    def end_by(self, number: signal.Signals, moment: str) -> tuple[int, str]:
        """Send it a signal once there is a temporary file of a folder whose name begins so."""
        while self.process.poll() is None and moment not in self.folders():
            time.sleep(0.001)
        self.process.send_signal(number)
        return self.end()


MOMENTS = {"while rows are laid down": "order_month=", "while months are settled": "clvcli-rows-"}


def written(store: Path) -> list[Path]:
    """Return all files below a store."""
    return sorted(path for path in store.rglob("*") if path.is_file())


def plain(path: Path, *, orders: int) -> Path:
    """Write an export that can be settled by month: a number, a buyer and a moment an order, and what was sold."""
    rows = ["order_id,customer_id,order_date,sku,quantity,unit_price"]
    for place, (number, buyer, _, day, _, _, _, quantity, price, _) in enumerate(shop(orders=orders)):
        rows.append(f"{number},{buyer},{day}T12:00:00,s{place % 30},{quantity},{price}")
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plain(tmp_path_factory.mktemp("exports") / "all.csv", orders=6000)


def test_it_is_settled_by_month(tmp_path: Path, export: Path) -> None:
    run = Run(tmp_path, export)
    seen: set[str] = set()
    while run.process.poll() is None:
        seen |= run.folders()
    assert run.end() == (0, "")
    assert {*MOMENTS.values()} <= seen
    assert [*run.temporary.iterdir()] == []
    kept(tmp_path / "whole", export)
    assert content(run.store).equals(content(tmp_path / "whole"))


@pytest.mark.parametrize("kilobytes", [8, 20], ids=[*MOMENTS])
def test_a_full_disk_is_said_in_a_line_and_leaves_nothing(tmp_path: Path, export: Path, kilobytes: int) -> None:
    run = Run(tmp_path, export, file_limit=kilobytes)
    status, said = run.end()
    assert (status, [line.partition(" ")[0] for line in said.split("\n") if line]) == (74, ["clvcli:", "hint:"]), (
        said
    )
    assert f"writing temporary files to {run.temporary} failed" in said
    assert [*run.temporary.iterdir()] == []
    assert not run.store.exists()


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_a_run_that_is_terminated_tidies_up(tmp_path: Path, export: Path, moment: str) -> None:
    run = Run(tmp_path, export)
    assert run.end_by(signal.SIGTERM, moment) == (143, "")
    assert [*run.temporary.iterdir()] == []
    assert not written(run.store)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_what_a_killed_run_laid_down_goes_with_the_next(tmp_path: Path, export: Path, moment: str) -> None:
    killed = Run(tmp_path, export)
    assert killed.end_by(signal.SIGKILL, moment)[0] == -signal.SIGKILL
    assert {stat.S_IMODE(path.stat().st_mode) for path in killed.temporary.iterdir()} == {0o700}
    assert not written(killed.store)
    following = Run(tmp_path, export)
    assert following.end() == (0, "")
    assert [*following.temporary.iterdir()] == []
    assert content(following.store).height > 0
