"""What customers are worth where their table stays in an engine: nothing comes here that grows with their number.

What comes is how many have each history, and what a million of them have spent; a model is fitted to that.  What
goes back is a table with a row for each history, and a customer's values are columns of that row times the
customer's own money, which an engine can work out by itself: spend is a weighted mean of own and of all, and the
ends of an interval are linear in both.  `valuation.value` says the same of customers in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import polars as pl

from clvcli.customers.engine.twin import brought_here, days_of, drawn
from clvcli.errors import NothingToAnalyseError
from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK, counted
from clvcli.valuation import gate
from clvcli.valuation.basis import basis_of
from clvcli.valuation.doubt import prospects_of
from clvcli.valuation.doubtful_spend import doubtful
from clvcli.valuation.engine_rows import TRIPLE, Scores, rows_there
from clvcli.valuation.flows import Crowd, chance_to_buy
from clvcli.valuation.forecast import Prediction, ends_of, outlook
from clvcli.valuation.plan import nobody, plan_by
from clvcli.valuation.purchase_days import PurchaseDays
from clvcli.valuation.returns import LEAST_RETURNED, return_trend, returned_share
from clvcli.valuation.spend import Spent, learn
from clvcli.valuation.value import said_of, said_of_losses
from clvcli.valuation.valued import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clvcli.customers.engine.base import Engine, Lazy
    from clvcli.customers.engine.twin import People
    from clvcli.models.histories import Floats, Histories
    from clvcli.notes import Note
    from clvcli.orders.money.tax import Tax
    from clvcli.valuation.basis import Basis
    from clvcli.valuation.forecast import Outlook
    from clvcli.valuation.plan import Plan
    from clvcli.valuation.saved import SavedModel
    from clvcli.valuation.spend import Learnt
    from clvcli.valuation.valued import ValueSettings

MOST_BROUGHT = 5_000_000
"""Customers of whom two or three numbers are looked at here: some hundred megabytes.  Of more, a share by hash."""

MOST_DAYS = 1_000_000
"""Customers of whom the days they bought on are looked at, where returns are to be told by number of purchase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedThere:
    """`valued.Valuation` whose table is in an engine."""

    frame: Lazy
    """The columns of `valuation.schema.VALUES`, in no order."""
    facts: tuple[Facts, ...]
    notes: tuple[Note, ...]


def value_there(
    people: People,
    lines: Lazy,
    engine: Engine,
    settings: ValueSettings,
    *,
    tax: Tax = "unknown",
    saved: SavedModel | None = None,
) -> ValuedThere:
    """Return what `value.value_customers` does of `people`, by a model that `settings` name or a `saved` one.

    The `lines` they were summarised from are looked at again where enough comes back (`returns.LEAST_RETURNED`).
    Raises NothingToAnalyseError where nobody kept an order, and ModelNotUsableError.
    """
    parts = [
        _Part(people=people, lines=lines, currency=shop.currency, settings=settings, tax=tax, saved=saved)
        for shop in people.shop
        if shop.customers
    ]
    valued = [part.valued(engine) for part in parts]
    facts = tuple(fact for _, fact in valued)
    if not any(fact.prediction.gate.customers for fact in facts):
        raise NothingToAnalyseError.nothing_kept(sum(shop.valid_orders for shop in people.shop))
    frames = [frame for frame, _ in valued]
    frame = engine.held(frames[0] if len(frames) == 1 else nw.concat(frames))
    return ValuedThere(
        frame=frame,
        facts=facts,
        notes=(
            *people.notes,
            *said_of(facts, asked=settings.model != "none"),
            *_losses(frame, several=len(frames) > 1),
        ),
    )


def _losses(frame: Lazy, *, several: bool) -> Iterator[Note]:
    below = nw.when(nw.col("clv_residual") < 0).then(1).otherwise(0).sum().cast(nw.Int64)
    known = frame.filter(~nw.col("clv_residual").is_null())
    counted = known.group_by("currency").agg(below.alias("below"), nw.len().alias("of"))
    return said_of_losses(brought_here(counted), several=several)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The customers of one currency."""

    people: People
    lines: Lazy
    currency: str | None
    settings: ValueSettings
    tax: Tax
    saved: SavedModel | None

    @property
    def frame(self) -> Lazy:
        """Their rows of the customer table."""
        own = nw.col("currency")
        return self.people.frame.filter(own.is_null() if self.currency is None else own == self.currency)

    @property
    def buyers(self) -> Lazy:
        """Those who have kept an order."""
        return self.frame.filter(~nw.col("repeat_purchases").is_null())

    def valued(self, engine: Engine) -> tuple[Lazy, Facts]:
        """Return their rows of the result, and how they came about."""
        counts = brought_here(self.buyers.group_by(*TRIPLE).agg(customers=nw.len())).cast(pl.Int64)
        histories = counted(*(counts[name].to_numpy() for name in (*TRIPLE, "customers")))
        basis = basis_of(margin=self.settings.margin, earned=None, tax=self.tax)
        basis = basis if self.saved is None else self.saved.basis(self.currency, basis)
        plan, spent = nobody(self.people.span_days), None
        if counts.height:
            spent = _spent(self.buyers)
            plan = self._plan(histories, spent)
        scores = None
        prediction = Prediction(columns=None, plan=plan)
        if plan.purchases is not None and spent is not None:
            learnt = learn(spent, plan.spend, plan.returns)
            scores, prediction = self._scored(histories, plan, learnt, basis)
        facts = Facts(currency=self.currency, method=plan.method, basis=basis, prediction=prediction)
        table = None if scores is None else engine.brought(scores.table)
        return rows_there(self.frame, table, scores, facts, self.settings, self.people.as_of), facts

    def _plan(self, histories: Histories, spent: Spent) -> Plan:
        """Return the plan of the model that was named or saved, fitted to all histories."""
        span_days = self.people.span_days
        if self.saved is not None:
            oldest = int(np.rint(histories.T * DAYS_PER_WEEK).max())
            known = pl.DataFrame({"repeat_purchases": [0], "age_days": [oldest], "currency": [self.currency]})
            known = known.with_columns(first_order=pl.lit(self.people.as_of) - pl.duration(days="age_days"))
            plan = self.saved.plan(known, self.settings.model, span_days)
            measured = gate.measured_by(histories, span_days=plan.gate.span_days)
            return replace(plan, gate=gate.opened(measured))
        plan = plan_by(histories, self.settings.model, span_days)
        if plan.purchases is None or returned_share(spent.sales, spent.revenue) < LEAST_RETURNED:
            return plan
        some = drawn(self.lines, of=spent.customers, most=MOST_DAYS)
        bought = days_of(some, self.currency, self.people.as_of)
        keys = bought.filter("kept")["customer_key"].unique().sort()
        returns, why = return_trend(PurchaseDays.of(bought, keys, self.people.as_of))
        return replace(plan, returns=returns, reasons=(*plan.reasons, *([why] if why else ())))

    def _scored(self, histories: Histories, plan: Plan, learnt: Learnt, basis: Basis) -> tuple[Scores, Prediction]:
        as_of, delta = self.people.as_of, continuous_rate_per_week(self.settings.discount_rate)
        nothing = np.zeros_like(histories.count)
        crowd = Crowd(histories.count, nothing, histories.count, nothing)
        ends = ends_of(self.settings.horizon, as_of)
        expected = outlook(plan, histories, crowd, ends=ends, delta=delta, as_of=as_of)
        model = learnt.model
        n = histories.x + 1.0
        columns = _triple(histories) | _expected(expected)
        columns |= {
            "keep": 1.0 - model.returned(n),
            "own": nothing if model.fit is None else model.fit.model.own_weight(n),
        }
        if self.settings.intervals and plan.purchases is not None:
            one = np.ones(1)
            amounts = doubtful(learnt.of(one, one), one, one)
            weeks = expected.ends["clv_residual"] / DAYS_PER_WEEK
            prospects = prospects_of(histories, plan.purchases, amounts, weeks, delta)
            ranges = {"low": prospects.low, "high": prospects.high}
            columns |= {
                f"{end}_{whose}": part
                for end, both in ranges.items()
                for whose, part in zip(("own", "shared"), both[:], strict=True)
            }
            columns |= {"per_money": prospects.discounted[:]}
        nobodys = learnt.of(np.ones(0), np.ones(0))
        prediction = Prediction(columns={}, plan=plan, spend=nobodys, ends=expected.ends)
        scores = Scores(
            table=pl.DataFrame(columns),
            ends=expected.ends,
            average=model.average if model.fit is None else model.fit.model.mean,
            gamma=None if model.fit is None else model.fit.model.gamma,
            worth=basis.worth,
        )
        return scores, prediction


def _triple(histories: Histories) -> dict[str, Floats]:
    days = (np.rint(each * DAYS_PER_WEEK) for each in (histories.t_x, histories.T))
    return dict(zip(TRIPLE, (each.astype(np.int32) for each in (histories.x, *days)), strict=True))


def _expected(of: Outlook) -> dict[str, Floats]:
    """Return what the model says of each history, per unit of money that a purchase brings."""
    last, year = of.ends["clv_residual"], of.ends.get("clv_12m")
    chance = {
        end: chance_to_buy(each[:], of.ahead[end].purchases[0], shop) for end, (each, shop) in of.chances.items()
    }
    found = {"purchases": of.ahead[last].purchases[0], "revenue": of.ahead[last].revenue[0], "p_buy": chance[last]}
    found |= {f"worth_{name}": of.worth_until(end)[0] for name, end in of.ends.items()}
    if year is not None:
        found |= {"revenue_12m": of.ahead[year].revenue[0], "p_buy_12m": chance[year]}
    return found if of.p_alive is None else found | {"p_alive": of.p_alive[:]}


def _spent(buyers: Lazy) -> Spent:
    """Return what customers have spent: of at most MOST_BROUGHT each, of more some by hash, and all in total."""
    money = [nw.col(name).sum().cast(nw.Float64) for name in ("net_sales", "net_revenue_kept")]
    paid_nothing = nw.when(nw.col("net_sales") > 0).then(0).otherwise(1).sum().alias("paid_nothing")
    purchases = (nw.col("repeat_purchases") + 1).sum().alias("purchases")
    totals = brought_here(buyers.select(nw.len().alias("customers"), *money, purchases, paid_nothing)).row(
        0, named=True
    )
    few = drawn(buyers, of=totals["customers"], most=MOST_BROUGHT)
    rows = brought_here(
        few.select(
            "customer_key", *(nw.col(name) for name in ("repeat_purchases", "net_sales", "net_revenue_kept"))
        )
    )
    rows = rows.sort("customer_key").cast({"net_sales": pl.Float64, "net_revenue_kept": pl.Float64})
    n = rows["repeat_purchases"].to_numpy().astype(np.float64) + 1.0
    spent = Spent.of(n, rows["net_sales"].to_numpy(), rows["net_revenue_kept"].to_numpy())
    return replace(
        spent,
        customers=int(totals["customers"]),
        purchases=float(totals["purchases"]),
        sales=totals["net_sales"],
        revenue=totals["net_revenue_kept"],
        paid_nothing=int(totals["paid_nothing"]),
    )
