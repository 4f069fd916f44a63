"""Models and customers over the whole domain, for properties that hold for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from clvcli.models.bg_nbd import BGNBD
from clvcli.models.cnbd import BGCNBD, MBGCNBD
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.nbd import NBD
from clvcli.models.pareto_nbd import ParetoNBD

if TYPE_CHECKING:
    from clvcli.models.family import PurchaseModel
    from clvcli.models.histories import Floats

CORNERS = settings(derandomize=True, max_examples=100, deadline=None)
SUMS = settings(derandomize=True, max_examples=40, deadline=None)

ROUNDING = 1e-9
"""Relative; the series of the forecasts keep ten digits at the worst corner and fourteen elsewhere."""

NOTHING = 1e-15
"""Purchases; where the next one is several events away, the series of a short horizon are rounding."""

NAMES = ("nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "bg-cnbd", "mbg-cnbd")


@dataclass(frozen=True)
class Customer:
    """A purchase history of one, as arrays."""

    x: Floats
    t_x: Floats
    T: Floats

    @property
    def history(self) -> tuple[Floats, Floats, Floats]:
        return self.x, self.t_x, self.T

    @property
    def numbers(self) -> tuple[float, float, float]:
        return float(self.x[0]), float(self.t_x[0]), float(self.T[0])


def magnitudes(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers spread evenly over the powers of ten."""
    return st.floats(np.log10(low), np.log10(high)).map(lambda power: float(10.0**power))


def model_of(name: str, parameters: list[float], k: int = 2) -> PurchaseModel:
    """Return the model called `name` with four parameters in its paper's order; NBD takes two."""
    r, alpha, third, fourth = parameters
    if name == "nbd":
        return NBD(r=r, alpha=alpha)
    if name == "pareto-nbd":
        return ParetoNBD(r=r, alpha=alpha, s=third, beta=fourth)
    if name == "bg-cnbd":
        return BGCNBD(r=r, alpha=alpha, a=third, b=fourth, k=k)
    if name == "mbg-cnbd":
        return MBGCNBD(r=r, alpha=alpha, a=third, b=fourth, k=k)
    return (BGNBD if name == "bg-nbd" else MBGNBD)(r=r, alpha=alpha, a=third, b=fourth)


@st.composite
def models(draw: st.DrawFn, low: float = 1e-3, high: float = 1e4, names: tuple[str, ...] = NAMES) -> PurchaseModel:
    """Return models over the whole domain; a = 1, s = 1, their neighbours and alpha = beta often among them."""
    size = magnitudes(low, high)
    special = st.sampled_from([1.0, 1.0 - 1e-12, 1.0 + 1e-9, 1.0 - 1e-4])
    alpha = draw(size)
    parameters = [
        draw(size),
        alpha,
        draw(special | size),
        draw(size | st.sampled_from([alpha, alpha * (1 + 1e-9)])),
    ]
    return model_of(draw(st.sampled_from(names)), parameters, k=draw(st.sampled_from([2, 3])))


@st.composite
def customers(draw: st.DrawFn, most: int = 5000, longest: int = 7305) -> Customer:
    """Return customers of up to 5,000 purchases and 20 years, t_x = 0 and t_x = T among them."""
    x = draw(st.integers(0, most) | st.sampled_from([0, 1, 2]))
    days = draw(st.integers(0, longest))
    last = draw(st.integers(0, days) | st.just(days)) if x else 0
    return Customer(*(np.array([value]) for value in (float(x), last / 7.0, days / 7.0)))


HORIZONS = magnitudes(1 / 7, 1044.0)
