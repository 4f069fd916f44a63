"""The table of a scheme: one row per segment, with what its customers brought, what is expected, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli import config
from clvcli.on_disk import slices_of
from clvcli.orders.currency import in_currency
from clvcli.segments.cuts import as_written, in_money, medians
from clvcli.segments.tiers import WORTH
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.on_disk import Table
    from clvcli.segments.cuts import Measure
    from clvcli.segments.scheme import Scheme, Segment
    from clvcli.valuation.doubt import OfSums

SILENT = "days_since_last"

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
    "rule",
)
"""Columns of a scheme's table after the currency and the segment."""


def value_at_risk() -> pl.Expr:
    """Return the value of 12 months that hangs on whether a customer buys in them: clv_12m x (1 - p_buy_12m).

    It is largest where that is undecided, and never above clv_12m; null without a forecast.
    """
    return pl.col("clv_12m") * (1.0 - pl.coalesce("p_buy_12m", "p_buy"))


def sums_of_cells(table: Table, segments: Sequence[str], ranked_by: Measure = WORTH) -> pl.DataFrame:
    """Return one row per currency and combination of `segments`, the columns that schemes have added to `table`.

    Money in minor units, null where it is not known of anybody, so that sums of sums are exact; `customers`, how
    many are `predicted`, what they have of `ranked_by`, and its least as `threshold`.
    """
    cells = (
        rows.group_by("currency", *segments).agg(
            *(_sum(as_written(money)).alias(name) for name, money in _money().items()),
            customers=pl.len().cast(pl.Int64),
            predicted=pl.col("clv_residual").count(),
            ranked=ranked_by.exact().sum(),
            threshold=ranked_by.value.min().cast(pl.Float64),
        )
        for rows in slices_of(table)
    )
    return _added_up(pl.concat(cells), ["currency", *segments])


def summary(
    table: Table,
    cells: pl.DataFrame,
    scheme: Scheme,
    cuts: pl.DataFrame,
    *,
    doubts: OfSums | None = None,
    book: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return one row per currency and segment that its `cuts` make, best first, empty segments too.

    `table` are the customers with their segments, and `cells` their sums (`sums_of_cells`).

    `currency`, the segment under the name of the scheme's column, `customers`, `customers_share`, sums
    `value_to_date`, `clv_12m`, `clv_residual` and `value_total`, which is the sum of the two (null where nothing is
    predicted in the currency), `value_share` of what is ranked by, `net_revenue_24m`, `revenue_share`, median
    `days_since_last`, `threshold` (the least of that in it), `action`, `clv_low` and `clv_high`, the 80 %
    interval of the sum `clv_residual` (null where its doubt is not known), the sums `revenue_total` and
    `value_at_risk`, `spend_ceiling`, what `book` (BOOK) lets spend on it in money, nothing where nothing is
    expected, its `channel`, `owner` and `window_days`, `export_name` of a file of its customers, whether they are
    `few`, and the `rule` who is in it.
    """
    name = scheme.column
    silent = medians(table.lazy().drop_nulls(SILENT), SILENT, ["currency", name])
    found = (
        _added_up(cells, ["currency", name])
        .with_columns(in_money(pl.col(column)).alias(column) for column in _money())
        .join(silent, on=["currency", name], how="left", nulls_equal=True)
    )
    every = _in_currencies(cells["currency"].unique(), scheme, cuts, book)
    whole = every.join(found, on=["currency", name], how="left", nulls_equal=True)
    predicted = pl.when(pl.col("predicted").sum().over("currency") > 0)
    settled = whole.with_columns(
        pl.col("customers").fill_null(0), *(predicted.then(column).alias(column) for column in TOGETHER)
    ).sort("currency", "place", nulls_last=True)
    return (
        settled.with_columns(_intervals(table, settled.select("currency", name), doubts))
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


def _added_up(cells: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return the sums of cells that are equal `by` some columns."""
    return cells.group_by(by).agg(
        *(_sum(pl.col(column)).alias(column) for column in _money()),
        pl.col("customers", "predicted", "ranked").sum(),
        pl.col("threshold").min(),
    )


def _in_currencies(
    currencies: pl.Series, scheme: Scheme, cuts: pl.DataFrame, book: pl.DataFrame | None
) -> pl.DataFrame:
    """Return the segments that `cuts` make in each of some currencies, as `_declared`."""
    return pl.concat(
        _declared(scheme, scheme.segments(cuts.filter(in_currency(each))), book).select(
            pl.lit(each, pl.String).alias("currency"), pl.all()
        )
        for each in currencies
    )


def _declared(scheme: Scheme, segments: Sequence[Segment], book: pl.DataFrame | None) -> pl.DataFrame:
    """Return the segments in their order, with what the book says of each."""
    told = (pl.DataFrame(schema=BOOK) if book is None else book).filter(pl.col("scheme") == scheme.name)
    own = pl.DataFrame(
        [(place, segment.name, segment.rule, segment.told_as) for place, segment in enumerate(segments)],
        schema={"place": pl.Int64, "segment": pl.String, "rule": pl.String, "told_as": pl.String},
        orient="row",
    )
    entries = told["segment"].implode()
    entry = pl.coalesce(pl.when(pl.col(name).is_in(entries)).then(name) for name in ("segment", "told_as"))
    beside = own.with_columns(entry=entry.fill_null(ANY_OTHER)).drop("told_as")
    joined = beside.join(told.drop("scheme"), left_on="entry", right_on="segment", how="left").drop("entry")
    return joined.rename({"segment": scheme.column})


def _export_name(scheme: Scheme) -> pl.Expr:
    """Return a name for a file of each segment's customers: `dkk-tiers-gold`."""
    parts = pl.concat_str("currency", pl.lit(scheme.name), scheme.column, separator="-", ignore_nulls=True)
    return parts.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "-")


def _ceiling() -> pl.Expr:
    """Return the share `ceiling` of the column that `of` names, in money."""
    money = pl.coalesce(pl.when(pl.col("of") == name).then(pl.col(name)) for name in ("clv_12m", "value_at_risk"))
    return (money.clip(lower_bound=0.0) * pl.col("ceiling")).round(CENTS)


def _intervals(table: Table, segments: pl.DataFrame, doubts: OfSums | None) -> list[pl.Expr]:
    """Return the ends of the interval of each of `segments`, null where nothing is predicted."""
    if doubts is None:
        return [pl.lit(None, pl.Float64).alias(name) for name in ("clv_low", "clv_high")]
    known = pl.when(pl.col("clv_residual").is_not_null())
    ends = zip(("clv_low", "clv_high"), doubts.by(table, segments), strict=True)
    return [known.then(pl.Series(end)).round(CENTS).alias(name) for name, end in ends]


def _money() -> dict[str, pl.Expr]:
    """Return what is added up, by the name of its sum."""
    together = {column: pl.coalesce(column, past) for column, past in TOGETHER.items()}
    return {column: pl.col(column) for column in SUMMED} | together | {"value_at_risk": value_at_risk()}


def _sum(counted: pl.Expr) -> pl.Expr:
    """Return the sum, null where nothing is known."""
    return pl.when(counted.count() > 0).then(counted.sum())


def _share(column: str) -> pl.Expr:
    """Return the share of a currency's total; null where there is no total to share."""
    part = pl.col(column).cast(pl.Float64)
    total = part.sum().over("currency")
    return pl.when(total > 0).then(part.fill_null(0.0) / total)
