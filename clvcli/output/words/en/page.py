"""The English of the HTML page: what it says of itself, beside what the report says."""

from __future__ import annotations

WORDS = {
    "titled": "{title}",
    "page.contents": "Contents",
    "page.skip": "Skip to the report",
    "page.all_currencies": "All currencies",
    "page.figures": "The figures behind it: {count} rows",
    "page.closed_table": "{title}: {count} rows",
    "page.more_rows": "{count} more rows in the whole report",
    "page.more_rows.one": "{count} more row in the whole report",
}
