"""Danish words for codes and headings of tables that no section has to itself."""

from __future__ import annotations

WORDS = {
    "naive": "simpel regel",
    "another_table": "en anden tabel",
    "bad_bytes": "ulæselige tegn",
    "damaged_id": "ødelagt nummer",
    "error_value": "fejlværdi",
    "furniture": "overskrift eller total",
    "isolated_date": "dato langt fra de øvrige",
    "no_amount": "uden beløb",
    "no_date": "uden dato",
    "not_a_date": "ikke en dato",
    "not_a_number": "ikke et tal",
    "out_of_range": "uden for det mulige",
    "stray_quote": "løst anførselstegn",
    "too_few_fields": "for få felter",
    "too_long": "for lang",
    "too_many_fields": "for mange felter",
    "unclosed_quote": "uafsluttet anførselstegn",
    "table": "tabel",
    "row": "række",
    "heading.active": "aktive",
    "heading.cohort": "kohorte",
    "heading.contribution": "dækningsbidrag",
    "heading.month": "måned",
}
