"""What is read is never changed, and a store holds each order once (R17, R18, R19)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.promises.promises_shop import as_csv, quiet_orders

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.contract_cli import Cli

WHOLE = quiet_orders()

DELIVERIES: dict[str, list[list[int]]] = {
    "two exports that overlap": [[0, 60], [40, 96]],
    "the later one first": [[40, 96], [0, 60]],
    "every night all of it": [[0, 20], [0, 50], [0, 96]],
}
"""From which order to which each export reaches."""


def values_of(clvcli: Cli, *names: str) -> bytes:
    ran = clvcli("compute", *names, "--model", "none")
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("name", DELIVERIES)
def test_r17_an_order_counts_once_however_often_it_is_delivered(clvcli: Cli, name: str) -> None:
    """A store holds each order once: the same export again, or exports that overlap, change no figure."""
    clvcli.write("whole.csv", as_csv(WHOLE))
    for night, (first, last) in enumerate(DELIVERIES[name]):
        clvcli.write(f"{night}.csv", as_csv(WHOLE[first:last]))
        ran = clvcli("ingest", f"{night}.csv", "--into", "orders.store")
        assert ran.exit_code == 0, ran.stderr
    assert values_of(clvcli, "orders.store") == values_of(clvcli, "whole.csv")
    before = everything_in(clvcli.folder / "orders.store")
    clvcli("ingest", *(f"{night}.csv" for night in range(len(DELIVERIES[name]))), "--into", "orders.store")
    assert everything_in(clvcli.folder / "orders.store") == before


def test_r17_files_that_overlap_count_each_order_once_without_a_store(clvcli: Cli) -> None:
    for name, rows in {"whole.csv": WHOLE, "a.csv": WHOLE[:60], "b.csv": WHOLE[40:]}.items():
        clvcli.write(name, as_csv(rows))
    wanted = values_of(clvcli, "whole.csv")
    assert values_of(clvcli, "a.csv", "b.csv") == wanted
    assert values_of(clvcli, "b.csv", "a.csv") == wanted


BAD = {
    "many bad rows": as_csv([row | {"amount": "x"} for row in WHOLE]),
    "another currency": as_csv([row | {"currency": "SEK"} for row in WHOLE]),
    "a list of something else": "name,colour\nrose,red\n",
    "a missing file": None,
}


@pytest.mark.parametrize("name", BAD)
def test_r18_a_failed_run_leaves_the_store_as_it_was(clvcli: Cli, name: str) -> None:
    """A run that fails changes nothing in a store, not even if other files of the same run were good."""
    clvcli.write("good.csv", as_csv([row | {"currency": "DKK"} for row in WHOLE[:50]]))
    clvcli.write("more.csv", as_csv([row | {"currency": "DKK"} for row in WHOLE[50:]]))
    assert clvcli("ingest", "good.csv", "--into", "orders.store").exit_code == 0
    before = everything_in(clvcli.folder / "orders.store")
    content = BAD[name]
    if content is not None:
        clvcli.write("bad.csv", content)
    ran = clvcli("ingest", "more.csv", "bad.csv", "--into", "orders.store")
    assert ran.exit_code in {65, 66}, ran.stderr
    assert everything_in(clvcli.folder / "orders.store") == before


# --- inputs ----------------------------------------------------------------------------------

BESIDE: dict[str, tuple[str, str]] = {
    "--costs": ("costs.csv", "sku,unit_cost\nS1,4\nS2,5\n"),
    "--products": ("products.csv", "sku,category\nS1,cups\nS2,plates\n"),
    "--customers": ("people.csv", "customer_id,country\nK001,DK\nK002,SE\n"),
    "--exclude-customers": ("staff.csv", "K003\n"),
    "--rates": ("rates.csv", "date,currency,rate\n2022-01-01,DKK,1\n"),
    "--customer-costs": ("spent.csv", "customer_id,amount\nK001,5\n"),
}


def _orders() -> str:
    return as_csv([row | {"sku": f"S{1 + at % 2}", "currency": "DKK"} for at, row in enumerate(WHOLE)])


@pytest.mark.parametrize("option", BESIDE)
def test_r19_no_file_that_is_read_is_ever_written(clvcli: Cli, option: str) -> None:
    """A file that is read is never changed: a result that would be written over it, also through a link, is refused."""
    name, content = BESIDE[option]
    clvcli.write("orders.csv", _orders())
    clvcli.write(name, content)
    (clvcli.folder / "link.csv").symlink_to(name)
    os.link(clvcli.folder / name, clvcli.folder / "hard.csv")
    before = everything_in(clvcli.folder)
    for target in (name, f"./{name}", str(clvcli.folder / name), "link.csv", "hard.csv"):
        ran = clvcli("compute", "orders.csv", option, name, "-o", target, "--model", "none")
        assert ran.exit_code == 2, (target, ran.stderr)
        assert name in ran.stderr
    assert everything_in(clvcli.folder) == before
    more = ("--currency", "DKK", "--margin", "45%") if option != "--costs" else ()
    assert clvcli("compute", "orders.csv", option, name, "-o", "out.csv", *more, "--model", "none").exit_code == 0
    assert (clvcli.folder / name).read_text() == content


@pytest.mark.parametrize("option", ["-o", "--summary", "--save-cuts", "--save-model"])
@pytest.mark.parametrize("how", ["link", "pattern"])
def test_r19_orders_are_never_written_over_by_any_option(clvcli: Cli, option: str, how: str) -> None:
    (clvcli.folder / "exports").mkdir()
    clvcli.write("exports/orders.csv", _orders())
    (clvcli.folder / "link.csv").symlink_to("exports/orders.csv")
    given = {"link": "link.csv", "pattern": "exports/*.csv"}[how]
    command = "compute" if option == "--save-model" else "segment"
    ran = clvcli(command, given, option, "exports/orders.csv", "--model", "none")
    assert ran.exit_code == 2, ran.stderr
    assert (clvcli.folder / "exports/orders.csv").read_text() == _orders()


@pytest.mark.parametrize(
    "args",
    [
        ("segment", "-o", "x.csv", "--summary", "x.csv"),
        ("segment", "-o", "x.csv", "--save-cuts", "./x.csv"),
        ("segment", "--summary", "x.csv", "--save-cuts", "x.csv"),
        ("compute", "-o", "x.csv", "--save-model", "x.csv"),
        ("segment", "-o", "x.csv", "--summary", "x.csv.rejects.csv"),
    ],
)
def test_r19_two_results_never_go_to_one_file(clvcli: Cli, args: tuple[str, ...]) -> None:
    clvcli.write("orders.csv", _orders())
    ran = clvcli(args[0], "orders.csv", *args[1:], "--model", "none")
    assert ran.exit_code == 2, ran.stderr
    assert clvcli.files() == ["orders.csv"]


def test_r19_a_store_read_into_itself_by_another_name_is_refused(clvcli: Cli) -> None:
    clvcli.write("orders.csv", _orders())
    clvcli("ingest", "orders.csv", "--into", "orders.store")
    (clvcli.folder / "link.store").symlink_to("orders.store")
    before = everything_in(clvcli.folder)
    for name in (
        "orders.store",
        "./orders.store",
        "orders.store/",
        str(clvcli.folder / "orders.store"),
        "link.store",
    ):
        ran = clvcli("ingest", name, "--into", "orders.store")
        assert ran.exit_code == 2, (name, ran.stderr)
    assert everything_in(clvcli.folder) == before
