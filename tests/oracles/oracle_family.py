"""How the published numbers of NBD, MBG/NBD, the regular models and Pareto/NBD are computed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from clvcli.models import cnbd, mbg_nbd, nbd, pareto_nbd
from clvcli.models.cnbd import BGCNBD, MBGCNBD
from clvcli.models.mbg_nbd import MBGNBD
from clvcli.models.pareto_nbd import ParetoNBD
from tests.oracles.oracle_inputs import CDNOW, Inputs, customer, histories, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from clvcli.models.fitting import Fit
    from clvcli.models.histories import Floats

GROCERY = "grocery_to_2006-12-31"


def pareto(values: Iterable[float]) -> ParetoNBD:
    """Return a model from r, alpha, s, beta in this order."""
    return ParetoNBD(**dict(zip(pareto_nbd.PARAMETERS, values, strict=True)))


def named(inputs: Inputs) -> ParetoNBD:
    """Return a model from inputs that name its parameters."""
    return pareto(inputs[name] for name in pareto_nbd.PARAMETERS)


def dropout_parameters(inputs: Inputs) -> dict[str, float]:
    """Return r, alpha, a, b by name."""
    return dict(zip(cnbd.PARAMETERS, inputs["params"], strict=True))


def customers(inputs: Inputs) -> tuple[Floats, Floats, Floats]:
    """Return x, t_x and T of the customers of the inputs."""
    x, t_x, T = np.array(inputs["customers_x_tx_T"], dtype=np.float64).T
    return x, t_x, T


def estimates(fitted: Fit[Any], names: Iterable[str]) -> list[float]:
    """Return the parameters and the log-likelihood."""
    return [*(getattr(fitted.model, name) for name in names), fitted.log_likelihood]


@cache
def pareto_fit(name: str) -> Fit[ParetoNBD]:
    """Return the Pareto/NBD fit of a table."""
    return pareto_nbd.fit(histories(name))


@cache
def regular_fit(model: type[BGCNBD], k: int) -> Fit[BGCNBD]:
    """Return the fit of a regular model to the grocery log."""
    return cnbd.fit(histories(GROCERY), model, k=k, log_gaps=float(table(GROCERY)["log_gaps"].sum()))


def pareto_standard_errors(_: Inputs) -> Floats:
    """Return the standard errors of r, alpha, s, beta on CDNOW."""
    found = pareto_fit(CDNOW).standard_errors
    assert found is not None
    return found


def pareto_holdout(inputs: Inputs) -> list[float]:
    """Return purchases expected of all CDNOW customers in the next weeks."""
    h = histories(CDNOW)
    return [float(h.count @ pareto_fit(CDNOW).model.forecast(h, inputs["t"]).expected_purchases(inputs["t"]))]


def pareto_tracking(inputs: Inputs) -> list[float]:
    """Return cumulative purchases expected of the CDNOW cohort by calendar week, the first customer's being 0."""
    h, model = histories(CDNOW), pareto_fit(CDNOW).model
    born = h.T.max() - h.T
    return [
        float(h.count @ model.new_customer_expectation(np.maximum(week - born, 0.0))) for week in inputs["weeks"]
    ]


def pareto_paradox(inputs: Inputs) -> Floats:
    """Return expected purchases of customers who differ in x alone."""
    x = np.array(inputs["x"], dtype=np.float64)
    same = np.ones_like(x)
    return pareto(inputs["params"]).expected_purchases(inputs["t"], x, inputs["t_x"] * same, inputs["T"] * same)


def pareto_dert_by_week(inputs: Inputs) -> Floats:
    """Return DERT at a rate of 10 % a week."""
    return pareto(inputs["params"]).discounted_purchases(np.inf, float(np.log(1.1)), *customers(inputs))


def pareto_likelihood_or2(inputs: Inputs) -> list[float]:
    """Return the log-likelihood of Online Retail II at given parameters."""
    h = histories("online_retail_2")
    return [float(h.count @ named(inputs).log_likelihood(h.x, h.t_x, h.T))]


def grocery_holdout(inputs: Inputs) -> list[float]:
    """Return purchases of the holdout year: actual, expected of new customers like these, Pareto/NBD."""
    h, weeks = histories(GROCERY), inputs["weeks"]
    new = regular_fit(MBGCNBD, 2).model.new_customer_expectation
    expected = pareto_fit(GROCERY).model.forecast(h, weeks).expected_purchases(weeks)
    actual = float(table(GROCERY)["holdout_purchases"].sum())
    return [actual, float(h.count @ (new(h.T + weeks) - new(h.T))), float(h.count @ expected)]


BY_ID: dict[str, Callable[[Inputs], Iterable[Any]]] = {
    "nbd-fit-cdnow": lambda _: estimates(nbd.fit(histories(CDNOW)), nbd.PARAMETERS),
    "nbd-or1": lambda _: estimates(nbd.fit(histories("online_retail_1")), nbd.PARAMETERS),
    "mbgnbd-ll-cdnow": lambda _: [mbg_nbd.fit(histories(CDNOW)).log_likelihood],
    "mbgnbd-cet": lambda i: MBGNBD(**dropout_parameters(i)).expected_purchases(i["t"], *customers(i)),
    "mbgnbd-palive": lambda i: MBGNBD(**dropout_parameters(i)).p_alive(*customers(i)),
    "mbgcnbd-grocery-k1": lambda i: estimates(regular_fit(MBGCNBD, i["k"]), cnbd.PARAMETERS),
    "bgcnbd-grocery-k2": lambda i: estimates(regular_fit(BGCNBD, i["k"]), cnbd.PARAMETERS),
    "bgcnbd-k2-pmf": lambda i: BGCNBD(k=i["k"], **dropout_parameters(i)).pmf(np.array(i["n"]), i["t"]),
    "mbgcnbd-k2-palive": lambda i: MBGCNBD(k=i["k"], **dropout_parameters(i)).p_alive(*customers(i)),
    "cnbd-k-choice": lambda i: [regular_fit(MBGCNBD, k).log_likelihood for k in i["k"]],
    "holdout-grocery-vignette": grocery_holdout,
    "pnbd-fit-78w": lambda _: estimates(pareto_fit("cdnow_to_1998-06-30"), pareto_nbd.PARAMETERS)[:4],
    "pnbd-grocery": lambda _: estimates(pareto_fit(GROCERY), pareto_nbd.PARAMETERS),
    "pnbd-se": pareto_standard_errors,
    "pnbd-holdout-total": pareto_holdout,
    "pnbd-tracking-cum": pareto_tracking,
    "pnbd-cet-grid": lambda i: pareto(i["params"]).expected_purchases(i["t"], *customers(i)),
    "pnbd-dert-btyd": lambda i: pareto(i["params"]).discounted_purchases(np.inf, i["delta"], *customer(i)),
    "pnbd-dert-clvtools-default": pareto_dert_by_week,
    "pnbd-exp": lambda i: pareto(i["params"]).new_customer_expectation(np.array(i["t"])),
    "pnbd-paradox": pareto_paradox,
    "pnbd-or2-ll": pareto_likelihood_or2,
    "pnbd-ll-alpha-eq-beta": lambda i: named(i).log_likelihood(*customer(i)),
    "pnbd-s-equals-1": lambda i: named(i).expected_purchases(i["t"], *customer(i)),
    "pnbd-underflow-pair": lambda i: named(i).expected_purchases(i["t"], *customers(i)),
    "pnbd-interval-pmf-zero": lambda i: pareto(i["params"]).interval_pmf(
        np.array([0]), i["interval"][0], i["interval"][1] - i["interval"][0]
    ),
}
