"""The line that is typed: help, version, mistakes and what is suggested for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from clvcli.cli.topics import model_texts
from clvcli.config import Model

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

COMMANDS = ("ingest", "compute", "segment", "report", "backtest", "explain", "config", "help")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_plain_and_ends_in_examples(clvcli: Cli, command: str) -> None:
    ran = clvcli(*filter(None, [command]), "-h", env={"FORCE_COLOR": "1", "GITHUB_ACTIONS": "true"})
    assert ran.exit_code == 0
    assert ran.stderr == ""
    assert "\x1b" not in ran.text
    assert not any("─" <= sign <= "╿" for sign in ran.text)
    if command:
        assert ran.text.partition("Examples:")[2].count("  clvcli ") + ran.text.count("| clvcli ") >= 3


def test_help_as_a_word_is_the_same_as_the_option(clvcli: Cli) -> None:
    assert clvcli("help", "compute").text == clvcli("compute", "--help").text
    assert clvcli("help").text == clvcli("--help").text


def test_no_arguments_give_short_help_on_stderr(clvcli: Cli) -> None:
    ran = clvcli()
    assert ran.exit_code == 2
    assert ran.stdout == b""
    assert "compute" in ran.stderr
    assert len(ran.stderr.splitlines()) < 15


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_version_is_one_line_on_stdout(clvcli: Cli, option: str) -> None:
    ran = clvcli(option)
    assert ran.exit_code == 0
    assert len(ran.lines) == 1
    assert ran.text.startswith("clvcli ")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("compue log.csv", "clvcli compute"),
        ("comp log.csv", "clvcli compute"),
        ("log.csv", "clvcli compute log.csv"),
        ("compute log.csv --horizn 12m", "--horizon"),
        ("compute log.csv --hor 12m", "--horizon"),
        ("compute log.csv --format jsno", "json"),
        ("compute log.csv --model bgnbd", "bg-nbd"),
        ("compute log.csv --map amout=Amount", "amount=Amount"),
        ("explain clv_residul", "clv_residual"),
        ("config shwo", "show"),
        ("help compue", "clvcli compute"),
        ("--quite compute log.csv", "--quiet"),
    ],
)
def test_a_mistyped_word_is_answered_with_the_right_one(clvcli: Cli, line: str, meant: str) -> None:
    ran = clvcli(*line.split())
    assert ran.exit_code == 2
    assert ran.stdout == b""
    assert ran.stderr.splitlines()[-1] == f"hint: {meant}" or meant in ran.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--discount-rate", "10", "10%"),
        ("--margin", "45", "45%"),
        ("--margin", "much", "10% or 0.10"),
        ("--horizon", "12", "36m, 52w, 365d or 2y"),
        ("--horizon", "0m", "36m, 52w, 365d or 2y"),
        ("--horizon", "99y", "20y"),
        ("--as-of", "30/06/2024", "2024-06-30"),
        ("--tax-rate", "25", "25%"),
        ("--currency", "euro", "EUR, DKK, SEK ..."),
        ("--decimals", "12", "0 to 6"),
        ("--limit", "-1", "20"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_one_that_can(
    clvcli: Cli, option: str, value: str, hint: str
) -> None:
    ran = clvcli("compute", "log.csv", option, value)
    assert ran.exit_code == 2
    assert option in ran.stderr
    assert ran.stderr.splitlines()[-1] == f"hint: {hint}"


def test_a_missing_input_names_the_dash(clvcli: Cli) -> None:
    ran = clvcli("compute")
    assert ran.exit_code == 2
    assert ran.stderr.splitlines()[-1] == "hint: to read from a pipe, write -"


def test_an_option_of_a_command_in_front_of_it_is_explained(clvcli: Cli) -> None:
    ran = clvcli("--horizon", "12m", "compute", "log.csv")
    assert ran.exit_code == 2
    assert "before the command" in ran.stderr


@pytest.mark.parametrize("word", ["CLV503", "clv503", "clv_residual", "p_alive", "bg-nbd", "BG/NBD", "horizon"])
def test_explain_knows_codes_columns_models_and_settings(clvcli: Cli, word: str) -> None:
    ran = clvcli("explain", word)
    assert ran.exit_code == 0
    assert 2 < len(ran.lines) <= 40


def test_explain_knows_who_is_in_a_segment_and_what_to_do(clvcli: Cli) -> None:
    champions, platinum = clvcli("explain", "champions").text, clvcli("explain", "platinum").text
    assert "Who scores 5 for recency and 4 or 5 for orders and net revenue, or 4 for recency" in champions
    assert "What to do: thank them" in champions
    assert "The best 5 % of the customers" in platinum


@pytest.mark.parametrize("kind", ["formats", "models", "errors", "notes", "segments", "columns", "settings"])
def test_explain_lists_a_kind_of_topics_with_a_sentence_on_each(clvcli: Cli, kind: str) -> None:
    ran = clvcli("explain", kind)
    assert ran.exit_code == 0
    assert all(len(line) <= 80 for line in ran.lines)
    names = [line for line in ran.lines[1:] if not line.startswith("   ")]
    assert len(names) > 5
    assert all(len(line.split()) > 1 for line in names)


@pytest.mark.parametrize(
    "model", ["bg-nbd", "mbg-nbd", "pareto-nbd", "nbd", "bg-cnbd-k", "mbg-cnbd-k", "gamma-gamma", "sbg", "bg-bb"]
)
def test_a_model_is_explained_with_its_use_its_limits_its_units_and_its_source(model: str) -> None:
    text = model_texts()[model]
    assert len(text.splitlines()) <= 40
    assert re.search(r"^Use (it|them) ", text, flags=re.MULTILINE)
    assert re.search(r"\bnot for\b|\bneed|no place|too high", text)
    assert re.search(r"weeks|pure\s+number|money", text)
    assert re.search(r"^\[[A-Z]\w+\d{2,4}\w*\] ", text, flags=re.MULTILINE)


def test_the_models_that_explain_lists_are_models(clvcli: Cli) -> None:
    listed = {line.split()[0] for line in clvcli("explain", "models").lines[1:]}
    assert {"bg-nbd", "gamma-gamma"} <= listed
    assert not listed & {"newton", "quadrature", "histories", "fitting", "discounting", "independence"}


def test_a_model_that_no_command_fits_says_so() -> None:
    fitted = {*get_args(Model), "bg-cnbd-k", "mbg-cnbd-k", "gamma-gamma", "sbg"}
    for name, text in model_texts().items():
        assert ("No command fits it" in text) == (name not in fitted), name


def test_every_code_in_the_list_has_a_title(clvcli: Cli) -> None:
    lines = clvcli("explain").lines
    assert "  CLV203  `--encoding` or `--separator` holds something that is neither" in lines
    assert [line for line in lines if line.strip().startswith("CLV") and len(line.split()) < 3] == []


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("compute log.csv --quux", "clvcli compute --help"),
        ("explain weather", "clvcli explain"),
        ("compute log.csv -o .", "-o ./clv.csv"),
        ("report log.csv -o .", "-o ./clv.csv"),
    ],
)
def test_nothing_is_suggested_that_nobody_meant(clvcli: Cli, line: str, hint: str) -> None:
    assert clvcli(*line.split()).stderr.splitlines()[-1] == f"hint: {hint}"


def test_a_model_like_no_other_is_answered_with_all_of_them(clvcli: Cli) -> None:
    assert (
        clvcli("compute", "log.csv", "--model", "arima").stderr.splitlines()[-1].startswith("hint: one of auto, ")
    )


@pytest.mark.parametrize("command", ["compute", "ingest"])
def test_what_compute_wrote_is_known_where_orders_are_wanted(clvcli: Cli, computed: bytes, command: str) -> None:
    clvcli.write("clv.csv", computed)
    ran = clvcli(command, "clv.csv")
    assert ran.exit_code == 65
    assert "clv.csv is not a list of orders: it is what clvcli compute wrote" in ran.stderr
    assert "clvcli segment FILE" in ran.stderr


def test_completion_is_offered_for_the_common_shells(clvcli: Cli) -> None:
    for shell in ("bash", "zsh", "fish"):
        ran = clvcli("--show-completion", shell)
        assert ran.exit_code == 0
        assert "clvcli" in ran.text


def test_completion_knows_choices(clvcli: Cli) -> None:
    asked = {"_CLVCLI_COMPLETE": "complete_bash", "COMP_WORDS": "clvcli compute --format ", "COMP_CWORD": "3"}
    assert set(clvcli(env=asked).lines) >= {"csv", "json", "parquet", "xlsx"}
