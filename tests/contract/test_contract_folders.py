"""A folder of exports is one input: all that is wrong is told in one run, and nothing of it is kept."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.contract_cli import Cli

HEADER = "Order ID,Customer ID,Order Date,Amount\n"


def orders(month: int) -> str:
    """An export of one month."""
    return HEADER + "".join(f"{month}-{n},c{n % 7},2024-{month:02d}-{n:02d},{100 + n}.00\n" for n in range(1, 28))


@pytest.fixture
def exports(clvcli: Cli) -> Path:
    folder = clvcli.folder / "exports"
    folder.mkdir()
    (folder / "january.csv").write_text(orders(1))
    (folder / "february.csv").write_text(orders(2))
    return folder


def test_a_folder_is_worth_what_its_files_are(clvcli: Cli, exports: Path) -> None:
    (exports / "how.pdf").write_bytes(b"%PDF-1.7")
    of_folder = clvcli("compute", "exports", "--model", "none")
    assert of_folder.exit_code == 0
    assert of_folder.stdout == clvcli("compute", "exports/*.csv", "--model", "none").stdout
    assert "how.pdf (a PDF document)" in clvcli("ingest", "exports", "-v").stderr


def test_all_bad_files_among_good_ones_are_told_and_none_is_kept(clvcli: Cli, exports: Path) -> None:
    (exports / "broken.csv.gz").write_bytes(gzip.compress(orders(3).encode())[:-9])
    (exports / "dateless.csv").write_text("Order ID,Customer ID,Amount\n1,c1,10\n")
    (exports / "photo.csv").write_text("")
    ran = clvcli("ingest", "exports", "--into", "store")
    assert ran.exit_code == 65
    told = [line.split(":")[2].split()[0] for line in ran.stderr.splitlines() if "error[" in line]
    assert told == ["exports/broken.csv.gz", "exports/photo.csv", "exports/dateless.csv"]
    assert "Traceback" not in ran.stderr
    assert not (exports.parent / "store").exists()


def test_files_that_need_different_options_are_told_together(clvcli: Cli, exports: Path) -> None:
    taxed = "Order ID,Customer ID,Order Date,Amount,Tax\n1,c1,2024-03-13,100.00,20.00\n"
    (exports / "taxed.csv").write_text(taxed)
    (exports / "tries.csv").write_text(orders(4).replace("Amount", "Amount,Status").replace(".00\n", ".00,hm\n"))
    ran = clvcli("compute", "exports")
    assert ran.exit_code == 65
    assert "error[CLV304]" in ran.stderr
    assert "error[CLV302]" in ran.stderr
