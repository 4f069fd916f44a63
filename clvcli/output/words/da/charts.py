"""The Danish of charts: what is said of them to those who do not see them."""

from __future__ import annotations

WORDS = {
    "chart_largest": "de {shown} største af {all}",
    "chart_latest": "de seneste {shown} af {all}",
}
