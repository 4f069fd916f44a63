"""BG/NBD against the numbers printed in Fader, Hardie and Lee (2005) and Hardie's notes."""

from __future__ import annotations

import numpy as np
import pytest

from clvcli.models.bg_nbd import BGNBD

PAPER = BGNBD(r=0.243, alpha=4.414, a=0.793, b=2.426)


def test_a_customer_of_the_paper_is_expected_to_buy_1_226_times_in_39_weeks() -> None:
    expected = PAPER.expected_purchases(39, np.array([2]), np.array([30.43]), np.array([38.86]))
    assert expected[0] == pytest.approx(1.226, abs=5e-4)  # printed digits


def test_a_customer_without_repeat_purchases_is_alive() -> None:
    assert PAPER.p_alive(np.array([0]), np.array([0.0]), np.array([38.86])) == 1.0
