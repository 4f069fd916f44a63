"""What winning customers costs and brings: acquisition, payback and the value of a new customer together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.audit.acquisition.acquired import earned
from clvcli.audit.acquisition.allowable import Limit, NewValue, by_group, held
from clvcli.audit.acquisition.cost import acquisition
from clvcli.audit.acquisition.payback import curves, first_year, payback
from clvcli.audit.acquisition.schema import ACQUISITION
from clvcli.on_disk import held as rows_of
from clvcli.orders.currency import in_currency
from clvcli.valuation.forecast import FIXED_HORIZONS
from clvcli.valuation.new_customer import not_valued, value_after_first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clvcli.audit.acquisition.cost import Acquisition
    from clvcli.audit.acquisition.payback import Payback
    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts
    from clvcli.valuation.in_parts import ValuationInParts
    from clvcli.valuation.valued import Valuation

NO_MORE_THAN = Limit()
TOTAL = pl.Decimal(38, 4)
"""Of money: values to come are whole cents, so that these sums are exact too."""

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
    """`payback.curves` of all customers whose first order is taken for one."""
    channels: pl.DataFrame
    """The columns of `acquisition_schema.ACQUISITION`, highest spend first."""
    seasons: pl.DataFrame
    """By `quarter` of the year that customers came in: `new_customers`, `spend` and `cac` of counted months, and
    the columns of `allowable.by_group`."""


def winning(
    audit: Audit,
    valuation: Valuation | ValuationInParts,
    *,
    spend: pl.DataFrame | None = None,
    sources: InParts | None = None,
    limit: Limit = NO_MORE_THAN,
) -> Winning:
    """Return what the new customers of `audit` cost, left so far and are expected to leave, by `valuation`.

    `spend` and `sources` are as `acquisition.acquisition` takes them.
    """
    found = acquisition(audit, spend=spend, sources=sources)
    left = earned(audit)
    people = _with_later(
        found.customers.filter("believed"), left, valuation.parts.filter(in_currency(audit.currency))
    )
    value = _new_value(found, people, left, valuation, audit)
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
        seasons=_cost_of_quarters(found.cells).join(seasons, on="quarter", how="left", maintain_order="left"),
    )


def _with_later(people: InParts, left: InParts, values: InParts) -> InParts:
    """Add `later`, what each leaves after the first order, so far and to come, and `quarter` and `year` of that."""
    so_far = left.map(lambda part: part.group_by("customer_key").agg(pl.col("value").sum()))
    to_come = values.map(lambda part: part.select("customer_key", "clv_residual"))
    later = pl.col("value") - pl.col("first_value") + pl.col("clv_residual").cast(TOTAL).fill_null(0)
    told = {
        "later": later,
        "quarter": pl.col("month").dt.quarter().cast(pl.Int64),
        "year": pl.col("month").dt.year(),
    }
    both = people.beside(so_far, _joined).beside(to_come, _joined)
    return both.laid_down(lambda part: part.with_columns(**told).drop("value", "clv_residual").collect())


def _joined(people: pl.LazyFrame, facts: pl.LazyFrame) -> pl.LazyFrame:
    return people.join(facts, on="customer_key", how="left", maintain_order="left")


def _expected_after(
    valuation: Valuation | ValuationInParts, audit: Audit, rate: float
) -> dict[str | None, Mapping[str, float | None]]:
    """Return what each model expects of a customer after the first order, by the name of its group."""
    return {
        fact.group: value_after_first(fact, rate=rate, as_of=audit.as_of)
        for fact in valuation.facts
        if fact.currency == audit.currency
    }


def _rate(valuation: Valuation | ValuationInParts) -> float:
    return float(rows_of(valuation.table.head(1))["discount_rate"][0])


def _new_value(
    found: Acquisition, people: InParts, left: InParts, valuation: Valuation | ValuationInParts, audit: Audit
) -> NewValue:
    """Return the value of a new customer, by the models, and held against what customers a year old have left.

    Models expect purchases of those who kept something: of new customers only that share comes to later ones.
    """
    some, new = people.total(pl.col("kept").cast(pl.Int64).sum(), pl.len().alias("new")).row(0)
    kept = float(some or 0) / max(new, 1)
    (year,) = _of_all(valuation, audit, rate=0.0, names=("clv_12m",))
    seen, mature = _seen_after(people, left, audit)
    times = held(seen, None if year is None else year * kept, mature)
    later = _of_all(valuation, audit, rate=_rate(valuation), names=tuple(FIXED_HORIZONS))
    reasons = (not_valued(fact, as_of=audit.as_of) for fact in valuation.facts if fact.currency == audit.currency)
    return NewValue(
        first=found.first_value,
        later={
            name: None if value is None else value * kept * times
            for name, value in zip(FIXED_HORIZONS, later, strict=True)
        },
        held=times,
        reason=next((reason for reason in reasons if reason is not None), None),
    )


def _of_all(
    valuation: Valuation | ValuationInParts, audit: Audit, *, rate: float, names: Sequence[str]
) -> list[float | None]:
    """Return what the models expect after the first order, each weighing as many customers as it values."""
    later = _expected_after(valuation, audit, rate)
    weighed = {
        fact.group: float(customers)
        for fact, customers in zip(valuation.facts, valuation.valued_by, strict=True)
        if fact.currency == audit.currency
    }
    return [_mean([(later[group][name], weight) for group, weight in weighed.items()]) for name in names]


def _mean(values: Sequence[tuple[float | None, float]]) -> float | None:
    weights = sum(weight for _, weight in values)
    known = [value * weight for value, weight in values if value is not None]
    return sum(known) / weights if len(known) == len(values) and weights > 0 else None


def _seen_after(people: InParts, left: InParts, audit: Audit) -> tuple[float | None, int]:
    """Return what customers a year old have left in it after the first order, on average, and how many they are."""
    year = first_year(people, left, by=None, as_of=audit.as_of).row(0, named=True)
    return year["value_12m_later"], year["mature"]


def _channels(
    found: Acquisition,
    people: InParts,
    left: InParts,
    value: NewValue,
    audit: Audit,
    valuation: Valuation | ValuationInParts,
    limit: Limit,
) -> pl.DataFrame:
    own = _own_models(people, value, valuation, audit) if found.by == "channel" else {}
    worth = by_group(people, left, value, limit, group="channel", within="month", as_of=audit.as_of, own=own)
    beside = (
        first_year(people, left, by="channel", as_of=audit.as_of),
        _paybacks(found, people, left, audit),
        worth,
    )
    channels = found.channels
    for facts in beside:
        channels = channels.join(facts, on="channel", how="left", maintain_order="left")
    cac = pl.when(pl.col("cac") > 0).then("cac")
    channels = channels.with_columns(ratio_12m=pl.col("value_12m") / cac, ratio_36m=pl.col("clv_new") / cac)
    return channels.select(pl.col(column.name).cast(column.dtype) for column in ACQUISITION)


def _own_models(
    people: InParts, value: NewValue, valuation: Valuation | ValuationInParts, audit: Audit
) -> Mapping[str, float]:
    """Return what new customers of single channels leave after the first order, where the channel has a model."""
    told = (pl.col("kept").cast(pl.Int64).sum(), pl.len().alias("new"))
    counted = people.added_up(["channel"], lambda part: part.group_by("channel").agg(told))
    kept = dict(counted.select("channel", pl.col("kept") / pl.col("new")).iter_rows())
    models = _expected_after(valuation, audit, _rate(valuation))
    fitted = {_channel_of(group): later["clv_36m"] for group, later in models.items()}
    return {
        channel: kept[channel] * later * value.held
        for channel, later in fitted.items()
        if channel in kept and channel is not None and later is not None
    }


def _channel_of(group: str | None) -> str | None:
    """Return the channel whose own model a group is fitted by; None for other groups."""
    name = group or ""
    return name.removeprefix(OF_CHANNEL) if name.startswith(OF_CHANNEL) and ", " not in name else None


def _paybacks(found: Acquisition, people: InParts, left: InParts, audit: Audit) -> pl.DataFrame:
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


def _cost_of_quarters(cells: pl.DataFrame) -> pl.DataFrame:
    of_quarter = cells.filter("counted").group_by(
        maintain_order=True, quarter=pl.col("month").dt.quarter().cast(pl.Int64)
    )
    new = pl.col("new_customers")
    return (
        of_quarter.agg(new.sum(), spend=pl.when(pl.col("spend").count() > 0).then(pl.col("spend").sum()))
        .with_columns(cac=pl.when(new > 0).then(pl.col("spend") / new))
        .sort("quarter")
    )
