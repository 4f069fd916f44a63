from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.orders.languages import languages
from clvcli.orders.understanding.month_names import has_month_names, in_numbers, month_numbers

REPEATABLE = settings(derandomize=True, max_examples=150, deadline=None)
LANGUAGES = {language.code: language for language in languages()}
SHAPES = ("{d}. {m} {y}", "{d} {m} {y}", "{d}-{m}-{y}", "{m} {d}, {y}", "{y}-{m}-{d}", "{d}/{m}/{y}")


def read(text: str) -> str:
    return str(pl.select(in_numbers(pl.lit(text))).item())


@REPEATABLE
@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    st.sampled_from(sorted(LANGUAGES)),
    st.sampled_from(SHAPES),
    st.integers(3, 9),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_a_date_with_a_named_month_is_the_day_it_names(
    day: date, language: str, shape: str, letters: int, case: type[str]
) -> None:
    month = case(LANGUAGES[language].months[day.month - 1][:letters])
    assert read(shape.format(d=day.day, m=month, y=day.year)) == f"{day.year}-{day.month}-{day.day}"


def test_no_abbreviation_is_another_month_in_another_language() -> None:
    named = [(name, number) for each in languages() for number, name in enumerate(each.months, start=1)]
    assert all(
        month_numbers()[name[:length]] == number for name, number in named for length in range(3, len(name) + 1)
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tirsdag den 6. juni 2023 kl. 14.05", "2023-6-6 14.05"),
        ("Monday, December 4, 2023 2:05 PM", "2023-12-4 2:05 PM"),
        ("14. Mrz 2023, 09:30 Uhr", "2023-3-14 09:30"),
        ("05-MAR-24 14:05", "2024-3-05 14:05"),
        ("1st of May 2024", "2024-5-1"),
    ],
)
def test_weekdays_and_words_before_the_time_are_left_out(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize("text", ["2024-01-05", "05/01/2024", "45292", "order 5 of 12", "maybe 5 2024x"])
def test_what_spells_no_month_stays_as_it_is(text: str) -> None:
    assert read(text) == text
    assert not pl.select(has_month_names(pl.lit(text))).item()
