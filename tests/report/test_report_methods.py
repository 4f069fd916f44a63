"""Whatever predicts has a name that people read."""

from __future__ import annotations

from itertools import combinations

import pytest

from clvcli.models.family import MEMBERS
from clvcli.output.words.languages import ENGLISH, MODELS
from clvcli.valuation.plan import BOOST, COHORT_CURVE, HISTORIC, SEASON

NAMED = {SEASON: "season", BOOST: "boosting"}

CORRECTED = [used for number in range(3) for used in combinations((SEASON, BOOST), number)]


def test_every_model_has_its_title() -> None:
    assert {member.name: member.title for member in MEMBERS} == MODELS


@pytest.mark.parametrize("model", [member.name for member in MEMBERS])
@pytest.mark.parametrize("corrections", CORRECTED, ids="+".join)
def test_every_model_with_every_corrections_is_named(model: str, corrections: tuple[str, ...]) -> None:
    words = ENGLISH.words["+".join((model, *corrections))]
    assert MODELS[model] in words
    assert all(NAMED[each] in words for each in corrections)


def test_what_predicts_without_a_model_is_named() -> None:
    assert {HISTORIC, COHORT_CURVE} <= ENGLISH.words.keys()
