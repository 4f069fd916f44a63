"""The tool as a user runs it: a process of its own, with a clean environment, in a folder of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.warm import can_be_warm, run_warm

PROGRAM = (sys.executable, "-m", "clvcli")

HEADER = "Order ID,Customer ID,Order Date,Amount,Currency\n"


@dataclass(frozen=True)
class Ran:
    """What a finished run left behind."""

    exit_code: int
    stdout: bytes
    stderr: str

    @property
    def text(self) -> str:
        return self.stdout.decode()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@dataclass(frozen=True)
class Cli:
    """Runs clvcli in one folder."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *args: str, stdin: bytes | None = b"", env: dict[str, str] | None = None) -> Ran:
        if stdin is not None and can_be_warm(self.env | (env or {})):
            with tempfile.TemporaryDirectory() as scratch:
                warm = run_warm(args, stdin, self.folder, self.env | (env or {}), Path(scratch))
            return Ran(warm.exit_code, warm.stdout, warm.stderr.decode())
        ran = subprocess.run(
            [*PROGRAM, *args],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.env | (env or {}),
            timeout=60,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr.decode())

    def shell(self, line: str, env: dict[str, str] | None = None) -> Ran:
        """Run a line of bash in which `clvcli` is the tool."""
        name = f"clvcli() {{ '{sys.executable}' -m clvcli \"$@\"; }}; "
        ran = subprocess.run(
            ["/bin/bash", "-c", name + line],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=self.folder,
            env=self.env | (env or {}),
            timeout=60,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr.decode())

    def start(self, *args: str) -> subprocess.Popen[bytes]:
        """Start a run and do not wait for it."""
        return subprocess.Popen(
            [*PROGRAM, *args],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.env,
        )

    def on_terminal(
        self, *args: str, env: dict[str, str] | None = None, typed: bytes = b"", height: int = 0
    ) -> Ran:
        """Run with all three streams on pseudo-terminals: one for stdin and stdout, one for stderr.

        `height` is the lines of the screen; 0 is a terminal that does not say.
        """
        screen, screen_end = pty.openpty()
        fcntl.ioctl(screen_end, termios.TIOCSWINSZ, struct.pack("HHHH", height, 0, 0, 0))
        messages, messages_end = pty.openpty()
        process = subprocess.Popen(
            [*PROGRAM, *args],
            stdin=screen_end,
            stdout=screen_end,
            stderr=messages_end,
            cwd=self.folder,
            env=self.env | {"TERM": "xterm-256color", "COLUMNS": "100"} | (env or {}),
            close_fds=True,
        )
        os.close(screen_end)
        os.close(messages_end)
        if typed:
            os.write(screen, typed)
        shown = _read_all(process, screen, messages)
        return Ran(process.wait(), shown[screen], shown[messages].decode().replace("\r\n", "\n"))

    def files(self) -> list[str]:
        """Return the names of all files of the folder."""
        return sorted(path.name for path in self.folder.iterdir())

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


def _read_all(process: subprocess.Popen[bytes], *handles: int) -> dict[int, bytes]:
    found = dict.fromkeys(handles, b"")
    open_handles = set(handles)
    deadline = time.monotonic() + 60
    while open_handles and time.monotonic() < deadline:
        ready, _, _ = select.select(list(open_handles), [], [], 0.2)
        for handle in ready:
            try:
                part = os.read(handle, 65536)
            except OSError:
                part = b""
            found[handle] += part
            if not part:
                open_handles.discard(handle)
        if not ready and process.poll() is not None:
            break
    for handle in handles:
        os.close(handle)
    return found


def log_rows(customers: int = 240) -> list[str]:
    """Return the lines of an invented log of two years: buyers who differ in how often they come and when they leave."""
    chance = random.Random(19)  # noqa: S311  (an invented shop, not a secret)
    rows = []
    for customer in range(customers):
        day = date(2022, 1, 1) + timedelta(days=chance.randrange(400))
        weeks, leaving, spend = chance.gammavariate(0.8, 0.15), chance.betavariate(1.0, 3.0), chance.uniform(20, 90)
        for order in range(60):
            amount = round(spend * chance.uniform(0.7, 1.3), 2)
            rows.append(f"{10_000 + customer * 60 + order},{customer:03d},{day.isoformat()},{amount:.2f},EUR")
            day += timedelta(days=1 + int(min(chance.expovariate(weeks), 200) * 7))
            if chance.random() < leaving or day > date(2023, 12, 31):
                break
    return rows


def log_text(customers: int = 240) -> str:
    return HEADER + "\n".join(log_rows(customers)) + "\n"
