"""Values in, segments out: every scheme asked for, as columns and as a table of its segments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli import config
from clvcli.segments.rfm import rfm_scheme
from clvcli.segments.scheme import as_written
from clvcli.segments.tiers import DEFAULT_TIERS, Tier, ranking_value, tier_scheme
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.segments.scheme import Scheme
    from clvcli.valuation.doubt import Doubts

SUMMED = ("value_to_date", "clv_12m", "clv_residual", "net_revenue_24m")
"""What is added up per segment."""

TOGETHER = {"value_total": "value_to_date", "revenue_total": "net_revenue"}
"""What was and what will be, together -> what it is of customers without a forecast: what was."""

SUMMARY = (
    "customers",
    "customers_share",
    "value_to_date",
    "clv_12m",
    "clv_residual",
    "value_total",
    "value_share",
    "net_revenue_24m",
    "revenue_share",
    "days_since_last",
    "threshold",
    "action",
    "clv_low",
    "clv_high",
    "revenue_total",
)
"""Columns of a scheme's table after the currency and the segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """Customers with their segments, and the segments with their customers."""

    frame: pl.DataFrame
    """The columns of the values, then those of each scheme; rows as they came."""
    summaries: Mapping[str, pl.DataFrame]
    """Scheme -> one row per currency and segment, empty segments too: `currency`, the segment under the
    name of the scheme's column, `customers`, `customers_share`, sums `value_to_date`, `clv_12m`, `clv_residual`
    and `value_total`, which is the sum of the two (null where nothing is predicted), `value_share` of what tiers
    rank by, `net_revenue_24m`, `revenue_share`, median `days_since_last`, `threshold` (least value in it),
    `action`, `clv_low` and `clv_high`, the 80 % interval of the sum `clv_residual` (null where its doubt is not
    known), and the sum `revenue_total`."""
    notes: tuple[Note, ...]


def segment(
    values: pl.DataFrame,
    schemes: Sequence[config.SchemeName] = config.SCHEMES,
    *,
    tiers: Sequence[Tier] = DEFAULT_TIERS,
    doubts: Doubts | None = None,
) -> Segmented:
    """Sort the customers of `values` (the columns of `valuation.schema.VALUES`) by each of `schemes`.

    `doubts` are those about the rows of `values`, where they are known.

    Every customer is in exactly one segment of each scheme; customers of different currencies are
    never ranked against each other.
    """
    known: dict[config.SchemeName, Scheme] = {"tiers": tier_scheme(tiers), "rfm": rfm_scheme()}
    chosen = [known[name] for name in schemes]
    frame = values
    for scheme in chosen:
        frame = scheme.assign(frame)
    return Segmented(
        frame=frame,
        summaries={scheme.name: _summary(frame, scheme, doubts) for scheme in chosen},
        notes=tuple(note for scheme in chosen for note in scheme.notes(values)),
    )


def _summary(frame: pl.DataFrame, scheme: Scheme, doubts: Doubts | None) -> pl.DataFrame:
    """Return the table of a scheme's segments, best first, each currency for itself."""
    name = scheme.column
    found = frame.group_by("currency", name).agg(
        *(_sum(column) for column in SUMMED),
        *(_sum(column, of_the_others=past) for column, past in TOGETHER.items()),
        customers=pl.len().cast(pl.Int64),
        ranked=as_written(ranking_value()).sum().cast(pl.Float64),
        threshold=ranking_value().min(),
        days_since_last=pl.col("days_since_last").median(),
    )
    segments = pl.DataFrame(
        [(place, segment.name, segment.action) for place, segment in enumerate(scheme.segments)],
        schema={"place": pl.Int64, name: pl.String, "action": pl.String},
        orient="row",
    )
    every = frame.select("currency").unique().join(segments, how="cross")
    whole = every.join(found, on=["currency", name], how="left", nulls_equal=True)
    settled = whole.with_columns(pl.col("customers").fill_null(0)).sort("currency", "place", nulls_last=True)
    return (
        settled.with_columns(_intervals(frame, settled.select("currency", name), doubts))
        .with_columns(
            customers_share=_share("customers"),
            value_share=_share("ranked"),
            revenue_share=_share("net_revenue_24m"),
        )
        .select("currency", name, *SUMMARY)
    )


def _intervals(frame: pl.DataFrame, segments: pl.DataFrame, doubts: Doubts | None) -> list[pl.Expr]:
    """Return the ends of the interval of each of `segments`, null where nothing is predicted."""
    if doubts is None:
        return [pl.lit(None, pl.Float64).alias(name) for name in ("clv_low", "clv_high")]
    known = pl.when(pl.col("clv_residual").is_not_null())
    ends = zip(("clv_low", "clv_high"), doubts.by(frame, segments), strict=True)
    return [known.then(pl.Series(end)).round(CENTS).alias(name) for name, end in ends]


def _sum(column: str, *, of_the_others: str | None = None) -> pl.Expr:
    """Return the exact sum of money as it is written, null where nothing is known.

    `of_the_others` is the column that stands in for a customer's `column` that is not known.
    """
    money = pl.col(column) if of_the_others is None else pl.coalesce(column, of_the_others)
    total = as_written(money).sum().cast(pl.Float64)
    return pl.when(pl.col(column).count() > 0).then(total).alias(column)


def _share(column: str) -> pl.Expr:
    """Return the share of a currency's total; null where there is no total to share."""
    total = pl.col(column).sum().over("currency")
    return pl.when(total > 0).then(pl.col(column).fill_null(0) / total)
