"""The options as a whole: each declared once, the same everywhere, and every example runs."""

from __future__ import annotations

import dataclasses
import importlib
from typing import TYPE_CHECKING, Any

import pytest

from clvcli.cli.examples import EXAMPLES
from clvcli.cli.options import Reading
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
    assert len(dataclasses.fields(Reading)) == len(dataclasses.fields(ReadOptions))
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
