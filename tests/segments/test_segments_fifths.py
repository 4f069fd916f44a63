"""Exact fifths: the classic RFM procedure, equal in size, deterministic, and said to part equal customers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.segments.schemes import Sorting, segment
from clvcli.valuation.schema import VALUES_SCHEMA

PROPERTY = settings(derandomize=True, max_examples=12, deadline=None)

EXACT = Sorting(exact_fifths=True)


def values_of(figures: list[tuple[int | None, int, float]]) -> pl.DataFrame:
    rows: list[dict[str, Any]] = [
        {"customer_id": f"C{number:02}", "days_since_last": days, "orders_24m": orders, "net_revenue_24m": spent}
        for number, (days, orders, spent) in enumerate(figures, start=1)
    ]
    return pl.DataFrame([dict.fromkeys(VALUES_SCHEMA) | row for row in rows], schema=VALUES_SCHEMA, orient="row")


FIGURES = st.lists(
    st.tuples(st.none() | st.integers(0, 5), st.integers(0, 3), st.integers(0, 3).map(float)),
    min_size=1,
    max_size=30,
)


@PROPERTY
@given(figures=FIGURES)
def test_fifths_differ_in_size_by_one_customer_at_most(figures: list[tuple[int | None, int, float]]) -> None:
    scores = segment(values_of(figures), ["rfm"], sorting=EXACT).frame["rfm"]
    for place in range(3):
        sizes = Counter(score[place] for score in scores)
        assert max(sizes.values()) - min(sizes[str(score)] for score in range(1, 6)) <= 1


@PROPERTY
@given(figures=FIGURES, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_score(figures: list[tuple[int | None, int, float]], seed: Any) -> None:
    values = values_of(figures)
    order = list(range(values.height))
    seed.shuffle(order)
    straight = segment(values, ["rfm"], sorting=EXACT).frame.select("customer_id", "rfm").rows()
    shuffled = segment(values[order], ["rfm"], sorting=EXACT).frame.select("customer_id", "rfm").rows()
    assert sorted(straight) == sorted(shuffled)


def test_ten_customers_whose_ties_fall_inside_a_fifth() -> None:
    # oracle rfm-quintile-10: score = 5 - floor(rank * 5 / n), best first
    figures = [
        (3, 12, 2400.0, "555"),
        (10, 8, 1500.0, "555"),
        (25, 6, 1300.0, "444"),
        (40, 5, 900.0, "443"),
        (60, 4, 1000.0, "334"),
        (90, 3, 450.0, "333"),
        (120, 2, 380.0, "222"),
        (200, 2, 200.0, "222"),
        (300, 1, 120.0, "111"),
        (400, 1, 80.0, "111"),
    ]
    found = segment(
        values_of([(days, orders, spent) for days, orders, spent, _ in figures]), ["rfm"], sorting=EXACT
    )
    assert found.frame["rfm"].to_list() == [scores for *_, scores in figures]


def test_equal_customers_are_told_apart_by_the_other_figures_then_by_id_and_this_is_said() -> None:
    found = segment(values_of([(1, 1, 5.0), (1, 1, 9.0), (1, 2, 1.0), (9, 1, 9.0), (9, 1, 9.0)]), sorting=EXACT)
    # recency: three bought a day ago; more orders first, then more money
    assert [scores[0] for scores in found.frame["rfm"]] == ["3", "4", "5", "2", "1"]
    assert [(note.code, note.text[:11]) for note in found.notes if note.code == "CLVN88"] == [
        ("CLVN88", "5 customers")
    ]


def test_scores_of_different_customers_are_not_spoken_of() -> None:
    found = segment(values_of([(n, 9 - n, float(9 - n)) for n in range(5)]), ["rfm"], sorting=EXACT)
    assert found.notes == ()


@PROPERTY
@given(figures=FIGURES)
def test_a_score_is_five_less_the_fifths_of_all_who_are_better(
    figures: list[tuple[int | None, int, float]],
) -> None:
    found = segment(values_of(figures), ["rfm"], sorting=EXACT).frame["rfm"]
    good = [(-99 if days is None else -days, orders, spent) for days, orders, spent in figures]
    for place in range(3):
        order = [place, *(other for other in range(3) if other != place)]
        ranked = sorted(range(len(good)), key=lambda who: (*(-good[who][each] for each in order), who))
        for rank, who in enumerate(ranked):
            assert found[who][place] == str(5 - rank * 5 // len(good))
