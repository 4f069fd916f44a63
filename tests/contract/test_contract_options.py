"""The options as a whole: each declared once, the same everywhere, and every example runs."""

from __future__ import annotations

import dataclasses
import importlib
from typing import TYPE_CHECKING, Any

import pytest

from clvcli.cli.examples import EXAMPLES
from clvcli.cli.options import OF_THE_FILE, READING, Reading
from clvcli.cli.tree import COMMANDS, command_of
from clvcli.orders.options import ReadOptions

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli


def params() -> list[tuple[str, Any]]:
    return [(name, param) for name in COMMANDS for param in command_of(name).params]


def test_an_option_means_the_same_in_every_command() -> None:
    """Row 38: same name, same help, same default, same short form."""
    meanings: dict[str, set[tuple[object, ...]]] = {}
    for _, param in params():
        if param.param_type_name == "option":
            for name in param.opts:
                meanings.setdefault(name, set()).add((tuple(param.opts), param.help, str(param.default)))
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


def test_every_option_says_what_it_is_for() -> None:
    assert [(name, param.name) for name, param in params() if not (param.help or "").endswith(".")] == []


def test_every_command_takes_the_options_of_any_command() -> None:
    common = {"--quiet", "--verbose", "--debug", "--color", "--config", "--no-config", "--stats"}
    for name in COMMANDS:
        assert common <= {option for param in command_of(name).params for option in param.opts}, name


def test_the_sentence_of_a_command_is_that_of_its_function() -> None:
    for name, sentence in COMMANDS.items():
        function = getattr(importlib.import_module(f"clvcli.cli.{name}"), name)
        assert function.__doc__ == sentence


def test_every_way_of_reading_has_an_option() -> None:
    asked = Reading(strict=True, no_merge=True, by="currency", decimal=",", sheet="S", tax="included")
    options = asked.options()
    assert (options.strict, options.merge_identities, options.by_currency) == (True, False, True)
    of_sums_or_with_another = {"refund_date", "key_file"}
    given_otherwise = {"budget", "compare", "rate_table"}
    named = len(dataclasses.fields(ReadOptions)) - len(given_otherwise)
    assert len(dataclasses.fields(Reading)) - len(of_sums_or_with_another) == named
    assert Reading().options() == ReadOptions()


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", [example.line for examples in EXAMPLES.values() for example in examples], ids=lambda line: line[7:]
)
def test_every_example_of_the_help_runs(clvcli: Cli, line: str) -> None:
    """Row 25."""
    log = (clvcli.folder / "log.csv").read_text()
    (clvcli.folder / "log.csv").rename(clvcli.folder / "orders.csv")
    clvcli.write(
        "shop.csv", log.replace("Customer ID", "Buyer").replace("Order Date", "When").replace("Amount", "Paid")
    )
    if "clv.csv" in line and "-o clv.csv" not in line:
        assert clvcli("compute", "orders.csv", "-o", "clv.csv").exit_code == 0
    ran = clvcli.shell(line.replace("2024-06-30", "2023-06-30"))
    assert (ran.exit_code, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    "option",
    [
        ("--currency", "SEK"),
        ("--tax-rate", "25%"),
        ("--by", "currency"),
        ("--as-of", "2023-01-01"),
        ("--no-merge",),
        ("--no-intervals",),
    ],
)
def test_an_option_that_values_cannot_obey_is_not_passed_over(
    clvcli: Cli, computed: bytes, option: tuple[str, ...]
) -> None:
    clvcli.write("clv.csv", computed)
    ran = clvcli("segment", "clv.csv", *option)
    name = option[0].replace("--no-intervals", "--intervals")
    assert (ran.exit_code, ran.stdout) == (2, b"")
    assert f"[CLV510]: {name} cannot change values that compute wrote" in ran.stderr


def test_how_a_file_is_read_may_be_said_of_values_too(clvcli: Cli, computed: bytes) -> None:
    clvcli.write("clv.csv", computed.decode().encode("utf-16"))
    ran = clvcli("segment", "clv.csv", "--encoding", "utf-16", "--separator", ",", "--strict")
    assert (ran.exit_code, ran.stderr) == (0, "")


def test_a_setting_made_for_orders_does_not_stop_values(clvcli: Cli, computed: bytes) -> None:
    clvcli.write("clv.csv", computed)
    clvcli.write("clvcli.toml", 'currency = "SEK"\nby = "channel"\n')
    assert clvcli("segment", "clv.csv").exit_code == 0


def test_what_is_said_of_the_file_alone_is_an_option_of_reading() -> None:
    of_reading = {max(param.opts, key=len).lstrip("-") for _, param in params() if panel_of(param) == READING}
    assert of_reading > OF_THE_FILE


def panel_of(param: Any) -> str | None:
    return getattr(param, "rich_help_panel", None)
