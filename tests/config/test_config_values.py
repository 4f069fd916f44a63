"""What the text of an option means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli import config
from clvcli.cli import values
from clvcli.cli.reader import UnfitError


@pytest.mark.parametrize(("text", "share"), [("10%", 0.1), ("0.10", 0.1), (".1", 0.1), ("0", 0), ("100 %", 1.0)])
def test_a_rate_is_a_percentage_or_a_share(text: str, share: float) -> None:
    assert values.rate(text) == share


@pytest.mark.parametrize("text", ["10", "1", "101%", "-5%", "ten", "1e-1", "0,1", "nan", "inf", "", "%"])
def test_a_rate_that_could_be_two_things_or_none_is_refused(text: str) -> None:
    with pytest.raises(UnfitError):
        values.rate(text)


@settings(derandomize=True, max_examples=100)
@given(percent=st.integers(0, 100))
def test_a_percentage_and_its_share_are_the_same_rate(percent: int) -> None:
    assert values.rate(f"{percent}%") == pytest.approx(percent / 100, abs=0)
    if percent < 100:
        assert values.rate(f"{percent / 100:.2f}") == values.rate(f"{percent}%")


@pytest.mark.parametrize(
    ("text", "normal"), [("36m", "36m"), ("52 W", "52w"), ("365D", "365d"), (" 2y ", "2y"), ("020y", "20y")]
)
def test_a_period_is_a_number_and_a_unit(text: str, normal: str) -> None:
    assert values.period(text) == normal


@pytest.mark.parametrize("text", ["36", "m", "0m", "-3m", "3.5m", "21y", "99999d", "3 months", ""])
def test_a_period_of_nothing_or_beyond_all_models_is_refused(text: str) -> None:
    with pytest.raises(UnfitError):
        values.period(text)


def test_a_day_is_written_the_international_way() -> None:
    assert values.day("2024-06-30") == date(2024, 6, 30)
    for text in ("30/06/2024", "2024-13-01", "20240630", "2024-6-3", "today", ""):
        with pytest.raises(UnfitError):
            values.day(text)


def test_a_pair_splits_at_the_first_sign_alone() -> None:
    assert values.pair(" customer_id = Kunde=nr ") == ("customer_id", "Kunde=nr")


def test_a_field_of_a_mapping_is_one_that_an_order_line_has() -> None:
    assert values.column_pair("amount=Beløb") == ("amount", "Beløb")
    with pytest.raises(UnfitError) as refused:
        values.column_pair("amuont=Beløb")
    assert refused.value.hint == "amount=Beløb"


def test_a_status_means_one_that_orders_have() -> None:
    assert values.status_pair("Plukket=Paid") == ("Plukket", "paid")
    with pytest.raises(UnfitError, match="`betalt` is no status"):
        values.status_pair("Plukket=betalt")


def test_tiers_add_up_to_a_hundred() -> None:
    assert values.tiers(config.TIERS) == config.TIERS
    for text in ("gold=50,silver=49", "gold=50,gold=50", "gold", "gold=x", "gold=-50,silver=150", ""):
        with pytest.raises(UnfitError):
            values.tiers(text)


def test_groups_are_named_once_each_and_a_misspelt_one_is_told_the_nearest() -> None:
    assert values.groupings("Country, channel,country") == "country,channel"
    with pytest.raises(UnfitError) as refused:
        values.groupings("channel,contry")
    assert refused.value.hint == "country"
    with pytest.raises(UnfitError, match="is no group of customers"):
        values.groupings(" , ")


@pytest.mark.parametrize(("text", "sign"), [(";", ";"), ("tab", "\t"), (r"\t", "\t"), ("|", "|")])
def test_a_separator_is_one_sign(text: str, sign: str) -> None:
    assert values.separator(text) == sign


@settings(derandomize=True, max_examples=200)
@given(text=st.text(max_size=12), read=st.sampled_from([
    values.rate, values.period, values.day, values.pair, values.column_pair, values.tiers, values.separator,
    values.currency, values.decimals, values.rows, values.groupings,
]))  # fmt: skip
def test_no_text_is_a_fault(text: str, read: object) -> None:
    refusal = "read"
    try:
        read(text)  # type: ignore[operator]  # one of the functions above
    except UnfitError as refused:
        refusal = str(refused)
    assert refusal
