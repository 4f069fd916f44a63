"""The English of what predicts: a model's name, with the corrections on top of it."""

from __future__ import annotations

WORDS = {
    "cohort-curve": "cohort curve",
    "historic": "no forecast",
    "with_spend": "{model} and Gamma-Gamma",
    "with_spend+season": "{model} and Gamma-Gamma, with season",
    "with_spend+boost": "{model} and Gamma-Gamma, with boosting",
    "with_spend+season+boost": "{model} and Gamma-Gamma, with season and boosting",
}
