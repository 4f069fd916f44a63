"""What each customer is worth: value to date, value to come, and the two together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import polars.selectors as cs

from clvcli import notes
from clvcli.errors import NothingToAnalyseError
from clvcli.notes.forecasts import LITTLE
from clvcli.valuation.basis import basis_of
from clvcli.valuation.doubt import Doubts
from clvcli.valuation.forecast import PREDICTIONS, doubt_about, predict
from clvcli.valuation.groups import by_currency, groups_of
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.plan import HISTORIC, nobody, plan_for
from clvcli.valuation.row_notes import note_of
from clvcli.valuation.schema import (
    CENTS,
    CHANCE_DECIMALS,
    MONEY_DECIMALS,
    ORDER_DECIMALS,
    REVENUE_TOTAL,
    VALUES,
    VALUES_SCHEMA,
)
from clvcli.valuation.valued import Facts, Valuation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from clvcli.customers.summary import Customers
    from clvcli.models.histories import Floats
    from clvcli.notes import Note
    from clvcli.orders.money.tax import Tax
    from clvcli.valuation.basis import Basis
    from clvcli.valuation.doubt import Doubt, Interval
    from clvcli.valuation.forecast import Prediction
    from clvcli.valuation.groups import Group
    from clvcli.valuation.plan import Planner
    from clvcli.valuation.saved import SavedModel
    from clvcli.valuation.valued import ValueSettings

_CHANCES = ("p_alive", "p_buy", "p_buy_12m")
_WORTH = ("value_to_date", "clv_residual", "clv_low", "clv_high", "clv_12m", "clv_24m", "clv_36m")

_PART, PLACE = "doubt part", "doubt place"
"""Where the doubt of a row stands while rows are put together: in which part, and where in it, -1 for nowhere."""

ROW = "row"
"""Number of a customer, by which predictions find back to theirs: ten times faster than by text."""


def value_customers(
    customers: Customers,
    settings: ValueSettings,
    *,
    tax: Tax = "unknown",
    planner: Planner = plan_for,
    saved: SavedModel | None = None,
) -> Valuation:
    """Return what each of `customers` is worth; each currency is fitted apart.

    So is each group of a currency that `settings.by` asks for and that is large enough (`groups`).
    `tax` is what the orders know of tax in their amounts, `planner` chooses what predicts; a
    `saved` model does where there is one, and nothing is fitted.  value_to_date is what was earned,
    clv_residual the expected contribution of the horizon discounted continuously at
    ln(1 + rate) / 365.25 a day, value_total their sum, exact to the cent.
    Raises NothingToAnalyseError where nobody kept an order, and the errors of `forecast.predict`.
    """
    if customers.frame["repeat_purchases"].null_count() == customers.frame.height:
        raise NothingToAnalyseError.nothing_kept(sum(shop.valid_orders for shop in customers.shop))
    people = in_floats(customers.frame)
    parts = [
        _valued(group, customers, settings, basis, planner if saved is None else saved.plan)
        for part in by_currency(people)
        for basis in [_basis(part, customers, settings, tax, saved)]
        for group in groups_of(part, settings.by, customers)
    ]
    found = [part.with_columns(pl.lit(at).alias(_PART)) for at, (part, _, _) in enumerate(parts)]
    frame = best_first(pl.concat(found))
    facts = tuple(fact for _, fact, _ in parts)
    doubts = _doubts(frame, [about for _, _, about in parts])
    return Valuation(
        frame=frame.select(VALUES_SCHEMA.names()),
        keys=frame["customer_key"],
        part=doubts.part,
        facts=facts,
        notes=(*customers.notes, *said_of(facts, asked=settings.model != "none"), *losses_of(frame.lazy())),
        doubts=doubts if settings.intervals else None,
    )


def in_floats(people: pl.DataFrame) -> pl.DataFrame:
    """Return rows of the customer table numbered by ROW, their money as floats."""
    return people.with_columns(cs.decimal().cast(pl.Float64)).with_row_index(ROW)


def _doubts(frame: pl.DataFrame, parts: Sequence[Doubt | None]) -> Doubts:
    """Return the doubt about the rows of `frame`, each of which stands in one of `parts`."""
    return Doubts(parts=tuple(parts), part=frame[_PART].to_numpy(), place=frame[PLACE].to_numpy())


def best_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Sort by currency, highest clv_residual, id and key.

    Stable sorts, the last key first: where nobody has another id than the key, customers stand in that order,
    and one sort of numbers is a third of the work of sorting by all four.
    """
    if not frame["customer_id"].is_sorted():
        frame = frame.sort("customer_id", "customer_key")
    best = frame.sort("clv_residual", descending=True, nulls_last=True, maintain_order=True)
    several = best["currency"].n_unique() > 1
    return best.sort("currency", nulls_last=True, maintain_order=True) if several else best


def _basis(
    people: pl.DataFrame, customers: Customers, settings: ValueSettings, tax: Tax, saved: SavedModel | None
) -> Basis:
    """Return what money means for `people`; future revenue is worth what a saved model says it is."""
    currency = people["currency"][0]
    basis = basis_of(margin=settings.margin, earned=customers.earned.get(currency), tax=tax)
    return basis if saved is None else saved.basis(currency, basis)


def _valued(
    group: Group, customers: Customers, settings: ValueSettings, basis: Basis, planner: Planner
) -> tuple[pl.DataFrame, Facts, Doubt | None]:
    people = group.members
    buyers = group.learnt_from.filter(pl.col("repeat_purchases").is_not_null())
    prediction = predict(
        buyers,
        planner(buyers, settings.model, group.span_days) if buyers.height else nobody(group.span_days),
        horizon=settings.horizon,
        rate=settings.discount_rate,
        worth=basis.worth,
        as_of=customers.as_of,
    )
    about = (
        doubt_about(prediction, buyers, rate=settings.discount_rate, worth=basis.worth)
        if settings.intervals
        else None
    )
    columns = prediction.columns or {}
    predicted = predicted_rows(buyers, columns, None if about is None else about.customers)
    frame = rows_of(
        people, predicted, prediction, basis=basis, settings=settings, as_of=customers.as_of, group=group.name
    )
    currency = people["currency"][0]
    facts = Facts(
        currency=currency, group=group.name, method=prediction.plan.method, basis=basis, prediction=prediction
    )
    return frame, facts, about


def rows_of(
    people: pl.DataFrame,
    predicted: pl.DataFrame,
    prediction: Prediction,
    *,
    basis: Basis,
    settings: ValueSettings,
    as_of: date,
    group: str | None = None,
) -> pl.DataFrame:
    """Return the rows of `compute` of `people`, some of whom have `predicted_rows`, after their `customer_key`.

    Beside VALUES a row tells where its doubt stands.
    """
    frame = people.join(predicted, on=ROW, how="left", maintain_order="left").with_columns(
        value_to_date=basis.to_date,
        aov=pl.col("net_revenue_kept") / pl.when(pl.col("orders") > 0).then(pl.col("orders")),
        method=pl.when(pl.col("clv_residual").is_not_null())
        .then(pl.lit(prediction.plan.method))
        .otherwise(pl.lit(HISTORIC)),
        note=note_of(prediction, group),
        as_of=pl.lit(as_of),
        basis=pl.lit(basis.words),
        horizon=pl.lit(reach_of(prediction, settings.horizon, as_of)),
        discount_rate=pl.lit(settings.discount_rate),
    )
    return _rounded(frame)


def reach_of(prediction: Prediction, horizon: Horizon, as_of: date) -> str:
    """Return how far the forecast looks: the horizon, or fewer days where nothing is known beyond."""
    shorter = prediction.columns is not None and prediction.days < horizon.days(as_of)
    return str(Horizon(prediction.days, "d") if shorter else horizon)


def predicted_rows(
    buyers: pl.DataFrame, columns: Mapping[str, Floats | None], interval: Interval | None
) -> pl.DataFrame:
    """Return the predicted columns of `buyers`, null where there are none."""
    low, high = interval if interval is not None else (None, None)
    found = {**dict.fromkeys(PREDICTIONS), **columns, "clv_low": low, "clv_high": high}
    return buyers.select(
        ROW,
        pl.int_range(pl.len(), dtype=pl.Int64).alias(PLACE),
        *(
            pl.lit(None, pl.Float64).alias(name) if values is None else pl.Series(name, values)
            for name, values in found.items()
        ),
    )


def _rounded(frame: pl.DataFrame) -> pl.DataFrame:
    """Round scores and money, add value_total, and give the columns of VALUES their types."""
    exact = {"discount_rate", "expected_orders", *_CHANCES, *_WORTH, "value_total", "revenue_total"}
    money = [column.name for column in VALUES if column.dtype == pl.Float64 and column.name not in exact]
    rounded = frame.with_columns(
        *(pl.col(name).cast(pl.Float64).round(MONEY_DECIMALS) for name in money),
        *(pl.col(name).round(CHANCE_DECIMALS) for name in _CHANCES),
        pl.col("expected_orders").round(ORDER_DECIMALS),
        *(_unsigned_zero(pl.col(name).round(CENTS)).alias(name) for name in _WORTH),
    ).with_columns(
        value_total=(pl.col("value_to_date") + pl.col("clv_residual")).round(CENTS), revenue_total=REVENUE_TOTAL
    )
    return rounded.select(
        "customer_key",
        pl.col(PLACE).fill_null(-1),
        *(pl.col(name).cast(dtype) for name, dtype in VALUES_SCHEMA.items()),
    )


def said_of(facts: tuple[Facts, ...], *, asked: bool) -> Iterator[Note]:
    """Yield what is to be said of how values came about; `asked` is whether a forecast was asked for."""
    several = len({fact.currency for fact in facts}) > 1
    groups = [fact.group for fact in facts if fact.group is not None]
    if groups:
        yield notes.fitted_apart(groups)
    for fact in facts:
        for note in _of_model(fact, asked=asked, currency=fact.currency if several else None):
            yield note if fact.group is None else notes.of_group(fact.group, note)
    for currency, covered in {fact.currency: fact.basis.covered for fact in facts}.items():
        if covered is not None and covered < 1:
            yield notes.cost_estimated(covered, currency=currency if several else None)


def _unsigned_zero(money: pl.Expr) -> pl.Expr:
    """Return money in which a loss that is rounded to nothing has no sign."""
    return pl.when(money == 0).then(pl.lit(0.0)).otherwise(money)


def losses_of(values: pl.LazyFrame) -> Iterator[Note]:
    """Say in which currencies customers are expected to cost more than they leave."""
    known = values.filter(pl.col("clv_residual").is_not_null())
    counted = known.group_by("currency").agg(below=(pl.col("clv_residual") < 0).sum(), of=pl.len())
    several = values.select(pl.col("currency").n_unique()).collect().item() > 1
    yield from said_of_losses(counted.collect(engine="streaming"), several=several)


def said_of_losses(counted: pl.DataFrame, *, several: bool) -> Iterator[Note]:
    """Say it of `currency`, customers `below` nothing, and `of` how many; `several` is whether there are more."""
    for currency, below, of in counted.sort("currency", nulls_last=True).iter_rows():
        if below:
            yield notes.bought_at_a_loss(below, of=of, currency=currency if several else None)


def _of_model(fact: Facts, *, asked: bool, currency: str | None) -> Iterator[Note]:
    reason = fact.prediction.gate.reason
    if reason is not None and fact.prediction.columns is not None:
        instead = notes.taken_to_stay if fact.prediction.plan.curve is None else notes.by_cohort_curve
        yield instead(reason, days=fact.prediction.days, currency=currency)
    elif reason is not None and asked:
        yield notes.no_forecast(reason, currency=currency)
    yield from fact.prediction.plan.notes
    span = fact.prediction.gate.span_days
    furthest = max(fact.prediction.ends.values(), default=0)
    if fact.prediction.purchases is not None and span > 0 and furthest > span + LITTLE:
        yield notes.further_than_seen(fact.prediction.ends, span=span)
    if fact.prediction.spend is not None:
        yield from fact.prediction.spend.notes
