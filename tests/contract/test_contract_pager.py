"""What is longer than the screen goes through a pager where a person looks, and nowhere else."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from clvcli.output.pager import pager_of

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

MARKED = {"PAGER": "sed 's/^/|/'"}
"""A pager that shows what went through it."""


def test_what_is_longer_than_the_screen_goes_through_the_pager(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("explain", env=MARKED, height=24)
    assert ran.exit_code == 0
    assert all(line.startswith("|") for line in ran.lines)
    assert len(ran.lines) > 24


def test_what_fits_the_screen_does_not(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("explain", "CLV101", env=MARKED, height=60)
    assert "|" not in ran.text
    assert "CLV101" in ran.text


@pytest.mark.parametrize(
    "env",
    [
        {"PAGER": "cat"},
        {"PAGER": ""},
        {"CLVCLI_PAGER": "", **MARKED},
        {"TERM": "dumb", **MARKED},
        {"TERM": "", **MARKED},
    ],
)
def test_a_reader_can_do_without(clvcli: Cli, env: dict[str, str]) -> None:
    ran = clvcli.on_terminal("explain", env=env, height=24)
    assert (ran.exit_code, ran.lines[0]) == (0, "Errors:")
    assert "Columns:" in ran.text


@pytest.mark.parametrize("how", [["--no-pager"], []])
def test_the_option_or_the_setting_does_without(clvcli: Cli, how: list[str]) -> None:
    env = MARKED if how else {**MARKED, "CLVCLI_NO_PAGER": "1"}
    ran = clvcli.on_terminal("compute", "log.csv", "--limit", "60", *how, env=env, height=24)
    assert ran.exit_code == 0
    assert not any(line.startswith("|") for line in ran.lines)


def test_a_pager_of_its_own_comes_before_that_of_all_programs(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("explain", env={"CLVCLI_PAGER": "head -2", **MARKED}, height=24)
    assert len(ran.lines) == 2


def test_long_tables_are_paged_and_notes_come_after_them(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("compute", "log.csv", "--limit", "60", env=MARKED, height=24)
    assert ran.exit_code == 0
    assert all(line.startswith("|") for line in ran.lines)
    assert ran.stderr.rstrip().endswith("next: clvcli segment log.csv")


def test_a_reader_who_has_had_enough_is_no_error(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("report", "log.csv", env={"PAGER": "head -1"}, height=24)
    assert ran.exit_code == 0
    assert len(ran.lines) == 1
    assert "error" not in ran.stderr


@pytest.mark.parametrize("pager", ["no-such-pager", "false"])
def test_where_the_pager_fails_everything_is_printed(clvcli: Cli, pager: str) -> None:
    ran = clvcli.on_terminal("explain", env={"PAGER": pager}, height=24)
    assert ran.exit_code == 0
    assert "Columns:" in ran.text


def test_a_pipe_and_a_file_know_no_pager(clvcli: Cli) -> None:
    assert clvcli("explain", env=MARKED).text.startswith("Errors:")
    assert "|" not in clvcli("compute", "log.csv", env=MARKED).text


def test_less_is_the_pager_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    usual = pager_of({"TERM": "xterm"}, is_terminal=True, height=24)
    assert usual is not None
    assert usual.command == "/bin/less"
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert pager_of({"TERM": "xterm"}, is_terminal=True, height=24) is None


def test_ctrl_c_belongs_to_the_pager_while_it_runs() -> None:
    named = {"TERM": "xterm", "PAGER": f"kill -INT {os.getpid()}; cat > /dev/null"}
    pager = pager_of(named, is_terminal=True, height=1)
    assert pager is not None
    before = signal.getsignal(signal.SIGINT)
    assert pager.shows(b"long\n" * 9, None)
    assert signal.getsignal(signal.SIGINT) is before
