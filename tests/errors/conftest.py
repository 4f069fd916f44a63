"""The cases of the error catalogue: a folder a code, with what to run and what must be said.

    CLV503/command      a line of bash; `clvcli` is the tool
    CLV503/stderr.txt   all it says; FOLDER stands for the working folder, CRASH for the name of a crash file
    CLV503/exit         its exit status
    CLV503/...          the files the command reads
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

CASES = Path(__file__).parent


@dataclass(frozen=True)
class Said:
    """What a case said, and how it ended."""

    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture
def say(tmp_path: Path):
    """Return a function that runs the case of a code in a copy of its folder."""

    def run(code: str) -> Said:
        folder = tmp_path / "case"
        shutil.copytree(CASES / code, folder)
        (tmp_path / "home").mkdir()
        script = f"clvcli() {{ '{sys.executable}' -m clvcli \"$@\"; }}\n" + (folder / "command").read_text()
        ran = subprocess.run(
            ["/bin/bash", "-c", script],
            cwd=folder,
            env={"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        told = ran.stderr.replace(str(folder), "FOLDER")
        told = re.sub(re.escape(str(tmp_path)) + r"/clvcli-crash-\w+\.txt", "CRASH", told)
        return Said(ran.returncode, ran.stdout, told)

    return run
