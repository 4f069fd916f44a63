"""`segment --table` for lists and plans to act on: what they need, what they hold, and that no limit is passed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli, Ran

TWO_CURRENCIES = ("--contact-cost", "DKK=2,SEK=3")


@pytest.fixture
def shop(clvcli: Cli, computed: bytes) -> Cli:
    """Return the tool beside what it computed, and beside the same customers in two currencies."""
    clvcli.write("clv.csv", computed)
    rows = list(csv.DictReader(io.StringIO(computed.decode())))
    for number, row in enumerate(rows):
        row["currency"] = "DKK" if number % 2 else "SEK"
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["currency"]))
    clvcli.write("two.csv", text.getvalue())
    return clvcli


def rows_of(ran: Ran) -> list[dict[str, str]]:
    assert ran.exit_code == 0, ran.stderr
    return list(csv.DictReader(io.StringIO(ran.text)))


def test_the_winback_list_is_silent_customers_by_gain_and_says_where_to_stop(shop: Cli) -> None:
    rows = rows_of(shop("segment", "log.csv", "--table", "winback", "--contact-cost", "2", "--uplift", "1,2,4"))
    gains = [float(row["winback_gain"]) for row in rows if row["winback_gain"]]
    assert gains == sorted(gains, reverse=True)
    assert {row["contact"] for row in rows} <= {"true", "false"}
    for row in rows:
        assert (row["contact"] == "true") == (row["stop_reason"] == "") == (float(row["winback_gain"] or 0) > 0)


def test_an_uplift_that_nobody_set_is_said_to_be_assumed(shop: Cli) -> None:
    asked = ("segment", "clv.csv", "--table", "budget", "--contact-cost", "2", "--budget", "50")
    assert "[CLVN81]" in shop(*asked).stderr
    assert "[CLVN81]" not in shop(*asked, "--uplift", "2").stderr


def test_the_budget_is_never_passed(shop: Cli) -> None:
    asked = ("--table", "budget", "--contact-cost", "0.50", "--uplift", "4", "--scheme", "rfm")
    for budget in (0, 7, 1000):
        rows = rows_of(shop("segment", "clv.csv", *asked, "--budget", str(budget)))
        assert sum(float(row["allotted"]) for row in rows) <= budget
        assert sum(int(row["customers"]) for row in rows) == 240
        assert all(float(row["allotted"]) == 0 for row in rows if float(row["expected_gain"]) <= 0)


def test_the_loyalty_plan_and_the_protected_need_no_amount(shop: Cli) -> None:
    tiers = rows_of(shop("segment", "clv.csv", "--table", "loyalty", "--reward-share", "5%"))
    assert [row["tier"] for row in tiers] == ["platinum", "gold", "silver", "bronze"]
    assert {row["break_even_revenue"] for row in tiers} == {""}  # no cost is known
    protected = rows_of(shop("segment", "log.csv", "--table", "protect"))
    assert protected
    assert all(float(row["churn_factor"]) > 1 for row in protected)


@pytest.mark.parametrize(
    ("options", "needed"),
    [
        (("--table", "winback"), "--contact-cost"),
        (("--table", "budget", "--contact-cost", "5"), "--budget"),
        (("--table", "loyalty", "--scheme", "rfm"), "--scheme tiers"),
    ],
)
def test_a_table_without_what_it_is_made_from_is_refused_before_anything_is_read(
    shop: Cli, options: tuple[str, ...], needed: str
) -> None:
    ran = shop("segment", "no-such-file.csv", *options)
    assert ran.exit_code == 2
    assert needed in ran.stderr


def test_amounts_are_per_currency(shop: Cli) -> None:
    asked = ("segment", "two.csv", "--table", "budget", "--budget", "DKK=50,SEK=50", "--uplift", "2")
    one = shop(*asked, "--contact-cost", "2")
    assert one.exit_code == 2
    assert "--contact-cost: 2 in which of DKK, SEK?" in one.stderr
    assert "--contact-cost DKK=2,SEK=2" in one.stderr
    missing = shop(*asked, "--contact-cost", "DKK=2,EUR=1")
    assert missing.exit_code == 2
    assert "the customers are in DKK, SEK" in missing.stderr
    assert {row["currency"] for row in rows_of(shop(*asked, *TWO_CURRENCIES))} == {"DKK", "SEK"}


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--uplift", "4,2,1"),
        ("--uplift", "1,2"),
        ("--uplift", "0"),
        ("--contact-cost", "-1"),
        ("--budget", "DKK=1,DKK=2"),
    ],
)
def test_what_cannot_be_meant_is_refused(shop: Cli, option: str, text: str) -> None:
    ran = shop("segment", "clv.csv", option, text)
    assert ran.exit_code == 2
    assert "[CLV503]" in ran.stderr


def test_the_book_that_config_prints_is_the_one_that_is_used(shop: Cli) -> None:
    for language in ("en", "da", "sv"):
        shop.write("book.toml", shop("config", "actions", "--lang", language).stdout)
        own = shop("segment", "clv.csv", "--table", "segments", "--actions", "book.toml")
        assert own.stdout == shop("segment", "clv.csv", "--table", "segments", "--actions", language).stdout


def test_a_list_of_customers_is_private_and_a_plan_is_not(shop: Cli) -> None:
    shop("segment", "log.csv", "--table", "protect", "-o", "protect.csv")
    shop("segment", "clv.csv", "--table", "loyalty", "-o", "loyalty.csv")
    modes = {name: (shop.folder / name).stat().st_mode & 0o077 for name in ("protect.csv", "loyalty.csv")}
    assert modes["protect.csv"] == 0
    assert modes["loyalty.csv"] != 0


def test_the_report_says_what_to_add_for_what_it_lacks(shop: Cli) -> None:
    without = shop("report", "log.csv", "--sections", "resources", "--format", "md").text
    assert "--contact-cost 10" in without
    whole = shop(
        "report", "log.csv", "--sections", "resources", "--format", "md", "--contact-cost", "1", "--budget", "50"
    ).text
    assert "--contact-cost 10" not in whole
    assert "for contacts is split" in whole


# --- one list, whoever asks ---------------------------------------------------------------------


def test_the_protected_are_those_of_the_report_whatever_schemes_were_asked_for(shop: Cli) -> None:
    asked = ("segment", "log.csv", "--table", "protect")
    protected = rows_of(shop(*asked))
    for scheme in ("tiers", "life-cycle,rfm"):
        assert rows_of(shop(*asked, "--scheme", scheme)) == protected
    report = json.loads(shop("report", "log.csv", "--sections", "resources", "--format", "json").text)
    (listed,) = (table for table in report["sections"][0]["tables"] if table["id"] == "protect")
    shown = [{key: str(row[key]) for key in ("customer_id", "act_before")} for row in listed["rows"]]
    assert shown
    assert shown == [{key: row[key] for key in shown[0]} for row in protected[: len(shown)]]


def test_days_to_act_and_to_expect_a_purchase_are_those_of_life_cycle_and_profile(shop: Cli) -> None:
    asked = ("segment", "log.csv", "--scheme", "life-cycle")
    everybody = {row["customer_id"]: row for row in rows_of(shop(*asked, "--profile"))}
    for table, columns in (
        (("protect",), ("act_before", "next_purchase_from", "next_purchase_to")),
        (("winback", "--contact-cost", "2"), ("lapsed_after",)),
    ):
        listed = rows_of(shop("segment", "log.csv", "--table", *table))
        assert listed
        for row in listed:
            told = everybody[row["customer_id"]]
            assert {name: row[name] for name in columns} == {name: told[name] for name in columns}


def test_the_scheme_that_tells_of_silence_is_not_shown_unless_asked_for(shop: Cli) -> None:
    beside = ("--scheme", "tiers", "--summary", "summary.csv", "--save-cuts", "cuts.json")
    assert shop("segment", "log.csv", "--table", "protect", *beside).exit_code == 0
    with (shop.folder / "summary.csv").open() as file:
        assert {row["scheme"] for row in csv.DictReader(file)} == {"tiers"}
    assert "life-cycle" not in (shop.folder / "cuts.json").read_text()


def test_values_alone_do_not_tell_who_is_silent_for_too_long(shop: Cli) -> None:
    for table in (("protect",), ("winback", "--contact-cost", "2")):
        ran = shop("segment", "clv.csv", "--table", *table)
        assert (ran.exit_code, ran.text) == (2, "")
        assert f"--table {table[0]} needs the orders" in ran.stderr
    report = shop("report", "clv.csv", "--sections", "resources", "--contact-cost", "2", "--format", "md")
    assert report.exit_code == 0
    assert "give the orders instead of what compute wrote" in report.text
