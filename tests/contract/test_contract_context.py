"""What a table of money says of its money, and the commands that a run names: true to the options it was given."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import polars as pl
import pytest

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli, Ran

HEADING = "amounts in EUR"
NARROW = {"COLUMNS": "80", "NO_COLOR": "1"}


def two_currencies(cli: Cli) -> None:
    """Write `two.csv`, in which every second customer pays in kroner ten times as much."""
    frame = pl.read_csv(cli.folder / "log.csv", infer_schema=False)
    second = pl.col("Customer ID").cast(pl.Int64) % 2 == 1
    amount = (
        pl.when(second).then(pl.col("Amount").cast(pl.Float64) * 10).otherwise(pl.col("Amount").cast(pl.Float64))
    )
    frame.with_columns(
        Currency=pl.when(second).then(pl.lit("DKK")).otherwise(pl.lit("EUR")), Amount=amount.round(2)
    ).write_csv(cli.folder / "two.csv")


def suggested(ran: Ran) -> str:
    return next(line for line in ran.stderr.splitlines() if "next: " in line).partition("next: ")[2]


@pytest.mark.parametrize("command", ["compute", "segment"])
def test_every_table_of_money_says_what_its_money_is(clvcli: Cli, command: str) -> None:
    lines = clvcli.on_terminal(command, "log.csv", env=NARROW).text.splitlines()
    heads = [line for line in lines if line.startswith("as of ")]
    assert len(heads) == 1  # above the first table of the screen, for all of them
    assert all("net revenue, tax unknown" in head for head in heads)
    assert sum(HEADING in line for line in lines) == len(heads)
    assert all(len(line) <= 80 for line in lines)


def test_a_forecast_and_its_absence_are_in_the_heading(clvcli: Cli) -> None:
    assert (
        "BG/NBD and Gamma-Gamma, 12 months ahead, 8% a year"
        in clvcli(
            "compute", "log.csv", "--format", "md", "--model", "bg-nbd", "--horizon", "12m", "--discount-rate", "8%"
        ).lines[0]
    )
    assert (
        clvcli("compute", "log.csv", "--format", "md", "--model", "none", "--margin", "40%")
        .lines[0]
        .endswith("contribution, tax unknown · no forecast · amounts in EUR")
    )


def test_customers_of_several_currencies_stand_apart_and_name_theirs(clvcli: Cli) -> None:
    two_currencies(clvcli)
    ran = clvcli("compute", "two.csv", "--by", "currency")
    found = pl.read_csv(ran.stdout)
    assert found["currency"].rle().struct.field("value").to_list() == ["DKK", "EUR"]
    for part in found.partition_by("currency"):
        assert part["clv_residual"].is_sorted(descending=True)
    shown = clvcli.on_terminal("compute", "two.csv", "--by", "currency", env=NARROW).text
    assert "currency" in shown
    assert shown.count("DKK") > 20


def test_the_next_command_keeps_the_options_of_the_run(clvcli: Cli) -> None:
    two_currencies(clvcli)
    ways = ("--by", "currency", "--map", "customer_id=Customer ID", "--margin", "40%", "--no-intervals")
    ran = clvcli.on_terminal("compute", "two.csv", *ways, "--limit", "3")
    assert suggested(ran) == (
        "clvcli segment two.csv --map 'customer_id=Customer ID' --by currency --no-intervals --margin 40%"
    )
    again = clvcli(*shlex.split(suggested(ran))[1:])
    assert again.exit_code == 0


def test_the_next_command_reads_what_was_written_without_them(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("compute", "log.csv", "--margin", "40%", "-o", "clv.csv")
    assert suggested(ran) == "clvcli segment clv.csv"
    tiers = ("--tiers", "best=10,rest=90")
    ran = clvcli.on_terminal("segment", "clv.csv", *tiers, "--summary", "s.csv", "-o", "segments.csv")
    assert suggested(ran) == "clvcli report segments.csv --tiers best=10,rest=90"
    assert clvcli(*shlex.split(suggested(ran))[1:]).exit_code == 0


def test_the_commands_of_a_report_keep_the_options_of_the_run(clvcli: Cli) -> None:
    two_currencies(clvcli)
    text = clvcli("report", "two.csv", "--by", "currency", "--margin", "40%").text
    commands = [line for line in text.splitlines() if "clvcli " in line and "two.csv" in line]
    assert commands
    assert all("two.csv --by currency --margin 40%" in line for line in commands)


def test_the_report_to_keep_is_the_one_that_was_made(clvcli: Cli) -> None:
    (clvcli.folder / "spend.csv").write_text(
        "month,channel,amount,currency\n2024-01,mail,100,DKK\n", encoding="utf-8"
    )
    two_currencies(clvcli)
    ways = ("--by", "currency", "--tiers", "best=10,rest=90", "--spend", "spend.csv")
    commands = [line for line in clvcli("report", "two.csv", *ways).text.splitlines() if "clvcli " in line]
    whole = " ".join(ways)
    assert all(whole in line for line in commands if "clvcli report" in line)
    assert not [line for line in commands if "spend.csv" in line and "clvcli report" not in line]
