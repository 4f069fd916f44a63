"""The report for the body of a mail: short, narrow, every style on its element, nothing that a client may drop.

Mail clients run no script, draw no SVG, and many know neither style sheets nor variables; what they all know are
tables and colours, so a bar is a cell with a ground.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from css_inline import CSSInliner

from clvcli.output.html.layout import page_of
from clvcli.output.html.look import PAPER, VISIBLE, readable
from clvcli.output.html.page import asset, environment

if TYPE_CHECKING:
    from clvcli.output.document import Document, Section, Table
    from clvcli.output.html.look import Look
    from clvcli.output.words.language import Language

MOST_COLUMNS = 4
"""That stand beside one another on a phone without being cut."""

MOST_ROWS = 15
"""A mail is read, not searched."""


def render_mail(document: Document, language: Language, look: Look) -> str:
    """Return the document as a mail: the same bytes for the same document, language and look."""
    whole = page_of(replace(document, sections=tuple(map(_short, document.sections))), language)
    colours = {"accent": readable(look.accent, PAPER, VISIBLE), "link": readable(look.accent, PAPER)}
    style = environment().from_string(asset("mail.css")).render(colours)
    text = environment().get_template("mail.html").render(page=whole, style=style, colours=colours)
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_link_tags=False).inline(text)


def _short(section: Section) -> Section:
    return replace(section, tables=tuple(map(_narrow, section.tables)), charts=())


def _narrow(table: Table) -> Table:
    """Return a table with the columns that matter most and its first rows."""
    by_weight = sorted(range(len(table.columns)), key=lambda at: (table.columns[at].priority, at))
    kept = sorted(by_weight[:MOST_COLUMNS])
    columns = tuple(table.columns[at] for at in kept)
    names = {column.key for column in columns}
    return replace(
        table,
        columns=columns,
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows[:MOST_ROWS]),
        bar=table.bar if table.bar in names else None,
        flags={(row, key): flag for (row, key), flag in table.flags.items() if row < MOST_ROWS and key in names},
    )
