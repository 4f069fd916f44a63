"""Every error of the catalogue can be reproduced, says what it should, and can be explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clvcli.cli.topics import error_classes, error_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Said

CASES = Path(__file__).parent
CODES = sorted(error_classes())


def test_no_two_errors_share_a_code() -> None:
    def subclasses(cls: type) -> list[type]:
        return [cls, *(sub for direct in cls.__subclasses__() for sub in subclasses(direct))]

    from clvcli.errors import ClvError

    codes = [cls.__dict__["code"] for cls in subclasses(ClvError) if cls.__dict__.get("code")]
    assert len(codes) == len(set(codes))


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    assert sorted(path.parent.name for path in CASES.glob("CLV*/command")) == CODES


@pytest.mark.parametrize("code", CODES)
def test_the_case_of_a_code_says_what_it_should(code: str, say: Callable[[str], Said]) -> None:
    expected = CASES / code
    if not (expected / "command").exists():
        pytest.fail(f"no case for {code}")
    said = say(code)
    assert said.stderr == (expected / "stderr.txt").read_text()
    assert said.exit_code == int((expected / "exit").read_text()) == error_classes()[code].exit_code
    assert f"[{code}]" in said.stderr


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    cause = error_texts()[code].splitlines()
    assert len(cause) > 3
    assert cause[2].endswith(".") or cause[3:]
    assert len(cause) <= 40
