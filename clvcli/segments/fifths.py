"""Fifths equal in size: the customers at whose ranks one ends, found by counting, so that nobody need be sorted.

A score is 5 - floor(5 x rank / customers), the rank of the best customer of a currency being 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.on_disk import gathered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.on_disk import Table

SCORES = 5

ID = "customer_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fifths:
    """Where the fifths of customers end, by several figures."""

    figures: Mapping[str, pl.Expr]
    """Of a customer, more is better; null is worse than any."""
    ends: Mapping[str, pl.DataFrame]
    """Figure -> as `_first_of_each`."""

    @classmethod
    def of(cls, values: Table, figures: Mapping[str, pl.Expr]) -> Fifths:
        """Return where the fifths of `values` end by each of `figures`: `currency`, ID, and what these look at.

        Customers who are equal in a figure are ranked by the others, as these stand, and then by id.
        """
        rows = _ranked(values, figures)
        return cls(figures=figures, ends={name: _first_of_each(rows, _order(name, figures)) for name in figures})

    def scores(self, values: pl.DataFrame) -> pl.DataFrame:
        """Return the score of each customer of `values` by each figure, as text under its name."""
        rows = _ranked(values, self.figures).collect()
        return pl.DataFrame({name: self._score(rows, name) for name in self.figures})

    def _score(self, rows: pl.DataFrame, name: str) -> pl.Series:
        order, places = _order(name, self.figures), []
        for fifth in range(1, SCORES):
            end = self.ends[name].filter(pl.col("fifth") == fifth).drop("fifth")
            lines = {column: f"at {column}" for column in order}
            beside = rows.join(
                end.rename(lines).with_columns(drawn=pl.lit(value=True)),
                on="currency",
                how="left",
                nulls_equal=True,
                maintain_order="left",
            )
            there = pl.col("drawn").is_not_null() & _no_better(order)
            places.append(beside.select(there.alias(str(fifth))).to_series())
        worse = pl.DataFrame(places).select(pl.sum_horizontal(pl.all().cast(pl.Int64)))
        return (SCORES - worse.to_series()).cast(pl.String)


def parted_equals(values: Table, figures: Mapping[str, pl.Expr]) -> int:
    """Return how many customers have another score, by any of `figures`, than one who is equal in it."""
    rows = _ranked(values, figures)
    for name in figures:
        inside = _among(rows, _wanted(rows), ["currency"], name, descending=True).filter(pl.col("rank") > 0)
        parted = inside.select("currency", name, pl.lit(value=True).alias(f"parted {name}")).unique()
        rows = rows.join(parted.lazy(), on=["currency", name], how="left", nulls_equal=True)
    apart = pl.any_horizontal(pl.col(f"parted {name}").is_not_null() for name in figures)
    return int(gathered(rows.select(apart.sum())).item())


def _ranked(values: Table, figures: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """Return what customers are ranked by, and whose it is."""
    return values.lazy().select("currency", ID, **figures)


def _order(name: str, figures: Mapping[str, pl.Expr]) -> dict[str, bool]:
    """Return the columns that rank customers by a figure, and whether descending."""
    others = (other for other in figures if other != name)
    return {**dict.fromkeys((name, *others), True), ID: False}


def _wanted(rows: pl.LazyFrame) -> pl.DataFrame:
    """Return the `rank` of the first customer of each `fifth` but the best, by `currency`, where there is one."""
    people = pl.col("customers")
    fifths = pl.DataFrame({"fifth": range(1, SCORES)}, schema={"fifth": pl.Int64})
    counted = gathered(rows.group_by("currency").agg(customers=pl.len().cast(pl.Int64))).join(fifths, how="cross")
    ranked = counted.with_columns(rank=(pl.col("fifth") * people + SCORES - 1) // SCORES)
    return ranked.filter(pl.col("rank") < people).drop("customers")


def _first_of_each(rows: pl.LazyFrame, order: Mapping[str, bool]) -> pl.DataFrame:
    """Return the first customer of each fifth but the best: `currency`, `fifth` and the columns of `order`.

    Of customers who are alike as far as was looked, the next column is counted: that is narrow, and few are left
    when ids are.
    """
    found, known = _wanted(rows), ["currency"]
    for column, descending in order.items():
        found = _among(rows, found, known, column, descending=descending)
        known.append(column)
    return found.drop("rank")


def _among(
    rows: pl.LazyFrame, wanted: pl.DataFrame, known: list[str], column: str, *, descending: bool
) -> pl.DataFrame:
    """Return `wanted` with the value of `column` of each, of whom `rank` says the place among those `known` alike.

    `rank` is then the place among those who are equal in the column too.
    """
    alike = wanted.select(known).unique()
    counted = gathered(
        rows.join(alike.lazy(), on=known, how="semi", nulls_equal=True)
        .group_by(*known, column)
        .agg(rows=pl.len().cast(pl.Int64))
    ).sort(column, descending=descending, nulls_last=True)
    before = counted.with_columns(before=(pl.col("rows").cum_sum() - pl.col("rows")).over(known))
    place = pl.col("rank") - pl.col("before")
    return (
        wanted.join(before, on=known, nulls_equal=True)
        .filter((place >= 0) & (place < pl.col("rows")))
        .with_columns(rank=place)
        .drop("rows", "before")
    )


def _no_better(order: Mapping[str, bool]) -> pl.Expr:
    """Tell whether a customer has the place of the one whose columns stand `at`, or a later one."""
    later = pl.lit(value=True)
    for name in reversed([*order]):
        own, line = pl.col(name), pl.col(f"at {name}")
        beyond = own < line if order[name] else own > line
        later = (
            pl.when(own.is_null())
            .then(line.is_not_null() | later)
            .otherwise(line.is_not_null() & (beyond | ((own == line) & later)))
        )
    return later
