"""What winning customers costs and brings: acquisition, payback and the value of a new customer together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.audit.acquired import earned
from clvcli.audit.acquisition import acquisition
from clvcli.audit.allowable import Limit, NewValue, by_group
from clvcli.audit.payback import curves, first_year, payback
from clvcli.orders.currency import in_currency
from clvcli.valuation.forecast import FIXED_HORIZONS
from clvcli.valuation.new_customer import not_valued, value_after_first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.audit.acquisition import Acquisition
    from clvcli.audit.audit import Audit
    from clvcli.audit.payback import Payback
    from clvcli.valuation.valued import Facts, Valuation

NO_MORE_THAN = Limit()
OF_CHANNEL = "channel="
"""How a group is named that has a channel's own model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Winning:
    """What new customers of one currency cost and are worth."""

    acquisition: Acquisition
    value: NewValue
    limit: Limit
    payback: Payback | None
    """Of the blended cost of all new customers; None where no spend is known."""
    curve: pl.DataFrame
    """`payback.curves` of all counted customers."""
    channels: pl.DataFrame
    """`Acquisition.channels` with `mature`, `value_12m`, `ratio_12m`, `payback_month`, `payback_at`,
    `payback_observed`, `clv_new`, `ratio_36m` and `allowable_cac`."""
    seasons: pl.DataFrame
    """By `quarter` of the year that customers came in: as `allowable.by_group`, with `cac`."""


def winning(
    audit: Audit,
    valuation: Valuation,
    *,
    spend: pl.DataFrame | None = None,
    sources: pl.DataFrame | None = None,
    limit: Limit = NO_MORE_THAN,
) -> Winning:
    """Return what the new customers of `audit` cost, left so far and are expected to leave, by `valuation`.

    `spend` and `sources` are as `acquisition.acquisition` takes them.
    """
    found = acquisition(audit, spend=spend, sources=sources)
    left = earned(audit)
    people = _with_later(found.customers.filter("counted"), left, valuation, audit.currency)
    value = _new_value(found, valuation, audit)
    curve = curves(people, left, by=None, as_of=audit.as_of)
    cac = found.blended.cac if found.spend_known else None
    seasons = by_group(people, left, value, limit, group="quarter", within="year", as_of=audit.as_of)
    return Winning(
        acquisition=found,
        value=value,
        limit=limit,
        payback=None if cac is None or curve.is_empty() else payback(curve["cumulative"].to_list(), cac),
        curve=curve,
        channels=_channels(found, people, left, value, audit, valuation, limit),
        seasons=seasons.join(_cac_of_quarters(found.cells), on="quarter", how="left", maintain_order="left"),
    )


def _with_later(
    people: pl.DataFrame, left: pl.DataFrame, valuation: Valuation, currency: str | None
) -> pl.DataFrame:
    """Add `later`, what each leaves after the first order, so far and to come, and `quarter` and `year` of that."""
    expected = (
        valuation.frame.select("currency", "clv_residual")
        .with_columns(customer_key=valuation.keys)
        .filter(in_currency(currency))
        .drop("currency")
    )
    total = left.group_by("customer_key").agg(pl.col("value").sum())
    return (
        people.join(total, on="customer_key", how="left", maintain_order="left")
        .join(expected, on="customer_key", how="left", maintain_order="left")
        .with_columns(
            later=pl.col("value") - pl.col("first_value") + pl.col("clv_residual").fill_null(0.0),
            quarter=pl.col("month").dt.quarter().cast(pl.Int64),
            year=pl.col("month").dt.year(),
        )
        .drop("value", "clv_residual")
    )


def _new_value(found: Acquisition, valuation: Valuation, audit: Audit) -> NewValue:
    """Return the value of a new customer; of several models the mean, each weighing as many as it values."""
    rate = float(valuation.frame["discount_rate"][0])
    weighed = [
        (fact, float(np.count_nonzero(valuation.part == at)))
        for at, fact in enumerate(valuation.facts)
        if fact.currency == audit.currency
    ]
    later = {fact.group: value_after_first(fact, rate=rate, as_of=audit.as_of) for fact, _ in weighed}
    reasons = [reason for fact, _ in weighed if (reason := not_valued(fact, as_of=audit.as_of)) is not None]
    return NewValue(
        first=found.first_value,
        later={
            name: _mean([(later[fact.group][name], weight) for fact, weight in weighed]) for name in FIXED_HORIZONS
        },
        reason=reasons[0] if reasons else None,
    )


def _mean(values: list[tuple[float | None, float]]) -> float | None:
    weights = sum(weight for _, weight in values)
    known = [value * weight for value, weight in values if value is not None]
    return sum(known) / weights if len(known) == len(values) and weights > 0 else None


def _channels(
    found: Acquisition,
    people: pl.DataFrame,
    left: pl.DataFrame,
    value: NewValue,
    audit: Audit,
    valuation: Valuation,
    limit: Limit,
) -> pl.DataFrame:
    own = _own_models(valuation, audit) if found.by == "channel" else {}
    worth = by_group(people, left, value, limit, group="channel", within="month", as_of=audit.as_of, own=own)
    cac = pl.when(pl.col("cac") > 0).then("cac")
    return (
        found.channels.join(
            first_year(people, left, by="channel", as_of=audit.as_of),
            on="channel",
            how="left",
            maintain_order="left",
        )
        .join(_paybacks(found, people, left, audit), on="channel", how="left", maintain_order="left")
        .join(worth.select("channel", "clv_new", "allowable_cac"), on="channel", how="left", maintain_order="left")
        .with_columns(ratio_12m=pl.col("value_12m") / cac, ratio_36m=pl.col("clv_new") / cac)
    )


def _own_models(valuation: Valuation, audit: Audit) -> Mapping[str, float]:
    """Return what is expected after the first order by the models of single channels."""
    rate = float(valuation.frame["discount_rate"][0])
    own: dict[str, float] = {}
    for fact in valuation.facts:
        channel = _channel_of(fact)
        if fact.currency == audit.currency and channel is not None:
            later = value_after_first(fact, rate=rate, as_of=audit.as_of)["clv_36m"]
            own |= {} if later is None else {channel: later}
    return own


def _channel_of(fact: Facts) -> str | None:
    name = fact.group or ""
    return name.removeprefix(OF_CHANNEL) if name.startswith(OF_CHANNEL) and ", " not in name else None


def _paybacks(found: Acquisition, people: pl.DataFrame, left: pl.DataFrame, audit: Audit) -> pl.DataFrame:
    """Return `payback_month`, `payback_at` and `payback_observed` of each channel that money was spent on."""
    so_far = curves(people, left, by="channel", as_of=audit.as_of).group_by("channel").agg(pl.col("cumulative"))
    costs = found.channels.filter(pl.col("cac") > 0).join(so_far, on="channel")
    rows = [
        (channel, back.month, back.interpolated, back.observed)
        for channel, cac, cumulative in costs.select("channel", "cac", "cumulative").iter_rows()
        for back in [payback(cumulative, cac)]
    ]
    schema = {
        "channel": pl.String, "payback_month": pl.Int64, "payback_at": pl.Float64, "payback_observed": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _cac_of_quarters(cells: pl.DataFrame) -> pl.DataFrame:
    of_quarter = cells.filter("counted").group_by(quarter=pl.col("month").dt.quarter().cast(pl.Int64))
    sums = of_quarter.agg(
        spend=pl.when(pl.col("spend").count() > 0).then(pl.col("spend").sum()), new=pl.col("new_customers").sum()
    )
    return sums.select("quarter", "spend", cac=pl.when(pl.col("new") > 0).then(pl.col("spend") / pl.col("new")))
