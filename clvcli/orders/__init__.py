"""From any export to canonical order lines."""
