"""The README is executed: its sessions on a terminal, its line for cron, and its mention of every option."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import termios
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clvcli.cli.tree import COMMANDS, command_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]
README = PROJECT / "README.md"
COLUMNS = 80
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Block:
    """A fenced block of the README and the line it starts on."""

    line: int
    text: str


@dataclass(frozen=True)
class Step:
    """A command of a session and what it prints; `...` in it stands for anything."""

    command: str
    printed: str


def blocks(markdown: str, language: str) -> list[Block]:
    """Return the fenced blocks of one language."""
    fence = re.compile(rf"^```{language}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [Block(markdown.count("\n", 0, found.start()) + 1, found[1]) for found in fence.finditer(markdown)]


def steps(session: str) -> Iterator[Step]:
    """Yield the commands of a session; a command goes on after a backslash at the end of its line."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        found = re.match(r"(?:.*\\\n)*.*\n", part)
        assert found
        yield Step(found[0].rstrip("\n"), part[found.end() :])


def pattern_of(printed: str) -> re.Pattern[str]:
    """Return what matches a printed text: a line of `...` is any lines, `...` inside a line any signs."""
    lines = []
    for line in printed.splitlines(keepends=True):
        quoted = re.escape(line).replace(re.escape("..."), "[^\n]*")
        lines.append("(?:[^\n]*\n)*?" if line.strip() == "..." else quoted)
    return re.compile("".join(lines))


def surroundings() -> dict[str, str]:
    """Return the environment of a plain terminal with the program on its path."""
    here = Path(sys.executable).parent
    path = f"{here}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": "/nonexistent", "TERM": "dumb", "NO_COLOR": "1", "LANG": "C.UTF-8"}


def typed(command: str, folder: Path) -> str:
    """Return what is left on a terminal after a command, which must succeed; a return of the carriage overwrites."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (50, COLUMNS))
    with subprocess.Popen(
        ["sh", "-c", command],
        cwd=folder,
        env=surroundings(),
        stdin=follower,
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        shown = b"".join(iter(lambda: _read(leader), b""))
        status = process.wait(PATIENCE_SECONDS)
    os.close(leader)
    text = re.sub(r"[^\n]*\r", "", shown.decode().replace("\r\n", "\n"))
    assert status == 0, text
    return text


def _read(terminal: int) -> bytes:
    """Return what a terminal has to show, or nothing when the last program has let go of it."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty working directory beside which the sample data lie."""
    (tmp_path / "sample_data").symlink_to(PROJECT / "sample_data")
    return tmp_path


SESSIONS = blocks(README.read_text(encoding="utf-8"), "console")
CRON = blocks(README.read_text(encoding="utf-8"), "crontab")


@pytest.mark.long
@pytest.mark.parametrize("session", SESSIONS, ids=lambda block: f"line-{block.line}")
def test_a_session_of_the_readme_goes_as_printed(session: Block, folder: Path) -> None:
    for step in steps(session.text):
        shown = typed(step.command, folder)
        if not pattern_of(step.printed).fullmatch(shown):
            assert shown == step.printed


@pytest.mark.parametrize("crontab", CRON, ids=lambda block: f"line-{block.line}")
def test_the_line_for_cron_runs_in_an_empty_environment_and_says_nothing(crontab: Block, folder: Path) -> None:
    """Cron gives a command a home, a bare shell and no terminal, and mails whatever it says."""
    shop = folder / "shop"
    (shop / ".venv" / "bin").mkdir(parents=True)
    (shop / ".venv" / "bin" / "clvcli").symlink_to(Path(sys.executable).parent / "clvcli")
    (shop / "exports").symlink_to(PROJECT / "sample_data" / "nordlys")
    (line,) = [line for line in crontab.text.splitlines() if not line.startswith("#")]
    command = line.split(maxsplit=5)[5]
    assert not re.search(r"(?<!\\)%", command), "cron reads a bare % as the end of the line"
    ran = subprocess.run(
        ["env", "-i", f"HOME={folder}", "sh", "-c", command.replace("\\%", "%")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (shop / "clv.xlsx").stat().st_size > 0


def test_every_option_of_every_command_is_in_the_readme() -> None:
    options = {name for command in COMMANDS for param in command_of(command).params for name in param.opts}
    written = set(re.findall(r"--[a-z][a-z-]+", README.read_text(encoding="utf-8")))
    assert {name for name in options if name.startswith("--")} - {"--help"} <= written


def test_every_command_is_in_the_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"clvcli {name}" not in readme] == []


def test_every_link_of_the_documents_leads_somewhere() -> None:
    for document in (*PROJECT.glob("*.md"), *(PROJECT / "sample_data").rglob("*.md")):
        links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
        assert [link for link in links if not (document.parent / link).exists()] == []


def test_a_line_of_dots_stands_for_any_lines_and_dots_in_a_line_for_any_signs() -> None:
    assert pattern_of("a\n...\nz\n").fullmatch("a\nb\nc\nz\n")
    assert pattern_of("took ... s\n").fullmatch("took 1.25 s\n")
    assert not pattern_of("took ... s\n").fullmatch("took 1\nand 2 s\n")


def test_what_a_program_writes_over_is_not_left_on_the_terminal(folder: Path) -> None:
    assert typed("printf 'working (1 s)\\r             \\rdone\\n'", folder) == "done\n"


def test_a_terminal_shows_both_streams_at_its_own_width(folder: Path) -> None:
    assert typed("stty size; echo aside >&2; test -t 0 -a -t 1 -a -t 2 && echo terminal", folder) == (
        f"50 {COLUMNS}\naside\nterminal\n"
    )
