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
    assert "Not used\nFavourite colour, Shelf\n" in shown


def test_columns_not_used_are_told_to_who_asks_and_to_nobody_else(clvcli: Cli) -> None:
    clvcli.write("shop.csv", LOG)
    assert (
        "shop.csv: not used: Favourite colour, Shelf"
        in clvcli("compute", "-v", "--model", "none", "shop.csv").stderr
    )
    assert clvcli("compute", "--model", "none", "shop.csv").stderr == ""
