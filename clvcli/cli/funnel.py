"""Where everything that goes wrong ends: one line on standard error and a documented exit status."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from clvcli import __version__
from clvcli.cli import usage
from clvcli.cli.signals import TerminatedError
from clvcli.errors import ClvError, ExitCode, UnexpectedFaultError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import NoReturn

    from clvcli.output.diagnostics import Diagnostics

STATUSES = {
    "0": "done; also when the reader of a pipe had enough",
    "1": "the analysis cannot be done: too little data, no model",
    "2": "usage or configuration",
    "65": "the data are wrong",
    "66": "an input is missing or unreadable",
    "70": "a fault of clvcli",
    "73": "the output cannot be created",
    "74": "writing failed",
    "75": "busy, try again",
    "130": "interrupted; 143 terminated",
}
"""Exit status -> when, as `--help` and the documentation print it."""

_WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@dataclass(slots=True)
class Manner:
    """How to speak of what goes wrong; a command that has read its options fills it in."""

    voice: Diagnostics | None = None
    debug: bool = False
    inputs: Sequence[str] = ()
    """Texts of the command line, the names of what is read among them."""


@contextlib.contextmanager
def one_line(manner: Manner) -> Iterator[None]:
    """Turn whatever the block raises into one line and an exit status."""
    try:
        yield
    except (typer.Exit, SystemExit, GeneratorExit):
        raise
    except ClvError as error:
        _end(error, manner)
    except typer.TyperException as error:
        _end(usage.translated(error), manner)
    except BrokenPipeError:
        _leave(ExitCode.OK)
    except KeyboardInterrupt:
        _leave(ExitCode.INTERRUPTED)
    except TerminatedError:
        _leave(ExitCode.TERMINATED)
    except BaseException as fault:  # noqa: BLE001  (also what Rust throws when it panics)
        _end(_foreseen(fault, manner) or _recorded(fault, manner), manner)


def _voice_of(manner: Manner) -> Diagnostics:
    from clvcli.output.diagnostics import Diagnostics
    from clvcli.output.terminal import streams_of_process

    return manner.voice or Diagnostics(streams=streams_of_process(os.environ))


def _end(error: ClvError, manner: Manner) -> NoReturn:
    voice = _voice_of(manner)
    for each in error.told():
        voice.error(each)
    _leave(error.exit_code)


def _leave(status: ExitCode) -> NoReturn:
    """End without a word; what was not yet written may have nowhere to go."""
    from clvcli.output.terminal import discard_stdout

    discard_stdout()
    raise typer.Exit(status) from None


def _foreseen(fault: BaseException, manner: Manner) -> ClvError | None:
    """Return the error of the catalogue for what the system refuses, or a damaged file brings about, anywhere."""
    if isinstance(fault, OSError) and fault.errno in _WRITING:
        return WriteError.failed("the result", os.strerror(fault.errno or 0).lower())
    if isinstance(fault, OSError) and "object-store error" in str(fault):
        from clvcli.orders.store.refusals import refusal_while_reading

        return refusal_while_reading(fault)
    if manner.inputs:
        from clvcli.orders.reading.damage import damaged_among, may_be_damage

        return damaged_among(manner.inputs, fault) if may_be_damage(fault) else None
    return None


def _recorded(fault: BaseException, manner: Manner) -> ClvError:
    """Write the path to a fault into a private file, without local values; or show it under `--debug`."""
    text = "".join(_frames_of(fault))
    if manner.debug:
        _voice_of(manner).debug_trace(f"{text}{fault}")
        return UnexpectedFaultError.shown(__version__)
    return UnexpectedFaultError.recorded(__version__, _crash_file(text))


def _frames_of(fault: BaseException) -> Iterator[str]:
    """Yield the calls that led to a fault and its class; its own words may quote data and stay out."""
    import traceback

    yield f"clvcli {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n"
    yield from traceback.format_tb(fault.__traceback__)
    yield f"{type(fault).__module__}.{type(fault).__qualname__}\n"
    if fault.__cause__ is not None:
        yield "caused by\n"
        yield from _frames_of(fault.__cause__)


def _crash_file(text: str) -> str | None:
    import tempfile

    try:
        handle, path = tempfile.mkstemp(prefix="clvcli-crash-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return None
    return path
