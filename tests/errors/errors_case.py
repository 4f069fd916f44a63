"""One case of the error catalogue, run and normalised."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.warm import run_warm

CASES = Path(__file__).parent

PLAIN = re.compile(r"clvcli [^|&;<>$`()*?\[\]{}~\\\n]*\n?")
"""A line that means the same without a shell."""


@dataclass(frozen=True)
class Said:
    """What a case said, and how it ended."""

    exit_code: int
    stdout: str
    stderr: str


def run_case(code: str, place: Path) -> Said:
    """Run the case of a code in a copy of its folder.

    CLV503/command      a line of bash; `clvcli` is the tool
    CLV503/stderr.txt   all it says; FOLDER stands for the working folder, CRASH for the name of a crash file
    CLV503/exit         its exit status
    CLV503/...          the files the command reads
    """
    folder = place / "case"
    shutil.copytree(CASES / code, folder)
    (place / "home").mkdir()
    environment = {"HOME": str(place / "home"), "PATH": "/usr/bin:/bin", "TMPDIR": str(place)}
    command = (folder / "command").read_text()
    if PLAIN.fullmatch(command):
        (place / "streams").mkdir()
        ran_warm = run_warm(shlex.split(command)[1:], b"", folder, environment, place / "streams")
        return Said(ran_warm.exit_code, ran_warm.stdout.decode(), _told(ran_warm.stderr.decode(), folder, place))
    script = f"clvcli() {{ '{sys.executable}' -m clvcli \"$@\"; }}\n" + command
    ran = subprocess.run(
        ["/bin/bash", "-c", script],
        cwd=folder,
        env=environment | {"PYTHON": sys.executable},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Said(ran.returncode, ran.stdout, _told(ran.stderr, folder, place))


def _told(said: str, folder: Path, place: Path) -> str:
    """Return what was said, without the names of folders and of crash files."""
    said = said.replace(str(folder), "FOLDER")
    return re.sub(re.escape(str(place)) + r"/clvcli-crash-\w+\.txt", "CRASH", said)
