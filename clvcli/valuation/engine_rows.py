"""The rows of `compute` as columns that an engine works out: the twin of `value.rows_of`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from clvcli.valuation.plan import HISTORIC
from clvcli.valuation.row_notes import ALL_RETURNED, AT_A_LOSS, ONE_PURCHASE, RETURNS_ONLY, missing_of, surely_alive
from clvcli.valuation.schema import CENTS, CHANCE_DECIMALS, MONEY_DECIMALS, ORDER_DECIMALS, VALUES_SCHEMA
from clvcli.valuation.value import reach_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from clvcli.customers.engine.base import Lazy
    from clvcli.valuation.basis import Worth
    from clvcli.valuation.valued import Facts, ValueSettings

TRIPLE = ("repeat_purchases", "active_days", "age_days")
"""A customer's history: x, t_x and T in days."""

_TYPES: Mapping[Any, nw.dtypes.DType] = {
    pl.String: nw.String(), pl.Date: nw.Date(), pl.Int64: nw.Int64(), pl.Float64: nw.Float64(),
}  # fmt: skip

_DECIMALS = {
    "net_revenue": MONEY_DECIMALS, "aov": MONEY_DECIMALS, "net_revenue_24m": MONEY_DECIMALS,
    "expected_order_value": MONEY_DECIMALS, "expected_revenue": MONEY_DECIMALS,
    "expected_revenue_12m": MONEY_DECIMALS, "expected_orders": ORDER_DECIMALS,
    "p_alive": CHANCE_DECIMALS, "p_buy": CHANCE_DECIMALS, "p_buy_12m": CHANCE_DECIMALS,
    "value_to_date": CENTS, "clv_residual": CENTS, "clv_low": CENTS, "clv_high": CENTS,
    "clv_12m": CENTS, "clv_24m": CENTS, "clv_36m": CENTS,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What there is to know of customers beside their own rows."""

    table: pl.DataFrame
    """TRIPLE, then what the model says of each history, a row each."""
    ends: Mapping[str, int]
    """Columns of value -> days ahead that they look."""
    average: float
    """What a purchase of all brings, before returns."""
    gamma: float | None
    """Money that is shared by all, where spend is modelled; None where everybody gets the average."""
    worth: Worth


def rows_there(
    people: Lazy, table: Lazy | None, scores: Scores | None, facts: Facts, settings: ValueSettings, as_of: date
) -> Lazy:
    """Return VALUES of `people`, customers of one currency; `table` are the scores in their engine."""
    prediction, basis = facts.prediction, facts.basis
    found: dict[str, nw.Expr] = {}
    if table is not None and scores is not None:
        people = people.join(table, on=list(TRIPLE), how="left").with_columns(**_spend(scores))
        found = _predicted(scores)
        people = people.with_columns(**found)
        if "low_own" in scores.table.columns:
            people = people.with_columns(**_alone(scores)).with_columns(**_ends())
            found |= {"clv_low": nw.col("clv_low"), "clv_high": nw.col("clv_high")}
    unknown = {name: nw.lit(None, nw.Float64) for name in _DECIMALS if name not in found}
    revenue = nw.col("net_revenue").cast(nw.Float64)
    margin = settings.margin
    known = {
        "net_revenue": revenue,
        "net_revenue_24m": nw.col("net_revenue_24m").cast(nw.Float64),
        "value_to_date": revenue if margin is None else revenue * margin,
        "aov": nw.col("net_revenue_kept").cast(nw.Float64) / nw.when(nw.col("orders") > 0).then("orders"),
    }
    people = people.with_columns(**(unknown | known))
    people = people.with_columns(**{name: rounded(nw.col(name), digits) for name, digits in _DECIMALS.items()})
    residual = nw.col("clv_residual")
    people = people.with_columns(
        value_total=rounded(nw.col("value_to_date") + residual, CENTS),
        revenue_total=rounded(nw.col("net_revenue") + nw.col("expected_revenue"), MONEY_DECIMALS),
        method=nw.when(~residual.is_null()).then(nw.lit(facts.method)).otherwise(nw.lit(HISTORIC)),
        note=_note(facts),
        as_of=nw.lit(as_of),
        basis=nw.lit(basis.words),
        horizon=nw.lit(reach_of(prediction, settings.horizon, as_of)),
        discount_rate=nw.lit(settings.discount_rate),
    )
    return people.select(nw.col(name).cast(_TYPES[dtype]) for name, dtype in VALUES_SCHEMA.items())


def rounded(number: nw.Expr, digits: int) -> nw.Expr:
    """Return numbers rounded half-even, as Polars does: engines do not agree on what becomes of a half."""
    shifted = number * 10.0**digits
    below = shifted.floor()
    odd = below - (below / 2).floor() * 2
    rest = shifted - below
    up = nw.when(rest > 0.5).then(1.0).otherwise(nw.when(rest < 0.5).then(0.0).otherwise(odd))  # noqa: PLR2004  a half
    whole = below + up
    return nw.when(~number.is_null()).then(nw.when(whole == 0).then(0.0).otherwise(whole / 10.0**digits))


def _spend(scores: Scores) -> dict[str, nw.Expr]:
    """Return `spend`: what a purchase is expected to bring, after returns, as `SpendModel.per_purchase`."""
    n = (nw.col("repeat_purchases") + 1).cast(nw.Float64)
    mean = nw.col("net_sales").cast(nw.Float64) / n
    paid, own = nw.when(mean > 0).then(mean).otherwise(0.0), nw.col("own")
    return {"spend": ((1.0 - own) * scores.average + own * paid) * nw.col("keep")}


def _worth(scores: Scores) -> nw.Expr:
    """Return the worth of a unit of net revenue, as `Worth.per_revenue`."""
    spend, worth = nw.col("spend"), scores.worth
    return worth.rate + nw.when(spend > 0).then(worth.per_purchase / spend).otherwise(0.0)


def _predicted(scores: Scores) -> dict[str, nw.Expr]:
    """Return the predicted columns, as `Outlook.columns`."""
    spend, has = nw.col("spend"), scores.table.columns
    revenue, purchases = nw.col("revenue") * spend, nw.col("purchases")
    found = {
        **{name: nw.col(f"worth_{name}") * spend * _worth(scores) for name in scores.ends},
        "expected_orders": purchases,
        "expected_revenue": revenue,
        "expected_order_value": nw.when(purchases > 0).then(revenue / purchases).otherwise(spend),
    }
    found |= {name: nw.col(name) for name in ("p_alive", "p_buy", "p_buy_12m") if name in has}
    return found | ({"expected_revenue_12m": nw.col("revenue_12m") * spend} if "revenue_12m" in has else {})


def _alone(scores: Scores) -> dict[str, nw.Expr]:
    """Return own and shared money, and a unit of it, as `doubt.about`."""
    if scores.gamma is None:
        own, shared = nw.col("spend") * 0.0, nw.col("spend")
    else:
        sales = nw.col("net_sales").cast(nw.Float64)
        own = nw.col("keep") * nw.when(sales > 0).then(sales).otherwise(0.0)
        shared = nw.col("keep") * scores.gamma
    alone = nw.col("per_money") * (own + shared) * _worth(scores)
    times = nw.when(alone != 0).then(nw.col("clv_residual") / alone).otherwise(1.0)
    return {"own_money": own, "shared_money": shared, "unit": _worth(scores) * times, "middle": alone * times}


def _ends() -> dict[str, nw.Expr]:
    """Return the ends of the intervals, what is expected inside."""
    own, shared, unit = nw.col("own_money"), nw.col("shared_money"), nw.col("unit")
    ends = [unit * (nw.col(f"{end}_own") * own + nw.col(f"{end}_shared") * shared) for end in ("low", "high")]
    middle = nw.col("middle")
    return {
        "clv_low": nw.min_horizontal(*ends, middle),
        "clv_high": nw.max_horizontal(*ends, middle),
    }


def _note(facts: Facts) -> nw.Expr:
    """Return what `row_notes.note_of` says."""
    missing = missing_of(facts.prediction)
    first = nw.when(nw.col("repeat_purchases") == 0).then(nw.lit(str(ONE_PURCHASE)))
    alive = first if surely_alive(facts.prediction) else nw.lit(None, nw.String)
    why = nw.when(nw.col("clv_residual") < 0).then(nw.lit(str(AT_A_LOSS))).otherwise(alive)
    why = why if missing is None else nw.lit(str(missing))
    returned = nw.when(nw.col("orders") == 0).then(nw.lit(str(ALL_RETURNED))).otherwise(why)
    return nw.when(nw.col("valid_orders") == 0).then(nw.lit(str(RETURNS_ONLY))).otherwise(returned)
