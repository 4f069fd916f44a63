"""Everything said beside the result: the only writer of standard error.

Each line is `clvcli: level[CODE]: text`.  The hint of an error stands last, after a blank line, on or off a
terminal; that of a note, of which there may be several, on the next line.  Off a
terminal only errors and doubts that change money are said, so that a cron job that goes well sends no mail.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clvcli.errors import WriteError
from clvcli.output.terminal import DEFAULT_WIDTH, Streams, safe, write_all
from clvcli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.errors import ClvError
    from clvcli.notes import Note

PROGRAM = "clvcli"

QUIET, NORMAL, VERBOSE, DEBUG = -1, 0, 1, 2

SECONDS_BEFORE_PROGRESS = 1.0

_STYLES: Mapping[str, str] = {"error": "1;31", "warning": "1;33", "note": "1;36", "hint": "1;32"}
"""Level -> colour; the word says the same."""

_PASSWORD = re.compile(r"(:/+[^\s/:@]*:)(?!\d*/)[^\s]*@")
"""Up to the last `@`, since a password may hold one, and a slash; a port is none.  As a path `://` is `:/`."""
_LOGIN = re.compile(r"(?i)(https?:/+)[^\s/:@]+@")
"""What stands alone before a host of the web is a token."""
_SECRET = re.compile(
    r"""(?ix) \b ( (?:sig | [\w-]* (?:password|passwd|pwd|secret|token|signature|credential|api[_-]?key) [\w-]*) = )
    (?: (?: '[^']*' | "[^"]*" )+ | [^\s&;,]+ )"""
)


def masked(text: str) -> str:
    """Return `text` with the passwords and tokens of addresses as `***`."""
    return _SECRET.sub(r"\1***", _LOGIN.sub(r"\1***@", _PASSWORD.sub(r"\1***@", text)))


def _masked(fact: object) -> object:
    """Return a fact of a run, all of its texts masked."""
    if isinstance(fact, Mapping):
        return {name: _masked(value) for name, value in fact.items()}
    if isinstance(fact, list | tuple):
        return [_masked(value) for value in fact]
    return masked(fact) if isinstance(fact, str) else fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """A voice: where it speaks, and how much."""

    streams: Streams
    verbosity: int = NORMAL
    """-1 with `-q`, 0, 1 with `-v`, 2 with `-vv`."""

    @property
    def is_talkative(self) -> bool:
        """Whether things that only help a person at the screen are said."""
        if self.verbosity == NORMAL:
            return self.streams.stderr_is_terminal
        return self.verbosity > NORMAL

    def error(self, problem: ClvError) -> None:
        """Say what stopped the run, and last what to type."""
        self._say("error", problem.message, code=problem.code)
        if problem.hint:
            self._write("\n")
            self.hint(problem.hint)

    def note(self, note: Note) -> None:
        """Say what a reader should know: a warning where it changes money, else only at a terminal."""
        if note.changes_money:
            self.warning(note.text, code=note.code, hint=note.hint)
        elif self.is_talkative:
            self._say("note", note.text, code=note.code)
            if note.hint:
                self.hint(note.hint)

    def warning(self, text: str, *, code: str = "", hint: str | None = None) -> None:
        """Say something that matters on or off a terminal; `-q` silences it."""
        if self.verbosity > QUIET:
            self._say("warning", text, code=code)
            if hint:
                self.hint(hint)

    def say(self, text: str) -> None:
        """Say something to a person at the screen: what was read, where the result is, what to do next."""
        if self.is_talkative:
            self._say("", text)

    def detail(self, text: str, *, at: int = VERBOSE) -> None:
        """Say how the run went to someone who asked (`-v`, `-vv`)."""
        if self.verbosity >= at:
            self._say("", text)

    def hint(self, text: str) -> None:
        """Say a thing to type, on a line of its own."""
        self._write(f"{self._styled('hint')}: {safe(masked(text))}\n")

    def stats(self, facts: Mapping[str, object]) -> None:
        """Print one line of JSON about the run (`--stats`), whatever the verbosity."""
        self._write(json.dumps(_masked(facts), ensure_ascii=True, allow_nan=False) + "\n")

    def debug_trace(self, trace: str) -> None:
        """Print a traceback that was asked for with `--debug`."""
        self._write("".join(f"{safe(masked(line))}\n" for line in trace.splitlines()))

    @contextlib.contextmanager
    def working(self, text: str) -> Iterator[Progress]:
        """Say at a terminal that work goes on, once it has taken a second, and wipe it away afterwards.

        What is yielded may be told how far it has come; then the time that is left is said too.
        Nothing else should be said inside the block.
        """
        progress = Progress()
        if not self.streams.stderr_is_terminal or self.verbosity < NORMAL:
            yield progress
            return
        done = threading.Event()
        clock = threading.Thread(target=self._tick, args=(safe(masked(text)), progress, done), daemon=True)
        clock.start()
        try:
            yield progress
        finally:
            done.set()
            clock.join()

    def _tick(self, text: str, progress: Progress, done: threading.Event) -> None:
        seconds, longest = SECONDS_BEFORE_PROGRESS, 0
        while not done.wait(1.0):
            left = "" if progress.left is None else f", about {progress.left:.0f} s left"
            line = f"{PROGRAM}: {text} ({seconds:.0f} s{left})"[: (self.streams.width or DEFAULT_WIDTH) - 1]
            longest = max(longest, len(line))
            self._write(f"\r{line:<{longest}}")
            seconds += 1.0
        self._write(f"\r{' ' * longest}\r" if longest else "")

    def _say(self, level: str, text: str, *, code: str = "") -> None:
        label = f"{self._styled(level)}{f'[{code}]' if code else ''}: " if level else ""
        self._write(f"{PROGRAM}: {label}{safe(masked(text))}\n")

    def _styled(self, level: str) -> str:
        return f"\x1b[{_STYLES[level]}m{level}\x1b[0m" if self.streams.stderr_colour else level

    def _write(self, text: str) -> None:
        """Write after what stdout holds; a standard error that is closed or full stops nothing."""
        with contextlib.suppress(OSError, ValueError, WriteError):
            self.streams.release()
        with contextlib.suppress(OSError, ValueError):
            if self.streams.stderr is not None:
                write_all(self.streams.stderr, text.encode(self.streams.encoding, "backslashreplace"))
                self.streams.stderr.flush()
