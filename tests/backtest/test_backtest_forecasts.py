"""Naive rules and models as forecasters: by hand, against published holdouts, and where each of them wins."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import numpy as np
import polars as pl
import pytest

from clvcli.backtest.baselines import NAIVE, cohort_mean, hiatus, past_spend, rate_so_far, same_as_last_window
from clvcli.backtest.models import FAMILY
from clvcli.backtest.run import Backtest, Holdout, backtest, backtests, holdout_of
from clvcli.backtest.schema import BACKTEST_SCHEMA, over_folds
from clvcli.backtest.split import split
from clvcli.customers.summary import summarise
from clvcli.errors import NothingToJudgeError, TooShortToCutError
from clvcli.valuation.horizon import Horizon
from tests.backtest.backtest_lines import FIRST, cdnow, leaving_buyer, lines_of, orders_of, shop

CDNOW_CUT = date(1997, 9, 30)
CDNOW_WINDOW = 273
"""39 weeks."""

LAST = FIRST + timedelta(days=729)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


# --- rules -----------------------------------------------------------------------------------------

CUT = day(399)
PAST = split(
    lines_of(
        orders_of(
            [
                ("old", day(0), 10.0),
                ("old", day(100), 30.0),
                ("old", day(350), 20.0),
                ("quiet", day(0), 10.0),
                ("quiet", day(99), 10.0),
                ("second", day(270), 5.0),
                ("second", day(310), 9.0),
                ("third", day(310), 8.0),
                ("new", day(399), 7.0),
            ]
        )
    ),
    cut=CUT,
    days=100,
).past
"""Customers by key: new, old, quiet, second, third."""


def test_the_last_window_is_repeated_purchase_by_purchase() -> None:
    found = same_as_last_window(PAST, 100)
    assert found.orders is not None
    assert found.orders.tolist() == [1, 1, 0, 1, 1]
    assert found.spend is not None
    assert found.spend.tolist() == [7, 20, 0, 9, 8]
    assert found.p_buy is not None
    assert found.p_buy.tolist() == [1, 1, 0, 1, 1]


def test_the_rate_so_far_goes_on() -> None:
    found = rate_so_far(PAST, 100)
    assert found.orders == pytest.approx([0, 2 / 399 * 100, 1 / 399 * 100, 1 / 129 * 100, 0])
    assert found.spend == pytest.approx([0, 2 / 399 * 100 * 20, 1 / 399 * 100 * 10, 1 / 129 * 100 * 7, 0])
    assert found.p_buy == pytest.approx(1 - np.exp(-np.array([0, 200 / 399, 100 / 399, 100 / 129, 0])))


def test_nine_months_of_silence_are_the_end() -> None:
    found, rate = hiatus(PAST, 100), rate_so_far(PAST, 100)
    assert found.p_buy is not None
    assert rate.orders is not None
    assert found.p_buy.tolist() == [1, 1, 0, 1, 1]
    assert found.orders == pytest.approx(rate.orders * found.p_buy)


def test_a_cohort_does_what_the_one_before_did_at_its_age() -> None:
    """Aged 0 and 0 windows (new, third), 1 (second), 3 and 3 (old, quiet) at the cut.

    In the last window `second` made one purchase of 9 at age 0; old and quiet half a purchase of 20 at age 2.
    """
    found = cohort_mean(PAST, 100)(PAST)
    assert found.orders == pytest.approx([1, 0.5, 0.5, 1, 1])
    assert found.spend == pytest.approx([9, 10, 10, 9, 9])
    assert found.p_buy == pytest.approx([1, 0.5, 0.5, 1, 1])


def test_without_an_older_cohort_nothing_is_expected_of_one() -> None:
    assert cohort_mean(PAST, 500)(PAST).orders is None


def test_past_spend_ranks_and_expects_nothing() -> None:
    found = past_spend(PAST, 100)
    assert (found.orders, found.spend) == (None, None)
    assert found.rank is not None
    assert found.rank.tolist() == [7, 60, 20, 14, 8]


# --- the published holdout ---------------------------------------------------------------------------


def test_cdnow_is_held_out_as_in_the_literature() -> None:
    """1,882 purchases of 2,357 customers; BG/NBD expects 1,653.4 (CLVTools 0.12.1)."""
    found = split(cdnow(), cut=CDNOW_CUT, days=CDNOW_WINDOW)
    expected = FAMILY["bg-nbd"](found.past, CDNOW_WINDOW)(found.past)
    assert expected.orders is not None
    assert (found.held.height, found.held["purchases"].sum(), found.new_customers) == (2357, 1882, 0)
    assert expected.orders.sum() == pytest.approx(1653.4078, abs=0.05)  # two optimisers
    x = np.minimum(found.past.buyers["repeat_purchases"].to_numpy(), 7)
    bins = [expected.orders[x == repeats].mean() for repeats in range(8)]
    walkthrough = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]
    assert bins == pytest.approx(walkthrough, rel=1e-3)  # BTYD walkthrough, section 4.4, by its own optimiser


def test_a_model_that_nothing_beats_is_said_to_be_better() -> None:
    """Fader, Hardie and Lee's customers: steady while alive, and many leave."""
    found = backtest(shop(leaving_buyer, customers=1500), Holdout(last=LAST, days=240), rivals=False)
    assert found.verdict.totals
    assert found.verdict.ranking
    assert (found.verdict.totals.standing, found.verdict.ranking.standing) == ("better", "better")


def test_a_model_that_a_naive_rule_beats_is_said_to_be_worse() -> None:
    """Those who stay buy five times as often as before: the last window tells it, the history does not."""
    buyers = shop(partial(leaving_buyer, faster_from=250), customers=1500)
    found = backtest(buyers, Holdout(last=LAST, days=240), rivals=False)
    assert found.verdict.totals
    assert found.verdict.totals.standing == "worse"
    assert found.verdict.totals.rule == "last-window"
    row = found.frame.filter("chosen").row(0, named=True)
    assert (row["totals"], row["kind"]) == ("worse", "model")


# --- the whole -----------------------------------------------------------------------------------------


def log() -> pl.LazyFrame:
    return shop(leaving_buyer, customers=400)


@pytest.fixture(scope="module")
def folded() -> Backtest:
    lines = log()
    found = backtests(lines, summarise(lines), length=Horizon(60, "d"), folds=3)[None]
    assert isinstance(found, Backtest)
    return found


def test_each_forecaster_has_a_row_in_each_fold(folded: Backtest) -> None:
    assert folded.frame.schema == BACKTEST_SCHEMA
    per_fold = folded.frame.partition_by("cut", maintain_order=True)
    assert [part["cut"][0] for part in per_fold] == list(folded.holdout.cuts)
    for part in per_fold:
        assert part["forecaster"].to_list() == [*folded.verdicts, *NAIVE]
        assert part.filter("chosen")["forecaster"].to_list() == [folded.chosen]


def test_over_folds_totals_add_up_and_scores_are_means(folded: Backtest) -> None:
    whole = over_folds(folded.frame)
    rows = folded.frame.filter("chosen")
    one = whole.filter("chosen").row(0, named=True)
    assert one["orders_ratio"] == pytest.approx(
        float(rows["orders_predicted"].sum()) / int(rows["orders_actual"].sum())
    )
    assert one["gini"] == pytest.approx(rows["gini"].mean())
    assert whole.filter(forecaster="past-spend")["spend_ratio"].to_list() == [None]


def test_a_fold_is_the_backtest_of_an_earlier_day(folded: Backtest) -> None:
    first = folded.holdout.cuts[0]
    alone = backtest(log(), Holdout(last=first + timedelta(days=60), days=60), rivals=False)
    again = folded.frame.filter(~pl.col("forecaster").is_in(list(FAMILY)), cut=first)
    assert alone.frame.drop("totals", "ranking").equals(again.drop("totals", "ranking"))


def test_the_order_of_lines_changes_nothing(folded: Backtest) -> None:
    shuffled = log().collect().sample(fraction=1, shuffle=True, seed=3).lazy()
    found = backtests(shuffled, summarise(shuffled), length=Horizon(60, "d"), folds=3, rivals=False)[None]
    assert isinstance(found, Backtest)
    assert found.frame.equals(folded.frame.filter(~pl.col("forecaster").is_in(list(FAMILY))))


def test_currencies_are_judged_apart() -> None:
    euros = log().with_columns(currency=pl.lit("EUR"))
    few = log().filter(pl.col("customer_key") < "C0010").with_columns(currency=pl.lit("DKK"))
    both = pl.concat([euros, few])
    found = backtests(both, summarise(both), rivals=False)
    assert list(found) == ["DKK", "EUR"]
    assert isinstance(found["DKK"], NothingToJudgeError)
    assert isinstance(found["EUR"], Backtest)
    assert (
        found["EUR"]
        .frame.drop("currency")
        .equals(backtest(log(), found["EUR"].holdout, rivals=False).frame.drop("currency"))
    )


def test_a_log_too_short_to_cut_is_refused_with_a_window_that_fits() -> None:
    lines = lines_of(orders_of([("A", day(0), 1.0), ("A", day(240), 1.0)]))
    with pytest.raises(TooShortToCutError) as error:
        holdout_of(summarise(lines))
    assert error.value.hint == "--holdout 60d"
    assert isinstance(backtests(lines, summarise(lines))[None], TooShortToCutError)
    with pytest.raises(TooShortToCutError) as error:
        holdout_of(summarise(lines), length=Horizon(60, "d"), folds=2)
    assert error.value.hint == "--holdout 30d"


def test_months_are_counted_back_from_the_last_day() -> None:
    lines = lines_of(orders_of([("A", day(0), 1.0), ("A", LAST, 1.0)]))
    assert holdout_of(summarise(lines), length=Horizon(6, "m")).days == (LAST - date(2023, 6, 30)).days


def test_too_few_who_came_back_before_the_cut_is_said() -> None:
    lines = lines_of(orders_of([(name, day(at), 5.0) for name in "ABC" for at in (0, 200, 500, 729)]))
    with pytest.raises(NothingToJudgeError, match="3 repeat buyers; 50 are needed"):
        backtest(lines, Holdout(last=LAST, days=240))
