"""Runs of the tool in processes forked off one that has imported its libraries and done nothing else.

A run spends more time on imports than on a small log, and there are hundreds of runs.  What a process of its own
is needed for - terminals, signals, other locales, shells - still gets one.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pkgutil
import resource
import sys
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerContext
    from pathlib import Path

LIBRARIES = (
    "babel.dates", "babel.numbers", "deltalake", "fastexcel", "jinja2", "numpy", "polars", "pyarrow.csv",
    "pyarrow.parquet", "rich.console", "rich.table", "scipy.special", "sklearn.ensemble", "threadpoolctl", "typer",
    "xlsxwriter",
)  # fmt: skip

SEEN_LATE = frozenset(
    {"HOME", "PATH", "TMPDIR", "PYTHONWARNINGS", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "SOURCE_DATE_EPOCH"}
)
"""Variables that nothing looks at before the command runs; so are those that begin with CLVCLI_."""

SECONDS = 60


class Ended(NamedTuple):
    """How a run ended, and what it wrote."""

    exit_code: int
    stdout: bytes
    stderr: bytes
    peak: int = 0
    """Bytes held at most, those of the process it was forked off among them."""
    seconds: float = 0.0
    """Of computing, on all cores."""


def can_be_warm(env: Mapping[str, str]) -> bool:
    """Tell whether a process that was started without `env` behaves as one that was started with it."""
    return all(name in SEEN_LATE or name.startswith("CLVCLI_") for name in env)


def run_warm(
    args: Sequence[str],
    stdin: bytes,
    folder: Path,
    env: Mapping[str, str],
    scratch: Path,
    within: float = SECONDS,
) -> Ended:
    """Run the tool with these arguments in `folder`; `scratch` is an empty folder for its streams."""
    streams = [scratch / name for name in ("stdin", "stdout", "stderr")]
    streams[0].write_bytes(stdin)
    process = _server().Process(target=become_a_run, args=(list(args), streams, str(folder), dict(env)))
    process.start()
    process.join(within)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(args)
    used = _used_of(streams)
    peak, seconds = used.read_text().split() if used.exists() else (0, 0)
    return Ended(process.exitcode, streams[1].read_bytes(), streams[2].read_bytes(), int(peak), float(seconds))


def _used_of(streams: Sequence[Path]) -> Path:
    return streams[0].with_name("used")


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*LIBRARIES, "tests.warm_modules"])
    return context


def become_a_run(args: list[str], streams: list[Path], folder: str, env: dict[str, str]) -> None:
    """Become a run of the tool, and end as one."""
    for handle, (stream, flags) in enumerate(
        zip(streams, (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT), strict=True)
    ):
        os.dup2(os.open(stream, flags), handle)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    if env.get("PYTHONWARNINGS") == "error":
        warnings.simplefilter("error")
    sys.argv = ["clvcli", *args]
    sys.stdin = _text(0, "r", "surrogateescape")
    sys.stdout, sys.stderr = _text(1, "w", "surrogateescape"), _text(2, "w", "backslashreplace")
    from clvcli.cli.app import main

    status: Any = 0
    try:
        main()
    except SystemExit as end:
        status = end.code
    for written in (sys.stdout, sys.stderr):
        if written is not None:
            written.flush()
    used = resource.getrusage(resource.RUSAGE_SELF)
    _used_of(streams).write_text(f"{used.ru_maxrss << 10} {used.ru_utime + used.ru_stime}")
    os._exit(status if isinstance(status, int) else int(status is not None))


def _text(handle: int, mode: str, errors: str) -> io.TextIOWrapper:
    raw = open(handle, f"{mode}b", closefd=False)  # noqa: SIM115  (a handle, for the life of the process)
    return io.TextIOWrapper(raw, encoding="utf-8", errors=errors, write_through=mode == "w" and handle == 2)


def modules_of(package: str) -> list[str]:
    """Return the modules of a package, itself among them."""
    found = __import__(package)
    return [package, *(each.name for each in pkgutil.walk_packages(found.__path__, f"{package}."))]
