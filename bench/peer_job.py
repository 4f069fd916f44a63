"""The whole job with lifetimes, as its documentation has it: an export in, a file with a row per customer out.

python bench/peer_job.py LOG.csv TARGET.csv
"""

from __future__ import annotations

import sys
import warnings

import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter
from lifetimes.utils import summary_data_from_transaction_data

warnings.filterwarnings("ignore")
path, target = sys.argv[1:]
lines = pd.read_csv(path, usecols=["customer_id", "order_date", "quantity", "unit_price"])
lines["value"] = lines["quantity"] * lines["unit_price"]
people = summary_data_from_transaction_data(lines, "customer_id", "order_date", "value")
del lines
history = (people["frequency"], people["recency"], people["T"])
model = BetaGeoFitter()
model.fit(*history)
again = people[(people["frequency"] > 0) & (people["monetary_value"] > 0)]
money = GammaGammaFitter()
money.fit(again["frequency"], again["monetary_value"])
people["p_alive"] = model.conditional_probability_alive(*history)
people["purchases"] = model.predict(90, *history)
people["spend"] = money.conditional_expected_average_profit(people["frequency"], people["monetary_value"])
people["clv"] = money.customer_lifetime_value(
    model, *history, people["monetary_value"], time=12, discount_rate=0.01, freq="D"
)
people.to_csv(target)
