"""Concentration: how unequal customers are, beside what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.changes.top_fifth import top_fifth
from clvcli.output.document import Column, Figure, KeyFigure, Phrase, Section
from clvcli.output.report_sections.frames import count, table

if TYPE_CHECKING:
    from clvcli.output.document import Table
    from clvcli.output.report_inputs import Analysis

TOP = 0.2
"""The fifth of customers that everyone compares."""

USUAL_TOP_SHARE = 0.67
"""Mean share of sales of the best fifth of customers over the 339 firms of a study; printed with its source."""

WIDE = 0.05
"""Within five points of the usual share nothing is said about being more or less concentrated."""


def concentration(analysis: Analysis) -> Section:
    """Return the deciles of customers by value to date, the shares of the top, and Gini's coefficient."""
    money = analysis.money("value_to_date")
    deciles = table(
        "deciles",
        analysis.concentration.deciles,
        (
            Column(key="decile", kind="count"),
            Column(key="customers", kind="count", priority=3),
            Column(key="value_to_date", kind="money", heading=money, priority=1),
            Column(key="cumulative_share", kind="share", priority=2),
            Column(key="share", kind="share", heading=Phrase(f"share_of_{analysis.measure}")),
        ),
        unit=analysis.currency,
        form="bars",
        bar="share",
        title=Phrase(f"deciles_title.{analysis.measure}"),
    )
    usual = pl.when(pl.col("top") == TOP).then(USUAL_TOP_SHARE).alias("usual_share")
    top = table(
        "top_shares",
        analysis.concentration.top_shares.with_columns(usual),
        (
            Column(key="top", kind="share", digits=0),
            Column(key="customers", kind="count"),
            Column(key="share", kind="share", heading=Phrase(f"share_of_{analysis.measure}")),
            *([Column(key="usual_share", kind="share")] if analysis.measure == "revenue" else []),
        ),
        few_of="customers",
    )
    return Section(
        id="concentration",
        unit=analysis.currency,
        answer=() if analysis.few else _answer(analysis, top),
        key_figures=_key_figures(analysis),
        tables=(deciles, top, *_lorenz(analysis)),
        notes=(Phrase(f"concentration_note.{analysis.measure}"),),
    )


def _lorenz(analysis: Analysis) -> tuple[Table, ...]:
    """Return the points of the Lorenz curve; none where nobody brought anything."""
    if analysis.concentration.gini is None:
        return ()
    columns = (
        Column(key="customers_share", kind="share", digits=0, heading=Phrase("lorenz_customers")),
        Column(key="value_share", kind="share", heading=Phrase("lorenz_value")),
    )
    points = analysis.concentration.lorenz.select(customers_share="customers", value_share="value")
    return (table("lorenz", points, columns, title=Phrase(f"lorenz_title.{analysis.measure}")),)


def _key_figures(analysis: Analysis) -> tuple[KeyFigure, ...]:
    gini = Figure(value=analysis.concentration.gini, kind="number")
    for_80 = Phrase(f"customers_for_80_meaning.{analysis.measure}")
    found = analysis.concentration
    loss = Figure(value=found.loss_total, kind="money", unit=analysis.currency)
    share = Figure(value=found.losses / found.customers if found.customers else None, kind="share")
    of_all = {"loss": loss, "share": share, "customers": count(found.customers)}
    losses = KeyFigure(id="losses", figure=count(found.losses), meaning=Phrase("losses_meaning", of_all))
    return (
        KeyFigure(id="gini", figure=gini, meaning=Phrase("gini_meaning")),
        KeyFigure(id="customers_for_80", figure=count(found.customers_for_80), meaning=for_80),
        *([losses] if found.losses else []),
        *_of_last_year(analysis),
    )


def _of_last_year(analysis: Analysis) -> tuple[KeyFigure, ...]:
    """Return how many of the best fifth of the year before are there in the last 12 months, where that was seen."""
    found = top_fifth(analysis.audit) if analysis.audit is not None else None
    if found is None:
        return ()
    figures = {"count": count(found.customers), "stayed": count(found.stayed)}
    meaning = Phrase("top_fifth_again_meaning", figures)
    return (KeyFigure(id="top_fifth_again", figure=count(found.bought_again), meaning=meaning),)


def _answer(analysis: Analysis, proof: Table) -> tuple[Phrase, ...]:
    """Return the share of the best fifth in words; nothing where nobody brought anything to take a share of."""
    row = proof.row_where("top", TOP)
    if row is None:
        return ()
    figures = {name: proof.figure(row, name) for name in ("top", "customers", "share")}
    share = figures["share"].value
    if not isinstance(share, float):
        return ()
    if analysis.measure == "contribution":
        return (Phrase("concentration_answer.contribution", figures),)
    above = share - USUAL_TOP_SHARE
    verdict = "usual" if abs(above) <= WIDE else "more" if above > 0 else "less"
    usual = proof.figure(row, "usual_share")
    return (Phrase(f"concentration_answer_{verdict}.revenue", figures | {"usual": usual}),)
