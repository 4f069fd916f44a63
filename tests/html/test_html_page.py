from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import html5lib
import pytest

from clvcli.orders.tables import Decision
from clvcli.output.html.look import Look, contrast
from clvcli.output.html.page import render_html
from clvcli.output.report import build_report
from clvcli.output.words.languages import MANNERS, language_of
from tests.report.conftest import SCENARIOS, everything

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from clvcli.output.document import Document

HOSTILE = "</script></style><script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} \u202e\x1b[31m"


@pytest.fixture(params=list(SCENARIOS))
def document(request: pytest.FixtureRequest) -> Document:
    return build_report(SCENARIOS[request.param]())


def page(document: Document, language: str = "en") -> str:
    return render_html(document, language_of(language), Look())


def parsed(text: str) -> Element:
    """Return the tree of a page; a parse error of the standard raises."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return tree


# --- what stands there -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", MANNERS)
def test_the_page_is_valid_html_in_each_language(document: Document, language: str) -> None:
    tree = parsed(page(document, language))
    assert tree.get("lang") == language


def test_no_id_stands_twice_and_each_link_leads_somewhere(document: Document) -> None:
    tree = parsed(page(document))
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {str(each.get("href")).removeprefix("#") for each in tree.iter("a")} <= set(ids)


def test_each_table_has_a_caption_heads_of_columns_and_of_rows(document: Document) -> None:
    for table in parsed(page(document)).iter("table"):
        assert table.findtext("caption")
        assert {head.get("scope") for head in table.findall("thead/tr/th")} <= {"col"}
        firsts = [row[0] for row in table.findall("tbody/tr") if "".join(row[0].itertext())]
        assert all(first.tag == "th" and first.get("scope") == "row" for first in firsts)


def test_regions_that_scroll_have_names_of_their_own(document: Document) -> None:
    names = [each.get("aria-label") for each in parsed(page(document)).iter() if each.get("role") == "region"]
    assert names
    assert len(names) == len(set(names))


# --- what it may do ----------------------------------------------------------------------------------


def test_the_policy_allows_this_style_and_this_script_alone(document: Document) -> None:
    text = page(document)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy[1].replace("&#39;", "'")


def test_nothing_is_styled_fetched_or_run_from_an_attribute(document: Document) -> None:
    tree = parsed(page(document))
    names = {name for each in tree.iter() for name in each.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not names & {"src", "srcset", "data", "action", "background", "poster", "xlink:href"}


def test_hostile_text_is_text() -> None:
    hostile = Decision(subject=HOSTILE, value=HOSTILE, how="set", because=HOSTILE, source=HOSTILE)
    document = build_report(replace(everything(), decisions=(hostile,)))
    text = page(document)
    tree = parsed(text)
    assert [each.tag for each in tree.iter()].count("script") == 1
    assert not list(tree.iter("img"))
    assert "\u202e" not in text
    assert "\x1b" not in text
    cells = [cell.text for cell in tree.iter("td")]
    assert HOSTILE.replace("\u202e", "\\u202e").replace("\x1b", "\\x1b") in cells


def test_a_page_has_the_same_bytes_each_time(document: Document) -> None:
    assert page(document) == page(document)


@pytest.mark.parametrize("accent", ["#ffffff", "#000000", "#ffe600", "#7f7f7f", "#0b5c7a", "#ff0000"])
def test_any_brand_colour_can_be_read_by_day_and_by_night(accent: str) -> None:
    colours = Look(accent=accent).colours()
    assert min(contrast(colours["link"], ground) for ground in ("#ffffff", "#f6f7f8")) >= 4.5
    assert min(contrast(colours["link-night"], ground) for ground in ("#14181c", "#1c2227")) >= 4.5
    assert contrast(colours["accent"], "#ffffff") >= 3
