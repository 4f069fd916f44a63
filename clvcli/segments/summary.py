"""The table of a scheme: one row per segment, with what its customers brought, what is expected, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli import config
from clvcli.segments.cuts import as_written
from clvcli.segments.tiers import ranking_value
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.segments.scheme import Scheme, Segment
    from clvcli.valuation.doubt import Doubts

SUMMED = ("value_to_date", "clv_12m", "clv_residual", "net_revenue_24m")
"""What is added up per segment."""

TOGETHER = {"value_total": "value_to_date", "revenue_total": "net_revenue"}
"""What was and what will be, together -> what it is of customers without a forecast: what was."""

BOOK = pl.Schema(
    {
        "scheme": pl.String,
        "segment": pl.String,
        "action": pl.String,
        "channel": pl.String,
        "owner": pl.String,
        "window_days": pl.Int64,
        "ceiling": pl.Float64,
        "of": pl.String,
    }
)
"""What to do about each segment: the action, by which channel, whose it is, within how many days, and the largest
share `ceiling` of `of`, a column of money of the table, that may be spent on it."""

ANY_OTHER = "*"
"""Stands in BOOK for every segment of the scheme that has no row of its own."""

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
    "value_at_risk",
    "spend_ceiling",
    "channel",
    "owner",
    "window_days",
    "export_name",
    "few",
)
"""Columns of a scheme's table after the currency and the segment."""


def value_at_risk() -> pl.Expr:
    """Return the value of 12 months that hangs on whether a customer is still one: clv_12m x (1 - p_alive).

    It is largest where that is undecided, and never above clv_12m; null without a forecast.
    """
    return pl.col("clv_12m") * (1.0 - pl.col("p_alive"))


def summary(
    frame: pl.DataFrame,
    scheme: Scheme,
    segments: Sequence[Segment],
    *,
    doubts: Doubts | None = None,
    book: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return one row per currency and segment, best first, empty segments too, each currency for itself.

    `currency`, the segment under the name of the scheme's column, `customers`, `customers_share`, sums
    `value_to_date`, `clv_12m`, `clv_residual` and `value_total`, which is the sum of the two (null where nothing is
    predicted), `value_share` of what tiers rank by, `net_revenue_24m`, `revenue_share`, median `days_since_last`,
    `threshold` (least value in it), `action`, `clv_low` and `clv_high`, the 80 % interval of the sum `clv_residual`
    (null where its doubt is not known), the sums `revenue_total` and `value_at_risk`, `spend_ceiling`, what `book`
    (BOOK) lets spend on it in money, nothing where nothing is expected, its `channel`, `owner` and `window_days`,
    `export_name` of a file of its customers, and whether they are `few`.
    """
    name = scheme.column
    found = frame.group_by("currency", name).agg(
        *(_sum(column) for column in SUMMED),
        *(_sum(column, of_the_others=past) for column, past in TOGETHER.items()),
        _exact(value_at_risk(), pl.col("clv_12m")).alias("value_at_risk"),
        customers=pl.len().cast(pl.Int64),
        ranked=as_written(ranking_value()).sum().cast(pl.Float64),
        threshold=ranking_value().min(),
        days_since_last=pl.col("days_since_last").median(),
    )
    every = frame.select("currency").unique().join(_declared(scheme, segments, book), how="cross")
    whole = every.join(found, on=["currency", name], how="left", nulls_equal=True)
    settled = whole.with_columns(pl.col("customers").fill_null(0)).sort("currency", "place", nulls_last=True)
    return (
        settled.with_columns(_intervals(frame, settled.select("currency", name), doubts))
        .with_columns(
            customers_share=_share("customers"),
            value_share=_share("ranked"),
            revenue_share=_share("net_revenue_24m"),
            spend_ceiling=_ceiling(),
            export_name=_export_name(scheme),
            few=pl.col("customers") < config.FEW,
        )
        .select("currency", name, *SUMMARY)
    )


def _declared(scheme: Scheme, segments: Sequence[Segment], book: pl.DataFrame | None) -> pl.DataFrame:
    """Return the segments in their order, with what the book says of each."""
    told = (pl.DataFrame(schema=BOOK) if book is None else book).filter(pl.col("scheme") == scheme.name)
    own = pl.DataFrame(
        [(place, segment.name, segment.action) for place, segment in enumerate(segments)],
        schema={"place": pl.Int64, "segment": pl.String, "own_action": pl.String},
        orient="row",
    )
    named = pl.col("segment").is_in(told["segment"].implode())
    beside = own.with_columns(told_of=pl.when(named).then("segment").otherwise(pl.lit(ANY_OTHER)))
    joined = beside.join(told.drop("scheme"), left_on="told_of", right_on="segment", how="left").drop("told_of")
    return joined.with_columns(action=pl.coalesce("action", "own_action")).rename({"segment": scheme.column})


def _export_name(scheme: Scheme) -> pl.Expr:
    """Return a name for a file of each segment's customers: `dkk-tiers-gold`."""
    parts = pl.concat_str("currency", pl.lit(scheme.name), scheme.column, separator="-", ignore_nulls=True)
    return parts.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "-")


def _ceiling() -> pl.Expr:
    """Return the share `ceiling` of the column that `of` names, in money."""
    money = pl.coalesce(pl.when(pl.col("of") == name).then(pl.col(name)) for name in ("clv_12m", "value_at_risk"))
    return (money.clip(lower_bound=0.0) * pl.col("ceiling")).round(CENTS)


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
    return _exact(money, pl.col(column)).alias(column)


def _exact(money: pl.Expr, known: pl.Expr) -> pl.Expr:
    """Return the sum of money as it is written, whatever the order of rows; null without any `known`."""
    return pl.when(known.count() > 0).then(as_written(money).sum().cast(pl.Float64))


def _share(column: str) -> pl.Expr:
    """Return the share of a currency's total; null where there is no total to share."""
    total = pl.col(column).sum().over("currency")
    return pl.when(total > 0).then(pl.col(column).fill_null(0) / total)
