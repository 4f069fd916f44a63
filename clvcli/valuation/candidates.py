"""Models that may predict, fitted side by side, with the evidence for each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from clvcli.errors import PurchasesNotModelledError
from clvcli.models.family import MEMBERS, Member, bic
from clvcli.models.fitting import LIKELIHOOD_RATIO_5_PERCENT
from clvcli.sayings import Saying
from clvcli.valuation import gate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clvcli.models.family import PurchaseModel
    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Histories

YARDSTICK = "nbd"
"""Customers who never leave: what every other model must beat before churn is believed."""

REGULAR = frozenset({"bg-cnbd", "mbg-cnbd"})
"""Models of purchases more regular than at random; with k = 1 they are the models they extend."""

DROPOUT_PARAMETERS = 2
"""What models with dropout have more than the yardstick."""

EVIDENCE = pl.Schema(
    {
        "model": pl.String,
        "parameters": pl.Int64,
        "log_likelihood": pl.Float64,
        "ratio": pl.Float64,
        "bic": pl.Float64,
        "converged": pl.Boolean,
        "at_boundary": pl.String,
        "deviance": pl.Float64,
        "gini": pl.Float64,
    }
)
"""One row per model: parameters that the data decide, twice the gain in log-likelihood over the yardstick,
Schwarz's criterion, whether the search settled, and what the data leave open; of those that were tried on the
end of the orders, the deviance per purchase and the Gini of the ranking (null of the others)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidate:
    """A model fitted to the customers, or why it could not be."""

    member: Member
    fit: Fit[PurchaseModel] | None
    problem: str | None = None
    """Why there is no fit."""

    @property
    def name(self) -> str:
        """As `--model` takes it."""
        return self.member.name

    @property
    def settled(self) -> bool:
        """Whether the search for the best parameters ended at an optimum."""
        return self.fit is not None and self.fit.converged

    @property
    def unusable(self) -> str | None:
        """Why it cannot predict, in plain words, or None."""
        return self.problem if self.fit is None else gate.unusable(self.fit)

    @property
    def clean(self) -> bool:
        """Whether the data settle all parameters."""
        return self.unusable is None

    @property
    def regularity(self) -> int:
        """Every how manyth event is a purchase: the k of the models that have one."""
        return int(getattr(self.fit.model, "k", 1)) if self.fit is not None else 1

    @property
    def shown(self) -> str:
        """Its name, with the k of the models that have one."""
        return f"{self.name}-{self.regularity}" if self.name in REGULAR else self.name

    @property
    def bic(self) -> float:
        """Schwarz's criterion, smaller is better."""
        return float("inf") if self.fit is None else bic(self.fit, self.member.free)


def fit_member(name: str, histories: Histories, log_gaps: float) -> Candidate:
    """Return one model of the family, fitted; see `fit_candidates`."""
    member = next(member for member in MEMBERS if member.name == name)
    try:
        return Candidate(member=member, fit=member.fit(histories, log_gaps))
    except PurchasesNotModelledError as error:
        return Candidate(member=member, fit=None, problem=error.message)


def fit_candidates(histories: Histories, log_gaps: float | None) -> tuple[Candidate, ...]:
    """Return every model that may predict, fitted to `histories`, the yardstick first.

    `log_gaps` is the sum of the logarithms of the weeks between purchases; without it regularity cannot be
    seen, and the models of REGULAR are left out.
    """
    names = [member.name for member in MEMBERS if log_gaps is not None or member.name not in REGULAR]
    return tuple(fit_member(name, histories, log_gaps or 0.0) for name in names)


def evidence(candidates: Sequence[Candidate]) -> pl.DataFrame:
    """Return EVIDENCE, best BIC first; no ratio where the yardstick was not fitted."""
    yardstick = _log_likelihood_of_yardstick(candidates)
    rows = [
        {
            "model": each.shown,
            "parameters": each.member.free,
            "log_likelihood": each.fit.log_likelihood,
            "ratio": 2.0 * (each.fit.log_likelihood - yardstick) if math.isfinite(yardstick) else None,
            "bic": each.bic,
            "converged": each.fit.converged,
            "at_boundary": each.fit.at_boundary,
            "deviance": None,
            "gini": None,
        }
        for each in candidates
        if each.fit is not None
    ]
    return pl.DataFrame(rows, schema=EVIDENCE, orient="row").sort("bic", "model")


def doubts(candidates: Sequence[Candidate]) -> tuple[Saying, ...]:
    """Return what EVIDENCE says against models, as sayings: its column carries texts."""
    fits = (each.fit for each in candidates if each.fit is not None)
    return tuple(fit.at_boundary for fit in fits if fit.at_boundary is not None)


def no_churn(candidates: Sequence[Candidate]) -> str | None:
    """Return why no churn can be seen in the data, or None.

    A model with dropout is compared with the yardstick, dropout at the edge of its range: the ratio is held
    against LIKELIHOOD_RATIO_5_PERCENT, which is corrected for that.  Where the data leave the parameters of
    dropout open in all of these models, it must earn Schwarz's price of these parameters.  Models that change
    the timing of purchases as well say nothing about it: their gain may be the timing's.
    """
    random = [each for each in candidates if each.name not in REGULAR | {YARDSTICK} and each.fit is not None]
    if not random:
        return next((each.problem for each in candidates if each.problem), None)
    best = max((each.fit for each in random if each.fit is not None), key=lambda fit: fit.log_likelihood)
    ratio = max(2.0 * (best.log_likelihood - _log_likelihood_of_yardstick(candidates)), 0.0)
    price = DROPOUT_PARAMETERS * math.log(best.n_customers)
    if ratio >= LIKELIHOOD_RATIO_5_PERCENT and (ratio >= price or any(each.clean for each in random)):
        return None
    needed = price if ratio >= LIKELIHOOD_RATIO_5_PERCENT else LIKELIHOOD_RATIO_5_PERCENT
    return Saying(
        "no churn identified: the orders show no sign that customers leave, so how long they stay cannot be "
        "told; orders over a longer time may tell (likelihood ratio {ratio:.2f}, {needed:.2f} needed)",
        ratio=ratio,
        needed=needed,
    )


def by_evidence(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that can predict, best BIC first: those that could be asked for by name as well.

    The yardstick is not among them, nor is a regular model with k = 1, which is the one it extends.
    """
    able = [each for each in _with_dropout(candidates) if each.clean]
    return sorted(able, key=lambda each: each.bic)


def none_able(candidates: Sequence[Candidate]) -> str:
    """Return why none of the candidates can predict: what stands against the likeliest."""
    likeliest = min(_with_dropout(candidates), key=lambda each: each.bic)
    return Saying("no model can be used: {reason}", reason=likeliest.unusable)


def never_leaving(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the yardstick, where it can predict: what may stand in for a model of leaving, for a while."""
    return tuple(each for each in candidates if each.name == YARDSTICK and each.clean)


def _with_dropout(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the models in which customers leave, without those that extend another by nothing."""
    return [
        each
        for each in candidates
        if each.name != YARDSTICK and not (each.name in REGULAR and each.regularity == 1)
    ]


def rivals(able: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return those of `able`, best BIC first, that a holdout may choose from: one of the regular models at most."""
    regular = [each for each in able if each.name in REGULAR][:1]
    return tuple(each for each in able if each.name not in REGULAR or each in regular)


def _log_likelihood_of_yardstick(candidates: Sequence[Candidate]) -> float:
    return next(
        (each.fit.log_likelihood for each in candidates if each.name == YARDSTICK and each.fit is not None),
        float("-inf"),
    )
