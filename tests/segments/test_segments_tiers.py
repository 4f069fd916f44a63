"""Tiers of every kind: shares, amounts, shares of value, the best so many; by any column; kept for a while."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.segments.schemes import Sorting, segment
from clvcli.segments.tier_spec import TierSpecError, tiers_of
from clvcli.segments.tiers import DEFAULT_TIERS, RANKABLE, Keep
from clvcli.valuation.schema import VALUES_SCHEMA

PROPERTY = settings(derandomize=True, max_examples=60, deadline=None)

SPECS = ["platinum=5,gold=15,silver=30,bronze=50", "gold>=20,silver>=0,bronze", "abc", "abc=50,100", "top=3"]


def values_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    full = [{"customer_id": f"C{number:02}", "currency": "DKK", **row} for number, row in enumerate(rows, start=1)]
    return pl.DataFrame([dict.fromkeys(VALUES_SCHEMA) | row for row in full], schema=VALUES_SCHEMA, orient="row")


def worth(*amounts: float | None) -> pl.DataFrame:
    return values_of(
        [{"value_to_date": amount, "value_total": amount, "clv_residual": amount} for amount in amounts]
    )


def tiers_by(values: pl.DataFrame, spec: str, by: str = "value_total") -> list[str]:
    return segment(values, ["tiers"], sorting=Sorting(tiers=tiers_of(spec), tier_by=by)).frame["tier"].to_list()


AMOUNTS = st.lists(st.none() | st.integers(-50, 50).map(float), min_size=1, max_size=30)


# --- properties -------------------------------------------------------------------------------


@PROPERTY
@given(amounts=AMOUNTS, spec=st.sampled_from(SPECS))
def test_tiers_of_every_kind_rise_with_value_and_keep_equal_customers_together(
    amounts: list[float | None], spec: str
) -> None:
    order = list(tiers_of(spec).names)
    found = list(zip(amounts, tiers_by(worth(*amounts), spec, "clv_residual"), strict=True))
    places = {amount: order.index(tier) for amount, tier in found}
    known = sorted((amount for amount in places if amount is not None), reverse=True)
    assert all(places[amount] == order.index(tier) for amount, tier in found)
    assert [places[amount] for amount in known] == sorted(places[amount] for amount in known)
    assert places.get(None, len(order) - 1) == len(order) - 1


@PROPERTY
@given(amounts=AMOUNTS, spec=st.sampled_from([spec for spec in SPECS if ">" not in spec]))
def test_doubling_money_moves_nobody(amounts: list[float | None], spec: str) -> None:
    double = [None if amount is None else 2 * amount for amount in amounts]
    assert tiers_by(worth(*amounts), spec, "clv_residual") == tiers_by(worth(*double), spec, "clv_residual")


@PROPERTY
@given(amounts=st.lists(st.integers(-50, 50), min_size=1, max_size=30))
def test_a_customer_is_in_the_best_class_that_better_customers_leave_short_of_its_share(amounts: list[int]) -> None:
    found = tiers_by(worth(*map(float, amounts)), "abc=80,95")
    whole = sum(amount for amount in amounts if amount > 0)
    for amount, tier in zip(amounts, found, strict=True):
        better = sum(other for other in amounts if other > max(amount, 0))
        reached = 100 * better < 80 * whole, 100 * better < 95 * whole
        assert tier == {(True, True): "A", (False, True): "B", (False, False): "C"}[reached]


@PROPERTY
@given(amounts=st.lists(st.integers(0, 9).map(float), min_size=1, max_size=30), number=st.integers(1, 9))
def test_the_top_are_so_many_and_who_equals_the_last_of_them(amounts: list[float], number: int) -> None:
    found = tiers_by(worth(*amounts), f"top={number}")
    last = sorted(amounts, reverse=True)[:number][-1]
    assert found == ["top" if amount >= last else "rest" for amount in amounts]


@PROPERTY
@given(
    amounts=st.lists(st.integers(0, 40).map(float), min_size=2, max_size=20),
    had=st.lists(st.sampled_from([*DEFAULT_TIERS.names, None]), min_size=2, max_size=20),
)
def test_a_kept_tier_is_never_worse_than_without_nor_better_than_before(
    amounts: list[float], had: list[str | None]
) -> None:
    values = worth(*amounts)
    earlier = pl.DataFrame(
        {"customer_id": values["customer_id"][: len(had)], "currency": "DKK", "tier": had[: len(amounts)]}
    )
    order = [*DEFAULT_TIERS.names, None]
    fresh = segment(values, ["tiers"]).frame["tier"]
    kept = segment(values, ["tiers"], sorting=Sorting(keep=Keep(share=0.3, earlier=earlier))).frame["tier"]
    was = [*had[: len(amounts)], *[None] * (len(amounts) - len(had))]
    for before, without, now in zip(was, fresh, kept, strict=True):
        assert order.index(now) <= order.index(without)
        assert order.index(now) >= min(order.index(without), order.index(before))


# --- ABC --------------------------------------------------------------------------------------


def test_classes_hold_eighty_and_ninety_five_percent_of_the_value() -> None:
    # after 50 + 30 the first 80 % are reached, after 10 + 5 the next 15 %
    assert tiers_by(worth(50, 30, 10, 5, 3, 2), "abc") == ["A", "A", "B", "B", "C", "C"]


def test_the_customer_who_crosses_a_share_and_all_who_equal_them_go_up() -> None:
    assert tiers_by(worth(90, 5, 5), "abc") == ["A", "B", "B"]
    assert tiers_by(worth(10, 10, 10, 10), "abc") == ["A"] * 4


def test_customers_who_brought_nothing_or_cost_money_are_c_and_take_no_share() -> None:
    assert tiers_by(worth(80, 20, 0, -500), "abc") == ["A", "B", "C", "C"]
    assert tiers_by(worth(-1, 0), "abc=80,100") == ["C", "C"]


# --- amounts and columns ----------------------------------------------------------------------


def test_an_amount_is_reached_at_its_own_height() -> None:
    spec = "gold>=5000,silver>=1000,bronze"
    assert tiers_by(worth(5000, 4999.99, 1000, -3), spec) == ["gold", "silver", "silver", "bronze"]


def test_amounts_are_the_cut_points_whoever_reaches_them() -> None:
    cuts = segment(worth(1), ["tiers"], sorting=Sorting(tiers=tiers_of("gold>=5000,silver>=10,bronze"))).cuts[
        "tiers"
    ]
    assert cuts.rows() == [("DKK", "gold", "value_total", 5000.0), ("DKK", "silver", "value_total", 10.0)]


@pytest.mark.parametrize("by", RANKABLE)
def test_tiers_rank_by_any_column_of_which_more_is_better(by: str) -> None:
    values = values_of([{by: 1}, {by: 3}, {by: 2}, {by: None}])
    assert tiers_by(values, "best=50,rest=50", by) == ["rest", "best", "best", "rest"]


def test_shares_and_thresholds_are_of_the_column_that_ranks() -> None:
    values = values_of([{"orders": count, "value_to_date": 1.0, "value_total": 1.0} for count in (6, 3, 1)])
    found = segment(values, ["tiers", "rfm"], sorting=Sorting(tiers=tiers_of("top=1"), tier_by="orders"))
    assert found.summaries["tiers"]["value_share"].to_list() == [0.6, 0.4]
    assert found.summaries["tiers"]["threshold"].to_list() == [6.0, 1.0]


def test_a_column_that_nobody_has_puts_all_in_the_last_tier_and_says_so() -> None:
    values = values_of([{"value_to_date": float(amount)} for amount in (1, 2)])
    found = segment(values, ["tiers"], sorting=Sorting(tiers=tiers_of("top=1"), tier_by="clv_12m"))
    assert found.frame["tier"].to_list() == ["rest", "rest"]
    assert [note.code for note in found.notes] == ["CLVN83"]


# --- kept -------------------------------------------------------------------------------------

LADDER = "gold>=1000,silver>=500,bronze"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("gold", 999.0, "gold"),
        ("gold", 900.0, "gold"),
        ("gold", 899.99, "silver"),
        ("gold", 450.0, "silver"),
        ("silver", 999.0, "silver"),
        ("bronze", 999.0, "silver"),
        ("silver", 1000.0, "gold"),
        ("no longer a tier", 999.0, "silver"),
        (None, 999.0, "silver"),
    ],
)
def test_a_tier_is_kept_until_ten_percent_below_its_threshold(before: str | None, value: float, after: str) -> None:
    earlier = pl.DataFrame({"customer_id": ["C01"], "currency": ["DKK"], "tier": [before]})
    sorting = Sorting(tiers=tiers_of(LADDER), keep=Keep(share=0.1, earlier=earlier))
    assert segment(worth(value), ["tiers"], sorting=sorting).frame["tier"].to_list() == [after]


# --- what --tiers means -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" platinum = 5, gold=15 %,silver=30,bronze=50,", "platinum=5,gold=15,silver=30,bronze=50"),
        ("gold >= 5000 , silver≥1000.50,bronze", "gold>=5000,silver>=1000.5,bronze"),
        ("ABC", "abc=80,95"),
        ("abc = 70, 90%", "abc=70,90"),
        ("top= 100", "top=100"),
        ("top=20,rest=80", "top=20,rest=80"),
    ],
)
def test_a_spec_has_one_shortest_form_that_means_the_same(typed: str, meant: str) -> None:
    assert tiers_of(typed).text == meant
    assert tiers_of(meant) == tiers_of(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "no tier is named"),
        ("gold", "`gold` is one name and no tiers; amounts stand in quotes"),
        ("gold=20,rest=70", "the shares add up to 90 %, not 100 %"),
        ("gold=50,gold=50", "a name stands twice"),
        ("gold=many,rest=50", "`many` is not a percentage"),
        ("gold=,rest=50", "`gold=` has no two sides"),
        ("gold>=10,silver>=5", "nobody is left for a last tier without an amount"),
        ("gold>=10,silver>=10,rest", "silver asks for no less than gold before it"),
        ("gold>=10,silver=5,rest", "`silver=5` stands among amounts, which are written NAME>=AMOUNT"),
        ("gold>10,rest", "`gold>10` stands among amounts, which are written NAME>=AMOUNT"),
        ("gold>=many,rest", "`gold>=many` names no tier and amount"),
        ("abc=95,80", "A and B reach 95 % and 80 % of the value, which do not rise"),
        ("top=0", "nobody is among the best 0"),
        ("gold=0,rest=100", "gold is 0 % of the customers, and nobody would be in it"),
        ("abc=80", "`80` is not two percentages, that of A and that of A and B"),
        ("abc=80,95,99", "`80,95,99` is not two percentages, that of A and that of A and B"),
        ("top=1.5", "`1.5` is not a number of customers"),
        ("top=-3", "`-3` is not a number of customers"),
        ("top=abc", "`abc` is not a number of customers"),
    ],
)
def test_a_spec_that_means_nothing_says_why_and_what_to_type(typed: str, said: str) -> None:
    with pytest.raises(TierSpecError) as caught:
        tiers_of(typed)
    assert str(caught.value) == said
    assert caught.value.hint


@pytest.mark.parametrize(("typed", "hint"), [("abc=80", "abc=80,95"), ("top=1.5", "top=100"), ("top", "top=100")])
def test_the_hint_is_of_the_kind_of_tiers_that_was_begun(typed: str, hint: str) -> None:
    with pytest.raises(TierSpecError) as caught:
        tiers_of(typed)
    assert caught.value.hint == hint


def test_tiers_may_be_called_as_kinds_of_tiers_are() -> None:
    assert tiers_of("abc=20,rest=80").names == ("abc", "rest")
    assert tiers_of("top=20,rest=80").kind == "shares"
