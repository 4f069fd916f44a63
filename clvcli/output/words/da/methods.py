"""The Danish of what predicts: a model's name, with the corrections on top of it."""

from __future__ import annotations

WORDS = {
    "cohort-curve": "kohortekurve",
    "historic": "ingen prognose",
    "with_spend": "{model} og Gamma-Gamma",
    "with_spend+season": "{model} og Gamma-Gamma, med sæson",
    "with_spend+boost": "{model} og Gamma-Gamma, med boosting",
    "with_spend+season+boost": "{model} og Gamma-Gamma, med sæson og boosting",
}
