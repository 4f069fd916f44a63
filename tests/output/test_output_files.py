"""An output file is the old one or the whole new one, private, and leaves nothing beside it."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import ExitCode, TargetError, WriteError
from clvcli.output.files import draft_of, folder_made_whole, remove_open_drafts, replaced_whole

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "clv.csv"


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def dead_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_the_block_that_succeeds_replaces_the_file(target: Path) -> None:
    target.write_text("old")
    with replaced_whole(target, private=True) as file:
        file.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_stops_the_block_leaves_the_old_file_and_no_draft(
    target: Path, failure: type[BaseException]
) -> None:
    def stopped() -> None:
        with replaced_whole(target, private=True) as file:
            file.write(b"half")
            raise failure

    target.write_text("old")
    with pytest.raises(failure):
        stopped()
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_the_draft_is_private_whatever_the_target_will_be(target: Path) -> None:
    with replaced_whole(target, private=False):
        assert mode(draft_of(target, os.getpid())) == 0o600


@pytest.mark.usefixtures("usual_umask")
def test_a_new_file_is_private_if_sensitive_and_ordinary_otherwise(target: Path) -> None:
    with replaced_whole(target, private=True):
        pass
    assert mode(target) == 0o600
    target.unlink()
    with replaced_whole(target, private=False):
        pass
    assert mode(target) == 0o644


@pytest.mark.parametrize("old", [0o400, 0o600, 0o640, 0o644])
@pytest.mark.parametrize("private", [True, False])
def test_replacing_keeps_the_mode(target: Path, old: int, *, private: bool) -> None:
    target.touch()
    target.chmod(old)
    with replaced_whole(target, private=private):
        pass
    assert mode(target) == old


def test_a_group_that_cannot_be_kept_loses_nobody_elses_file_to_a_new_one(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.touch()
    target.chmod(0o660)
    real = os.fstat

    def in_another_group(handle: int) -> os.stat_result:
        state = list(real(handle))
        state[5] += 1  # st_gid
        return os.stat_result(state)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fstat", in_another_group)
    monkeypatch.setattr(os, "fchown", refuse)
    with replaced_whole(target, private=True):
        pass
    assert mode(target) == 0o600


def test_a_link_stays_and_the_file_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "clv.csv"
    real.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    with replaced_whole(link, private=True) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_link_to_nothing_makes_the_file_it_points_to(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "made.csv")
    with replaced_whole(link, private=True) as file:
        file.write(b"new")
    assert (tmp_path / "made.csv").read_text() == "new"


def test_a_device_is_written_through() -> None:
    with replaced_whole(Path(os.devnull), private=True) as file:
        file.write(b"gone")
    assert Path(os.devnull).is_char_device()


def test_a_named_pipe_is_written_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    with replaced_whole(pipe, private=True) as file:
        file.write(b"through")
    assert reader.communicate()[0] == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_full_device_is_a_failed_write() -> None:
    with pytest.raises(WriteError) as caught, replaced_whole(Path("/dev/full"), private=True) as file:
        file.write(b"x" * 100_000)
    assert caught.value.exit_code == ExitCode.WRITE_FAILED
    assert "no space left on device" in caught.value.message


@pytest.mark.parametrize("call", ["fsync", "fchmod", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_failing_system_call_is_reported_and_undone(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    target.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path if call == "replace" else os, call, fail)
    with pytest.raises(WriteError), replaced_whole(target, private=True) as file:
        file.write(b"new")
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


def test_the_data_are_on_the_disk_before_the_name_changes(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(handle: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def noted_replace(draft: Path, place: Path) -> Path:
        calls.append("rename")
        return replace(draft, place)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    with replaced_whole(target, private=True) as file:
        file.write(b"new")
    assert calls == ["file", "rename", "folder"]


def test_no_room_for_the_draft_is_a_failed_write(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(WriteError), replaced_whole(target, private=True):
        pass


def test_a_folder_that_is_gone_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(TargetError) as caught, replaced_whole(tmp_path / "no" / "x.csv", private=True):
        pass
    assert caught.value.exit_code == ExitCode.CANT_CREATE


def test_what_a_killed_run_left_is_swept_by_the_next(target: Path) -> None:
    left = draft_of(target, dead_process())
    left.write_text("half")
    with replaced_whole(target, private=True):
        pass
    assert list(target.parent.iterdir()) == [target]


def test_drafts_of_living_processes_of_other_targets_and_lookalikes_stay(target: Path) -> None:
    pid = dead_process()
    others = [
        draft_of(target, os.getppid()),
        draft_of(target.with_name("other.csv"), pid),
        target.with_name(f"x.clv.csv.{pid}.part"),
        target.with_name(".clv.csv.part"),
    ]
    for other in others:
        other.touch()
    draft_of(target, pid).mkdir()
    with replaced_whole(target, private=True):
        pass
    assert all(other.exists() for other in others)
    assert draft_of(target, pid).is_dir()


@pytest.mark.parametrize("name", ["[red]*?.csv", "line\nfeed\x1b[31m.csv", "æ" * 120 + ".csv", "-", "PID.csv"])
def test_a_name_is_taken_literally(tmp_path: Path, name: str) -> None:
    with replaced_whole(tmp_path / name, private=True) as file:
        file.write(b"new")
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208  (the bare name is the point)


def test_open_drafts_can_be_removed_on_a_way_out_without_finally(target: Path) -> None:
    with pytest.raises(WriteError), replaced_whole(target, private=True):
        remove_open_drafts()
    assert list(target.parent.iterdir()) == []


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from clvcli.output.files import replaced_whole

    with replaced_whole(Path(sys.argv[1]), private=True) as file:
        file.write(b"half" * 100_000)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_killed_in_the_middle_leaves_the_old_file_and_a_private_draft(target: Path) -> None:
    target.write_text("old")
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), str(target)], check=False)
    assert ran.returncode < 0
    assert target.read_text() == "old"
    left = [path for path in target.parent.iterdir() if path != target]
    assert [mode(path) for path in left] == [0o600]


LIMITED = """
    import resource, sys
    from pathlib import Path
    from clvcli.errors import WriteError
    from clvcli.output.files import replaced_whole

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    try:
        with replaced_whole(Path(sys.argv[1]), private=True) as file:
            file.write(b"x" * 100_000)
    except WriteError:
        sys.exit(74)
"""


def test_a_file_size_limit_is_a_failed_write(target: Path) -> None:
    target.write_text("old")
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(LIMITED), str(target)], check=False)
    assert ran.returncode == ExitCode.WRITE_FAILED
    assert target.read_text() == "old"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.usefixtures("usual_umask")
def test_a_folder_is_there_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    with folder_made_whole(tmp_path / "lists") as draft:
        (draft / "a.csv").write_text("a")
        assert not (tmp_path / "lists").exists()
    assert mode(tmp_path / "lists") == 0o700
    assert [path.name for path in tmp_path.iterdir()] == ["lists"]
    assert (tmp_path / "lists" / "a.csv").read_text() == "a"


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_stops_the_block_leaves_no_folder(tmp_path: Path, failure: type[BaseException]) -> None:
    def stopped() -> None:
        with folder_made_whole(tmp_path / "lists") as draft:
            (draft / "a.csv").write_text("a")
            raise failure

    with pytest.raises(failure):
        stopped()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_inside_a_folder_is_told_of_the_folder(tmp_path: Path) -> None:
    def full() -> None:
        with folder_made_whole(tmp_path / "lists") as draft:
            raise WriteError.failed(str(draft / "a.csv"), "no space left")

    with pytest.raises(WriteError) as caught:
        full()
    assert caught.value.message == f"writing {tmp_path}/lists/a.csv failed: no space left"


def test_an_empty_folder_is_taken_and_one_with_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    with folder_made_whole(tmp_path / "lists") as draft:
        (draft / "a.csv").write_text("a")

    def again() -> None:
        with folder_made_whole(tmp_path / "lists"):
            pass

    with pytest.raises(TargetError):
        again()
    assert (tmp_path / "lists" / "a.csv").read_text() == "a"


def test_what_a_killed_process_left_of_a_folder_is_swept_away(tmp_path: Path) -> None:
    left = draft_of(tmp_path / "lists", dead_process())
    left.mkdir()
    (left / "a.csv").write_text("half")
    with folder_made_whole(tmp_path / "lists"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["lists"]
