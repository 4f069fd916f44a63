"""`--only-if-changed`: a file whose bytes would stay the same is left as it is, its time of change too."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import log_text

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

LONG_AGO = 1_000_000_000


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("compute", "values.csv"),
        ("compute", "values.xlsx"),
        ("compute", "values.parquet"),
        ("segment", "segments.json"),
        ("report", "report.md"),
        ("report", "report.html"),
    ],
)
def test_a_file_that_would_not_change_is_left_alone(clvcli: Cli, command: str, name: str) -> None:
    line = (command, "log.csv", "-o", name, "--only-if-changed")
    assert clvcli(*line).exit_code == 0
    target = clvcli.folder / name
    target.chmod(0o640)
    os.utime(target, (LONG_AGO, LONG_AGO))
    ran = clvcli(*line, "-v", "--stats")
    assert ran.exit_code == 0
    assert f"clvcli: unchanged: {name}\n" in ran.stderr
    assert '"unchanged": true' in ran.stderr
    assert target.stat().st_mtime == LONG_AGO
    assert clvcli.files() == ["log.csv", name]


@pytest.mark.parametrize(("command", "name"), [("compute", "values.csv"), ("report", "report.md")])
def test_a_file_that_changes_is_replaced(clvcli: Cli, command: str, name: str) -> None:
    target = clvcli.write(name, "old")
    os.utime(target, (LONG_AGO, LONG_AGO))
    ran = clvcli(command, "log.csv", "-o", name, "--only-if-changed", "-v")
    assert (ran.exit_code, target.stat().st_mtime > LONG_AGO) == (0, True)
    assert f"to {name}\n" in ran.stderr
    assert "unchanged" not in ran.stderr


def test_a_run_in_cron_says_nothing_of_it(clvcli: Cli) -> None:
    line = ("compute", "log.csv", "-o", "values.csv", "--only-if-changed")
    clvcli(*line)
    ran = clvcli(*line)
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, b"", "")


@pytest.mark.parametrize("command", ["compute", "segment", "report"])
def test_without_a_file_there_is_nothing_to_leave_alone(clvcli: Cli, command: str) -> None:
    ran = clvcli(command, "log.csv", "--only-if-changed")
    assert (ran.exit_code, ran.stdout) == (2, b"")
    assert "--only-if-changed needs -o FILE" in ran.stderr
    assert clvcli(command, "log.csv", env={"CLVCLI_ONLY_IF_CHANGED": "1"}).exit_code == 0


@pytest.mark.long
def test_the_report_is_mailed_when_there_is_something_new_and_not_again(clvcli: Cli) -> None:
    page = (Path(__file__).parents[2] / "docs" / "nightly.md").read_text()
    (script,) = re.findall(r"```sh\n(.*?)```", page, flags=re.DOTALL)
    tool = clvcli.write("clvcli", f'#!/bin/sh\nexec {sys.executable} -m clvcli "$@"\n')
    post = clvcli.write("sendmail", f"#!/bin/sh\ncat >> {clvcli.folder}/mails; echo sent >> {clvcli.folder}/sent\n")
    tool.chmod(0o755)
    post.chmod(0o755)
    places = {
        "/srv/shop": str(clvcli.folder),
        "/opt/clvcli/bin/clvcli": str(tool),
        "/usr/sbin/sendmail": str(post),
        "orders.store": "log.csv",
    }
    for name, place in places.items():
        script = script.replace(name, place)

    def mails() -> int:
        ran = subprocess.run(["/bin/sh", "-c", script], env=clvcli.env, capture_output=True, check=False)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
        return (clvcli.folder / "sent").read_text().count("sent")

    assert [mails(), mails()] == [1, 1]
    clvcli.write("log.csv", log_text(200))
    assert [mails(), mails()] == [2, 2]
    assert "Content-Transfer-Encoding: base64\n\nPC" in (clvcli.folder / "mails").read_text()
