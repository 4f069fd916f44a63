"""The sections of the report, one question of the reader each: tables in, a section out."""
