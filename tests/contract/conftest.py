"""The tool as a user runs it: a process of its own, with a clean environment, in a folder of its own."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

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

    def on_terminal(self, *args: str, env: dict[str, str] | None = None, typed: bytes = b"") -> Ran:
        """Run with all three streams on pseudo-terminals: one for stdin and stdout, one for stderr."""
        screen, screen_end = pty.openpty()
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


def log_rows(customers: int = 120) -> list[str]:
    """Return the lines of an invented log: ids with leading zeros, one to five orders each over two years."""
    rows = []
    for customer in range(customers):
        day = date(2022, 1, 1) + timedelta(days=customer * 7 % 500)
        for order in range(1 + customer * customer % 5):
            amount = 20 + (customer * 37 + order * 11) % 80
            rows.append(f"{1000 + customer * 10 + order},{customer:03d},{day.isoformat()},{amount}.50,EUR")
            day += timedelta(days=13 + (customer * 3 + order * 17) % 60)
    return rows


def log_text(customers: int = 120) -> str:
    return HEADER + "\n".join(log_rows(customers)) + "\n"


@pytest.fixture
def clvcli(tmp_path: Path) -> Cli:
    """Return the tool in an empty folder with a log of 120 customers, `log.csv`."""
    home = tmp_path / "home"
    folder = tmp_path / "work"
    home.mkdir()
    folder.mkdir()
    env = {"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error", "TMPDIR": str(tmp_path)}
    cli = Cli(folder, env)
    cli.write("log.csv", log_text())
    return cli
