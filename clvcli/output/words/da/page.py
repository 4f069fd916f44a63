"""The Danish of the HTML page: what it says of itself, beside what the report says."""

from __future__ import annotations

WORDS = {
    "titled": "{title}",
    "page.contents": "Indhold",
    "page.skip": "Spring til rapporten",
    "page.all_currencies": "Alle valutaer",
    "page.figures": "Tallene bag: {count} rækker",
    "page.closed_table": "{title}: {count} rækker",
    "page.more_rows": "{count} rækker mere i hele rapporten",
    "page.more_rows.one": "{count} række mere i hele rapporten",
}
