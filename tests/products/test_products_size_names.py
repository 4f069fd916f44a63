from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.products.size_names import LETTERS, in_one_spelling, in_order, size_name

few = settings(derandomize=True, max_examples=80, deadline=None)


def named(*sizes: str) -> list[str | None]:
    return (
        pl.DataFrame({"size": sizes}, schema={"size": pl.String})
        .select(size_name(pl.col("size")))
        .to_series()
        .to_list()
    )


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("M", ["m", " M ", "med.", "Medium", "Str. M", "Size M", "mellem"]),
        ("XL", ["x-large", "Extra Large", "xlarge"]),
        ("XXL", ["2XL", "xxl"]),
        ("3XL", ["XXXL", "3xl"]),
        ("38", ["str. 38", "EU 38", "38"]),
        ("38.5", ["38,5", "38.5"]),
        ("38/40", ["38-40", "38 / 40"]),
        ("S/M", ["S-M", "s/m"]),
        ("ONE SIZE", ["one-size", "O/S", "onesize"]),
        (None, ["", "  "]),
        ("UK 8", ["uk 8"]),
    ],
)
def test_each_size_has_one_spelling(name: str | None, spellings: list[str]) -> None:
    assert set(named(*spellings)) == {name}


@few
@given(st.lists(st.text("SMLXsmlx /-.,0123456789", max_size=7), max_size=12))
def test_a_size_in_its_one_spelling_stays_as_it_is(sizes: list[str]) -> None:
    once = [name for name in named(*sizes) if name is not None]
    assert named(*once) == once


def test_a_column_is_written_as_each_of_its_sizes_is() -> None:
    lines = pl.LazyFrame({"size": ["med.", None, "38,5", ""]})
    assert lines.select(in_one_spelling(lines)).collect()["size"].to_list() == ["M", None, "38.5", None]


@few
@given(st.permutations(LETTERS))
def test_letters_go_from_small_to_large(sizes: list[str]) -> None:
    assert in_order(sizes) == list(LETTERS)


def test_letters_come_before_numbers_and_numbers_before_other_words() -> None:
    sizes = ["ONE SIZE", "42", "TALL", "8.5", "XL", "S", "38/40", "38", "S/M", "98/104"]
    assert in_order(sizes) == ["S", "S/M", "XL", "8.5", "38", "38/40", "42", "98/104", "TALL", "ONE SIZE"]
