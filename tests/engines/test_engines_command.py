"""`--engine` on the command line: the same bytes, a folder that others read, and refusals in a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from clvcli.valuation.schema import VALUES_SCHEMA
from tests.warm import run_warm

if TYPE_CHECKING:
    from tests.warm import Ended

NORDLYS = Path("sample_data").resolve() / "nordlys" / "ordrelinjer.csv"
CENT = 0.01
"""Values are rounded to it."""

ENGINES = ["duckdb", pytest.param("spark", marks=pytest.mark.spark)]


A_SPARK_TAKES = 600.0
"""Seconds: Spark starts a machine of its own, and a loaded one takes minutes."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the order lines of the invented shop: a file, and a store."""
    place = tmp_path_factory.mktemp("shop")
    for option, name in (("-o", "orders.parquet"), ("--into", "orders.store")):
        clvcli(place, "ingest", str(NORDLYS), "--by", "currency", option, name)
    return place


def clvcli(place: Path, *words: str, ends: int = 0) -> Ended:
    streams = place / "streams"
    streams.mkdir(exist_ok=True)
    environment = {"HOME": str(place), "PATH": "/usr/bin:/bin", "TMPDIR": str(place)}
    ended = run_warm(words, b"", place, environment, streams, within=A_SPARK_TAKES)
    assert ended.exit_code == ends, ended.stderr.decode()
    return ended


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("source", "model"), [("orders.parquet", "auto"), ("orders.store", "bg-nbd")])
def test_a_file_has_the_bytes_that_polars_gives_it(place: Path, engine: str, source: str, model: str) -> None:
    settings = ("--margin", "40%", "--model", model, "--no-intervals")
    for name, options in (("theirs.csv", ("--engine", engine)), ("ours.csv", ())):
        clvcli(place, "compute", source, *settings, "-o", name, *options)
    assert (place / "theirs.csv").read_bytes() == (place / "ours.csv").read_bytes()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_folder_is_parquet_and_a_delta_table(place: Path, engine: str) -> None:
    options = ("--model", "bg-nbd", "--margin", "40%")
    clvcli(place, "compute", "orders.parquet", *options, "--engine", engine, "-o", f"{engine}/")
    clvcli(place, "compute", "orders.parquet", *options, "-o", "ours.parquet")
    folder, ours = place / engine, pl.read_parquet(place / "ours.parquet")
    files = [path for path in folder.iterdir() if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    order = ["currency", "customer_id"]
    for rows in (pl.read_delta(str(folder)), pl.read_parquet(files)):
        assert rows.schema == VALUES_SCHEMA
        assert_frame_equal(rows.sort(order), ours.sort(order), abs_tol=CENT, rel_tol=0.0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("orders.parquet", "-o", "there/"), "need a model by name"),
        (("orders.parquet", "-o", "there/", "--model", "bg-nbd", "--by", "cohort-year"), "are fitted together"),
        (
            ("orders.parquet", "-o", "there/", "--model", "bg-nbd", "--save-model", "m.json"),
            "leave no model behind",
        ),
        (("orders.parquet", "-o", "there/", "--model", "bg-nbd", "--freight", "30"), "no costs but one margin"),
        (("orders.parquet", "orders.store"), "there are several inputs"),
        (("orders.parquet", "--exclude-customers", "some.txt"), "--exclude-customers changes them"),
        ((str(NORDLYS), "--by", "currency"), "is none"),
    ],
)
def test_what_an_engine_is_not_for_is_refused(place: Path, words: tuple[str, ...], said: str) -> None:
    (place / "some.txt").write_text("1\n")
    ended = clvcli(place, "compute", *words, "--engine", "duckdb", ends=2)
    assert said in ended.stderr.decode()
    assert "CLV532" in ended.stderr.decode()
    assert not (place / "there").exists()


def test_a_folder_that_holds_something_is_not_written_over(place: Path) -> None:
    (place / "full").mkdir()
    (place / "full" / "mine").touch()
    words = (
        "compute",
        "orders.parquet",
        "--model",
        "bg-nbd",
        "--margin",
        "40%",
        "--engine",
        "duckdb",
        "-o",
        "full/",
    )
    assert "CLV6" in clvcli(place, *words, ends=73).stderr.decode()


def test_a_dry_run_writes_no_folder(place: Path) -> None:
    words = ("--model", "bg-nbd", "--margin", "40%", "--engine", "duckdb", "-o", "dry/", "--dry-run")
    ended = clvcli(place, "compute", "orders.parquet", *words)
    assert "nothing is written" in ended.stderr.decode()
    assert not (place / "dry").exists()
