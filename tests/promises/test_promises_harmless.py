"""Whatever stands in the data, no program that a result is opened with runs, obeys or follows it (S1 to S5)."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.contract.contract_cli import Cli
from tests.promises.promises_harm import harm_in, of_csv, of_screen
from tests.promises.promises_shop import HOSTILE, as_csv, hostile_orders, quiet_orders

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.contract_cli import Ran

NO_MODEL = ("--model", "none")

TIERS = ("--tiers", "@SUM(1+1)=20,[red]{{7*7}}`id`&amp;=30,+1+1=50")

BOOK = """
[tiers."@SUM(1+1)"]
action = "=HYPERLINK(1+1)"
channel = "<img src=x onerror=alert(5)>"
owner = "\\u001b[31mred\\u202e"
"""

ROWS = {
    "ingest": ("ingest",),
    "compute": ("compute", *NO_MODEL),
    "segment": ("segment", *NO_MODEL, *TIERS, "--actions", "book.toml"),
    "segments": ("segment", *NO_MODEL, *TIERS, "--actions", "book.toml", "--table", "segments"),
    "loyalty": ("segment", *NO_MODEL, *TIERS, "--table", "loyalty"),
    "habits": ("segment", *NO_MODEL, "--profile"),
    "moves": ("segment", *NO_MODEL, *TIERS, "--table", "migration", "--compare-to", "2023-06-30"),
}
"""What rows are made by."""

REPORT = (
    "report",
    *NO_MODEL,
    *TIERS,
    "--actions",
    "book.toml",
    "--title",
    HOSTILE[8] + HOSTILE[22],
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """Return the tool in a folder with the hostile shop."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    cli = Cli(folder, {"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error"})
    rows = hostile_orders(90)
    cli.write("orders.csv", as_csv(rows))
    cli.write("book.toml", BOOK)
    return cli


def made(shop: Cli, words: tuple[str, ...], format_: str, *more: str) -> bytes:
    """Return what a command prints in a format."""
    command, *options = words
    ran = shop(command, "orders.csv", *options, "--format", format_, *more)
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize(("rows", "format_"), [*((rows, "csv") for rows in ROWS), ("segment", "tsv")])
def test_s01_no_cell_of_a_csv_runs_as_a_formula(shop: Cli, rows: str, format_: str) -> None:
    """No text in a CSV or TSV runs as a formula when a spreadsheet opens it, and numbers stay numbers."""
    assert harm_in(made(shop, ROWS[rows], format_), format_) == []


def test_s01_numbers_are_never_touched_and_raw_leaves_text(clvcli: Cli) -> None:
    rows = [
        row | {"customer_id": name} for name in ("-40.00", "=1+1", "+4512345678") for row in hostile_orders(3)[:2]
    ]
    text = as_csv(
        [
            row | {"order_id": f"R{at}", "email": "", "phone": "", "amount": f"-{at + 1}.50" if at % 2 else "90"}
            for at, row in enumerate(rows)
        ]
    )
    clvcli.write("orders.csv", text)
    found = clvcli("compute", "orders.csv", *NO_MODEL).text
    raw = clvcli("compute", "orders.csv", "--raw", *NO_MODEL).text
    assert {line.split(",")[0] for line in found.splitlines()[1:]} == {"-40.00", "'=1+1", "+4512345678"}
    assert {line.split(",")[0] for line in raw.splitlines()[1:]} == {"-40.00", "=1+1", "+4512345678"}
    assert found.replace("'=1+1", "=1+1") == raw


@pytest.mark.parametrize("option", ["--raw", "--excel"])
def test_s01_rejected_rows_are_guarded_whatever_was_asked_for_the_result(clvcli: Cli, option: str) -> None:
    rows = hostile_orders(60)
    for at, text in enumerate(HOSTILE[:12]):
        rows[at * 3] = rows[at * 3] | {"amount": text}
    clvcli.write("orders.csv", as_csv(rows))
    ran = clvcli("compute", "orders.csv", "-o", "out.csv", option, *NO_MODEL)
    assert ran.exit_code == 0, ran.stderr
    rejects = (clvcli.folder / "out.csv.rejects.csv").read_bytes()
    assert rejects.count(b"\n") == 13
    assert list(of_csv(rejects)) == []


@pytest.mark.parametrize("rows", ["segment", "habits"])
def test_s02_a_workbook_holds_text_as_text(shop: Cli, rows: str) -> None:
    """In a workbook text is text and a number a number: no formula, link or macro of the data, and nothing that leads out of it."""
    content = made(shop, ROWS[rows], "xlsx")
    assert harm_in(content, "xlsx") == []
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "inlineStr",
        "n",
        "d",
        "b",
    }
    assert [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []


def test_s02_the_workbook_of_a_report_reckons_nothing_of_the_data(shop: Cli) -> None:
    assert harm_in(made(shop, REPORT, "xlsx"), "xlsx") == []


@pytest.mark.parametrize("more", [("--lang", "da"), ("--email-ready",)])
def test_s03_a_page_runs_fetches_and_follows_nothing_of_the_data(shop: Cli, more: tuple[str, ...]) -> None:
    """On a page or in a mail everything of the data is text: no script, no remote address, and a policy that forbids both."""
    page = made(shop, REPORT, "html", *more)
    assert harm_in(page, "html") == []
    text = html.unescape(page.decode())
    assert text.index('<meta charset="utf-8">') < 200
    if "--email-ready" not in more:
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert policy is not None
        assert "default-src 'none'" in policy[1]
        assert "unsafe" not in policy[1]


@pytest.mark.parametrize(
    ("rows", "format_"), [("segment", "json"), ("ingest", "jsonl"), ("segments", "md"), ("habits", "md")]
)
def test_s04_nothing_of_the_data_drives_a_terminal(shop: Cli, rows: str, format_: str) -> None:
    """No character of the data moves the cursor, sets colours or titles, rings or turns a line round: it is shown as an escape; markup is inert."""
    assert harm_in(made(shop, ROWS[rows], format_), format_) == []


@pytest.mark.parametrize("format_", ["md", "json"])
def test_s04_a_report_says_what_the_data_hold_and_does_nothing_of_it(shop: Cli, format_: str) -> None:
    assert harm_in(made(shop, REPORT, format_), format_) == []


@pytest.mark.parametrize("words", [ROWS["segment"], REPORT])
def test_s04_a_screen_shows_hostile_text_and_obeys_none(shop: Cli, words: tuple[str, ...]) -> None:
    command, *options = words
    ran = shop.on_terminal(command, "orders.csv", *options, "--wide", "--limit", "90", "-v")
    assert ran.exit_code == 0, ran.stderr
    assert list(of_screen(ran.stdout)) == []
    assert list(of_screen(ran.stderr.encode())) == []
    if command != "report":
        assert "[red]x[/red]" in ran.text


@pytest.mark.parametrize("customer", [HOSTILE[8], HOSTILE[22], HOSTILE[25]])
def test_s04_the_account_of_a_customer_is_of_text(shop: Cli, customer: str) -> None:
    for format_ in ("md", "json"):
        ran = shop("explain", f"--customer={customer}", "orders.csv", "--format", format_)
        assert ran.exit_code in {0, 1}, ran.stderr
        assert harm_in(ran.stdout or b"null", format_) == []
        assert list(of_screen(ran.stderr.encode())) == []


PLAIN: dict[str, dict[str, str]] = {
    "a pipe": {},
    "NO_COLOR": {"NO_COLOR": "1"},
    "a dumb terminal": {"TERM": "dumb"},
    "CLICOLOR": {"CLICOLOR": "0"},
    "our own variable": {"CLVCLI_COLOR": "never"},
}


@pytest.mark.parametrize("where", PLAIN)
def test_s05_there_is_no_colour_where_nobody_wants_it(clvcli: Cli, where: str) -> None:
    """A pipe or a file gets no colour, nor does a terminal under `NO_COLOR`, `TERM=dumb` or `--color never`."""
    clvcli.write("orders.csv", as_csv(quiet_orders()))
    run = clvcli if where == "a pipe" else clvcli.on_terminal
    shown = [("compute", "orders.csv", *NO_MODEL)] if where in {"a pipe", "NO_COLOR"} else []
    for words in (*shown, ("compute", "missing.csv")):
        ran: Ran = run(*words, env=PLAIN[where])
        assert b"\x1b[" not in ran.stdout
        assert "\x1b[" not in ran.stderr


def test_s05_json_keeps_every_value_that_was_escaped(shop: Cli) -> None:
    ids = {row["customer_id"] for row in json.loads(made(shop, ROWS["compute"], "json"))}
    cells = {
        row["customer_id"]
        for row in csv.DictReader(io.StringIO(made(shop, ROWS["compute"], "csv", "--raw").decode()))
    }
    assert len(ids) == len(cells) == len(made(shop, ROWS["compute"], "tsv").splitlines()) - 1
