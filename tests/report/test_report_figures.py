from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.output.document import Figure
from clvcli.output.fit import GAP, broken, fit, measure
from clvcli.output.shades import COARSE_SHADES, FINE_SHADES, bar, shade
from clvcli.output.words.languages import ENGLISH

AMOUNTS = st.floats(-1e12, 1e12, allow_nan=False)
SHARES = st.floats(0, 1, allow_nan=False)
REPEATABLE = settings(derandomize=True, max_examples=200, deadline=None)


def read(text: str) -> float:
    return float(text.replace(",", ""))


@REPEATABLE
@given(AMOUNTS)
def test_money_is_shown_to_the_unit_or_to_the_cent(value: float) -> None:
    # half a unit of the last digit shown, and one part in 1e9 because 0.38 - 0.375 is not 0.005 in binary
    half_a_unit = 0.5 if abs(value) >= 100 else 0.005
    assert abs(read(ENGLISH.manner.money(value)) - value) <= half_a_unit * (1 + 1e-9)


@REPEATABLE
@given(st.floats(1, 1e12, allow_nan=False))
def test_an_estimate_is_shown_to_three_significant_digits(value: float) -> None:
    assert read(ENGLISH.manner.estimate(value)) == pytest.approx(value, rel=0.005)  # half a unit of the third digit


@REPEATABLE
@given(SHARES.map(lambda value: round(value, 6)))
def test_a_share_is_shown_as_nothing_or_all_only_where_it_is(value: float) -> None:
    assert (ENGLISH.manner.share(value) == "0%") == (value == 0)
    assert (ENGLISH.manner.share(value) == "100%") == (value == 1)


@REPEATABLE
@given(AMOUNTS)
def test_nothing_is_shown_as_minus_zero(value: float) -> None:
    assert ENGLISH.manner.money(value) not in {"-0", "-0.00"}
    assert ENGLISH.manner.estimate(value) not in {"-0", "-0.00"}


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(value=1239.87, kind="money", unit="DKK"), "DKK 1,240"),
        (Figure(value=7.5, kind="money"), "7.50"),
        (Figure(value=8_353_112.4, kind="estimate"), "8,350,000"),
        (Figure(value=0.05, kind="share"), "5%"),
        (Figure(value=0.053, kind="share"), "5.3%"),
        (Figure(value=0.0003, kind="share"), "<0.1%"),
        (Figure(value=1 - 1e-15, kind="share"), "100%"),
        (Figure(value=0.997, kind="share"), ">99%"),
        (Figure(value=-0.032, kind="share"), "-3.2%"),
        (Figure(value=0.7712, kind="share"), "77%"),
        (Figure(value=date(2011, 12, 9), kind="date"), "9 Dec 2011"),
        (Figure(value=None, kind="money", unit="DKK"), ""),
        (Figure(value="36m", kind="period"), "36 months"),
        (Figure(value="1y", kind="period"), "1 year"),
        (Figure(value=395, kind="days"), "395"),
    ],
)
def test_a_figure_has_no_more_digits_than_are_known(figure: Figure, text: str) -> None:
    assert ENGLISH.show(figure) == text


def test_months_are_named_without_the_locale() -> None:
    assert ENGLISH.manner.month_of(date(2010, 5, 1)) == "May 2010"


def test_text_is_shown_as_it_stands() -> None:
    assert ENGLISH.show(Figure(value="{0} [/]", kind="text")) == "{0} [/]"


COLUMNS = st.lists(
    st.tuples(
        st.sampled_from(["text", "count", "term"]), st.integers(0, 5), st.integers(1, 60), st.integers(0, 20)
    ),
    min_size=1,
    max_size=12,
)


@REPEATABLE
@given(COLUMNS, st.integers(1, 200))
def test_the_columns_that_fit_are_never_wider_than_the_screen(
    columns: list[tuple[str, int, int, int]], width: int
) -> None:
    measures = [
        measure(index, kind, priority, "h" * head, ["x" * longest])  # type: ignore[arg-type]  # sampled kinds
        for index, (kind, priority, longest, head) in enumerate(columns)
    ]
    widths = fit(measures, width)
    assert sum(width for _, width in widths) + GAP * (len(widths) - 1) <= width
    assert [index for index, _ in widths] == sorted(index for index, _ in widths)
    assert widths[0][0] == 0


def test_columns_of_the_highest_priority_number_give_way_first() -> None:
    measures = [measure(index, "count", priority, "h", ["x" * 10]) for index, priority in enumerate((0, 2, 1))]
    assert [index for index, _ in fit(measures, 22)] == [0, 2]


def test_prose_is_broken_before_a_column_is_lost() -> None:
    measures = [measure(0, "term", 0, "segment", ["x" * 12]), measure(1, "text", 0, "action", ["word " * 20])]
    assert fit(measures, 40) == [(0, 12), (1, 26)]


def test_a_heading_is_broken_between_words() -> None:
    assert broken("share of customers", 9) == ["share of", "customers"]


@REPEATABLE
@given(SHARES, st.integers(1, 40))
def test_a_bar_is_never_longer_than_its_room(value: float, width: int) -> None:
    assert len(bar(value, 1.0, width, "utf-8")) <= width
    assert len(bar(value, 1.0, width, "ascii")) <= width


def test_bars_are_blocks_or_ascii() -> None:
    assert (bar(0.5, 1.0, 5, "utf-8"), bar(0.5, 1.0, 6, "ascii")) == ("██▌", "###")


def test_shades_grow_with_the_share_and_need_colour() -> None:
    assert shade(0.4, 0.4, None) == ""
    assert [shade(step / 6, 1.0, "truecolor") for step in range(6)] == list(FINE_SHADES)
    assert shade(1.0, 1.0, "standard") == COARSE_SHADES[-1]
