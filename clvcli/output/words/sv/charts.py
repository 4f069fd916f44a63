"""The Swedish of charts: what is said on them, and of them to those who do not see them."""

from __future__ import annotations

WORDS = {
    "chart_largest": "de {shown} största av {all}",
    "chart_latest": "de senaste {shown} av {all}",
    "chart_interval": "streck: {low} – {high}",
    "chart_days_to_next": "Dagar till nästa köp, av dem som kom tillbaka",
    "chart_tiers_value": "Vad kunderna på varje nivå har gett och väntas ge",
    "chart_one": "{what}: {first} ({first_at}).",
    "chart_in_order": (
        "{what}: från {first} ({first_at}) till {last} ({last_at}); störst är {largest} ({largest_at})."
    ),
    "chart_bridge": (
        "{what}: från {first} ({first_at}) till {last} ({last_at}); det största steget är {largest} ({largest_at})."
    ),
    "chart_lorenz": "{what}: {middle} vid {middle_at}, {late} vid {late_at}.",
    "chart_ranked": "{what}: störst är {largest} ({largest_at}), minst {smallest} ({smallest_at}).",
}
