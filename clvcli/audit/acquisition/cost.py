"""What new customers cost: spend against first orders, by channel and month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import polars as pl

from clvcli.audit.acquisition.acquired import NO_CHANNEL, WonBy, matching, mean_in, named_alike, new_customers
from clvcli.audit.retention.history import believed_from
from clvcli.customers.months import MONTHS_PER_YEAR, is_month_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from clvcli.audit.audit import Audit
    from clvcli.in_parts import InParts

_CELL = ["month", "channel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Spend, and the new customers it won."""

    spend: float
    new_customers: int

    @property
    def cac(self) -> float | None:
        """Acquisition cost of a customer; None where nobody was won."""
        return self.spend / self.new_customers if self.new_customers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """New customers of one currency, by what won them, and what they cost where spend is known.

    Spend and new customers meet month by month.  Months that the spend does not have, those whose first orders are
    not believed to be first (`history`) and one that is not over are in `months` and `cells` only, where `counted`
    is false, and so is their spend.
    """

    by: WonBy
    """The column of first orders that says what won a customer."""
    matched: float | None
    """Share of spend on channels that first orders name; None without spend."""
    customers: InParts
    """The columns of `acquired.new_customers` but `source`, with `channel` as named in `channels`; `believed`,
    whether the first order is taken for one, `counted`, and `cac`: the spend of the customer's month and channel
    per new customer of these; null where no spend of the month is known, 0 where none was on the channel."""
    cells: pl.DataFrame
    """`month`, `channel`, `spend` (null for months that the file does not have), `new_customers`, `kept` of them,
    `counted`, `cac`; sorted."""
    months: pl.DataFrame
    """The same by month, all channels together."""
    channels: pl.DataFrame
    """`channel`, `spend`, `new_customers`, `kept`, `cac`, `cac_kept` (per new customer who kept something),
    `first_loss`, the share whose first orders left less than their `cac`; of counted months, most spend first."""
    unmatched: tuple[str, ...]
    """Channels of spend that no first order names; their spend is in `channels`, with nobody won."""

    @property
    def spend_known(self) -> bool:
        """Whether any spend was given."""
        return self.matched is not None

    @property
    def blended(self) -> Cost:
        """All spend, and all new customers, of counted months."""
        return _cost(self.channels)

    @property
    def paid(self) -> Cost:
        """All spend, and the new customers of the channels that it was spent on."""
        return _cost(self.channels.filter(pl.col("spend") > 0))

    @property
    def first_value(self) -> float | None:
        """Mean of what first orders left that are taken for first, whether their cost is known or not."""
        return mean_in(self.customers.filter("believed"), "first_value")

    @property
    def first_loss(self) -> float | None:
        """Share of new customers whose first orders left less than it cost to win them."""
        counted = self.customers.filter("counted")
        lost, known = counted.total(_loss().sum().alias("lost"), _loss().count().alias("known")).row(0)
        return lost / known if known else None

    def of_year(self, years_ago: int = 0) -> Cost | None:
        """Return spend and new customers of the last 12 counted months, or of 12 before; None of fewer months."""
        counted = self.months.filter("counted")
        end = counted.height - MONTHS_PER_YEAR * years_ago
        return _cost(counted.slice(end - MONTHS_PER_YEAR, MONTHS_PER_YEAR)) if end >= MONTHS_PER_YEAR else None

    def months_without_customers(self) -> list[date]:
        """Return the months of spend in which nobody was new, sorted."""
        lone = self.months.filter((pl.col("spend") > 0) & (pl.col("new_customers") == 0))
        return lone["month"].to_list()

    def months_without_spend(self) -> list[date]:
        """Return the months with new customers that the file of spend does not have, sorted."""
        return self.months.filter(pl.col("spend").is_null() & (pl.col("new_customers") > 0))["month"].to_list()


def acquisition(audit: Audit, *, spend: pl.DataFrame | None = None, sources: InParts | None = None) -> Acquisition:
    """Return what won the new customers of `audit`, and what each cost.

    `spend` has `month`, `channel` and `amount` in the currency of `audit`; `sources` are those of
    `acquired.sources_of_days`.  What won a customer is the channel or the source of the first valid order,
    whichever names more of the spend.  All spend is taken to win customers.
    """
    people = new_customers(audit, sources)
    by: WonBy = (
        "channel"
        if spend is None
        else max(get_args(WonBy), key=lambda name: _covered(named_alike(people, name), spend))
    )
    labels = named_alike(people, by)
    label = pl.col(by).replace(labels).fill_null(NO_CHANNEL).alias("channel")
    people = people.map(lambda part: part.with_columns(label).drop("source"))
    spent = None if spend is None else _spent(spend, list(labels.values()))
    cells = _cells(people, spent, audit)
    costs = cells.lazy().select(*_CELL, "counted", "cac")
    people = people.map(
        lambda part: part.with_columns(believed=_believed(audit)).join(
            costs, on=_CELL, how="left", maintain_order="left"
        )
    )
    return Acquisition(
        by=by,
        matched=None if spend is None else _covered(named_alike(people, "channel"), spend),
        customers=people,
        cells=cells,
        months=_months(cells),
        channels=_channels(cells, people),
        unmatched=() if spent is None else _unmatched(spent, people),
    )


def _covered(names: Iterable[str], spend: pl.DataFrame) -> float:
    """Return the share of spend on channels that are among `names`."""
    on = matching(spend["channel"].unique(), names)
    total = float(spend["amount"].sum())
    return float(spend.filter(pl.col("channel").is_in(list(on)))["amount"].sum()) / total if total > 0 else 0.0


def _spent(spend: pl.DataFrame, channels: Sequence[str]) -> pl.DataFrame:
    """Return spend by month and channel as orders name it, in floats."""
    on = matching(spend["channel"].unique(), channels)
    return spend.group_by("month", channel=pl.col("channel").replace(on)).agg(
        spend=pl.col("amount").sum().cast(pl.Float64)
    )


def _cells(people: InParts, spent: pl.DataFrame | None, audit: Audit) -> pl.DataFrame:
    told = {"new_customers": _count(pl.len()), "kept": _count(pl.col("kept").sum())}
    new = people.added_up(_CELL, lambda part: part.group_by(_CELL).agg(**told))
    believed = _believed(audit)
    over = pl.lit(is_month_end(audit.as_of)) | (pl.col("month") < audit.as_of.replace(day=1))
    if spent is None:
        nothing = pl.lit(None, pl.Float64)
        return new.with_columns(spend=nothing, counted=believed, cac=nothing).sort(_CELL)
    known = pl.col("month").is_in(spent["month"].unique().to_list())
    return (
        new.join(spent, on=_CELL, how="full", coalesce=True)
        .with_columns(pl.col("new_customers", "kept").fill_null(0), counted=known & over & believed)
        .with_columns(spend=pl.when(known).then(pl.col("spend").fill_null(0.0)))
        .with_columns(cac=_per("new_customers"))
        .sort(_CELL)
    )


def _believed(audit: Audit) -> pl.Expr:
    """Tell whether first orders of a month are taken for first."""
    return pl.col("month") >= believed_from(audit).replace(day=1)


def _count(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.Int64)


def _months(cells: pl.DataFrame) -> pl.DataFrame:
    return (
        cells.group_by("month", maintain_order=True)
        .agg(
            spend=pl.when(pl.col("spend").count() > 0).then(pl.col("spend").sum()),
            new_customers=pl.col("new_customers").sum(),
            kept=pl.col("kept").sum(),
            counted=pl.col("counted").first(),
        )
        .with_columns(cac=_per("new_customers"))
        .sort("month")
    )


def _channels(cells: pl.DataFrame, people: InParts) -> pl.DataFrame:
    told = {"lost": _count(_loss().sum()), "known": _count(_loss().count())}
    of_customers = (
        people.filter("counted")
        .added_up(["channel"], lambda part: part.group_by("channel").agg(**told))
        .select("channel", first_loss=pl.when(pl.col("known") > 0).then(pl.col("lost") / pl.col("known")))
    )
    return (
        cells.filter("counted")
        .group_by("channel", maintain_order=True)
        .agg(
            spend=pl.when(pl.col("spend").count() > 0).then(pl.col("spend").sum()),
            new_customers=pl.col("new_customers").sum(),
            kept=pl.col("kept").sum(),
        )
        .with_columns(cac=_per("new_customers"), cac_kept=_per("kept"))
        .join(of_customers, on="channel", how="left")
        .sort("spend", "new_customers", "channel", descending=[True, True, False], nulls_last=True)
    )


def _per(customers: str) -> pl.Expr:
    return pl.when(pl.col(customers) > 0).then(pl.col("spend") / pl.col(customers))


def _loss() -> pl.Expr:
    return pl.col("first_value").cast(pl.Float64) < pl.col("cac")


def _cost(parts: pl.DataFrame) -> Cost:
    """Return the cost of channels, or of months, together."""
    return Cost(spend=float(parts["spend"].sum()), new_customers=int(parts["new_customers"].sum()))


def _unmatched(spent: pl.DataFrame, people: InParts) -> tuple[str, ...]:
    strange = spent.filter(~pl.col("channel").is_in([*named_alike(people, "channel")]))
    by_money = (
        strange.group_by("channel").agg(pl.col("spend").sum()).sort("spend", "channel", descending=[True, False])
    )
    return tuple(by_money["channel"])
