"""The Swedish of charts: what is said of them to those who do not see them."""

from __future__ import annotations

WORDS = {
    "chart_largest": "de {shown} största av {all}",
    "chart_latest": "de senaste {shown} av {all}",
}
