"""What is said on standard error: its form, its occasions, and what it never gives away."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import TargetError, WriteError
from clvcli.notes import Note
from clvcli.output.diagnostics import QUIET, VERBOSE, Diagnostics, masked
from clvcli.sayings import Saying

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.output.terminal import Streams

    Pretended = Callable[..., Streams]
    Said = Callable[[Streams], str]

DOUBT = Note(code="CLVN01", text=Saying("tax: unknown"), changes_money=True, hint="--tax included")
FACT = Note(code="CLVN02", text=Saying("encoding: utf-8"))


def test_an_error_is_one_line_and_its_hint_the_last(pretended: Pretended, said: Said) -> None:
    streams = pretended()
    Diagnostics(streams=streams).error(TargetError.no_folder("out"))
    assert said(streams) == "clvcli: error[CLV604]: there is no folder out\n\nhint: mkdir -p out\n"


def test_off_a_terminal_only_doubts_about_money_are_said(pretended: Pretended, said: Said) -> None:
    streams = pretended()
    voice = Diagnostics(streams=streams)
    voice.note(FACT)
    voice.say("as of 2024-06-30")
    assert said(streams) == ""
    voice.note(DOUBT)
    assert said(streams) == "clvcli: warning[CLVN01]: tax: unknown\nhint: --tax included\n"


def test_at_a_terminal_facts_and_hints_are_said_too(pretended: Pretended, said: Said) -> None:
    streams = pretended(stderr_is_terminal=True)
    voice = Diagnostics(streams=streams)
    voice.note(FACT)
    voice.note(DOUBT)
    voice.say("next: clvcli report")
    voice.detail("10 rows")
    assert said(streams).splitlines() == [
        "clvcli: note[CLVN02]: encoding: utf-8",
        "clvcli: warning[CLVN01]: tax: unknown",
        "hint: --tax included",
        "clvcli: next: clvcli report",
    ]


def test_quiet_leaves_errors_only_and_verbose_adds_details(pretended: Pretended, said: Said) -> None:
    quiet, verbose = pretended(stderr_is_terminal=True), pretended()
    for streams, level in ((quiet, QUIET), (verbose, VERBOSE)):
        voice = Diagnostics(streams=streams, verbosity=level)
        voice.note(FACT)
        voice.note(DOUBT)
        voice.detail("10 rows")
        voice.error(WriteError.closed())
    assert said(quiet).startswith("clvcli: error[CLV605]")
    assert [line.split(":")[1] for line in said(verbose).splitlines()[:4]] == [
        " note[CLVN02]",
        " warning[CLVN01]",
        " --tax included",
        " 10 rows",
    ]


def test_messages_follow_what_stdout_holds(pretended: Pretended, tmp_path_factory: pytest.TempPathFactory) -> None:
    both = tmp_path_factory.mktemp("streams") / "both"
    with both.open("ab") as out, both.open("ab", buffering=0) as err:
        streams = pretended(stdout=out, stderr=err)
        streams.write(b"rows\n")
        Diagnostics(streams=streams).warning("last")
    assert both.read_text() == "rows\nclvcli: warning: last\n"


def test_stats_are_one_line_of_json(pretended: Pretended, said: Said) -> None:
    streams = pretended()
    Diagnostics(streams=streams, verbosity=QUIET).stats({"rows": 1, "inputs": ["a\nb\x9b"], "as_of": None})
    assert said(streams).count("\n") == 1
    assert json.loads(said(streams)) == {"rows": 1, "inputs": ["a\nb\x9b"], "as_of": None}


def test_colour_marks_the_word_that_stands_there_anyway(pretended: Pretended, said: Said) -> None:
    streams = pretended(stderr_colour=True)
    Diagnostics(streams=streams).error(TargetError.no_folder("out"))
    assert said(streams).startswith("clvcli: \x1b[1;31merror\x1b[0m[CLV604]: there is no")


def test_a_hostile_file_name_is_shown_escaped(pretended: Pretended, said: Said) -> None:
    streams = pretended()
    Diagnostics(streams=streams).error(TargetError.is_folder("x\n\x1b[2J[red]\udcff"))
    text = said(streams)
    assert "\x1b" not in text
    assert "x\\n\\x1b[2J[red]\\udcff is a folder" in text
    assert text.count("\n") == 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgres://ann:s3cr:et@db/x and ftp://b:p@c", "postgres://ann:***@db/x and ftp://b:***@c"),
        ("https://s3/x?X-Amz-Signature=abc&sig=d&page=2", "https://s3/x?X-Amz-Signature=***&sig=***&page=2"),
        ("s3://bucket/a.csv at 12:30 by me@example.com", "s3://bucket/a.csv at 12:30 by me@example.com"),
        ("design=blue", "design=blue"),
        ("postgres://ann:a/b@c@db:5432/x", "postgres://ann:***@db:5432/x"),
        (
            "https://host:8080/of@home and abfss://box@shop.example/x",
            "https://host:8080/of@home and abfss://box@shop.example/x",
        ),
        ("https://ghp0123@host/x.csv", "https://***@host/x.csv"),
        ("host=db password='two words' user=ann", "host=db password=*** user=ann"),
    ],
)
def test_passwords_and_tokens_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_stderr_that_is_closed_or_full_stops_nothing(pretended: Pretended) -> None:
    Diagnostics(streams=pretended(stderr=None, stdout=None)).warning("unheard")
    with open("/dev/full", "wb", buffering=0) as full:  # noqa: PTH123  (unbuffered)
        Diagnostics(streams=pretended(stderr=full)).warning("unheard")


def test_work_is_announced_after_a_second_and_wiped_away(pretended: Pretended, said: Said) -> None:
    streams = pretended(stderr_is_terminal=True)
    with Diagnostics(streams=streams).working("fitting\x1b"):
        time.sleep(1.3)
    first, blank, rest = said(streams)[1:].split("\r")
    assert first == "clvcli: fitting\\x1b (1 s)"
    assert blank == " " * len(first)
    assert rest == ""


def test_short_work_and_work_off_a_terminal_is_not_announced(pretended: Pretended, said: Said) -> None:
    for streams in (pretended(stderr_is_terminal=True), pretended()):
        with Diagnostics(streams=streams).working("fitting"):
            pass
        assert said(streams) == ""
