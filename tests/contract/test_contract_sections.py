"""`report --sections`: those that are asked for, in the report's own order, and the names of all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clvcli.cli.auditing import ON_REQUEST, SECTIONS

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


def test_an_unknown_section_is_refused_with_the_nearest_name(clvcli: Cli) -> None:
    ran = clvcli("report", "log.csv", "--sections", "cohort")
    assert ran.exit_code == 2
    assert "no section `cohort`" in ran.stderr
    assert "cohorts" in ran.stderr
