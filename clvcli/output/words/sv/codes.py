"""Swedish words for codes and headings of tables that no section has to itself."""

from __future__ import annotations

WORDS = {
    "naive": "naiv",
    "another_table": "en annan tabell",
    "bad_bytes": "oläsliga tecken",
    "damaged_id": "skadat id",
    "error_value": "felvärde",
    "furniture": "rubrik eller summa",
    "isolated_date": "datum långt från de övriga",
    "no_amount": "utan belopp",
    "no_date": "utan datum",
    "not_a_date": "inte ett datum",
    "not_a_number": "inte ett tal",
    "out_of_range": "utanför området",
    "stray_quote": "löst citattecken",
    "too_few_fields": "för få fält",
    "too_long": "för lång",
    "too_many_fields": "för många fält",
    "unclosed_quote": "oavslutat citattecken",
    "table": "tabell",
    "row": "rad",
    "heading.active": "aktiva",
    "heading.cohort": "kohort",
    "heading.contribution": "täckningsbidrag",
    "heading.month": "månad",
}
