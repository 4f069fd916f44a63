"""Who moved between segments from one day to another: the matrix, with entries and exits, and what balances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from clvcli.customers.silence import LAPSED
from clvcli.orders.currency import in_currency
from clvcli.segments.cuts import known_sum
from clvcli.segments.schema import LIFE_CYCLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.in_parts import InParts

NEW, BACK, GONE = "new_customer", "back_customer", "gone"

ENTRIES, EXITS = (NEW, BACK), (LAPSED, GONE)
"""Where a customer came from who was in no segment before, and where one went who is in none after: bought for the
first time, or again after being lapsed; lapsed, or not in the data any more."""

WHO = ("customer_id", "currency")

KEY = "customer_key"
"""By which customers are known again where both days have it: an id may change when another is merged with it."""

FACTS = ("value_to_date", "net_revenue_24m", "clv_12m")
"""Money that is added up of those who moved: as it is on the later day, of who is gone as it was on the earlier."""

SILENT = "days_since_last"

LOOKED_AT = (*WHO, *FACTS, SILENT, LIFE_CYCLE.name)
"""What is looked at of customers, beside the column of their segments and KEY."""

_BOTH = ("before", "after")
"""The ends of a move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """Moves between segments; the four shares add up to one, and are None where nobody was there before."""

    matrix: pl.DataFrame
    """`before`, `after`, `customers`, `share` of who was in that segment before (null for entries), and the sums of
    FACTS that the moves tell: the moves that happened, best segments first, entries and exits last."""
    balance: pl.DataFrame
    """One row per segment, best first: `segment`, `before`, `entered`, `moved_in`, `moved_out`, `left`, `after`, of
    which before + entered + moved_in - moved_out - left = after."""
    upgraded: float | None
    downgraded: float | None
    stable: float | None
    lapsed: float | None
    """Of those who were there before, the share in no segment after: lapsed, or gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Who has moved in one currency since a day."""

    since: date
    migration: Migration
    fallen: pl.DataFrame
    """Who left the best segment (`fallen`)."""


def moved(
    before: InParts, after: InParts, column: str, order: Sequence[str], *, since: date
) -> dict[str | None, Moved]:
    """Return who has moved, by currency: `before` and `after` as in `moves_between`, `order` as in `migration`.

    Each customer is in the same part of both.  Raises WriteError where they lie in files.
    """
    moves = before.beside(after, partial(_moves, column=column)).laid_down(lambda part: part.collect())
    left = moves.map(partial(_fallen, top=order[0])).collect()
    return {
        currency: Moved(since=since, migration=found, fallen=_best_first(left.filter(in_currency(currency))))
        for currency, found in _migrations(moves, order).items()
    }


def migrations(before: InParts, after: InParts, column: str, order: Sequence[str]) -> dict[str | None, Migration]:
    """Return who moved, by currency, of customers as `moved` takes them."""
    return _migrations(before.beside(after, partial(_moves, column=column)), order)


def _migrations(moves: InParts, order: Sequence[str]) -> dict[str | None, Migration]:
    by = ["currency", *_BOTH]
    tally = moves.added_up(by, partial(_tally, by=by)).sort(by, nulls_last=True)
    currencies = tally["currency"].unique().sort(nulls_last=True)
    return {currency: _migration(tally.filter(in_currency(currency)), order) for currency in currencies}


def moves_between(before: pl.DataFrame, after: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return one row per customer who is in a segment on either day: WHO, `before`, `after`, FACTS and SILENT.

    Takes WHO, FACTS, SILENT, the segment in `column`, and LIFE_CYCLE and KEY where they are known, of each day.
    A customer who has lapsed is in none of the segments, unless they are those of the life cycle itself: value
    that was earned long ago would keep whoever left among the best.  Who is in none came by one of ENTRIES, or
    left by one of EXITS.
    """
    return _moves(before.lazy(), after.lazy(), column).sort(WHO, nulls_last=True).collect()


def _moves(before: pl.LazyFrame, after: pl.LazyFrame, column: str) -> pl.LazyFrame:
    """Return the rows of `moves_between`, in any order."""
    columns = [each.collect_schema().names() for each in (before, after)]
    facts = ("customer_id", *FACTS, SILENT)
    who = [KEY if all(KEY in names for names in columns) else "customer_id", "currency"]
    old, now = (_segment(names, column) for names in columns)
    earlier = before.select(*{*who, *facts}, before=old, then=pl.lit(value=True))
    later = after.select(*{*who, *facts}, after=now, now=pl.lit(value=True))
    both = earlier.join(later, on=who, how="full", nulls_equal=True, suffix="_now")
    here = pl.col("now").is_not_null()
    moves = both.select(
        *(pl.when(here).then(f"{name}_now").otherwise(name).alias(name) for name in (*facts, "currency")),
        before=_entered(column),
        after=pl.when(here).then("after").otherwise(pl.lit(GONE)),
    )
    away = pl.col("before").is_in([LAPSED, *ENTRIES]) & pl.col("after").is_in(list(EXITS))
    shown = moves if column == LIFE_CYCLE.name else moves.filter(~away)
    return shown.select(*WHO, *_BOTH, *FACTS, SILENT)


def migration(moves: pl.DataFrame, tiers: Sequence[str]) -> Migration:
    """Return who moved, from one row per customer: the segments `before` and `after`, null for in none.

    `tiers` are the segments, best first; any other word is in none as well.  Rates are of those in one before.
    """
    return _migration(_tally(moves.lazy(), _BOTH).collect(), tiers)


def _tally(moves: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    """Return how many made each move, and the sums of the FACTS that the moves tell."""
    names = moves.collect_schema().names()
    told = moves.with_columns(pl.col("before").fill_null(NEW), pl.col("after").fill_null(LAPSED))
    sums = {name: known_sum(name) for name in FACTS if name in names}
    return told.group_by(by).agg(customers=pl.len().cast(pl.Int64), **sums)


def _migration(tally: pl.DataFrame, tiers: Sequence[str]) -> Migration:
    there = tally.filter(pl.col("before").is_in(list(tiers)) | pl.col("after").is_in(list(tiers)))
    placed = there.with_columns(_place("before", tiers, ENTRIES), _place("after", tiers, EXITS))
    none = len(tiers)
    known = placed.filter(pl.col("place_before") < none)
    better, gone = pl.col("place_after") < pl.col("place_before"), pl.col("place_after") >= none
    stays = pl.col("place_after") == pl.col("place_before")
    shares = known.select(
        upgraded=_share(better),
        downgraded=_share(~better & ~gone & ~stays),
        stable=_share(stays),
        lapsed=_share(gone),
    )
    return Migration(matrix=_matrix(placed, none), balance=_balance(placed, tiers), **shares.row(0, named=True))


def _share(which: pl.Expr) -> pl.Expr:
    """Return the share of customers who made some moves; null of nobody."""
    customers = pl.col("customers")
    return pl.when(customers.sum() > 0).then(customers.filter(which).sum() / customers.sum())


def fallen(moves: pl.DataFrame, top: str) -> pl.DataFrame:
    """Return the rows of `moves_between` of those who were in the segment `top` and are not, best first."""
    return _best_first(_fallen(moves.lazy(), top).collect())


def _fallen(moves: pl.LazyFrame, top: str) -> pl.LazyFrame:
    return moves.filter((pl.col("before") == top) & (pl.col("after") != top))


def _best_first(moves: pl.DataFrame) -> pl.DataFrame:
    return moves.sort("value_to_date", *WHO, descending=[True, False, False], nulls_last=True)


def _segment(columns: Sequence[str], column: str) -> pl.Expr:
    """Return the segment of each customer, or LAPSED."""
    if column == LIFE_CYCLE.name or LIFE_CYCLE.name not in columns:
        return pl.col(column)
    return pl.when(pl.col(LIFE_CYCLE.name) == LAPSED).then(pl.lit(LAPSED)).otherwise(column)


def _entered(column: str) -> pl.Expr:
    """Return where customers were before: NEW where they were not there, BACK where they had lapsed."""
    was = pl.when(pl.col("then").is_null()).then(pl.lit(NEW))
    if column == LIFE_CYCLE.name:
        return was.otherwise("before")
    return (
        was.when((pl.col("before") == LAPSED) & pl.col("now").is_not_null()).then(pl.lit(BACK)).otherwise("before")
    )


def _place(name: str, tiers: Sequence[str], outside: Sequence[str]) -> pl.Expr:
    """Return the place of a segment in every table: best first, what is outside last."""
    places = {each: place for place, each in enumerate([*tiers, *(each for each in outside if each not in tiers)])}
    return pl.col(name).replace_strict(places, default=len(places), return_dtype=pl.Int64).alias(f"place_{name}")


def _matrix(placed: pl.DataFrame, none: int) -> pl.DataFrame:
    counts = placed.sort("place_before", "place_after", *_BOTH)
    share = pl.col("customers") / pl.col("customers").sum().over("before")
    known = counts.with_columns(share=pl.when(pl.col("place_before") < none).then(share))
    return known.select(*_BOTH, "customers", "share", *(name for name in FACTS if name in placed.columns))


def _balance(placed: pl.DataFrame, tiers: Sequence[str]) -> pl.DataFrame:
    stays, customers = pl.col("before") == pl.col("after"), pl.col("customers")
    outside = len(tiers)
    old = placed.group_by(segment="before").agg(
        before=customers.sum(),
        moved_out=customers.filter(~stays & (pl.col("place_after") < outside)).sum(),
        left=customers.filter(pl.col("place_after") >= outside).sum(),
    )
    now = placed.group_by(segment="after").agg(
        after=customers.sum(),
        moved_in=customers.filter(~stays & (pl.col("place_before") < outside)).sum(),
        entered=customers.filter(pl.col("place_before") >= outside).sum(),
    )
    every = pl.DataFrame({"segment": list(tiers)}, schema={"segment": pl.String})
    joined = every.join(old, on="segment", how="left", maintain_order="left").join(
        now, on="segment", how="left", maintain_order="left"
    )
    names = ("before", "entered", "moved_in", "moved_out", "left", "after")
    return joined.select("segment", *(pl.col(name).fill_null(0).cast(pl.Int64) for name in names))
