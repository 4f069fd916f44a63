"""Good files made bad are read right or refused, and written in other ways they come to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clvcli.customers.summary import summarise
from clvcli.errors import ClvError
from clvcli.orders.ingest import ingest, ingest_tables
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.sources import Source
from clvcli.orders.reading.text_tables import read_text
from tests.fuzz.fuzz_books import open_document_of, workbook_of, xlsb_of
from tests.fuzz.fuzz_mutations import lying_json, mutated, same_orders, tries
from tests.fuzz.fuzz_oracles import check_account, check_refusal
from tests.fuzz.fuzz_seeds import seeds
from tests.fuzz.fuzz_targets import TARGETS, tried
from tests.pollution.pollution_orders import ROWS, Worth, truth_of

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = ReadOptions()

FOR_LONGER = ("text", "orders", "workbook", "numbers", "dates")
"""Targets that are worth more tries."""


@pytest.mark.parametrize("target", TARGETS)
def test_a_good_file_made_bad_is_read_right_or_refused_in_words(target: str) -> None:
    @tries(60 if target in FOR_LONGER else 20)
    @given(mutated(seeds(target)))
    def hold(data: bytes) -> None:
        tried(TARGETS[target], data)

    hold()


@pytest.mark.parametrize("target", ["model", "cuts"])
def test_a_file_of_a_run_that_lies_is_refused_or_harmless(target: str) -> None:
    @tries(60)
    @given(lying_json(seeds(target)[0]))
    def hold(data: bytes) -> None:
        tried(TARGETS[target], data)

    hold()


@tries(50)
@given(mutated(seeds("orders")))
def test_customers_of_a_file_made_bad_have_its_money(data: bytes) -> None:
    try:
        found = ingest_tables([read_text(Source(name="orders.csv", data=data), OPTIONS)], OPTIONS)
        people = summarise(found.lines)
    except ClvError as error:
        check_refusal(error)
        return
    check_account(found)
    counted = pl.col("excluded").is_null() & pl.col("customer_key").is_not_null()
    money = found.lines.filter(counted).select(pl.col("net_after_refund").sum()).collect().item()
    assert people.frame["net_revenue"].sum() == money


@tries(40)
@given(files=same_orders())
def test_the_same_orders_written_in_another_way_come_to_the_same(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("same")
    found = ingest(_written(folder, files), OPTIONS)
    assert found.rows_read == len(ROWS)
    assert found.rejects.is_empty()
    check_account(found)
    people = summarise(found.lines).frame
    columns = people.select("customer_key", "orders", "net_revenue", "first_order", "last_order")
    assert {key: Worth(*worth) for key, *worth in columns.iter_rows()} == truth_of(ROWS)


def _written(folder: Path, files: dict[str, bytes]) -> list[str]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [str(folder / name) for name in files]


@tries(20)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_answerable_question(data: bytes) -> None:
    for target in TARGETS.values():
        tried(target, data)


@pytest.mark.parametrize("wrap", [workbook_of, xlsb_of, open_document_of])
def test_a_workbook_around_nothing_is_refused(wrap: object) -> None:
    assert callable(wrap)
    answer = tried(TARGETS["container"], wrap(b""))
    assert answer.startswith("CLV1")
