"""What stands around a run: streams that are closed or full, cron, places that take nothing (R14, R21, R22)."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import log_text
from tests.promises.writing import ONE_LINE, furnish, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.contract.contract_cli import Cli, Ran


@pytest.fixture
def shop(clvcli: Cli) -> Cli:
    clvcli.write("log.csv", log_text(60))
    return clvcli


def said_in_a_line(ran: Ran) -> bool:
    """Tell whether standard error holds one error, what to type, and doubts about money before it."""
    found = ONE_LINE.fullmatch(ran.stderr)
    return found is not None and found["error"] is not None


@pytest.mark.parametrize(
    "command", ["compute log.csv --model none", "segment log.csv --model none --table segments"]
)
def test_r21_standard_output_carries_data_only(shop: Cli, command: str) -> None:
    """Standard output carries the result and nothing else: no word of `-v`, no colour, and every row of it."""
    plain, talking = shop(*command.split(), "--format", "json"), shop(*command.split(), "--format", "json", "-vv")
    assert plain.stdout == talking.stdout
    assert json.loads(plain.stdout)
    assert "separator" in talking.stderr


@pytest.mark.slow
def test_r21_a_reader_that_leaves_early_causes_no_noise(shop: Cli) -> None:
    ran = shop.shell("clvcli -q segment log.csv --model none | head -1; echo ${PIPESTATUS[0]}")
    assert (ran.lines[1:], ran.stderr) == (["0"], "")


@pytest.mark.slow
@pytest.mark.parametrize("ending", [">/dev/full", ">&-"])
def test_r21_a_result_that_cannot_be_written_is_a_failure(shop: Cli, ending: str) -> None:
    ran = shop.shell(f"clvcli report log.csv --model none --sections summary {ending}")
    assert ran.exit_code == 74
    assert said_in_a_line(ran)


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-"])
def test_r21_closed_descriptors_do_a_file_no_harm(shop: Cli, closed: str) -> None:
    wanted = shop("compute", "log.csv", "--model", "none").stdout
    ran = shop.shell(f"clvcli compute log.csv --model none -o clv.csv {closed}")
    assert ran.exit_code == 0
    assert (shop.folder / "clv.csv").read_bytes() == wanted
    assert shop.files() == ["clv.csv", "log.csv"]


@pytest.mark.slow
def test_r22_cron_gets_what_anyone_gets(shop: Cli, tmp_path: Path) -> None:
    """It runs from cron: with an empty environment, in the folder `/`, without a terminal, a home or a language."""
    log, store, page = shop.folder / "log.csv", tmp_path / "store", tmp_path / "r.md"
    for args in (["ingest", log, "--into", store], ["report", store, "--sections", "summary", "-o", page]):
        line = ["/usr/bin/env", "-i", sys.executable, "-m", "clvcli", *map(str, args)]
        ran = subprocess.run(line, capture_output=True, cwd="/", stdin=subprocess.DEVNULL, check=False)
        assert (ran.returncode, ran.stdout, b"Traceback" in ran.stderr) == (0, b"", False)
    here = shop("report", str(store), "--sections", "summary", "-o", "here.md")
    assert here.exit_code == 0
    assert page.read_bytes() == (shop.folder / "here.md").read_bytes()


def limited(folder: Path, size: int, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the tool where no file may grow beyond `size` bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, "-m", "clvcli", *args], cwd=folder, capture_output=True, text=True, check=False,
        preexec_fn=limit, env={"PATH": "/usr/bin:/bin", "TMPDIR": str(folder.parent), "HOME": str(folder.parent)},
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("command", ["compute log.csv --model none -o clv.parquet", "ingest log.csv --into store"])
def test_r14_a_limit_to_the_size_of_files_is_said_and_leaves_nothing(tmp_path: Path, command: str) -> None:
    work = tmp_path / "work"
    furnish(work)
    before = state_of(work)
    ran = limited(work, 2000, *command.split())
    assert ran.returncode == 74, ran.stderr
    assert ONE_LINE.fullmatch(ran.stderr)
    assert state_of(work) == before


def test_r14_a_folder_of_temporary_files_that_is_none_is_said(shop: Cli) -> None:
    """A folder that TMPDIR names is taken at its word: rows of customers are laid down nowhere else."""
    rows = "".join(
        f"{n},c{n % 999},2024-0{1 + n % 3}-{10 + n % 9}T12:00:00,s{n % 5},1,9.50\n" for n in range(500_001)
    )
    shop.write("large.csv", "order_id,customer_id,order_date,sku,quantity,unit_price\n" + rows)
    ran = shop("ingest", "large.csv", "-o", "l.parquet", env={"TMPDIR": str(shop.folder / "missing")})
    assert ran.exit_code == 74
    assert said_in_a_line(ran)
    assert "hint: make room, or name a folder that has: TMPDIR=FOLDER" in ran.stderr
    assert shop.files() == ["large.csv", "log.csv"]


def works(*line: str) -> bool:
    """Tell whether a command can be run on this machine."""
    try:
        return subprocess.run(line, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


DISK = ("unshare", "--user", "--map-root-user", "--mount")
"""Before a command that mounts a disk of its own."""

WITHOUT_RIGHTS = ("/usr/bin/env",) if os.geteuid() else ("unshare", "--user") * works("unshare", "--user", "true")
"""Before a command that is to have no more rights than the owner of a file."""


ON_A_DISK = """
mount -t tmpfs -o size={size} none disk && cp -a start/. disk/ && cd disk || exit 99
TMPDIR=$PWD/tmp {python} -m clvcli {command}
status=$?
cd .. && cp -a disk/. after/ && exit $status
"""


@pytest.mark.faults
@pytest.mark.skipif(not works(*DISK, "mount", "-t", "tmpfs", "none", "/mnt"), reason="no disk may be mounted here")
@pytest.mark.parametrize(
    "command",
    ["compute log.csv --model none -o clv.xlsx", "ingest log.csv --into store",
     "segment log.csv --model none --customers people.csv --audience csv --audience-to lists -o a.csv"],
)  # fmt: skip
def test_a_disk_that_is_full_loses_nothing_until_it_is_large_enough(
    tmp_path: Path, command: str, record_property: Callable[[str, object], None]
) -> None:
    furnish(tmp_path / "start")
    (tmp_path / "start" / "tmp").mkdir()
    (tmp_path / "disk").mkdir()
    states = [state_of(tmp_path / "start")]
    pages = sum(-(-path.stat().st_size // 4096) for path in (tmp_path / "start").iterdir()) + 2
    for extra in range(0, 400, 2):
        script = ON_A_DISK.format(size=4096 * (pages + extra), python=sys.executable, command=command)
        (after := tmp_path / "after").mkdir()
        ran = subprocess.run(
            [*DISK, "bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False,
            env={"PATH": os.environ["PATH"]},
        )  # fmt: skip
        assert ran.returncode in {0, 73, 74}, ran.stderr
        assert ONE_LINE.fullmatch(ran.stderr), ran.stderr
        states.append(state_of(after))
        shutil.rmtree(after)
        if ran.returncode == 0:
            break
    record_property("faults", len(states) - 1)
    assert (ran.returncode, len(states) > 2) == (0, True)
    before, *between, whole = states
    for state in between:
        assert all(held in {before.get(name), whole.get(name)} for name, held in state.items())
        assert state.keys() >= before.keys()


@pytest.mark.slow
@pytest.mark.skipif(not WITHOUT_RIGHTS, reason="root may write everywhere, and cannot put that aside here")
@pytest.mark.parametrize(
    "command", ["compute ../log.csv --model none -o clv.csv", "ingest ../log.csv --into store"]
)
def test_r14_a_folder_that_may_only_be_read_is_said(tmp_path: Path, command: str) -> None:
    furnish(tmp_path / "work")
    closed = tmp_path / "work" / "closed"
    closed.mkdir(mode=0o500)
    line = [*WITHOUT_RIGHTS, sys.executable, "-m", "clvcli", *command.split()]
    ran = subprocess.run(line, cwd=closed, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin"})
    assert ran.returncode in {73, 74}, ran.stderr
    assert ONE_LINE.fullmatch(ran.stderr)
    assert [*closed.iterdir()] == []
