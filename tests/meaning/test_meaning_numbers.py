"""Numbers are read as they are written, or the run stops with the option that decides."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import DecimalSignError, NotNumbersError

if TYPE_CHECKING:
    from collections.abc import Callable

    from clvcli.orders.tables import Reading

    Amounts = Callable[..., list[Decimal | None]]

STYLES = {
    "english": (",", ".", "{}", "-{}"),
    "danish": (".", ",", "{} kr.", "-{}"),
    "swedish": ("\N{NO-BREAK SPACE}", ",", "{} kr", "\N{MINUS SIGN}{}"),
    "norwegian": ("\N{NARROW NO-BREAK SPACE}", ",", "kr {}", "-{}"),
    "german": (".", ",", "{} €", "{}-"),
    "swiss": ("’", ".", "CHF {}", "({})"),
}
"""Thousands mark, decimal sign, currency, negative."""


def written(number: Decimal, style: str) -> str:
    """Write a number as people of a place do."""
    group, sign, currency, negative = STYLES[style]
    text = f"{abs(number):,.2f}".replace(",", "\0").replace(".", sign).replace("\0", group)
    text = negative.format(text) if number < 0 else text
    return currency.format(text)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=40, derandomize=True, deadline=None)
@given(numbers=st.lists(st.decimals(-999_999_999, 999_999_999, places=2), min_size=1, max_size=12))
def test_a_number_comes_back_equal_from_every_way_of_writing_it(
    amounts: Amounts, style: str, numbers: list[Decimal]
) -> None:
    assert amounts([written(number, style) for number in numbers]) == numbers


@settings(max_examples=40, derandomize=True, deadline=None)
@given(numbers=st.lists(st.decimals(-(10**9), 10**9, places=4), min_size=1, max_size=12))
def test_bare_digits_come_back_equal(amounts: Amounts, numbers: list[Decimal]) -> None:
    assert amounts([f"{number:f}" for number in numbers]) == numbers


def test_the_nordic_oracle(amounts: Amounts) -> None:
    """Nordic business systems: semicolon, decimal comma (practice oracle `nordic-number-date`, own construction)."""
    texts = ["1.234,56", "1 234,56 kr", "-1.234,56", "1234,5", "12,50 DKK", "1 234"]
    expected = [Decimal(number) for number in ("1234.56", "1234.56", "-1234.56", "1234.5", "12.5", "1234")]
    assert amounts(texts) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,-", "1234"),
        ("DKK 1.234,50", "1234.5"),
        ("kr.1.234,50", "1234.5"),
        ("+5,5", "5.5"),
        ("'-5,5", "-5.5"),
        ("(5,50 kr)", "-5.5"),
        ("-kr 5,50", "-5.5"),
        ("5,50-", "-5.5"),
        (",5", "0.5"),
        ("5,", "5"),
        ("1\N{THIN SPACE}234,5", "1234.5"),
        ("1'234'567,5", "1234567.5"),
        ("€ 12,99", "12.99"),
        ("US$ 12,99", "12.99"),
        ("12,99 euro", "12.99"),
        ("¥ 12,99", "12.99"),
        ("1 234:-", "1234"),
    ],
)
def test_what_stands_around_the_digits_is_taken_off(amounts: Amounts, text: str, number: str) -> None:
    assert amounts([text, "0,5"]) == [Decimal(number), Decimal("0.5")]


@pytest.mark.parametrize(
    ("proof", "sign"),
    [
        ("10,5", ","),
        ("10.5", "."),
        ("1.234,56", ","),
        ("1,234.56", "."),
        ("1.234.567", ","),
        ("1,234,567", "."),
        ("0,125", ","),
        ("0.125", "."),
        ("1234,567", ","),
        ("1234.567", "."),
        ("1,2345", ","),
        ("1 234,567", ","),
        ("99,-", ","),
    ],
)
def test_one_value_that_can_be_read_one_way_decides(read: Callable[..., Reading], proof: str, sign: str) -> None:
    reading = read({"customer": ["A", "B"], "date": ["2024-01-31"] * 2, "amount": ["1,234", proof]})
    said = next(decision for decision in reading.decisions if decision.subject == "decimal sign")
    assert (said.value, said.how, said.source) == (sign, "detected", "orders.csv")
    assert "line 3" in said.because
    expected = Decimal("1.234") if sign == "," else Decimal(1234)
    assert reading.rows.collect()["amount"][0] == expected


@pytest.mark.parametrize("text", ["1,234", "1.234", "-999.999", "1,234 kr"])
def test_a_value_that_can_be_read_two_ways_stops_the_run(amounts: Amounts, text: str) -> None:
    with pytest.raises(DecimalSignError) as stop:
        amounts(["7", text, text])
    assert "orders.csv, line 3" in stop.value.message
    assert text in stop.value.message
    assert stop.value.hint == "--decimal , or --decimal ."
    assert stop.value.exit_code == 65


def test_contradictory_values_stop_the_run_and_both_lines_are_named(amounts: Amounts) -> None:
    with pytest.raises(DecimalSignError) as stop:
        amounts(["1,50", "7", "2.75"])
    assert "`1,50` on line 2" in stop.value.message
    assert "`2.75` on line 4" in stop.value.message


@pytest.mark.parametrize(
    ("sign", "expected"), [(",", [Decimal(1234), Decimal("1.234")]), (".", [Decimal("1.234"), Decimal(1234)])]
)
def test_the_user_decides_over_the_values(amounts: Amounts, sign: str, expected: list[Decimal]) -> None:
    assert amounts(["1.234", "1,234"], decimal=sign) == expected


def test_a_column_that_cannot_tell_follows_the_money_of_the_file(read_text: Callable[..., Reading]) -> None:
    rows = read_text("""
        customer | date       | sku | qty   | price | amount
        A        | 2024-01-31 | x   | 1,000 | 1,234 | 1,50
        B        | 2024-01-31 | y   | 2,000 | 5,678 | 3,25
    """).rows.collect()
    assert rows["unit_price"].to_list() == [
        Decimal("1.234"),
        Decimal("5.678"),
    ]
    assert rows["quantity"].to_list() == [1, 2]


def test_points_throughout_are_thousands_where_the_money_says_so(read_text: Callable[..., Reading]) -> None:
    rows = read_text("""
        customer | date       | sku | qty   | price | amount
        A        | 2024-01-31 | x   | 1.000 | 2.500 | 10,5
    """).rows.collect()
    assert rows.row(0, named=True)["quantity"] == 1000
    assert rows.row(0, named=True)["unit_price"] == 2500


def test_whole_numbers_need_no_decision(read: Callable[..., Reading]) -> None:
    reading = read({"customer": ["A"], "date": ["2024-01-31"], "amount": ["1234"]})
    assert not [decision for decision in reading.decisions if decision.subject == "decimal sign"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("1e5", "not_a_number"),
        ("0x1F", "not_a_number"),
        ("#REF!", "not_a_number"),
        ("kr", "not_a_number"),
        ("-", "not_a_number"),
        ("12%", "not_a_number"),
        ("1 23", "not_a_number"),
        ("1.23.456", "not_a_number"),
        ("--5", "not_a_number"),
        ("٣", "not_a_number"),
        ("1000000000000", "out_of_range"),
        ("-99999999999999999999999999999999999999999", "out_of_range"),
    ],
)
def test_what_is_no_amount_rejects_its_record_with_a_reason(
    read: Callable[..., Reading], text: str, reason: str
) -> None:
    reading = read({"customer": ["A", "B"], "date": ["2024-01-31"] * 2, "amount": [text, "2.5"]})
    rows = reading.rows.collect()
    assert rows["reject_reason"].to_list() == [reason, None]
    assert rows["reject_column"].to_list() == ["amount", None]
    assert rows["amount"][1] == Decimal("2.5")


def test_a_blank_amount_is_null_and_no_reject(read: Callable[..., Reading]) -> None:
    rows = read({"customer": ["A", "B"], "date": ["2024-01-31"] * 2, "amount": [None, "2.5"]}).rows.collect()
    assert rows["amount"].to_list() == [None, Decimal("2.5")]
    assert rows["reject_reason"].to_list() == [None, None]


def test_a_column_without_a_number_is_an_error(amounts: Amounts) -> None:
    with pytest.raises(NotNumbersError, match="`amount` holds no numbers"):
        amounts(["blue", "green"])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], [Decimal(1), Decimal(2)]),
        ([2.55, 0.1 + 0.2], [Decimal("2.55"), Decimal("0.3")]),
        ([Decimal("2.5555555"), Decimal(1)], [Decimal("2.555556"), Decimal(1)]),
    ],
)
def test_typed_numbers_are_taken_as_they_are(amounts: Amounts, values: list[Any], expected: list[Decimal]) -> None:
    assert amounts(values) == expected


def test_typed_numbers_that_are_not_finite_or_too_large_are_rejected(read: Callable[..., Reading]) -> None:
    values = [float("nan"), float("inf"), 1e12, 5.0, None]
    reading = read({"customer": ["A"] * 5, "date": ["2024-01-31"] * 5, "amount": values})
    reasons = reading.rows.collect()["reject_reason"].to_list()
    assert reasons == ["not_a_number", "not_a_number", "out_of_range", None, None]


def test_text_and_typed_columns_give_the_same(read: Callable[..., Reading]) -> None:
    numbers = pl.Series([1.5, -2.25, 1e6])
    typed = read({"customer": ["A"] * 3, "date": ["2024-01-31"] * 3, "amount": numbers}).rows.collect()
    text = read({"customer": ["A"] * 3, "date": ["2024-01-31"] * 3, "amount": ["1.5", "-2.25", "1000000"]})
    assert typed.equals(text.rows.collect())
