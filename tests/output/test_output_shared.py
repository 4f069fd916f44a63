"""What may be shared: no row of fewer than five customers, and none that a subtraction would give away."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.orders.schema import Column as RowColumn
from clvcli.output.document import Column, Document, Figure, KeyFigure, Line, Phrase, Section, Table
from clvcli.output.rows import Rows
from clvcli.output.shared import LEAST, hidden, shareable, shareable_rows


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        ([9, 8, 7], set()),
        ([9, 0, None], set()),
        ([9, 4, 7, 6], {1, 3}),
        ([9, 2, 1, 6], {1, 2, 3}),
        ([9, 4, 3, 6], {1, 2}),
        ([4], {0}),
        ([3, 0, 90], {0, 2}),
    ],
)
def test_the_smallest_rows_are_hidden_until_five_customers_are_hidden_together(
    counts: list[int | None], gone: set[int]
) -> None:
    assert hidden(counts) == gone


@settings(derandomize=True, max_examples=100, deadline=None)
@given(counts=st.lists(st.integers(0, 12), max_size=12))
def test_what_is_left_of_a_whole_is_never_a_few(counts: list[int]) -> None:
    gone = hidden(counts)
    assert all(row in gone for row, count in enumerate(counts) if 0 < count < LEAST)
    together = sum(counts[row] for row in gone)
    assert together == 0 or together >= LEAST or together == sum(counts)


def test_rows_keep_their_names_and_what_to_do_and_lose_their_figures() -> None:
    frame = pl.DataFrame(
        {
            "scheme": ["tiers"] * 3,
            "currency": ["DKK"] * 3,
            "segment": ["a", "b", "c"],
            "customers": [90, 3, 7],
            "value_to_date": [1.0, 2.0, 3.0],
            "window_days": [30, 14, 7],
        }
    )
    rows = Rows(frame=frame, columns=(RowColumn("customers", pl.Int64, ""),), title="Segments")
    shown = shareable_rows(rows).held
    assert shown["segment"].to_list() == ["a", "b", "c"]
    assert shown["customers"].to_list() == [90, None, None]
    assert shown["value_to_date"].to_list() == [1.0, None, None]
    assert shown["window_days"].to_list() == [30, 14, 7]


def test_each_currency_and_scheme_is_a_whole_of_its_own() -> None:
    frame = pl.DataFrame({"scheme": ["x", "x", "y", "y"], "currency": "DKK", "customers": [3, 30, 40, 50]})
    rows = Rows(frame=frame, columns=(), title="Segments")
    assert shareable_rows(rows).held["customers"].to_list() == [None, None, 40, 50]


def test_a_shared_document_has_no_few_customers_in_tables_figures_or_sentences() -> None:
    columns = (
        Column(key="tier", kind="term"),
        Column(key="customers", kind="count"),
        Column(key="x", kind="money"),
    )
    few = {"count": Figure(value=3, kind="count")}
    many = {"count": Figure(value=30, kind="count")}
    section = Section(
        id="tiers",
        answer=(Phrase("told", few), Phrase("told", many)),
        key_figures=(
            KeyFigure(id="losses", figure=Figure(value=4, kind="count"), meaning=Phrase("m")),
            KeyFigure(id="value", figure=Figure(value=4.0, kind="money"), meaning=Phrase("m")),
        ),
        lines=(Line(phrase=Phrase("line", few)),),
        tables=(
            Table(
                id="tiers",
                columns=columns,
                rows=(("a", 3, 9.0), ("b", 30, 8.0), ("c", 40, 7.0)),
                counted="customers",
                flags={(0, "customers"): "few"},
            ),
            Table(id="list", columns=(Column(key="customer_id", kind="text"),), rows=(("c1",),)),
        ),
    )
    shared = shareable(Document(title=Phrase("t"), context=(), sections=(section,)))
    found = shared.sections[0]
    assert [phrase.figures["count"].value for phrase in found.answer] == [30]
    assert [each.id for each in found.key_figures] == ["value"]
    assert found.lines == ()
    assert [table.id for table in found.tables] == ["tiers"]
    assert found.tables[0].rows == (("a", None, None), ("b", None, None), ("c", 40, 7.0))
    assert found.tables[0].flags == {}
    assert [phrase.key for phrase in shared.context] == ["context_shared"]


def test_pairs_are_hidden_in_both_directions_and_no_share_tells_them() -> None:
    pairs = [("gold", "gold", 14), ("gold", "silver", 1), ("silver", "gold", 20), ("silver", "silver", 30)]
    frame = pl.DataFrame(pairs, schema=["from", "to", "customers"], orient="row").with_columns(
        share=pl.col("customers") / pl.col("customers").sum().over("from"), value_to_date=pl.lit(1.0)
    )
    rows = Rows(frame=frame.with_columns(pl.col("share").round(4)), columns=(), title="Moves")
    shown = shareable_rows(rows, crossing=("from", "to")).held
    assert shown["customers"].to_list() == [None] * 4  # beside 14 goes 20, beside 1 goes 30
    assert shown["share"].null_count() == shown["value_to_date"].null_count() == 4


def test_the_least_value_in_a_segment_is_that_of_one_customer() -> None:
    rows = Rows(frame=pl.DataFrame({"customers": [50], "threshold": [812.5]}), columns=(), title="Segments")
    assert shareable_rows(rows).held.to_dicts() == [{"customers": 50, "threshold": None}]


def _shared(*tables: Table) -> tuple[Table, ...]:
    section = Section(id="x", tables=tables)
    return shareable(Document(title=Phrase("t"), context=(), sections=(section,))).sections[0].tables


def _counting(name: str, keys: tuple[str, ...], *rows: tuple[str | int, ...]) -> Table:
    columns = (Column(key="what", kind="term"), *(Column(key=key, kind="count") for key in keys))
    return Table(id=name, columns=columns, rows=rows)


@pytest.mark.parametrize("few", [1, 4])
def test_a_matrix_of_customers_hides_cells_and_what_would_tell_them(few: int) -> None:
    matrix = _counting("moves", ("gold", "silver"), ("gold", 40, few), ("silver", 20, 30), ("bronze", 50, 60))
    balance = _counting("balance", ("before", "after"), ("gold", 41, 60))
    shown, *others = _shared(replace(matrix, crossed=("gold", "silver")), replace(balance, told_by="moves"))
    assert shown.rows == (("gold", None, None), ("silver", None, None), ("bronze", 50, 60))
    assert others == []


def test_a_matrix_without_few_customers_is_whole_with_what_it_adds_up_to() -> None:
    matrix = replace(_counting("moves", ("gold",), ("gold", 40), ("silver", 0)), crossed=("gold",))
    balance = replace(_counting("balance", ("before",), ("gold", 40)), told_by="moves")
    assert _shared(matrix, balance) == (matrix, balance)


def test_tables_of_customers_hide_any_few_of_them_and_tables_of_units_none() -> None:
    (people,) = _shared(_counting("x", ("buyers", "again"), ("a", 30, 2), ("b", 20, 9), ("c", 50, 10)))
    assert people.rows == (("a", None, None), ("b", None, None), ("c", 50, 10))
    units = _counting("sizes", ("sold", "kept"), ("a", 3, 2))
    assert _shared(units) == (units,)
    deciles = _counting("deciles", ("decile", "customers"), ("a", 1, 100))
    assert _shared(deciles) == (deciles,)


def test_money_is_hidden_by_the_customers_behind_it_and_what_would_tell_it_too() -> None:
    columns = (
        Column(key="period", kind="text"),
        *(Column(key=key, kind="money") for key in ("old", "new", "guest")),
    )
    rows = (("q1", 10.0, 20.0, 5.0), ("q2", 30.0, 40.0, 6.0), ("q3", 50.0, 60.0, 7.0))
    behind = {(0, "old"): 3, (0, "new"): 30, (1, "old"): 20, (1, "new"): 30, (2, "old"): 40, (2, "new"): 50}
    table = Table(id="c3", columns=columns, rows=rows, crossed=("old", "new", "guest"), behind=behind)
    (shown,) = _shared(table)
    assert shown.rows == (("q1", None, None, 5.0), ("q2", None, None, 6.0), ("q3", 50.0, 60.0, 7.0))


def _cards(*cards: KeyFigure) -> tuple[KeyFigure, ...]:
    section = Section(id="x", key_figures=cards)
    return shareable(Document(title=Phrase("t"), context=(), sections=(section,))).sections[0].key_figures


def test_a_key_figure_says_of_few_customers_neither_what_they_do_nor_what_they_did() -> None:
    count, share = Figure(value=40, kind="count"), Figure(value=0.5, kind="share")
    few = Figure(value=3, kind="count")
    cards = _cards(
        KeyFigure(id="active", figure=count, meaning=Phrase("m"), before=few),
        KeyFigure(id="repurchase", figure=share, meaning=Phrase("m", {"count": few})),
        KeyFigure(id="payback", figure=few, meaning=Phrase("m", {"count": few})),
    )
    assert [(each.id, each.before) for each in cards] == [("active", None), ("payback", None)]


def test_the_head_counts_no_few_customers() -> None:
    head = tuple(Phrase("customers", {"customers": Figure(value=n, kind="count")}) for n in (3, 30))
    shown = shareable(Document(title=Phrase("t"), context=head, sections=())).context
    assert [phrase.key for phrase in shown] == ["customers", "context_shared"]
