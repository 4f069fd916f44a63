from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.orders.reading.fixed_width import column_starts, cut

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTHS = (10, 24, 12, 12, 14)
HEADER = ("Kundenr", "Navn", "Fakturanr", "Dato", "Beløb DKK")
WORDS = st.lists(st.text("abcæøå", min_size=1, max_size=5), min_size=1, max_size=4).map(" ".join)


def line_of(cells: Sequence[str]) -> str:
    """Return a line of a ledger: text to the left, the amount to the right."""
    *left, amount = (f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    return "".join(left) + amount.strip().rjust(WIDTHS[-1])


def cells_of(lines: Sequence[str], starts: Sequence[int]) -> list[list[str]]:
    return [text.split("\t") for text in pl.DataFrame({"line": lines}).select(cut(pl.col("line"), starts))["line"]]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(1, 10**7)), min_size=2, max_size=30))
def test_a_ledger_is_cut_at_its_columns_whatever_stands_in_them(rows: list[tuple[str, int]]) -> None:
    table = [
        (f"{1000 + at}", name[:22], f"{at}", "05-01-2023", f"{number},00") for at, (name, number) in enumerate(rows)
    ]
    lines = [line_of(HEADER), "=" * sum(WIDTHS), *map(line_of, table)]
    starts = column_starts("\n".join(lines))
    assert cells_of([lines[0], *lines[2:]], starts) == [list(HEADER), *map(list, table)]


def test_ruled_lines_are_left_out_and_lines_across_columns_stay_whole() -> None:
    lines = [line_of(HEADER), *(line_of((f"{at}", "Bo Prøve", f"{at}", "05-01-2023", "1,00")) for at in range(3))]
    starts = column_starts("\n".join(lines))
    across = "a note that runs across all the columns of the ledger, and further than that"
    assert cells_of(["-" * 60, across], starts) == [[""], [across]]


@pytest.mark.parametrize(
    "text",
    [
        "kunde;ordre;dato;beløb\n1;2;2024-01-01;10,00\n1;3;2024-01-02;10,00",
        "kunde,ordre,dato,beløb\nen  person,2,2024-01-01,10\nto  personer,3,2024-01-02,10",
        "kunde   ordre   dato   beløb\n1   2   2024-01-01   10,00",
        "nothing   of   interest   here\n1         2    3          4\n5         6    7          8",
    ],
)
def test_separated_text_and_text_of_other_things_are_no_ledger(text: str) -> None:
    assert column_starts(text) == ()
