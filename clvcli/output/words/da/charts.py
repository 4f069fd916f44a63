"""The Danish of charts: what is said of them to those who do not see them."""

from __future__ import annotations

WORDS = {
    "chart_largest": "de {shown} største af {all}",
    "chart_latest": "de seneste {shown} af {all}",
    "chart_interval": "linje: {low} til {high}",
    "chart_days_to_next": "Dage til næste køb, for dem, der kom igen",
    "chart_tiers_value": "Hvad kunderne på hvert niveau har givet og forventes at give",
    "chart_one": "{what}: {first} ({first_at}).",
    "chart_in_order": (
        "{what}: fra {first} ({first_at}) til {last} ({last_at}); den største er {largest} ({largest_at})."
    ),
    "chart_bridge": (
        "{what}: fra {first} ({first_at}) til {last} ({last_at}); det største trin er {largest} ({largest_at})."
    ),
    "chart_lorenz": "{what}: {middle} ved {middle_at}, {late} ved {late_at}.",
    "chart_ranked": "{what}: den største er {largest} ({largest_at}), den mindste {smallest} ({smallest_at}).",
}
