"""`report --sections`: those that are asked for, in the report's own order, and the names of all."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from clvcli.cli.auditing import ON_REQUEST, SECTIONS, Auditing
from clvcli.cli.buying import products_bought
from clvcli.cli.seasons_ahead import plans_ahead, seasonalities

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli


def sections(clvcli: Cli, *options: str) -> list[str]:
    ran = clvcli("report", "log.csv", "--model", "bg-nbd", "--format", "json", *options)
    assert ran.exit_code == 0
    return [section["id"] for section in json.loads(ran.stdout)["sections"]]


def test_the_report_has_the_sections_that_the_options_name(clvcli: Cli) -> None:
    assert sections(clvcli) == [name for name in SECTIONS if name not in ON_REQUEST]


def test_a_section_on_request_without_what_it_is_made_from_is_refused_with_the_option(clvcli: Cli) -> None:
    for name, option in ON_REQUEST.items():
        ran = clvcli("report", "log.csv", "--sections", name)
        assert ran.exit_code == 2
        assert option in ran.stderr


def test_only_the_sections_asked_for_stand_in_the_reports_order(clvcli: Cli) -> None:
    assert sections(clvcli, "--sections", "cohorts, key_figures") == ["key_figures", "cohorts"]


def test_what_no_section_asked_for_tells_of_is_not_looked_at() -> None:
    shop: Any = SimpleNamespace(ingested=object(), customers=object(), valuation=object())  # nothing to look at
    cohorts = Auditing(only="cohorts")
    assert products_bought(cohorts, shop, {}, shop) == {}
    assert seasonalities(cohorts, shop, {None: shop}, (2, 7)) == {}
    assert plans_ahead(shop, cohorts, shop, (2, 7)) == {}
    assert Auditing().asks_for("planning")
    assert Auditing(only="cohorts,planning").asks_for("seasons", "planning")


def test_an_unknown_section_is_refused_with_the_nearest_name(clvcli: Cli) -> None:
    ran = clvcli("report", "log.csv", "--sections", "cohort")
    assert ran.exit_code == 2
    assert "no section `cohort`" in ran.stderr
    assert "cohorts" in ran.stderr
