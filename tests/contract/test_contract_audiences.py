"""Lists of customers for networks, as a user writes them, reads them back, and measures later what they brought."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import stat
from typing import TYPE_CHECKING

import pytest

from tests.contract.contract_cli import HEADER, Cli, log_rows

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMERS = 240

MADE = "2023-06-30"

PUBLISHED = {
    "000": ("cloudy.sanfrancisco+shopping@gmail.com", "(800)555-0100", "US"),
    "001": ("John_Smith@gmail.com", "(650)555-1212", "US"),
}
"""Addresses of which Google and Meta print what becomes of them."""


def orders(until: str) -> str:
    """Return the invented log up to a day."""
    return HEADER + "\n".join(row for row in log_rows(CUSTOMERS) if row.split(",")[2] <= until) + "\n"


def people() -> str:
    """Return a file of customers: each third has refused, each fifth was not asked."""
    rows = ["Customer ID,Email,Phone,Country,Consent,ad_user_data,ad_personalization"]
    for number in range(CUSTOMERS):
        name = f"{number:03d}"
        email, phone, country = PUBLISHED.get(name, (f"kunde{name}@example.dk", "", "DK"))
        granted = "yes" if name in PUBLISHED else "no" if number % 3 == 0 else "" if number % 5 == 0 else "yes"
        rows.append(f"{name},{email},{phone},{country},{granted},{granted},{granted}")
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    folder = tmp_path_factory.mktemp("audiences")
    cli = Cli(folder, {"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONWARNINGS": "error"})
    cli.write("orders.csv", orders(MADE))
    cli.write("later.csv", orders("2023-12-31"))
    cli.write("people.csv", people())
    return cli


def export(shop: Cli, network: str, *options: str, folder: str | None = None) -> tuple[int, str, str]:
    ran = shop(
        "segment", "orders.csv", "--customers", "people.csv", "--audience", network, "--no-intervals",
        "--audience-to", folder or network, *options,
    )  # fmt: skip
    return ran.exit_code, ran.text, ran.stderr


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text())))


def rows_of(shop: Cli, network: str) -> list[dict[str, str]]:
    found = []
    for path in sorted((shop.folder / network).glob("eur-tiers-*.csv")):
        found += table(path)
    return found


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


REFUSED = {sha(f"kunde{n:03d}@example.dk") for n in range(2, CUSTOMERS) if n % 3 == 0 or n % 5 == 0}


def test_a_list_for_google_has_the_published_hashes_and_nobody_who_did_not_agree(shop: Cli) -> None:
    code, account, _ = export(shop, "google")
    assert code == 0
    rows = rows_of(shop, "google")
    assert rows[0].keys() == {"Email", "Phone"}
    emails = {row["Email"] for row in rows}
    assert "223ebda6f6889b1494551ba902d9d381daf2f642bae055888e96343d53e9f9c4" in emails
    assert sha("+18005550100") in {row["Phone"] for row in rows}
    assert emails.isdisjoint(REFUSED)
    counted = list(csv.DictReader(io.StringIO(account)))
    assert sum(int(row["exported"]) for row in counted) == len(rows)
    assert sum(int(row["customers"]) for row in counted) == CUSTOMERS
    for row in counted:
        assert int(row["customers"]) == int(row["exported"]) + int(row["held_out"]) + int(row["withheld"])


def test_a_list_for_meta_has_the_published_hashes_values_and_some_held_out(shop: Cli) -> None:
    code, _, said = export(shop, "meta", "--control", "30%", "--seed", "5")
    assert (code, said) == (0, "")
    rows = rows_of(shop, "meta")
    groups = {row["customer_id"]: row["group"] for row in table(shop.folder / "meta" / "members.csv")}
    emails = {row["email"] for row in rows}
    assert emails.isdisjoint(REFUSED)
    published = "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"
    assert (published in emails) == (groups["001"] == "treated")
    assert all(float(row["value"]) > 0 for row in rows)
    assert len(rows) == list(groups.values()).count("treated")
    assert list(groups.values()).count("control") > 10


def test_only_the_owner_may_look_into_an_audience(shop: Cli) -> None:
    assert export(shop, "csv", "--audience-of", "gold,platinum", folder="own")[0] == 0
    folder = shop.folder / "own"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert sorted(path.name for path in folder.iterdir()) == [
        "audience.json", "eur-tiers-gold.csv", "eur-tiers-platinum.csv", "members.csv",
    ]  # fmt: skip
    manifest = json.loads((folder / "audience.json").read_text())
    assert (manifest["as_of"], manifest["consents"]) == (MADE, {"consent": "Consent"})


def test_a_folder_with_files_is_left_as_it_is(shop: Cli) -> None:
    (shop.folder / "full").mkdir()
    (shop.folder / "full" / "kept.txt").write_text("kept")
    code, _, said = export(shop, "csv", folder="full")
    assert (code, said) == (73, "clvcli: error[CLV604]: full is not empty\n\nhint: name a new folder\n")
    assert [path.name for path in (shop.folder / "full").iterdir()] == ["kept.txt"]


def test_a_dry_run_counts_and_writes_nothing(shop: Cli) -> None:
    code, rows, said = export(shop, "csv", "--dry-run", folder="dry")
    assert (code, rows) == (0, "")
    assert "lists of" in said
    assert not (shop.folder / "dry").exists()


def test_plain_addresses_leave_only_where_that_is_asked_for(shop: Cli) -> None:
    code, _, said = export(shop, "klaviyo")
    assert (code, "add --show-identity" in said) == (2, True)
    assert export(shop, "klaviyo", "--show-identity")[0] == 0
    assert "John_Smith@gmail.com".lower() in {row["Email"] for row in rows_of(shop, "klaviyo")}


def test_what_an_audience_brought_is_told_from_later_orders(shop: Cli) -> None:
    assert export(shop, "csv", "--control", "40%", folder="tried")[0] == 0
    ran = shop("segment", "later.csv", "--measure", "tried")
    assert (ran.exit_code, ran.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(ran.text)))
    assert rows[-1]["segment"] == "(all)"
    assert {row["since"] for row in rows} == {"2023-07-01"}
    groups = [row["group"] for row in table(shop.folder / "tried" / "members.csv")]
    assert sum(int(row["control"]) for row in rows[:-1]) == groups.count("control")
    assert float(rows[-1]["lift_low"]) < float(rows[-1]["lift"]) < float(rows[-1]["lift_high"])


def test_what_compute_wrote_has_no_addresses(shop: Cli) -> None:
    assert shop("compute", "orders.csv", "-o", "clv.csv", "--no-intervals").exit_code == 0
    ran = shop("segment", "clv.csv", "--audience", "csv", "--audience-to", "x")
    assert (ran.exit_code, "give the orders" in ran.stderr) == (65, True)


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (("--audience", "meta"), "add --audience-to FOLDER"),
        (("--control", "10%"), "add --audience google|meta|klaviyo|csv"),
        (("--audience", "meta", "--audience-to", "y", "--measure", "x"), "leave out --measure"),
        (("--audience", "meta", "--audience-to", "no/where"), "mkdir -p no"),
        (("--measure", "x", "--scheme", "tiers"), "leave out --scheme"),
        (("--measure", "x", "--summary", "s.csv"), "leave out --summary"),
        (("--measure", "x", "--save-cuts", "c.json"), "leave out --save-cuts"),
    ],
)
def test_options_that_cannot_be_meant_are_refused_before_any_work(
    shop: Cli, options: tuple[str, ...], hint: str
) -> None:
    ran = shop("segment", "missing.csv", *options)
    assert ran.exit_code in {2, 73}
    assert hint in ran.stderr


def test_an_audience_of_nobody_is_said_off_a_terminal_too(shop: Cli) -> None:
    shop.write("refused.csv", people().replace("yes", "no"))
    options = ("orders.csv", "--customers", "refused.csv", "--audience", "csv", "--no-intervals")
    ran = shop("segment", *options, "--audience-to", "nobody")
    assert ran.exit_code == 0, ran.stderr
    assert "warning[CLVN97]: no list was written for " in ran.stderr
    assert shop("segment", *options, "--audience-to", "strictly-nobody", "--strict").exit_code != 0
    assert "strictly-nobody" not in shop.files()
