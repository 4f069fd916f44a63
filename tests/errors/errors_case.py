"""One case of the error catalogue, run and normalised."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent


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
    script = f"clvcli() {{ '{sys.executable}' -m clvcli \"$@\"; }}\n" + (folder / "command").read_text()
    ran = subprocess.run(
        ["/bin/bash", "-c", script],
        cwd=folder,
        env={"HOME": str(place / "home"), "PATH": "/usr/bin:/bin", "TMPDIR": str(place), "PYTHON": sys.executable},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = ran.stderr.replace(str(folder), "FOLDER")
    told = re.sub(re.escape(str(place)) + r"/clvcli-crash-\w+\.txt", "CRASH", told)
    return Said(ran.returncode, ran.stdout, told)
