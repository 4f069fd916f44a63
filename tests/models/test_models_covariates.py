"""Covariates: nothing where they are zero, exact derivatives, the same answer in any unit, refusals in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import CovariatesNotModelledError
from clvcli.models import bg_nbd, bg_nbd_covariates, pareto_likelihood, pareto_nbd, pareto_nbd_covariates
from clvcli.models.bg_nbd import BGNBD
from clvcli.models.covariates import Covariates, Design, WithCovariates, beside, indicators, profiles_of
from clvcli.models.fitting import in_logs
from clvcli.models.pareto_nbd import ParetoNBD
from clvcli.models.simulation import purchases

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from clvcli.models.covariates import Profiles
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats, Histories, Ints
    from clvcli.models.newton import Derivatives

Model = BGNBD | ParetoNBD


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A model, its version with covariates, and an invented shop."""

    plain: ModuleType
    likelihood: Callable[[Histories], Callable[[Floats], Derivatives]]
    module: ModuleType
    shop: WithCovariates[BGNBD] | WithCovariates[ParetoNBD]


NAMES = ("channel=web", "age")

BG_NBD = Kind(
    plain=bg_nbd,
    likelihood=bg_nbd.Likelihood,
    module=bg_nbd_covariates,
    shop=WithCovariates(
        base=BGNBD(r=0.8, alpha=6.0, a=0.9, b=2.5),
        links=bg_nbd_covariates.LINKS,
        names=NAMES,
        coefficients=np.array([[0.6, -0.1], [0.5, 0.2], [-0.4, 0.1]]),
    ),
)
PARETO_NBD = Kind(
    plain=pareto_nbd,
    likelihood=pareto_likelihood.Likelihood,
    module=pareto_nbd_covariates,
    shop=WithCovariates(
        base=ParetoNBD(r=0.8, alpha=6.0, s=0.7, beta=12.0),
        links=pareto_nbd_covariates.LINKS,
        names=NAMES,
        coefficients=np.array([[0.6, -0.1], [-0.5, 0.2]]),
    ),
)
KINDS = pytest.mark.parametrize("kind", [BG_NBD, PARETO_NBD], ids=["bg_nbd", "pareto_nbd"])

Columns = tuple["Ints", "Ints", "Ints", "Floats"]


def customers(kind: Kind, n: int, seed: int) -> Columns:
    """Return x, t_x and T in days, and z, of customers who behave as the model of their covariates says."""
    rng = np.random.default_rng(seed)
    z = np.stack([rng.random(n) < 0.4, rng.choice([-1.0, 1.5], n)], axis=1).astype(np.float64)
    models = {tuple(row): kind.shop.at(row) for row in np.unique(z, axis=0)}
    own = [models[tuple(row)] for row in z]

    def each(parameter: str) -> Floats:
        return np.array([getattr(model, parameter) for model in own])

    T = rng.integers(60 * 7, 104 * 7, n)
    rate, until, dropout = rng.gamma(each("r")) / each("alpha"), T / 7.0, None
    if kind is BG_NBD:
        dropout = rng.beta(each("a"), each("b"))
    else:
        until = np.minimum(until, rng.exponential(each("beta") / rng.gamma(each("s"))))
    bought = purchases(rng, rate=rate, until=until, dropout=dropout)
    return bought.number.astype(np.int64), np.minimum(np.ceil(7 * bought.last), T).astype(np.int64), T, z


@cache
def shop_and_fit(kind: Kind) -> tuple[Columns, Fit[Any]]:
    """Return 2,000 customers and the fit to them."""
    columns = customers(kind, 2000, 6)
    return columns, kind.module.fit(profiles(columns))


def profiles(columns: Columns, names: tuple[str, ...] = NAMES) -> Profiles:
    x, t_x, T, z = columns
    return profiles_of(x, t_x, T, Covariates(names=names, z=z))


# --- one model for each profile ------------------------------------------------------------------


@KINDS
def test_covariates_of_zero_leave_the_model_as_it_is(kind: Kind) -> None:
    x, t_x, T, z = customers(kind, 50, 1)
    history = x.astype(float), t_x / 7, T / 7
    plain, with_them = kind.shop.base, kind.shop
    scores: list[tuple[Callable[..., Floats], Callable[..., Floats]]] = [
        (plain.log_likelihood, with_them.log_likelihood),
        (plain.p_alive, with_them.p_alive),
        (partial(plain.p_buy, 9.0), partial(with_them.p_buy, 9.0)),
        (partial(plain.expected_purchases, 9.0), partial(with_them.expected_purchases, 9.0)),
        (partial(plain.discounted_purchases, np.inf, 0.01), partial(with_them.discounted_purchases, np.inf, 0.01)),
    ]
    for without, having in scores:
        assert having(*history, np.zeros_like(z)) == pytest.approx(without(*history), rel=1e-12)
        assert having(*history, z) != pytest.approx(without(*history), rel=1e-3)


def test_a_positive_coefficient_means_a_higher_rate() -> None:
    web = np.array([1.0, 0.0])
    assert BG_NBD.shop.at(web).alpha == pytest.approx(6.0 * np.exp(-0.6))
    pareto = PARETO_NBD.shop.at(web)
    assert isinstance(pareto, ParetoNBD)
    assert (pareto.alpha, pareto.beta) == pytest.approx((6.0 * np.exp(-0.6), 12.0 * np.exp(0.5)))


def test_the_mean_dropout_probability_moves_with_covariates() -> None:
    there = BG_NBD.shop.at(np.array([1.0, 0.0]))
    assert isinstance(there, BGNBD)
    assert (there.a, there.b) == pytest.approx((0.9 * np.exp(0.5), 2.5 * np.exp(-0.4)))


@KINDS
def test_scores_of_profiles_are_the_scores_of_their_customers(kind: Kind) -> None:
    x, t_x, T, z = columns = customers(kind, 300, 2)
    found = profiles(columns)
    forecasts = kind.shop.forecasts(found, 52.0)
    expected = found.of_customers([forecast.expected_purchases(52.0) for forecast in forecasts])
    one_by_one = kind.shop.expected_purchases(52.0, x.astype(float), t_x / 7, T / 7, z)
    assert expected == pytest.approx(one_by_one, rel=1e-11)
    assert sum(histories.n_customers for histories in found.histories) == found.everybody.n_customers == 300


# --- fits ----------------------------------------------------------------------------------------


@KINDS
@settings(derandomize=True, max_examples=5, deadline=None)
@given(powers=st.lists(st.floats(-1.0, 1.0), min_size=10, max_size=10))
def test_derivatives_of_the_likelihood_equal_finite_differences(kind: Kind, powers: list[float]) -> None:
    found = profiles(customers(kind, 80, 3))
    design = Design(found, kind.plain.PARAMETERS, kind.module.LINKS)
    total = design.objective([in_logs(kind.likelihood(histories), 80) for histories in found.histories])
    point = np.array(powers[: design.size])
    here = total(point)
    for i, step in enumerate(1e-5 * np.eye(design.size)):
        ahead, behind = total(point + step), total(point - step)
        # central differences are wrong by the square of the step, and by rounding over the step
        slope = (ahead.value - behind.value) / 2e-5
        assert here.gradient[i] == pytest.approx(slope, rel=1e-5, abs=1e-6 * abs(here.value))
        curvature = (ahead.gradient - behind.gradient) / 2e-5
        assert here.hessian[i] == pytest.approx(curvature, rel=1e-5, abs=1e-6 * np.abs(here.hessian).max())


@KINDS
def test_a_simulated_shop_gives_back_its_parameters_and_coefficients(kind: Kind) -> None:
    fitted = kind.module.fit(profiles(customers(kind, 20_000, 4)))
    assert fitted.converged
    assert fitted.at_boundary is None
    true = [
        getattr(kind.shop.base, name) for name in kind.plain.PARAMETERS
    ] + kind.shop.coefficients.ravel().tolist()
    found = [getattr(fitted.model.base, name) for name in kind.plain.PARAMETERS]
    found += fitted.model.coefficients.ravel().tolist()
    assert np.abs((np.array(found) - true) / fitted.standard_errors).max() < 4


@KINDS
def test_the_total_likelihood_is_the_sum_over_customers_and_above_that_without(kind: Kind) -> None:
    columns, fitted = shop_and_fit(kind)
    x, t_x, T, z = columns
    each = fitted.model.log_likelihood(x.astype(float), t_x / 7, T / 7, z)
    assert fitted.log_likelihood == pytest.approx(each.sum(), rel=1e-11)
    without = kind.plain.fit(profiles(columns).everybody)
    # twice the gain is chi-square with a degree of freedom for each coefficient, were there no effect
    assert 2 * (fitted.log_likelihood - without.log_likelihood) > 30


@KINDS
def test_twice_the_customers_halve_the_variance_in_any_order(kind: Kind) -> None:
    (x, t_x, T, z), once = shop_and_fit(kind)
    order = np.random.default_rng(1).permutation(4000) % 2000
    twice = kind.module.fit(profiles((x[order], t_x[order], T[order], z[order])))
    assert twice.model.coefficients == pytest.approx(once.model.coefficients, rel=1e-6)
    assert once.covariance is not None
    assert twice.covariance == pytest.approx(once.covariance / 2, rel=1e-4)


@KINDS
def test_another_unit_of_a_covariate_changes_its_coefficients_and_nothing_else(kind: Kind) -> None:
    (x, t_x, T, z), years = shop_and_fit(kind)
    days = kind.module.fit(profiles((x, t_x, T, z * [1.0, 365.25])))
    assert days.log_likelihood == pytest.approx(years.log_likelihood, rel=1e-12)
    assert days.model.coefficients * [1.0, 365.25] == pytest.approx(years.model.coefficients, rel=1e-6)
    assert days.at_boundary == years.at_boundary


@KINDS
def test_it_does_not_matter_which_category_is_the_ordinary_one(kind: Kind) -> None:
    x, t_x, T, z = customers(kind, 2000, 7)
    web, shop = (kind.module.fit(profiles((x, t_x, T, c), ("c",))) for c in (z[:, :1], 1.0 - z[:, :1]))
    assert shop.log_likelihood == pytest.approx(web.log_likelihood, rel=1e-12)
    assert shop.model.coefficients == pytest.approx(-web.model.coefficients, rel=1e-6)
    n = len(kind.plain.PARAMETERS)
    assert shop.standard_errors[n:] == pytest.approx(web.standard_errors[n:], rel=1e-5)
    moved = web.model.at(np.array([1.0]))
    assert shop.model.base.alpha == pytest.approx(moved.alpha, rel=1e-6)
    # alpha of the others by the delta method: var(ln alpha) + var(g) - 2 cov(ln alpha, g)
    of = web.covariance[np.ix_([1, n], [1, n])]
    log_variance = of[0, 0] / web.model.base.alpha**2 + of[1, 1] - 2 * of[0, 1] / web.model.base.alpha
    assert shop.standard_errors[1] == pytest.approx(moved.alpha * np.sqrt(log_variance), rel=1e-5)


@KINDS
def test_a_channel_that_nobody_came_back_from_is_said_to_be_open(kind: Kind) -> None:
    x, t_x, T, z = customers(kind, 2000, 8)
    x, t_x = (np.where(z[:, 0] == 1, 0, column) for column in (x, t_x))
    fitted = kind.module.fit(profiles((x, t_x, T, z[:, :1]), ("channel=web",)))
    assert fitted.at_boundary is not None
    assert "the effect of channel=web on alpha" in fitted.at_boundary
    assert np.isfinite(fitted.model.expected_purchases(52.0, x.astype(float), t_x / 7, T / 7, z[:, :1])).all()


def test_without_dropout_covariates_identify_none() -> None:
    rng = np.random.default_rng(9)
    T, web = rng.integers(300, 600, 1500), rng.integers(0, 2, 1500)
    bought = purchases(rng, rate=rng.gamma(1.5, 1 / 8, 1500) * np.exp(0.5 * web), until=T / 7.0)
    columns = bought.number.astype(np.int64), np.minimum(np.ceil(7 * bought.last), T).astype(np.int64), T
    fitted = bg_nbd_covariates.fit(profiles((*columns, web[:, None].astype(float)), ("channel=web",)))
    assert fitted.at_boundary is not None
    assert np.isfinite([fitted.log_likelihood, fitted.gradient_norm, *fitted.model.coefficients.ravel()]).all()
    assert fitted.model.coefficients[0, 0] == pytest.approx(0.5, abs=0.3)  # some four standard errors


# --- covariates ----------------------------------------------------------------------------------


def test_categories_become_columns_and_the_most_common_is_the_ordinary_one() -> None:
    found = beside(
        indicators("channel", ["web", "shop", "app", "shop"]), indicators("country", ["DK", "SE", "DK", "DK"])
    )
    assert found.names == ("channel=app", "channel=web", "country=SE")
    assert found.z.tolist() == [[0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 0, 0]]


def test_one_category_makes_no_column() -> None:
    assert indicators("channel", ["web", "web"]).z.shape == (2, 0)
    assert indicators("channel", []).z.shape == (0, 0)


@pytest.mark.parametrize(
    ("z", "says"),
    [
        ([[1, 1], [0, 1], [0, 1], [1, 1]], "covariate `age` is the same for all"),
        ([[1, np.nan], [0, np.nan], [0, 1], [1, 2]], "covariate `age` has no value for 2 customers"),
        ([[1, 0], [0, 1], [0, 1], [1, 0]], "covariate `age` follows from the other"),
        ([[1, 2020], [0, 2021], [0, 2022], [1, 2022]], "covariate `age` is far from zero"),
    ],
)
def test_covariates_that_say_nothing_are_refused_in_words(z: list[list[float]], says: str) -> None:
    x, t_x, T = np.array([0, 1, 3, 2]), np.array([0, 20, 90, 70]), np.array([100, 120, 110, 130])
    with pytest.raises(CovariatesNotModelledError, match=says) as caught:
        bg_nbd_covariates.fit(profiles((x, t_x, T, np.array(z, dtype=float))))
    assert caught.value.hint is not None
