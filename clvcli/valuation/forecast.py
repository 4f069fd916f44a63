"""Purchases times spend times contribution, discounted: the future of the customers of one currency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clvcli.errors import ModelNotUsableError, PurchasesNotModelledError
from clvcli.models import bg_nbd
from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK, Histories, Ints, compress
from clvcli.valuation import gate
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.spend import Spend, expected_spend

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from clvcli.config import Model
    from clvcli.models.bg_nbd import BGNBD
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats
    from clvcli.valuation.gate import Gate

FIXED_HORIZONS = {"clv_12m": Horizon(12, "m"), "clv_24m": Horizon(24, "m"), "clv_36m": Horizon(36, "m")}
"""Column -> how far it looks, whatever the user's own horizon."""

PREDICTIONS = (
    "p_alive",
    "p_buy",
    "expected_orders",
    "expected_order_value",
    "expected_revenue",
    *FIXED_HORIZONS,
    "clv_residual",
    "expected_revenue_12m",
)
"""Columns of `valuation.schema.VALUES` that only a model can fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """The predicted columns of some customers, and how they came about."""

    columns: dict[str, Floats] | None
    """PREDICTIONS, each shape `(customers,)`; None where there is no forecast."""
    gate: Gate
    purchases: Fit[BGNBD] | None = None
    """The fitted purchase model, also where it was not used."""
    spend: Spend | None = None


def predict(
    buyers: pl.DataFrame,
    *,
    model: Model,
    horizon: Horizon,
    rate: float,
    contribution: float,
    as_of: date,
    span_days: int,
) -> Prediction:
    """Predict the future of `buyers`, customers with a kept purchase, their money columns as floats.

    `rate` is the annual effective discount rate, `contribution` the value of one unit of net revenue.
    With `model` auto there is no forecast where the data cannot carry one, and the gate says why.
    Raises ModelNotUsableError where a model asked for by name cannot be fitted or used.
    """
    measured = gate.measured(buyers, span_days=span_days)
    if model == "none":
        return Prediction(columns=None, gate=replace(measured, reason="no model asked for"))
    if model == "auto" and not measured.open:
        return Prediction(columns=None, gate=measured)
    histories, position = _histories(buyers)
    fit, reason = _fitted(histories)
    if reason is not None and model != "auto":
        raise ModelNotUsableError.of(
            model, reason, customers=measured.customers, repeat_buyers=measured.repeat_buyers
        )
    measured = replace(measured, reason=reason)
    if fit is None or reason is not None:
        return Prediction(columns=None, gate=measured, purchases=fit)
    spend = expected_spend(buyers)
    columns = _columns(
        fit.model,
        histories,
        position,
        spend.per_purchase,
        contribution,
        horizons={"clv_residual": horizon, **FIXED_HORIZONS},
        delta=continuous_rate_per_week(rate),
        as_of=as_of,
    )
    return Prediction(columns=columns, gate=measured, purchases=fit, spend=spend)


def _fitted(histories: Histories) -> tuple[Fit[BGNBD] | None, str | None]:
    """Return the fit, where there is one, and why it cannot be used, where it cannot."""
    try:
        fit = bg_nbd.fit(histories)
    except PurchasesNotModelledError as error:
        return None, error.message
    return fit, gate.unusable(fit)


def _histories(buyers: pl.DataFrame) -> tuple[Histories, Ints]:
    x, t_x, T = (buyers[name].to_numpy() for name in ("repeat_purchases", "active_days", "age_days"))
    return compress(x, t_x, T)


def _columns(
    model: BGNBD,
    histories: Histories,
    position: Ints,
    spend: Floats,
    contribution: float,
    *,
    horizons: dict[str, Horizon],
    delta: float,
    as_of: date,
) -> dict[str, Floats]:
    """Return PREDICTIONS from purchases per history and spend per customer; `delta` is per week."""
    weeks = {name: horizon.days(as_of) / DAYS_PER_WEEK for name, horizon in horizons.items()}
    ahead, year = weeks["clv_residual"], weeks["clv_12m"]
    forecast = model.forecast(histories, max(weeks.values()))
    orders = forecast.expected_purchases(ahead)[position]
    discounted = {
        name: forecast.discounted_purchases(until, delta)[position] * spend * contribution
        for name, until in weeks.items()
    }
    return {
        "p_alive": forecast.p_alive[position],
        "p_buy": forecast.p_buy(ahead)[position],
        "expected_orders": orders,
        "expected_order_value": spend,
        "expected_revenue": orders * spend,
        "expected_revenue_12m": forecast.expected_purchases(year)[position] * spend,
        **discounted,
    }
