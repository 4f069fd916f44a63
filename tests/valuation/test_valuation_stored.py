"""What compute wrote comes back as it was; anything else is told apart or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from clvcli.errors import ExitCode, StoredValuesError, ValuedTwiceError, ValuesDisagreeError
from clvcli.on_disk import held
from clvcli.orders.rejects import REJECTS_SCHEMA
from clvcli.orders.tables import LINE, RawTable
from clvcli.valuation.stored import together, together_on_disk, values_from, values_on_disk
from clvcli.valuation.value import value_customers
from clvcli.valuation.valued import ValueSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.customers.summary import Customers


def table_of(frame: pl.DataFrame) -> RawTable:
    numbered = frame.with_columns(pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias(LINE))
    return RawTable(source="clv.csv", columns=tuple(frame.columns), frame=numbered.lazy(), rows_read=frame.height)


@pytest.fixture(scope="module")
def values(make_customers: Callable[..., Customers], base: list[dict[str, Any]]) -> pl.DataFrame:
    odd = {**base[0], "customer_key": "odd", "customer_id": "007", "currency": None}
    return value_customers(make_customers([*base, odd]), ValueSettings()).frame


@pytest.fixture
def as_text(values: pl.DataFrame, tmp_path: Path) -> pl.DataFrame:
    values.write_csv(tmp_path / "clv.csv")
    return pl.read_csv(tmp_path / "clv.csv", infer_schema=False)


def test_values_come_back_from_text_bit_for_bit(values: pl.DataFrame, as_text: pl.DataFrame) -> None:
    found = values_from(table_of(as_text))
    assert found is not None
    assert found.equals(values)
    assert "007" in found["customer_id"]


def test_values_come_back_from_typed_columns(values: pl.DataFrame) -> None:
    # as a workbook gives them: whole numbers as decimals, dates as instants, and nothing known of an empty column
    values = values.with_columns(clv_low=pl.lit(None, pl.Float64))
    typed = values.with_columns(
        pl.col(pl.Int64).cast(pl.Float64), pl.col(pl.Date).cast(pl.Datetime("ms")), clv_low=pl.lit(None)
    )
    found = values_from(table_of(typed))
    assert found is not None
    assert found.equals(values)


def test_a_table_of_an_earlier_version_gets_what_was_appended_since(values: pl.DataFrame) -> None:
    found = values_from(table_of(values.drop("revenue_total")))
    assert found is not None
    assert found.equals(values)


def test_other_columns_and_another_order_do_not_matter(values: pl.DataFrame, as_text: pl.DataFrame) -> None:
    changed = as_text.select(pl.lit("gold").alias("tier"), *reversed(as_text.columns))
    found = values_from(table_of(changed))
    assert found is not None
    assert found.equals(values)


def test_an_order_export_is_not_taken_for_values() -> None:
    assert values_from(table_of(pl.DataFrame({"customer_id": ["1"], "order_date": ["2024-01-01"]}))) is None


def test_missing_columns_are_named(as_text: pl.DataFrame) -> None:
    with pytest.raises(
        StoredValuesError, match=r"clv\.csv looks like what compute wrote but lacks `orders`"
    ) as caught:
        values_from(table_of(as_text.drop("orders")))
    assert caught.value.exit_code == ExitCode.DATA


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("value_to_date", "1.234,50", "a number"),
        ("clv_36m", "NaN", "a number"),
        ("first_order", "30-06-2024", "a date"),
        ("orders", "2.5", "a whole number"),
    ],
)
def test_a_cell_a_spreadsheet_changed_is_pointed_at(
    as_text: pl.DataFrame, column: str, cell: str, kind: str
) -> None:
    row = pl.int_range(pl.len()) == 3
    changed = as_text.with_columns(pl.when(row).then(pl.lit(cell)).otherwise(column).alias(column))
    with pytest.raises(StoredValuesError) as caught:
        values_from(table_of(changed))
    assert caught.value.message == f"clv.csv: line 5, column `{column}` is not {kind} as compute writes it"


def test_the_fraction_of_a_typed_count_is_refused_too(values: pl.DataFrame) -> None:
    with pytest.raises(StoredValuesError, match="`orders` is not a whole number"):
        values_from(table_of(values.with_columns(orders=pl.lit(2.5))))


def test_a_row_with_a_cell_too_few_is_not_left_out(as_text: pl.DataFrame) -> None:
    rejects = pl.DataFrame(
        {"source": ["clv.csv"], "line": [4], "column": [None], "reason": ["ragged"], "text": ["007,2024-01-01"]},
        REJECTS_SCHEMA,
    )
    with pytest.raises(StoredValuesError, match=r"^clv\.csv: line 4 is not a row as compute writes it$"):
        values_from(replace(table_of(as_text), rejects=rejects))


def test_parts_of_one_table_are_the_table(values: pl.DataFrame) -> None:
    assert together([values.head(2), values.slice(2)]).equals(values)


def test_a_customer_may_stand_in_two_currencies(values: pl.DataFrame) -> None:
    elsewhere = values.with_columns(
        currency=pl.lit("SEK"), horizon=pl.lit("12m"), basis=pl.lit("contribution, ex tax")
    )
    assert together([values, elsewhere]).height == 2 * values.height


@pytest.mark.parametrize("nearer", ["cohort-curve", "nbd"])
def test_what_knows_no_leaving_may_look_less_far_in_one_group_than_in_another(
    values: pl.DataFrame, nearer: str
) -> None:
    by_curve = pl.col("customer_id") == values["customer_id"][0]
    grouped = values.with_columns(
        clv_residual=pl.lit(1.0),
        method=pl.when(by_curve).then(pl.lit(nearer)).otherwise(pl.lit("pareto-nbd")),
        horizon=pl.when(by_curve).then(pl.lit("120d")).otherwise("horizon"),
    )
    assert together([grouped]).equals(grouped)


@pytest.mark.parametrize(
    ("setting", "other"),
    [
        ("as_of", date(1999, 1, 1)),
        ("basis", "contribution, ex tax"),
        ("horizon", "12m"),
        ("discount_rate", 0.05),
    ],
)
def test_values_of_two_ways_are_not_added_up(values: pl.DataFrame, setting: str, other: object) -> None:
    values = values.with_columns(clv_residual=pl.lit(1.0), method=pl.lit("pareto-nbd"))
    here, there = values.head(1), values.tail(1).with_columns(pl.lit(other).alias(setting))
    with pytest.raises(ValuesDisagreeError, match=f"are of more than one `{setting}`: `") as caught:
        together([here, there])
    assert str(other) in caught.value.message
    assert caught.value.exit_code == ExitCode.DATA


def test_a_customer_in_two_files_is_not_counted_twice(values: pl.DataFrame) -> None:
    with pytest.raises(
        ValuedTwiceError, match=r"^3 of \d+ customers in no currency stand there more than once$"
    ) as caught:
        together([values, values.tail(3)])
    assert caught.value.exit_code == ExitCode.DATA
    assert not any(name in caught.value.message for name in values["customer_id"].tail(3))


def in_kroner(values: pl.DataFrame) -> pl.DataFrame:
    """Return values as text in which numbers have a decimal comma."""
    numbers = [name for name, dtype in values.schema.items() if dtype == pl.Float64]
    text = values.with_columns(clv_low=0.5).cast(pl.String)
    return text.with_columns(pl.col(numbers).str.replace(".", ",", literal=True))


@pytest.mark.parametrize(
    "kind",
    [pytest.param(in_kroner, id="decimal commas"), pytest.param(lambda values: values.cast(pl.String), id="text")],
)
def test_values_laid_down_on_disk_are_those_in_memory(
    values: pl.DataFrame, kind: Callable[[pl.DataFrame], pl.DataFrame]
) -> None:
    table = table_of(kind(values))
    found, expected = values_on_disk(table), values_from(table)
    assert expected is not None
    assert held(found).equals(expected)
    assert held(together_on_disk([found])).equals(expected)


def test_what_is_wrong_with_values_is_said_alike_wherever_they_are_to_lie(as_text: pl.DataFrame) -> None:
    row = pl.int_range(pl.len()) == 3
    wrong = [pl.when(row).then(pl.lit("?")).otherwise(name).alias(name) for name in ("clv_36m", "orders")]
    table = table_of(as_text.with_columns(wrong))
    with pytest.raises(StoredValuesError) as in_memory:
        values_from(table)
    with pytest.raises(StoredValuesError) as on_disk:
        values_on_disk(table)
    assert on_disk.value.message == in_memory.value.message


def test_customers_on_disk_who_stand_there_twice_are_found_a_share_of_them_at_a_time(
    values: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clvcli.valuation.stored.IDS_AT_ONCE", values.height // 4)
    once, again = values_on_disk(table_of(values)), values_on_disk(table_of(values.tail(3)))
    with pytest.raises(ValuedTwiceError) as in_memory:
        together([values, values.tail(3)])
    with pytest.raises(ValuedTwiceError) as on_disk:
        together_on_disk([once, again])
    assert on_disk.value.message == in_memory.value.message
