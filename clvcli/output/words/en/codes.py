"""English words for codes and headings of tables that no section has to itself."""

from __future__ import annotations

WORDS = {
    "naive": "naive",
    "another_table": "another table",
    "bad_bytes": "bad bytes",
    "damaged_id": "damaged id",
    "error_value": "error value",
    "furniture": "furniture",
    "isolated_date": "isolated date",
    "no_amount": "no amount",
    "no_date": "no date",
    "not_a_date": "not a date",
    "not_a_number": "not a number",
    "out_of_range": "out of range",
    "stray_quote": "stray quote",
    "too_few_fields": "too few fields",
    "too_long": "too long",
    "too_many_fields": "too many fields",
    "unclosed_quote": "unclosed quote",
    "table": "table",
    "row": "row",
    "heading.active": "active",
    "heading.cohort": "cohort",
    "heading.contribution": "contribution",
    "heading.month": "month",
}
