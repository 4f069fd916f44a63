"""How near `--model auto` comes on real logs, beside the forecast that is usual: Pareto/NBD and Gamma-Gamma.

    python bench/forecasts.py LOG@CUT+DAYS ... [--map FIELD=COLUMN ...]

Each argument is a file of orders, the last day that is known, and how many days after it are predicted:
`orders.csv@2011-06-09+182`.  Printed of each: the forecast that `compute` would have made at the cut, beside
the usual one, fitted to the same customers, its Gamma-Gamma to purchases after the first, as most programs
do it.  Orders and spend are |log(forecast / actual)| of the totals, auto's and the usual; RMSE is auto's over the
usual, so that below 1 auto is nearer; Gini of spend, Brier score and share of customers rightly told to buy
again are auto's less the usual; s are the
seconds of processor to choose and predict.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from clvcli.backtest.forecaster import Expected
from clvcli.backtest.scores import Scores, score
from clvcli.backtest.split import Past, split
from clvcli.choosing.choice import choose
from clvcli.errors import SpendNotModelledError
from clvcli.models import gamma_gamma, pareto_nbd
from clvcli.models.histories import DAYS_PER_WEEK, Floats
from clvcli.orders.ingest import ingest
from clvcli.orders.options import ReadOptions
from clvcli.valuation.basis import REVENUE
from clvcli.valuation.buyers import histories_of_buyers
from clvcli.valuation.forecast import predict
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.purchase_days import PurchaseDays

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A log, where it is cut, and how much after it is predicted."""

    log: str
    cut: date
    days: int

    @classmethod
    def of(cls, text: str) -> Case:
        """Return the case that `LOG@CUT+DAYS` names; raises ValueError for anything else."""
        log, _, rest = text.rpartition("@")
        cut, _, days = rest.partition("+")
        return cls(log=log, cut=date.fromisoformat(cut), days=int(days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a case."""

    method: str
    seconds: float
    auto: Scores
    usual: Scores


def usual(past: Past, days: int) -> Expected:
    """Expect what Pareto/NBD and a Gamma-Gamma of repeat purchases do, as lifetimes and others have it."""
    histories, position = histories_of_buyers(past.buyers)
    weeks = days / DAYS_PER_WEEK
    forecast = pareto_nbd.fit(histories).model.forecast(histories, weeks)
    orders = forecast.expected_purchases(weeks)[position]
    return Expected(orders=orders, spend=orders * _usual_spend(past), p_buy=forecast.p_buy(weeks)[position])


def _usual_spend(past: Past) -> Floats:
    bought = PurchaseDays.of(past.days, past.buyers["customer_key"], past.cut)
    x = bought.number - 1.0
    repeat = x > 0
    mean = bought.total(np.where(bought.is_first, 0.0, bought.sales)) / np.maximum(x, 1.0)
    kept = float(bought.revenue.sum() / bought.sales.sum())
    try:
        model = gamma_gamma.fit(x[repeat], mean[repeat]).model
    except SpendNotModelledError:
        return np.full(x.size, bought.sales.mean() * kept)
    own = model.expected_spend(np.maximum(x, 1.0), np.where(repeat, mean, model.mean))
    spend: Floats = np.where(repeat, own, model.mean) * kept
    return spend


def outcome(lines: pl.LazyFrame, case: Case) -> Outcome | str:
    """Return what came of a case, or why nothing is predicted in it."""
    cut_log = split(lines, cut=case.cut, days=case.days)
    past = cut_log.past
    began = time.process_time()
    plan = choose(past.buyers, "auto", past.customers.span_days, days=past.days, as_of=past.cut)
    prediction = predict(
        past.buyers, plan, horizon=Horizon(case.days, "d"), rate=0.0, worth=REVENUE, as_of=past.cut
    )
    seconds = time.process_time() - began
    found = prediction.columns
    if found is None:
        return str(plan.gate.reason)
    if prediction.days < case.days:
        return f"{plan.method} looks {prediction.days} days ahead"
    auto = Expected(orders=found["expected_orders"], spend=found["expected_revenue"], p_buy=found["p_buy"])
    return Outcome(
        method=plan.method,
        seconds=seconds,
        auto=score(auto, cut_log.held),
        usual=score(usual(past, case.days), cut_log.held),
    )


COLUMNS = ("orders", "usual", "spend", "usual", "RMSE o", "RMSE s", "Gini", "Brier", "right", "s")


def figures(found: Outcome) -> list[float]:
    """Return the figures of a line, in the order of COLUMNS."""
    auto, usual = found.auto, found.usual
    a_orders, u_orders, a_spend, u_spend = auto.orders, usual.orders, auto.spend, usual.spend
    assert a_orders and u_orders and a_spend and u_spend  # noqa: S101, PT018  (both say all of it)
    assert auto.ranking and usual.ranking and auto.buying and usual.buying  # noqa: S101, PT018  (the same)
    return [
        *(each.log_error or 0.0 for each in (a_orders, u_orders, a_spend, u_spend)),
        a_orders.rmse / u_orders.rmse,
        a_spend.rmse / u_spend.rmse,
        (auto.ranking.gini or 0.0) - (usual.ranking.gini or 0.0),
        auto.buying.brier - usual.buying.brier,
        auto.buying.accuracy - usual.buying.accuracy,
        found.seconds,
    ]


def show(name: str, values: list[float], method: str) -> None:
    """Print one line."""
    print(f"{name:<44}" + "".join(f"{value:>8.3f}" for value in values[:-1]) + f"{values[-1]:>7.1f}  {method}")


def main() -> None:
    """Print a line for each case, and their means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Case.of, metavar="LOG@CUT+DAYS")
    parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="as clvcli takes it")
    asked = parser.parse_args()
    options = ReadOptions(columns=dict(pair.split("=", 1) for pair in asked.map))
    print(f"{'log, last day known, days ahead':<44}" + "".join(f"{each:>8}" for each in COLUMNS))
    logs: dict[str, pl.LazyFrame] = {}
    rows = []
    for case in asked.cases:
        lines = logs.setdefault(case.log, ingest([case.log], options).lines)
        name = f"{case.log.rpartition('/')[2]} {case.cut} {case.days}d"
        found = outcome(lines, case)
        if isinstance(found, str):
            print(f"{name:<44}  {found}")
            continue
        rows.append(figures(found))
        show(name, rows[-1], found.method)
    if rows:
        show(f"mean of {len(rows)}", [fmean(column) for column in zip(*rows, strict=True)], "")


if __name__ == "__main__":
    main()
