"""Streams, width, colour, and text that cannot drive a terminal."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import ExitCode, WriteError
from clvcli.output.terminal import (
    ColourChoice,
    Streams,
    discard_stdout,
    safe,
    showable,
    streams_of_process,
    wants_colour,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

COLOUR = [
    # --color, environment, in a pipe, on a terminal
    ("auto", {}, False, True),
    ("always", {"NO_COLOR": "1", "TERM": "dumb"}, True, True),
    ("never", {"FORCE_COLOR": "1", "CLVCLI_COLOR": "always"}, False, False),
    ("auto", {"NO_COLOR": "1"}, False, False),
    ("auto", {"NO_COLOR": ""}, False, True),
    ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1", "CLVCLI_COLOR": "always"}, False, False),
    ("auto", {"CLVCLI_COLOR": "always"}, True, True),
    ("auto", {"CLVCLI_COLOR": "never", "FORCE_COLOR": "1"}, False, False),
    ("auto", {"CLVCLI_COLOR": "auto"}, False, True),
    ("auto", {"FORCE_COLOR": "1"}, True, True),
    ("auto", {"FORCE_COLOR": "0"}, False, True),
    ("auto", {"FORCE_COLOR": ""}, False, True),
    ("auto", {"CLICOLOR_FORCE": "1", "CLICOLOR": "0", "TERM": "dumb"}, True, True),
    ("auto", {"CLICOLOR_FORCE": "0"}, False, True),
    ("auto", {"CLICOLOR": "0"}, False, False),
    ("auto", {"CLICOLOR": "1"}, False, True),
    ("auto", {"TERM": "dumb"}, False, False),
]


@pytest.mark.parametrize(("choice", "environ", "in_pipe", "on_terminal"), COLOUR)
def test_colour_is_decided_by_the_first_that_says_anything(
    choice: str, environ: dict[str, str], *, in_pipe: bool, on_terminal: bool
) -> None:
    wanted = cast("ColourChoice", choice)
    assert wants_colour(wanted, environ, is_terminal=False) is in_pipe
    assert wants_colour(wanted, environ, is_terminal=True) is on_terminal


@pytest.mark.parametrize("environ", [{"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}, {"JUPYTER_COLUMNS": "9"}])
def test_rich_does_not_decide_for_itself(
    pretended: Callable[..., Streams],
    printed: Callable[[Streams], str],
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
) -> None:
    from rich.text import Text

    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    without, with_colour = pretended(), pretended(colour=True)
    for streams in (without, with_colour):
        streams.show(Text("a long line of text", style="bold red"))
    assert printed(without) == "a long line of text\n"
    assert printed(with_colour) == "\x1b[1;31ma long line of text\x1b[0m\n"


@given(st.text())
@settings(derandomize=True, max_examples=200)
def test_safe_text_is_one_line_without_controls(text: str) -> None:
    shown = safe(text)
    assert len(shown.splitlines()) <= 1
    assert not set(shown) & {chr(point) for point in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))}


def test_safe_text_says_what_was_there() -> None:
    assert safe("a\x1b]0;x\x07\n\t\x9b\u202eb") == "a\\x1b]0;x\\x07\\n\\t\\x9b\\u202eb"
    assert safe("ærlig [/] 日本") == "ærlig [/] 日本"


def test_characters_an_encoding_lacks_are_escaped() -> None:
    assert showable("Mü\n", "ascii") == "M\\xfc\\n"
    assert showable("\udcff.csv", "utf-8") == "\\udcff.csv"


class Sips(io.RawIOBase):
    """A pipe that takes three bytes at a time, as an unbuffered one may."""

    def __init__(self) -> None:
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(cast("bytes", data))[:3]
        self.taken += part
        return len(part)


def test_a_stream_that_takes_little_at_a_time_gets_everything(pretended: Callable[..., Streams]) -> None:
    pipe = Sips()
    pretended(stdout=cast("BinaryIO", pipe)).write(b"0123456789" * 100)
    assert pipe.taken == b"0123456789" * 100


def test_a_full_stdout_is_a_failed_write(pretended: Callable[..., Streams]) -> None:
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(WriteError) as caught:  # noqa: PTH123  (unbuffered)
        pretended(stdout=full).write(b"x")
    assert caught.value.exit_code == ExitCode.WRITE_FAILED


def test_a_closed_stdout_is_a_failed_write_only_if_something_is_to_be_written(
    pretended: Callable[..., Streams],
) -> None:
    closed = pretended(stdout=None)
    closed.flush()
    with pytest.raises(WriteError, match="closed"):
        closed.write(b"x")


def test_a_reader_that_has_gone_is_left_to_the_command_line(pretended: Callable[..., Streams]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb", buffering=0) as pipe, pytest.raises(BrokenPipeError):
        pretended(stdout=pipe).write(b"x")


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("", None), ("0", None), ("wide", None), ("-5", None)])
def test_the_width_is_that_of_columns_or_none_in_a_pipe(columns: str, width: int | None) -> None:
    assert streams_of_process({"COLUMNS": columns}).width == width


def test_discarding_stdout_where_there_is_none_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    discard_stdout()
    assert streams_of_process({}).stdout is None
