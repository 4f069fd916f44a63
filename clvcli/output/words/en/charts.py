"""The English of charts: what is said of them to those who do not see them."""

from __future__ import annotations

WORDS = {
    "chart_largest": "the {shown} largest of {all}",
    "chart_latest": "the last {shown} of {all}",
}
