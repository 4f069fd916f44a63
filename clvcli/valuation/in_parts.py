"""The values of customers who lie in files: one plan for all, then a file of them at a time.

What is expected is worked out once for each distinct history, of all customers; a customer's row then takes that,
and the customer's own money.  `value.value_customers` makes the same rows of customers in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003  (a dataclass field is resolved by documentation tools)
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from clvcli.config import Model
from clvcli.customers.rhythm import WHO
from clvcli.errors import NothingToAnalyseError
from clvcli.in_parts import InParts
from clvcli.models.discounting import continuous_rate_per_week
from clvcli.models.histories import DAYS_PER_WEEK
from clvcli.on_disk import ROWS_OF_PART, OnDisk, sorted_on_disk
from clvcli.progress import Watch, unwatched
from clvcli.scratch import writing
from clvcli.valuation.base import Base
from clvcli.valuation.basis import basis_of
from clvcli.valuation.crowds import crowd_of
from clvcli.valuation.doubt import DoubtsBeside, about, prospects_of
from clvcli.valuation.doubt import beside as doubts_beside
from clvcli.valuation.doubtful_spend import doubtful
from clvcli.valuation.forecast import Prediction, ends_of, outlook
from clvcli.valuation.plan import Plan, nobody
from clvcli.valuation.saved import SavedModel, saved_part
from clvcli.valuation.spend import bought_by, learn
from clvcli.valuation.value import PLACE, best_first, losses_of, predicted_rows, rows_of, said_of
from clvcli.valuation.valued import Facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.customers.in_parts import CustomersInParts
    from clvcli.models.histories import Floats
    from clvcli.notes import Note
    from clvcli.orders.money.tax import Tax
    from clvcli.valuation.base import Based
    from clvcli.valuation.basis import Basis
    from clvcli.valuation.doubt import Doubt, Interval, Prospects
    from clvcli.valuation.forecast import Outlook
    from clvcli.valuation.spend import Learnt
    from clvcli.valuation.valued import ValueSettings

PlannerInParts = Callable[[Base, Model], Plan]
"""Makes the plan for the buyers of a base from the model asked for."""

ORDER = {"currency": False, "clv_residual": True, "customer_id": False, "customer_key": False}
"""Columns by which rows are sorted, and whether descending: that of `value.best_first`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationInParts:
    """The table of `compute` on disk, and what stands behind it."""

    table: OnDisk
    """The columns of `valuation.schema.VALUES`, and those that were to stand beside them; sorted as in memory."""
    parts: InParts
    """The same rows with `customer_key`, each customer in the part of their lines."""
    facts: tuple[Facts, ...]
    """One per currency, sorted; their predictions hold the columns of no customer."""
    notes: tuple[Note, ...]
    bases: tuple[Base, ...]
    """The customers of each of `facts`."""
    doubts: DoubtsBeside | None = None
    """About the rows of `table`; None where they were not to stand beside them."""

    @property
    def by_currency(self) -> tuple[tuple[Base, Facts], ...]:
        """The customers of each currency, and how their values came about."""
        return tuple(zip(self.bases, self.facts, strict=True))

    @property
    def valued_by(self) -> tuple[int, ...]:
        """How many customers each of `facts` values."""
        return tuple(base.histories.n_customers for base in self.bases)

    def model(self, *, name: str, clvcli: str) -> SavedModel:
        """Return what predicts, as `saved.saved_model`."""
        of = {base.currency: base for base in self.bases}
        parts = tuple(saved_part(fact, lambda currency: of[currency].fingerprint) for fact in self.facts)
        return SavedModel(name=name, clvcli=clvcli, as_of=self.bases[0].customers.as_of, parts=parts)


def value_in_parts(
    customers: CustomersInParts,
    settings: ValueSettings,
    *,
    tax: Tax,
    planner: PlannerInParts,
    saved: SavedModel | None = None,
    folder: Path,
    doubts: bool = False,
    beside: Sequence[Path] = (),
    watch: Watch = unwatched,
) -> ValuationInParts | None:
    """Return what each of `customers` is worth, as `value.value_customers` without groups.

    A `saved` model predicts instead of what `planner` makes, where there is one.
    `beside` are files of what else to add to the values, one for each file of customers, by WHO; `doubts` whether
    to add the columns BESIDE, where they are known.
    None where a cohort curve predicts, which follows all customers at once.
    Raises NothingToAnalyseError where nobody kept an order, and WriteError.
    """
    bases = [
        Base(customers=customers, currency=shop.currency, folder=_made(folder / f"{number}"))
        for number, shop in enumerate(customers.shop)
        if shop.customers
    ]
    more = _Beside(doubts=doubts and settings.intervals, paths=tuple(beside))
    found = [_of_currency(base, settings, tax, planner, saved, more, watch) for base in bases]
    if any(each is None for each in found):
        return None
    parts = [each for each in found if each is not None]
    if not any(valued.buyers for valued in parts):
        raise NothingToAnalyseError.nothing_kept(sum(shop.valid_orders for shop in customers.shop))
    facts = tuple(valued.facts for valued in parts)
    table = sorted_on_disk(
        [path for valued in parts for path in valued.paths],
        list(ORDER),
        descending=list(ORDER.values()),
        folder=_made(folder / "values"),
    )
    rows = table.select([name for name in table.columns if name != "customer_key"])
    return ValuationInParts(
        table=rows,
        parts=InParts.together([InParts.in_files(valued.paths) for valued in parts]),
        facts=facts,
        bases=tuple(valued.base for valued in parts),
        doubts=DoubtsBeside(directions=max(valued.directions for valued in parts)) if more.doubts else None,
        notes=(*customers.notes, *said_of(facts, asked=settings.model != "none"), *losses_of(rows.lazy())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Valued:
    """The customers of one currency, valued."""

    paths: tuple[Path, ...]
    facts: Facts
    base: Base
    directions: int
    """Of the doubt about each of them."""

    @property
    def buyers(self) -> int:
        """How many kept an order."""
        return self.base.histories.n_customers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What is to stand beside the values of customers."""

    doubts: bool
    paths: tuple[Path, ...]
    """One for each file of customers, or none."""

    def added(self, rows: pl.DataFrame, doubt: Doubt | None, number: int) -> pl.DataFrame:
        """Return the rows of a file of customers with it."""
        if self.paths:
            known = pl.read_parquet(self.paths[number], glob=False)
            rows = rows.join(known, on=list(WHO), how="left", nulls_equal=True, maintain_order="left")
        return rows.hstack(doubts_beside(doubt, rows[PLACE])) if self.doubts else rows


def _of_currency(
    base: Base,
    settings: ValueSettings,
    tax: Tax,
    planner: PlannerInParts,
    saved: SavedModel | None,
    beside: _Beside,
    watch: Watch,
) -> _Valued | None:
    earned = base.customers.earned.get(base.currency)
    basis = basis_of(margin=settings.margin, earned=earned, tax=tax)
    if saved is not None:
        basis, planner = saved.basis(base.currency, basis), saved.plan_in_parts
    span_days = base.customers.span_days
    plan = planner(base, settings.model) if base.histories.n_customers else nobody(span_days)
    if plan.curve is not None:
        return None
    valuing = Valuing.of(base, plan, basis, settings) if plan.purchases is not None else None
    prediction = Prediction(columns=None, plan=plan) if valuing is None else valuing.prediction
    paths, files, directions = [], len(base.customers.paths), 0
    for number in range(files):
        watch(number, files)
        people = base.people(number)
        theirs = people.filter(pl.col("repeat_purchases").is_not_null())
        columns, doubt = ({}, None) if valuing is None else valuing.forecast_of(number, theirs)
        rows = rows_of(
            people,
            predicted_rows(theirs, columns, None if doubt is None else doubt.customers),
            prediction,
            basis=basis,
            settings=settings,
            as_of=base.customers.as_of,
        )
        rows = beside.added(rows, doubt, number)
        directions = max(directions, 0 if doubt is None else len(doubt.effects))
        paths.append(base.folder / f"values-{number:05}.parquet")
        with writing():
            best_first(rows.drop(PLACE)).write_parquet(paths[-1], compression="lz4", row_group_size=ROWS_OF_PART)
    facts = Facts(currency=base.currency, method=plan.method, basis=basis, prediction=prediction)
    return _Valued(paths=tuple(paths), facts=facts, base=base, directions=directions)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Valuing:
    """What is needed to predict the customers of any part."""

    base: Based
    plan: Plan
    basis: Basis
    learnt: Learnt
    outlook: Outlook
    prospects: Prospects | None

    @classmethod
    def of(cls, base: Based, plan: Plan, basis: Basis, settings: ValueSettings) -> Valuing:
        """Work out what is expected of each history."""
        as_of, delta = base.customers.as_of, continuous_rate_per_week(settings.discount_rate)
        learnt = learn(base.spent, plan.spend, plan.returns)
        crowd = crowd_of(base, plan, learnt.per_purchase)
        ends = ends_of(settings.horizon, as_of)
        expected = outlook(plan, base.histories, crowd, ends=ends, delta=delta, as_of=as_of, keep=base.keep)
        prospects = None
        if settings.intervals and plan.purchases is not None:
            amounts = doubtful(learnt.of(np.ones(1), np.ones(1)), np.ones(1), np.ones(1))
            weeks = expected.ends["clv_residual"] / DAYS_PER_WEEK
            prospects = prospects_of(base.histories, plan.purchases, amounts, weeks, delta, base.keep)
        return cls(base=base, plan=plan, basis=basis, learnt=learnt, outlook=expected, prospects=prospects)

    @property
    def prediction(self) -> Prediction:
        """What predicts, of nobody in particular."""
        nobodys = self.learnt.of(np.ones(0), np.ones(0))
        return Prediction(columns={}, plan=self.plan, spend=nobodys, ends=self.outlook.ends)

    def values_of(self, number: int, buyers: pl.DataFrame) -> tuple[dict[str, Floats | None], Interval | None]:
        """Return the predicted columns of the `buyers` of a file, and the intervals of their value."""
        columns, doubt = self.forecast_of(number, buyers)
        return columns, None if doubt is None else doubt.customers

    def forecast_of(self, number: int, buyers: pl.DataFrame) -> tuple[dict[str, Floats | None], Doubt | None]:
        """Return the predicted columns of the `buyers` of a file, and the doubt about their value."""
        n, sales = bought_by(buyers)
        spend, position = self.learnt.of(n, sales / n), self.base.position(buyers)
        contribution = self.basis.worth.per_revenue(spend.per_purchase)
        boost = self.plan.boost_of(number)
        columns = self.outlook.columns(position, spend.per_purchase, contribution, boost)
        if self.prospects is None:
            return columns, None
        return columns, about(
            self.prospects,
            position,
            doubtful(spend, n, sales),
            contribution=contribution,
            expected=columns["clv_residual"],
            missed=self.plan.missed,
        )


def _made(folder: Path) -> Path:
    with writing():
        folder.mkdir()
    return folder
