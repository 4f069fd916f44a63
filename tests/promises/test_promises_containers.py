"""Containers that lie are refused: in one line, in bounded memory and time (R25, S7)."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.fuzz_seeds import ORDERS
from tests.promises.promises_containers import LYING, MIB, far_sheet, lying_numbers, nested, parquet, with_part
from tests.warm import Ended, run_warm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST = 700 * MIB
"""Of memory, libraries included."""

SECONDS = 15
"""Of computing; the machine may be busy."""

LONGEST = 3
"""Lines of a refusal: what is wrong, a blank one, what to type."""

ENDLESS = "/dev/zero"

FOREIGN = re.compile(r"Traceback|panicked|RUST_BACKTRACE|CLV9\d\d|polars|pyarrow|calamine|Errno")


@pytest.fixture
def confined(tmp_path: Path) -> Callable[..., Ended]:
    """Return a run of the tool in a folder of its own, measured; it leaves nothing behind but what it was given."""

    def run(files: dict[str, bytes], *args: str) -> Ended:
        for name in ("work", "home", "streams"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
            (tmp_path / name).mkdir()
        for name, content in files.items():
            (tmp_path / "work" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "work" / name).write_bytes(content)
        before = _listed(tmp_path)
        env = {"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path)}
        env["PYTHONWARNINGS"] = "error"
        ended = run_warm(args, b"", tmp_path / "work", env, tmp_path / "streams")
        assert _listed(tmp_path) == before
        return ended

    return run


def _listed(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*") if path.parent.name != "streams"}


def assert_bounded(ended: Ended) -> None:
    assert 0 < ended.peak < MOST, f"{ended.peak / MIB:.0f} MiB"
    assert ended.seconds < SECONDS, f"{ended.seconds:.1f} s"


def assert_refused(ended: Ended, name: str) -> None:
    said = ended.stderr.decode()
    assert ended.exit_code == 65, said
    assert ended.stdout == b""
    assert name in said
    assert len(said.splitlines()) <= LONGEST, said
    assert not FOREIGN.search(said), said
    assert_bounded(ended)


@pytest.mark.parametrize("what", LYING)
def test_r25_what_expands_without_bound_is_refused_before_it_is_expanded(
    confined: Callable[..., Ended], what: str
) -> None:
    """A file that claims, or hides, more than it can hold is refused with 65 in one line, in less than 700 MiB."""
    name, made = LYING[what]
    assert_refused(confined({name: made()}, "compute", name, "--model", "none"), name)


def test_r25_what_a_parquet_file_says_of_itself_is_never_believed(confined: Callable[..., Ended]) -> None:
    for what, data in lying_numbers().items():
        ended = confined({"orders.parquet": data}, "compute", "orders.parquet", "--model", "none")
        said = ended.stderr.decode()
        assert ended.exit_code in {0, 65}, f"{what}: {said}"
        assert not FOREIGN.search(said), f"{what}: {said}"
        assert_bounded(ended)


def test_s07_what_a_file_is_its_first_bytes_say(confined: Callable[..., Ended]) -> None:
    """A file is what its first bytes say, whatever its name: nothing is unpacked into files, no entity is resolved, and no footer is believed before it was held against the size of the file."""
    sound = {"text": ORDERS.encode(), "gzip": nested(1), "gzip in gzip": nested(2), "parquet": parquet()}
    results = set()
    for what, data in sound.items():
        for name in ("orders.parquet", "orders.xlsx", "orders.csv.gz"):
            ended = confined({name: data}, "compute", name, "--model", "none")
            assert ended.exit_code == 0, f"{what} called {name}: {ended.stderr.decode()}"
            results.add(ended.stdout)
    assert len(results) == 1


@pytest.mark.parametrize("option", ["--rates", "--costs", "--products", "--customers", "--exclude-customers"])
def test_s07_files_beside_the_orders_are_held_to_the_same(confined: Callable[..., Ended], option: str) -> None:
    currency = ("--currency", "EUR") if option == "--rates" else ()
    files = {"orders.csv": ORDERS.encode(), "beside.xlsx": with_part("xl/worksheets/sheet1.xml", far_sheet())}
    ended = confined(files, "compute", "orders.csv", option, "beside.xlsx", *currency, "--model", "none")
    assert ended.exit_code in {2, 65}, ended.stderr.decode()
    assert not FOREIGN.search(ended.stderr.decode())
    assert_bounded(ended)


@pytest.mark.parametrize(
    "args",
    [
        ("compute", ENDLESS),
        ("compute", "orders.csv", "--config", ENDLESS),
        ("compute", "orders.csv", "--model-file", ENDLESS),
        ("compute", "orders.csv", "--exclude-customers", ENDLESS),
        ("segment", "orders.csv", "--model", "none", "--actions", ENDLESS),
    ],
)
def test_r25_a_device_that_never_ends_is_refused(confined: Callable[..., Ended], args: tuple[str, ...]) -> None:
    ended = confined({"orders.csv": ORDERS.encode()}, *args)
    assert ended.exit_code in {2, 65, 66}
    assert ENDLESS in ended.stderr.decode()
    assert len(ended.stderr.decode().splitlines()) <= LONGEST
    assert_bounded(ended)
