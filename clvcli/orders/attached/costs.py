"""`--costs`: what the goods of a line cost, by sku and by the day of the order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import AttachedFileError
from clvcli.orders.attached.coverage import Coverage, coverage_of, tallied
from clvcli.orders.attached.tables import Attached, read_attached
from clvcli.orders.money.rates import RATE, RATE_DAY, with_rates
from clvcli.orders.rate_file import with_rates_read
from clvcli.orders.schema import MONEY
from clvcli.orders.tables import LINE

if TYPE_CHECKING:
    from clvcli.orders.options import ReadOptions

FIELDS = ("sku", "product_id", "unit_cost", "valid_from", "valid_to", "currency")

ALWAYS = date(1, 1, 1)
"""A cost without a first day has held since then."""

FOR_EVER = date(9999, 12, 31)

SPAN = ("valid_from", "valid_to")

_SOLD = ("product", "refund")


@dataclass(frozen=True, slots=True, kw_only=True)
class Costed:
    """Lines with their costs, and how far these reach."""

    lines: pl.LazyFrame
    source: str
    coverage: Coverage
    above_price: int
    """Lines that cost more than they were sold for."""


def with_costs(lines: pl.LazyFrame, options: ReadOptions) -> Costed:
    """Set `cost_amount` of canonical lines of goods from the file of `--costs`; the rest stays as printed.

    A return of units takes their cost back.  Costs in another currency than the line are converted by `--rates`.
    Raises AttachedFileError where costs contradict one another or name no currency among several.
    """
    attached = read_attached(str(options.costs), FIELDS, (("sku", "product_id"), ("unit_cost",)), options)
    key = "sku" if "sku" in attached.columns else "product_id"
    costs = _spans_of(_in_currencies(_named(attached, key), lines, attached.source), attached, key, options)
    joined = _joined(lines.with_row_index("__row"), costs, key, options)
    goods = pl.col("line_type").is_in(_SOLD)
    units = (
        pl.when(pl.col("line_type") == "product")
        .then(pl.col("quantity").fill_null(1))
        .otherwise(-pl.col("quantity").abs())
    )
    found = pl.when(goods).then((units * pl.col("unit_cost")).cast(MONEY))
    costed = joined.with_columns(
        cost_amount=pl.coalesce(found, "cost_amount"), __found=found.is_not_null()
    ).collect()
    above = costed.filter(pl.col("__found") & (pl.col("cost_amount") > pl.col("net_amount")) & _counts())
    return Costed(
        lines=costed.drop("__row", "__found", "unit_cost").lazy(),
        source=attached.source,
        coverage=coverage_of([tallied(costed, pl.col("__found"), key)]),
        above_price=above.height,
    )


def _counts() -> pl.Expr:
    return pl.col("excluded").is_null() & (pl.col("net_amount") > 0)


def _named(attached: Attached, key: str) -> pl.DataFrame:
    """Return the rows that name goods and a cost, with both ends of their days; raises for a cost below zero."""
    rows = attached.rows.filter(pl.col(key).is_not_null() & pl.col("unit_cost").is_not_null())
    wrong = rows.filter(pl.col("unit_cost") < 0).sort(LINE)
    if wrong.height:
        raise AttachedFileError.below_zero(attached.source, wrong[LINE][0])
    missing = [name for name in SPAN if name not in rows.columns]
    rows = rows.with_columns(pl.lit(None, pl.Date).alias(name) for name in missing)
    backwards = rows.filter(pl.col("valid_to") < pl.col("valid_from")).sort(LINE)
    if backwards.height:
        raise AttachedFileError.backwards(attached.source, backwards[LINE][0])
    return rows


def _in_currencies(costs: pl.DataFrame, lines: pl.LazyFrame, source: str) -> pl.DataFrame:
    """Give costs that name no currency that of the orders, where these have one."""
    if "currency" not in costs.columns:
        costs = costs.with_columns(currency=pl.lit(None, pl.String))
    costs = costs.with_columns(pl.col("currency").str.strip_chars().str.to_uppercase())
    if costs["currency"].null_count() == 0:
        return costs
    found = lines.filter(pl.col("excluded").is_null()).select(pl.col("currency").unique().sort()).collect()
    if found.height > 1:
        raise AttachedFileError.no_currency(source, [str(code) for code in found["currency"].drop_nulls()])
    only = found["currency"][0] if found.height else None
    return costs.with_columns(pl.col("currency").fill_null(pl.lit(only, pl.String)))


def _spans_of(costs: pl.DataFrame, attached: Attached, key: str, options: ReadOptions) -> pl.DataFrame:
    """Return costs whose days do not overlap: one without a last day ends where the next begins.

    Raises AttachedFileError where two costs of the same goods hold on the same day.
    """
    same = [key] if options.rates else [key, "currency"]
    told = [name for name in costs.columns if name != LINE]
    costs = costs.sort(LINE).unique(told, keep="first", maintain_order=True)
    costs = costs.with_columns(pl.col("valid_from").fill_null(ALWAYS)).sort(*same, "valid_from", LINE)
    after = pl.col("valid_from").shift(-1).over(same)
    ends = pl.coalesce("valid_to", after - timedelta(days=1), pl.lit(FOR_EVER))
    costs = costs.with_columns(valid_to=ends, after=after, next_line=pl.col(LINE).shift(-1).over(same))
    overlap = costs.filter((pl.col("after") <= pl.col("valid_to")) | (pl.col("after") == pl.col("valid_from")))
    if overlap.height:
        first, second = overlap.sort(LINE).select(LINE, "next_line").row(0)
        raise AttachedFileError.overlap(attached.source, *sorted((first, second)))
    return costs.select(key, "currency", *SPAN, "unit_cost").sort("valid_from", key)


def _joined(lines: pl.LazyFrame, costs: pl.DataFrame, key: str, options: ReadOptions) -> pl.LazyFrame:
    """Add `unit_cost` in the currency of the line, where one is known on its day; `lines` have `__row`."""
    unnamed = pl.col("currency").fill_null("").alias("__currency")
    renamed = (
        costs.rename({"currency": "cost_currency"})
        if options.rates
        else costs.select(pl.exclude("currency"), unnamed)
    )
    found = (
        lines.with_columns(unnamed)
        .sort("order_date", "__row")
        .join_asof(
            renamed.lazy(),
            left_on="order_date",
            right_on="valid_from",
            by=[key] if options.rates else [key, "__currency"],
            strategy="backward",
            check_sortedness=False,
        )
    )
    held = pl.when(pl.col("order_date") <= pl.col("valid_to")).then("unit_cost")
    found = found.with_columns(unit_cost=held).drop("__currency", *SPAN)
    if options.rates:
        rated = with_rates(found.collect(), with_rates_read(options), currency="cost_currency").lazy()
        found = rated.with_columns(unit_cost=pl.col("unit_cost") * pl.col(RATE)).drop(
            RATE, RATE_DAY, "cost_currency"
        )
    return found.sort("__row")
