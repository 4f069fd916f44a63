"""Every promise has a test that is named after it, and a sentence that a user reads."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "promises_page.py"

RELIABILITY, SECURITY = 25, 13
"""How many promises there are of results and files, and of safety and privacy."""

IDS = [
    *(f"R{number:02d}" for number in range(1, RELIABILITY + 1)),
    *(f"S{number:02d}" for number in range(1, SECURITY + 1)),
]


@pytest.fixture(scope="module")
def sentences() -> dict[str, list[str]]:
    """Return the docstrings of the tests of each promise, as the page of promises finds them."""
    found: dict[str, list[str]] = {}
    for test in runpy.run_path(str(PAGE))["shown"]():
        found.setdefault(test.id, []).append(test.sentence)
    return found


@pytest.mark.parametrize("name", IDS)
def test_every_promise_has_a_test_that_says_it_in_a_sentence(name: str, sentences: dict[str, list[str]]) -> None:
    said = next(filter(None, sentences[name]))
    assert said[:1].isupper()
    assert said.rstrip(")").endswith(".")


def test_no_test_is_of_a_promise_that_nobody_made(sentences: dict[str, list[str]]) -> None:
    assert set(sentences) <= set(IDS)
