"""From typed rows to canonical order lines: who bought, what counts, what came back."""
