"""The file of a saved model: JSON that a person can read and compare, and that is checked key by key when read."""

from __future__ import annotations

import sys
from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from clvcli.errors import ModelFileError, ModelFileMismatchError
from clvcli.models.family import MEMBERS
from clvcli.models.fitting import Fit, is_covariance
from clvcli.models.gamma_gamma import GammaGamma
from clvcli.models.newton import Status
from clvcli.sayings import Saying
from clvcli.valuation.basis import Worth
from clvcli.valuation.json_file import Record, is_number, opened, written
from clvcli.valuation.returns import ONE_RATE, ReturnTrend, Step
from clvcli.valuation.saved import Fingerprint, SavedModel, SavedPart
from clvcli.valuation.season import MONTHS, Season
from clvcli.valuation.spend import SpendModel

if TYPE_CHECKING:
    from clvcli.models.histories import Floats

FORMAT = "clvcli model"
VERSION = 2
"""Raised where a file of this version would be read wrongly by an earlier one; keys may be added without."""

_SMALLEST_PARAMETER = 1e-9
"""A parameter of a fit is never that close to zero (`fitting.SMALLEST_PARAMETER`), nor is its reciprocal large."""

_LARGEST_FACTOR = 1000.0
"""No month is that many times an average one."""

UNITS = {"time": "weeks", "history": "days", "money": "units of the currency"}
"""Of alpha and beta and of nothing else; of t_x and T in `data`; of gamma, and of the average spend."""


def text_of(saved: SavedModel) -> str:
    """Return the file of a saved model."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "clvcli": saved.clvcli,
        "as_of": saved.as_of.isoformat(),
        "units": UNITS,
        "models": [_part_out(part) for part in saved.parts],
    }
    return written(document)


def saved_from(text: str, name: str) -> SavedModel:
    """Return the model in the `text` of a file called `name`.

    Raises ModelFileError where it is not a whole model that clvcli saved, and ModelFileMismatchError where it is in
    other units.
    """
    root = opened(text, name, format=FORMAT, version=VERSION, fault=ModelFileError)
    units = root.record("units")
    for what, wanted in UNITS.items():
        if (found := units.text(what)) != wanted:
            raise ModelFileMismatchError.units(name, what=what, found=found, wanted=wanted)
    return SavedModel(
        name=name,
        clvcli=root.text("clvcli"),
        as_of=root.day("as_of"),
        parts=tuple(_part_in(part) for part in root.records("models")),
    )


def _part_out(part: SavedPart) -> dict[str, Any]:
    return {
        "currency": part.currency,
        "basis": part.basis,
        "contribution": part.worth.rate,
        "contribution_per_purchase": part.worth.per_purchase,
        "purchases": {"model": part.model, **_fit_out(part.purchases)},
        "spend": _spend_out(part.spend),
        "season": _season_out(part.season) if part.season is not None else None,
        "missed": part.missed,
        "left_out": list(part.left_out),
        "data": {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(part.data).items()
        },
    }


def _part_in(part: Record) -> SavedPart:
    purchases, data = part.record("purchases"), part.record("data")
    name = purchases.text("model")
    kinds = {member.name: member.model for member in MEMBERS}
    if name not in kinds:
        raise purchases.unfit("model", f"one of {', '.join(kinds)}")
    return SavedPart(
        currency=part.optional_text("currency"),
        basis=part.text("basis"),
        worth=Worth(
            rate=part.number("contribution"), per_purchase=part.number_or("contribution_per_purchase", 0.0)
        ),
        model=name,
        purchases=_fit_in(purchases, kinds[name]),
        spend=_spend_in(part.record("spend")),
        season=None if part.is_null("season") else _season_in(part.record("season")),
        missed=part.number("missed"),
        left_out=part.texts("left_out"),
        data=Fingerprint(
            customers=data.whole("customers"),
            repeat_purchases=data.whole("repeat_purchases"),
            first_order=data.day("first_order"),
            last_order=data.day("last_order"),
            histories=data.text("histories"),
        ),
    )


def _fit_out(fit: Fit[Any]) -> dict[str, Any]:
    finite = np.isfinite(fit.hessian_condition)
    return {
        "parameters": asdict(fit.model),
        "fit": {
            "log_likelihood": fit.log_likelihood,
            "customers": fit.n_customers,
            "status": fit.status,
            "iterations": fit.iterations,
            "gradient_norm": fit.gradient_norm,
            "hessian_condition": fit.hessian_condition if finite else None,
            "covariance": fit.covariance.tolist() if fit.covariance is not None else None,
            "at_boundary": fit.at_boundary,
        },
    }


def _fit_in(record: Record, kind: type[Any]) -> Fit[Any]:
    given, evidence = record.record("parameters"), record.record("fit")
    values = {
        field.name: given.whole(field.name) if field.type in {"int", int} else given.number(field.name)
        for field in fields(kind)
    }
    try:
        model = kind(**values)
    except ValueError:
        model = None
    if model is None or min(values.values()) < _SMALLEST_PARAMETER:
        raise record.unfit("parameters", "parameters that are positive and finite")
    if (status := evidence.text("status")) not in get_args(Status):
        raise evidence.unfit("status", f"one of {', '.join(get_args(Status))}")
    boundary = evidence.optional_text("at_boundary")
    return Fit(
        model=model,
        log_likelihood=evidence.number("log_likelihood"),
        n_customers=evidence.whole("customers"),
        status=status,  # type: ignore[arg-type]  # one of the names of Status, as was just seen
        iterations=evidence.whole("iterations"),
        gradient_norm=evidence.number("gradient_norm"),
        hessian_condition=np.inf
        if evidence.is_null("hessian_condition")
        else evidence.number("hessian_condition", least=0, most=sys.float_info.max),
        covariance=None
        if evidence.is_null("covariance")
        else _covariance_in(evidence, sum(isinstance(value, float) for value in values.values())),
        at_boundary=None if boundary is None else Saying("{told}", told=boundary),
    )


def _covariance_in(evidence: Record, size: int) -> Floats:
    """Return the covariance, which must be symmetric and positive definite, as intervals need it."""
    rows = evidence.found["covariance"]
    listed = isinstance(rows, list) and len(rows) == size and all(isinstance(row, list) for row in rows)
    if listed and all(len(row) == size and all(map(is_number, row)) for row in rows):
        found: Floats = np.array(rows, dtype=np.float64)
        if is_covariance(found):
            return found
    raise evidence.unfit("covariance", f"a covariance of {size} parameters")


def _spend_out(spend: SpendModel) -> dict[str, Any]:
    gamma_gamma = {"model": "gamma-gamma", **_fit_out(spend.fit)} if spend.fit is not None else None
    return {
        "gamma_gamma": gamma_gamma,
        "average": spend.average,
        "spread": spend.spread,
        "customers": spend.customers,
        "return_rate": spend.return_rate,
        "returns_from_purchase": [list(step) for step in spend.returns.steps],
    }


def _spend_in(record: Record) -> SpendModel:
    fit = None if record.is_null("gamma_gamma") else _fit_in(record.record("gamma_gamma"), GammaGamma)
    if fit is not None and fit.model.q <= 1:
        raise record.unfit("gamma_gamma.parameters.q", "above 1")
    return SpendModel(
        fit=fit,
        average=record.number("average"),
        spread=record.number("spread"),
        customers=record.whole("customers"),
        return_rate=record.number("return_rate"),
        returns=_returns_in(record),
    )


def _returns_in(record: Record) -> ReturnTrend:
    """Return the trend of returns, which files of an earlier version do not have."""
    key = "returns_from_purchase"
    if key not in record.found:
        return ONE_RATE
    steps = record.pairs(key)
    starts = [first for first, _ in steps]
    whole = all(first.is_integer() for first in starts) and starts == sorted(set(starts))
    if not whole or starts[:1] not in ([], [1.0]) or any(times < 0 for _, times in steps):
        raise record.unfit(key, "pairs of a purchase's number, from 1 up, and a factor")
    return ReturnTrend(steps=tuple(Step(int(first), times) for first, times in steps))


def _season_out(season: Season) -> dict[str, Any]:
    return {
        "purchases": season.purchases.tolist(),
        "spend": season.spend.tolist(),
        "level": season.level,
    }


def _season_in(record: Record) -> Season:
    return Season(
        purchases=record.numbers("purchases", MONTHS, least=0, most=_LARGEST_FACTOR),
        spend=record.numbers("spend", MONTHS, least=0, most=_LARGEST_FACTOR),
        level=record.number("level", least=0, most=_LARGEST_FACTOR),
    )
