"""The report as one HTML file that asks nothing of the network and runs only the script it brings.

What the browser may do is said by a content security policy: the styles and the script of this page, known by
their hashes, pictures that stand in the page, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from clvcli import __version__
from clvcli.output.html.layout import page_of

if TYPE_CHECKING:
    from clvcli.output.document import Document
    from clvcli.output.html.look import Look
    from clvcli.output.words.language import Language


def render_html(document: Document, language: Language, look: Look) -> str:
    """Return the document as a page: the same bytes for the same document, language and look."""
    style = f":root{{{_colours(look)}}}\n{asset('page.css')}"
    script = asset("page.js")
    return (
        environment()
        .get_template("page.html")
        .render(
            page=page_of(document, language),
            style=Markup(style),  # noqa: S704  (ours, and colours that were read as six digits)
            script=Markup(script),  # noqa: S704  (ours)
            policy=_policy(style, script),
            version=__version__,
        )
    )


@cache
def environment() -> Environment:
    """Return what makes text of templates; whatever they are given is escaped."""
    return Environment(
        loader=PackageLoader("clvcli.output.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def asset(name: str) -> str:
    """Return a file that stands beside this one, as text."""
    return files("clvcli.output.html").joinpath(name).read_text(encoding="utf-8")


def _colours(look: Look) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in look.colours().items())


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
