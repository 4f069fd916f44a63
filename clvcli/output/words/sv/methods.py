"""The Swedish of what predicts: a model's name, with the corrections on top of it."""

from __future__ import annotations

WORDS = {
    "cohort-curve": "kohortkurva",
    "historic": "ingen prognos",
    "with_spend": "{model} och Gamma-Gamma",
    "with_spend+season": "{model} och Gamma-Gamma, med säsong",
    "with_spend+boost": "{model} och Gamma-Gamma, med boosting",
    "with_spend+season+boost": "{model} och Gamma-Gamma, med säsong och boosting",
}
