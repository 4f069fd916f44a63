"""Every published number of the models, inside its tolerance."""

from __future__ import annotations

import pytest

from clvcli.models.cnbd import MBGCNBD, fit_most_likely
from tests.oracles import oracle_table as table
from tests.oracles.oracle_family import GROCERY
from tests.oracles.oracle_inputs import CDNOW, histories, oracles
from tests.oracles.oracle_inputs import table as columns

ORACLES = {oracle.id: oracle for oracle in oracles()}


@pytest.mark.parametrize("name", ORACLES)
def test_the_published_number_is_reproduced(name: str) -> None:
    oracle = ORACLES[name]
    for want, have, allowed in zip(oracle.expected, table.got(oracle), oracle.allowed(), strict=True):
        assert have == pytest.approx(want, abs=allowed, rel=0)


def test_every_computation_has_its_oracle() -> None:
    assert set(table.COMPUTED) == set(ORACLES)


def test_cdnow_has_the_estimates_that_the_paper_prints() -> None:
    r, alpha, a, b = table.parameters(table.bg_nbd_fit(CDNOW))
    assert (f"{r:.3f}", f"{alpha:.3f}", f"{a:.3f}", f"{b:.3f}") == ("0.243", "4.414", "0.793", "2.426")
    assert f"{table.bg_nbd_fit(CDNOW).log_likelihood:.1f}" == "-9582.4"


def test_cdnow_has_the_estimates_of_a_second_program_to_five_digits() -> None:
    # CLVTools 0.12.1, test_correctness_bgnbd; its optimiser stops 8e-6 short of the optimum in b
    found = table.parameters(table.bg_nbd_fit(CDNOW))
    assert found == pytest.approx([0.2425945, 4.4136019, 0.7929199, 2.4258881], rel=1e-5)


def test_a_log_without_dropout_is_said_to_have_none() -> None:
    fitted = table.bg_nbd_fit("online_retail_1")
    assert fitted.at_boundary is not None
    assert "no dropout is identified" in fitted.at_boundary


def test_regularity_is_supported_by_the_grocery_log() -> None:
    log_gaps = float(columns(GROCERY)["log_gaps"].sum())
    assert fit_most_likely(histories(GROCERY), MBGCNBD, log_gaps=log_gaps).model.k == 2


def test_a_log_with_dropout_is_not_at_a_boundary() -> None:
    assert table.bg_nbd_fit(CDNOW).at_boundary is None
    assert table.bg_nbd_fit("online_retail_2").at_boundary is None
