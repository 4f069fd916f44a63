"""Files of one export are known again in any order, joined by key, and never add a row or count money twice."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from clvcli.errors import CompanionMissingError
from clvcli.orders.formats import formats
from clvcli.orders.ingest import Ingested, ingest
from clvcli.orders.options import ReadOptions
from tests.formats.formats_samples import SAMPLES

ITEMS, ORDERS, CUSTOMERS, PRODUCTS, PAYMENTS = (
    str(SAMPLES / f"olist_{name}.csv") for name in ("order_items", "orders", "customers", "products", "payments")
)
OLIST = (ITEMS, ORDERS, CUSTOMERS, PRODUCTS, PAYMENTS)
NET = Decimal("338.58")


def read(*inputs: object, **options: object) -> Ingested:
    return ingest([str(given) for given in inputs], ReadOptions(**options))  # type: ignore[arg-type]  # as given


def net(result: Ingested) -> Decimal:
    return result.reconciliation.money_of("net_revenue")


def texts(result: Ingested) -> list[str]:
    return [note.text for note in result.notes]


@pytest.mark.parametrize("inputs", list(itertools.permutations(OLIST))[::17])
def test_the_order_of_the_files_does_not_matter(inputs: tuple[str, ...]) -> None:
    assert read(*inputs).lines.collect().equals(read(*OLIST).lines.collect())


def test_payments_of_an_order_do_not_count_its_items_twice() -> None:
    result = read(*OLIST)
    assert (net(result), result.rows_read) == (NET, 6)
    assert net(read(ITEMS, ORDERS, CUSTOMERS)) == NET
    said = next(decision for decision in result.decisions if decision.subject == "payments")
    assert (said.value, said.source) == ("put aside", PAYMENTS)


def test_the_person_of_an_order_is_the_one_of_the_customers_file() -> None:
    lines = read(*OLIST).lines.filter(pl.col("excluded").is_null()).collect()
    assert sorted(lines["customer_id"].unique()) == ["u1", "u2"]


def test_what_is_not_used_is_named_file_by_file_and_keys_are_used() -> None:
    unused = read(*OLIST).unused
    assert unused[CUSTOMERS] == ("customer_zip_code_prefix", "customer_city")
    assert unused[ITEMS] == ("order_item_id", "seller_id", "shipping_limit_date")


@pytest.mark.parametrize(
    ("inputs", "file"),
    [
        ((ITEMS, ORDERS), "olist_customers_dataset.csv"),
        ((ITEMS, CUSTOMERS), "olist_orders_dataset.csv"),
        ((ORDERS, CUSTOMERS), "olist_order_items_dataset.csv"),
        ((CUSTOMERS,), "olist_order_items_dataset.csv"),
        ((PAYMENTS,), "olist_order_items_dataset.csv"),
    ],
)
def test_a_file_without_which_the_answer_is_wrong_is_asked_for_by_name(inputs: tuple[str, ...], file: str) -> None:
    with pytest.raises(CompanionMissingError) as refusal:
        read(*inputs)
    assert refusal.value.hint == f"give {file} as well"


def test_without_the_customers_it_is_said_that_everybody_would_have_bought_once() -> None:
    with pytest.raises(CompanionMissingError, match="everybody would have bought once"):
        read(ITEMS, ORDERS)


def test_a_format_named_by_the_user_is_joined_as_well() -> None:
    assert net(read(*OLIST, source_format="olist")) == NET


def test_a_table_that_somebody_joined_before_is_read_as_it_stands(tmp_path: Path) -> None:
    whole = pl.read_csv(ITEMS, infer_schema=False).join(pl.read_csv(ORDERS, infer_schema=False), on="order_id")
    whole.join(pl.read_csv(CUSTOMERS, infer_schema=False), on="customer_id").write_csv(tmp_path / "joined.csv")
    result = read(tmp_path / "joined.csv")
    assert net(result) == NET
    assert result.lines.collect()["customer_id"].n_unique() == 3


def test_keys_are_the_same_as_text_and_as_numbers(tmp_path: Path) -> None:
    names = ("order_items", "orders", "users", "products")
    for name in names:
        pl.read_csv(SAMPLES / f"thelook_{name}.csv").write_parquet(tmp_path / f"{name}.parquet")
    text = [SAMPLES / f"thelook_{name}.csv" for name in names]
    mixed = [text[0], *(tmp_path / f"{name}.parquet" for name in names[1:])]
    assert net(read(*mixed)) == net(read(*text)) == Decimal("168.49")
    assert [note for note in texts(read(*mixed)) if "found none" in note] == []


def test_a_file_in_several_parts_is_one_file(tmp_path: Path) -> None:
    customers = pl.read_csv(CUSTOMERS, infer_schema=False)
    customers.head(2).write_csv(tmp_path / "a.csv")
    customers.slice(1).write_csv(tmp_path / "b.csv")
    items = pl.read_csv(ITEMS, infer_schema=False)
    items.head(3).write_csv(tmp_path / "items_a.csv")
    items.slice(3).write_csv(tmp_path / "items_b.csv")
    result = read(*(tmp_path / name for name in ("b.csv", "items_b.csv", "items_a.csv", "a.csv")), ORDERS)
    assert net(result) == NET
    assert not any("several times" in text for text in texts(result))


def test_a_key_that_stands_twice_adds_no_row_and_is_said_where_it_contradicts(tmp_path: Path) -> None:
    orders = pl.read_csv(ORDERS, infer_schema=False)
    later = orders.head(1).with_columns(order_status=pl.lit("shipped"))
    pl.concat([orders, orders.head(2), later]).write_csv(tmp_path / "orders.csv")
    result = read(ITEMS, tmp_path / "orders.csv", CUSTOMERS)
    assert net(result) == NET
    assert (
        texts(result)[0]
        == "1 values of `order_id` stand several times among the orders and say different things; one is taken"
    )


def test_what_did_not_match_is_counted_and_said(tmp_path: Path) -> None:
    pl.read_csv(CUSTOMERS, infer_schema=False).filter(pl.col("customer_id") != "c3").write_csv(tmp_path / "c.csv")
    result = read(ITEMS, ORDERS, tmp_path / "c.csv")
    assert "1 of 6 rows found none of the customers" in texts(result)
    assert "1 of the orders belong to no order line" in texts(result)
    assert net(result) == NET  # the order of a guest counts


def test_a_broken_record_of_a_joined_file_is_a_rejected_row(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(Path(CUSTOMERS).read_text() + "c9,u9,1,2,3,4,5\n")
    result = read(ITEMS, ORDERS, path, max_rejects=0.5)
    assert result.rejects["source"].to_list() == [str(path)]
    assert result.rows_read == result.reconciliation.rows_read == 7


def test_companions_are_declared_with_what_the_joins_need() -> None:
    for form in formats():
        taken: set[str] = set()
        for companion in form.companions:
            assert form.file
            assert companion.file
            assert bool(companion.columns) == bool(companion.on)
            assert all("." not in here or here in taken for here in companion.on)
            taken |= {f"{companion.name}.{column}" for column in companion.columns}
        named = {name for names in form.columns.values() for name in names if "." in name}
        assert not form.companions or named <= taken


ETSY_ITEMS = """Sale Date,Item Name,Buyer,Quantity,Price,Discount Amount,Item Total,Currency,Transaction ID,Order ID
03/28/24,Dress,Ida Muster (wildwood),1,90.00,0.00,90.00,USD,1,100
03/28/24,Brooch,Ida Muster (wildwood),1,10.00,0.00,10.00,USD,2,100
03/30/24,Brooch,Kim Prov (pinecone),1,10.00,0.00,10.00,USD,3,200
"""
ETSY_ORDERS = """Sale Date,Order ID,Buyer User ID,Order Value,Sales Tax,Order Total,Status,Order Net,Adjusted Order Total,Currency
03/28/24,100,wildwood,100.00,0.00,100.00,,95.00,75.00,USD
03/30/24,200,,10.00,0.00,10.00,Canceled,9.00,,USD
04/02/24,300,oak,60.00,0.00,60.00,,55.00,,USD
"""


def test_orders_of_etsy_say_what_was_refunded_and_cancelled_of_its_items(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(ETSY_ITEMS)
    (tmp_path / "orders.csv").write_text(ETSY_ORDERS)
    assert net(read(tmp_path / "items.csv")) == 110
    both = read(tmp_path / "orders.csv", tmp_path / "items.csv")
    assert net(both) == 75
    assert both.reconciliation.money_of("refunds_of_orders") == -25
    note = next(note for note in both.notes if note.code == "CLVN22")
    assert note.text == "1 of the orders belong to no order line, and their money is not counted"
    assert note.changes_money


SQUARE_ITEMS = """Date,Time,Item,Qty,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID
2024-03-02,10:15:00,Cardigan,1.0,$90.00,$0.00,$90.00,$9.00,tx1,Payment,
2024-03-02,10:15:00,Socks,1.0,$10.00,$0.00,$10.00,$1.00,tx1,Payment,
2024-03-09,11:00:00,Socks,-1.0,-$10.00,$0.00,-$10.00,-$1.00,tx1,Refund,
"""
SQUARE_TRANSACTIONS = """Date,Time,Gross Sales,Net Sales,Total Collected,Transaction ID,Payment ID,PAN Suffix,Event Type,Customer ID
2024-03-02,10:15:00,$60.00,$60.00,$66.00,tx1,p1,1111,Payment,CUS1
2024-03-02,10:15:00,$40.00,$40.00,$44.00,tx1,p2,2222,Payment,CUS1
2024-03-09,11:00:00,-$10.00,-$10.00,-$11.00,tx1,p3,1111,Refund,CUS1
"""


def test_a_sale_of_square_paid_by_two_cards_counts_once_and_gets_its_customer(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(SQUARE_ITEMS)
    (tmp_path / "transactions.csv").write_text(SQUARE_TRANSACTIONS)
    both = read(tmp_path / "transactions.csv", tmp_path / "items.csv", currency="USD")
    assert net(both) == 90
    assert both.lines.collect()["customer_id"].unique().to_list() == ["CUS1"]
    assert not [note for note in both.notes if note.code in {"CLVN20", "CLVN21", "CLVN22"}]
