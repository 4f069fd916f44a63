"""Fit a purchase model and Gamma-Gamma to histories, score every customer, and print the seconds it took.

python bench/fit.py HISTORIES.csv (bg-nbd|pareto-nbd)
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import polars as pl

from clvcli.models import bg_nbd, gamma_gamma, pareto_nbd
from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK, compress

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Histories

MOST = {"bg-nbd": None, "pareto-nbd": 20_000}
FITS: dict[str, Callable[[Histories], Fit[Any]]] = {"bg-nbd": bg_nbd.fit, "pareto-nbd": pareto_nbd.fit}
QUARTER, YEAR = 90 / DAYS_PER_WEEK, 360 / DAYS_PER_WEEK

path, name = sys.argv[1:]
people = pl.read_csv(path, n_rows=MOST[name])
x, t_x, T, spend = (people[column].to_numpy() for column in ("x", "t_x", "T", "spend"))
began = time.perf_counter()
histories, position = compress(x, t_x, T)
forecast = FITS[name](histories).model.forecast(histories, YEAR)
again = x > 0
money = gamma_gamma.fit(x[again], spend[again]).model.expected_spend(x.astype(float), spend)
alive = forecast.p_alive[position]
purchases = forecast.expected_purchases(QUARTER)[position]
worth = forecast.discounted_purchases(YEAR, continuous_rate_per_week(0.1268))[position] * money
print(time.perf_counter() - began)
