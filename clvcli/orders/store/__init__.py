"""The store: canonical order lines in a Delta Lake table, kept current by transactions."""
