"""The English of rows: what stands above them and their columns, and how a screen says what it leaves out."""

from __future__ import annotations

WORDS = {
    "context_ordered": "ordered from {since} to {day}",
    "context_formulas": "formulas for comparison: averages of a shop, no customer's value",
    "context_margin": "margin: {basis}",
}
