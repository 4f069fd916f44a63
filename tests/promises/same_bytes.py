"""Runs of the tool in a surrounding of their own: one process, from which each run is forked.

`python same_bytes.py FOLDER STEPS [DAYS]` runs the command lines of the file STEPS in FOLDER, DAYS from now.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from tests.warm import LIBRARIES, become_a_run


def main(folder: str, steps: str, days: str = "0") -> None:
    """Run each line of `steps`; the first that fails ends it, with what it said."""
    for name in LIBRARIES:
        importlib.import_module(name)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=int(days)), tick=True):
        for line in json.loads(Path(steps).read_text(encoding="utf-8")):
            _run(line, folder)


def _run(line: list[str], folder: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        streams = [Path(scratch, name) for name in ("stdin", "stdout", "stderr")]
        streams[0].touch()
        child = os.fork()
        if not child:
            become_a_run(line, streams, folder, dict(os.environ))
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status:
            sys.exit(f"{line}: {status}\n{streams[2].read_text()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
