"""What is said of an input before and beside its rows: columns, rates, days, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

LOG = (
    "Customer ID,Order Date,Amount,Favourite colour,Shelf\nC1,2024-05-13,10.00,red,7\nC2,2024-05-14,20.00,blue,8\n"
)


def test_ingest_names_the_columns_it_did_not_use(clvcli: Cli) -> None:
    clvcli.write("shop.csv", LOG)
    shown = clvcli.on_terminal("ingest", "shop.csv").text.replace("\r\n", "\n")
    assert "Not used\n  Favourite colour, Shelf\n" in shown


def test_columns_not_used_are_told_to_who_asks_and_to_nobody_else(clvcli: Cli) -> None:
    clvcli.write("shop.csv", LOG)
    assert (
        "shop.csv: not used: Favourite colour, Shelf"
        in clvcli("compute", "-v", "--model", "none", "shop.csv").stderr
    )
    assert clvcli("compute", "--model", "none", "shop.csv").stderr == ""


def test_titles_and_totals_alone_are_said_and_write_no_file_of_rejects(clvcli: Cli) -> None:
    clvcli.write("shop.csv", f"{LOG}I alt,,30.00,,\n")
    ran = clvcli("compute", "-v", "--strict", "--model", "none", "shop.csv", "-o", "clv.csv")
    assert ran.exit_code == 0
    assert "furniture is 1 total or header lines left out" in ran.stderr
    assert clvcli.files() == ["clv.csv", "log.csv", "shop.csv"]


def test_an_option_that_changes_nothing_is_said(clvcli: Cli) -> None:
    ran = clvcli("compute", "-v", "--model", "none", "log.csv", "--sheet", "May", "--status", "plukket=paid")
    assert "note[CLVN16]: --sheet changed nothing: no input is a workbook" in ran.stderr
    assert "note[CLVN16]: --status plukket=paid changed nothing: no order has that status" in ran.stderr
    clvcli.write("shop.csv", "Customer,Date,Amount,Status\nC1,2024-05-13,10.00,Plukket\n")
    assert "CLVN16" not in clvcli("compute", "-v", "--model", "none", "shop.csv", "--status", "PLUKKET=paid").stderr
