"""The same with lifetimes: fit, score every customer, and print the seconds it took.

python bench/peer_fit.py HISTORIES.csv (bg-nbd|pareto-nbd)
"""

from __future__ import annotations

import sys
import time
import warnings

import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter, ParetoNBDFitter

MOST = {"bg-nbd": None, "pareto-nbd": 20_000}

warnings.filterwarnings("ignore")
path, name = sys.argv[1:]
people = pd.read_csv(path, nrows=MOST[name])
began = time.perf_counter()
model = BetaGeoFitter() if name == "bg-nbd" else ParetoNBDFitter()
model.fit(people["x"], people["t_x"], people["T"])
again = people[people["x"] > 0]
money = GammaGammaFitter()
money.fit(again["x"], again["spend"])
history = (people["x"], people["t_x"], people["T"])
alive = model.conditional_probability_alive(*history)
purchases = model.predict(90, *history)
spend = money.conditional_expected_average_profit(people["x"], people["spend"])
worth = money.customer_lifetime_value(model, *history, people["spend"], time=12, discount_rate=0.01, freq="D")
print(time.perf_counter() - began)
