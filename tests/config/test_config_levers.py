from __future__ import annotations

import pytest

from clvcli.cli.levers import EXAMPLES, levers, moves_of
from clvcli.cli.reader import UnfitError
from clvcli.cli.values import day_or_version, day_version_or_file


def test_every_example_is_read_as_it_is_written() -> None:
    text = ",".join(f"{name}={change}" for name, change in EXAMPLES.items())
    assert levers(text) == text
    moved = {move.name: (move.amount, move.to) for move in moves_of(text)}
    assert moved["retention"] == (0.01, False)
    assert moved["cac"] == (-0.1, False)
    assert moved["discount-rate"] == (0.08, True)


def test_blanks_case_and_underscores_do_not_matter() -> None:
    assert levers(" AOV = +5% , discount_rate=-1 pp,") == "aov=+5%,discount-rate=-1pp"


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("retension=+1pp", "there is no lever `retension`", "retention=+1pp"),
        ("retention=+1%", "ambiguous: retention moves by points", "retention=+1pp"),
        ("aov=+5pp", "ambiguous: aov moves by percent", "aov=+5%"),
        ("margin=2pp", "does not say up or down", "margin=+2pp"),
        ("aov=5%", "does not say up or down", "aov=+5%"),
        ("aov=+5", "does not say by how much", "aov=+5%"),
        ("aov", "does not say by how much", "aov=+5%"),
        ("discount-rate=+8%", "ambiguous: discount-rate moves by points", "discount-rate=8%"),
        ("aov=-100%", "leaves nothing", "aov=+5%"),
        ("aov=+0%", "is not between nothing and 100", "aov=+5%"),
        ("retention=+101pp", "is not between nothing and 100", "retention=+1pp"),
        ("aov=+5%,aov=+6%", "`aov` stands twice", "aov=+5%"),
        (" , ", "no lever is named", "retention=+1pp,aov=+5%"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_write(text: str, reason: str, hint: str) -> None:
    with pytest.raises(UnfitError, match=reason) as refused:
        levers(text)
    assert refused.value.hint == hint


def test_a_day_and_a_version_of_a_store_can_be_compared_with() -> None:
    assert day_or_version(" 2024-06-30 ") == "2024-06-30"
    assert day_or_version("V03") == "v3"
    with pytest.raises(UnfitError, match="no day and no version"):
        day_or_version("last year")


def test_what_is_written_like_a_file_is_one_whether_it_is_there_or_not() -> None:
    for text in ("before.csv", "old/before", "v0.parquet"):
        assert day_version_or_file(text) == text
    assert day_version_or_file("V03") == "v3"
    with pytest.raises(UnfitError, match="no day and no version"):
        day_version_or_file("2023-13-45")
