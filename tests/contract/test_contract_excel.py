"""`--excel`: a CSV that Excel opens by double click, here and where the comma is the decimal sign; and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clvcli.cli.optional_values import spelled_out

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("line", "means"),
    [
        (["--excel"], ["--excel=plain"]),
        (["--excel", "eu"], ["--excel=eu"]),
        (["--excel", "EU"], ["--excel=EU"]),
        (["--excel=eu"], ["--excel=eu"]),
        (["--excel", "log.csv"], ["--excel=plain", "log.csv"]),
        (["--excel", "-o", "x.csv"], ["--excel=plain", "-o", "x.csv"]),
        (["--", "--excel"], ["--", "--excel"]),
    ],
)
def test_only_a_value_of_the_option_is_taken_for_one(line: list[str], means: list[str]) -> None:
    assert spelled_out(line) == means


def test_excel_gets_a_byte_order_mark_and_line_ends_of_its_own(clvcli: Cli, computed: bytes) -> None:
    ran = clvcli("compute", "--excel", "log.csv")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == BOM + computed.replace(b"\n", b"\r\n")


def test_excel_eu_has_semicolons_and_decimal_commas_together(clvcli: Cli, computed: bytes) -> None:
    ran = clvcli("compute", "--excel", "eu", "log.csv")
    text = ran.stdout.decode("utf-8-sig")
    head, first, *_ = text.split("\r\n")
    plain = computed.decode().splitlines()
    assert head.split(";") == plain[0].split(",")
    rate = head.split(";").index("discount_rate")
    assert first.split(";")[rate] == "0,1000"
    assert "." not in text.replace("value_total", "")


@pytest.mark.parametrize("style", ["--excel", "--excel=eu"])
@pytest.mark.parametrize("command", ["segment", "report"])
def test_values_for_excel_are_read_back_as_they_were(clvcli: Cli, style: str, command: str) -> None:
    clvcli("compute", "log.csv", "-o", "values.csv")
    expected = clvcli(command, "values.csv").stdout
    clvcli("compute", "log.csv", style, "-o", "values.csv")
    ran = clvcli(command, "values.csv")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == expected


@pytest.mark.parametrize("style", ["--excel", "--excel=eu"])
def test_order_lines_for_excel_are_read_back_as_they_were(clvcli: Cli, style: str) -> None:
    clvcli("ingest", "log.csv", "-o", "lines.csv")
    expected = clvcli("compute", "lines.csv").stdout
    clvcli("ingest", "log.csv", style, "-o", "lines.csv")
    ran = clvcli("compute", "lines.csv")
    assert (ran.exit_code, ran.stdout) == (0, expected)


def test_segments_and_scores_are_written_for_excel_too(clvcli: Cli) -> None:
    assert clvcli("segment", "log.csv", "--excel", "eu", "--summary", "s.csv").stdout.startswith(BOM)
    assert (clvcli.folder / "s.csv").read_bytes().startswith(BOM + b"scheme;currency;segment")
    assert clvcli("backtest", "log.csv", "--excel").stdout.startswith(BOM)


@pytest.mark.parametrize("target", [["--format", "json"], ["-o", "x.xlsx"], ["--format", "tsv"]])
def test_excel_is_a_way_to_write_csv_and_nothing_else(clvcli: Cli, target: list[str]) -> None:
    ran = clvcli("compute", "log.csv", "--excel", *target)
    assert (ran.exit_code, ran.stdout) == (2, b"")
    assert "--excel is a way to write csv" in ran.stderr
    assert ran.stderr.endswith("hint: -o FILE.csv\n")
    assert clvcli.files() == ["log.csv"]


def test_a_terminal_is_told_that_excel_needs_a_file(clvcli: Cli) -> None:
    ran = clvcli.on_terminal("compute", "log.csv", "--excel")
    assert ran.exit_code == 2
    assert "the result is written as table" in ran.stderr


def test_as_a_setting_excel_leaves_other_formats_alone(clvcli: Cli) -> None:
    expected = clvcli("compute", "log.csv", "--format", "json").stdout
    ran = clvcli("compute", "log.csv", "--format", "json", env={"CLVCLI_EXCEL": "eu"})
    assert (ran.exit_code, ran.stdout) == (0, expected)
    assert clvcli("compute", "log.csv", env={"CLVCLI_EXCEL": "eu"}).stdout.startswith(BOM)


def test_another_word_is_no_way_of_excel(clvcli: Cli) -> None:
    ran = clvcli("compute", "log.csv", "--excel=de")
    assert ran.exit_code == 2
    assert "--excel: `de` is not a choice" in ran.stderr


def test_it_is_said_once_what_excel_would_run_or_shorten(clvcli: Cli) -> None:
    log = (clvcli.folder / "log.csv").read_text()
    clvcli.write("log.csv", log.replace(",001,", ",=1+1,").replace(",002,", ",+4512345678,"))
    ran = clvcli.on_terminal("compute", "log.csv", "--excel", "eu", "-o", "values.csv")
    assert ran.stderr.count("2 cells begin like a formula and got a leading '") == 1
    assert ran.stderr.count("98 cells begin with 0 or have more than 15 digits: Excel drops some") == 1
    text = (clvcli.folder / "values.csv").read_text("utf-8-sig")
    assert "'=1+1;" in text
    assert "'+4512345678;" in text
    assert "\n003;" in text
