"""The page of export formats: what is declared of each; `make docs` writes it."""

from __future__ import annotations


def formats() -> str:
    """Return a table of all formats, a section on each, and the files that are refused."""
    from clvcli.cli.format_pages import markdown

    return markdown()
