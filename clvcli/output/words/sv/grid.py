"""The English of the section on the value grid, and of reports that are shared."""

from __future__ import annotations

WORDS = {
    "section.grid": "Value so far and to come",
    "value_grid": "value grid",
    "grid_at_risk": "of it at risk",
    "protect": "protect",
    "grow": "grow",
    "reward": "reward",
    "let_rest": "let rest",
    "grid_missing": "The value grid needs a forecast: several customers who bought again, and a model.",
    "grid_answer": (
        "{count} customers ({share}) have brought much and are expected to go on: they hold {value_share} of the"
        " value."
    ),
    "grid_answer.one": (
        "{count} customer ({share}) has brought much and is expected to go on: that is {value_share} of the value."
    ),
    "grid_grow_answer": (
        "{count} customers have brought little so far and are expected to bring much: {expected} in the next"
        " 12 months."
    ),
    "grid_grow_answer.one": (
        "{count} customer has brought little so far and is expected to bring much: {expected} in the next"
        " 12 months."
    ),
    "grid_note": (
        "Much is what the best 30% of customers reach. Protect: much so far and to come. Grow: little so far, much"
        " to come. Reward: much so far, little to come. Let rest: little of either; customers without a forecast"
        " are expected to bring little."
    ),
    "grid_risk_note": "At risk is the part of the next 12 months that hangs on whether customers buy in them.",
    "tiers_note_by": (
        "Tiers rank by the column {column}, and shares of value are of it. Ties at a boundary go to the higher"
        " tier."
    ),
    "context_shared": "figures of fewer than 5 customers are hidden",
}
