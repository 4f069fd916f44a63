"""The whole report of the two sample shops: each figure of a sentence is proved, each section answers."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clvcli.output.document import NUMERIC

SAMPLES = Path(__file__).parents[2] / "sample_data"
NORDLYS = SAMPLES / "nordlys"

QUICK = ("--model", "mbg-nbd", "--no-intervals", "--format", "json")
SHOPS: dict[str, tuple[str, ...]] = {
    "nordlys": (
        str(NORDLYS / "ordrelinjer.csv"),
        *("--currency", "DKK", "--rates", str(NORDLYS / "rates.csv"), "--freight", "Webshop=39,Butik=0"),
        *("--payment-fee", "1.5%", "--return-handling", "35", "--spend", str(NORDLYS / "spend.csv")),
        *("--products", str(NORDLYS / "products.csv"), "--contact-cost", "12", "--budget", "5000"),
    ),
    "retail": (str(SAMPLES / "online_retail_ii.parquet"),),
}
LISTS = frozenset({"summary", "next"})
"""Sections of lines, which need no note."""

Section = dict[str, Any]

each_shop = pytest.mark.parametrize("shop", ["nordlys", pytest.param("retail", marks=pytest.mark.long)])


@cache
def report(shop: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "clvcli", "report", *SHOPS[shop], *QUICK], capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def sections(shop: str) -> list[Section]:
    made: list[Section] = report(shop)["sections"]
    return [section for section in made if section["missing"] is None]


def proven(section: Section) -> set[object]:
    """Return all values that stand in the tables and key figures of a section."""
    cells = {cell for table in section["tables"] for row in table["rows"] for cell in row.values()}
    cards = section["key_figures"]
    beside = {each[name] for each in cards for name in ("value", "before", "low", "high")}
    return cells | beside | {figure["value"] for each in cards for figure in each["meaning"]["figures"].values()}


def unproven(said: Section, proof: set[object]) -> dict[str, object]:
    figures = said["figures"].items()
    return {name: each["value"] for name, each in figures if each["kind"] in NUMERIC and each["value"] not in proof}


@each_shop
def test_every_number_of_every_answer_stands_in_a_table_or_key_figure_of_its_section(shop: str) -> None:
    for section in sections(shop):
        for phrase in section["answer"]:
            assert unproven(phrase, proven(section)) == {}, (section["id"], phrase["key"])


@each_shop
def test_every_section_with_figures_has_an_answer_and_a_note(shop: str) -> None:
    figured = [section for section in sections(shop) if section["tables"] or section["key_figures"]]
    assert [section["id"] for section in figured if not section["answer"]] == []
    assert [
        section["id"] for section in sections(shop) if not section["notes"] and section["id"] not in LISTS
    ] == []


@each_shop
def test_every_number_of_the_five_lines_stands_in_the_section_that_they_name(shop: str) -> None:
    by_id = {section["id"]: section for section in sections(shop)}
    for line in by_id["summary"]["lines"]:
        assert unproven(line, proven(by_id[line["proof"]])) == {}


@each_shop
def test_the_five_lines_say_value_change_new_customers_risk_and_what_to_do_first(shop: str) -> None:
    lines = sections(shop)[0]["lines"]
    assert [line["proof"] for line in lines] == ["key_figures", "changed", "acquisition", "resources", "segments"]
    assert lines[-1]["key"] == "act_on_quiet"


@each_shop
def test_the_head_says_of_which_orders_and_how_good_they_are(shop: str) -> None:
    head = [phrase["key"] for phrase in report(shop)["context"]]
    assert head[2:4] == ["context_as_of", "context_span"]
    assert head[-3:] == ["context_customers", "context_guests", "context_grade"]


@each_shop
def test_what_everyone_asks_for_comes_first_beside_what_it_was_a_year_before(shop: str) -> None:
    (cards,) = (section["key_figures"] for section in sections(shop) if section["id"] == "key_figures")
    known = [card["id"] for card in cards]
    first = ["active_customers", "value_of_base", "clv_new", "cac_12m", "payback", "repurchase_12m", "aov_12m"]
    spend = {"cac_12m", "payback"} if shop == "nordlys" else set()
    asked = [name for name in (*first, "share_top20") if name not in {"cac_12m", "payback"} - spend]
    assert known[: len(asked)] == asked
    observed = {"active_customers", "aov_12m", "share_top20", *(spend - {"payback"})}
    assert observed <= {card["id"] for card in cards if card["before"] is not None}


@each_shop
def test_what_the_drivers_of_change_say_of_customers_is_what_the_key_figures_say(shop: str) -> None:
    by_id = {section["id"]: section for section in sections(shop)}
    cards = {card["id"]: card for card in by_id["key_figures"]["key_figures"]}
    before, now = next(table["rows"] for table in by_id["changed"]["tables"] if table["id"] == "drivers")
    for card, column in (("active_customers", "customers"), ("aov_12m", "aov")):
        assert (cards[card]["before"], cards[card]["value"]) == (before[column], now[column])


@each_shop
def test_sales_by_the_year_of_the_first_purchase_add_up_to_the_shop(shop: str) -> None:
    (cohorts,) = (section for section in sections(shop) if section["id"] == "cohorts")
    rows = next(table["rows"] for table in cohorts["tables"] if table["id"] == "c3")
    assert len(rows) >= 6
    for row in rows:
        parts = [value or 0.0 for name, value in row.items() if name not in {"period", "whole_shop"}]
        assert sum(parts) == pytest.approx(row["whole_shop"], abs=0.05)  # each is rounded to the cent


@each_shop
def test_a_segment_has_its_action_its_ceiling_and_the_name_of_its_list_in_its_row(shop: str) -> None:
    (found,) = (section for section in sections(shop) if section["id"] == "segments")
    (table,) = found["tables"]
    for row in table["rows"]:
        told = {name: row[name] is not None for name in ("action", "spend_ceiling", "export_name")}
        assert set(told.values()) == {row["customers"] > 0}


@each_shop
def test_the_lorenz_curve_goes_from_nothing_to_all_below_the_diagonal(shop: str) -> None:
    (found,) = (section for section in sections(shop) if section["id"] == "concentration")
    rows = next(table["rows"] for table in found["tables"] if table["id"] == "lorenz")
    points = [(row["customers_share"], row["value_share"]) for row in rows]
    assert (points[0], points[-1]) == ((0.0, 0.0), (1.0, 1.0))
    assert all(value <= customers for customers, value in points)


@each_shop
def test_the_settings_that_were_given_and_those_left_alone_stand_at_the_end(shop: str) -> None:
    (found,) = (section for section in sections(shop) if section["id"] == "definitions")
    how = {row["setting"]: (row["value"], row["how"]) for row in found["tables"][0]["rows"]}
    assert how["--model"] == ("mbg-nbd", "set")
    assert how["--horizon"] == ("36m", "default")
    assert "--format" not in how
