"""Intervals: what they promise, and that they keep it where the model is true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest

from clvcli.models import bg_nbd, mbg_nbd, pareto_nbd
from clvcli.models.bg_nbd import BGNBD
from clvcli.models.gamma_gamma import GammaGamma
from clvcli.models.histories import compress
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.pareto_nbd import ParetoNBD
from clvcli.segments.schemes import segment
from clvcli.valuation.doubt import CONFIDENCE, LIKELY_NOTHING, Doubts, doubt
from clvcli.valuation.outcomes import grid_around
from clvcli.valuation.spend import expected_spend
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from clvcli.models.histories import Floats
    from clvcli.valuation.doubt import Doubt

Rows = list[dict[str, Any]]

SPEND = GammaGamma(p=6.25, q=3.74, gamma=15.44)
DAYS = 7_300
"""Twenty years of rare purchases, so that whole days round nothing that matters."""
AHEAD = 10_950
DELTA = 0.0013
"""Per week, with which the last of these purchases are worth a seventh."""

FAMILY: dict[str, tuple[Any, Any]] = {
    "bg-nbd": (bg_nbd.fit, BGNBD(r=0.6, alpha=90.0, a=0.9, b=3.0)),
    "mbg-nbd": (mbg_nbd.fit, MBGNBD(r=0.6, alpha=90.0, a=0.5, b=2.0)),
    "pareto-nbd": (pareto_nbd.fit, ParetoNBD(r=0.6, alpha=90.0, s=0.5, beta=200.0)),
}
HISTORY = ("repeat_purchases", "active_days", "age_days")


def shop(model: Any, customers: int, rng: np.random.Generator) -> pl.DataFrame:
    age = rng.integers(1, DAYS, customers)
    bought = model.simulate(age / 7.0, rng)
    x, last = bought.number.astype(int), np.floor(bought.last * 7).astype(int)
    sales = rng.gamma(SPEND.p * (x + 1)) * SPEND.gamma / rng.gamma(SPEND.q, 1.0, customers)
    return pl.DataFrame(
        {"repeat_purchases": np.minimum(x, last), "active_days": last, "age_days": age, "net_sales": sales}
    ).with_columns(net_revenue_kept="net_sales")


def came(model: Any, buyers: pl.DataFrame, rng: np.random.Generator) -> Floats:
    """Return what customers with these histories will bring, where the models are true."""
    return came_with(model, SPEND, buyers, rng)


def came_with(model: Any, spend: GammaGamma, buyers: pl.DataFrame, rng: np.random.Generator) -> Floats:
    histories, position = compress(*(buyers[name].to_numpy() for name in HISTORY))
    number, discounted = model.forecast(histories, 0.0).draw(position, AHEAD / 7.0, rng, delta=DELTA)
    n, sales = buyers["repeat_purchases"].to_numpy() + 1.0, buyers["net_sales"].to_numpy()
    level = (spend.gamma + sales) / rng.gamma(spend.q + spend.p * n)
    mean = np.divide(discounted, number, out=np.zeros(n.size), where=number > 0)
    worth: Floats = mean * rng.gamma(spend.p * number) * level
    return worth


def doubt_of(buyers: pl.DataFrame, name: str = "bg-nbd", **more: Any) -> Doubt:
    histories, _ = compress(*(buyers[column].to_numpy() for column in HISTORY))
    settings = {"purchases": FAMILY[name][0](histories), "spend": expected_spend(buyers), "days": AHEAD, **more}
    return doubt(buyers, delta=DELTA, **settings)


@pytest.fixture(scope="module")
def buyers() -> pl.DataFrame:
    return shop(FAMILY["bg-nbd"][1], 600, np.random.default_rng(1))


@pytest.fixture(scope="module")
def found(buyers: pl.DataFrame) -> Doubt:
    return doubt_of(buyers)


def test_ends_are_ordered_finite_and_not_below_nought(found: Doubt) -> None:
    low, high = found.customers
    assert np.isfinite(low).all()
    assert np.isfinite(high).all()
    assert ((low >= 0) & (low <= high)).all()
    assert (found.variance >= 0).all()


@pytest.mark.parametrize("name", FAMILY)
def test_eight_of_ten_customers_lie_inside_where_the_model_is_true(name: str) -> None:
    rng = np.random.default_rng(2)
    model = FAMILY[name][1]
    buyers = shop(model, 4_000, rng)
    low, high = doubt_of(buyers, name).customers
    happened = came(model, buyers, rng)
    histories, position = compress(*(buyers[column].to_numpy() for column in HISTORY))
    nothing = 1.0 - model.forecast(histories, 0.0).p_buy(AHEAD / 7.0)[position]
    inside, hardly = (low <= happened) & (happened <= high), nothing > CONFIDENCE
    # 3 standard errors of a share of 4,000 are 0.019; quantiles of 2,048 futures are 3 % off
    assert inside[~hardly].mean() == pytest.approx(CONFIDENCE, abs=0.03)
    assert inside[hardly].mean() > nothing[hardly].mean() - 0.03
    certain = nothing < LIKELY_NOTHING / 2
    assert (happened < low)[certain].mean() == pytest.approx((1 - CONFIDENCE) / 2, abs=0.07)
    assert (low[nothing > 2 * LIKELY_NOTHING] == 0).all()


@pytest.mark.slow
def test_eight_of_ten_sums_lie_inside_where_the_model_is_true() -> None:
    model, inside = FAMILY["bg-nbd"][1], []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        buyers = shop(model, 500, rng)
        about, happened = doubt_of(buyers), came(model, buyers, rng)
        place = np.argsort(np.argsort(-about.mean))
        tier = np.searchsorted([25, 100, 250], place, side="right")
        for group in (tier, tier * 0):
            groups = int(group.max()) + 1
            low, high = about.of_groups(group, groups)
            inside += list((low <= np.bincount(group, happened)) & (np.bincount(group, happened) <= high))
    # 100 sums of 20 shops, those of a shop partly the same luck: 4 standard errors of 40 independent ones are 0.25
    assert np.mean(inside) == pytest.approx(CONFIDENCE, abs=0.25)


@pytest.mark.parametrize("contribution", [1.0, 0.3, 0.0, -0.5])
@pytest.mark.parametrize("strength", [0.0, 0.2, 1.0, 30.0])
@pytest.mark.parametrize("days", [0, 1, 400, AHEAD])
def test_what_is_expected_of_a_customer_lies_inside(
    buyers: pl.DataFrame, contribution: float, strength: float, days: int
) -> None:
    """Whatever a season, a level or trees have done to it: `expected` is all they change."""
    factors = strength * np.random.default_rng(11).gamma(2.0, 0.5, buyers.height)
    plain = doubt_of(buyers, days=days, contribution=contribution)
    worth = plain.mean * factors
    low, high = doubt_of(buyers, days=days, contribution=contribution, expected=worth).customers
    assert np.isfinite(low).all()
    assert np.isfinite(high).all()
    assert (low <= worth).all()
    assert (worth <= high).all()


def test_an_interval_agrees_with_futures_acted_out_one_by_one(buyers: pl.DataFrame) -> None:
    fit = replace(FAMILY["bg-nbd"][0](compress(*(buyers[name].to_numpy() for name in HISTORY))[0]), covariance=None)
    regular = pl.DataFrame(
        {
            "repeat_purchases": [5, 30],
            "active_days": [3000, 5000],
            "age_days": [3200, 5100],
            "net_sales": [90.0, 400.0],
        }
    ).with_columns(net_revenue_kept="net_sales")
    spend = expected_spend(buyers)
    assert spend.fit is not None
    known = replace(spend.fit, covariance=None)
    low, high = doubt(
        regular, purchases=fit, spend=replace(spend, model=replace(spend.model, fit=known)), days=AHEAD, delta=DELTA
    ).customers
    for row in range(2):
        many = pl.concat([regular[row]] * 100_000)
        drawn = came_with(fit.model, known.model, many, np.random.default_rng(4))
        ends = (0.0, 0.8) if (drawn == 0).mean() > LIKELY_NOTHING else (0.1, 0.9)
        # 2,048 futures leave a quantile 3 % open, and the low one, nearer to nothing, twice that
        assert low[row] == pytest.approx(np.quantile(drawn, ends[0]), rel=0.12)
        assert high[row] == pytest.approx(np.quantile(drawn, ends[1]), rel=0.07)


def test_without_a_future_nothing_is_in_doubt(buyers: pl.DataFrame) -> None:
    nothing = doubt_of(buyers, days=0)
    assert (nothing.customers.high == 0).all()
    assert nothing.of_all() == (0.0, 0.0)


def test_the_order_of_customers_changes_nothing(buyers: pl.DataFrame, found: Doubt) -> None:
    order = np.random.default_rng(5).permutation(buyers.height)
    again = doubt_of(buyers[order])
    assert np.allclose(again.customers.high, found.customers.high[order], rtol=1e-12, atol=0)
    assert np.allclose(again.of_all(), found.of_all(), rtol=1e-12)


def test_a_customer_has_the_same_interval_alone_as_in_a_crowd(buyers: pl.DataFrame, found: Doubt) -> None:
    fit = FAMILY["bg-nbd"][0](compress(*(buyers[name].to_numpy() for name in HISTORY))[0])
    spend = expected_spend(buyers)
    for row in (0, int(buyers["repeat_purchases"].arg_max() or 0)):
        alone = doubt(buyers[row], purchases=fit, spend=spend, days=AHEAD, delta=DELTA).customers
        assert alone.high[0] == pytest.approx(found.customers.high[row], rel=1e-9)
        assert alone.low[0] == pytest.approx(found.customers.low[row], rel=1e-9)


def test_money_scales_intervals(buyers: pl.DataFrame, found: Doubt) -> None:
    dearer = doubt_of(buyers.with_columns(pl.col("net_sales", "net_revenue_kept") * 100))
    assert np.allclose(dearer.customers.high, 100 * found.customers.high, rtol=1e-6)
    assert np.allclose(dearer.of_all(), 100 * np.array(found.of_all()), rtol=1e-6)


def test_a_loss_on_each_sale_turns_the_ends_round(buyers: pl.DataFrame, found: Doubt) -> None:
    loss = doubt_of(buyers, contribution=-0.5)
    assert np.allclose(loss.customers.low, -0.5 * found.customers.high, rtol=1e-12)
    assert np.allclose(loss.of_all(), -0.5 * np.array(found.of_all())[::-1], rtol=1e-12)


def test_what_is_expected_moves_the_interval_with_it(buyers: pl.DataFrame, found: Doubt) -> None:
    more = doubt_of(buyers, expected=1.5 * found.mean)
    assert np.allclose(more.customers.high, 1.5 * found.customers.high, rtol=1e-12)
    assert np.allclose(more.mean, 1.5 * found.mean, rtol=1e-12)


def test_fewer_data_leave_more_doubt(found: Doubt) -> None:
    few = doubt_of(shop(FAMILY["bg-nbd"][1], 100, np.random.default_rng(6)))
    widths = [(high - low) / about.mean.sum() for about in (few, found) for low, high in [about.of_all()]]
    assert widths[0] > 1.5 * widths[1]


def test_a_sum_is_surer_than_its_parts(found: Doubt) -> None:
    low, high = found.of_all()
    assert high - low < (found.customers.high - found.customers.low).sum()
    assert low < found.mean.sum() < high


def test_groups_without_customers_are_certain_of_nothing(found: Doubt) -> None:
    low, high = found.of_groups(np.ones(found.mean.size, dtype=np.int64), 3)
    assert (low[[0, 2]] == 0).all()
    assert (high[[0, 2]] == 0).all()
    assert (low[1], high[1]) == found.of_all()


def test_rows_of_parts_without_a_forecast_add_nothing(found: Doubt) -> None:
    size = found.mean.size
    doubts = Doubts(
        parts=(found, None),
        part=np.append(np.zeros(size, dtype=np.int64), [1, 0]),
        place=np.append(np.arange(size), [0, -1]),
    )
    rows = pl.DataFrame({"group": ["all"] * (size + 2)})
    low, high = doubts.by(rows, pl.DataFrame({"group": ["all", "none"]}))
    assert (low[0], high[0]) == pytest.approx(found.of_all())
    assert (low[1], high[1]) == (0.0, 0.0)


def test_where_spend_has_no_model_everybody_has_the_average_and_its_spread(buyers: pl.DataFrame) -> None:
    spend = expected_spend(buyers)
    average = replace(spend, model=replace(spend.model, fit=None), per_purchase=np.full(buyers.height, 5.0))
    low, high = doubt_of(buyers, spend=average).customers
    assert np.isfinite(high).all()
    assert (low <= high).all()
    assert high.max() > 0


@pytest.mark.parametrize("largest", [0, 1, 6, 7, 8, 31, 32, 33, 5_000])
def test_every_number_of_repeats_lies_between_points_of_the_grid(largest: int) -> None:
    grid = grid_around(np.arange(largest + 1.0))
    assert (np.diff(grid) > 0).all()
    assert grid[0] == 0
    assert largest <= grid[-1] <= max(2 * largest, 1)


def test_segments_have_the_interval_of_their_sum(make_customers: Any, base: Rows) -> None:
    valuation = value_customers(make_customers(base), ValueSettings())
    for table in segment(valuation.frame, doubts=valuation.doubts).summaries.values():
        known = table.filter(pl.col("clv_residual").is_not_null() & (pl.col("customers") > 0))
        assert known.height > 0
        assert known.select((pl.col("clv_low") <= pl.col("clv_residual")).all()).item()
        assert known.select((pl.col("clv_residual") <= pl.col("clv_high")).all()).item()
    (low, high) = valuation.base_intervals[valuation.frame["currency"][0]]
    assert low < valuation.frame["clv_residual"].sum() < high


def test_without_intervals_there_are_none(make_customers: Any, base: Rows) -> None:
    valuation = value_customers(make_customers(base), ValueSettings(intervals=False))
    assert valuation.frame["clv_low"].null_count() == valuation.frame.height
    assert valuation.doubts is None
    assert not valuation.base_intervals
    for table in segment(valuation.frame).summaries.values():
        assert table["clv_low"].null_count() == table.height
