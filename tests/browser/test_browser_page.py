from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import pytest

from clvcli.orders.tables import Decision
from clvcli.output.html.look import Look
from clvcli.output.html.page import render_html
from clvcli.output.report import build_report
from clvcli.output.words.languages import ENGLISH
from tests.browser.conftest import opened
from tests.html.test_html_page import HOSTILE
from tests.report.conftest import everything

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]

SCREENS: Mapping[str, tuple[int, Scheme]] = {
    "desktop": (1280, "light"),
    "at night": (1280, "dark"),
    "phone": (360, "light"),
}

PHONES = (320, 360, 390)


def violations(page: Page) -> list[Any]:
    """Return what axe-core holds against a page, all that is closed opened first."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    return [
        (rule["id"], rule["impact"], [node["html"] for node in rule["nodes"]][:3])
        for rule in Axe().run(page).response["violations"]
    ]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    decision = Decision(subject=HOSTILE, value=HOSTILE, how="set", because=HOSTILE, source=HOSTILE)
    target = tmp_path / "hostile.html"
    target.write_text(render_html(build_report(replace(everything(), decisions=(decision,))), ENGLISH, Look()))
    return target


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_to_hold_against_the_report(browser: Browser, report: Path, screen: str) -> None:
    width, scheme = SCREENS[screen]
    assert violations(opened(browser, report, width=width, scheme=scheme)) == []


@pytest.mark.parametrize("accent", ["#ffffff", "#ffe600", "#ff0000", "#000000"])
def test_no_brand_colour_makes_a_page_hard_to_read(browser: Browser, tmp_path: Path, accent: str) -> None:
    target = tmp_path / "brand.html"
    document = build_report(everything()).only(("summary", "key_figures", "segments", "trust"))
    target.write_text(render_html(document, ENGLISH, Look(accent=accent)))
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        assert violations(opened(browser, target, scheme=scheme)) == []


def test_no_request_leaves_the_page_and_the_browser_has_nothing_to_report(browser: Browser, report: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri())
    page.wait_for_load_state("networkidle")
    assert (asked, said) == ([report.as_uri()], [])


@pytest.mark.parametrize("width", PHONES)
def test_a_phone_scrolls_tables_and_never_the_page(browser: Browser, report: Path, width: int) -> None:
    page = opened(browser, report, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_report_in_two_currencies_with_all_its_charts_is_a_small_file(report: Path) -> None:
    assert report.read_text(encoding="utf-8").count('role="img"') > 20
    assert report.stat().st_size < 1_000_000


def test_the_page_is_whole_without_its_script(browser: Browser, report: Path) -> None:
    plain, helped = (opened(browser, report, script=script) for script in (False, True))
    assert plain.locator("tbody tr").count() == helped.locator("tbody tr").count() > 500
    assert plain.locator("button").count() == 0
    assert helped.locator("thead button").count() > 100
    assert plain.locator("h1").inner_text() == "What the customers are worth"


def test_a_head_sorts_its_table_by_what_stands_there_and_at_last_as_it_was(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    table = page.locator("table[id$='order-values']").first
    head = table.locator("thead th").nth(1)
    cells = table.locator("tbody tr td:nth-child(2)")

    def column() -> list[int]:
        return [int(text.replace(",", "")) for text in cells.all_inner_texts()]

    before = column()
    head.locator("button").click()
    assert (column(), head.get_attribute("aria-sort")) == (sorted(before, reverse=True), "descending")
    head.locator("button").press("Enter")
    assert (column(), head.get_attribute("aria-sort")) == (sorted(before), "ascending")
    head.locator("button").click()
    assert (column(), head.get_attribute("aria-sort")) == (before, None)


def test_each_line_in_short_leads_to_what_proves_it(browser: Browser, report: Path) -> None:
    page = opened(browser, report)
    for link in page.locator(".summary a.proof").all():
        target = page.locator(str(link.get_attribute("href")))
        assert target.locator(".title").first.inner_text().replace("\xa0", " ") in link.inner_text()


def test_paper_shows_what_the_screen_keeps_closed(browser: Browser, report: Path) -> None:
    page = opened(browser, report, script=False)
    closed = page.locator("details.rows table").first
    assert not closed.is_visible()
    page.emulate_media(media="print")
    assert closed.bounding_box()
    assert not page.locator("nav").first.is_visible()


def test_the_report_prints_to_pages_of_a4(browser: Browser, report: Path) -> None:
    pdf = opened(browser, report).pdf(prefer_css_page_size=True)
    boxes = {
        tuple(round(float(side)) for side in box.split()) for box in re.findall(rb"/MediaBox \[([^]]*)\]", pdf)
    }
    assert boxes == {(0, 0, 595, 842)}


def test_hostile_text_runs_nowhere(browser: Browser, hostile: Path) -> None:
    said: list[str] = []
    page = browser.new_context().new_page()
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    page.goto(hostile.as_uri())
    shown = page.locator("#decided tbody tr").first.inner_text()
    assert said == []
    assert HOSTILE.split("\u202e")[0].strip() in shown


@pytest.mark.parametrize("width", [320, 800])
def test_a_mail_is_read_without_script_or_scrolling(browser: Browser, mail: Path, width: int) -> None:
    page = opened(browser, mail, width=width, script=False)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("script, svg, style, link, img").count() == 0
