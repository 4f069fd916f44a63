"""Lines inside cells, columns made of others, and order money that stands once, repeated or in parts."""

from __future__ import annotations

import csv
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from clvcli.orders.formats.base import FirstOf, Format, Joined, Part, Summed
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions
from clvcli.orders.tables import LINE, RawTable
from clvcli.orders.understanding.prepared import made_of, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from clvcli.orders.formats.base import Derived

SAMPLES = Path(__file__).parent / "samples"


def rows_of(sample: str) -> list[dict[str, str]]:
    with (SAMPLES / sample).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def reread(tmp_path: Path) -> Callable[..., Ingested]:
    """Write changed rows of a sample and ingest them."""

    def run(rows: Sequence[dict[str, str]], **options: float) -> Ingested:
        path = tmp_path / "changed.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return ingest([str(path)], ReadOptions(**options))  # type: ignore[arg-type]  # only max_rejects is given

    return run


def made(derived: Mapping[str, Derived], **columns: Sequence[str | None]) -> list[tuple[str | None, ...]]:
    """Return the rows of the made columns over a small table."""
    frame = pl.DataFrame(columns, dict.fromkeys(columns, pl.String)).with_row_index(LINE)
    table = RawTable(source="t", columns=tuple(columns), frame=frame.lazy(), rows_read=frame.height)
    form = Format(name="t", title="t", confidence="docs", signatures=(), columns={}, derived=derived)
    ready = prepared(table, form)
    return ready.frame.select(*ready.columns[len(columns) :]).collect().rows()


def test_texts_are_joined_with_a_blank_and_without_what_is_missing() -> None:
    joined = {"stamp": Joined(("day", "time"))}
    days, times = ["2024-05-13", "2024-05-14", None], ["10:00", None, None]
    assert made(joined, day=days, time=times) == [("2024-05-13 10:00",), ("2024-05-14",), (None,)]
    assert made(joined, day=["2024-05-13"]) == [("2024-05-13",)]


def test_the_first_text_that_is_there_is_taken_row_by_row() -> None:
    assert made({"e": FirstOf(("a", "b"))}, a=["x", None, None], b=["y", "z", None]) == [("x",), ("z",), (None,)]


def test_a_part_may_be_taken_of_a_made_column_and_what_does_not_match_has_none() -> None:
    derived: dict[str, Derived] = {"both": Joined(("a", "b")), "digits": Part("both", r"([0-9]+)$")}
    assert made(derived, a=["x", "x"], b=["17", "y"]) == [("x 17", "17"), ("x y", None)]


def test_numbers_in_texts_are_added_up_and_a_text_without_any_is_left_to_be_refused() -> None:
    derived = {"sum": Summed(("a", "b"), r"paid:(-?[0-9.]+)(?:;|$)")}
    found = made(derived, a=["paid:1.5;paid:2", "paid:1,5", None, None], b=["paid:-0.5", None, "paid:3", None])
    assert [value if value == "paid:1,5" else value and Decimal(value) for (value,) in found] == [
        Decimal(3), "paid:1,5", Decimal(3), None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "total"),
    [
        (("10.00", "5.00"), "15"),
        (("10,00", "5,50"), "15,500000"),
        (("1.000,00", "5,50"), "1005,500000"),
        (("1,000.00", "5.50"), "1005.500000"),
        (("1.000,50", None), "1000,500000"),
        (("0,00", "0"), "0"),
    ],
)
def test_what_is_added_up_keeps_the_decimal_sign_it_was_printed_with(
    printed: tuple[str | None, ...], total: str
) -> None:
    (((found),),) = made({"sum": Summed(("a", "b"))}, a=[printed[0]], b=[printed[1]])
    assert found == total


def test_of_texts_that_are_no_numbers_one_alone_is_left_and_several_are_no_sum() -> None:
    found = made({"sum": Summed(("a", "b"))}, a=["£5.00", "£5.00", "1,234"], b=["0.00", "£1.00", "2.00"])
    assert found == [("£5.00",), ("£5.00 + £1.00",), ("1,234 + 2.00",)]


def test_a_column_whose_printed_ones_are_all_missing_is_not_made() -> None:
    assert made({"e": FirstOf(("a", "b"))}, c=["x"]) == []


def test_a_made_column_names_the_printed_ones_it_rests_on() -> None:
    frame = pl.DataFrame({"a": ["x"], "b": ["y"]})
    table = RawTable(source="t", columns=("a", "b"), frame=frame.lazy(), rows_read=1)
    derived: dict[str, Derived] = {"part": Part("a", "(.)"), "both": Joined(("part", "b"))}
    form = Format(name="t", title="t", confidence="docs", signatures=(), columns={}, derived=derived)
    assert made_of(table, form) == {"part": ("a",), "both": ("a", "b")}


# --- lines inside cells ----------------------------------------------------------------------


def test_a_name_that_holds_the_signs_between_lines_and_pairs_stays_whole() -> None:
    lines = ingest([str(SAMPLES / "woo_skyverge_orders.csv")], ReadOptions()).lines.collect()
    products = lines.filter(pl.col("order_id") == "W-1", pl.col("line_type") == "product").sort("line_no")
    assert set(products.select("product", "sku", "quantity").iter_rows()) == {
        ("Skjorte; hvid | lang", "SK-M", Decimal(2)), ("Sok", "SO-1", Decimal(1)),
    }  # fmt: skip
    parcels = ingest([str(SAMPLES / "bigcommerce_default.csv")], ReadOptions()).lines.collect()
    assert {"Shirt, white", "Cap | blue"} <= set(parcels["product"])


def test_an_order_with_a_line_that_cannot_be_read_is_refused_whole_and_once(
    reread: Callable[..., Ingested],
) -> None:
    rows = rows_of("woo_skyverge_orders.csv")
    rows[0]["line_items"] = rows[0]["line_items"].replace("quantity:1", "quantity:one")
    result = reread(rows, max_rejects=0.5)
    assert result.rejects.select("line", "column", "reason").rows() == [(2, "line quantity", "not_a_number")]
    assert result.reconciliation.rows_read == result.rows_read == 4
    assert result.reconciliation.money_of("net_revenue") == Decimal(150)


def test_an_order_without_the_money_of_a_line_is_refused_whole_and_once(reread: Callable[..., Ingested]) -> None:
    rows = rows_of("woo_skyverge_orders.csv")
    rows[0]["line_items"] = rows[0]["line_items"].replace("total:50.00", "total:")
    result = reread(rows, max_rejects=0.5)
    assert result.rejects.select("line", "reason").rows() == [(2, "no_amount")]
    assert result.reconciliation.rows_read == result.rows_read == 4
    assert result.reconciliation.money_of("net_revenue") == Decimal(150)


def test_refunds_that_cannot_be_added_up_are_refused_and_never_taken_for_none(
    reread: Callable[..., Ingested],
) -> None:
    rows = rows_of("woo_webtoffee_orders.csv")
    rows[2]["refund_items"] = "amount:25,00|reason:"
    assert reread(rows, max_rejects=0.5).rejects.select("line", "column", "reason").rows() == [
        (4, "sum of refund_items", "not_a_number")
    ]


def test_orders_with_their_lines_in_a_cell_count_once_when_the_export_holds_them_twice(
    reread: Callable[..., Ingested],
) -> None:
    once = [row for row in rows_of("woo_skyverge_orders.csv") if row["status"] != "on-hold"]
    result = reread([*once, *once])
    assert result.reconciliation.money_of("net_sales") == reread(once).reconciliation.money_of("net_sales")
    assert result.reconciliation.rows_read == result.rows_read == 6
    excluded = result.reconciliation.fates.filter(pl.col("fate") == "excluded")
    assert excluded.select("rule", "rows").rows() == [("repeated_order", 3)]


def test_columns_that_made_ones_rest_on_are_not_called_unused() -> None:
    source = str(SAMPLES / "wix_orders.csv")
    unused = ingest([source], ReadOptions()).unused[source]
    assert not {"Date created", "Time", "Fulfillment status", "Shipping rate", "Additional fees"} & set(unused)
    assert "Delivery address" in unused


# --- once, repeated, in parts ----------------------------------------------------------------

ORDER_MONEY = ("shipping_total", "tax_total", "discount_total", "order_total")


def printed(how: str) -> list[dict[str, str]]:
    """Return the sample of item rows with its order money printed in another way."""
    rows = rows_of("woo_item_rows.csv")
    for first, second in pairwise(rows):
        if first["order_number"] != second["order_number"]:
            continue
        if how == "repeated":
            second |= {name: first[name] for name in first if not second[name]}
        if how == "in parts":
            for name in ORDER_MONEY:
                whole = Decimal(first[name])
                first[name], second[name] = f"{whole * Decimal('0.6'):.2f}", f"{whole * Decimal('0.4'):.2f}"
    return rows


@pytest.mark.parametrize("how", ["once", "repeated", "in parts"])
def test_order_money_is_the_same_however_it_is_printed_and_the_way_is_said(
    how: str, reread: Callable[..., Ingested]
) -> None:
    result = reread(printed(how))
    assert result.reconciliation.money_of("net_revenue") == Decimal(350)
    assert result.reconciliation.money_of("shipping_and_other") == Decimal(80)
    (said,) = (decision for decision in result.decisions if decision.subject == "column `shipping_total`")
    assert said.value == f"of the order, {how}"
