"""What is said of an input before and beside its rows: columns, rates, days, what was left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.contract_cli import Cli

SAMPLES = Path(__file__).parents[1] / "formats" / "samples"

LOG = (
    "Customer ID,Order Date,Amount,Favourite colour,Shelf\nC1,2024-05-13,10.00,red,7\nC2,2024-05-14,20.00,blue,8\n"
)


def test_ingest_names_the_columns_it_did_not_use(clvcli: Cli) -> None:
    clvcli.write("shop.csv", LOG)
    shown = clvcli.on_terminal("ingest", "shop.csv").text.replace("\r\n", "\n")
    assert "Not used\n  Favourite colour, Shelf\n" in shown


def test_an_amount_before_discount_stands_once_among_the_columns(clvcli: Cli) -> None:
    clvcli.write("shop.csv", "order id,customer,date,gross_incl_vat,discount\n1,a1,2024-01-13,100,10\n")
    shown = clvcli.on_terminal("ingest", "shop.csv").text
    columns = shown[shown.index("Columns of") : shown.index("Rows read")]
    assert columns.count("gross_incl_vat") == 1
    assert "line_gross" in columns


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


LIST = "Kunde;Købsdag;Betalt;Farve\n7;05-01-2024;1.249,50;blå\n8;13-01-2024;200,00;rød\n7;02-02-2024;99,00;grå\n"


def test_what_was_set_once_is_read_without_options_the_next_time(clvcli: Cli) -> None:
    clvcli.write("liste.csv", LIST)
    clvcli.write("clvcli.toml", '# ours\nhorizon = "24m"\n')
    options = ("--map", "order_date=Købsdag", "--map", "amount=Betalt")
    assert clvcli("ingest", "liste.csv").exit_code == 65
    kept = clvcli("ingest", "-v", "liste.csv", *options, "--save-profile")
    assert "kept in clvcli.toml: " in kept.stderr
    again = clvcli("ingest", "liste.csv")
    assert (again.exit_code, again.stdout) == (0, kept.stdout)
    assert (clvcli.folder / "clvcli.toml").read_text().startswith('# ours\nhorizon = "24m"\n')


MARCH = "Order ID;Customer ID;Order Date;Amount\n1;c1;13/03/2024;1.234,50\n2;c2;14/03/2024;99,50\n"
APRIL = "Order ID;Customer ID;Order Date;Amount\n3;c1;03/04/2024;1.234\n4;c2;05/04/2024;2.000\n"
"""A month that tells day from month and points from commas, and one that does not."""


def test_a_month_that_cannot_tell_is_read_as_the_one_that_was_kept(clvcli: Cli) -> None:
    clvcli.write("march.csv", MARCH)
    clvcli.write("april.csv", APRIL)
    assert clvcli("ingest", "april.csv").exit_code == 65
    clvcli("ingest", "march.csv", "--save-profile")
    kept = clvcli("ingest", "april.csv", "-o", "april.lines.csv")
    assert kept.exit_code == 0
    assert [line.split(",")[9] for line in (clvcli.folder / "april.lines.csv").read_text().splitlines()[1:]] == [
        "2024-04-03",
        "2024-04-05",
    ]
    assert clvcli("ingest", "april.csv").text.splitlines()[1].endswith(",3234.00")


def test_how_a_known_system_writes_numbers_and_days_is_kept_as_well(clvcli: Cli) -> None:
    clvcli.write("lines.csv", (SAMPLES / "economic_invoice_lines.csv").read_bytes())
    said = clvcli("ingest", "-v", "lines.csv", "--save-profile", "--dry-run").stderr
    assert "would keep in clvcli.toml: source-format, decimal, date-format\n" in said


def test_facts_of_customers_that_order_lines_have_no_column_for_are_said(clvcli: Cli) -> None:
    clvcli.write("shop.csv", LOG)
    clvcli.write("people.csv", "Customer ID,Country,Segment,Consent\nC1,DK,vip,yes\nC2,SE,new,no\n")
    shown = clvcli.on_terminal("ingest", "shop.csv", "--customers", "people.csv", "-o", "lines.csv")
    assert "no column for segment and consent" in " ".join(shown.stderr.split())
    assert ",DK," in (clvcli.folder / "lines.csv").read_text()


def test_a_dry_run_keeps_no_settings(clvcli: Cli) -> None:
    ran = clvcli("ingest", "-v", "log.csv", "--save-profile", "--dry-run", "--decimal", ".")
    assert "would keep in clvcli.toml: decimal" in ran.stderr
    assert clvcli.files() == ["log.csv"]


def test_formats_are_listed_as_any_rows_are(clvcli: Cli) -> None:
    rows = clvcli("ingest", "--list-formats").lines
    assert rows[0] == "name,title,confidence,detected,recognised_by"
    assert len(rows) > 50
    assert "shopify_orders_export" in clvcli("ingest", "--list-formats", "--format", "json").text
    assert "woo_analytics_orders" in clvcli.on_terminal("ingest", "--list-formats").text


def test_a_system_is_explained_by_the_pages_of_its_formats(clvcli: Cli) -> None:
    page = clvcli("explain", "shopify").text
    assert "shopify_orders_export" in page
    assert "Recognised by" in page


def test_doubts_stand_on_the_screen_the_one_with_most_money_first(clvcli: Cli) -> None:
    clvcli.write("shop.csv", "Customer ID,Order Date,Amount\n,2024-05-13,10.00\nC2,2024-05-14,20.00\n")
    shown = clvcli.on_terminal("ingest", "shop.csv")
    doubts = shown.text.replace("\r\n", "\n").partition("To be doubted, most money first\n")[2]
    assert [line.split()[:2] for line in doubts.splitlines() if "CLVN" in line] == [
        ["33%", "CLVN06"],
        ["6.00", "CLVN24"],
    ]
    assert "CLVN" not in shown.stderr
