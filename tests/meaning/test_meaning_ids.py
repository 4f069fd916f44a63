"""Ids stay what was printed; what a spreadsheet did to them is undone or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clvcli.orders.tables import Reading

    Read = Callable[..., Reading]


def ids(read: Read, values: Sequence[Any]) -> Reading:
    count = len(values)
    return read({"customer id": values, "date": ["2024-01-31"] * count, "amount": ["1.5"] * count})


@pytest.mark.parametrize("text", ["007", "1E5", "1-2", "9007199254740993", "#1001", "12.0", "ÆØÅ-1", "1e+x"])
def test_an_id_stays_as_printed(read: Read, text: str) -> None:
    assert ids(read, [text, "other"]).rows.collect()["customer_id"][0] == text


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.lists(st.text("0123456789ABCxyz-_/", min_size=1, max_size=12), min_size=1, max_size=8))
def test_any_id_comes_back_equal(read: Read, texts: list[str]) -> None:
    assert ids(read, texts).rows.collect()["customer_id"].to_list() == texts


@pytest.mark.parametrize("values", [["17850.0", "13047.0", None], [17850.0, 13047.0, None], [17850, 13047, None]])
def test_a_detour_over_floating_point_is_undone(read: Read, values: list[Any]) -> None:
    assert ids(read, values).rows.collect()["customer_id"].to_list() == ["17850", "13047", None]


def test_a_detour_over_floating_point_is_said(read: Read) -> None:
    said = [decision for decision in ids(read, ["17850.0"]).decisions if decision.subject == "ids"]
    assert [decision.because for decision in said] == ["all of `customer id` end in it"]
    assert not [decision for decision in ids(read, ["17850.0", "7"]).decisions if decision.subject == "ids"]


@pytest.mark.parametrize("damaged", ["4.07E+12", "4,07E+12", "4e+12", 4.07e18])
def test_an_id_that_lost_its_digits_rejects_its_record(read: Read, damaged: object) -> None:
    other = 7.0 if isinstance(damaged, float) else "7"
    rows = ids(read, [damaged, other]).rows.collect()
    assert rows["reject_reason"].to_list() == ["damaged_id", None]
    assert rows["reject_column"].to_list() == ["customer id", None]


def test_a_damaged_article_number_rejects_nothing(read: Read) -> None:
    columns = {"customer id": ["A"], "date": ["2024-01-31"], "amount": ["1.5"], "ean": ["4.07E+12"]}
    assert read(columns).rows.collect()["reject_reason"].to_list() == [None]
