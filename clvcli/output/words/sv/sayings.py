"""Placeholder."""

from __future__ import annotations

SAYINGS: dict[str, str] = {}
