"""A run of the tool whose changes to files are counted, and of which any can be made to fail, or to be its last."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests import warm
from tests.promises import syscalls
from tests.promises.syscalls import CLOSE, FLUSH, MAKE, MODE, OPEN, REMOVE, RENAME, WRITE, Call

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from multiprocessing.connection import Connection
    from typing import NoReturn

Way = Literal["once", "from then on", "killed", "terminated", "interrupted", "overtaken"]

REFUSALS: Mapping[str, int] = {
    OPEN: errno.ENOSPC,
    WRITE: errno.ENOSPC,
    MAKE: errno.ENOSPC,
    CLOSE: errno.EIO,
    FLUSH: errno.EIO,
    RENAME: errno.EIO,
    MODE: errno.EIO,
    REMOVE: errno.EIO,
}
"""What a call is answered that fails: no room where it needs some, else a fault of the disk."""

SIGNALS: Mapping[Way, signal.Signals] = {
    "killed": signal.SIGKILL,
    "terminated": signal.SIGTERM,
    "interrupted": signal.SIGINT,
}

_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What befalls a run at one of its calls."""

    way: Way
    at: int = 0
    """The number of the call, from 1."""
    after: float = 0.0
    """Seconds, where it is a signal and comes at a time, not at a call."""


@dataclass(slots=True, kw_only=True)
class Run:
    """What a run did, and how it ended."""

    calls: list[Call] = field(default_factory=list)
    """Those that concern files of its room, in turn."""
    outside: list[Call] = field(default_factory=list)
    """Those that concern others."""
    struck: Call | None = None
    """The call at which a fault began."""
    exit_code: int = 0
    stdout: bytes = b""
    stderr: str = ""
    seconds_left: float = 0.0
    """How long it went on after a signal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """All the places a run knows: where it works, its home, its temporary files."""

    root: Path

    @property
    def work(self) -> Path:
        """The current folder."""
        return self.root / "work"

    @property
    def temporary(self) -> Path:
        """What TMPDIR names."""
        return self.root / "tmp"

    @property
    def env(self) -> dict[str, str]:
        """The environment of a run."""
        return {"HOME": str(self.root / "home"), "PATH": "/usr/bin:/bin", "TMPDIR": str(self.temporary)}

    def furnished(self, work: Path) -> Room:
        """Make it anew, with a copy of the folder `work`."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(work, self.work)
        for folder in (self.root / "home", self.temporary):
            folder.mkdir()
        return self

    def run(
        self,
        args: Sequence[str],
        fault: Fault | None = None,
        *,
        large: bool = False,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Run:
        """Run the tool, and let `fault` befall it; `large` has it take any export for a large one.

        `meanwhile` is done while the run stands still, where it is to be overtaken.
        """
        ours, theirs = Pipe()
        beside = Path(tempfile.mkdtemp(prefix="streams-", dir=self.root.parent))
        streams = [beside / name for name in ("stdin", "stdout", "stderr")]
        for stream in streams:
            stream.touch()
        process = warm._server().Process(
            target=_handed_over, args=(theirs, large, list(args), streams, str(self.work), self.env)
        )
        process.start()
        theirs.close()
        listener = recv_handle(ours)
        watch = _Watch(self.root, fault, process.pid or 0, meanwhile)
        try:
            syscalls.attend(listener, watch.answer, until=watch.is_over)
        finally:
            os.close(listener)
            ours.close()
        process.join(1)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutError(args, fault)
        run = watch.run
        run.seconds_left = time.monotonic() - watch.signalled if watch.signalled else 0.0
        run.exit_code, run.stdout = process.exitcode, streams[1].read_bytes()
        run.stderr = streams[2].read_bytes().decode()
        shutil.rmtree(beside)
        return run


class _Watch:
    """Counts the calls of a run, and says which fail."""

    def __init__(self, root: Path, fault: Fault | None, pid: int, meanwhile: Callable[[], object]) -> None:
        self.root, self.beside, self.fault, self.pid = f"{root}/", f"{root.parent}/streams-", fault, pid
        self.meanwhile = meanwhile
        self.run = Run()
        self.signalled = 0.0
        self.began = time.monotonic()

    def is_over(self) -> bool:
        """Send the signal whose time has come, and tell whether it takes too long."""
        lasted = time.monotonic() - self.began
        if self.fault is not None and self.fault.after and lasted > self.fault.after and not self.signalled:
            self._signal(SIGNALS[self.fault.way])
        return lasted > _SECONDS

    def _signal(self, number: signal.Signals) -> None:
        self.signalled = time.monotonic()
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def answer(self, call: Call) -> int:
        """Note a call, and return 0 or how it fails."""
        if not call.target.startswith(self.root):
            if call.kind != CLOSE and not self._of_test(call.target):
                self.run.outside.append(call)
            return 0
        self.run.calls.append(call)
        number, fault = len(self.run.calls), self.fault
        if fault is None or not 0 < fault.at <= number:
            return 0
        if number == fault.at:
            self.run.struck = call
            return self._strike(fault.way, call)
        return REFUSALS[call.kind] if fault.way == "from then on" and call.kind != REMOVE else 0

    def _strike(self, way: Way, call: Call) -> int:
        """Let a fault begin, and return how the call fails, or 0."""
        if way == "overtaken":
            self.meanwhile()
            return 0
        if way in SIGNALS:
            self._signal(SIGNALS[way])
            return 0
        return REFUSALS[call.kind]

    def _of_test(self, path: str) -> bool:
        """Tell whether a path is none of the tool's doing: streams, devices, modules made ready."""
        return path.startswith((self.beside, "/dev/", "/proc/")) or "__pycache__" in path


def _handed_over(
    theirs: Connection, large: bool, args: list[str], streams: list[Path], folder: str, env: dict[str, str]
) -> None:
    """Become a run of the tool that asks before each call."""
    if large:
        from clvcli.cli import fitting
        from clvcli.orders import ingest
        from clvcli.orders.settling import spans

        ingest.LARGE, spans.SPAN_ROWS = 0, 400
        fitting.BYTES_A_ROW = dict.fromkeys(fitting.BYTES_A_ROW, 2**40)
    os._exit = _at_exit(os._exit)  # type: ignore[assignment]  # a forked process leaves it out
    send_handle(theirs, syscalls.hand_over(), os.getppid())
    warm.become_a_run(args, streams, folder, env)


def _at_exit(leave: Callable[[int], NoReturn]) -> Callable[[int], NoReturn]:
    """Return a way out on which is done what is to be done when a process ends."""

    def leave_tidily(status: int) -> NoReturn:
        from clvcli.scratch import remove_scratch_folders

        remove_scratch_folders()
        leave(status)

    return leave_tidily
