"""Orders counted once, returns set against their orders, customers merged, every row accounted for."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clvcli.errors import (
    CurrencyUnclearError,
    NothingLeftError,
    RateMissingError,
    SeveralCurrenciesError,
    TooManyRejectsError,
    UnknownStatusError,
)
from clvcli.orders.settling.validity import isolated_days

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clvcli.orders.ingest import Ingested

    Ingest = Callable[..., Ingested]
    Row = dict[str, object]


def row(
    order: str,
    customer: str = "c1",
    day: str = "2024-05-13",
    sku: str = "a",
    quantity: float = 1,
    price: float = 100,
) -> Row:
    """One line of a generic export."""
    return {
        "order_id": order,
        "customer_id": customer,
        "date": day,
        "sku": sku,
        "quantity": quantity,
        "unit_price": price,
    }


def rows_by_rule(result: Ingested) -> dict[str | None, int]:
    assert result.fates is not None
    return dict(result.fates.select("rule", "rows").iter_rows())


def revenue(result: Ingested) -> Decimal:
    return result.reconciliation.money_of("net_revenue")


DAYS = [f"2024-05-{day:02}" for day in range(13, 20)]
SHOP = [
    row(f"{n}-{k}", f"c{k}", day, sku, 1 + n % 2, 100 + n)
    for n, day in enumerate(DAYS)
    for k in range(3)
    for sku in "ab"
]


def test_an_order_delivered_by_two_overlapping_files_counts_once(ingested: Ingest) -> None:
    whole = ingested(SHOP)
    both = ingested(SHOP[:30], SHOP[18:])
    assert revenue(both) == revenue(whole)
    assert rows_by_rule(both)["repeated_order"] == 12
    assert both.lines.collect().equals(whole.lines.collect())


def test_overlapping_parts_of_one_file_count_once(ingested: Ingest) -> None:
    whole = ingested(SHOP)
    glued = ingested(SHOP[:30] + SHOP[18:])
    assert rows_by_rule(glued)["repeated_order"] == 12
    assert glued.lines.collect().equals(whole.lines.collect())


def test_a_file_split_anywhere_gives_the_lines_of_the_whole(ingested: Ingest) -> None:
    shuffled = random.Random(7).sample(SHOP, len(SHOP))  # noqa: S311  (a seeded shuffle)
    whole = ingested(SHOP).lines.collect()
    assert ingested(shuffled).lines.collect().equals(whole)
    assert ingested(shuffled[:20], shuffled[20:]).lines.collect().equals(whole)


def test_identical_lines_inside_an_order_are_kept_and_said(ingested: Ingest) -> None:
    result = ingested([*SHOP, row("0-0", "c0", DAYS[0], "a", 1, 100)])
    assert revenue(result) == revenue(ingested(SHOP)) + 100
    assert any(note.code == "CLVN04" for note in result.notes)


def test_identical_rows_of_a_table_of_orders_count_once_and_are_said(ingested: Ingest) -> None:
    orders: list[Row] = [
        {"customer": "c1", "date": "2024-05-13", "amount": "10"},
        {"customer": "c1", "date": "2024-05-20", "amount": "10"},
    ]
    result = ingested([*orders, orders[0]])
    assert rows_by_rule(result) == {None: 2, "identical_row": 1}
    assert any(note.code == "CLVN03" for note in result.notes)


def test_two_purchases_of_one_day_without_order_numbers_stay_two(ingested: Ingest) -> None:
    rows: list[Row] = [{"customer": "c1", "date": "2024-05-13", "amount": amount} for amount in ("10", "20")]
    assert ingested(rows).lines.select(pl.col("order_id").n_unique()).collect().item() == 2


def test_the_later_state_of_an_order_wins_whatever_the_order_of_the_files(ingested: Ingest) -> None:
    early: list[Row] = [
        {"order_id": "1", "customer": "c", "date": "2024-05-13", "amount": "10", "status": "pending"}
    ]
    late: list[Row] = [
        {"order_id": "1", "customer": "c", "date": "2024-05-13", "amount": "10", "status": "paid"},
        {"order_id": "2", "customer": "c", "date": "2024-06-13", "amount": "10", "status": "paid"},
    ]
    assert revenue(ingested(early, late)) == revenue(ingested(late, early)) == 20


def test_a_negative_line_of_an_order_is_a_refund_of_that_order(ingested: Ingest) -> None:
    result = ingested([row("1", quantity=2), row("1", quantity=-1), row("2", day="2024-05-20")])
    lines = result.lines.filter(pl.col("line_type") == "refund").collect()
    assert lines.select("order_id", "refund_amount", "net_amount").row(0) == ("1", Decimal(100), Decimal(0))
    assert revenue(result) == 200


def test_a_credit_note_is_set_against_the_latest_earlier_lines_of_that_sku_and_price(ingested: Ingest) -> None:
    bought = [
        row("1", day="2024-05-13", quantity=2),
        row("2", day="2024-05-20", quantity=1),
        row("3", day="2024-06-20", quantity=5),
    ]
    credit = [row("9", day="2024-05-25", quantity=-2)]
    result = ingested(bought + credit)
    refunds = result.lines.filter(pl.col("line_type") == "refund").sort("order_id").collect()
    assert refunds.select("order_id", "order_date", "refunded_at", "quantity", "refund_amount").rows() == [
        ("1", date(2024, 5, 13), date(2024, 5, 25), Decimal(-1), Decimal(100)),
        ("2", date(2024, 5, 20), date(2024, 5, 25), Decimal(-1), Decimal(100)),
    ]
    kept = result.lines.filter(pl.col("line_no") == 1).select("order_id", "order_kept").collect()
    assert dict(kept.iter_rows()) == {"1": True, "2": False, "3": True}


def test_a_credit_note_that_finds_nothing_is_booked_on_its_own_date_and_is_no_order(ingested: Ingest) -> None:
    result = ingested([row("1"), row("9", day="2024-05-25", sku="never sold", quantity=-1, price=30)])
    loose = result.lines.filter(pl.col("line_type") == "refund").collect()
    assert loose.select("order_id", "order_date", "refund_amount", "order_kept").row(0) == (
        "9",
        date(2024, 5, 25),
        Decimal(30),
        False,
    )
    assert result.lines.filter(pl.col("line_no") == 1).collect().height == 1
    assert revenue(result) == 70


def person(order: str, customer: str, email: str, day: str = "2024-05-13") -> Row:
    return {"order_id": order, "customer_id": customer, "email": email, "date": day, "amount": "10"}


def test_ids_that_share_an_email_are_one_customer(ingested: Ingest) -> None:
    rows = [
        person("1", "17", "Anna@x.example"),
        person("2", "18", " anna@X.example "),
        person("3", "18", ""),
        person("4", "19", "bo@x.example"),
    ]
    assert ingested(rows).lines.select(pl.col("customer_key").n_unique()).collect().item() == 2
    apart = ingested(rows, merge_identities=False)
    assert apart.lines.select(pl.col("customer_key").n_unique()).collect().item() == 3


def test_an_address_shared_by_too_many_ids_is_no_person(ingested: Ingest) -> None:
    rows = [person(str(n), f"id{n}", "office@x.example", f"2024-05-{1 + n % 28:02}") for n in range(30)]
    result = ingested(rows)
    assert result.lines.select(pl.col("customer_key").n_unique()).collect().item() == 30
    assert any(note.code == "CLVN10" for note in result.notes)


@pytest.mark.parametrize("nobody", ["", "0", "guest", "Kontant"])
def test_an_order_of_nobody_is_a_guests_and_stays_in_the_totals(ingested: Ingest, nobody: str) -> None:
    rows = [
        {"order_id": "1", "customer_id": nobody, "date": "2024-05-13", "amount": "10"},
        {"order_id": "2", "customer_id": "7", "date": "2024-05-13", "amount": "5"},
    ]
    result = ingested(rows)
    assert result.reconciliation.money_of("guests") == 10
    assert revenue(result) == 15


def test_one_order_number_under_two_buyers_is_two_orders(ingested: Ingest) -> None:
    result = ingested([row("1", "c1"), row("1", "c2", day="2024-05-20")])
    assert result.lines.filter(pl.col("line_no") == 1).collect().height == 2


def status(order: str, word: str) -> Row:
    return {"order_id": order, "customer": "c", "date": "2024-05-13", "amount": "10", "status": word}


def test_orders_that_were_not_paid_are_left_out_by_a_named_rule(ingested: Ingest) -> None:
    result = ingested(
        [
            status("1", "paid"),
            status("2", "Cancelled"),
            status("3", "pending"),
            status("4", "test"),
            status("5", "failed"),
        ]
    )
    assert rows_by_rule(result) == {None: 1, "cancelled": 1, "unpaid": 1, "test": 1, "failed": 1}


def test_an_unknown_status_word_stops_the_run_and_can_be_told(ingested: Ingest) -> None:
    with pytest.raises(UnknownStatusError, match="plukket"):
        ingested([status("1", "Plukket")])
    assert revenue(ingested([status("1", "Plukket")], statuses={"Plukket": "paid"})) == 10


def test_when_only_unpaid_orders_are_left_the_run_stops_and_says_so(ingested: Ingest) -> None:
    with pytest.raises(NothingLeftError, match="unpaid"):
        ingested([status("1", "pending")])


def money(order: str, currency: str, amount: str = "10") -> Row:
    return {"order_id": order, "customer": "c", "date": "2024-05-13", "amount": amount, "currency": currency}


def test_two_currencies_are_never_added(ingested: Ingest, tmp_path: Path) -> None:
    rows = [money("1", "DKK"), money("2", "SEK")]
    with pytest.raises(SeveralCurrenciesError, match="DKK, SEK"):
        ingested(rows)
    assert ingested(rows, by_currency=True).reconciliation.ladder["currency"].unique().sort().to_list() == [
        "DKK",
        "SEK",
    ]
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2024-05-01,SEK,0.65\n")
    assert revenue(ingested(rows, currency="DKK", rates=str(rates))) == Decimal("16.5")
    rates.write_text("date,currency,rate\n2024-06-01,SEK,0.65\n")
    with pytest.raises(RateMissingError):
        ingested(rows, currency="DKK", rates=str(rates))


def test_a_rate_from_long_before_the_order_is_said(ingested: Ingest, tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2024-04-12,SEK,0.65\n2024-04-10,NOK,0.64\n")
    rows = [money("1", "DKK"), money("2", "SEK"), money("3", "NOK"), money("4", "NOK")]
    assert ingested(rows[:2], currency="DKK", rates=str(rates)).notes == ()
    (note,) = ingested(rows, currency="DKK", rates=str(rates)).notes
    assert note.text == (
        "2 order lines are converted at a rate more than 31 days older than the order; "
        "the oldest is of 2024-04-10, 33 days before"
    )
    assert note.changes_money


def test_a_sign_that_names_several_currencies_stops_the_run(ingested: Ingest) -> None:
    with pytest.raises(CurrencyUnclearError):
        ingested([money("1", "kr")])
    assert ingested([money("1", "kr")], currency="SEK").lines.collect()["currency"].to_list() == ["SEK"]


def test_a_date_far_from_all_others_is_rejected_as_isolated(ingested: Ingest) -> None:
    result = ingested([*SHOP, row("late", "c0", "2099-12-31")])
    assert result.rejects.select("reason", "column").rows() == [("isolated_date", "order_date")]


def test_days_apart_by_the_shops_own_rhythm_are_not_isolated() -> None:
    seldom = [date(2015 + 2 * n, 5, 13) for n in range(5)]
    assert isolated_days(seldom) == []
    assert isolated_days([]) == []


def test_orders_without_buyers_are_a_doubt_that_changes_money(ingested: Ingest) -> None:
    guests = [
        {"order_id": str(n), "customer_id": "" if n % 2 else "7", "date": "2024-05-13", "amount": "10"}
        for n in range(10)
    ]
    assert [note.changes_money for note in ingested(guests).notes] == [True]


def test_more_rejects_than_allowed_stop_the_run(ingested: Ingest) -> None:
    rows = [row(str(n)) for n in range(8)] + [row("x", day="not a date"), row("y", day="2024-02-31")]
    with pytest.raises(TooManyRejectsError):
        ingested(rows)
    assert ingested(rows, max_rejects=0.5).rejects.height == 2
    with pytest.raises(TooManyRejectsError):
        ingested([*[row(str(n)) for n in range(100)], row("x", day="not a date")], strict=True)


CELLS = st.fixed_dictionaries(
    {
        "order_id": st.sampled_from(["1", "2", "3", "4", ""]),
        "customer_id": st.sampled_from(["7", "007", "", "x"]),
        "date": st.sampled_from(["2024-05-13", "2024-05-14", "2024-13-01", ""]),
        "sku": st.sampled_from(["a", "b"]),
        "quantity": st.sampled_from(["1", "2", "-1"]),
        "unit_price": st.sampled_from(["10.5", "3.25", "0", "NaN", "abc"]),
        "status": st.sampled_from(["paid", "cancelled", "test"]),
    }
)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(rows=st.lists(CELLS, min_size=1, max_size=25))
def test_every_row_is_accepted_excluded_or_rejected(
    rows: list[Row], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Rows read = accepted + excluded + rejected, and gross - discounts - refunds = net."""
    from clvcli.orders.ingest import ingest
    from clvcli.orders.options import ReadOptions

    anchor: Row = {
        "order_id": "0",
        "customer_id": "7",
        "date": "2024-05-13",
        "sku": "a",
        "quantity": "1",
        "unit_price": "7.5",
        "status": "paid",
    }
    path = tmp_path_factory.mktemp("rows") / "log.csv"
    everything: list[Row] = [anchor, *rows]
    path.write_text(
        "\n".join([",".join(anchor), *(",".join(str(line[name]) for name in anchor) for line in everything)]) + "\n"
    )
    account = ingest([str(path)], ReadOptions(max_rejects=1.0)).reconciliation
    assert account.rows_read == len(everything)
    ladder = {step: account.money_of(step) for step in account.ladder["step"]}
    assert ladder["gross"] + ladder["discounts"] == ladder["net_sales"]
    assert ladder["net_sales"] + ladder["refunds_of_orders"] + ladder["refunds_of_none"] == ladder["net_revenue"]


def test_money_of_several_currencies_is_not_added_in_the_account_of_rows(ingested: Ingest) -> None:
    result = ingested([money("1", "DKK"), money("2", "SEK")], by_currency=True)
    assert result.fates is not None
    assert result.fates["money"].to_list() == [None]


def test_a_guest_with_an_email_is_no_merge(ingested: Ingest) -> None:
    rows = [person("1", "17", "anna@x.example"), person("2", "", "bo@x.example")]
    assert not [note for note in ingested(rows).notes if note.code == "CLVN09"]


def test_pairs_of_lines_on_days_of_one_order_are_bought_twice_not_delivered_twice(ingested: Ingest) -> None:
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 13, 23)]
    alone = [row(str(n), f"c{n % 5}", day, sku=f"s{n}") for n, day in enumerate(days)]
    twice = [row("2", "c2", days[2], sku="s2"), row("9", "c4", days[9], sku="s9")]
    result = ingested(alone + twice)
    assert revenue(result) == 100 * (len(alone) + len(twice))


def test_the_same_orders_in_files_of_different_columns_count_once(ingested: Ingest) -> None:
    whole = [row("1", quantity=1), row("2", day="2024-05-20", quantity=1)]
    bare: list[Row] = [
        {"order_id": line["order_id"], "customer_id": "c1", "date": line["date"], "sku": "a", "amount": "100"}
        for line in whole
    ]
    assert revenue(ingested(whole, bare)) == 200


def test_an_order_on_several_days_counts_on_the_first_and_is_said(ingested: Ingest) -> None:
    result = ingested([row("1", day="2024-05-13"), row("1", day="2024-05-20", sku="b"), row("2", day="2024-06-13")])
    days = result.lines.filter(pl.col("order_id") == "1").collect()["order_date"].unique().to_list()
    assert days == [date(2024, 5, 13)]
    assert [note.code for note in result.notes] == ["CLVN12"]


def test_an_order_number_that_buyers_share_is_said(ingested: Ingest) -> None:
    result = ingested([row("1", "c1"), row("1", "c2", day="2024-05-20")])
    assert [note.code for note in result.notes] == ["CLVN13"]
