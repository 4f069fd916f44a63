"""Migration: who moved between tiers since an earlier day, who came and who left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table, term
from clvcli.segments.migration import GONE

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis
    from clvcli.segments.migration import Moved

MATRIX = "tier_migration"
"""Who moved where; what balances adds it up."""

OF_TIER = "tier_"
"""How key figures of moves begin."""

MOST_FALLEN = 10
"""Customers who are named; all of them are rows of `segment`."""


def migration(analysis: Analysis) -> Section:
    """Return the moves between the tiers of one currency as a matrix, what balances, and who fell from the top."""
    moved = analysis.moved
    if moved is None:
        return Section(id="migration", unit=analysis.currency, missing=Phrase("migration_missing"))
    days = {"from": Figure(value=moved.since, kind="date"), "until": Figure(value=analysis.as_of, kind="date")}
    return Section(
        id="migration",
        unit=analysis.currency,
        answer=_answer(moved, days),
        key_figures=_rates(moved, days["from"]),
        tables=(_matrix(moved), _balance(moved), *_fallen(analysis, moved)),
        notes=(Phrase("migration_note", days), Phrase("migration_lines_note")),
    )


def _answer(moved: Moved, days: dict[str, Figure]) -> tuple[Phrase, ...]:
    figures = {each.id.removeprefix(OF_TIER): each.figure for each in _rates(moved, days["from"])}
    if not figures:
        return ()
    return (Phrase("migration_answer", {"customers": _there(moved), "from": days["from"], **figures}),)


def _rates(moved: Moved, since: Figure) -> tuple[KeyFigure, ...]:
    """Return who stayed, rose, fell and lapsed, of those who were in a tier then; nothing where nobody was."""
    rates = {name: getattr(moved.migration, name) for name in ("stable", "upgraded", "downgraded", "lapsed")}
    if None in rates.values():
        return ()
    meaning = Phrase("of_tiers_then_meaning", {"count": _there(moved), "from": since})
    return tuple(
        KeyFigure(id=f"{OF_TIER}{name}", figure=Figure(value=rate, kind="share"), meaning=meaning)
        for name, rate in rates.items()
    )


def _there(moved: Moved) -> Figure:
    return count(int(moved.migration.balance["before"].sum()))


def _matrix(moved: Moved) -> Table:
    """Return a row per segment before, entries last, and a column per segment after, exits last."""
    matrix = moved.migration.matrix
    order = [
        *moved.migration.balance["segment"],
        *(name for name in ("lapsed", GONE) if name in set(matrix["after"])),
    ]
    wide = matrix.pivot("after", index="before", values="customers", maintain_order=True)
    missing = [pl.lit(0, pl.Int64).alias(name) for name in order if name not in wide.columns]
    whole = wide.with_columns(*missing).with_columns(pl.col(order).fill_null(0))
    made = table(
        MATRIX,
        whole.with_columns(pl.sum_horizontal(order).alias("all_customers")),
        (
            Column(key="before", kind="term", heading=Phrase("tier_before")),
            *(Column(key=name, kind="count") for name in order),
            Column(key="all_customers", kind="count", priority=1),
        ),
        title=Phrase("migration_title"),
    )
    return replace(made, crossed=(*order, "all_customers"))


def _balance(moved: Moved) -> Table:
    keys = ("before", "entered", "moved_in", "moved_out", "left", "after")
    made = table(
        "tier_balance",
        moved.migration.balance,
        (
            Column(key="segment", kind="term", heading=Phrase("tier")),
            *(Column(key=key, kind="count", heading=Phrase(f"balance_{key}")) for key in keys),
        ),
        title=Phrase("balance_title"),
    )
    return replace(made, crossed=keys, told_by=MATRIX)


def _fallen(analysis: Analysis, moved: Moved) -> tuple[Table, ...]:
    if moved.fallen.is_empty():
        return ()
    top = term(moved.migration.balance["segment"][0])
    figures = {"tier": top, "count": count(moved.fallen.height)}
    return (
        table(
            "fallen",
            moved.fallen.head(MOST_FALLEN),
            (
                Column(key="customer_id", kind="name"),
                Column(key="after", kind="term", heading=Phrase("tier_after")),
                Column(key="value_to_date", kind="money", heading=analysis.money("value_to_date")),
                Column(key="days_since_last", kind="days"),
            ),
            unit=analysis.currency,
            title=Phrase("fallen_title", figures),
        ),
    )
