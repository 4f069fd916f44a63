"""The life cycle: new, active, at risk, lapsed or back, by how long others took after as many purchases.

What only orders tell of customers stands beside their values: `last_gap`, days between the last two purchase days,
and `yearly`, whether they buy by season (`customers.rhythm`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli import notes
from clvcli.customers.lapse import ENOUGH_GAPS, LIMITS, YEAR_DAYS, lapse_limits
from clvcli.customers.months import QUARTER_DAYS
from clvcli.customers.rhythm import WAITS, rung_of
from clvcli.customers.silence import ACTIVE, AT_RISK, AT_RISK_PERCENT, LAPSED, state_of_silence
from clvcli.orders.currency import in_currency
from clvcli.sayings import Saying
from clvcli.segments.cuts import CUTS, currencies_of
from clvcli.segments.schema import ACT_BEFORE, AT_RISK_AFTER, LAPSED_AFTER, LIFE_CYCLE
from clvcli.segments.scheme import Scheme, Segment

if TYPE_CHECKING:
    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.segments.scheme import Material

NEW, BACK = "new", "back"

SEGMENTS = (
    Segment(
        name=ACTIVE,
        rule=Saying("Who is none of the others: silent for no longer than 80 % of those take who come back."),
    ),
    Segment(
        name=NEW,
        rule=Saying("Whose first purchase is no longer ago than half of those take who buy a second time."),
    ),
    Segment(
        name=BACK,
        rule=Saying("Who had lapsed before the last purchase, and is not at risk again."),
    ),
    Segment(
        name=AT_RISK,
        rule=Saying("Who is silent for longer than 80 % of those take who come back after as many purchases."),
    ),
    Segment(
        name=LAPSED,
        rule=Saying(
            "Who is silent for longer than 90 % of those take who come back after as many purchases; whoever buys "
            "in one season of the year, not before the season has passed once more."
        ),
    ),
)
"""Best first.  Who kept nothing counts from the first order; who has none has lapsed."""

SEASON_PASSED = YEAR_DAYS + QUARTER_DAYS
"""Days after a purchase by which the same three months of the next year are over."""

RULE_OF_THUMB = 9 * YEAR_DAYS // 12
"""Nine months of silence: in apparel nearer to who was still a customer than models: Wübben, Wangenheim 2008."""

UNKNOWN = {
    "new_days": QUARTER_DAYS,
    "at_risk_days": RULE_OF_THUMB * AT_RISK_PERCENT // 100,
    "lapsed_days": RULE_OF_THUMB,
}
"""The limits where too few have come back to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycle:
    """Where the customers of one currency stand."""

    limits: pl.DataFrame
    """As `limits_by_rung`."""
    by_tier: pl.DataFrame
    """Tiers crossed with states (`crossed.crossed`)."""


def life_cycle_scheme() -> Scheme:
    """Return the scheme that tells where customers stand in their life cycle."""
    return Scheme(
        name="life-cycle",
        columns=(AT_RISK_AFTER, LAPSED_AFTER, ACT_BEFORE, LIFE_CYCLE),
        needs=("last_gap", "yearly"),
        learn=_learnt,
        assign=_assigned,
        segments=lambda _: SEGMENTS,
        notes=_notes,
    )


def _learnt(material: Material) -> pl.DataFrame:
    """Return the limits of each currency and rung as cut points, the rung being the name."""
    waits = pl.DataFrame(schema=WAITS) if material.waits is None else material.waits
    limits = pl.concat(
        lapse_limits(waits.filter(in_currency(each))).with_columns(currency=pl.lit(each, pl.String))
        for each in currencies_of(material.values)
    )
    drawn = limits.unpivot(list(LIMITS), index=["currency", "rung"], variable_name="measure", value_name="at")
    return (
        drawn.filter((pl.col("measure") != "new_days") | (pl.col("rung") == 1))
        .rename({"rung": "name"})
        .select(pl.col(name).cast(dtype) for name, dtype in CUTS.items())
    )


def limits_by_rung(cuts: pl.DataFrame) -> pl.DataFrame:
    """Return the limits that `cuts` hold: one row per currency and `rung`, sorted, with the names of LIMITS.

    In whole days, null where too few have come back; `new_days` is the same for all rungs of a currency.
    """
    at = pl.col("at").cast(pl.Int64)
    return (
        cuts.group_by("currency", rung=pl.col("name").cast(WAITS["rung"]))
        .agg(at.filter(pl.col("measure") == name).first().alias(name) for name in LIMITS)
        .with_columns(pl.col("new_days").max().over("currency"))
        .sort("currency", "rung", nulls_last=True)
    )


def _assigned(values: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    return values.with_columns(
        _placed(values, cuts).select(
            pl.col("at_risk_days").alias(AT_RISK_AFTER.name),
            pl.col("lapsed_days").alias(LAPSED_AFTER.name),
            (pl.col("since") + pl.duration(days="lapsed_days")).alias(ACT_BEFORE.name),
            _state().alias(LIFE_CYCLE.name),
        )
    )


def _placed(values: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    """Return what the state of each customer of `values` depends on, in their order, all in days.

    `since`, the day silence counts from, and `silence`; `age` since the first purchase; the limits, with the
    names of LIMITS; `last_gap`, and `back_days`, the limit by which that gap was a lapse.
    """
    limits = limits_by_rung(cuts)
    before = limits.select("currency", rung_before="rung", back_days="lapsed_days")
    repeats = pl.col("repeat_purchases").fill_null(0)
    beside = (
        values.with_columns(rung=rung_of(repeats + 1), rung_before=rung_of(repeats))
        .join(limits, on=["currency", "rung"], how="left", nulls_equal=True, maintain_order="left")
        .join(before, on=["currency", "rung_before"], how="left", nulls_equal=True, maintain_order="left")
    )
    since = pl.coalesce("last_order", "first_order")
    return beside.select(
        "last_gap",
        since=since,
        silence=(pl.col("as_of") - since).dt.total_days(),
        age=(pl.col("as_of") - pl.col("first_order")).dt.total_days(),
        new_days=_known("new_days"),
        at_risk_days=_no_sooner(_known("at_risk_days"), YEAR_DAYS),
        lapsed_days=_no_sooner(_known("lapsed_days"), SEASON_PASSED),
        back_days=_no_sooner(_known("lapsed_days", "back_days"), SEASON_PASSED),
    )


def _known(limit: str, column: str | None = None) -> pl.Expr:
    return pl.coalesce(column or limit, pl.lit(UNKNOWN[limit], pl.Int64))


def _no_sooner(limit: pl.Expr, days: int) -> pl.Expr:
    """Return a limit that those who buy by season do not reach before `days`."""
    return pl.when(pl.col("yearly").fill_null(value=False)).then(limit.clip(days)).otherwise(limit)


def _state() -> pl.Expr:
    """Return the one state of each row of `_placed`."""
    state = state_of_silence(pl.col("silence"), pl.col("lapsed_days") + 1, pl.col("at_risk_days") + 1)
    return (
        pl.when((state == LAPSED) | state.is_null())
        .then(pl.lit(LAPSED))
        .when(pl.col("age") <= pl.col("new_days"))
        .then(pl.lit(NEW))
        .when((state == ACTIVE) & (pl.col("last_gap") > pl.col("back_days")))
        .then(pl.lit(BACK))
        .otherwise(state)
    )


def _notes(_: Table, cuts: pl.DataFrame) -> tuple[Note, ...]:
    limits = limits_by_rung(cuts)
    unknown = limits.filter(pl.col("lapsed_days").is_null())["currency"].unique().sort(nulls_last=True)
    several = limits["currency"].n_unique() > 1
    return tuple(
        notes.silence_by_rule(UNKNOWN["lapsed_days"], enough=ENOUGH_GAPS, currency=each if several else None)
        for each in unknown
    )
