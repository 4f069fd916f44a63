"""The Swedish of the HTML page: what it says of itself, beside what the report says."""

from __future__ import annotations

WORDS = {
    "titled": "{title}",
    "page.contents": "Innehåll",
    "page.skip": "Hoppa till rapporten",
    "page.all_currencies": "Alla valutor",
    "page.figures": "Siffrorna bakom: {count} rader",
    "page.closed_table": "{title}: {count} rader",
    "page.more_rows": "{count} rader till i hela rapporten",
    "page.more_rows.one": "{count} rad till i hela rapporten",
}
