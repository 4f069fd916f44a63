"""Every worked example of practice, figure by figure, inside its tolerance."""

from __future__ import annotations

import pytest

from tests.oracles.practice_inputs import examples, leaves
from tests.oracles.practice_table import COMPUTED, agrees, got

EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_worked_example_is_reproduced(name: str) -> None:
    example = EXAMPLES[name]
    found = got(example)
    expected = dict(leaves(example.expected))
    assert set(found) == set(expected)
    assert {path: found[path] for path in expected if not agrees(example, expected[path], found[path])} == {}


def test_every_example_is_computed() -> None:
    assert set(COMPUTED) == set(EXAMPLES)
