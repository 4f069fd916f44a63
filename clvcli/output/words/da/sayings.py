"""The Danish of texts that are made in English below the output: notes, decisions, reasons."""

from __future__ import annotations

SAYINGS: dict[str, str] = {}
