"""The system calls by which a process changes files, put before somebody who lets each happen or not.

Linux hands them over (`seccomp`, user notification, since 5.9): whatever makes the call - Python, Polars, Delta
Lake - and without a compiler, a tracer or rights that an ordinary user lacks.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_MACHINES: Mapping[str, tuple[int, int, Mapping[str, int]]] = {
    "x86_64": (0xC000003E, 317, {
        "write": 1, "open": 2, "close": 3, "pwrite64": 18, "writev": 20, "sendfile": 40, "fsync": 74, "fdatasync": 75,
        "truncate": 76, "ftruncate": 77, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86,
        "unlink": 87, "symlink": 88, "chmod": 90, "fchmod": 91, "openat": 257, "mkdirat": 258, "unlinkat": 263,
        "renameat": 264, "linkat": 265, "symlinkat": 266, "fchmodat": 268, "fallocate": 285, "pwritev": 296,
        "renameat2": 316, "copy_file_range": 326,
    }),
    "aarch64": (0xC00000B7, 277, {
        "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37, "renameat": 38, "truncate": 45,
        "ftruncate": 46, "fallocate": 47, "fchmod": 52, "fchmodat": 53, "openat": 56, "close": 57, "write": 64,
        "writev": 66, "pwrite64": 68, "pwritev": 70, "sendfile": 71, "fsync": 82, "fdatasync": 83,
        "renameat2": 276, "copy_file_range": 285,
    }),
}  # fmt: skip
"""Machine -> its number for auditing, that of `seccomp`, and those of the calls."""

OPEN, WRITE, CLOSE, FLUSH, RENAME, MODE, MAKE, REMOVE = (
    "open", "write", "close", "flush", "rename", "mode", "make", "remove",
)  # fmt: skip

KINDS: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "open": (OPEN, (0,)), "creat": (OPEN, (0,)), "openat": (OPEN, (1,)),
    **dict.fromkeys(("write", "pwrite64", "writev", "pwritev", "sendfile", "ftruncate", "fallocate"), (WRITE, ())),
    "copy_file_range": (WRITE, ()), "truncate": (WRITE, (0,)),
    "close": (CLOSE, ()), "fsync": (FLUSH, ()), "fdatasync": (FLUSH, ()),
    "rename": (RENAME, (0, 1)), "renameat": (RENAME, (1, 3)), "renameat2": (RENAME, (1, 3)),
    "link": (RENAME, (0, 1)), "linkat": (RENAME, (1, 3)), "symlink": (RENAME, (0, 1)), "symlinkat": (RENAME, (0, 2)),
    "chmod": (MODE, (0,)), "fchmodat": (MODE, (1,)), "fchmod": (MODE, ()),
    "mkdir": (MAKE, (0,)), "mkdirat": (MAKE, (1,)),
    "unlink": (REMOVE, (0,)), "unlinkat": (REMOVE, (1,)), "rmdir": (REMOVE, (0,)),
}  # fmt: skip
"""Call -> what it does, and which of its arguments are paths; without one the first is a handle."""

_HANDLE_OF: Mapping[str, int] = {"copy_file_range": 2}
_FLAGS_OF: Mapping[str, int] = {"open": 1, "openat": 2}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_ALLOW, _ASK = 0x7FFF0000, 0x7FC00000
_LOAD, _IS, _HAS, _ANSWER = 0x20, 0x15, 0x45, 0x06
_CONTINUE = 1
_RECEIVE, _RESPOND = 0xC0502100, 0xC0182101
_PR_SET_NO_NEW_PRIVS, _SET_FILTER, _NEW_LISTENER = 38, 1, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call that waits to happen."""

    name: str
    paths: tuple[str, ...]
    """Absolute; of a handle, the file that it is open on."""

    @property
    def kind(self) -> str:
        """What it does: one of the words above."""
        return KINDS[self.name][0]

    @property
    def target(self) -> str:
        """What it changes."""
        return self.paths[-1]


def is_possible() -> bool:
    """Tell whether this machine hands over system calls; asked of a child that is lost by it."""
    if platform.machine() not in _MACHINES or not hasattr(os, "fork"):
        return False
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if hand_over() >= 0 else 1)
        except OSError:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def hand_over() -> int:
    """Let this process make no such call unasked, and return the handle at which it is asked.  Raises OSError.

    Whoever holds the handle has to answer from here on; that cannot be this process.
    """
    _, number, _ = _MACHINES[platform.machine()]
    program = _program()
    code = ctypes.create_string_buffer(program)
    whole = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    listener: int = libc.syscall(number, _SET_FILTER, _NEW_LISTENER, ctypes.create_string_buffer(whole))
    if listener < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return listener


def _program() -> bytes:
    """Return the filter: who only opens to read is not asked."""
    audit, _, numbers = _MACHINES[platform.machine()]
    rules = [(_LOAD, 0, 0, 4), (_IS, 1, 0, audit), (_ANSWER, 0, 0, _ALLOW), (_LOAD, 0, 0, 0)]
    for name, number in numbers.items():
        if name in _FLAGS_OF:
            flags = 16 + 8 * _FLAGS_OF[name]
            rules += [(_IS, 0, 4, number), (_LOAD, 0, 0, flags), (_HAS, 1, 0, _WRITES), (_ANSWER, 0, 0, _ALLOW),
                      (_ANSWER, 0, 0, _ASK)]  # fmt: skip
        else:
            rules += [(_IS, 0, 1, number), (_ANSWER, 0, 0, _ASK)]
    rules.append((_ANSWER, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *rule) for rule in rules)


def attend(listener: int, answer: Callable[[Call], int], *, until: Callable[[], bool]) -> None:
    """Ask `answer` of each call that concerns files: 0 lets it happen, an errno makes it fail.

    Ends where nobody is left who could call, or `until` says so.
    """
    names = {number: name for name, number in _MACHINES[platform.machine()][2].items()}
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    while not until():
        for _, event in poll.poll(10):
            if not event & select.POLLIN:
                return
            for number, call in _next(listener, names):
                code = 0 if call is None else answer(call)
                flags = 0 if code else _CONTINUE
                with suppress(FileNotFoundError):  # it was killed meanwhile
                    fcntl.ioctl(listener, _RESPOND, struct.pack("QqiI", number, 0, -code, flags))


def _next(listener: int, names: Mapping[int, str]) -> Iterator[tuple[int, Call | None]]:
    """Yield the call that waits, as what it is told by, and as what it is; None where it concerns no file."""
    buffer = bytearray(80)
    try:
        fcntl.ioctl(listener, _RECEIVE, buffer)
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.EINTR}:
            return
        raise
    number, process, _, call, _, _, *arguments = struct.unpack("QIIiIQ6Q", buffer)
    yield number, _call(names[call], process, arguments)


def _call(name: str, process: int, arguments: list[int]) -> Call | None:
    kind, paths = KINDS[name]
    found: tuple[str, ...]
    try:
        if not paths:
            found = (_file_of(process, arguments[_HANDLE_OF.get(name, 0)], only_written=kind == CLOSE),)
        else:
            beside = name.endswith(("at", "at2"))
            found = tuple(_path(process, arguments, place, beside=beside and place > 0) for place in paths)
    except OSError:
        return None
    return Call(name=name, paths=found) if found[-1].startswith("/") else None


def _file_of(process: int, handle: int, *, only_written: bool = False) -> str:
    """Return the path of an open file, or something else that does not begin with a slash."""
    place = Path(f"/proc/{process}")
    if only_written:
        flags = int((place / "fdinfo" / str(handle)).read_text().split("flags:")[1].split()[0], 8)
        if not flags & (os.O_WRONLY | os.O_RDWR):
            return ""
    return str((place / "fd" / str(handle)).readlink()).removesuffix(" (deleted)")


def _path(process: int, arguments: list[int], place: int, *, beside: bool) -> str:
    """Return the path that an argument points to; `beside` says that the one before it is a folder's handle."""
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:  # noqa: PTH123  (no file of the project)
        memory.seek(arguments[place])
        text = os.fsdecode(memory.read(4096).split(b"\0")[0])
    if text.startswith("/"):
        return os.path.normpath(text)
    at = ctypes.c_int32(arguments[place - 1] & 0xFFFFFFFF).value if beside else -1
    folder = f"/proc/{process}/cwd" if at < 0 else f"/proc/{process}/fd/{at}"
    return os.path.normpath(os.path.join(Path(folder).readlink(), text))  # noqa: PTH118  (a path of another process)
