"""The three streams and what is known of them: terminals, width, encoding, colour; text made harmless.

A command gets one `Streams` object and asks nothing else about its surroundings, so a test can pretend
to be any terminal.  Rich is imported only where something is drawn: messages and `--help` do without it.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol, TextIO

from clvcli.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.box import Box
    from rich.console import Console, RenderableType

    from clvcli.output.pager import Pager

ColourChoice = Literal["auto", "always", "never"]

DEFAULT_WIDTH = 80

_NAMED_CONTROLS = {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}

CONTROLS: Mapping[int, str] = {
    point: _NAMED_CONTROLS.get(point, f"\\x{point:02x}") for point in (*range(0x20), *range(0x7F, 0xA0))
}
"""C0, DEL and C1: what moves a cursor, rings a bell or sets a title; and how it is shown."""

REORDERING: Mapping[int, str] = {
    point: f"\\u{point:04x}" for point in (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
}
"""Characters that break or turn round a line of text, so that it reads as something else."""

SHOWN: Mapping[int, str] = {**CONTROLS, **REORDERING}
"""Both, where people read."""

_SHOWN_IN_JSON = {point: f"\\u{point:04x}" for point in SHOWN if point > ord(" ")}
"""What JSON need not escape and a terminal obeys; the rest it escapes by itself."""

_UNBROKEN = dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}"), "\x00")
"""Blanks inside a figure, where no line may end."""

_HELD = "\ufdd0"
"""Stands for them until lines are broken: a character that no text has.  Rich would break a line at the blank."""


def safe(text: str) -> str:
    r"""Return `text` with control and reordering characters shown as escapes (`\x1b`, `\n`, `\u202e`)."""
    return text.translate(SHOWN)


def safe_json(text: str) -> str:
    r"""Return JSON whose DEL, C1 and reordering characters are `\u` escapes: the same values, and harmless."""
    return text.translate(_SHOWN_IN_JSON)


def wants_colour(choice: ColourChoice, environ: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Decide colour for one stream; the first of these that says anything wins.

    `--color`, NO_COLOR, CLVCLI_COLOR, FORCE_COLOR or CLICOLOR_FORCE (neither empty nor `0`),
    CLICOLOR=0, TERM=dumb, and whether the stream is a terminal.
    """
    own = environ.get("CLVCLI_COLOR", "")
    forced = any(environ.get(name, "") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE"))
    rules = (
        (choice != "auto", choice == "always"),
        (environ.get("NO_COLOR", "") != "", False),
        (own in {"always", "never"}, own == "always"),
        (forced, True),
        (environ.get("CLICOLOR") == "0", False),
        (environ.get("TERM") == "dumb", False),
    )
    return next((answer for speaks, answer in rules if speaks), is_terminal)


class Sink(Protocol):
    """Something bytes go into: a file, or standard output through `Streams`."""

    def write(self, data: bytes | memoryview, /) -> object:
        """Take all of `data`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """Standard input, output and error, as a command may use them; None where one is closed."""

    stdin: BinaryIO | None
    stdout: BinaryIO | None
    stderr: BinaryIO | None
    stdin_is_terminal: bool = False
    stdout_is_terminal: bool = False
    stderr_is_terminal: bool = False
    width: int | None = None
    """Columns of the screen; None where nothing limits a line (a pipe or file without COLUMNS)."""
    encoding: str = "utf-8"
    """What the terminal can show; rows in a data format are UTF-8 whatever it is."""
    colour: bool = False
    stderr_colour: bool = False
    pager: Pager | None = None
    """Keeps what goes to standard output until it is `released`; None: everything is written at once."""

    def write(self, data: bytes | memoryview, /) -> None:
        """Write all of `data` to standard output, or let the pager keep it; the one place that does.

        Raises BrokenPipeError where the reader has gone, WriteError for everything else.
        """
        if self.stdout is None:
            raise WriteError.closed()
        if self.pager is not None:
            self.pager.held += data
            return
        with _told():
            write_all(self.stdout, data)

    def flush(self) -> None:
        """Hand what was written to the system, so that a full disk is noticed here."""
        if self.stdout is not None:
            with _told():
                self.stdout.flush()

    def release(self) -> None:
        """Show what the pager kept: through it where that is long, else at once; raises as `write`."""
        if self.stdout is None:
            return
        if self.pager is not None and (text := self.pager.taken()) and not self.pager.shows(text, self.stderr):
            with _told():
                write_all(self.stdout, text)
        self.flush()

    def show(self, renderable: RenderableType) -> None:
        """Draw something with Rich on standard output."""
        self.write(drawn(renderable, self).encode(self.encoding, "backslashreplace"))


def streams_of_process(environ: Mapping[str, str], *, color: ColourChoice = "auto", pages: bool = False) -> Streams:
    """Return the streams this process was started with, colour decided for each.

    `pages` lets long output go through a pager where there are people; it has to be released then.
    """
    out_is_terminal, err_is_terminal = _is_terminal(sys.stdout), _is_terminal(sys.stderr)
    return Streams(
        stdin=_binary(sys.stdin),
        stdout=_binary(sys.stdout),
        stderr=_binary(sys.stderr),
        stdin_is_terminal=_is_terminal(sys.stdin),
        stdout_is_terminal=out_is_terminal,
        stderr_is_terminal=err_is_terminal,
        width=_width(environ, is_terminal=out_is_terminal),
        pager=_pager(environ, is_terminal=out_is_terminal and _is_terminal(sys.stdin)) if pages else None,
        encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
        colour=wants_colour(color, environ, is_terminal=out_is_terminal),
        stderr_colour=wants_colour(color, environ, is_terminal=err_is_terminal),
    )


def write_all(stream: BinaryIO, data: bytes | memoryview) -> None:
    """Write every byte, also where one call takes only a part (an unbuffered pipe)."""
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]


def discard_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush finds no closed pipe."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def keep_native_messages_out() -> None:
    """Give Python a handle of its own on standard error, and compiled code one that leads nowhere.

    A panic in Rust prints by itself before it is thrown; what is thrown is told in our words.
    """
    if sys.stderr is None:
        return
    handle = sys.stderr.fileno()
    ours, nowhere = os.dup(handle), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, handle)
    os.close(nowhere)
    sys.stderr = os.fdopen(ours, "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")


def can_show(text: str, encoding: str) -> bool:
    """Tell whether `encoding` has all characters of `text`."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def showable(text: str, encoding: str) -> str:
    """Return `text` made harmless and fit to be `drawn`, before it is measured.

    What `encoding` lacks is escaped, a minus sign excepted, which becomes a hyphen.
    """
    plain = text if can_show("\N{MINUS SIGN}", encoding) else text.replace("\N{MINUS SIGN}", "-")
    held = safe(plain).translate(_UNBROKEN)
    return held.encode(encoding, "backslashreplace").decode(encoding).replace("\x00", _HELD)


def with_blanks(text: str, encoding: str) -> str:
    """Return text that was `showable`, its lines broken, as it is printed."""
    return text.replace(_HELD, "\N{NO-BREAK SPACE}" if can_show("\N{NO-BREAK SPACE}", encoding) else " ")


def make_console(streams: Streams, *, file: io.StringIO, width: int | None = None) -> Console:
    """Return a Rich console with our width and colour; markup, emoji codes and highlighting off.

    Rich would read the environment differently: `FORCE_COLOR=0` forces, `NO_COLOR` keeps bold, `CLICOLOR`
    does not count.  So it is shown an empty one.
    """
    from rich.console import Console

    return Console(
        file=file,
        width=width or streams.width or DEFAULT_WIDTH,
        height=100,
        force_terminal=streams.colour,
        no_color=not streams.colour,
        color_system="standard" if streams.colour else None,
        force_interactive=False,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def drawn(renderable: RenderableType, streams: Streams, *, width: int | None = None) -> str:
    """Return what Rich draws, without blanks at the ends of lines."""
    file = io.StringIO()
    make_console(streams, file=file, width=width).print(renderable, crop=False)
    lines = "".join(f"{line.rstrip()}\n" for line in file.getvalue().rstrip("\n").split("\n"))
    return with_blanks(lines, streams.encoding)


def table_box(streams: Streams) -> Box | None:
    """Return the lines of a table: a rule under the header on a terminal, in ASCII if need be; else none."""
    if not streams.stdout_is_terminal:
        return None
    from rich import box

    return box.SIMPLE_HEAD if can_show("─", streams.encoding) else _ascii_rule()


def _ascii_rule() -> Box:
    from rich.box import Box

    lines = ["    "] * 8
    lines[2] = " -- "
    return Box("\n".join(lines), ascii=True)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn a failure of the system into an error of ours; a closed pipe is left to the command line."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise WriteError.failed("the standard output", reason_of(problem)) from problem


def reason_of(problem: OSError) -> str:
    """Return what the system says went wrong, in lower case and without numbers or names."""
    return (problem.strerror or "the system gave no reason").lower()


def _binary(stream: TextIO | None) -> BinaryIO | None:
    return None if stream is None else stream.buffer


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _pager(environ: Mapping[str, str], *, is_terminal: bool) -> Pager | None:
    from clvcli.output.pager import pager_of

    height = 0
    if is_terminal:
        with contextlib.suppress(OSError):
            height = os.get_terminal_size(sys.stdout.fileno()).lines
    return pager_of(environ, is_terminal=is_terminal, height=height)


def _width(environ: Mapping[str, str], *, is_terminal: bool) -> int | None:
    asked = environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    if not is_terminal:
        return None
    with contextlib.suppress(OSError):
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    return DEFAULT_WIDTH
