"""The same bytes anywhere: cron, another zone and locale, another order of rows; and settings where they belong."""

from __future__ import annotations

import csv
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import HEADER, Cli, Ran, log_rows

if TYPE_CHECKING:
    from pathlib import Path


def test_cron_gets_the_same_bytes_as_anyone(clvcli: Cli, computed: bytes, tmp_path: Path) -> None:
    """Row 9: no home, no terminal, no language, an empty path, another folder."""
    command = [
        sys.executable,
        "-m",
        "clvcli",
        "compute",
        str(clvcli.folder / "log.csv"),
        "-o",
        str(tmp_path / "x.csv"),
    ]
    ran = subprocess.run(
        ["/usr/bin/env", "-i", *command], capture_output=True, cwd="/", stdin=subprocess.DEVNULL, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert (tmp_path / "x.csv").read_bytes() == computed


def test_the_same_input_gives_the_same_bytes_everywhere(clvcli: Cli, computed: bytes) -> None:
    """Row 10: zone, locale, cores, hash seed, and the order of the rows."""
    elsewhere = {
        "TZ": "Asia/Tokyo",
        "LC_ALL": "de_DE.UTF-8",
        "POLARS_MAX_THREADS": "1",
        "PYTHONHASHSEED": "7",
        "COLUMNS": "30",
    }
    clvcli.write("shuffled.csv", HEADER + "\n".join(sorted(log_rows(), key=lambda row: row[::-1])) + "\n")
    assert clvcli("compute", "shuffled.csv", env=elsewhere).stdout == computed


def test_one_file_or_two_and_order_lines_kept_in_between_give_the_same_bytes(clvcli: Cli, computed: bytes) -> None:
    rows = log_rows()
    clvcli.write("first.csv", HEADER + "\n".join(rows[::2]) + "\n")
    clvcli.write("second.csv", HEADER + "\n".join(rows[1::2]) + "\n")
    assert clvcli("compute", "first.csv", "second.csv").stdout == computed
    assert clvcli("ingest", "log.csv", "-o", "lines.parquet").exit_code == 0
    assert clvcli("compute", "lines.parquet").stdout == computed


def test_the_nearest_place_of_a_setting_wins(clvcli: Cli) -> None:
    """Row 34: flag, environment, project file, user file, default; one taken away at a time."""
    user = clvcli.folder.parent / "home" / ".config" / "clvcli"
    user.mkdir(parents=True)
    (user / "config.toml").write_text('horizon = "48m"\n')
    clvcli.write("clvcli.toml", '[compute]\nhorizon = "24m"\n')
    environment = {"CLVCLI_HORIZON": "18m"}
    ran = clvcli("compute", "log.csv", "--model", "none", "--limit", "1", "--horizon", "6m", env=environment)
    assert used(ran, "horizon") == "6m"
    assert horizon_of(clvcli, env=environment) == "18m"
    assert horizon_of(clvcli) == "24m"
    assert horizon_of(clvcli, "--no-config") == "36m"
    (clvcli.folder / "clvcli.toml").unlink()
    assert horizon_of(clvcli) == "48m"
    (user / "config.toml").unlink()
    assert horizon_of(clvcli) == "36m"


def used(ran: Ran, column: str) -> str:
    """Return what the first row of `compute` says in a column."""
    (row,) = csv.DictReader(ran.lines[:2])
    return row[column]


def horizon_of(clvcli: Cli, *args: str, env: dict[str, str] | None = None) -> str:
    """Return the horizon in force for `compute`."""
    shown = dict(line.split()[::2][:2] for line in clvcli("config", "show", *args, env=env).lines)
    return shown.get("compute.horizon", shown["horizon"])


def test_config_show_tells_where_each_value_comes_from(clvcli: Cli) -> None:
    """Row 35."""
    clvcli.write("clvcli.toml", '# shop\n\nhorizon = "12m"\n')
    user = clvcli.folder.parent / "home" / ".config" / "clvcli"
    user.mkdir(parents=True)
    (user / "config.toml").write_text('\nhorizon = "48m"\n')
    shown = {line.split(" = ")[0]: " ".join(line.split()) for line in clvcli("config").lines}
    assert shown["horizon"] == "horizon = 12m clvcli.toml:3 (overrides ~/.config/clvcli/config.toml:2)"
    assert shown["discount-rate"] == "discount-rate = 0.1 default"
    told = clvcli("compute", "log.csv", "--model", "none", "-v", "--horizon", "6m").stderr
    assert "setting horizon = 6m (--horizon, over clvcli.toml:3, ~/.config/clvcli/config.toml:2)" in told


def test_mistakes_in_a_file_are_told_all_at_once(clvcli: Cli) -> None:
    """Row 36."""
    clvcli.write("clvcli.toml", 'horizn = "12m"\n\n[compute]\nmodle = "none"\n')
    for command in (("compute", "log.csv"), ("config", "validate"), ("config", "show")):
        ran = clvcli(*command)
        assert ran.exit_code == 2
        assert ran.stderr.splitlines()[:2] == [
            "clvcli: error[CLV507]: clvcli.toml:1: unknown key `horizn`; did you mean `horizon`?",
            "clvcli: error[CLV507]: clvcli.toml:4: unknown key `modle`; did you mean `model`?",
        ]


def test_files_can_be_replaced_or_left_out(clvcli: Cli) -> None:
    """Row 37: with --no-config a hostile file in the folder changes nothing."""
    clvcli.write("clvcli.toml", "this is no toml")
    clvcli.write("other.toml", 'horizon = "9m"\n')
    assert horizon_of(clvcli, "--no-config") == "36m"
    assert horizon_of(clvcli, "--config", "other.toml") == "9m"
    assert horizon_of(clvcli, env={"CLVCLI_CONFIG": "other.toml"}) == "9m"
    assert horizon_of(clvcli, env={"CLVCLI_NO_CONFIG": "1"}) == "36m"
    ran = clvcli("compute", "log.csv", "--model", "none", "--limit", "1", "--config", "other.toml")
    assert used(ran, "horizon") == "9m"
    assert clvcli("compute", "log.csv", "--config", "none.toml").exit_code == 2


def test_init_writes_a_file_that_holds_and_never_over_another(clvcli: Cli) -> None:
    assert clvcli("config", "init").exit_code == 0
    assert clvcli("config", "validate").exit_code == 0
    before = (clvcli.folder / "clvcli.toml").read_text()
    assert "# horizon = " in before
    again = clvcli("config", "init")
    assert again.exit_code == 2
    assert (clvcli.folder / "clvcli.toml").read_text() == before


def test_init_and_validate_say_at_a_terminal_what_they_did(clvcli: Cli) -> None:
    assert clvcli.on_terminal("config", "init").stderr.startswith("clvcli: wrote clvcli.toml: ")
    assert clvcli.on_terminal("config", "validate").stderr == (
        "clvcli: clvcli.toml: 0 settings, the environment's included, and no mistake\n"
    )


def test_a_variable_that_no_setting_has_is_an_error(clvcli: Cli) -> None:
    ran = clvcli(
        "compute", "log.csv", env={"CLVCLI_HORIZN": "12m", "CLVCLI_NO_CONFIG": "1", "CLVCLI_COLOR": "never"}
    )
    assert ran.exit_code == 2
    assert "unknown variable CLVCLI_HORIZN; did you mean `CLVCLI_HORIZON`?" in ran.stderr
    assert clvcli("config", "validate", env={"CLVCLI_HORIZN": "12m"}).exit_code == 2
    assert clvcli("compute", "log.csv", env={"CLVCLI_HORIZN": ""}).exit_code == 0


def test_options_of_every_command_may_stand_on_either_side_of_it(clvcli: Cli, computed: bytes) -> None:
    """Row 38."""
    ran = clvcli("-v", "compute", "log.csv", "-v")
    assert ran.stdout == computed
    assert "orders read: " in ran.stderr
    assert clvcli("--config", "none.toml", "compute", "log.csv").exit_code == 2


@pytest.mark.parametrize(
    ("env", "args", "coloured"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({"TERM": "dumb"}, [], False),
        ({"CLICOLOR": "0"}, [], False),
        ({"CLVCLI_COLOR": "never"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({}, ["--color", "never"], False),
    ],
)
def test_colour_follows_the_environment_and_the_flag(
    clvcli: Cli, env: dict[str, str], args: list[str], coloured: bool
) -> None:
    """Row 40, on a terminal: either all of it or not one escape."""
    ran = clvcli.on_terminal("compute", "nofile.csv", *args, env=env)
    assert ("\x1b" in ran.stderr) is coloured


def test_colour_comes_to_a_pipe_only_when_forced(clvcli: Cli) -> None:
    """Row 40, in a pipe; `FORCE_COLOR=0` does not force."""
    for env, args, coloured in (
        ({}, [], False),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({}, ["--color", "always"], True),
    ):
        assert ("\x1b" in clvcli("compute", "nofile.csv", *args, env=env).stderr) is coloured


def test_a_terminal_gets_a_table_that_fits_and_the_next_command(clvcli: Cli) -> None:
    """Rows 30, 31, 49 and 74."""
    ran = clvcli.on_terminal("compute", "log.csv", env={"COLUMNS": "80", "NO_COLOR": "1"})
    lines = ran.text.replace("\r\n", "\n").splitlines()
    assert max(map(len, lines)) <= 80
    assert "20 of 240 customers; -o FILE for all" in lines
    assert ran.stderr.splitlines()[-1] == "clvcli: next: clvcli segment log.csv"
    assert clvcli.on_terminal("-q", "compute", "log.csv").stderr == ""


def test_the_format_may_be_named_and_a_name_implies_it(clvcli: Cli) -> None:
    """Row 29."""
    table = clvcli("compute", "log.csv", "--format", "table", "--limit", "3")
    assert not table.lines[0].startswith("customer_id,")
    assert clvcli("compute", "log.csv", "-o", "clv.json").exit_code == 0
    assert (clvcli.folder / "clv.json").read_text().lstrip().startswith("[")
    unknown = clvcli("compute", "log.csv", "-o", "clv.txt")
    assert unknown.exit_code == 2
    assert "parquet" in unknown.stderr


def test_screens_show_a_short_hash_instead_of_an_email(clvcli: Cli) -> None:
    rows = [f"{n},buyer{n % 4}@shop.example,2024-01-{13 + n},1{n}.00,EUR" for n in range(9)]
    clvcli.write("mail.csv", "Order ID,Email,Order Date,Amount,Currency\n" + "\n".join(rows) + "\n")
    data = clvcli("compute", "mail.csv", "--model", "none")
    assert "buyer0@shop.example" in data.text
    for chosen in ("table", "md"):
        shown = clvcli("compute", "mail.csv", "--model", "none", "--format", chosen)
        assert "@" not in shown.text
        assert shown.text.count("buyer-") == 4
    asked = clvcli("compute", "mail.csv", "--model", "none", "--format", "table", "--show-identity")
    assert "buyer0@shop.example" in asked.text
    assert "@" not in clvcli.on_terminal("ingest", "mail.csv").text
