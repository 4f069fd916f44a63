"""What past purchases tell of demand: units that customers kept, by category, size and season."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from clvcli.config import RETURN_WINDOW_DAYS, SPRING_SUMMER
from clvcli.customers.month_columns import month_of
from clvcli.customers.months import months_after
from clvcli.customers.summary import RECENT_MONTHS
from clvcli.in_parts import InParts
from clvcli.products.kept_lines import OCCASION
from clvcli.products.seasons import LEEWAY_DAYS, Months, Season, season_at, season_begins, seasons_after

if TYPE_CHECKING:
    from collections.abc import Sequence

CELL = ("category", "size")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Demand:
    """What the goods of one currency tell of demand; `recent` is what the last 24 months of settled returns tell.

    Twenty-four months hold each month of the year twice.
    """

    began: date | None
    """Day of the first order; None without any."""
    as_of: date
    spring_summer: Months
    units: pl.DataFrame
    """By `season` (`months.month_number` of its first month), `who` ("known" bought before that season began, "new"
    did not, "guest" is nobody known), `recent`, `category` and `size`: units `sold` and `kept`, and `squares`, the
    sum over lines of units sold squared."""
    purchases: pl.DataFrame
    """By `season`, `who` and `recent`: purchases, days on which a customer kept an order."""
    people: InParts
    """`customer_key` and recent `purchases`."""
    taste: InParts
    """`customer_key`, `category` and recent `units` kept of it; in the parts of `people`."""

    @property
    def whole_seasons(self) -> list[Season]:
        """The seasons that were open from their first day known to the last, the earliest first."""
        if self.began is None:
            return []
        first = season_at(self.began - timedelta(days=LEEWAY_DAYS + 1), self.spring_summer)
        following = seasons_after(first.last, 2 * (self.as_of.year - first.first.year + 1), self.spring_summer)
        return [season for season in following if season.last <= self.as_of]


def demand(
    goods: pl.LazyFrame | InParts,
    as_of: date,
    *,
    spring_summer: Months = SPRING_SUMMER,
    return_window: int = RETURN_WINDOW_DAYS,
) -> Demand:
    """Return what `goods` of one currency tell of demand; their columns are `kept_lines.GOODS_LINES`.

    They are as known at the end of `as_of`.  Units that came back are none that were kept; where the data tell
    money alone, all are taken for kept.  A few streaming passes over narrow columns of each part.
    """
    units, purchases, people, taste, began = InParts.of(goods).each_laid_down(
        lambda part: _told(part, as_of, spring_summer, return_window)
    )
    when = ["season", "who", "recent"]
    return Demand(
        began=began.collect().min().item(),
        as_of=as_of,
        spring_summer=spring_summer,
        units=units.collect().group_by(*when, *CELL).agg(pl.all().sum()).sort(*when, *CELL, nulls_last=True),
        purchases=purchases.collect().group_by(when).agg(pl.all().sum()).sort(when),
        people=people,
        taste=taste,
    )


def _told(goods: pl.LazyFrame, as_of: date, spring_summer: Months, return_window: int) -> list[pl.DataFrame]:
    """Return units, purchases, people and taste of a part, and the day it began."""
    settled = as_of - timedelta(days=return_window)  # what was bought later may still come back
    first = months_after(settled, -RECENT_MONTHS) + timedelta(days=1)
    member = pl.col("kept") & pl.col("customer_key").is_not_null()
    lines = goods.select(
        *OCCASION,
        *CELL,
        season=season_begins(month_of(pl.col("order_date")), spring_summer),
        recent=pl.col("order_date").is_between(first, settled),
        member=member,
        sold=pl.col("sold").cast(pl.Float64).fill_null(0.0),
        left=pl.when("kept").then(pl.col("sold").fill_null(0) - pl.col("returned").fill_null(0)).cast(pl.Float64),
    )
    since = lines.filter("member").group_by("customer_key").agg(began=month_of(pl.col("order_date").min()))
    known = pl.when((pl.col("began") < pl.col("season")).fill_null(value=False)).then(pl.lit("known"))
    who = known.when(pl.col("customer_key").is_not_null()).then(pl.lit("new")).otherwise(pl.lit("guest"))
    told = lines.join(since, on="customer_key", how="left").with_columns(who=who)
    days = told.filter("member").select(*OCCASION, "season", "who", "recent").unique()
    recent = lines.filter("member", "recent")
    when = ["season", "who", "recent"]
    return pl.collect_all(
        [
            told.group_by(*when, *CELL).agg(
                pl.col("sold").sum(), kept=pl.col("left").sum(), squares=(pl.col("sold") ** 2).sum()
            ),
            days.group_by(when).agg(purchases=pl.len().cast(pl.Int64)),
            days.filter("recent")
            .group_by("customer_key")
            .agg(purchases=pl.len().cast(pl.Int64))
            .sort("customer_key"),
            recent.group_by("customer_key", "category")
            .agg(units=pl.col("left").sum())
            .filter(pl.col("units") > 0)
            .sort("customer_key", "category", nulls_last=True),
            lines.select(pl.col("order_date").min()),
        ],
        engine="streaming",
    )


def bought_in(demand: Demand, season: int, who: Sequence[str]) -> pl.DataFrame:
    """Return the units `kept` of each category and size that customers of `who` bought in a season, sorted."""
    found = demand.units.filter((pl.col("season") == season) & pl.col("who").is_in(who))
    return found.group_by(CELL).agg(pl.col("kept").sum()).sort(CELL, nulls_last=True)
