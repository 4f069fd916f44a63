"""Every error of the catalogue can be reproduced, says what it should, and can be explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clvcli.cli.topics import error_classes, error_texts
from clvcli.errors import ClvError
from tests.errors.errors_case import CASES, run_case

if TYPE_CHECKING:
    from pathlib import Path

CODES = sorted(error_classes())


def subclasses(cls: type[ClvError]) -> list[type[ClvError]]:
    return [cls, *(below for direct in cls.__subclasses__() for below in subclasses(direct))]


def test_no_two_errors_share_a_code() -> None:
    codes = [cls.__dict__["code"] for cls in subclasses(ClvError) if cls.__dict__.get("code")]
    assert len(codes) == len(set(codes))


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert sorted(path.parent.name for path in CASES.glob("CLV*/command")) == CODES


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_the_case_of_a_code_says_what_it_should(code: str, tmp_path: Path) -> None:
    expected = CASES / code
    if not (expected / "command").exists():
        pytest.fail(f"no case for {code}")
    said = run_case(code, tmp_path)
    assert said.stderr == (expected / "stderr.txt").read_text()
    assert said.exit_code == int((expected / "exit").read_text()) == error_classes()[code].exit_code
    assert f"[{code}]" in said.stderr


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    cause = error_texts()[code].splitlines()
    assert len(cause) > 3
    assert cause[2].endswith(".") or cause[3:]
    assert len(cause) <= 40
