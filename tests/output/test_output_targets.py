"""Where a result goes, and in which format, is decided and checked before anything is computed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from clvcli.errors import ExitCode, NotForTerminalError, TargetError, TargetIsInputError, UnknownFormatError
from clvcli.output.targets import EXTENSIONS, FORMATS, PAGE, check_target, choose_format

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("output", [None, "-"])
def test_a_terminal_gets_a_table_and_everything_else_csv(output: str | None) -> None:
    assert choose_format(output, None, stdout_is_terminal=True) == "table"
    assert choose_format(output, None, stdout_is_terminal=False) == "csv"


@pytest.mark.parametrize(("ending", "name"), [pair for pair in EXTENSIONS.items() if pair[1] != PAGE])
def test_the_ending_of_the_name_decides(ending: str, name: str) -> None:
    assert choose_format(f"dir.d/clv{ending}", None, stdout_is_terminal=True) == name
    assert choose_format(f"CLV{ending.upper()}", None, stdout_is_terminal=False) == name


def test_the_format_asked_for_beats_the_ending() -> None:
    assert choose_format("clv.csv", "json", stdout_is_terminal=True) == "json"


def test_an_unknown_ending_lists_the_formats() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        choose_format("clv.txt", None, stdout_is_terminal=False)
    assert caught.value.exit_code == ExitCode.USAGE
    assert all(name in caught.value.message for name in FORMATS)


@pytest.mark.parametrize(("word", "meant"), [("jsno", "json"), ("CSV", "csv"), ("excel", "table|csv"), ("", "csv")])
def test_an_unknown_word_names_the_nearest_format(word: str, meant: str) -> None:
    if not word:
        assert choose_format(None, word, stdout_is_terminal=False) == meant
        return
    with pytest.raises(UnknownFormatError) as caught:
        choose_format(None, word, stdout_is_terminal=False)
    assert (caught.value.hint or "").startswith(f"--format {meant}")


@pytest.mark.parametrize("name", ["parquet", "xlsx"])
def test_a_binary_format_goes_down_a_pipe_but_not_to_a_terminal(name: str) -> None:
    assert choose_format("-", name, stdout_is_terminal=False) == name
    assert choose_format(f"clv.{name}", None, stdout_is_terminal=True) == name
    with pytest.raises(NotForTerminalError):
        choose_format(None, name, stdout_is_terminal=True)


def test_a_device_needs_no_ending() -> None:
    assert choose_format(os.devnull, None, stdout_is_terminal=True) == "csv"
    check_target(os.devnull, inputs=[os.devnull], clobber=False)


def test_standard_output_needs_no_check(tmp_path: Path) -> None:
    check_target("-", inputs=["-", str(tmp_path / "x.csv")], clobber=False)


def test_an_output_that_is_an_input_is_refused_also_through_links(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.touch()
    symbolic, hard = tmp_path / "symbolic.csv", tmp_path / "hard.csv"
    symbolic.symlink_to(log)
    hard.hardlink_to(log)
    for output in (log, symbolic, hard, tmp_path / "." / "log.csv"):
        with pytest.raises(TargetIsInputError) as caught:
            check_target(str(output), inputs=["-", "https://example.com/x.csv", str(log)], clobber=True)
        assert caught.value.exit_code == ExitCode.USAGE


def test_a_missing_folder_is_named_and_can_be_made_by_the_hint(tmp_path: Path) -> None:
    folder = tmp_path / "no such"
    with pytest.raises(TargetError) as caught:
        check_target(str(folder / "x.csv"), inputs=[], clobber=True)
    assert caught.value.exit_code == ExitCode.CANT_CREATE
    assert caught.value.hint == f"mkdir -p '{folder}'"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="is a folder"):
        check_target(str(tmp_path), inputs=[], clobber=True)


def test_a_folder_that_may_not_be_written_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as root, who may do everything
    with pytest.raises(TargetError, match="may not be written to"):
        check_target(str(tmp_path / "x.csv"), inputs=[], clobber=True)


def test_an_existing_file_is_kept_where_that_was_asked_for(tmp_path: Path) -> None:
    old = tmp_path / "clv.csv"
    old.touch()
    check_target(str(old), inputs=[], clobber=True)
    with pytest.raises(TargetError, match="exists already"):
        check_target(str(old), inputs=[], clobber=False)


def test_choosing_a_target_imports_nothing_heavy() -> None:
    code = (
        "import sys, clvcli.output.targets, clvcli.output.terminal, clvcli.output.diagnostics;"
        "print({'polars', 'numpy', 'pyarrow', 'rich', 'scipy', 'xlsxwriter'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
