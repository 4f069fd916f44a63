"""A file is replaced whole or not at all: written beside, flushed to the disk, then renamed; a folder is made so.

The draft is `.NAME.PID.part`, readable by its owner only.  Errors, Ctrl-C and a handled SIGTERM remove it;
what a killed run leaves behind is removed by the next run that writes the same file.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from clvcli.errors import TargetError, WriteError
from clvcli.output.targets import is_device
from clvcli.output.terminal import reason_of
from clvcli.processes import is_running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
ORDINARY = 0o666

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})

_LONGEST_NAME = 200
"""Bytes of the target's name kept in the draft's, since a name has at most 255."""

_open_drafts: set[Path] = set()


@dataclass(slots=True)
class OnlyIfChanged:
    """Asks for a file to be left alone where its bytes would stay the same, and is told whether it was."""

    left_alone: bool = False


@contextlib.contextmanager
def replaced_whole(
    target: Path, *, private: bool, option: str = "-o", only_if_changed: OnlyIfChanged | None = None
) -> Iterator[BinaryIO]:
    """Yield a binary file that becomes `target`, the file of `option`, only if the block succeeds.

    `only_if_changed` leaves a file with the same bytes as it is, its time of change too.  A link is followed: the
    file it points to is replaced.  A device or a named pipe is written through.  A new file gets mode 0600 if
    `private`, else what the umask leaves; an existing one keeps its mode.
    Raises TargetError where the file cannot be made, WriteError where writing it fails.
    """
    if is_device(target):
        with _writing(target, option), _opened_through(target, option) as file:
            yield file
        return
    place = Path(os.path.realpath(target))
    sweep(place)
    draft = draft_of(place, os.getpid())
    _open_drafts.add(draft)
    try:
        with _creating(target, option):
            file = _new_private_file(draft)
        with _writing(target, option):
            with file:
                yield file
                file.flush()
                _settle_mode(file, place, private=private)
                os.fsync(file.fileno())
            if only_if_changed is not None and _are_alike(draft, place):
                only_if_changed.left_alone = True
                return
            draft.replace(place)
            _flush_folder(place.parent)
    finally:
        draft.unlink(missing_ok=True)
        _open_drafts.discard(draft)


@contextlib.contextmanager
def folder_made_whole(target: Path) -> Iterator[Path]:
    """Yield an empty folder that becomes `target`, for its owner alone, only if the block succeeds.

    `target` is missing or an empty folder.  Raises TargetError where it cannot be made; a WriteError of the block
    speaks of `target`.
    """
    place = Path(os.path.realpath(target))
    sweep(place, is_kind=stat.S_ISDIR)
    draft = draft_of(place, os.getpid())
    _open_drafts.add(draft)
    try:
        with _creating(target):
            _remove(draft)
            draft.mkdir(PRIVATE_FOLDER)
        try:
            yield draft
        except WriteError as problem:
            problem.message = problem.message.replace(str(draft), str(target))
            raise
        with _creating(target):
            draft.replace(place)
            _flush_folder(place.parent)
    finally:
        _remove(draft)
        _open_drafts.discard(draft)


def remove_open_drafts() -> None:
    """Remove what this process was writing; for a way out that runs no `finally` (`os._exit`)."""
    for draft in tuple(_open_drafts):
        with contextlib.suppress(OSError):
            _remove(draft)


def draft_of(target: Path, pid: int | str) -> Path:
    """Return the path of the draft that process `pid` writes for `target`."""
    name = os.fsdecode(os.fsencode(target.name)[:_LONGEST_NAME])
    return target.with_name(f".{name}.{pid}.part")


def sweep(target: Path, *, is_kind: Callable[[int], bool] = stat.S_ISREG) -> None:
    """Remove drafts of `target` that this user's dead processes left behind, and that are what it is to be."""
    before, after = (re.escape(part) for part in draft_of(target, "\0").name.split("\0"))
    pattern = re.compile(rf"{before}(\d+){after}")
    with contextlib.suppress(OSError):
        for draft in target.parent.iterdir():
            found = pattern.fullmatch(draft.name)
            if found and _is_ours(draft, is_kind) and not is_running(int(found[1])):
                _remove(draft)


def _remove(draft: Path) -> None:
    if draft.is_dir() and not draft.is_symlink():
        shutil.rmtree(draft)
    else:
        draft.unlink(missing_ok=True)


def _is_ours(draft: Path, is_kind: Callable[[int], bool]) -> bool:
    state = draft.lstat()
    return is_kind(state.st_mode) and state.st_uid == os.geteuid()


def _are_alike(draft: Path, place: Path) -> bool:
    with contextlib.suppress(OSError):
        return filecmp.cmp(draft, place, shallow=False)
    return False


def _new_private_file(draft: Path) -> BinaryIO:
    draft.unlink(missing_ok=True)  # left by a killed process that had our number
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, PRIVATE)
    return os.fdopen(handle, "wb")


@contextlib.contextmanager
def _opened_through(place: Path, option: str) -> Iterator[BinaryIO]:
    with _creating(place, option):
        file = place.open("wb")
    with file:
        yield file
        file.flush()


def _settle_mode(file: BinaryIO, place: Path, *, private: bool) -> None:
    """Give the draft the owner, group and mode of the file it replaces, and never let another group in."""
    handle = file.fileno()
    try:
        old = place.stat()
    except FileNotFoundError:
        os.fchmod(handle, PRIVATE if private else ORDINARY & ~_umask())
        return
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        with contextlib.suppress(PermissionError):
            os.fchown(handle, owner, group)
    mode = stat.S_IMODE(old.st_mode)
    if os.fstat(handle).st_gid != old.st_gid:
        mode &= ~stat.S_IRWXG
    os.fchmod(handle, mode)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _creating(target: Path, option: str = "-o") -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if problem.errno in _NO_ROOM:
            raise WriteError.failed(str(target), reason_of(problem), option) from problem
        raise TargetError.refused(str(target), reason_of(problem)) from problem


@contextlib.contextmanager
def _writing(target: Path, option: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of a named pipe has gone: the command line knows what that means
    except OSError as problem:
        raise WriteError.failed(str(target), reason_of(problem), option) from problem
