"""Several hundred polluted tables of orders: each is read right, its losses reported, or it is refused."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.pollution.pollution_cells import cell_cases
from tests.pollution.pollution_containers import container_cases
from tests.pollution.pollution_judge import Case, Verdict, verdict_of
from tests.pollution.pollution_meaning import meaning_cases
from tests.pollution.pollution_pollock import WEIGHTS, pollock_cases
from tests.pollution.pollution_text import text_cases

if TYPE_CHECKING:
    from collections.abc import Iterable

BY_KIND: dict[str, list[Case]] = {}
for _one in itertools.chain(pollock_cases(), text_cases(), cell_cases(), meaning_cases(), container_cases()):
    BY_KIND.setdefault(_one.kind, []).append(_one)

KEPT = {"right": (1,), "refused": (0.5,), "either": (0.5, 1)}
"""Promise -> scores that keep it."""

SIMPLE, WEIGHTED = 9.5, 9.9
"""What the product sets itself, of 10: over files, and over kinds by the number of files that show them."""


class Verdicts:
    """The verdict on each case, found once."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._known: dict[str, list[Verdict]] = {}

    def of(self, kind: str) -> list[Verdict]:
        """Return the verdicts on the cases of a kind."""
        if kind not in self._known:
            self._known[kind] = [verdict_of(case, self._factory.mktemp("case")) for case in BY_KIND[kind]]
        return self._known[kind]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    return Verdicts(tmp_path_factory)


@pytest.mark.parametrize("kind", BY_KIND)
def test_nothing_is_silent_wrong_or_a_crash(kind: str, verdicts: Verdicts) -> None:
    assert _faults(zip(BY_KIND[kind], verdicts.of(kind), strict=True)) == []


def test_the_score_over_the_kinds_of_pollock_is_reached(verdicts: Verdicts) -> None:
    scores = {kind: [verdict.score for verdict in verdicts.of(kind)] for kind in WEIGHTS}
    files = [score for kind in scores.values() for score in kind]
    weighted = sum(WEIGHTS[kind] * sum(found) / len(found) for kind, found in scores.items())
    assert 10 * sum(files) / len(files) >= SIMPLE
    assert 10 * weighted / sum(WEIGHTS.values()) >= WEIGHTED


@pytest.mark.long
def test_a_process_of_its_own_judges_alike(tmp_path_factory: pytest.TempPathFactory, verdicts: Verdicts) -> None:
    cases = [(kind, len(BY_KIND[kind]) // 2) for kind in list(BY_KIND)[::4]]
    folders = [tmp_path_factory.mktemp("process") for _ in cases]

    def alone(place: tuple[str, int], folder: object) -> float:
        kind, at = place
        return verdict_of(BY_KIND[kind][at], folder, inside=False).score  # type: ignore[arg-type]  # a Path

    with ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(alone, cases, folders))
    assert scores == [verdicts.of(kind)[at].score for kind, at in cases]


def _faults(judged: Iterable[tuple[Case, Verdict]]) -> list[str]:
    return [f"{case.label}: {verdict.why}" for case, verdict in judged if verdict.score not in KEPT[case.promise]]
