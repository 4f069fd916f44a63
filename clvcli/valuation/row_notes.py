"""What the column `note` says of a row: why its value is missing or unusual, and whose model made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from clvcli.models.dropout import DropoutModel
from clvcli.sayings import Saying, joined

if TYPE_CHECKING:
    from clvcli.valuation.forecast import Prediction

ONE_PURCHASE = Saying("one purchase: P(alive) is 1 by the model's construction")
ALL_RETURNED = Saying("all orders returned")
RETURNS_ONLY = Saying("returns without an order in the data")
AT_A_LOSS = Saying("each purchase is expected to cost more than it leaves")

BETWEEN = "; "


def model_of(group: str) -> Saying:
    """Say whose model made a value."""
    return Saying("model of {group}", group=group)


def note_of(prediction: Prediction, group: str | None) -> pl.Expr:
    """Return why a prediction is missing or unusual, and whose model made it where customers are grouped."""
    missing = missing_of(prediction)
    why = (
        pl.when(pl.col("valid_orders") == 0)
        .then(pl.lit(RETURNS_ONLY))
        .when(pl.col("orders") == 0)
        .then(pl.lit(ALL_RETURNED))
        .when(pl.lit(missing, pl.String).is_not_null())
        .then(pl.lit(missing, pl.String))
        .when(pl.col("clv_residual") < 0)
        .then(pl.lit(AT_A_LOSS))
        .when((pl.col("repeat_purchases") == 0) & pl.lit(surely_alive(prediction)))
        .then(pl.lit(ONE_PURCHASE))
    )
    if group is None:
        return why
    made = pl.when(pl.col("clv_residual").is_not_null()).then(pl.lit(model_of(group)))
    return pl.concat_str(why, made, separator=BETWEEN, ignore_nulls=True).replace("", None)


def sayings_of(prediction: Prediction, group: str | None) -> tuple[Saying, ...]:
    """Return all that `note_of` may say of rows: a column carries texts, and these know what they are made of."""
    missing = missing_of(prediction)
    whys = (RETURNS_ONLY, ALL_RETURNED, AT_A_LOSS, ONE_PURCHASE, *(() if missing is None else (missing,)))
    if group is None:
        return whys
    made = model_of(group)
    return (*whys, made, *(joined(BETWEEN, (why, made)) for why in whys))


def missing_of(prediction: Prediction) -> Saying | None:
    """Return why there is no forecast, or none by a model; None where a model predicts."""
    reason = prediction.gate.reason
    if prediction.columns is None:
        return None if reason is None else Saying("no forecast: {reason}", reason=reason)
    if prediction.plan.longest is None:
        return None
    kind = Saying(
        "taken to stay, {days} days ahead" if prediction.plan.curve is None else "cohort curve, {days} days ahead",
        days=prediction.days,
    )
    return kind if reason is None else Saying("{kind}: {reason}", kind=kind, reason=reason)


def surely_alive(prediction: Prediction) -> bool:
    """Tell whether the model takes whoever bought once for alive."""
    model = prediction.purchases.model if prediction.purchases is not None else None
    return isinstance(model, DropoutModel) and not model.FIRST_MAY_BE_LAST
