"""What valuing customers takes and gives: the settings, the table, and how its values came about."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from clvcli import config
from clvcli.in_parts import InParts
from clvcli.valuation.horizon import Horizon
from clvcli.valuation.schema import CENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clvcli.models.histories import Ints
    from clvcli.notes import Note
    from clvcli.on_disk import Table
    from clvcli.valuation.basis import Basis
    from clvcli.valuation.doubt import Doubts, OfSums
    from clvcli.valuation.forecast import Prediction

DEFAULT_HORIZON = Horizon.of(config.HORIZON)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSettings:
    """What a user may choose about value."""

    model: config.Model = config.MODEL
    horizon: Horizon = DEFAULT_HORIZON
    discount_rate: float = config.DISCOUNT_RATE
    """Annual, effective."""
    by: tuple[str, ...] = ()
    """`groups.KEYS` to fit apart by, where a group is large enough."""
    margin: float | None = None
    """Contribution per unit of net revenue, where nothing more is known of costs."""
    intervals: bool = config.INTERVALS
    """Whether to say how sure each value to come is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How the values of one currency, or of one group in it, came about."""

    currency: str | None
    group: str | None = None
    """Whose model it is (`groups.Group.name`); None where nothing is grouped."""
    method: str
    basis: Basis
    prediction: Prediction

    @property
    def parameters(self) -> Mapping[str, float]:
        """Fitted parameters by their letters; empty where no model predicts."""
        fits = [self.prediction.purchases, self.prediction.spend.fit if self.prediction.spend else None]
        if self.prediction.columns is None:
            return {}
        return {
            name: getattr(fit.model, name)
            for fit in fits
            if fit is not None and is_dataclass(fit.model)
            for name in (field.name for field in fields(fit.model))
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """The table of `compute` and what stands behind it."""

    frame: pl.DataFrame
    """The columns of `valuation.schema.VALUES`, currency by currency, best `clv_residual` first."""
    keys: pl.Series
    """`customer_key` of each row."""
    facts: tuple[Facts, ...]
    """One per currency and group, sorted."""
    part: Ints
    """Which of `facts` values each row, shape `(rows,)`."""
    notes: tuple[Note, ...]
    doubts: Doubts | None = None
    """About the rows of `frame`; None where no intervals were asked for."""

    @property
    def table(self) -> pl.DataFrame:
        """The rows, where they lie."""
        return self.frame

    @property
    def parts(self) -> InParts:
        """The rows with `customer_key`, in one part."""
        return InParts.of(self.frame.with_columns(customer_key=self.keys))

    @property
    def valued_by(self) -> tuple[int, ...]:
        """How many rows each of `facts` values."""
        return tuple(np.bincount(self.part, minlength=len(self.facts)).tolist())

    def of(self, key: str, currency: str | None) -> tuple[dict[str, Any], Facts]:
        """Return the row of a customer's money in one currency, and what it came about by."""
        ours = (self.keys == key) & self.frame["currency"].eq_missing(pl.Series([currency], dtype=pl.String))
        (at,) = ours.arg_true()
        return self.frame.row(at, named=True), self.facts[int(self.part[at])]

    @property
    def base_intervals(self) -> Mapping[str | None, tuple[float, float]]:
        """The 80 % interval of the sum of `clv_residual` of each currency that has a forecast and its doubt."""
        return intervals_of_all(self.doubts, self.frame)


def intervals_of_all(doubts: OfSums | None, rows: Table) -> dict[str | None, tuple[float, float]]:
    """Return the 80 % interval of the sum of `clv_residual` of the `rows` of each currency that has a forecast.

    Nothing where their doubt is not known.
    """
    if doubts is None:
        return {}
    predicted = rows.lazy().filter(pl.col("clv_residual").is_not_null())
    currencies = predicted.select("currency").unique().sort("currency", nulls_last=True).collect(engine="streaming")
    low, high = doubts.by(rows, currencies)
    ends = zip(low.round(CENTS).tolist(), high.round(CENTS).tolist(), strict=True)
    return dict(zip(currencies["currency"], ends, strict=True))
