"""Lines laid apart by buyer are the same lines, and a plain export condensed in parts is told as a whole one is."""

from __future__ import annotations

import random
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clvcli.customers.in_parts import summarise_in_parts
from clvcli.customers.summary import summarise
from clvcli.errors import ClvError
from clvcli.orders.ingest import Ingested, ingest, ingest_tables
from clvcli.orders.options import ReadOptions
from clvcli.orders.reading.read import read_tables
from clvcli.orders.schema import CANONICAL_SCHEMA, SCHEMA_KEY, SCHEMA_NAME, SCHEMA_VERSION
from clvcli.orders.settling.by_buyer import OF_CUSTOMERS
from tests.orders.plain_exports import DAYS, NOT_PLAIN, SHOP, Row, busy, orders, row, write

SAMPLES = Path(__file__).parents[2] / "sample_data"
NORDLYS = str(SAMPLES / "nordlys" / "ordrelinjer.csv")
ONLINE_RETAIL = str(SAMPLES / "online_retail_ii.parquet")


def apart(path: str, parts: int, **options: Any) -> Ingested:
    read = ReadOptions(**options)
    return ingest_tables(read_tables([path], read), read, condense=True, apart=parts)


def assert_the_same(path: str, parts: int, folder: Path, **options: Any) -> Ingested:
    """Hold what is laid apart against the whole, customers included, and return it."""
    whole, found = ingest([path], ReadOptions(**options), condense=True), apart(path, parts, **options)
    for name in (field.name for field in fields(Ingested) if field.name not in ("lines", "parts", "on_disk")):
        left, right = getattr(found, name), getattr(whole, name)
        assert left.equals(right) if isinstance(left, pl.DataFrame) else left == right, name
    customers = summarise(whole.lines, as_of=options.get("as_of"))
    of_lines = summarise(found.lines, as_of=options.get("as_of"))
    assert of_lines.frame.equals(customers.frame)
    if found.parts:
        in_parts = summarise_in_parts(found.parts, as_of=options.get("as_of"), folder=folder)
        table = pl.concat(pl.read_parquet(path) for path in in_parts.paths).sort("customer_key", "currency")
        assert table.equals(customers.frame)
        assert (in_parts.shop, in_parts.notes, in_parts.as_of) == (customers.shop, customers.notes, customers.as_of)
        assert_each_customer_in_one(found)
    return found


def assert_each_customer_in_one(found: Ingested) -> None:
    keys = [
        pl.scan_parquet(path).select(pl.col("customer_key").drop_nulls().unique()).collect()["customer_key"]
        for path in found.parts
    ]
    assert pl.concat(keys).is_unique().all()


# --- plain exports ---------------------------------------------------------------------------


@settings(
    max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=orders(), parts=st.integers(1, 6), as_of=st.sampled_from([None, date(2024, 5, 13)]))
def test_a_log_in_parts_is_told_as_the_whole_is(
    rows: list[Row], parts: int, as_of: date | None, tmp_path: Path
) -> None:
    rows = busy(rows)
    random.Random(len(rows)).shuffle(rows)  # noqa: S311  (repeatable on purpose)
    assert_the_same(write(tmp_path / "orders.csv", rows), parts, tmp_path, max_rejects=0.5, as_of=as_of)


@pytest.mark.parametrize(
    "more",
    [{}, {"store": "Aarhus"}, {"currency": "eur", "discount": "0.125"}, {"product": "Scarf", "channel": "web"}],
)
def test_a_plain_log_lies_in_parts(more: Row, tmp_path: Path) -> None:
    rows = [line | more for line in busy(SHOP)]
    found = assert_the_same(write(tmp_path / "orders.csv", rows), 4, tmp_path)
    assert 1 < len(found.parts) <= 4
    assert all(pl.read_parquet_schema(path).keys() == set(OF_CUSTOMERS) for path in found.parts)


def test_the_same_number_in_two_stores_is_two_orders(tmp_path: Path) -> None:
    rows = [line | {"store": "Aarhus"} for line in busy(SHOP)]
    rows += [line | {"store": "Odense", "customer_id": f"o-{line['customer_id']}"} for line in rows]
    assert assert_the_same(write(tmp_path / "orders.csv", rows), 4, tmp_path).parts


def test_guests_are_spread(tmp_path: Path) -> None:
    rows = [*busy([]), *(row(f"g{n}", "guest", DAYS[n % 6], "a", 1, "9.00") for n in range(60))]
    found = assert_the_same(write(tmp_path / "orders.csv", rows), 3, tmp_path)
    guests = [pl.read_parquet(path)["customer_key"].null_count() for path in found.parts]
    assert sum(guests) == 60
    assert all(guests)


@pytest.mark.parametrize("added", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_a_log_that_is_not_plain_goes_the_long_way_whole(added: list[Row], tmp_path: Path) -> None:
    blank = dict.fromkeys(added[0], "")
    rows = [blank | line for line in [*busy(SHOP), *added]]
    assert not assert_the_same(write(tmp_path / "orders.csv", rows), 4, tmp_path).parts


def test_a_number_of_two_buyers_is_found_whichever_files_they_are_in(tmp_path: Path) -> None:
    for buyer in range(8):
        rows = [*busy(SHOP), row("1", f"other{buyer}", DAYS[0], "c", 1, "3.00")]
        assert not assert_the_same(write(tmp_path / "orders.csv", rows), 8, tmp_path).parts


def test_orders_that_only_return_are_too_many_only_if_they_are_of_all(tmp_path: Path) -> None:
    back = [row(f"r{n}", "c1", DAYS[5], "zz", -1, "1.00") for n in range(20)]
    assert assert_the_same(write(tmp_path / "orders.csv", [*busy([]), *back]), 8, tmp_path).parts
    many = [row(f"m{n}", "c1", DAYS[5], "zz", -1, "1.00") for n in range(10)]
    assert not assert_the_same(write(tmp_path / "more.csv", [*busy([]), *back, *many]), 8, tmp_path).parts


def test_what_cannot_be_read_is_rejected_in_parts_too(tmp_path: Path) -> None:
    rows = [*busy(SHOP), row("7", "c1", "2024-02-31", "c", 1, "3.00"), row("8", "c1", DAYS[0], "c", 1, "three")]
    found = assert_the_same(write(tmp_path / "orders.csv", rows), 4, tmp_path)
    assert found.parts
    assert found.rejects["reason"].to_list() == ["not_a_date", "not_a_number"]


def test_a_collective_customer_is_said_in_parts_too(tmp_path: Path) -> None:
    rows = [*busy([]), *(row(f"k{n}", "kiosk", DAYS[n % 6], "a", 1, "9.00") for n in range(90))]
    found = assert_the_same(write(tmp_path / "orders.csv", rows), 4, tmp_path)
    assert found.parts
    assert found.people is not None
    assert found.people.busiest_money is not None


def test_a_currency_that_is_not_the_asked_one_stops_in_parts_too(tmp_path: Path) -> None:
    path = write(tmp_path / "orders.csv", [line | {"currency": "SEK"} for line in busy(SHOP)])
    with pytest.raises(ClvError) as whole:
        ingest([path], ReadOptions(currency="EUR"), condense=True)
    with pytest.raises(type(whole.value), match=whole.value.message):
        apart(path, 4, currency="EUR")


def test_several_files_are_not_laid_apart(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.csv", busy(SHOP)) for n in range(2)]
    read = ReadOptions()
    assert not ingest_tables(read_tables(paths, read), read, condense=True, apart=4).parts


# --- real and sample exports, canonical lines ------------------------------------------------


def test_an_export_that_is_not_plain_is_read_as_a_whole(tmp_path: Path) -> None:
    assert not assert_the_same(NORDLYS, 5, tmp_path, by_currency=True).parts


def canonical_file(lines: pl.LazyFrame, path: Path) -> str:
    lines.collect().write_parquet(path, metadata={SCHEMA_KEY: f"{SCHEMA_NAME} {SCHEMA_VERSION}"})
    return str(path)


@pytest.mark.parametrize(
    "options", [{}, {"currency": "DKK", "by_currency": True}], ids=["as they are", "converted"]
)
def test_canonical_lines_of_several_currencies_lie_in_parts_unless_they_change(
    options: dict[str, Any], tmp_path: Path
) -> None:
    lines = ingest([NORDLYS], ReadOptions(by_currency=True)).lines
    path = canonical_file(lines, tmp_path / "lines.parquet")
    if options:
        only = canonical_file(lines.filter(pl.col("currency") == "DKK"), tmp_path / "dkk.parquet")
        assert assert_the_same(only, 3, tmp_path, **options).parts
        return
    found = assert_the_same(path, 5, tmp_path)
    assert len(found.parts) == 5
    assert found.lines.collect_schema().names() == list(CANONICAL_SCHEMA)


def test_pseudonyms_want_all_lines_at_once_and_a_file_of_customers_does_not(tmp_path: Path) -> None:
    path = write(tmp_path / "orders.csv", busy(SHOP))
    people = tmp_path / "people.csv"
    people.write_text("customer_id,country\nc1,DK\n")
    assert "customer_email" in pl.read_parquet_schema(apart(path, 4, customers=str(people)).parts[0])
    assert not apart(path, 4, pseudonym_key=b"k" * 32).parts
    lines = canonical_file(ingest([path], ReadOptions()).lines, tmp_path / "lines.parquet")
    assert apart(lines, 4).parts
    assert apart(lines, 4, customers=str(people)).parts
    assert not apart(lines, 4, pseudonym_key=b"k" * 32).parts


@pytest.mark.long
def test_the_real_log_in_parts_has_the_customers_of_the_whole(tmp_path: Path) -> None:
    lines = ingest([ONLINE_RETAIL], ReadOptions()).lines
    assert assert_the_same(canonical_file(lines, tmp_path / "lines.parquet"), 7, tmp_path).parts
