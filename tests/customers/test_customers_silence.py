from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from clvcli.customers.silence import ACTIVE, AT_RISK, LAPSED, state_of_silence, still_active, winback_day


@pytest.mark.parametrize("lapse", [1, 7, 35, 100, 365])
def test_states_follow_one_another_and_begin_at_their_share_of_the_lapse_point(lapse: int) -> None:
    days = pl.DataFrame({"days": range(2 * lapse + 1)})
    states = days.select(state_of_silence(pl.col("days"), lapse)).to_series().to_list()
    ranks = [(ACTIVE, AT_RISK, LAPSED).index(state) for state in states]
    assert ranks == sorted(ranks)
    assert states.index(LAPSED) == lapse
    assert all((100 * day >= 80 * lapse) == (rank >= 1) for day, rank in enumerate(ranks))


def test_each_customer_may_have_a_lapse_point_of_his_own_or_none() -> None:
    people = pl.DataFrame({"days": [50, 50, None, 50], "lapse": [40, 100, 40, None]})
    found = people.select(state_of_silence(pl.col("days"), pl.col("lapse"))).to_series()
    assert found.to_list() == [LAPSED, ACTIVE, None, None]


def test_the_winback_day_is_whole_and_never_early() -> None:
    gaps = pl.DataFrame({"gap": [60, 61, 0]})
    assert gaps.select(winback_day(pl.col("gap"))).to_series().to_list() == [75, 77, 0]


def test_each_silent_year_halves_the_chance() -> None:
    assert still_active(0.4, np.arange(4.0)) == pytest.approx([0.4, 0.2, 0.1, 0.05])
