"""What the models say of a fit at the edge of its range comes out in plain words, the figures in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from clvcli.models.fitting import run_off, unidentified
from clvcli.models.newton import Derivatives, Minimum
from clvcli.sayings import Saying
from clvcli.valuation.plain_words import OF_PURCHASES, OF_SPEND, plainly

if TYPE_CHECKING:
    from collections.abc import Mapping


def run_off_of(point: list[float], *, error: float | None) -> Saying:
    derivatives = Derivatives(value=0.0, gradient=np.zeros(2), hessian=np.eye(2))
    minimum = Minimum(
        point=np.array(point), derivatives=derivatives, gradient_norm=0.0, iterations=1, status="converged"
    )
    covariance = None if error is None else np.eye(2) * error**2
    said = run_off(minimum, covariance, ("a", "b"))
    assert said is not None
    return said


BOUNDARIES = {
    "a parameter at the wall": run_off_of([0.0, 99.0], error=1.0),
    "a flat likelihood": run_off_of([0.0, 0.0], error=None),
    "a parameter left open": run_off_of([0.0, 0.0], error=10.0),
    "no dropout": unidentified("dropout", "to stay explains the data", log_likelihood=1.0, simpler=1.0),
}


@pytest.mark.parametrize("boundary", BOUNDARIES.values(), ids=BOUNDARIES)
def test_everything_a_model_of_purchases_leaves_open_has_plain_words(boundary: Saying | None) -> None:
    assert boundary is not None
    said = plainly(boundary, OF_PURCHASES)
    assert said.startswith("the orders ")
    assert said.count("(") == said.count(")") == 1
    assert "likelihood" not in said.partition("(")[0]


@pytest.mark.parametrize(
    ("boundary", "words", "said"),
    [
        (
            Saying(
                "the mean spend of the population is infinite ({evidence})", evidence="q = 0.9, must be above 1"
            ),
            OF_SPEND,
            "a few very large purchases leave no average to expect (q = 0.9, must be above 1)",
        ),
        (
            Saying("the likelihood keeps rising while q grows without end"),
            OF_SPEND,
            f"{OF_SPEND['the likelihood']} (the likelihood keeps rising while q grows without end)",
        ),
        (Saying("something new"), OF_PURCHASES, "something new"),
    ],
)
def test_the_words_of_a_model_stay_in_brackets(boundary: Saying, words: Mapping[str, Saying], said: str) -> None:
    assert plainly(boundary, words) == said
