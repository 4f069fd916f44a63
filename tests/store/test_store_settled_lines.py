"""Options beside order lines that are settled: they act as beside the export, or are refused; none is ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from polars.testing import assert_frame_equal

from clvcli.errors import SeveralCurrenciesError
from clvcli.orders.attached.attach import attach
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from tests.store.store_exports import kept, shop, write
from tests.store.test_store_commands import clvcli

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl


def lines(place: Path, **options: str) -> pl.DataFrame:
    chosen = ReadOptions(**options)  # type: ignore[arg-type]  # the tests name fields
    return attach(ingest([str(place)], chosen), chosen).lines.collect()


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    """An export, and its order lines in a file and in a store."""
    export = write(tmp_path / "all.csv", shop(orders=60))
    kept(tmp_path / "store", export)
    lines(export).write_parquet(tmp_path / "lines.parquet")
    return [export, tmp_path / "lines.parquet", tmp_path / "store"]


def test_settled_lines_are_converted_as_the_export_is(places: list[Path], tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("date,currency,rate\n2023-01-01,EUR,7.5\n2024-01-01,EUR,7.25\n")
    of_export, *of_lines = (lines(place, currency="DKK", rates=str(rates)) for place in places)
    assert of_export["currency"].unique().to_list() == ["DKK"]
    for found in of_lines:
        assert_frame_equal(found, of_export)


def test_settled_lines_of_people_on_a_list_are_left_out_as_of_the_export(
    places: list[Path], tmp_path: Path
) -> None:
    staff = tmp_path / "staff.txt"
    staff.write_text("c1\nc2@example.org\n")
    of_export, *of_lines = (lines(place, exclude_customers=str(staff)) for place in places)
    assert of_export["excluded"].n_unique() > 1
    for found in of_lines:
        assert_frame_equal(found, of_export)


def test_a_currency_that_lines_are_not_in_is_refused_without_rates(places: list[Path]) -> None:
    for place in places:
        with pytest.raises(SeveralCurrenciesError, match="the orders are in EUR, not DKK"):
            lines(place, currency="DKK")
        assert_frame_equal(lines(place, currency="EUR"), lines(place))


@pytest.mark.parametrize("options", [("--identity", "email"), ("--no-merge",), ("--tax", "included")])
def test_what_is_settled_is_not_settled_otherwise(places: list[Path], options: tuple[str, ...]) -> None:
    ran = clvcli("compute", places[1], *options)
    assert ran.returncode == 2
    assert f"{options[0]} cannot change order lines that ingest has settled" in ran.stderr
