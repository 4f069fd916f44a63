"""The action book: the defaults cover every segment, in three languages alike, and a file is checked key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.actions.action_book import book_rows, default_book, read_book
from clvcli.config import LANGUAGES
from clvcli.errors import ActionBookError, InputMissingError, InputUnreadableError
from clvcli.segments.cuts import CUTS
from clvcli.segments.schemes import SCHEMES, Sorting, segment
from clvcli.segments.summary import BOOK
from tests.actions.actions_shop import shop

if TYPE_CHECKING:
    from pathlib import Path

OF_SCHEMES = {
    "tiers": {"platinum", "gold", "silver", "bronze", "A", "B", "C", "top", "rest"},
    "rfm": {
        "champions", "loyal", "potential_loyal", "new", "promising", "needs_attention", "about_to_sleep",
        "cannot_lose", "at_risk", "hibernating", "lost",
    },
    "life-cycle": {"new", "active", "at_risk", "lapsed", "back"},
    "grid": {"protect", "grow", "reward", "let_rest"},
    "groups": {"staying_often", "staying_seldom", "leaving_often", "leaving_seldom", "not_predicted"},
}  # fmt: skip


def said(text: str, tmp_path: Path) -> list[str]:
    """Return all that is wrong with a book."""
    file = tmp_path / "book.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ActionBookError) as caught:
        read_book(str(file))
    return [f"{each.message.replace(str(file), 'book')} | {each.hint}" for each in caught.value.told()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_default_book_says_everything_of_every_segment(language: str) -> None:
    rows = book_rows(read_book(language))
    named = {name: set(part["segment"]) for (name,), part in rows.group_by("scheme")}
    assert named == OF_SCHEMES
    assert rows.schema == BOOK
    assert sum(rows.filter(pl.col("segment") != "not_predicted").null_count().row(0)) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_segment_that_a_scheme_has_by_default_has_an_action(language: str) -> None:
    rows = book_rows(read_book(language))
    for name, make in SCHEMES.items():
        told = set(rows.filter(scheme=name)["segment"])
        if name != "groups":  # they are told by what they are like
            assert {each.name for each in make(Sorting()).segments(CUTS.to_frame())} <= told


def test_the_languages_differ_in_words_and_in_nothing_else() -> None:
    english, danish, swedish = (book_rows(read_book(language)) for language in LANGUAGES)
    figures = ("scheme", "segment", "window_days", "ceiling", "of")
    assert english.select(figures).equals(danish.select(figures))
    assert english.select(figures).equals(swedish.select(figures))
    for one, other in ((english, danish), (english, swedish), (danish, swedish)):
        assert not set(one["action"]) & set(other["action"])


def test_a_printed_book_can_be_read_back(tmp_path: Path) -> None:
    file = tmp_path / "book.toml"
    file.write_text(default_book("da"), encoding="utf-8")
    assert read_book(str(file)).entries == read_book("da").entries


def test_what_stands_for_any_other_segment_holds_for_those_without_a_row_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "book.toml"
    file.write_text('[tiers.gold]\naction = "call"\n[tiers."*"]\naction = "write"\n', encoding="utf-8")
    found = segment(shop(20), ["tiers"], book=book_rows(read_book(str(file))))
    assert found.summaries["tiers"]["action"].to_list() == ["write", "call", "write", "write"]


def test_a_segment_without_a_row_has_no_action_and_no_ceiling(tmp_path: Path) -> None:
    file = tmp_path / "book.toml"
    file.write_text('[rfm.lost]\naction = "leave them"\n', encoding="utf-8")
    lost = pl.col("rfm_segment") == "lost"
    table = segment(shop(20), ["rfm"], book=book_rows(read_book(str(file)))).summaries["rfm"]
    assert table.filter(lost)["action"].to_list() == ["leave them"]
    assert table.filter(~lost).select("channel", "owner", "window_days", "spend_ceiling").null_count().row(0) == (
        (10,) * 4
    )


def test_unknown_names_are_said_at_once_with_the_nearest(tmp_path: Path) -> None:
    found = said('[rmf.new]\naction = "a"\n[tiers.gold]\nactoin = "a"\nowner = 3\n', tmp_path)
    assert found[0] == "book: `rmf`: there is no scheme `rmf` | one of tiers, rfm, life-cycle, grid, groups"
    assert found[1] == "book: `tiers.gold.actoin`: there is no key `actoin` | `action`"
    assert found[2].startswith("book: `tiers.gold.owner` is not a text")
    assert found[3].startswith("book lacks `tiers.gold.action`")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("window_days = 0", "`tiers.gold.window_days` is not a whole number of days"),
        ("window_days = true", "`tiers.gold.window_days` is not a whole number of days"),
        ("ceiling = 10\nof = 'clv_12m'", "`tiers.gold.ceiling` is not a share from 0 to 1"),
        ("ceiling = 0.1", "lacks `tiers.gold.of`"),
        ('of = "revenue"', "`tiers.gold.of` is not clv_12m or value_at_risk"),
        ('channel = " "', "`tiers.gold.channel` is not a text"),
    ],
)
def test_what_cannot_be_meant_is_named_by_its_key(line: str, wanted: str, tmp_path: Path) -> None:
    (found,) = said(f'[tiers.gold]\naction = "call"\n{line}\n', tmp_path)
    assert wanted in found


def test_a_segment_that_its_scheme_does_not_have_is_named_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "book.toml"
    file.write_text('[tiers.vip]\naction = "call"\n[tiers.glod]\naction = "write"\n', encoding="utf-8")
    book = read_book(str(file))
    with pytest.raises(ActionBookError) as caught:
        book.check({"tiers": ["vip", "others"]})
    assert "there is no segment `glod`" in caught.value.message
    assert caught.value.hint == "`gold`"
    book.check({"rfm": ["new"]})


def test_what_is_no_book_is_told(tmp_path: Path) -> None:
    assert said("[tiers", tmp_path)[0].startswith("book is not TOML:")
    assert said("tiers = 1", tmp_path)[0].startswith("book: `tiers` is not a group of segments")
    assert said("[tiers]\ngold = 1", tmp_path)[0].startswith("book: `tiers.gold` is not a group of keys")
    file = tmp_path / "latin.toml"
    file.write_bytes('[tiers.gold]\naction = "ring først"'.encode("latin-1"))
    with pytest.raises(ActionBookError, match="cannot be read as text"):
        read_book(str(file))
    assert said(f"a = {'[' * 100_000}", tmp_path)[0].startswith("book is not TOML: nested too deeply")


def test_a_book_that_cannot_be_read_is_an_input_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match="no file dk") as caught:
        read_book("dk")
    assert caught.value.hint == "--actions FILE|en|da|sv"
    with pytest.raises(InputUnreadableError, match="is a directory"):
        read_book(str(tmp_path))


@pytest.mark.parametrize("text", ["", "# later\n", "[tiers]\n"])
def test_a_book_of_no_segment_is_refused(text: str, tmp_path: Path) -> None:
    (fault,) = said(text, tmp_path)
    assert fault.startswith("book says of no segment what to do | clvcli config actions")
