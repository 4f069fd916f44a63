from __future__ import annotations

import html5lib
import pytest

from clvcli.cli.presenting import EMAILED, Presenting
from clvcli.cli.reader import UnfitError
from clvcli.cli.values import colour
from clvcli.errors import OptionsDisagreeError
from clvcli.output.html.look import Look
from clvcli.output.html.mail import render_mail
from clvcli.output.render_markdown import render_markdown
from clvcli.output.report import build_report
from clvcli.output.words.languages import ENGLISH
from tests.report.conftest import everything, two_currencies

CLIPPED = 102 * 1024
"""Bytes of a mail from which on Gmail cuts it off."""


@pytest.mark.parametrize("text", ["#0B5C7A", "0b5c7a", " #0b5c7a "])
def test_a_colour_is_six_digits_with_or_without_its_sign(text: str) -> None:
    assert colour(text) == "#0b5c7a"


@pytest.mark.parametrize("text", ["blue", "#fff", "#0b5c7", "0b5c7a;}", "#0b5c7g"])
def test_what_is_no_colour_is_refused_with_one_to_copy(text: str) -> None:
    with pytest.raises(UnfitError) as refused:
        colour(text)
    assert "0b5c7a" in str(refused.value.hint)


def test_options_of_a_page_are_refused_where_no_page_is_made() -> None:
    with pytest.raises(OptionsDisagreeError, match="--brand-colour needs --format html"):
        Presenting(brand_colour="#0b5c7a").check({"brand-colour"}, "md")
    Presenting(brand_colour="#0b5c7a").check({"brand-colour"}, "html")
    Presenting(brand_colour="#0b5c7a").check(set(), "md")  # from settings: for the pages among the results


def test_a_title_stands_above_the_report_in_every_format() -> None:
    titled = Presenting(title="The <b>shop</b>").presented(build_report(everything()), ("summary",))
    assert render_markdown(titled).startswith("# The \\<b\\>shop\\</b\\>\n")
    assert ">The &lt;b&gt;shop&lt;/b&gt;</h1>" in render_mail(titled, ENGLISH, Look())


def test_a_mail_holds_what_is_read_first_unless_sections_are_named() -> None:
    document = build_report(everything())
    short = Presenting(email_ready=True).presented(document, ())
    assert {section.id for section in short.sections} <= set(EMAILED)
    named = Presenting(email_ready=True).presented(document, ("trust",))
    assert {section.id for section in named.sections} == {"trust"}


def test_a_mail_carries_its_styles_on_its_elements_and_is_not_cut_off() -> None:
    document = Presenting(email_ready=True).presented(build_report(two_currencies()), ())
    text = render_mail(document, ENGLISH, Look())
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(text)
    tags = {element.tag for element in tree.iter()}
    assert not tags & {"script", "svg", "style", "link", "img"}
    assert "var(" not in text
    assert 'style="' in text
    assert len(text.encode()) < CLIPPED
    assert text == render_mail(document, ENGLISH, Look())
