"""Covariates: what is known of a customer from the start, such as channel or country, moves his or her model.

No command fits it: it is for Python, `from clvcli.models import covariates`.

A parameter of the model that customers share becomes a parameter times e^(coefficient . z), z being
a customer's covariates, with coefficients of its own for each parameter: what brings customers who
buy often need not bring customers who stay.  Customers with the same z share a model and everything
it can do; their likelihood is that of the model without covariates, so what is here is the link.

[H019] Fader, Hardie (2007), Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
Models, note 019.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

import numpy as np

from clvcli.errors import CovariatesNotModelledError
from clvcli.models.fitting import Fit, covariance_of, in_logs, maximise_likelihood, run_off
from clvcli.models.histories import Floats, Histories, Ints, compress, distinct, floats
from clvcli.models.newton import Derivatives

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.models.forecasting import Forecast

SAME_DIRECTION = 1e-8
"""A covariate follows from the others where less than this share of it, as a length, is left without them."""

FAR_FROM_ZERO = 10.0
"""The mean of a covariate lies at most this many times further from zero than any value from the mean."""

STRONGEST_START = 1e3
"""A fit does not start from parameters beyond this or its inverse: there, everything looks level."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Covariates:
    """Covariates of customers as numbers: 0 is the ordinary customer, whom the shared parameters describe."""

    names: tuple[str, ...]
    z: Floats
    """One row per customer, shape `(customers, len(names))`."""


def indicators(name: str, values: Sequence[str]) -> Covariates:
    """Return a covariate of categories as one 0/1 column for each but the most common, which is all zeros.

    The columns are called `name=category`, in alphabetical order.
    """
    categories, at = np.unique(np.asarray(values, dtype=np.str_), return_inverse=True)
    columns = np.eye(categories.size)
    if categories.size:
        ordinary = np.bincount(at).argmax()
        categories, columns = np.delete(categories, ordinary), np.delete(columns, ordinary, axis=1)
    return Covariates(names=tuple(f"{name}={category}" for category in categories), z=columns[at])


def beside(*covariates: Covariates) -> Covariates:
    """Return the covariates of several sources, about the same customers, as one."""
    return Covariates(
        names=tuple(name for part in covariates for name in part.names),
        z=np.concatenate([part.z for part in covariates], axis=1),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profiles:
    """Customers by their covariates: distinct (x, t_x, T) under each distinct z.

    A likelihood costs one evaluation of the plain model's for each profile, so these are best a few
    hundred: categories, or numbers in bands.
    """

    names: tuple[str, ...]
    z: Floats
    """Distinct covariates, shape `(profiles, len(names))`."""
    histories: tuple[Histories, ...]
    """The customers of each profile."""
    customers: tuple[Ints, ...]
    """Which customers these are, as positions among all."""
    position: tuple[Ints, ...]
    """Position of each of these customers' history among those of the profile."""
    everybody: Histories
    """The same customers without their covariates."""

    def of_customers(self, per_history: Sequence[Floats]) -> Floats:
        """Return results for each profile's histories as results for all customers, shape `(customers,)`."""
        result = np.empty(sum(customers.size for customers in self.customers))
        for customers, position, values in zip(self.customers, self.position, per_history, strict=True):
            result[customers] = values[position]
        return result


def profiles_of(x: Ints, t_x_days: Ints, T_days: Ints, covariates: Covariates) -> Profiles:
    """Return customers by their covariates, from whole numbers of shape `(customers,)`."""
    z, customers = _by_profile(covariates.z)
    compressed = [compress(x[own], t_x_days[own], T_days[own]) for own in customers]
    return Profiles(
        names=covariates.names,
        z=z,
        histories=tuple(histories for histories, _ in compressed),
        customers=tuple(customers),
        position=tuple(position for _, position in compressed),
        everybody=compress(x, t_x_days, T_days)[0],
    )


class PurchaseModel(Protocol):
    """A model of purchases by customers who differ by chance only: a frozen dataclass of parameters."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def log_likelihood(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return the log-likelihood of each history."""

    def p_alive(self, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(alive at T)."""

    def p_buy(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""

    def expected_purchases(self, t: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + t]."""

    def discounted_purchases(self, horizon: float, delta: float, x: Floats, t_x: Floats, T: Floats) -> Floats:
        """Return expected purchases in (T, T + horizon], discounted to T."""

    def forecast(self, histories: Histories, furthest: float) -> Forecast:
        """Return what these customers will do, for all horizons up to `furthest` weeks."""


Model = TypeVar("Model", bound=PurchaseModel)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Link:
    """A parameter that covariates move, by e^(sign * coefficient . z)."""

    parameter: str
    sign: float
    """-1 for a parameter that divides a rate, so that a positive coefficient means a higher rate."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WithCovariates(Generic[Model]):
    """A model of purchases by customers who also differ by their covariates.

    Functions of a customer's history take those of the model without covariates and z, shape
    `(customers, len(names))`, and return shape `(customers,)`.
    """

    base: Model
    """The model of customers whose covariates are zero."""
    links: tuple[Link, ...]
    names: tuple[str, ...]
    coefficients: Floats
    """A row for each link, a column for each covariate."""

    def at(self, z: Floats) -> Model:
        """Return the model of customers with covariates `z`, shape `(len(names),)`: [H019]."""
        factors = np.exp([link.sign * row @ z for link, row in zip(self.links, self.coefficients, strict=True)])
        moved = {
            link.parameter: float(getattr(self.base, link.parameter) * factor)
            for link, factor in zip(self.links, factors, strict=True)
        }
        return replace(self.base, **moved)

    def forecasts(self, profiles: Profiles, furthest: float) -> list[Forecast]:
        """Return what each profile's customers will do, for all horizons up to `furthest` weeks."""
        return [
            self.at(z).forecast(histories, furthest)
            for z, histories in zip(profiles.z, profiles.histories, strict=True)
        ]

    def log_likelihood(self, x: Floats, t_x: Floats, T: Floats, z: Floats) -> Floats:
        """Return the log-likelihood of each history, in nats."""
        return self._each(lambda model, *history: model.log_likelihood(*history), x, t_x, T, z)

    def p_alive(self, x: Floats, t_x: Floats, T: Floats, z: Floats) -> Floats:
        """Return P(alive at T)."""
        return self._each(lambda model, *history: model.p_alive(*history), x, t_x, T, z)

    def p_buy(self, t: float, x: Floats, t_x: Floats, T: Floats, z: Floats) -> Floats:
        """Return P(at least one purchase in (T, T + t])."""
        return self._each(lambda model, *history: model.p_buy(t, *history), x, t_x, T, z)

    def expected_purchases(self, t: float, x: Floats, t_x: Floats, T: Floats, z: Floats) -> Floats:
        """Return expected purchases in (T, T + t]."""
        return self._each(lambda model, *history: model.expected_purchases(t, *history), x, t_x, T, z)

    def discounted_purchases(
        self, horizon: float, delta: float, x: Floats, t_x: Floats, T: Floats, z: Floats
    ) -> Floats:
        """Return expected purchases in (T, T + horizon], discounted to T continuously at `delta` a week."""
        return self._each(
            lambda model, *history: model.discounted_purchases(horizon, delta, *history), x, t_x, T, z
        )

    def _each(
        self,
        score: Callable[[Model, Floats, Floats, Floats], Floats],
        x: Floats,
        t_x: Floats,
        T: Floats,
        z: Floats,
    ) -> Floats:
        """Return the scores of all customers, those of each profile by its own model."""
        result = np.empty(z.shape[0])
        x, t_x, T = (np.broadcast_to(column, result.shape) for column in floats(x, t_x, T))
        for profile, rows in zip(*_by_profile(z), strict=True):
            result[rows] = score(self.at(profile), x[rows], t_x[rows], T[rows])
        return result


def fit(
    profiles: Profiles,
    without: Fit[Model],
    parameters: Sequence[str],
    likelihood: Callable[[Histories], Callable[[Floats], Derivatives]],
    links: tuple[Link, ...],
) -> Fit[WithCovariates[Model]]:
    """Return the maximum-likelihood model with covariates, searched from the fit `without` them.

    `likelihood` makes the plain model's likelihood in `parameters`; some of these are in `links`.
    The covariance is of the parameters and then the coefficients, link by link.  Where the model
    without covariates is at a boundary, so is this.  Raises CovariatesNotModelledError for
    covariates that are unknown, the same for all, far from zero, or follow from others.
    """
    _require_variety(profiles)
    design = Design(profiles, parameters, links)
    n = without.n_customers
    objective = design.objective([in_logs(likelihood(histories), n) for histories in profiles.histories])
    minimum = maximise_likelihood(objective, design.start([getattr(without.model, name) for name in parameters]))
    covariance, condition = covariance_of(minimum, n)
    found, change = design.restored(minimum.point)
    shared, coefficients = np.split(found, [len(parameters)])
    return Fit(
        model=WithCovariates(
            base=replace(without.model, **dict(zip(parameters, map(float, shared), strict=True))),
            links=links,
            names=profiles.names,
            coefficients=coefficients.reshape(len(links), len(profiles.names)),
        ),
        log_likelihood=-minimum.derivatives.value * n,
        n_customers=n,
        status=minimum.status,
        iterations=minimum.iterations,
        gradient_norm=minimum.gradient_norm,
        hessian_condition=condition,
        covariance=None if covariance is None else change @ covariance @ change.T,
        at_boundary=run_off(minimum, covariance, design.names) or without.at_boundary,
    )


class Design:
    """How the logarithms of each profile's parameters follow from the coordinates of the search: linearly.

    The search counts covariates from their mean in units of their furthest value, so that their units
    do not matter to it and its walls mean the same for each.  Its coordinates are the logarithms of
    the parameters of the average customer, then the coefficients, link by link.
    """

    def __init__(self, profiles: Profiles, parameters: Sequence[str], links: tuple[Link, ...]) -> None:
        self._rows = [parameters.index(link.parameter) for link in links]
        self._signs = [link.sign for link in links]
        self._width, self._shared = len(profiles.names), len(parameters)
        self.size = self._shared + len(links) * self._width
        effects = (f"the effect of {name} on {link.parameter}" for link in links for name in profiles.names)
        self.names = (*parameters, *effects)
        centre, unit = _centre_and_unit(profiles)
        self.of_profiles = [self._at(z) for z in (profiles.z - centre) / unit]
        self._to_own_units = np.diag(np.concatenate([np.ones(self._shared), np.tile(1.0 / unit, len(links))]))
        self._to_own_units[: self._shared] = self._at(-centre / unit)

    def start(self, shared: Sequence[float]) -> Floats:
        """Return the point of these shared parameters and no effects."""
        bounded = np.clip(shared, 1.0 / STRONGEST_START, STRONGEST_START)
        return np.concatenate([np.log(bounded), np.zeros(self.size - self._shared)])

    def restored(self, point: Floats) -> tuple[Floats, Floats]:
        """Return parameters and coefficients at a point, and their derivatives in e^point."""
        found: Floats = self._to_own_units @ point
        found[: self._shared] = np.exp(found[: self._shared])
        scale = np.where(np.arange(self.size) < self._shared, found, 1.0)
        return found, scale[:, None] * self._to_own_units * np.exp(-point)

    def objective(self, parts: list[Callable[[Floats], Derivatives]]) -> Callable[[Floats], Derivatives]:
        """Return the sum of functions of each profile's log-parameters, as a function of the search's point."""

        def total(point: Floats) -> Derivatives:
            """Return the sum at a point of the search, with its derivatives."""
            there = Derivatives(0.0, np.zeros(self.size), np.zeros((self.size, self.size)))
            for part, at in zip(parts, self.of_profiles, strict=True):
                own = part(at @ point)
                there += Derivatives(own.value, at.T @ own.gradient, at.T @ own.hessian @ at)
            return there

        return total

    def _at(self, z: Floats) -> Floats:
        """Return the matrix from the search's point to the log-parameters at `z`."""
        matrix = np.eye(self._shared, self.size)
        for i, (row, sign) in enumerate(zip(self._rows, self._signs, strict=True)):
            first = self._shared + i * self._width
            matrix[row, first : first + self._width] = sign * z
        return matrix


def _by_profile(z: Floats) -> tuple[Floats, list[Ints]]:
    """Return the distinct rows of `z`, ascending, and the positions of the customers with each."""
    at, levels = np.zeros(z.shape[0], dtype=np.int64), 1
    for column in z.T:
        values, position = distinct(column)
        if levels * values.size > np.iinfo(np.int64).max:
            kept, at = distinct(at)
            levels = kept.size
        at, levels = at * values.size + position, levels * values.size
    order = np.argsort(at, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(at[order])) + 1) if order.size else []
    return z[[own[0] for own in rows]], rows


def _centre_and_unit(profiles: Profiles) -> tuple[Floats, Floats]:
    """Return the mean of each covariate over customers, and its largest distance from there."""
    customers = np.array([histories.n_customers for histories in profiles.histories], dtype=np.float64)
    centre: Floats = customers @ profiles.z / customers.sum()
    return centre, np.abs(profiles.z - centre).max(axis=0)


def _require_variety(profiles: Profiles) -> None:
    """Raise where a covariate has nothing of its own to say."""
    for name, column in zip(profiles.names, profiles.z.T, strict=True):
        missing = ~np.isfinite(column)
        if missing.any():
            unknown = sum(h.n_customers for h, out in zip(profiles.histories, missing, strict=True) if out)
            raise CovariatesNotModelledError.unknown(name, unknown)
        if (column == column[0]).all():
            raise CovariatesNotModelledError.same_for_all(name)
    centre, unit = _centre_and_unit(profiles)
    for name, far in zip(profiles.names, np.abs(centre) / unit > FAR_FROM_ZERO, strict=True):
        if far:
            raise CovariatesNotModelledError.far_from_zero(name)
    # what is left of each covariate when the ones before it are taken out
    apart = profiles.z - profiles.z.mean(axis=0)
    left = np.abs(np.diag(np.linalg.qr(apart, mode="r")))
    left = np.pad(left, (0, len(profiles.names) - left.size))
    for name, own in zip(profiles.names, left > SAME_DIRECTION * np.linalg.norm(apart, axis=0), strict=True):
        if not own:
            raise CovariatesNotModelledError.follows_from_others(name)
