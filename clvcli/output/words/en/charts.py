"""The English of charts: what is said on them, and of them to those who do not see them."""

from __future__ import annotations

WORDS = {
    "chart_largest": "the {shown} largest of {all}",
    "chart_latest": "the last {shown} of {all}",
    "chart_interval": "line: {low} – {high}",
    "chart_days_to_next": "Days until the next purchase, of those who came back",
    "chart_tiers_value": "What the customers of each tier have brought and are expected to bring",
    "chart_one": "{what}: {first} ({first_at}).",
    "chart_in_order": (
        "{what}: from {first} ({first_at}) to {last} ({last_at}); the largest is {largest} ({largest_at})."
    ),
    "chart_bridge": (
        "{what}: from {first} ({first_at}) to {last} ({last_at}); the largest step is {largest} ({largest_at})."
    ),
    "chart_lorenz": "{what}: {middle} at {middle_at}, {late} at {late_at}.",
    "chart_ranked": "{what}: the largest is {largest} ({largest_at}), the smallest {smallest} ({smallest_at}).",
}
